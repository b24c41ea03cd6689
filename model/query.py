"""Questions about a project that several rooms ask."""

from __future__ import annotations

from model.document import Document
from model.records import Persona


def personas_of(document: Document, map_id: int) -> list[Persona]:
    """Whose journeys are drawn on this map, in the order of their chips."""
    return [document["persona", drawn.persona] for drawn in document.children("map_persona", map=map_id)]


def owners(document: Document) -> list[str]:
    """Every owner that a card names, once, in alphabetical order; for offering them again."""
    return sorted({card.owner for card in document.all("card").values() if card.owner})
