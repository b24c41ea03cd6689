"""Connectors between cards."""

from __future__ import annotations

from model.document import Document
from model.records import Link
from model.verbs.common import known


def add_link(document: Document, source: int, target: int, kind: str = "flow", label: str = "") -> Link:
    """From one card to another of its map; one that is there already gets this kind and label.

    ValueError for a card with itself or with one of another map.
    """
    known("link", kind)
    start, end = document["card", source], document["card", target]
    if source == target or document["stage", start.stage].map != document["stage", end.stage].map:
        raise ValueError("a connector joins two cards of one map")
    with document.gesture("add_link", source=start.title, target=end.title) as g:
        for there in document.children("link", source=source, target=target):
            changed: Link = g.change("link", there.id, kind=kind, label=label)
            return changed
        made: Link = g.add("link", source=source, target=target, kind=kind, label=label)
    return made


def turn_link(document: Document, link_id: int) -> None:
    """Its arrow points the other way; one that did so before goes."""
    link = document["link", link_id]
    source, target = document["card", link.source].title, document["card", link.target].title
    with document.gesture("turn_link", source=source, target=target) as g:
        opposite = document.children("link", source=link.target, target=link.source)
        g.remove("link", *(other.id for other in opposite))
        g.change("link", link_id, source=link.target, target=link.source)


def move_link(
    document: Document, link_id: int, *, source: int | None = None, target: int | None = None
) -> None:
    """One of its ends goes to another card; a connector that is there already gives way to it."""
    link: Link = document["link", link_id]
    wanted = link._replace(source=source or link.source, target=target or link.target)
    start, end = document["card", wanted.source], document["card", wanted.target]
    if start.id == end.id or document["stage", start.stage].map != document["stage", end.stage].map:
        raise ValueError("a connector joins two cards of one map")
    with document.gesture("move_link", source=start.title, target=end.title) as g:
        same = document.children("link", source=wanted.source, target=wanted.target)
        g.remove("link", *(other.id for other in same if other.id != link_id))
        g.change("link", link_id, source=wanted.source, target=wanted.target)
