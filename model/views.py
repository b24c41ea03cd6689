"""What a named view of a map keeps, and which cards a filter leaves in sight."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from model.records import Card, MapView

if TYPE_CHECKING:
    from model.document import Document


@dataclass(frozen=True)
class Filter:
    """What cards must have to stay in sight; an empty set asks nothing. In each set any one will do.

    personas, channels: ids, None for cards without one. owners: as written, "" for cards without one.
    A card without a persona belongs to all of them, so `personas` never hides it.
    """

    personas: frozenset[int] = frozenset()
    channels: frozenset[int | None] = frozenset()
    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def passes(self, card: Card) -> bool:
        asked = (
            (self.personas, card.persona, card.persona is None),
            (self.channels, card.channel, False),
            (self.kinds, card.kind, False),
            (self.owners, card.owner.strip(), False),
            (self.evidence, card.evidence, False),
        )
        return all(not wanted or has in wanted or always for wanted, has, always in asked)


@dataclass(frozen=True)
class Shows:
    """hidden: ids of lanes. macro: each stage as one block with its figures."""

    hidden: frozenset[int] = frozenset()
    filter: Filter = Filter()
    macro: bool = False


def written(shows: Shows) -> str:
    """As a file keeps it."""
    chosen = {
        field.name: sorted(getattr(shows.filter, field.name), key=lambda each: (each is not None, each))
        for field in fields(Filter)
    }
    filtered = {name: values for name, values in chosen.items() if values}
    return json.dumps(
        {"hidden": sorted(shows.hidden), "filter": filtered, "macro": shows.macro}, ensure_ascii=False
    )


def read(document: Document, view: MapView) -> Shows:
    """Of a file that anyone may have written: what cannot be read, or is no longer there, asks nothing."""
    try:
        found = json.loads(view.shows)
    except (ValueError, RecursionError):
        return Shows()
    if not isinstance(found, dict):
        return Shows()
    chosen = found.get("filter")
    chosen = chosen if isinstance(chosen, dict) else {}
    known = {"personas": document.all("persona"), "channels": document.all("channel")}
    sets: dict[str, frozenset[Any]] = {}
    for field in fields(Filter):
        values = _list(chosen.get(field.name))
        if field.name in known:
            empty = {None} if field.name == "channels" else set()
            sets[field.name] = frozenset(
                each for each in values if each in empty or (type(each) is int and each in known[field.name])
            )
        else:
            sets[field.name] = frozenset(each for each in values if isinstance(each, str))
    hidden = frozenset(each for each in _list(found.get("hidden")) if type(each) is int)
    return Shows(hidden, Filter(**sets), found.get("macro") is True)


def _list(value: Any) -> list[Any]:
    return (
        [each for each in value if each is None or isinstance(each, str | int)]
        if isinstance(value, list)
        else []
    )
