"""Cards on their way: what copying takes along, as plain data that another window or map can read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.records import Card
from model.tables import fit

if TYPE_CHECKING:
    from model.document import Document

_OWN = ("kind", "title", "details", "owner", "evidence", "experience", "severity", "outside", "truth_kind",
        "wished", "outcome")  # fmt: skip
LIMIT = 5000  # cards


def clip(document: Document, ids: Sequence[int]) -> str:
    """These cards of one map, with the connectors between them, as JSON.

    stage, lane: how many stages and lanes after the first of them a card lies. span: the stages it covers.
    """
    from model.verbs.sizes import spanned

    cards: list[Card] = [document["card", id] for id in ids]
    if not cards:
        return "{}"
    map_id = document["stage", cards[0].stage].map
    stages = {stage.id: k for k, stage in enumerate(document.children("stage", map=map_id))}
    lanes = {lane.id: k for k, lane in enumerate(document.children("lane", map=map_id))}
    cards.sort(key=lambda card: (lanes[card.lane], stages[card.stage], card.pos, card.id))
    first = min(stages[card.stage] for card in cards), min(lanes[card.lane] for card in cards)
    told = []
    for card in cards:
        channel, persona = document.get("channel", card.channel), document.get("persona", card.persona)
        told.append(
            {field: getattr(card, field) for field in _OWN}
            | {
                "stage": stages[card.stage] - first[0],
                "lane": lanes[card.lane] - first[1],
                "lane_kind": document["lane", card.lane].kind,
                "span": len(spanned(document, card)),
                "channel": channel and [channel.name, channel.kind],
                "persona": persona and persona.name,
            }
        )
    at = {card.id: k for k, card in enumerate(cards)}
    links = [
        [at[link.source], at[link.target], link.kind, link.label]
        for card in cards
        for link in document.children("link", source=card.id)
        if link.target in at
    ]
    return json.dumps({"cards": told, "links": links}, ensure_ascii=False)


class Clip:
    """What a text holds that `clip` may have made. ValueError when it holds no cards."""

    def __init__(self, text: str) -> None:
        try:
            found = json.loads(text)
            self.cards = [_card(each) for each in found["cards"][:LIMIT]]
            self.links = [_link(each, len(self.cards)) for each in found["links"][: 4 * LIMIT]]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a clip of cards: {error}") from error
        if not self.cards:
            raise ValueError("a clip without cards")


def _card(each: Any) -> dict[str, Any]:
    card = {field: fit("card", field, each[field]) for field in _OWN}
    for number in ("stage", "lane", "span"):
        if type(each[number]) is not int or not 0 <= each[number] < LIMIT:
            raise ValueError(f"{number} of a card: {each[number]!r}")
        card[number] = each[number]
    channel, persona = each["channel"], each["persona"]
    card["lane_kind"] = str(each["lane_kind"])
    card["channel"] = channel and (str(channel[0]), str(channel[1]))
    card["persona"] = persona and str(persona)
    return card


def _link(each: Any, n: int) -> tuple[int, int, str, str]:
    source, target, kind, label = each
    if not (type(source) is type(target) is int and 0 <= source < n and 0 <= target < n and source != target):
        raise ValueError("a connector of no cards")
    return source, target, str(kind), str(label)
