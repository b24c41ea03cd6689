"""The rubber band: selects what it touches; with Shift or Ctrl it adds to what was selected before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import marks
from canvas.hands.frame import Zone
from canvas.hands.places import Box
from canvas.hands.tools.base import Tool
from canvas.picture.display import Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class RubberBand(Tool):
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: MapView, press: QPointF, zone: Zone, adds: bool) -> None:
        super().__init__(view, press, zone)
        self._before = (view.selection(), view.selected.cell)
        self._kept = self._before[0] if adds else []

    def move(self, point: QPointF) -> None:
        area = self._area(point)
        places = self.view.places
        found: list[Ref] = [("card", id) for id in places.cards_in(area)]
        found += [("emotion", id) for id in places.points_in(area)]
        self.view.selected.set([*self._kept, *found])
        self.view.overlay.show_landing([], marks.band(area, self.view.fine))

    def finish(self, point: QPointF) -> None:
        self.view.overlay.clear_landing()

    def cancel(self) -> None:
        super().cancel()
        self.view.selected.set(*self._before)

    def _area(self, point: QPointF) -> Box:
        at, start = self.at(point), self.origin
        x, y = min(at.x(), start.x()), min(at.y(), start.y())
        return Box(x, y, abs(at.x() - start.x()), abs(at.y() - start.y()))
