"""How each kind of connector looks: its line, its head, its words in a pill."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, inf
from typing import NamedTuple

from canvas.picture import shapes
from canvas.picture.display import Command, Item, Path, Rect, Text, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.gutters import Box
from canvas.picture.routing import Point, Room
from canvas.picture.text import block
from canvas.picture.theme import DASH, LINE, RADIUS

CORNER = 5.0
MARK = 16.0  # px across: the tick and the cross of a decision
_LABEL_WIDEST = 150.0
_PAD = 8.0
_BESIDE = 12.0  # px of line that stay in sight at either side of what it says
_HALO = 1.6  # px around a line in which those under it are interrupted
_RAIL = 4.0  # width of a double line, and of the gap within it:
_GAP = 1.4


class Style(NamedTuple):
    """`head`: how long it is, px; the line ends in front of it."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    head: float = 8.0


_PLAIN = Style("text_2", LINE.connector)
STYLES = {
    "flow": _PLAIN,
    "condition": _PLAIN,
    "yes": _PLAIN,
    "no": _PLAIN._replace(dash=DASH.decision_no),
    "causes": Style("pain", LINE.causes, DASH.causes),
    "solves": Style("opportunity", _RAIL),
}


class Tag(NamedTuple):
    """What a connector says: its words and the mark of a decision. `w`, `h`: of the pill around them."""

    text: TextBlock | None
    mark: str  # "yes", "no" or ""
    w: float
    h: float

    @property
    def room(self) -> Room:
        """A mark has room in a gutter too, words would lie over the cards beside it."""
        return Room(self.w + 2 * _BESIDE, inf if self.text else self.h + 2 * _BESIDE)

    def box(self, at: Point) -> Box:
        """Around it, when its middle is there."""
        return at[0] - self.w / 2, at[1] - self.h / 2, self.w, self.h


def tag(kind: str, label: str, rtl: bool) -> Tag | None:
    """None for a connector that says nothing."""
    mark = kind if kind in ("yes", "no") else ""
    if not label.strip():
        return Tag(None, mark, MARK, MARK) if mark else None
    text = block(label, "caption", None, rtl)
    if text.width > _LABEL_WIDEST:
        text = block(label, "caption", _LABEL_WIDEST, rtl)
    inside = text.ink + (MARK + 2 if mark else 0)
    return Tag(text, mark, inside + 2 * _PAD, text.height + 2)


def line(kind: str, points: Sequence[Point], frame: Frame, over: Sequence[Box] = ()) -> list[Item]:
    """The line with its head; `points`: (along, down) in the frame; `over`: words that it passes under."""
    style = STYLES.get(kind, _PLAIN)
    length = hypot(points[-1][0] - points[-2][0], points[-1][1] - points[-2][1])
    head = min(style.head, length)
    body = rounded_way([*points[:-1], _back(points[-1], points[-2], head - 1)])
    way = _on_map(_cut(body, over), frame)
    inner = [("M", *_inward(points[0], points[1])), *body[1:-1], ("L", *_inward(points[-1], points[-2]))]
    halo = _on_map(_cut(inner, over), frame)
    items: list[Item] = [
        Path(halo, None, "canvas", style.width + 2 * _HALO),
        Path(way, None, style.colour, style.width, style.dash),
    ]
    if kind == "solves":
        items.append(Path(way, None, "canvas", _GAP))
    return [*items, _head(kind, points[-1], points[-2], head, style.colour, frame)]


def rounded_way(points: Sequence[Point]) -> list[Command]:
    """A way whose corners are rounded."""
    commands: list[Command] = [("M", *points[0])]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _far(before, at) / 2, _far(at, after) / 2)
        enter, leave = _back(at, before, radius), _back(at, after, radius)
        inner = radius * (1 - shapes.KAPPA)
        commands.append(("L", *enter))
        commands.append(("C", *_back(at, before, inner), *_back(at, after, inner), *leave))
    return [*commands, ("L", *points[-1])]


def _cut(commands: Sequence[Command], over: Sequence[Box]) -> list[Command]:
    """A way without what lies in these boxes."""
    if not over:
        return list(commands)
    found: list[Command] = []
    at: Point = (0.0, 0.0)
    for command in commands:
        end: Point = command[-2:]
        if command[0] == "L":
            for part in _outside(at, end, over):
                if not found or found[-1][-2:] != part[0]:
                    found.append(("M", *part[0]))
                found.append(("L", *part[1]))
        elif command[0] == "M" or not any(_holds(box, at) and _holds(box, end) for box in over):
            if command[0] != "M" and found[-1][-2:] != at:
                found.append(("M", *at))
            found.append(command)
        at = end
    return found


def _outside(start: Point, end: Point, over: Sequence[Box]) -> list[tuple[Point, Point]]:
    """The parts of an upright or level line that lie in none of the boxes."""
    axis = 0 if abs(end[0] - start[0]) > abs(end[1] - start[1]) else 1
    backward = end[axis] < start[axis]
    low, high = sorted((start[axis], end[axis]))
    across = start[1 - axis]
    hidden = sorted(
        (box[axis], box[axis] + box[axis + 2])
        for box in over
        if box[1 - axis] < across < box[1 - axis] + box[3 - axis]
    )
    parts: list[tuple[float, float]] = []
    for from_, to in (*hidden, (high, high)):
        if min(from_, high) > low:
            parts.append((low, min(from_, high)))
        low = max(low, to)
    points = [tuple((at, across) if axis == 0 else (across, at) for at in part) for part in parts]
    return [(b, a) for a, b in reversed(points)] if backward else [(a, b) for a, b in points]


def _holds(box: Box, point: Point) -> bool:
    return box[0] < point[0] < box[0] + box[2] and box[1] < point[1] < box[1] + box[3]


def _far(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _back(point: Point, towards: Point, length: float) -> Point:
    """`length` px from a point on the way to another."""
    share = length / (_far(point, towards) or 1.0)
    return point[0] + (towards[0] - point[0]) * share, point[1] + (towards[1] - point[1]) * share


def _inward(end: Point, neighbour: Point) -> Point:
    """Where the halo ends, so that it leaves the card's edge whole."""
    return _back(end, neighbour, min(_HALO + 3, _far(end, neighbour) / 2))


def _on_map(commands: Sequence[Command], frame: Frame) -> tuple[Command, ...]:
    return frame.commands(*commands) if frame.rtl or frame.x or frame.y else tuple(commands)


def _head(kind: str, tip: Point, before: Point, size: float, colour: str, frame: Frame) -> Item:
    """A triangle; of a cause a diamond, of a solution a ring."""
    x, y = _back(tip, before, size / 2)
    if kind == "solves":
        return shapes.disc(frame.at(x), frame.y + y, size - LINE.connector, "canvas", colour, LINE.connector)
    ux, uy = (tip[0] - x) / (size / 2 or 1), (tip[1] - y) / (size / 2 or 1)
    half = size / 2
    back = (x - ux * half, y - uy * half)
    if kind == "causes":
        side_a, side_b = (x - uy * half, y + ux * half), (x + uy * half, y - ux * half)
        corners = [tip, side_a, back, side_b]
    else:
        corners = [tip, *((back[0] - uy * to, back[1] + ux * to) for to in (half, -half))]
    shape = [("L" if k else "M", *corner) for k, corner in enumerate(corners)]
    return Path(frame.commands(*shape, ("Z",)), colour)


def pill(said: Tag, at: Point, frame: Frame) -> list[Item]:
    """What a connector says, around a point of it (along, down)."""
    x, y = frame.at(at[0]), frame.y + at[1]
    if said.text is None:
        return _decision(said.mark, x, y, ring=True)
    left, top = x - said.w / 2, y - said.h / 2
    radius = min(said.h / 2, RADIUS.pill)
    items: list[Item] = [Rect(left, top, said.w, said.h, "canvas", "text_2", LINE.hair, radius)]
    start = _PAD
    if said.mark:
        items += _decision(said.mark, frame_x(left, said.w, _PAD + MARK / 2 - 3, frame.rtl), y, ring=False)
        start += MARK + 2
    text = said.text
    room = said.w - start - _PAD
    text_left = frame_x(left, said.w, start + room / 2, frame.rtl) - room / 2
    shift = text.width - text.ink if text.rtl else 0.0
    items.append(Text(text_left - shift, y - text.height / 2, text, "text"))
    return items


def frame_x(left: float, width: float, along: float, rtl: bool) -> float:
    """Where something is that starts `along` px from the reading start of a box."""
    return left + width - along if rtl else left + along


def _decision(kind: str, x: float, y: float, ring: bool) -> list[Item]:
    items: list[Item] = [shapes.disc(x, y, MARK - 1.4, "canvas", "text_2", 1.2)] if ring else []
    if kind == "yes":
        tick = (("M", x - 3.4, y + 0.2), ("L", x - 1.0, y + 2.8), ("L", x + 3.6, y - 2.4))
        return [*items, Path(tick, None, "opportunity", 1.8)]
    for side in (-1, 1):
        stroke = (("M", x - 2.8, y - 2.8 * side), ("L", x + 2.8, y + 2.8 * side))
        items.append(Path(stroke, None, "pain", 1.8))
    return items
