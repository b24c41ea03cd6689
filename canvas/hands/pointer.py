"""From the mouse to gestures: a press arms one, movement starts it, a release without is a click."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent
from PySide6.QtWidgets import QApplication

from canvas.hands import sizing, zooming
from canvas.hands.editor import Ending
from canvas.hands.emotions import curve_at
from canvas.hands.frame import Zone
from canvas.hands.targets import Grip, Target, target_at
from canvas.hands.tools.band import RubberBand
from canvas.hands.tools.base import Tool
from canvas.hands.tools.cards import MoveCards
from canvas.hands.tools.connect import Connect
from canvas.hands.tools.emotion import MovePoint
from canvas.hands.tools.order import MoveLane, MoveStage
from canvas.hands.tools.pan import Pan
from canvas.hands.tools.sizes import ResizeLane, ResizeStage
from canvas.hands.tools.span import SpanCard
from canvas.picture.display import Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView

EDGE = 28  # px from the edge of the body at which the view scrolls by itself
STEP = 18  # px a tick, at the edge and beyond it
TICK = 16  # ms

_PINCH = Qt.NativeGestureType.ZoomNativeGesture
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_MAC = sys.platform == "darwin"
_COPIES = Qt.KeyboardModifier.AltModifier if _MAC else Qt.KeyboardModifier.ControlModifier
_COPY_KEY = Qt.Key.Key_Alt if _MAC else Qt.Key.Key_Control


class Pointer(QObject):
    """Holds the tool under way, or what the press under way may yet become."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self.tool: Tool | None = None
        self.space_held = False
        self.asked: QPointF | None = None  # the point of the map at which a menu was asked for
        self._armed: Callable[[], Tool | None] | None = None
        self._click: Callable[[], None] | None = None
        self._press = self._last = QPointF()
        self._button = Qt.MouseButton.NoButton
        self._scrolling = QTimer(self, interval=TICK)
        self._scrolling.timeout.connect(self._scroll)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the view has no handler for.

        Not in an override of `viewportEvent`: it would stand under all others, and PySide 6.11 dies when an
        override fails within another.
        """
        if event.type() == QEvent.Type.Leave:
            self._view.hover.leave()
        elif isinstance(event, QNativeGestureEvent) and event.gestureType() == _PINCH:
            zooming.set_zoom(self._view, self._view.zoom * (1 + event.value()), event.position())
            return True
        return False

    @property
    def busy(self) -> bool:
        return self.tool is not None or self._armed is not None

    def press(self, event: QMouseEvent) -> None:
        if self.busy:
            return
        view, point = self._view, event.position()
        view.writing.end(Ending.LEFT)
        view.connecting.leave()
        view.by_keys = False
        target = target_at(view, point)
        self._press = self._last = point
        self._button = event.button()
        self.asked = None
        if event.button() == Qt.MouseButton.MiddleButton or self._panning(event):
            self._armed, self._click = (lambda: Pan(view, point, target.zone)), None
        elif event.button() == Qt.MouseButton.LeftButton:
            self._arm(target, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._ask(target)

    def _ask(self, target: Target) -> None:
        """A menu is asked for: of what lies here, or of all that is selected if this is of it."""
        view, self.asked = self._view, target.at
        if target.ref is None:
            view.selected.set([], target.cell)
        elif target.ref not in view.selected:
            view.select([target.ref])

    def _panning(self, event: QMouseEvent) -> bool:
        return self.space_held and event.button() == Qt.MouseButton.LeftButton

    def _arm(self, target: Target, held: Qt.KeyboardModifier) -> None:
        view, ref, selected = self._view, target.ref, self._view.selected
        adds = bool(held & (_SHIFT | _CTRL))
        self._click = None
        if view.fixed:  # the hand moves the map instead of what is on it
            selected.set([ref] if ref else [])
            self._armed = lambda: Pan(view, self._press, target.zone)
        elif target.pull and not adds:
            pull = target.pull
            selected.set([target.ref] if target.ref else [])
            self._armed = lambda: Connect(view, self._press, target.zone, pull)
        elif target.grip and not adds:
            self._arm_edge(target, target.grip)
        elif ref is None:
            self._armed = (lambda: RubberBand(view, self._press, Zone.BODY, adds)) if target.cell else None
            self._click = None if adds else (lambda: self._click_empty(target))
            if not target.cell and not adds:
                selected.set([])
        else:
            self._choose(ref, held)
            self._armed = (lambda: self._drag(ref, target.zone)) if ref in selected else None

    def _arm_edge(self, target: Target, grip: Grip) -> None:
        """A click on an edge chooses what it is of."""
        view, (table, id) = self._view, grip.ref
        view.selected.set([grip.ref])
        if table == "stage":
            self._armed = lambda: ResizeStage(view, self._press, target.zone, id)
        elif table == "lane":
            self._armed = lambda: ResizeLane(view, self._press, target.zone, id)
        else:
            self._armed = lambda: SpanCard(view, self._press, target.zone, id, grip.start)

    def _choose(self, ref: Ref, held: Qt.KeyboardModifier) -> None:
        """Ctrl or Shift adds and takes away."""
        selected = self._view.selected
        if held & (_SHIFT | _CTRL):
            if ref in selected:
                self._click = lambda: selected.toggle(ref)  # a drag takes all of them, a click takes it out
            else:
                selected.toggle(ref)
        elif ref not in selected:
            selected.set([ref])
        elif len(selected) > 1:
            self._click = lambda: selected.set([ref])

    def _click_empty(self, target: Target) -> None:
        view = self._view
        if target.cell and view.hover.invites(target):
            view.making.at_cell(target.cell, target.at)
        elif target.cell and (curve := curve_at(view, target.at)):
            view.making.point_on(target.cell, curve)
        elif target.cell and view.making.begins_curve(target.cell):
            view.making.point_at(target.cell, target.at)
        else:
            view.selected.set([], target.cell)

    def _drag(self, ref: Ref, zone: Zone) -> Tool | None:
        view, (table, id) = self._view, ref
        if table == "card" and zone is Zone.BODY:  # not by its star in the header
            return MoveCards(view, self._press, zone, id, view.selected.of("card"))
        if table == "emotion":
            return MovePoint(view, self._press, zone, id)
        if table == "stage":
            return MoveStage(view, self._press, zone, table, id)
        if table == "lane":
            return MoveLane(view, self._press, zone, table, id)
        return None

    def move(self, event: QMouseEvent) -> None:
        point = self._last = event.position()
        if self._armed and (point - self._press).manhattanLength() >= QApplication.startDragDistance():
            armed, self._armed, self._click = self._armed, None, None
            self.tool = armed()
            if self.tool:
                self._view.hover.leave()
                self._view.set_cursor(self.tool.cursor)
                if self.tool.scrolls:
                    self._scrolling.start()
        if self.tool:
            self.tool.copies = bool(event.modifiers() & _COPIES)
            self.tool.move(point)
        elif not event.buttons():
            self._view.hover.at(target_at(self._view, point))

    def release(self, event: QMouseEvent) -> None:
        if event.button() != self._button:
            return
        tool, click = self.tool, self._click
        self._stop()
        if tool:
            tool.copies = bool(event.modifiers() & _COPIES)
            tool.finish(event.position())
        elif click:
            click()

    def double_click(self, event: QMouseEvent) -> None:
        """The second press of a double click on a thing writes in it; on the emotion lane it adds a point.

        On a block of the macro view it looks into that stage.
        """
        view = self._view
        if view.picture.macro and view.frame.zone(event.position()) is Zone.BODY:
            if event.button() == Qt.MouseButton.LeftButton and (ref := target_at(view, event.position()).ref):
                view.set_macro(False)
                view.reveal(ref)
            return
        if event.button() != Qt.MouseButton.LeftButton or view.fixed:
            return
        view.writing.end(Ending.LEFT)
        target = target_at(view, event.position())
        if target.grip:
            sizing.reset(view, target.grip)
        elif target.ref and target.ref[0] != "emotion":
            view.edit(target.ref)
        elif target.ref is None and target.cell:
            view.making.at_cell(target.cell, target.at)

    def cancel(self) -> bool:
        """The gesture under way leaves no trace. False when there was none."""
        tool, was_busy = self.tool, self.busy
        self._stop()
        if tool:
            tool.cancel()
        return was_busy

    def hold_key(self, key: Qt.Key, held: bool) -> bool:
        """A key pressed or released in the middle of a gesture; False when it means nothing to it."""
        if key != _COPY_KEY or self.tool is None:
            return False
        self.tool.copies = held
        self.tool.move(self._last)
        return True

    def hold_space(self, held: bool) -> None:
        self.space_held = held
        self._view.set_cursor(Qt.CursorShape.OpenHandCursor if held else None)

    def _stop(self) -> None:
        self.tool = self._armed = self._click = None
        self._button = Qt.MouseButton.NoButton
        self._scrolling.stop()
        self._view.set_cursor(Qt.CursorShape.OpenHandCursor if self.space_held else None)

    def _scroll(self) -> None:
        """While something is dragged near an edge of the body the map moves on under it."""
        step = edge_step(self._view, self._last)
        if self.tool and not step.isNull():
            self._view.scrolling.to(self._view.scrolling.at() + step)
            self.tool.move(self._last)


def edge_step(view: MapView, point: QPointF) -> QPointF:
    """How far to scroll in one tick for a pointer at this point of the viewport: faster nearer its edge."""
    body = view.frame.body()

    def along(at: float, low: float, high: float) -> float:
        deep = max(low + EDGE - at, at - high + EDGE, 0.0)
        step = min(deep / EDGE, 1.0) * STEP
        return -step if at < low + EDGE else step

    return QPointF(along(point.x(), body.left(), body.right()), along(point.y(), body.top(), body.bottom()))
