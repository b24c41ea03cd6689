"""How many cards of the open map its filter lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.formats import count, isolate

if TYPE_CHECKING:
    from app.session import Session
    from model.records import Card


def cards_of(session: Session) -> list[Card]:
    """All cards of the map that is shown, those of hidden lanes too."""
    document = session.document
    if document is None or session.map is None:
        return []
    stages = document.children("stage", map=session.map_id)
    return [card for stage in stages for card in document.children("card", stage=stage.id)]


def passing_words(session: Session) -> str:
    """'12 of 40 cards'."""
    cards, _ = cards_of(session), session.words
    n = sum(session.showing.filter.passes(card) for card in cards)
    text = _.plural("%(n)s of %(m)s card", "%(n)s of %(m)s cards", len(cards))
    return text % {"n": isolate(count(n)), "m": isolate(count(len(cards)))}
