"""The free room between the cards of a map, seen from the journey's start: where connectors can run.

Gutters are upright, one at each border of a stage; corridors lie along each border of a lane. A card that
spans stages bars the gutters that it covers. (along, down) are those of `frame.Frame`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from canvas.picture.display import Picture
from canvas.picture.frame import Frame
from canvas.picture.theme import CANVAS

Box = tuple[float, float, float, float]  # along, down, width, height
_NEAR = 0.01


class Line(NamedTuple):
    """Where a connector may run: the gutter before the stage, or the corridor above the lane, `number`."""

    upright: bool
    number: int


class Place(NamedTuple):
    """Where a card lies: its box, the stages that it covers from `first` to `last`, its lane `row`."""

    along: float
    down: float
    w: float
    h: float
    first: int
    last: int
    row: int

    @property
    def middle(self) -> tuple[float, float]:
        return self.along + self.w / 2, self.down + self.h / 2


class Gutters:
    def __init__(self, picture: Picture, figures: frozenset[int]) -> None:
        """`figures`: ids of the lanes that show figures in place of cards."""
        self.frame = Frame(0, 0, picture.width, picture.height, picture.rtl)
        self._picture = picture
        stages = [(self.frame.at(span.start, span.size), span.size) for span in picture.stages]
        self.xs = [along for along, _ in stages] + [along + size for along, size in stages[-1:]]
        self.ys = [span.start for span in picture.lanes] + [span.end for span in picture.lanes[-1:]]
        self.columns = {span.id: k for k, span in enumerate(picture.stages)}
        self.rows = {span.id: k for k, span in enumerate(picture.lanes)}
        self._figures = {self.rows[lane] for lane in figures if lane in self.rows}
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    @property
    def borders(self) -> tuple[list[float], list[float]]:
        """Of the stages and of the lanes."""
        return self.xs, self.ys

    def place(self, card: int) -> Place | None:
        """None for a card that is not on the picture."""
        cell = self._picture.cards.cell_of(card)
        if cell is None:
            return None
        x, y, w, h = self._picture.cards.cells[cell].boxes[card]
        along = self.frame.at(x, w)
        last = bisect_left(self.xs, along + w) - 1
        return Place(along, y, w, h, self.columns[cell[0]], last, self.rows[cell[1]])

    def boxes(self, column: int, row: int) -> list[Box]:
        """The cards that lie in a cell, those of earlier stages that span it too."""
        found = self._boxes.get((column, row))
        if found is None:
            cards, at = self._picture.cards, (self._picture.stages[column].id, self._picture.lanes[row].id)
            stack = cards.cells.get(at)
            areas = list(stack.boxes.values()) if stack else []
            areas += [self._area(card) for card in cards.crossing.get(at, ())]
            found = self._boxes[column, row] = [(self.frame.at(x, w), y, w, h) for x, y, w, h in areas]
        return found

    def _area(self, card: int) -> Box:
        cards = self._picture.cards
        return cards.cells[cards.cell_of(card) or (0, 0)].boxes[card]

    def meeting(self, along: float, down: float, w: float, h: float) -> Iterator[Box]:
        """Cards that a box touches; one that spans stages may come more than once."""
        for column in self._range(self.xs, along, along + w):
            for row in self._range(self.ys, down, down + h):
                for box in self.boxes(column, row):
                    if (
                        box[0] < along + w and along < box[0] + box[2]
                        and box[1] < down + h and down < box[1] + box[3]
                    ):  # fmt: skip
                        yield box

    @staticmethod
    def _range(borders: list[float], start: float, end: float) -> range:
        first, end_ = max(bisect_right(borders, start) - 1, 0), bisect_left(borders, end)
        return range(first, min(end_, len(borders) - 1))

    def is_first(self, place: Place) -> bool:
        """Nothing lies between a card and the corridor above it."""
        return all(
            box[1] > place.down - _NEAR
            for column in range(place.first, place.last + 1)
            for box in self.boxes(column, place.row)
        )

    def is_last(self, place: Place) -> bool:
        """Nothing lies between a card and the corridor below it."""
        return all(
            box[1] < place.down + _NEAR
            for column in range(place.first, place.last + 1)
            for box in self.boxes(column, place.row)
        )

    def is_open(self, along: float, down: float, w: float, h: float) -> bool:
        """No card and no lane of figures lies in a box."""
        rows = self._range(self.ys, down, down + h)
        return self._figures.isdisjoint(rows) and not any(self.meeting(along, down, w, h))

    @cached_property
    def bars(self) -> dict[int, list[tuple[float, float]]]:
        """By gutter: from where to where cards that span stages bar it."""
        found = defaultdict(list)
        for (stage, _lane), cards in self._picture.cards.crossing.items():
            for card in cards:
                _x, y, _w, h = self._area(card)
                found[self.columns[stage]].append((y, y + h))
        return dict(found)

    def is_free(self, gutter: int, start: float, end: float) -> bool:
        """Whether a gutter can be followed from one depth to another."""
        low, high = min(start, end), max(start, end)
        return not any(top < high and low < bottom for top, bottom in self.bars.get(gutter, ()))

    @cached_property
    def gaps(self) -> list[float]:
        """Depths right above and below cards that span stages: more corridors, counted after the others."""
        half = CANVAS.card_gap / 2
        bars = [bar for found in self.bars.values() for bar in found]
        return sorted({edge for top, end in bars for edge in (top - half, end + half)} - set(self.ys))

    def is_level(self, down: float, column: int) -> bool:
        """Whether a stage can be crossed at a depth."""
        row = max(bisect_right(self.ys, down) - 1, 0)
        return not any(top < down < top + h for _x, top, _w, h in self.boxes(column, row))

    def at(self, line: Line) -> float:
        """Where the middle of a gutter is along, or that of a corridor down."""
        borders = self.xs if line.upright else self.ys
        if line.number >= len(borders):
            return self.gaps[line.number - len(borders)]
        outer = CANVAS.card_inset / 2  # only one side of the first and of the last one is free
        return borders[line.number] + {0: outer, len(borders) - 1: -outer}.get(line.number, 0.0)

    def reach(self, line: Line) -> float:
        """How far from its middle connectors can run in a line, to either side."""
        last = len(self.xs if line.upright else self.ys) - 1
        return CANVAS.card_inset - 2.5 if 0 < line.number < last else CANVAS.card_inset / 2 - 1.5
