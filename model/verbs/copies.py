"""Copies of cards, and many cards at once from texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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

    Copies lie at the end of their cell, or in front of the card `before` where that is.
    """
    with document.gesture("copy_cards", n=len(places_of)) as g:
        return _copies(g, document, {id: (cell, before) for id, cell in places_of.items()})


def duplicate_cards(document: Document, ids: Sequence[int]) -> list[int]:
    """A copy of each card right after it, with the connectors among them; their ids."""
    after: dict[int, tuple[tuple[int, int], int | None]] = {}
    for card in (document["card", id] for id in ids):
        cell = card.stage, card.lane
        held = [each.id for each in document.children("card", stage=card.stage, lane=card.lane)]
        after[card.id] = cell, next(iter(held[held.index(card.id) + 1 :]), None)
    with document.gesture("copy_cards", n=len(ids)) as g:
        return _copies(g, document, after)


def paste(document: Document, clip: Clip, stage: int, lane: int, *, before: int | None = None) -> list[int]:
    """The cards of a clip, the first of them at this cell; ids of the new ones.

    Cards of one lane go to `lane`; those of several to lanes of their kind, else as far below each other as
    they were. Only lanes that are shown take cards. What would lie beyond the last stage or lane lies in it.
    They lie at the end of their cell, or in front of the card `before` where that is.
    """
    map_id = document["stage", stage].map
    stages: list[Stage] = document.children("stage", map=map_id)
    lanes = [each for each in lanes_for_cards(document, map_id) if each.id == lane or not each.hidden]
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
            made.append(_new(g, document, card, (stages[at].id, there), last, before))
        for source, target, kind, label in clip.links:
            if kind in kinds.LINKS and not document.children(
                "link", source=made[source], target=made[target]
            ):
                g.add("link", source=made[source], target=made[target], kind=kind, label=label)
    return made


def lanes_for_cards(document: Document, map_id: int) -> list[Lane]:
    """The lanes that are not for figures, top to bottom."""
    lanes: list[Lane] = document.children("lane", map=map_id)
    return [lane for lane in lanes if kinds.LANES.get(lane.kind, "note") is not None]


def add_cards(
    document: Document, cells: Sequence[tuple[int, int, str, str]], *, before: int | None = None
) -> list[int]:
    """Cards with (stage, lane, kind, title), in their order; ids of them.

    They lie at the end of their cell, or in front of the card `before` where that is.
    """
    with document.gesture("add_cards", n=len(cells)) as g:
        return [_plain(g, document, (stage, lane), kind, title, before) for stage, lane, kind, title in cells]


class Block(NamedTuple):
    """What a block of texts became: ids of cards, how many stages were made, whether a lane was."""

    cards: list[int]
    stages: int
    lanes: int


def add_block(
    document: Document, texts: Sequence[Sequence[str]], stage: int, lane: int, *, new_stage: str = ""
) -> Block:
    """A card for each text of a block: its columns are this stage and the following ones, its rows this

    lane and those under it that are shown and hold cards. Beyond the last stage new ones are made, called
    `new_stage`; what is beyond the last lane comes into one new lane. Empty texts make no card.
    """
    map_id = document["stage", stage].map
    shown = [each for each in lanes_for_cards(document, map_id) if each.id == lane or not each.hidden]
    lanes = shown[[each.id for each in shown].index(lane) :]
    rows = [(k, n, text.strip()) for k, row in enumerate(texts) for n, text in enumerate(row) if text.strip()]
    stages = [each.id for each in document.children("stage", map=map_id)]
    stages = stages[stages.index(stage) :]
    with document.gesture("add_cards", n=len(rows)) as g:
        missing = max((n for _, n, _ in rows), default=0) + 1 - len(stages)
        more = places(g, "stage", document.children("stage", map=map_id), n=max(missing, 0))
        stages += [g.add("stage", map=map_id, pos=pos, title=new_stage).id for pos in more]
        beyond = any(k >= len(lanes) for k, _, _ in rows)
        if beyond:
            pos = places(g, "lane", document.children("lane", map=map_id))[0]
            lanes.append(g.add("lane", map=map_id, pos=pos, kind="custom"))
        made = []
        for k, n, text in rows:
            under = lanes[min(k, len(lanes) - 1)]
            kind = kinds.LANES.get(under.kind) or "note"
            made.append(_plain(g, document, (stages[n], under.id), kind, text, None))
    return Block(made, len(more), int(beyond))


def _copies(
    g: Gesture, document: Document, places_of: Mapping[int, tuple[tuple[int, int], int | None]]
) -> list[int]:
    """`places_of`: by the card's id the cell of its copy, and the card that this lies in front of."""
    made = {id: _copy(g, document, document["card", id], *place) for id, place in places_of.items()}
    for source in places_of:
        for link in document.children("link", source=source):
            if link.target in made:
                ends = {"source": made[source], "target": made[link.target]}
                g.add("link", **ends, kind=link.kind, label=link.label)
    return list(made.values())


def _copy(g: Gesture, document: Document, card: Card, cell: tuple[int, int], before: int | None) -> int:
    stage, lane = cell
    values = card._asdict() | {
        "stage": stage,
        "lane": lane,
        "pos": _place(g, document, cell, before),
        "until": shifted(document, card, stage),
        "locked": 0,
    }
    del values["id"]
    return int(g.add("card", **values).id)


def _place(g: Gesture, document: Document, cell: tuple[int, int], before: int | None) -> str:
    """In front of a card if that lies in this cell, else at its end."""
    held = document.children("card", stage=cell[0], lane=cell[1])
    return places(g, "card", held, before if any(card.id == before for card in held) else None)[0]


def _plain(
    g: Gesture, document: Document, cell: tuple[int, int], kind: str, title: str, before: int | None
) -> int:
    pos = _place(g, document, cell, before)
    return int(g.add("card", stage=cell[0], lane=cell[1], pos=pos, kind=kind, title=title).id)


def _new(
    g: Gesture,
    document: Document,
    told: dict[str, Any],
    cell: tuple[int, int],
    until: int | None,
    before: int | None,
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
    pos = _place(g, document, cell, before)
    return int(g.add("card", stage=cell[0], lane=cell[1], pos=pos, until=until, **values).id)
