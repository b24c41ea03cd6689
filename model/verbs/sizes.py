"""How much room things take: widths, heights, spans."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby

from model.document import Document, Gesture
from model.records import Card, Stage
from model.verbs.common import called

WIDTHS = (140, 480)  # px at 100 % zoom: the narrowest and the widest stage
TALLEST = 2000  # px at 100 % zoom that a lane can be made


def resize_stage(document: Document, stage_id: int, width: float | None) -> None:
    """Px at 100 % zoom, brought within WIDTHS; None: as wide as a stage is by itself."""
    low, high = WIDTHS
    with document.gesture("resize_stage", title=document["stage", stage_id].title) as g:
        g.change("stage", stage_id, width=None if width is None else round(min(max(width, low), high)))


def resize_lane(document: Document, lane_id: int, height: float | None) -> None:
    """At least this high, px at 100 % zoom; None: as high as its contents need."""
    with document.gesture("resize_lane", **called("lane", document["lane", lane_id])) as g:
        g.change("lane", lane_id, height=None if height is None else round(min(max(height, 1), TALLEST)))


def span_card(document: Document, card_id: int, first: int, last: int) -> None:
    """From its new first stage to its last, which may be the same. ValueError when the last comes first."""
    card: Card = document["card", card_id]
    stages = [stage.id for stage in document.children("stage", map=document["stage", card.stage].map)]
    if stages.index(first) > stages.index(last):
        raise ValueError("a card spans from its first stage to its last")
    with document.gesture("span_card", title=card.title) as g:
        g.change("card", card_id, stage=first, until=None if first == last else last)


def spanned(document: Document, card: Card) -> list[Stage]:
    """The stages that a card lies in, in the journey's order; its own when `until` lies before that."""
    stages: list[Stage] = document.children("stage", map=document["stage", card.stage].map)
    first = next(k for k, stage in enumerate(stages) if stage.id == card.stage)
    last = next((k for k, stage in enumerate(stages) if stage.id == card.until), first)
    return stages[first : max(first, last) + 1]


def shifted(document: Document, card: Card, stage: int) -> int | None:
    """`until` of a card that goes to another stage: it spans as many there, as far as there are any."""
    if card.until is None:
        return None
    length = len(spanned(document, card))
    stages = [each.id for each in document.children("stage", map=document["stage", stage].map)]
    first = stages.index(stage)
    last = stages[first : first + length][-1]
    return None if last == stage else last


def keep_spans(g: Gesture, document: Document, stages: set[int]) -> None:
    """Before these stages go: cards that span others too shrink to those that stay."""
    for stage in stages:
        held = document.children("card", stage=stage) + document.children("card", until=stage)
        for card in {card.id: card for card in held if card.until is not None}.values():
            stay = [each.id for each in spanned(document, card) if each.id not in stages]
            if stay:
                g.change("card", card.id, stage=stay[0], until=stay[-1] if len(stay) > 1 else None)


def spans(document: Document, map_id: int) -> dict[int, set[int]]:
    """The cards that span several stages of a map, by id, each with the ids of those."""
    return {
        card.id: {each.id for each in spanned(document, card)}
        for stage in document.children("stage", map=map_id)
        for card in document.children("card", until=stage.id)
    }


def follow_order(g: Gesture, document: Document, covered: Mapping[int, Collection[int]]) -> None:
    """After stages were reordered: each card lies in those of the stages it covered that are neighbours now.

    Of several such runs in the longest, then in that of its own stage, so that none is new to it.
    """
    for id, stages in covered.items():
        card: Card = document["card", id]
        order = document.children("stage", map=document["stage", card.stage].map)
        parts = groupby((each.id for each in order), stages.__contains__)
        runs = [list(part) for held, part in parts if held]
        run = max(runs, key=lambda run: (len(run), card.stage in run))
        until = run[-1] if len(run) > 1 else None
        if (card.stage, card.until) != (run[0], until):
            g.change("card", id, stage=run[0], until=until)
