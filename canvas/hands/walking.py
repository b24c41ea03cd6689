"""Walking the map by keys: to the visual neighbour, whichever way the map runs.

The map is a grid with the stage headers as its top row and the lane titles as its first column. Lanes of
imported figures are stepped over.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from canvas.hands import linking
from canvas.hands.landing import holds_cards, is_worked_in
from canvas.hands.places import Cell
from canvas.picture.display import Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def walk(view: MapView, dx: int, dy: int) -> None:
    """dx, dy: -1, 0 or 1, to the right and down as the eye sees it; from a connector to the card there."""
    current = view.selected.current
    if current and current[0] == "link":
        view.select([("card", linking.end_towards(view, current[1], dx, dy))])
        view.scrolling.show_current()
        return
    stage, lane = _standing(view, current)
    if stage is None and lane is None:
        go(view, view.first_stage_in_sight() if view.picture.stages else None, _next_lane(view, None, 1), 1)
    elif dy and _within(view, current, dy):
        return
    elif dy:
        go(view, stage, _next_lane(view, lane, dy), dy)
    else:
        go(view, _next_stage(view, stage, dx), lane, 0)


def go(view: MapView, stage: int | None, lane: int | None, dy: int) -> None:
    """Select what stands there: without a lane the stage's header, without a stage the title."""
    if stage is None and lane is None:
        return
    if lane is None:
        view.select([("stage", stage or 0)])
    elif stage is None:
        view.select([("lane", lane)])
    else:
        cell = Cell(stage, lane)
        found = things(view, cell)
        view.selected.set([found[-1 if dy < 0 else 0]] if found else [], cell)
    view.scrolling.show_current()


def in_order(view: MapView) -> list[int]:
    """All cards, stage by stage, in each lane by lane."""
    places = view.places
    cells = (Cell(stage.id, lane.id) for stage in view.picture.stages for lane in view.picture.lanes)
    return [card for cell in cells for card in places.cards(cell)]


def _standing(view: MapView, current: Ref | None) -> tuple[int | None, int | None]:
    if current is None:
        cell = view.selected.cell
        return (cell.stage, cell.lane) if cell else (None, None)
    table, id = current
    if table == "stage":
        return id, None
    if table == "lane":
        return None, id
    cell = cell_of(view, current)
    return (cell.stage, cell.lane) if cell else (None, None)


def cell_of(view: MapView, ref: Ref) -> Cell | None:
    """The cell of a card or of an emotion point."""
    if ref[0] == "card":
        return view.places.cell_of(ref[1])
    group = view.picture.group(ref) if ref[0] == "emotion" else None
    return view.places.cell_at(group.x + group.w / 2, group.y + group.h / 2) if group else None


def things(view: MapView, cell: Cell) -> list[Ref]:
    """What can be chosen in a cell, top to bottom."""
    if holds_cards(view, cell.lane):
        return [("card", id) for id in view.places.cards(cell)]
    points = [("emotion", id) for id in view.picture.points if cell_of(view, ("emotion", id)) == cell]
    rtl = view.picture.rtl
    return sorted(points, key=lambda ref: (-1 if rtl else 1) * view.picture.points[ref[1]].x)


def _within(view: MapView, current: Ref | None, dy: int) -> bool:
    """To the next thing of the same cell, if there is one."""
    if current is None or current[0] != "card":
        return False
    cell = cell_of(view, current)
    cards = view.places.cards(cell) if cell else []
    index = cards.index(current[1]) + dy if current[1] in cards else -1
    if not 0 <= index < len(cards):
        return False
    view.select([("card", cards[index])])
    view.scrolling.show_current()
    return True


def _next_stage(view: MapView, stage: int | None, dx: int) -> int | None:
    """The visual neighbour; the column of titles is before the first stage."""
    ids = [span.id for span in view.picture.stages]
    step = -dx if view.picture.rtl else dx
    if stage is None:
        return ids[0] if ids and step > 0 else None
    index = ids.index(stage) + step
    return None if index < 0 else ids[min(index, len(ids) - 1)]


def _next_lane(view: MapView, lane: int | None, dy: int) -> int | None:
    """The neighbour that something can be chosen in; the row of headers is above the first lane."""
    ids = [span.id for span in view.picture.lanes]
    index = ids.index(lane) + dy if lane in ids else (0 if dy > 0 else -1)
    while 0 <= index < len(ids):
        if is_worked_in(view, ids[index]):
            return ids[index]
        index += dy
    return None if dy < 0 else lane


def current_cell(view: MapView) -> Cell | None:
    """The cell of what is selected; a selected stage or lane stands for its first cell that holds cards."""
    current = view.selected.current
    if current is None:
        return view.selected.cell if view.selected.cell and view.places.has(view.selected.cell) else None
    stages, lanes = [span.id for span in view.picture.stages], [span.id for span in view.picture.lanes]
    if current[0] == "stage":
        lane = next((id for id in lanes if holds_cards(view, id)), None)
        return Cell(current[1], lane) if lane is not None else None
    if current[0] == "lane":
        return Cell(view.first_stage_in_sight(), current[1]) if stages else None
    return cell_of(view, current)


def step(view: MapView, step: int) -> bool:
    """Select the next or previous card in the journey's order; False beyond the ends."""
    cards = in_order(view)
    current = view.selected.of("card")
    if current and current[-1] in cards:
        index = cards.index(current[-1]) + step
    else:
        index = _beside(view, cards, step)
    if not 0 <= index < len(cards):
        return False
    view.select([("card", cards[index])])
    view.scrolling.show_current()
    return True


def go_on(view: MapView, onward: bool) -> None:
    """After writing where no card follows: to the next empty cell, where letters make another card.

    Where there is none, and before the first card, to the cell itself: letters then write over nothing.
    """
    cell = current_cell(view)
    empty = _next_empty(view, cell) if cell and onward else None
    view.selected.set([], empty or cell)
    if empty:
        view.scrolling.show_current()


def _next_empty(view: MapView, start: Cell) -> Cell | None:
    """From here along the lane, then through the lanes below it."""
    stages, lanes = [span.id for span in view.picture.stages], [span.id for span in view.picture.lanes]
    cells = (Cell(stage, lane) for lane in lanes if holds_cards(view, lane) for stage in stages)
    following = dropwhile(lambda cell: cell != start, cells)
    return next((cell for cell in following if not view.places.cards(cell)), None)


def _beside(view: MapView, cards: list[int], step: int) -> int:
    """From an empty cell or a header: the first card after it, or the last before it."""
    cell = current_cell(view)
    if cell is None:
        return 0 if step > 0 else len(cards) - 1
    stages, lanes = [span.id for span in view.picture.stages], [span.id for span in view.picture.lanes]

    def order(cell: Cell | None) -> tuple[int, int]:
        return (stages.index(cell.stage), lanes.index(cell.lane)) if cell else (0, 0)

    before = sum(order(view.places.cell_of(card)) < order(cell) for card in cards)
    return before if step > 0 else before - 1
