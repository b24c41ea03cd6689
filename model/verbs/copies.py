"""Copies of cards, and many cards at once from texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from model import kinds
from model.clips import Clip
from model.document import Document, Gesture
from model.records import Card, Lane, Stage
from model.verbs.cards import channel_of
from model.verbs.common import places
from model.verbs.sizes import shifted


def copy_cards(
    document: Document, places_of: Mapping[int, tuple[int, int]], *, before: int | None = None
) -> list[int]:
    """A copy of each card, by its id, in a cell (stage, lane), with the connectors among them; their ids.

    A copy in a cell of its own stands right after the card; else in front of the card `before`, or last.
    """
    with document.gesture("copy_cards", n=len(places_of)) as g:
        made = {id: _copy(g, document, document["card", id], cell, before) for id, cell in places_of.items()}
        for source in places_of:
            for link in document.children("link", source=source):
                if link.target in made:
                    ends = {"source": made[source], "target": made[link.target]}
                    g.add("link", **ends, kind=link.kind, label=link.label)
    return list(made.values())


def duplicate_cards(document: Document, ids: Sequence[int]) -> list[int]:
    """A copy of each card right after it."""
    cards = [document["card", id] for id in ids]
    return copy_cards(document, {card.id: (card.stage, card.lane) for card in cards})


def paste(document: Document, clip: Clip, stage: int, lane: int) -> list[int]:
    """The cards of a clip, the first of them at this cell; ids of the new ones.

    Cards of one lane go to `lane`; those of several to lanes of their kind, else as far below each other as
    they were. What would lie beyond the last stage or lane lies in it.
    """
    map_id = document["stage", stage].map
    stages: list[Stage] = document.children("stage", map=map_id)
    lanes: list[Lane] = document.children("lane", map=map_id)
    first = [each.id for each in stages].index(stage), [each.id for each in lanes].index(lane)
    one_lane = len({card["lane"] for card in clip.cards}) == 1
    own = {each.kind: each.id for each in reversed(lanes)}
    with document.gesture("paste", n=len(clip.cards)) as g:
        made = []
        for card in clip.cards:
            at = min(first[0] + card["stage"], len(stages) - 1)
            below = lanes[min(first[1] + card["lane"], len(lanes) - 1)].id
            there = lane if one_lane else own.get(card["lane_kind"], below)
            last = stages[min(at + card["span"], len(stages)) - 1].id if card["span"] > 1 else None
            made.append(_new(g, document, card, stages[at].id, there, last))
        for source, target, kind, label in clip.links:
            if kind in kinds.LINKS and not document.children(
                "link", source=made[source], target=made[target]
            ):
                g.add("link", source=made[source], target=made[target], kind=kind, label=label)
    return made


def add_cards(document: Document, cells: Sequence[tuple[int, int, str, str]]) -> list[int]:
    """Cards with (stage, lane, kind, title), each last in its cell; ids of them."""
    with document.gesture("add_cards", n=len(cells)) as g:
        made = []
        for stage, lane, kind, title in cells:
            pos = places(g, "card", document.children("card", stage=stage, lane=lane))[0]
            made.append(g.add("card", stage=stage, lane=lane, pos=pos, kind=kind, title=title).id)
    return made


def _copy(g: Gesture, document: Document, card: Card, cell: tuple[int, int], before: int | None) -> int:
    stage, lane = cell
    siblings = document.children("card", stage=stage, lane=lane)
    if (card.stage, card.lane) == cell and before is None:
        ids = [each.id for each in siblings]
        before = next(iter(ids[ids.index(card.id) + 1 :]), None)
    values = card._asdict() | {
        "stage": stage,
        "lane": lane,
        "pos": places(g, "card", siblings, before)[0],
        "until": shifted(document, card, stage),
        "locked": 0,
    }
    del values["id"]
    return int(g.add("card", **values).id)


def _new(
    g: Gesture, document: Document, told: dict[str, Any], stage: int, lane: int, until: int | None
) -> int:
    """A card of a clip. Its channel is made if the project has none of the name, a persona is not."""
    values = {field: v for field, v in told.items() if field not in ("stage", "lane", "lane_kind", "span")}
    if values["kind"] not in kinds.CARDS:
        values["kind"] = "note"
    named, persona = told["channel"], told["persona"]
    kind = named[1] if named and named[1] in kinds.CHANNELS else "unknown"
    values["channel"] = channel_of(g, document, named[0], kind).id if named else None
    known = (each.id for each in document.children("persona") if each.name == persona)
    values["persona"] = next(known, None) if persona else None
    pos = places(g, "card", document.children("card", stage=stage, lane=lane))[0]
    return int(g.add("card", stage=stage, lane=lane, pos=pos, until=until, **values).id)
