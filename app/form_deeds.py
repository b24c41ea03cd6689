"""What a field of the panel shows of a record, and the verb that it stands for when it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from model import verbs

if TYPE_CHECKING:
    from model.document import Document


def value_of(document: Document, record: Any, field: str) -> Any:
    """A channel is (name, kind); "stage" and "until" of a card are the first and the last that it spans."""
    if field == "channel":
        channel = document.get("channel", record.channel)
        return (channel.name, channel.kind) if channel else ("", "unknown")
    if field in ("stage", "until"):
        return verbs.spanned(document, record)[0 if field == "stage" else -1].id
    return getattr(record, field)


def change(document: Document, table: str, ids: Sequence[int], field: str, value: Any) -> None:
    """One gesture on all of them."""
    if field == "channel":
        verbs.set_channel(document, ids, *value)
    elif field == "locked":
        verbs.lock_cards(document, ids, bool(value))
    elif len(ids) == 1 and (table, field) in _OWN:
        _OWN[table, field](document, ids[0], value)
    else:
        verbs.set_fields(document, table, ids, **{field: value})


def _from_stage(document: Document, card: int, stage: int) -> None:
    """The other end stays, or comes along where it would lie before."""
    places = _places(document, stage)
    last = verbs.spanned(document, document["card", card])[-1].id
    verbs.span_card(document, card, stage, max(stage, last, key=places.index))


def _to_stage(document: Document, card: int, stage: int) -> None:
    places = _places(document, stage)
    verbs.span_card(document, card, min(stage, document["card", card].stage, key=places.index), stage)


def _places(document: Document, stage: int) -> list[int]:
    """The stages of its map, in the journey's order."""
    return [each.id for each in document.children("stage", map=document["stage", stage].map)]


# Fields of one thing on which more depends than the field.
_OWN: dict[tuple[str, str], Callable[[Document, int, Any], object]] = {
    ("map", "language"): verbs.set_map_language,
    ("map", "direction"): verbs.set_map_direction,
    ("lane", "hidden"): lambda document, id, hidden: verbs.set_lane_hidden(document, id, bool(hidden)),
    ("lane", "height"): verbs.resize_lane,
    ("stage", "width"): verbs.resize_stage,
    ("card", "stage"): _from_stage,
    ("card", "until"): _to_stage,
    ("link", "source"): lambda document, id, card: verbs.move_link(document, id, source=card),
    ("link", "target"): lambda document, id, card: verbs.move_link(document, id, target=card),
}
