"""What the verbs have in common: which kinds there are, where siblings go, what a gesture is called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from model import kinds
from model.document import Document, Gesture
from model.order import place

Ref = tuple[str, int]  # (table, id)

_TITLES = {
    "persona": "name",
    "channel": "name",
    "map_view": "name",
    "import_batch": "file",
}  # field that names a record, else `title`
_NAMES = {"import_batch": "import", "map_view": "view"}  # what gestures call them
_KINDS: dict[str, Collection[str]] = {
    "card": kinds.CARDS,
    "link": kinds.LINKS,
    "lane": kinds.LANES,
    "map": kinds.MAPS,
    "channel": kinds.CHANNELS,
    "persona": ("actual", "ideal"),
}


def known(table: str, kind: str) -> None:
    if kind not in _KINDS.get(table, (kind,)):
        raise ValueError(f"no kind of {table}: {kind!r}")


def places(
    g: Gesture, table: str, siblings: Sequence[Any], before: int | None = None, n: int = 1
) -> list[str]:
    keys, rekeyed = place(siblings, before, n)
    for id, pos in rekeyed.items():
        g.change(table, id, pos=pos)
    return keys


def following(siblings: Sequence[Any], before: int | None, after: int | None) -> int | None:
    """`before`, or the sibling that follows `after`."""
    if after is None:
        return before
    ids = [sibling.id for sibling in siblings]
    following = ids[ids.index(after) + 1 :]
    return following[0] if following else None


def named(document: Document, verb: str, refs: Sequence[Ref]) -> tuple[str, dict[str, str | int]]:
    """Name and parameters of a gesture: one record goes by its title, several by their number."""
    if len(refs) == 1:
        ((table, id),) = refs
        name = f"{verb}_{_NAMES.get(table, table)}"
        if table == "link":
            link = document[table, id]
            ends = {"source": document["card", link.source], "target": document["card", link.target]}
            return name, {end: card.title for end, card in ends.items()}
        return name, called(table, document[table, id])
    if verb == "move":
        return "move_cards", {"n": len(refs)}
    return f"{verb}_many", {"n": len(refs)}


def called(table: str, record: Any) -> dict[str, str | int]:
    """The title of a record, as parameters; a lane without one is shown by the name of its kind."""
    title = getattr(record, _TITLES.get(table, "title"), None)
    params: dict[str, str | int] = {} if title is None else {"title": title}
    return {**params, "kind": record.kind} if table == "lane" else params


def edited(
    document: Document, table: str, ids: Sequence[int], fields: Collection[str]
) -> tuple[str, dict[str, str | int]]:
    """Name and parameters of a change of these fields: of one field also which it is."""
    name, params = named(document, "edit", [(table, id) for id in ids])
    if len(ids) > 1:
        params["table"] = table
    return name, {**params, "field": next(iter(fields)) if len(fields) == 1 else ""}
