"""A stage seen from above: how much of what lies in it, and how it feels. Pure functions over records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple, cast

from .document import Document
from .records import Card, Emotion, Stage
from .verbs.sizes import spanned
from .views import Filter


class Glance(NamedTuple):
    """Counts of cards. worst: the highest severity among the pains, None when none is rated.

    moods: by persona (None: a map without personas) the mean of its points in the stage, -2..+2.
    hidden: kinds of cards that are there and not counted, and by what: "lane" or "filter".
    """

    touchpoints: int
    pains: int
    worst: int | None
    truths: int
    moods: dict[int | None, float]
    hidden: dict[str, str]


def glances(
    document: Document, stages: Sequence[Stage], lanes: Collection[int], filter: Filter
) -> dict[int, Glance]:
    """By stage id. Counted are the cards in these lanes that the filter lets pass.

    A card that spans stages counts in each of them: the customer meets it there.
    """
    held: defaultdict[int, list[Card]] = defaultdict(list)
    hidden: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for stage in stages:
        for card in cast("list[Card]", document.children("card", stage=stage.id)):
            by = "lane" if card.lane not in lanes else "" if filter.passes(card) else "filter"
            for each in spanned(document, card) if card.until is not None else (stage,):
                if by:
                    hidden[each.id].setdefault(card.kind, by)
                else:
                    held[each.id].append(card)
    return {
        stage.id: _glance(held[stage.id], moods(document, stage.id), hidden[stage.id]) for stage in stages
    }


def moods(document: Document, stage: int) -> dict[int | None, float]:
    """The mean of each persona's points in the stage, in the order in which they were first drawn."""
    values: defaultdict[int | None, list[float]] = defaultdict(list)
    for point in cast("list[Emotion]", document.children("emotion", stage=stage)):
        values[point.persona].append(point.value)
    return {persona: sum(points) / len(points) for persona, points in values.items()}


def _glance(cards: Sequence[Card], moods: dict[int | None, float], hidden: dict[str, str]) -> Glance:
    pains = [card for card in cards if card.kind == "pain"]
    return Glance(
        touchpoints=sum(card.kind == "touchpoint" for card in cards),
        pains=len(pains),
        worst=max((card.severity for card in pains if card.severity), default=None),
        truths=sum(card.kind == "moment_of_truth" for card in cards),
        moods=moods,
        hidden=hidden,
    )
