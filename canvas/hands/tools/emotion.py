"""Dragging a point of the emotion curve up or down; its value stands beside the face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import marks
from canvas.hands.emotions import height_of, value_at
from canvas.hands.frame import Zone
from canvas.hands.shapes import shifted
from canvas.hands.tools.base import Tool
from canvas.picture import shapes
from canvas.picture.display import Item, Rect, Text
from canvas.picture.text import block
from model import verbs
from resources.formats import isolate, signed

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_BESIDE = 6.0  # px from the face to its value


class MovePoint(Tool):
    cursor = Qt.CursorShape.SizeVerCursor

    def __init__(self, view: MapView, press: QPointF, zone: Zone, point: int) -> None:
        super().__init__(view, press, zone)
        self._point = point
        self._group = view.picture.points[point]
        self._middle = self._group.y + self._group.h / 2
        lane = view.picture.lane_at(self._middle)
        assert lane is not None, "a point lies in its lane"
        self._lane = lane
        view.overlay.take_away([("emotion", point)])

    def move(self, point: QPointF) -> None:
        value = self._value(point)
        y = height_of(self.view.picture, self._lane, value)
        self.view.overlay.show_landing(
            [marks.ghost(self._group)], [*self._face(value, y), *self._label(value, y)]
        )

    def finish(self, point: QPointF) -> None:
        value = self._value(point)
        self.cancel()
        if value != self.view.document["emotion", self._point].value:
            self.view.act(verbs.move_emotion, self._point, value=value)

    def cancel(self) -> None:
        self.view.overlay.take_away(())
        super().cancel()

    def _value(self, point: QPointF) -> float:
        """The face follows the pointer from where it was taken."""
        y = self._middle + (self.at(point) - self.origin).y()
        return value_at(self.view.picture, self._lane, y)

    def _face(self, value: float, y: float) -> list[Item]:
        """A face shows the new mood; other personas' marks only move."""
        if any(isinstance(item, Rect) for item in self._group.items):
            return list(shapes.face(self._group.x + self._group.w / 2, y, value))
        return [shifted(item, 0, y - self._middle) for item in self._group.items]

    def _label(self, value: float, y: float) -> list[Item]:
        text = block(isolate(signed(value, 1)), "body_on")
        x = self._group.x + self._group.w + _BESIDE
        if self.view.picture.rtl:
            x = self._group.x - _BESIDE - text.width - 8
        top = y - text.height / 2
        plate = Rect(
            x, top - 1, text.width + 8, text.height + 2, fill="card", stroke="control_border", radius=4
        )
        return [plate, Text(x + 4, top, text, "text")]
