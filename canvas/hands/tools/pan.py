"""Dragging the map itself, with the middle button or with the space bar held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from canvas.hands.frame import Zone
from canvas.hands.tools.base import Tool

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class Pan(Tool):
    scrolls = False

    def __init__(self, view: MapView, press: QPointF, zone: Zone) -> None:
        super().__init__(view, press, zone)
        self._from = view.scrolling.at()

    def move(self, point: QPointF) -> None:
        self.view.scrolling.to(self._from - (point - self.press))

    def finish(self, point: QPointF) -> None:
        self.move(point)

    def cancel(self) -> None:
        self.view.scrolling.to(self._from)
