"""Which way a connector takes from card to card: by which sides it leaves and enters, along which lines.

The journey's grid leaves few sensible ways between two cards (straight, or by one to three lines of the
grid), so that these are compared instead of a shortest path being sought in a graph of all crossings: that
takes some ten times as long. Only where cards that span stages bar all of them is one sought (`detour`).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from canvas.picture.detour import detour
from canvas.picture.display import Point
from canvas.picture.gutters import Gutters, Line, Place

BEND = 30.0  # px of way that a bend counts as
_CRAMPED = 600.0  # px of way that a label without room counts as
_MARGIN = 6.0  # px from a card's corner that connectors keep
_STRAIGHT = 3.0  # px free at either side of a straight way


class Room(NamedTuple):
    """px of a level stretch, or else of an upright one, that a connector's words or mark need."""

    level: float = 0.0
    upright: float = 0.0


_NO_ROOM = Room()


class Side(Enum):
    """Of a card: towards the journey's start or its end, above, below."""

    BEFORE = "before"
    AFTER = "after"
    ABOVE = "above"
    BELOW = "below"

    @property
    def across(self) -> bool:
        """A way leaves it sideways."""
        return self in (Side.BEFORE, Side.AFTER)


class Way(NamedTuple):
    """`lines`: those it runs along, in turn gutters and corridors; none: it is straight."""

    leaves: Side
    enters: Side
    lines: tuple[Line, ...] = ()
    is_detour: bool = False


def corners(way: Way, start: Point, end: Point, at: list[float]) -> list[Point]:
    """The way's points from `start` to `end`; `at`: where each of its lines is."""
    points = [start]
    for line, place in zip(way.lines, at, strict=True):
        points.append((place, points[-1][1]) if line.upright else (points[-1][0], place))
    if way.lines:
        points.append((points[-1][0], end[1]) if way.lines[-1].upright else (end[0], points[-1][1]))
    return [*points, end]


def port(place: Place, side: Side, shift: float = 0.0) -> Point:
    """The point in the middle of a card's side, or `shift` px from there."""
    along, down = place.middle
    if side.across:
        return place.along + (place.w if side is Side.AFTER else 0.0), down + shift
    return along + shift, place.down + (place.h if side is Side.BELOW else 0.0)


def gutter_of(place: Place, side: Side) -> Line:
    """The gutter, or corridor, that a card's side faces."""
    if side.across:
        return Line(True, place.last + 1 if side is Side.AFTER else place.first)
    return Line(False, place.row + (1 if side is Side.BELOW else 0))


def choose(gutters: Gutters, source: Place, target: Place, room: Room = _NO_ROOM) -> Way:
    """The shortest way with the fewest bends that has room for what the connector says."""
    best, least = None, 0.0
    for way in _ways(gutters, source, target):
        cost = _cost(gutters, way, source, target, room)
        if best is None or cost < least:
            best, least = way, cost
    return best or _around(gutters, source, target)


def _around(gutters: Gutters, source: Place, target: Place) -> Way:
    lines = detour(gutters, source, target, BEND) or [Line(True, source.last + 1), Line(True, target.first)]
    leaves = Side.AFTER if lines[0].number == source.last + 1 else Side.BEFORE
    enters = Side.BEFORE if lines[-1].number == target.first else Side.AFTER
    return Way(leaves, enters, tuple(lines), is_detour=True)


def common(source: Place, target: Place, across: bool) -> tuple[float, float] | None:
    """Between which depths two cards lie beside each other (`across`), or between which places under."""
    if across:
        low, high = max(source.down, target.down), min(source.down + source.h, target.down + target.h)
    else:
        low, high = max(source.along, target.along), min(source.along + source.w, target.along + target.w)
    low, high = low + _MARGIN, high - _MARGIN
    return (low, high) if low <= high else None


def _ways(gutters: Gutters, source: Place, target: Place) -> Iterator[Way]:
    yield from _straight(gutters, source, target)
    for leaves, enters in _sides(gutters, source, target):
        first, last = gutter_of(source, leaves), gutter_of(target, enters)
        ways: list[tuple[Line, ...]] = [(first, last)]
        if leaves.across == enters.across:
            between: list[Line | None] = [None]
            if first != last:
                places = (source, target)
                facing = (Side.ABOVE, Side.BELOW) if leaves.across else (Side.BEFORE, Side.AFTER)
                between = list(dict.fromkeys(gutter_of(place, side) for place in places for side in facing))
            ways = [(first,) if line is None else (first, line, last) for line in between]
        for lines in ways:
            way = Way(leaves, enters, lines)
            if _is_free(gutters, way, source, target):
                yield way


def _sides(gutters: Gutters, source: Place, target: Place) -> Iterator[tuple[Side, Side]]:
    """Pairs of sides that face each other; or that look the same way, for cards of one stage or one lane."""
    if target.first > source.last:
        across = [(Side.AFTER, Side.BEFORE)]
    elif target.last < source.first:
        across = [(Side.BEFORE, Side.AFTER)]
    else:
        across = [(Side.AFTER, Side.AFTER), (Side.BEFORE, Side.BEFORE)]
    if target.row > source.row:
        upright = [(Side.BELOW, Side.ABOVE)]
    elif target.row < source.row:
        upright = [(Side.ABOVE, Side.BELOW)]
    else:
        upright = [(Side.ABOVE, Side.ABOVE), (Side.BELOW, Side.BELOW)]
    open_ = {Side.ABOVE: gutters.is_first, Side.BELOW: gutters.is_last}
    yield from across
    leaving = {leaves for leaves, _ in upright if open_[leaves](source)}
    entering = {enters for _, enters in upright if open_[enters](target)}
    yield from ((leaves, enters) for leaves, enters in upright if leaves in leaving and enters in entering)
    for side, other in across:
        yield from ((side, enters) for enters in entering)
        yield from ((leaves, other) for leaves in leaving)


def _straight(gutters: Gutters, source: Place, target: Place) -> Iterator[Way]:
    """From side to facing side, where nothing lies between."""
    thick = 2 * _STRAIGHT
    shared = common(source, target, across=True)
    if shared and (target.along >= source.along + source.w or source.along >= target.along + target.w):
        onward = target.along > source.along
        start, end = (source, target) if onward else (target, source)
        left = start.along + start.w
        if gutters.is_open(left, shared[0] - _STRAIGHT, end.along - left, shared[1] - shared[0] + thick):
            yield Way(Side.AFTER, Side.BEFORE) if onward else Way(Side.BEFORE, Side.AFTER)
    shared = common(source, target, across=False)
    if shared and (target.down >= source.down + source.h or source.down >= target.down + target.h):
        below = target.down > source.down
        start, end = (source, target) if below else (target, source)
        top = start.down + start.h
        if gutters.is_open(shared[0] - _STRAIGHT, top, shared[1] - shared[0] + thick, end.down - top):
            yield Way(Side.BELOW, Side.ABOVE) if below else Way(Side.ABOVE, Side.BELOW)


def _cost(gutters: Gutters, way: Way, source: Place, target: Place, room: Room) -> float:
    points = roughly(gutters, way, source, target)
    across = [abs(x - u) for (x, _), (u, _) in pairwise(points)]
    along = [abs(y - v) for (_, y), (_, v) in pairwise(points)]
    is_cramped = max(across) < room.level and max(along) < room.upright
    return sum(across) + sum(along) + BEND * (len(points) - 2) + (_CRAMPED if is_cramped else 0.0)


def roughly(gutters: Gutters, way: Way, source: Place, target: Place) -> list[Point]:
    """The way while nothing else runs beside it."""
    start, end = port(source, way.leaves), port(target, way.enters)
    if not way.lines:
        end = (end[0], start[1]) if way.leaves.across else (start[0], end[1])
    return corners(way, start, end, [gutters.at(line) for line in way.lines])


def _is_free(gutters: Gutters, way: Way, source: Place, target: Place) -> bool:
    """No card that spans stages bars one of its gutters."""
    if not gutters.bars:
        return True
    points = roughly(gutters, way, source, target)
    return all(
        not line.upright or gutters.is_free(line.number, points[k + 1][1], points[k + 2][1])
        for k, line in enumerate(way.lines)
    )
