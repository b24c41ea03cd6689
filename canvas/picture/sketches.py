"""From the ways of connectors to what is painted: where their words stand, what passes under them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from canvas.picture import connectors
from canvas.picture.connectors import Tag
from canvas.picture.crowd import REACH, Crowd
from canvas.picture.display import Area, Group, Point, Sketch
from canvas.picture.frame import Frame
from canvas.picture.gutters import Box, Gutters
from canvas.picture.pills import stand
from canvas.picture.theme import OPACITY

_SAME = 1e-6  # px


class Told(NamedTuple):
    """What is shown and said of a connector, beside its way."""

    id: int
    kind: str
    tag: Tag | None
    words: str
    is_faint: bool


class _Drawn(NamedTuple):
    told: Told
    way: list[Point]
    at: Point | None  # where its words stand
    frame: Frame
    sketch: Sketch

    def is_beside(self, gone: Crowd, come: Crowd, shift: float = 0.0) -> bool:
        """Whether any of these words lay on its way, or lie there when it has moved down by `shift`;

        or beside it, where its own could stand.
        """
        tag = self.told.tag
        near = REACH + max(tag.w, tag.h) / 2 if tag else 0.0
        return bool(_words_on(self.way, gone, near) or _words_on(self.way, come, near, shift))

    def shift(self, way: list[Point] | None, frame: Frame) -> float | None:
        """How far down the same way has moved as a whole; None for another way."""
        if way is None or len(way) != len(self.way) or (frame.w, frame.rtl) != (self.frame.w, self.frame.rtl):
            return None
        down = way[0][1] - self.way[0][1]
        same = all(x == u and abs(v + down - y) < _SAME for (x, y), (u, v) in zip(way, self.way, strict=True))
        return down if same else None


class Sketches:
    """Keeps from one picture to the next what did not change, or has only moved up or down."""

    def __init__(self) -> None:
        self._drawn: dict[int, _Drawn] = {}

    def draw(
        self,
        told: Mapping[int, Told],
        ways: Mapping[int, list[Point]],
        gutters: Gutters,
        fresh: Collection[int],
    ) -> dict[int, Sketch]:
        """By connector, straight ones last, which are hardest to see under others.

        `fresh`: those beside which cards have changed.
        """
        before, frame = self._drawn, gutters.frame
        shifts: dict[int, float] = {}  # of those whose way is the same, or only lies higher or lower
        for id, old in before.items():
            shift = None if id in fresh else old.shift(ways.get(id), frame)
            if shift is not None and old.told == told[id]:
                shifts[id] = shift
        gone, come = Crowd(), Crowd()  # where words no longer stand, and where they stand only now
        for id in before.keys() - shifts.keys():
            gone.add(_pill(before[id].told, before[id].at))
        places: dict[int, Point] = {}
        taken = Crowd()
        for id, way in ways.items():
            tag = told[id].tag
            if tag is None:
                continue
            if id in shifts and (stood := before[id].at) and not before[id].is_beside(gone, come, shifts[id]):
                at = stood[0], stood[1] + shifts[id]
            else:
                at = stand(way, tag, gutters, taken)
                come.add(_pill(told[id], at))
                gone.add(_pill(before[id].told, before[id].at) if id in shifts else [])
            places[id] = at
            taken.add(_pill(told[id], at))
        self._drawn = {}
        for id in sorted(ways, key=lambda id: (-len(ways[id]), id)):
            if shifts.get(id) == 0.0 and not before[id].is_beside(gone, come):
                self._drawn[id] = before[id]
            else:
                self._drawn[id] = _drawn(told[id], ways[id], places.get(id), taken, frame)
        return {id: drawn.sketch for id, drawn in self._drawn.items()}


def _pill(told: Told, at: Point | None) -> list[Box]:
    """Around its words."""
    return [told.tag.box(at)] if told.tag and at else []


def _drawn(told: Told, way: list[Point], at: Point | None, taken: Crowd, frame: Frame) -> _Drawn:
    own = _pill(told, at)
    along, down, width, height = _around(way, own)
    area = (frame.at(along, width), down, width, height)
    corners = tuple((frame.at(x), y) for x, y in way)
    tag = next(((frame.at(x, w), y, w, h) for x, y, w, h in own), None)
    sketch = Sketch(corners, tag, area, partial(_group, told, way, at, taken, area, frame))
    return _Drawn(told, way, at, frame, sketch)


def _words_on(way: Sequence[Point], words: Crowd, near: float = 0.0, shift: float = 0.0) -> set[Box]:
    """Those of the words that lie on a way, or `near` it."""
    if not words:
        return set()
    areas = (
        (min(x, u) - near, min(y, v) - near + shift, abs(u - x) + 2 * near, abs(v - y) + 2 * near)
        for (x, y), (u, v) in pairwise(way)
    )
    return set[Box]().union(*(words.meeting(area) for area in areas))


def _around(way: Sequence[Point], boxes: Sequence[Box]) -> Box:
    xs = [x for x, _ in way] + [edge for x, _, w, _ in boxes for edge in (x, x + w)]
    ys = [y for _, y in way] + [edge for _, y, _, h in boxes for edge in (y, y + h)]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _group(told: Told, way: list[Point], at: Point | None, taken: Crowd, area: Area, frame: Frame) -> Group:
    under = sorted(_words_on(way, taken).difference(_pill(told, at)))
    items = connectors.line(told.kind, way, frame, under)
    if told.tag and at:
        items += connectors.pill(told.tag, at, frame)
    opacity = OPACITY.filtered_out if told.is_faint else 1.0
    return Group("link", ("link", told.id), *area, tuple(items), told.words, opacity)
