"""Connectors between the cards of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.picture.display import Group, Picture
from resources.words import Words

if TYPE_CHECKING:
    from model.document import Document


def links(picture: Picture, document: Document, map_id: int, words: Words) -> dict[int, Group]:
    """By the id of the connector; `picture`: with the cards that they join."""
    return {}
