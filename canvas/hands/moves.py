"""Moving what is selected by keys, with Ctrl and an arrow: cards, stages, lanes, emotion points."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from canvas.hands import locks
from canvas.hands.landing import holds_cards
from canvas.hands.places import Cell
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_EMOTION_STEP = 0.1


def move(view: MapView, dx: int, dy: int) -> None:
    """dx, dy: -1, 0 or 1, to the right and down as the eye sees it."""
    current = view.selected.current
    if current is None:
        return
    table, id = current
    if locks.refused(view, current):
        return
    step = -dx if view.picture.rtl else dx
    if table == "card" and dx:
        _move_sideways(view, view.selected.of("card"), step)
    elif table == "card":
        _move_card(view, id, dy)
    elif table == "stage" and dx:
        _reorder(view, verbs.move_stage, [span.id for span in view.picture.stages], id, step)
    elif table == "lane" and dy:
        _reorder(view, verbs.move_lane, [span.id for span in view.picture.lanes], id, dy)
    elif table == "emotion" and dy:
        value = view.document["emotion", id].value
        new = round(min(max(value - dy * _EMOTION_STEP, -2.0), 2.0), 1)
        if new != value:
            view.act(verbs.move_emotion, id, value=new)
    view.scrolling.show_current()


def _move_sideways(view: MapView, selected: list[int], step: int) -> None:
    """All that is selected goes to the end of its lanes in the next stage; nothing when one has no next."""
    cards = view.places.in_reading_order(locks.unlocked(view, selected))
    stages = [span.id for span in view.picture.stages]
    cells = {}
    for id in cards:
        stage, lane = view.places.cell_of(id) or Cell(0, 0)
        index = stages.index(stage) + step
        if not 0 <= index < len(stages):
            return
        cells[id] = Cell(stages[index], lane)
    if len(set(cells.values())) == 1:
        view.act(verbs.move_cards, cards, *cells[cards[0]])
    elif cells:
        view.act(verbs.spread_cards, cells)


def _move_card(view: MapView, card: int, dy: int) -> None:
    """Within its cell while there is a neighbour, else to the next lane that holds cards."""
    cell = view.places.cell_of(card)
    if cell is None:
        return
    cards = view.places.cards(cell)
    index = cards.index(card) + dy
    if 0 <= index < len(cards):
        before = cards[index] if dy < 0 else (cards[index + 1] if index + 1 < len(cards) else None)
        view.act(verbs.move_cards, [card], cell.stage, cell.lane, before=before)
        return
    lanes = [span.id for span in view.picture.lanes if holds_cards(view, span.id)]
    index = lanes.index(cell.lane) + dy
    if 0 <= index < len(lanes):
        there = Cell(cell.stage, lanes[index])
        before = next(iter(view.places.cards(there)), None) if dy > 0 else None
        view.act(verbs.move_cards, [card], there.stage, there.lane, before=before)


def _reorder(view: MapView, verb: Callable[..., None], ids: list[int], id: int, step: int) -> None:
    index = ids.index(id) + step
    if 0 <= index < len(ids):
        following = ids[index + 1] if index + 1 < len(ids) else None
        view.act(verb, id, before=ids[index] if step < 0 else following)
