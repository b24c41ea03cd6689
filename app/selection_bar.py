"""Over several selected things: how many they are and what can be done to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from app.action_button import ActionButton
from app.labels import label, surface
from canvas.hands.frame import Zone
from canvas.hands.places import Box, box_of
from canvas.hands.sheets import group_of
from canvas.hands.view import MapView

if TYPE_CHECKING:
    from app.window import Window

SHARED = ("duplicate", "lock", "delete")
GAP = 10.0  # px between it and what is selected


class SelectionBar(QFrame):
    """It comes with the second selected thing and stands aside while something is dragged or written."""

    def __init__(self, window: Window, view: MapView) -> None:
        super().__init__(view)
        surface(self, "notice")
        self._window, self._view = window, view
        self.told = label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(2)
        row.addWidget(self.told)
        row.addSpacing(6)
        self.buttons = {id: self._button(id) for id in SHARED}
        for button in self.buttons.values():
            row.addWidget(button)
        self._waiting = QTimer(self, interval=0, singleShot=True)
        self._waiting.timeout.connect(self.follow)
        view.selection_changed.connect(self._soon)
        view.zoom_changed.connect(self._soon)
        view.editing_changed.connect(self._soon)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._soon)
        view.viewport().installEventFilter(self)
        self.hide()

    def restyle(self) -> None:
        self._window.tint(SHARED)

    def follow(self) -> None:
        """What is selected now, wherever it is seen."""
        view = self._view
        refs = view.selection()
        if len(refs) < 2 or view.fixed or view.pointer.busy or view.writing.sheet:
            self.hide()
            return
        _ = self._window.session.words
        n = len(refs)
        self.told.setText(_.plural("%(n)s thing selected", "%(n)s things selected", n) % {"n": n})
        if not self.isVisible():
            self.restyle()
        self.adjustSize()
        self.move(self._place().toPoint() + view.viewport().pos())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.hide()
        elif event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.Resize):
            self._soon()
        return False

    def _soon(self, *_told: object) -> None:
        self._waiting.start()

    def _place(self) -> QPointF:
        """Its top left in the viewport: over what is selected, else under it, else at the map's foot."""
        view, size = self._view, QRectF(self.rect()).size()
        body = view.frame.body().adjusted(GAP, GAP, -GAP, -GAP)
        boxes = self._boxes()
        around = QRectF()
        for box in boxes:
            around |= box
        around &= body
        x = min(max(around.center().x() - size.width() / 2, body.left()), body.right() - size.width())
        foot = body.bottom() - size.height()
        tops = (around.top() - GAP - size.height(), around.bottom() + GAP, foot, body.top())
        places = [QRectF(QPointF(x, y), size) for y in tops if body.top() <= y <= foot] if boxes else []
        free = next((place for place in places if not self._covers(place)), None)
        aside = next((place for place in places if not any(place.intersects(box) for box in boxes)), None)
        return (free or aside or QRectF(QPointF(x, foot), size)).topLeft()

    def _covers(self, place: QRectF) -> bool:
        """Whether a card lies there."""
        view = self._view
        corner, zoom = view.frame.to_map(place.topLeft(), Zone.BODY), view.zoom
        area = Box(corner.x(), corner.y(), place.width() / zoom, place.height() / zoom)
        return bool(view.places.cards_in(area))

    def _boxes(self) -> list[QRectF]:
        """Where selected things are seen in the viewport."""
        view, seen = self._view, self._view.in_sight()
        cards = set(view.selected.of("card"))
        boxes = [view.places.card_box(id) for id in view.places.cards_in(seen) if id in cards]
        others = (group_of(view, ref) for ref in view.selection() if ref[0] not in ("card", "persona"))
        boxes += [box for group in others if group and (box := box_of(group)).meets(seen)]
        return [view.frame.to_view(box, Zone.BODY) for box in boxes]

    def _button(self, id: str) -> QToolButton:
        button = ActionButton(self._window.actions_by_id[id])
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumSize(28, 28)
        return button
