"""Choosing many things at once: a stretch of cards, all cards of a stage or a lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.hands import walking

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def extend(view: MapView, card: int) -> None:
    """From the card that was chosen first to this one, in reading order."""
    chosen, cards = view.selected.of("card"), walking.in_order(view)
    if not chosen or chosen[0] not in cards or card not in cards:
        view.select([("card", card)])
        return
    first, last = cards.index(chosen[0]), cards.index(card)
    stretch = cards[first : last + 1] if first <= last else cards[last : first + 1][::-1]
    view.select(("card", id) for id in stretch)


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
