"""The ways of connectors under the hand: which one a point is on, whether one comes into sight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QRectF

from canvas.hands.shapes import BLEED
from canvas.picture.display import Picture, Point, Sketch

ON_LINK, BY_LINK = 3.0, 6.0  # px of the screen from a connector: on it, and by it where nothing else is


def is_in(sketch: Sketch, area: QRectF) -> bool:
    """Whether anything of a connector lies in an area; its lines are upright or level."""
    near = area.adjusted(-BLEED, -BLEED, BLEED, BLEED)
    left, top, right, bottom = near.left(), near.top(), near.right(), near.bottom()
    return any(
        min(x, u) <= right and left <= max(x, u) and min(y, v) <= bottom and top <= max(y, v)
        for (x, y), (u, v) in pairwise(sketch.way)
    ) or bool(sketch.tag and QRectF(*sketch.tag).intersects(area))


def distance(way: Sequence[Point], x: float, y: float) -> float:
    """From a point to the nearest of a way."""
    return min(_distance(a, b, x, y) for a, b in pairwise(way))


def _distance(a: Point, b: Point, x: float, y: float) -> float:
    across = max(min(a[0], b[0]) - x, x - max(a[0], b[0]), 0.0)
    along = max(min(a[1], b[1]) - y, y - max(a[1], b[1]), 0.0)
    return hypot(across, along)


def link_at(picture: Picture, x: float, y: float, reach: float) -> int | None:
    """The connector nearest to a point of the map, on its line or its words; none beyond `reach` px."""
    best, least = None, reach
    for id, sketch in picture.links.sketches.items():
        left, top, w, h = sketch.area
        if left - reach <= x <= left + w + reach and top - reach <= y <= top + h + reach:
            far = 0.0 if sketch.tag and QRectF(*sketch.tag).contains(x, y) else distance(sketch.way, x, y)
            if far <= least and picture.links[id].opacity == 1:  # else the filter hides one of its cards
                best, least = id, far
    return best
