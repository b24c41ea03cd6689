"""Cards and their channels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from model.document import Document, Gesture
from model.records import Card, Channel
from model.verbs.common import edited, known, named, places
from model.verbs.sizes import shifted


def add_card(
    document: Document,
    stage: int,
    lane: int,
    kind: str,
    title: str = "",
    *,
    before: int | None = None,
    **values: Any,
) -> Card:
    """`values`: further fields of the card."""
    known("card", kind)
    _same_map(document, stage, lane)
    with document.gesture("add_card", title=title) as g:
        pos = places(g, "card", document.children("card", stage=stage, lane=lane), before)[0]
        made: Card = g.add("card", stage=stage, lane=lane, pos=pos, kind=kind, title=title, **values)
    return made


def move_cards(
    document: Document, ids: Sequence[int], stage: int, lane: int, *, before: int | None = None
) -> None:
    """Into one cell, in the order of `ids`, in front of the card `before` (which may be one of them)."""
    _same_map(document, stage, lane)
    name, params = named(document, "move", [("card", id) for id in ids])
    with document.gesture(name, **params) as g:
        _put(g, document, ids, stage, lane, before)


def spread_cards(
    document: Document, places_of: Mapping[int, tuple[int, int]], *, before: int | None = None
) -> None:
    """Each card, by its id, into a cell of its own (stage, lane), in one step.

    Those that come to a cell lie in their order at its end, or in front of the card `before` where that is.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    for id, cell in places_of.items():
        cells.setdefault(cell, []).append(id)
    for stage, lane in cells:
        _same_map(document, stage, lane)
    name, params = named(document, "move", [("card", id) for id in places_of])
    with document.gesture(name, **params) as g:
        for (stage, lane), ids in cells.items():
            held = [card.id for card in document.children("card", stage=stage, lane=lane)]
            here = before if before in held else None
            coming = ids if here else [id for id in ids if id not in held]
            _put(g, document, coming, stage, lane, here)


def lock_cards(document: Document, ids: Collection[int], locked: bool) -> None:
    """Locked cards are not moved or changed by hand until they are unlocked."""
    with document.gesture("lock_cards" if locked else "unlock_cards", n=len(ids)) as g:
        for id in ids:
            g.change("card", id, locked=int(locked))


def set_channel(document: Document, ids: Sequence[int], name: str, kind: str = "unknown") -> None:
    """The channel of these cards, made if the project has none of this name; an empty name: no channel."""
    gesture, params = edited(document, "card", ids, ("channel",))
    with document.gesture(gesture, **params) as g:
        channel = channel_of(g, document, name, kind).id if name.strip() else None
        for id in ids:
            g.change("card", id, channel=channel)


def _put(
    g: Gesture, document: Document, ids: Sequence[int], stage: int, lane: int, before: int | None
) -> None:
    cell, moved = document.children("card", stage=stage, lane=lane), set(ids)
    if before in moved:
        later = cell[[card.id for card in cell].index(before) :]
        before = next((card.id for card in later if card.id not in moved), None)
    siblings = [card for card in cell if card.id not in moved]
    for id, pos in zip(ids, places(g, "card", siblings, before, len(ids)), strict=True):
        until = shifted(document, document["card", id], stage)
        g.change("card", id, stage=stage, lane=lane, pos=pos, until=until)


def _same_map(document: Document, stage: int, lane: int) -> None:
    if document["stage", stage].map != document["lane", lane].map:
        raise ValueError("stage and lane of different maps")


def channel_of(g: Gesture, document: Document, name: str, kind: str) -> Channel:
    known("channel", kind)
    wanted = name.strip().casefold()
    for channel in document.children("channel"):
        if channel.name.strip().casefold() == wanted:
            found: Channel = channel
            return found
    pos = places(g, "channel", document.children("channel"))[0]
    made: Channel = g.add("channel", pos=pos, name=name.strip(), kind=kind)
    return made
