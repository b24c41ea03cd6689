"""A small language for tests of the canvas: a hand that presses, drags, types and drops on a real view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from canvas.hands.drops import MIME
from canvas.hands.frame import Zone
from canvas.hands.places import Box, Cell, box_of
from canvas.hands.sheets import group_of
from canvas.hands.view import MapView
from canvas.picture.display import Ref

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_ZONES = {"stage": Zone.HEADER, "lane": Zone.TITLES, "persona": Zone.CORNER}


class Hand:
    """Acts on a view as a person does. Points are of the viewport; `at` finds those of things on the map."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self._pressed = Qt.MouseButton.NoButton

    # ---- where ----

    def at(self, ref: Ref, dx: float = 0, dy: float = 0) -> QPoint:
        """The middle of what shows a record, or (dx, dy) map px from it."""
        group = group_of(self.view, ref)
        assert group is not None, f"{ref} is not on the map"
        return self._middle(box_of(group).moved(dx, dy), _ZONES.get(ref[0], Zone.BODY))

    def cell(self, stage: int, lane: int, dx: float = 0, dy: float = 0) -> QPoint:
        """The middle of a cell, or (dx, dy) map px from it."""
        return self._middle(self.view.places.box(Cell(stage, lane)).moved(dx, dy), Zone.BODY)

    def _middle(self, box: Box, zone: Zone) -> QPoint:
        return self.view.frame.to_view(box, zone).center().toPoint()

    # ---- the mouse ----

    def press(self, point: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        self._pressed = button
        QTest.mousePress(self.view.viewport(), button, held, point)

    def move(self, point: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        """Sent to the viewport itself: by way of the cursor it would go to whatever window lies there."""
        viewport, at = self.view.viewport(), QPointF(point)
        kind, no_button = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        event = QMouseEvent(kind, at, viewport.mapToGlobal(at), no_button, self._pressed, held)
        QApplication.sendEvent(viewport, event)

    def release(self, point: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        self._pressed = Qt.MouseButton.NoButton
        QTest.mouseRelease(self.view.viewport(), button, held, point)

    def click(self, point: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
        self.press(point, held)
        self.release(point, held)

    def double_click(self, point: QPoint) -> None:
        self.click(point)
        QTest.mouseDClick(self.view.viewport(), LEFT, NONE, point)
        self.release(point)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        button: Qt.MouseButton = LEFT,
        drop: bool = True,
        held: Qt.KeyboardModifier = NONE,
    ) -> None:
        """Press, several moves, release; without `drop` the button stays down."""
        self.press(start, held, button)
        for step in range(1, 6):
            self.move(start + (end - start) * (step / 5), held)
        if drop:
            self.release(end, held, button)

    def edge(self, ref: Ref, start: bool = False) -> QPoint:
        """On the end of a stage or lane, on a side of a card above its middle."""
        group = group_of(self.view, ref)
        assert group is not None, f"{ref} is not on the map"
        box, zone = box_of(group), _ZONES.get(ref[0], Zone.BODY)
        left = self.view.picture.rtl != start
        if ref[0] == "lane":
            return self._middle(Box(box.x, box.y + box.h, box.w, 0), zone)
        y, height = (box.y + 6, 0.0) if ref[0] == "card" else (box.y, box.h)
        return self._middle(Box(box.x if left else box.x + box.w, y, 0, height), zone)

    def wheel(self, point: QPoint, turn: int, held: Qt.KeyboardModifier = NONE) -> None:
        """`turn`: eighths of a degree away from the user; 120 is one notch."""
        viewport = self.view.viewport()
        where = QPointF(point)
        event = QWheelEvent(
            where,
            viewport.mapToGlobal(where),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    # ---- the keyboard ----

    def _focus(self) -> QWidget:
        """What has the focus within the view: the view, or the text being written."""
        editor = self.view.writing.editor
        proxy = editor.focusProxy() if editor else None
        return proxy or self.view

    def key(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self._focus(), key, held)

    def hold(self, key: Qt.Key) -> None:
        QTest.keyPress(self._focus(), key)

    def let_go(self, key: Qt.Key) -> None:
        QTest.keyRelease(self._focus(), key)

    def type(self, text: str, held: Qt.KeyboardModifier = NONE) -> None:
        for letter in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._focus(), Qt.Key.Key_unknown, letter, held)

    def write(self, text: str) -> None:
        self.type(text)
        self.key(Qt.Key.Key_Return)

    # ---- drops ----

    def hover_drop(self, data: QMimeData, point: QPoint) -> bool:
        """Drag over the view; whether it would be taken there."""
        viewport, copy = self.view.viewport(), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(point, copy, data, LEFT, NONE)
        QApplication.sendEvent(viewport, enter)
        move = QDragMoveEvent(point, copy, data, LEFT, NONE)
        QApplication.sendEvent(viewport, move)
        return move.isAccepted()

    def drop_data(self, data: QMimeData, point: QPoint) -> bool:
        if not self.hover_drop(data, point):
            self.leave_drop()
            return False
        event = QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, LEFT, NONE)
        QApplication.sendEvent(self.view.viewport(), event)
        return event.isAccepted()

    def leave_drop(self) -> None:
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())

    def drop(self, kind: str, point: QPoint) -> bool:
        """From the palette."""
        return self.drop_data(new_thing(kind), point)

    def drop_files(self, paths: Sequence[str], point: QPoint) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        return self.drop_data(data, point)


def new_thing(kind: str) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, kind.encode("ascii"))
    return data
