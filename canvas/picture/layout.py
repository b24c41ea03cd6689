"""From the records of a map to its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.picture import cards
from canvas.picture.cards import Look
from canvas.picture.display import Group, Picture
from canvas.picture.frame import Frame
from canvas.picture.plan import Options, Plan
from canvas.picture.text import ensure_gui
from model.records import Card

if TYPE_CHECKING:
    from model.document import Document

__all__ = ["Layouter", "Options", "layout"]


def layout(document: Document, map_id: int, options: Options | None = None) -> Picture:
    """The picture of a map. KeyError for an unknown map."""
    return Layouter(document, map_id).layout(options)


class Layouter:
    """Lays one map out again and again; a card that did not change and did not move keeps its very group."""

    def __init__(self, document: Document, map_id: int) -> None:
        self.document = document
        self.map_id = map_id
        self._cards: dict[int, tuple[tuple, Group]] = {}

    def layout(self, options: Options | None = None) -> Picture:
        """The picture as the document is now. KeyError when the map is gone."""
        ensure_gui()
        picture = Plan(self.document, self.map_id, options or Options()).picture(self._card)
        self._cards = {id: self._cards[id] for id in picture.cards}
        return picture

    def _card(self, card: Card, frame: Frame, look: Look, stage: str) -> Group:
        key = (card, frame, look, stage)
        known = self._cards.get(card.id)
        if known is not None and known[0] == key:
            return known[1]
        items, words = cards.items(card, frame, look), cards.spoken(card, look, stage)
        group = Group("card", ("card", card.id), frame.x, frame.y, frame.w, frame.h, items, words)
        self._cards[card.id] = key, group
        return group
