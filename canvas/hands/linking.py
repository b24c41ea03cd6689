"""Connectors under the hand: where one can be pulled from, how it looks meanwhile, what it may join."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from canvas.hands import marks
from canvas.picture import connectors
from canvas.picture.display import Group, Item, Path, Point, Rect, Ref, Text
from canvas.picture.frame import Frame
from canvas.picture.links import preview
from canvas.picture.text import block
from canvas.picture.theme import LINE, RADIUS
from model import verbs
from model.records import Card, Link
from resources.words import words

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from canvas.hands.view import MapView

_OUTSIDE = 10.0  # px of the screen around a handle that belong to it; within its card no more than:
_INSIDE = 0.2  # of the card's height, so that it can still be taken in the middle
_TAG_PAD, _TAG_BELOW = 6.0, 18.0
_AS_IT_IS = Frame(0, 0, 0, 0, False)  # the picture's own coordinates


class Pull(NamedTuple):
    """From where a drag draws a connector: a card's handle, or an end of the connector that is selected.

    `card` stays joined, `start` is the line's place there. `link`: what is moved, None: a new one is made;
    `from_target`: it is the source that is moved.
    """

    card: int
    start: Point
    link: int | None = None
    from_target: bool = False


def pull_at(view: MapView, x: float, y: float) -> Pull | None:
    """The handle at a point of the map: handles are shown by one card or connector at a time."""
    if view.fixed or view.fine >= marks.FAR:
        return None
    selected = view.selection() if len(view.selected) == 1 else []
    for table, id in selected:
        if table == "link" and (pull := _end_at(view, id, x, y)):
            return pull
    hovered = view.hover.ref
    offering = [id for table, id in selected if table == "card"]
    if hovered and hovered[0] == "card" and hovered not in view.selected:
        offering.append(hovered[1])
    for id in offering:
        if start := _handle_at(view, id, x, y):
            return Pull(id, start)
    return None


def _end_at(view: MapView, id: int, x: float, y: float) -> Pull | None:
    sketch = view.picture.links.sketches.get(id)
    if sketch is None:
        return None
    link: Link = view.document["link", id]
    reach = _OUTSIDE / view.zoom
    source, target = sketch.way[0], sketch.way[-1]
    if max(abs(x - target[0]), abs(y - target[1])) <= reach:
        return Pull(link.source, source, id)
    if max(abs(x - source[0]), abs(y - source[1])) <= reach:
        return Pull(link.target, target, id, from_target=True)
    return None


def _handle_at(view: MapView, id: int, x: float, y: float) -> Point | None:
    group = view.picture.cards.get(id)
    if group is None:
        return None
    reach = _OUTSIDE / view.zoom
    inside = min(reach, _INSIDE * group.h)
    for side, (u, v) in enumerate(marks.middles(group)):
        level = side % 2 == 1  # handles of the sides, else of the top and the bottom
        across, along = (x - u, y - v) if level else (y - v, x - u)
        outward = across if side in (1, 2) else -across
        if -inside <= outward <= reach and abs(along) <= (inside if level else reach):
            return u, v
    return None


def allowed(view: MapView, source: int, target: int, moved: int | None = None) -> str | None:
    """Why these cards cannot be joined, in the interface's words; None: they can. `moved`: of this one."""
    _ = words(view.language)
    if source == target:
        return _("A card is not connected to itself")
    there = view.document.children("link", source=source, target=target)
    if any(link.id != moved for link in there):
        return _("These cards are connected already")
    return None


def kind_between(source: Card, target: Card) -> str:
    """The likeliest kind: what is joined to a pain causes it, an opportunity solves it."""
    if target.kind != "pain":
        return "flow"
    return "solves" if source.kind == "opportunity" else "causes"


def join(view: MapView, source: int, target: int) -> None:
    """Make the connector and choose it."""
    kind = kind_between(view.document["card", source], view.document["card", target])
    made = view.act(verbs.add_link, source, target, kind)
    if made:
        view.select([("link", made.id)])


def links_of(view: MapView, card: int) -> list[int]:
    """Its connectors on the map: those that leave it, then those that come to it."""
    children = view.document.children
    ids = [link.id for end in ("source", "target") for link in children("link", **{end: card})]
    return [id for id in ids if id in view.picture.links]


def end_towards(view: MapView, id: int, dx: int, dy: int) -> int:
    """The card at that end of a connector that lies in this direction, as the eye sees it."""
    link: Link = view.document["link", id]
    way = view.picture.links.sketches[id].way
    onward = (way[-1][0] - way[0][0]) * dx + (way[-1][1] - way[0][1]) * dy >= 0
    return link.target if onward else link.source


# ---- how it looks ----


def chosen(view: MapView, group: Group, handles: bool) -> list[Item]:
    """Selected: in the colour of choice, alone with a handle at both ends."""
    items = in_colour(group.items, "accent")
    sketch = view.picture.links.sketches[_id(group.ref)]
    if handles and view.fine < marks.FAR:
        items += [marks.handle(*end, view.fine) for end in (sketch.way[0], sketch.way[-1])]
    return items


def under_pointer(group: Group, fine: float) -> list[Item]:
    """Stronger; what it says stays."""
    return [
        item._replace(width=item.width + fine) if isinstance(item, Path) and item.stroke != "canvas" else item
        for item in group.items
    ]


def _id(ref: Ref | None) -> int:
    return ref[1] if ref else 0


def in_colour(items: Iterable[Item], colour: str) -> list[Item]:
    """The same with lines and heads in one colour; paper stays paper."""

    def instead(token: str | None) -> str | None:
        return token if token in (None, "canvas") else colour

    return [
        item._replace(stroke=instead(item.stroke), fill=instead(item.fill))
        if isinstance(item, Path | Rect)
        else item
        for item in items
    ]


def line_to(view: MapView, pull: Pull, at: QPointF, card: int | None) -> list[Item]:
    """The connector while it is pulled: to a card as it would be drawn, else straight to the pointer."""
    way = [pull.start, (at.x(), at.y())]
    if card is not None:
        source, target = (card, pull.card) if pull.from_target else (pull.card, card)
        way = preview(view.picture, view.document, source, target)
    elif pull.from_target:
        way.reverse()
    return in_colour(connectors.line("flow", way, _AS_IT_IS), "accent")


def ring(view: MapView, card: int) -> Item:
    """Around the card that would be joined."""
    group = view.picture.cards[card]
    gap = marks.RING_GAP
    return Rect(
        group.x - gap, group.y - gap, group.w + 2 * gap, group.h + 2 * gap, stroke="accent",
        width=LINE.landing * view.fine, radius=marks.radius_of(group) + gap,
    )  # fmt: skip


def tag(view: MapView, text: str, at: QPointF) -> list[Item]:
    """Words beside the pointer, as large as they are read on the screen."""
    words_ = block(text, "caption/600", None, words(view.language).rtl)
    width, height = words_.width + 2 * _TAG_PAD, words_.height + 4
    x, y = at.x() - width / 2, at.y() + _TAG_BELOW * view.fine
    return [
        Rect(x, y, width, height, fill="text", radius=RADIUS.small),
        Text(x + _TAG_PAD, y + 2, words_, "panel"),
    ]
