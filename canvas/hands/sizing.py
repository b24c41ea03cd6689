"""Sizes of stages and lanes: what a drag of their end asks for, steps by keys, back to automatic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.hands import locks
from canvas.hands.targets import Grip
from canvas.picture.display import Ref
from canvas.picture.theme import CANVAS
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_STEP = 20  # px at 100 % zoom


def within(table: str, size: float) -> int:
    """What a stage's width or a lane's height may be, nearest to this."""
    low, high = verbs.WIDTHS if table == "stage" else (1, verbs.TALLEST)
    return round(min(max(size, low), high))


def even(view: MapView, column: float | None) -> dict[Ref, int | None]:
    """While all stages are made alike (`column`), none has a width of its own."""
    if column is None:
        return {}
    return {("stage", stage.id): None for stage in view.document.children("stage", map=view.map_id)}


def set_size(view: MapView, ref: Ref, size: int | None) -> None:
    """No step in the history when nothing would change."""
    table, id = ref
    record = view.document[ref]
    if size != (record.width if table == "stage" else record.height):
        view.act(verbs.resize_stage if table == "stage" else verbs.resize_lane, id, size)


def reset(view: MapView, grip: Grip) -> None:
    """A double click on an edge: as wide or high as it is by itself, a card in one stage."""
    table, id = grip.ref
    if table != "card":
        set_size(view, grip.ref, None)
    elif view.document["card", id].until is not None and not locks.refused(view, grip.ref):
        stage = view.document["card", id].stage
        view.act(verbs.span_card, id, stage, stage)


def step(view: MapView, dx: int, dy: int) -> None:
    """By keys, dx, dy: -1, 0 or 1, to the right and down as the eye sees it.

    A card comes to end in the next stage or the one before, a stage or lane grows or shrinks by a step.
    """
    current = view.selected.current
    if current is None or view.fixed:
        return
    table, id = current
    onward = -dx if view.picture.rtl else dx
    if table == "card" and onward:
        _span(view, id, onward)
    elif table == "stage" and onward:
        width = view.document["stage", id].width or CANVAS.stage_width
        set_size(view, current, within("stage", width + onward * _STEP))
    elif table == "lane" and dy:
        group = view.picture.group(current)
        if group:
            set_size(view, current, within("lane", group.h + dy * _STEP))
    view.scrolling.show_current()


def _span(view: MapView, card: int, onward: int) -> None:
    stages = [span.id for span in view.picture.stages]
    covered = verbs.spanned(view.document, view.document["card", card])
    last = stages.index(covered[-1].id) + onward
    if stages.index(covered[0].id) <= last < len(stages) and not locks.refused(view, ("card", card)):
        view.act(verbs.span_card, card, covered[0].id, stages[last])
