"""Display items as shapes: the area they touch, the same things elsewhere or on other paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF

from canvas.picture.display import Command, Group, Icon, Item, Line, Path, Rect, Text
from canvas.picture.theme import RADIUS

_SPECK = 14.0  # px; what is smaller is not seen from far
BLEED = 12.0  # px that a group may draw beyond its own rectangle: a bubble's tail, a number on a corner


def bounds(item: Item) -> QRectF:
    """The area that an item may touch."""
    match item:
        case Line():
            box = QRectF(item.x1, item.y1, item.x2 - item.x1, item.y2 - item.y1).normalized()
            return box.adjusted(-item.width, -item.width, item.width, item.width)
        case Rect():
            box = QRectF(item.x, item.y, item.w, item.h)
            return box.adjusted(-item.width, -item.width, item.width, item.width)
        case Group():
            box = QRectF(item.x, item.y, item.w, item.h).adjusted(-BLEED, -BLEED, BLEED, BLEED)
            for part in item.items:  # a leak and its words reach into the next stage
                box |= bounds(part)
            return box
        case Icon():
            return QRectF(item.x, item.y, item.size, item.size)
        case Text():
            return QRectF(item.x, item.y, item.block.width, item.block.height)
        case Path():
            ends = [(c[-2], c[-1]) for c in item.commands if len(c) > 1]
            xs, ys = [x for x, _ in ends], [y for _, y in ends]
            box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            return box.adjusted(-BLEED, -BLEED, BLEED, BLEED)


def shifted(item: Item, dx: float, dy: float) -> Item:
    """The same item (dx, dy) px further."""
    match item:
        case Line():
            return item._replace(x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
        case Path():
            return item._replace(commands=tuple(_shifted(command, dx, dy) for command in item.commands))
        case Group():
            items = tuple(shifted(part, dx, dy) for part in item.items)
            return replace(item, x=item.x + dx, y=item.y + dy, items=items)
        case _:
            return item._replace(x=item.x + dx, y=item.y + dy)


def _shifted(command: Command, dx: float, dy: float) -> Command:
    name, *numbers = command
    return (name, *(number + (dy if i % 2 else dx) for i, number in enumerate(numbers)))


def on_paper(group: Group, fill: str) -> Group:
    """The same group on paper of another colour; one that has none gets a sheet."""
    items: list[Any] = list(group.items)
    at = _paper_at(group)
    if at is None:
        items.insert(0, Rect(group.x, group.y, group.w, group.h, fill=fill, radius=RADIUS.card))
    else:
        items[at] = items[at]._replace(fill=fill)
    return replace(group, items=tuple(items))


def paper(group: Group) -> str | None:
    """The colour of the paper that a group is written on, if it has any."""
    at = _paper_at(group)
    return None if at is None else getattr(group.items[at], "fill", None)


def _paper_at(group: Group) -> int | None:
    """Where among the items the paper is: a filled shape as wide as the group, not a mark on it."""
    for at, item in enumerate(group.items):
        if isinstance(item, Rect | Path) and item.fill and bounds(item).width() >= group.w * 0.9:
            return at
    return None


def texts(items: Iterable[Item]) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from texts(item.items)


def from_afar(group: Group, speck: float = _SPECK) -> Group:
    """The same group seen from far: lines for texts, no glyphs shaped, nothing below `speck` px."""
    return replace(group, items=tuple(part for item in group.items for part in _from_afar(item, speck)))


def _from_afar(item: Item, speck: float) -> list[Item]:
    if isinstance(item, Group):
        return [from_afar(item, speck)]
    if not isinstance(item, Text):
        return [item] if isinstance(item, Line) or _breadth(item) > speck else []
    block = item.block
    line = block.height / max(block.line_count, 1)
    x = item.x + (block.width - block.ink if block.rtl else 0)
    bars = (item.y + (k + 0.35) * line for k in range(block.line_count if block.text else 0))
    return [Rect(x, y, block.ink, line * 0.3, fill=item.colour, opacity=0.45) for y in bars]


def _breadth(item: Item) -> float:
    if isinstance(item, Rect):
        return item.w
    return item.size if isinstance(item, Icon) else bounds(item).width()
