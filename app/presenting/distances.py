"""How large a map is shown on a wall, so that its smallest text can be read from the back row."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QSize

from canvas.picture.display import Picture, Span
from canvas.picture.theme import CANVAS, style

SMALLEST = style("caption").size  # px at 100 % zoom: no text on a map is smaller
LINE = style("caption").line
DESIGN = 1080  # px: the height of the wall that sizes are told for
_OVERLAP = 48.0  # px of the map that two screens of a lane higher than one have in common


class Distance(Enum):
    """What is in view at once. `THREE`: read from the back row; `ONE`: from the back of a hall."""

    THREE = "three"
    ONE = "one"
    ALL = "all"  # to see where one is, not to read


STAGES = {Distance.THREE: 3, Distance.ONE: 1}
_TEXT = {Distance.THREE: 24 / DESIGN, Distance.ONE: 48 / DESIGN}  # of the smallest text, of the wall's height
_PEEK = {Distance.THREE: 22.0, Distance.ONE: 0.0}  # px of the map left for each neighbour


class Fit(NamedTuple):
    """`zoom`: of the map. `column`: the width of every stage, px at 100 %; None: each its own.

    `stages`: how many are in view at once.
    """

    zoom: float
    column: float | None
    stages: int
    peek: float = 0.0


def scale(wall_height: float) -> float:
    """Of sizes that are told for a wall 1080 px high."""
    return wall_height / DESIGN


def fit(distance: Distance, area: QSize, wall_height: float, title_width: float) -> Fit:
    """For a view of this size on a wall of this height. The text's size goes before the number of stages."""
    zoom = _TEXT[distance] * wall_height / SMALLEST
    room = area.width() / zoom - title_width - 2 * _PEEK[distance]
    wanted = STAGES[distance]
    count = next((n for n in range(wanted, 1, -1) if room / n >= CANVAS.stage_width_min), 1)
    width = min(max(room / count, CANVAS.stage_width_min), CANVAS.stage_width_max)
    return Fit(zoom, width, count, _PEEK[distance])


def whole(picture: Picture, area: QSize, wall_height: float) -> float:
    """The zoom at which all of the map is in view, but no nearer than three stages are."""
    across, down = area.width() / picture.width, area.height() / picture.height
    return min(across, down, _TEXT[Distance.THREE] * wall_height / SMALLEST)


def room_below_header(picture: Picture, zoom: float, area: QSize) -> float:
    """px of the map for its lanes."""
    return area.height() / zoom - picture.header_height


def screens(lanes: Sequence[Span], room: float) -> list[float]:
    """Where each screenful of lanes begins, y on the map; a lane higher than the room takes several."""
    tops: list[float] = []
    end = 0.0
    for lane in lanes:
        if tops and lane.end <= end + 0.5:
            continue
        tops.append(lane.start)
        end = lane.start + room
        while lane.end > end + 0.5:
            step = max(room - _OVERLAP, room / 2, LINE)
            tops.append(tops[-1] + step)
            end = tops[-1] + room
    return tops or [0.0]
