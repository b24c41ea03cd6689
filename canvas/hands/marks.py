"""How the states of things look (rings, handles, ghosts, landing marks), as display items in map px.

`fine` is the size of one screen px at the present zoom, never under 1 map px: marks stay visible when far
away.
"""

from __future__ import annotations

from canvas.hands.places import Box, box_of
from canvas.picture.display import Group, Item, Line, Path, Rect
from canvas.picture.theme import DASH, LINE, RADIUS

RING_GAP = 3.0
HANDLE, HOVER_DOT = 9.0, 7.0
FAR = 1.6  # `fine` from which handles would hide the card


def ring(group: Group, fine: float, handles: bool) -> list[Item]:
    """Selected: a ring outside; alone and near enough: with handles at the middles of its sides."""
    if group.role == "persona":
        box, radius = Box(group.x + 2, group.y - RING_GAP, group.w - 4, group.h + 2 * RING_GAP), RADIUS.card
    elif group.role in ("stage", "lane"):  # the frame's edge would cut a ring outside
        box, radius = box_of(group).grown(-2), RADIUS.card
    else:
        box, radius = box_of(group).grown(RING_GAP), radius_of(group) + RING_GAP
    marks: list[Item] = [Rect(*box, stroke="accent", width=LINE.selection * fine, radius=radius)]
    if handles and fine < FAR:
        marks += [handle(x, y, fine) for x, y in _middles(box)]
    return marks


def handle(x: float, y: float, fine: float) -> Item:
    """What can be taken with the pointer."""
    return _dot(x, y, HANDLE * fine, "card", "accent", LINE.selection * fine)


def middles(group: Group) -> list[tuple[float, float]]:
    """Of the top, the right, the bottom and the left side."""
    return _middles(box_of(group))


def focused(group: Group, fine: float) -> Item:
    """Where the keyboard stands among several that are selected."""
    box, radius = box_of(group).grown(RING_GAP + 4), radius_of(group) + RING_GAP + 4
    return Rect(*box, stroke="focus", width=LINE.focus * fine, radius=radius, dash=DASH.focus)


def hovered(group: Group, fine: float) -> list[Item]:
    box = box_of(group)
    border = Rect(*box, stroke="control_border", width=fine, radius=radius_of(group))
    return [border, *(_dot(x, y, HOVER_DOT * fine, "control_border", None, 0.0) for x, y in _middles(box))]


def chosen_cell(box: Box, fine: float) -> list[Item]:
    """An empty cell where the keyboard stands."""
    return [
        Rect(*box.grown(-4), stroke="focus", width=LINE.focus * fine, radius=RADIUS.card, dash=DASH.focus)
    ]


def ghost(group: Group) -> Item:
    """Where a dragged thing came from."""
    return Rect(
        *box_of(group), stroke="control_border", width=1.0, radius=radius_of(group), dash=DASH.outside
    )


def target(box: Box, fine: float) -> list[Item]:
    """The cell that a dragged card would land in."""
    return [
        Rect(
            *box.grown(-2),
            fill="accent_tint",
            stroke="accent",
            width=LINE.selection * fine,
            radius=RADIUS.card,
        )
    ]


def reach(box: Box, fine: float) -> Item:
    """How far a card would reach."""
    return Rect(*box, stroke="accent", width=LINE.landing * fine, radius=RADIUS.card)


def point(x: float, y: float, fine: float) -> Item:
    """Where a click adds a point to a curve."""
    return handle(x, y, fine)


def plus(x: float, y: float, fine: float) -> list[Item]:
    """Beside the pointer: a copy lands."""
    size, half = 18.0 * fine, 5.0 * fine
    x, y = x + 20 * fine, y + 20 * fine
    return [
        Rect(x - size / 2, y - size / 2, size, size, fill="accent", radius=size / 2),
        Line(x - half, y, x + half, y, "text_on_accent", 2 * fine),
        Line(x, y - half, x, y + half, "text_on_accent", 2 * fine),
    ]


def outline(box: Box, fine: float) -> list[Item]:
    return [Rect(*box.grown(-2), stroke="accent", width=LINE.landing * fine, radius=RADIUS.card)]


def bar(x: float, y: float, length: float, fine: float, upright: bool = False) -> Item:
    """Where exactly it lands: a bar centred on the place."""
    thick = LINE.landing * fine
    if upright:
        return Rect(x - thick / 2, y, thick, length, fill="accent", radius=thick / 2)
    return Rect(x, y - thick / 2, length, thick, fill="accent", radius=thick / 2)


def shadow(group: Group) -> list[Item]:
    """Under a lifted thing: three grown outlines of the text colour, no blur."""
    box, radius = box_of(group), radius_of(group)
    rings = ((4, 0.05), (2, 0.08), (1, 0.10))
    return [Rect(*box.grown(by), fill="text", radius=radius + by, opacity=alpha) for by, alpha in rings]


def edge(group: Group) -> Item:
    """Around a lifted stage header or lane title, which have none at rest."""
    return Rect(*box_of(group), stroke="control_border")


def outlined(group: Group, fine: float) -> Item:
    """What undo or redo has just changed."""
    box = box_of(group).grown(RING_GAP)
    return Rect(*box, stroke="focus", width=LINE.focus * fine, radius=radius_of(group) + RING_GAP)


def band(box: Box, fine: float) -> list[Item]:
    return [
        Rect(*box, fill="accent", opacity=0.10),
        Rect(*box, stroke="accent", width=fine),
    ]


def invitation(box: Box, fill: str) -> Item:
    """`fill` hides the hint of an empty lane under it."""
    return Rect(*box, fill=fill, stroke="control_border", width=1.0, radius=RADIUS.card, dash=DASH.outside)


def radius_of(group: Group) -> float:
    shape = next((item for item in group.items if isinstance(item, Rect | Path)), None)
    return shape.radius if isinstance(shape, Rect) and shape.radius else RADIUS.card


def _middles(box: Box) -> list[tuple[float, float]]:
    x, y, w, h = box
    return [(x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2)]


def _dot(x: float, y: float, size: float, fill: str, stroke: str | None, width: float) -> Item:
    return Rect(
        x - size / 2, y - size / 2, size, size, fill=fill, stroke=stroke, width=width, radius=size / 2
    )
