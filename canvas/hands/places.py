"""Where things lie on a picture and where they would land: pure geometry in map px, no widgets.

Order is the journey's: on a right-to-left map the next stage lies to the left.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from canvas.picture.display import Group, Picture, Span
from canvas.picture.plan import GAP, INSET, NEW, SHIFT


class Cell(NamedTuple):
    """Where a stage (its id) crosses a lane (its id)."""

    stage: int
    lane: int


class Box(NamedTuple):
    x: float
    y: float
    w: float
    h: float

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and other.x + other.w <= self.x + self.w
            and self.y <= other.y
            and other.y + other.h <= self.y + self.h
        )

    def meets(self, other: Box) -> bool:
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )


def box_of(group: Group) -> Box:
    return Box(group.x, group.y, group.w, group.h)


class Slot(NamedTuple):
    """A place in a cell: before the card `before`, or last when None; `bar_y`: where it is marked."""

    cell: Cell
    before: int | None
    bar_y: float


class Border(NamedTuple):
    """A place between two spans: before the one with id `before`, or last; `at` is its coordinate."""

    before: int | None
    at: float


class Places:
    """The cells of one picture. Made once for each picture; look-ups cost as much as one cell holds."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._stages = {span.id: span for span in picture.stages}
        self._lanes = {span.id: span for span in picture.lanes}
        self._spanning = frozenset[int]().union(*picture.cards.crossing.values())

    def cell_at(self, x: float, y: float) -> Cell | None:
        stage, lane = self.picture.stage_at(x), self.picture.lane_at(y)
        return Cell(stage.id, lane.id) if stage and lane else None

    def nearest_cell(self, x: float, y: float) -> Cell | None:
        """The cell under a point, or the closest one beyond the map; None on an empty map."""
        stage = _nearest(self.picture.stages, x)
        lane = _nearest(self.picture.lanes, y)
        return Cell(stage.id, lane.id) if stage and lane else None

    def has(self, cell: Cell) -> bool:
        return cell.stage in self._stages and cell.lane in self._lanes

    def box(self, cell: Cell) -> Box:
        stage, lane = self._stages[cell.stage], self._lanes[cell.lane]
        return Box(stage.start, lane.start, stage.size, lane.size)

    def cards(self, cell: Cell) -> list[int]:
        """The cards of a cell, top to bottom; one that spans stages is in its first."""
        stack = self.picture.cards.cells.get(cell)
        return [id for id in stack.boxes if id != NEW] if stack else []

    def crossing(self, cell: Cell) -> tuple[int, ...]:
        """The cards of earlier stages that span this cell too."""
        return self.picture.cards.crossing.get(cell, ())

    def in_reading_order(self, cards: Collection[int]) -> list[int]:
        """Those of the cards that are on the map: stage by stage, in each from the top down."""
        cells = {at for id in cards if (at := self.picture.cards.cell_of(id))}
        order = (Cell(stage, lane) for stage in self._stages for lane in self._lanes)
        chosen = set(cards)
        return [id for cell in order if cell in cells for id in self.cards(cell) if id in chosen]

    def cell_of(self, card: int) -> Cell | None:
        at = self.picture.cards.cell_of(card)
        return Cell(*at) if at else None

    def card_box(self, card: int) -> Box:
        """KeyError when it is not on the map."""
        at = self.picture.cards.cell_of(card)
        if at is None:
            raise KeyError(card)
        return Box(*self.picture.cards.cells[at].boxes[card])

    def card_at(self, x: float, y: float) -> int | None:
        """A card that can be chosen there: one that the filter hides cannot."""
        cell = self.cell_at(x, y)
        if cell is None:
            return None
        cards, hidden = self.picture.cards, self.picture.dimmed
        there = (id for id in (*reversed(self.cards(cell)), *self.crossing(cell)) if id not in hidden)
        return next((id for id in there if cards[id].contains(x, y)), None)

    def point_at(self, x: float, y: float, reach: float) -> int | None:
        """The emotion point nearest to (x, y) whose face lies within `reach` of it; no faint one."""
        best: tuple[float, int] | None = None
        for id, group in self.picture.points.items():
            box = box_of(group).grown(reach)
            if group.opacity < 1:
                continue
            if box.x <= x < box.x + box.w and box.y <= y < box.y + box.h:
                far = abs(group.x + group.w / 2 - x) + abs(group.y + group.h / 2 - y)
                if best is None or far < best[0]:
                    best = (far, id)
        return best[1] if best else None

    def slot(self, cell: Cell, y: float, without: Collection[int] = ()) -> Slot:
        """Where a card let go at y lands among the cell's cards, those of `without` not counted.

        A card of one stage lies below those that span several, wherever it is let go.
        """
        for id in self.cards(cell):
            if id not in without and id not in self._spanning:
                group = self.picture.cards[id]
                if y < group.y + group.h / 2:
                    return Slot(cell, id, group.y - GAP / 2)
        return Slot(cell, None, self.end_of(cell, without) - GAP / 2)

    def end_of(self, cell: Cell, without: Collection[int] = ()) -> float:
        """y at which the next card of a cell would begin."""
        held = (*self.crossing(cell), *self.cards(cell))
        cards = [self.picture.cards[id] for id in held if id not in without]
        return max((group.y + group.h for group in cards), default=self._lanes[cell.lane].start) + GAP

    def lone_box(self, cell: Cell, height: float) -> Box:
        """Where the only card of a cell lies: centred, but not far down; below those that span it."""
        box = self.box(cell)
        x, width = box.x + INSET, box.w - 2 * INSET
        if self.crossing(cell):
            end = self.end_of(cell)
            return Box(x, end, width, min(height, max(box.y + box.h - INSET - end, 0.0)))
        down = INSET + min(max(box.h - 2 * INSET - height, 0.0) / 2, SHIFT)
        return Box(x, box.y + down, width, height)

    def cards_in(self, area: Box) -> list[int]:
        """Cards that touch an area, in reading order; none that the filter hides."""
        found: dict[int, None] = {}
        for stage in self.picture.stages:
            for lane in self.picture.lanes:
                if Box(stage.start, lane.start, stage.size, lane.size).meets(area):
                    cell = Cell(stage.id, lane.id)
                    for id in (*self.crossing(cell), *self.cards(cell)):
                        if id not in self.picture.dimmed and self.card_box(id).meets(area):
                            found[id] = None
        return list(found)

    def points_in(self, area: Box) -> list[int]:
        points = self.picture.points.items()
        return [id for id, group in points if group.opacity == 1 and box_of(group).meets(area)]

    def stage_border(self, x: float) -> Border:
        """The border between stages nearest to x."""
        return _border(self.picture.stages, x, self.picture.rtl, self._journey_start())

    def lane_border(self, y: float) -> Border:
        """The border between visible lanes nearest to y."""
        return _border(self.picture.lanes, y, False, self.picture.header_height)

    def _journey_start(self) -> float:
        width, titles = self.picture.width, self.picture.title_width
        return width - titles if self.picture.rtl else titles


def _nearest(spans: Collection[Span], at: float) -> Span | None:
    return min(spans, key=lambda span: max(span.start - at, at - span.end, 0.0), default=None)


def _border(spans: Collection[Span], at: float, falling: bool, origin: float) -> Border:
    """`falling`: spans follow towards smaller coordinates. `origin`: where the first would begin."""
    borders = [Border(s.id, s.end if falling else s.start) for s in spans]
    last = (
        min((s.start for s in spans), default=origin)
        if falling
        else max((s.end for s in spans), default=origin)
    )
    return min([*borders, Border(None, last)], key=lambda border: abs(border.at - at))
