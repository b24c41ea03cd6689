"""What a search found, marked behind the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from canvas.picture.display import Group, Hits, Item, Rect, Text
from canvas.picture.text import extents
from canvas.picture.theme import RADIUS

_MARGIN = 1.5  # px around the found words


def lit(group: Group, hits: Hits) -> Group:
    """The group with its record's found words marked; an edge around it when they are not among its texts."""
    if not hits:
        return group
    items = tuple(_lit(item, hits) if isinstance(item, Group) else item for item in group.items)
    found = hits.get(group.ref, ()) if group.ref else ()
    if found:
        marked = [part for item in items for part in (*_marks(item, found), item)]
        if len(marked) == len(items):
            marked.append(_edge(group))
        items = tuple(marked)
    return replace(group, items=items) if items != group.items else group


def _lit(group: Group, hits: Hits) -> Group:
    """A part of its own, as a persona's chip; a star stands for its card, which is marked itself."""
    return group if group.role == "moment_of_truth" else lit(group, hits)


def _marks(item: Item, found: Iterable[str]) -> Iterator[Rect]:
    if isinstance(item, Text):
        for word in found:
            for x, y, w, h in _places(item, word):
                left, top, wide = item.x + x - _MARGIN, item.y + y, w + 2 * _MARGIN
                yield Rect(left, top, wide, h, "truth_tint", "truth", 1.0, RADIUS.small)


def _places(item: Text, word: str) -> Iterator[tuple[float, float, float, float]]:
    at = item.block.text.find(word) if word else -1
    while at >= 0:
        yield from extents(item.block, at, at + len(word))
        at = item.block.text.find(word, at + len(word))


def _edge(group: Group) -> Rect:
    return Rect(group.x + 1, group.y + 1, group.w - 2, group.h - 2, None, "truth", 2.0, RADIUS.card)
