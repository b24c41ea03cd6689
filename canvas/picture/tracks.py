"""Connectors beside each other: where each leaves and enters its cards, its track in each line it shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from canvas.picture.gutters import Gutters, Line, Place
from canvas.picture.routing import Point, Side, Way, common, corners, port

_APART = 4.0  # px between tracks; less where many share a line
_PORTS = 14.0  # px between the ends at one side of a card; less where many share it
_CORNER = 16.0  # px of a side that no end is at
_AFTER = 6.0  # px between two connectors that share a track
_RUN = 4.0  # px from a line's middle, so that there is room for an arrowhead


class Course(NamedTuple):
    """A connector and the way it takes."""

    source: int  # card
    target: int
    start: Place
    end: Place
    way: Way


class _Stretch(NamedTuple):
    """The part of a connector that runs along a line, from `low` to `high`.

    `towards`: 1 when its arrowhead points to greater numbers after it, -1 to smaller ones, 0 neither.
    """

    low: float
    high: float
    link: int
    part: int  # which of its lines
    towards: int


def points(gutters: Gutters, courses: Mapping[int, Course]) -> dict[int, list[Point]]:
    """By connector: its corners, from its source to its target."""
    ends = _ports(courses)
    at: dict[int, list[float]] = {}
    lines: defaultdict[Line, list[_Stretch]] = defaultdict(list)
    for id, course in courses.items():
        at[id] = [gutters.at(line) for line in course.way.lines]
        roughly = corners(course.way, *ends[id], at[id])
        last = len(course.way.lines) - 1
        for k, line in enumerate(course.way.lines):
            axis = 1 if line.upright else 0
            low, high = sorted((roughly[k + 1][axis], roughly[k + 2][axis]))
            towards = 0
            if k == last:
                towards = 1 if course.way.enters in (Side.BEFORE, Side.ABOVE) else -1
            lines[line].append(_Stretch(low, high, id, k, towards))
    for line, stretches in lines.items():
        for stretch, offset in _tracks(stretches, gutters.reach(line)):
            at[stretch.link][stretch.part] += offset
    return {id: corners(course.way, *ends[id], at[id]) for id, course in courses.items()}


def _ports(courses: Mapping[int, Course]) -> dict[int, tuple[Point, Point]]:
    """By connector its two ends, spread over each side of a card in the order of where they go."""
    sides: defaultdict[tuple[int, Side], list[tuple[float, int, bool]]] = defaultdict(list)
    for id, course in courses.items():
        leaves, enters = course.way.leaves, course.way.enters
        sides[course.source, leaves].append((course.end.middle[1 if leaves.across else 0], id, True))
        sides[course.target, enters].append((course.start.middle[1 if enters.across else 0], id, False))
    shifts: dict[tuple[int, bool], float] = {}
    for (_, side), held in sides.items():
        held.sort()
        first = courses[held[0][1]]
        place = first.start if held[0][2] else first.end
        room = max((place.h if side.across else place.w) - _CORNER, 0.0)
        apart = min(_PORTS, room / len(held))
        for k, (_, id, leaving) in enumerate(held):
            shifts[id, leaving] = (k - (len(held) - 1) / 2) * apart
    found = {}
    for id, course in courses.items():
        start = port(course.start, course.way.leaves, shifts[id, True])
        end = port(course.end, course.way.enters, shifts[id, False])
        alone = len(sides[course.target, course.way.enters]) == 1
        found[id] = (start, end) if course.way.lines else _aligned(course, start, end, alone)
    return found


def _aligned(course: Course, start: Point, end: Point, end_follows: bool) -> tuple[Point, Point]:
    """The ends of a straight way: both where one of them is, within what the cards have in common."""
    across = course.way.leaves.across
    axis = 1 if across else 0
    low, high = common(course.start, course.end, across) or (start[axis], start[axis])
    place = min(max(start[axis] if end_follows else end[axis], low), high)
    return ((start[0], place), (end[0], place)) if across else ((place, start[1]), (place, end[1]))


def _tracks(stretches: Sequence[_Stretch], reach: float) -> list[tuple[_Stretch, float]]:
    """How far each lies from the line's middle, at most `reach`: those that meet lie on other tracks.

    An arrowhead needs room: what turns towards greater numbers after the line lies at its smaller ones.
    """
    low = _levels([stretch for stretch in stretches if stretch.towards >= 0])
    high = _levels([stretch for stretch in stretches if stretch.towards < 0])
    count = max((level for _, level in low), default=-1) + max((level for _, level in high), default=-1) + 2
    if count == 1:
        return [(stretch, -stretch.towards * min(_RUN, reach)) for stretch, _ in (*low, *high)]
    apart = min(_APART, 2 * reach / (count - 1))
    edge = min(reach, max(_RUN, apart * (count - 1) / 2))
    return [(stretch, level * apart - edge) for stretch, level in low] + [
        (stretch, edge - level * apart) for stretch, level in high
    ]


def _levels(stretches: Sequence[_Stretch]) -> list[tuple[_Stretch, int]]:
    """The first level for each on which it meets no other; those with arrowheads are outermost."""
    levels: list[list[_Stretch]] = []
    found = []
    for stretch in sorted(stretches, key=lambda each: (each.towards == 0, each.low, each.link)):
        free = (k for k, there in enumerate(levels) if not any(_meet(stretch, other) for other in there))
        level = next(free, len(levels))
        if level == len(levels):
            levels.append([])
        levels[level].append(stretch)
        found.append((stretch, level))
    return found


def _meet(one: _Stretch, other: _Stretch) -> bool:
    return one.low <= other.high + _AFTER and other.low <= one.high + _AFTER
