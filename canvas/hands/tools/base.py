"""What every gesture of the hand is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands.frame import Zone

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class Tool:
    """One gesture from press to release.

    Each move is computed from the start, never added to the move before, so that `cancel` need only clear
    the marks. `zone`: the part of the view it began in; its points of the map are read in that zone
    throughout.
    """

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = True  # the view scrolls by itself when the pointer nears its edge

    copies = False  # the key that makes a copy of what is dragged is held

    def __init__(self, view: MapView, press: QPointF, zone: Zone) -> None:
        """`press`: where the button went down, in px of the viewport."""
        self.view = view
        self.zone = zone
        self.press = press
        self.origin = view.frame.to_map(press, zone)

    def at(self, point: QPointF) -> QPointF:
        """The point of the map under a point of the viewport."""
        return self.view.frame.to_map(point, self.zone)

    def move(self, point: QPointF) -> None:
        raise NotImplementedError

    def finish(self, point: QPointF) -> None:
        raise NotImplementedError

    def cancel(self) -> None:
        self.view.overlay.clear_landing()
