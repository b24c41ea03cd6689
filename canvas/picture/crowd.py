"""Room that is taken in a lane, for what seeks a free place beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

Box = tuple[float, float, float, float]  # along, down, width, height

REACH = 12.0  # px; what is further away counts as free
_STRIP = 32.0  # px along; boxes are kept by the strips they reach into


class Crowd:
    """Boxes are found by where they lie along the lane: a look-up costs as much as its neighbourhood."""

    def __init__(self) -> None:
        self._strips: defaultdict[int, list[Box]] = defaultdict(list)

    def __bool__(self) -> bool:
        return bool(self._strips)

    def add(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            for strip in _strips(box[0] - REACH, box[0] + box[2] + REACH):
                self._strips[strip].append(box)

    def meeting(self, box: Box) -> set[Box]:
        """Those that a box touches."""
        x, y, w, h = box
        return {
            (u, v, width, height)
            for strip in _strips(x, x + w)
            for u, v, width, height in self._strips.get(strip, ())
            if u <= x + w and x <= u + width and v <= y + h and y <= v + height
        }

    def clearance(self, along: float, down: float, w: float, h: float) -> float:
        """The distance to the nearest box, at most REACH; negative when one is hit."""
        nearest = REACH
        for strip in _strips(along, along + w):
            for x, y, width, height in self._strips.get(strip, ()):
                gap = max(x - along - w, along - x - width, y - down - h, down - y - height)
                if gap < nearest:
                    nearest = gap
        return nearest


def _strips(start: float, end: float) -> range:
    return range(int(start // _STRIP), int(end // _STRIP) + 1)
