"""Choosing many things at once: all cards between two, those of a stage or a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.hands import walking
from canvas.hands.places import Cell

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def extend(view: MapView, card: int) -> None:
    """From the card that was chosen first to this one: of a cell the stretch, else of the cells between.

    Those are where the stages from one to the other cross the lanes from one to the other.
    """
    first = next(iter(view.selected.of("card")), card)
    start, end = view.places.cell_of(first), view.places.cell_of(card)
    if start is None or end is None:
        view.select([("card", card)])
        return
    stages = _between([span.id for span in view.picture.stages], start.stage, end.stage)
    lanes = _between([span.id for span in view.picture.lanes], start.lane, end.lane)
    cards = [id for stage in stages for lane in lanes for id in view.places.cards(Cell(stage, lane))]
    if start == end:
        cards = _between(cards, first, card)
    view.select(("card", id) for id in dict.fromkeys([first, *(id for id in cards if id != card), card]))


def _between(ids: list[int], one: int, other: int) -> list[int]:
    """From the one to the other, both with them."""
    first, last = ids.index(one), ids.index(other)
    return ids[first : last + 1] if first <= last else ids[last : first + 1][::-1]


def walk(view: MapView, dx: int, dy: int) -> None:
    """Choose on to the visual neighbour, as far as there is a card."""
    before = view.selection()
    if not view.selected.of("card"):
        walking.walk(view, dx, dy)
        return
    view.selected.set(before[-1:])
    walking.walk(view, dx, dy)
    current = view.selected.current
    view.selected.set(before)
    if current and current[0] == "card":
        extend(view, current[1])


def whole_stage(view: MapView) -> None:
    """All cards of the stages of what is selected."""
    _whole(view, "stage")


def whole_lane(view: MapView) -> None:
    """All cards of the lanes of what is selected."""
    _whole(view, "lane")


def _whole(view: MapView, table: str) -> None:
    wanted = {id for kind, id in view.selection() if kind == table}
    cells = [walking.cell_of(view, ref) for ref in view.selection()] or [view.selected.cell]
    wanted |= {getattr(cell, table) for cell in cells if cell}
    cards = [id for id in walking.in_order(view) if _at(view, id, table) in wanted]
    if cards:
        view.select(("card", id) for id in cards)


def _at(view: MapView, card: int, table: str) -> int | None:
    cell = view.places.cell_of(card)
    return getattr(cell, table) if cell else None
