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
    sketch: Sketch

    def is_near(self, words: Crowd) -> bool:
        """Whether any of these words lie on its way, or beside where its own could stand."""
        tag = self.told.tag
        near = REACH + max(tag.w, tag.h) / 2 if tag else 0.0
        return bool(_words_on(self.way, words, near))


class Sketches:
    """Keeps from one picture to the next what did not change."""

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
        before = self._drawn
        kept = {
            id: old
            for id, old in before.items()
            if id not in fresh and old.way == ways.get(id) and old.told == told[id]
        }
        places, taken, moved = {}, Crowd(), Crowd()  # moved: where words stood before, or stand only now
        for id in before.keys() - kept.keys():
            moved.add(_pill(before[id].told, before[id].at))
        for id, way in ways.items():
            same, tag = kept.get(id), told[id].tag
            if tag is None:
                continue
            if same and not same.is_near(moved):
                at = same.at
            else:
                at = stand(way, tag, gutters, taken)
                moved.add([*_pill(told[id], at), *(_pill(same.told, same.at) if same else ())])
            places[id] = at
            taken.add(_pill(told[id], at))
        self._drawn = {}
        for id in sorted(ways, key=lambda id: (-len(ways[id]), id)):
            same, at = kept.get(id), places.get(id)
            if same is None or same.is_near(moved):
                same = _drawn(told[id], ways[id], at, taken, gutters.frame)
            self._drawn[id] = same
        return {id: drawn.sketch for id, drawn in self._drawn.items()}


def _pill(told: Told, at: Point | None) -> list[Box]:
    """Around its words."""
    return [told.tag.box(at)] if told.tag and at else []


def _drawn(told: Told, way: list[Point], at: Point | None, taken: Crowd, frame: Frame) -> _Drawn:
    own = _pill(told, at)
    under = sorted(_words_on(way, taken).difference(own))
    along, down, width, height = _around(way, own)
    area = (frame.at(along, width), down, width, height)
    corners = tuple((frame.at(x), y) for x, y in way)
    tag = next(((frame.at(x, w), y, w, h) for x, y, w, h in own), None)
    sketch = Sketch(corners, tag, area, partial(_group, told, way, at, under, area, frame))
    return _Drawn(told, way, at, sketch)


def _words_on(way: Sequence[Point], words: Crowd, near: float = 0.0) -> set[Box]:
    """Those of the words that lie on a way, or `near` it."""
    areas = (
        (min(x, u) - near, min(y, v) - near, abs(u - x) + 2 * near, abs(v - y) + 2 * near)
        for (x, y), (u, v) in pairwise(way)
    )
    return set[Box]().union(*(words.meeting(area) for area in areas))


def _around(way: Sequence[Point], boxes: Sequence[Box]) -> Box:
    xs = [x for x, _ in way] + [edge for x, _, w, _ in boxes for edge in (x, x + w)]
    ys = [y for _, y in way] + [edge for _, y, _, h in boxes for edge in (y, y + h)]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _group(
    told: Told, way: list[Point], at: Point | None, under: Sequence[Box], area: Area, frame: Frame
) -> Group:
    items = connectors.line(told.kind, way, frame, under)
    if told.tag and at:
        items += connectors.pill(told.tag, at, frame)
    opacity = OPACITY.filtered_out if told.is_faint else 1.0
    return Group("link", ("link", told.id), *area, tuple(items), told.words, opacity)
