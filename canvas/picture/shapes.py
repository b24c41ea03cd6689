"""The product's own small drawings, around a centre: star, faces, marks. None of them is mirrored."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, pi, sin

from canvas.picture.display import Command, Item, Path, Rect, Text
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, DASH

KAPPA = 0.5523  # control length of a quarter circle, in radii
STAR_OUTLINE = 1.4


def disc(
    cx: float, cy: float, size: float, fill: str | None = None, stroke: str | None = None, width: float = 1.0,
    dash: tuple[float, ...] = (),
) -> Rect:  # fmt: skip
    """A circle `size` across."""
    return Rect(cx - size / 2, cy - size / 2, size, size, fill, stroke, width, size / 2, dash)


def star_path(cx: float, cy: float, size: float, points: int, inner: float) -> tuple[Command, ...]:
    """A star `size` across, its first point up; `inner`: radius of its notches in outer radii."""
    commands: list[Command] = []
    for k in range(2 * points):
        radius = size / 2 * (inner if k % 2 else 1.0)
        angle = pi * k / points - pi / 2
        commands.append(("L" if k else "M", cx + radius * cos(angle), cy + radius * sin(angle)))
    return (*commands, ("Z",))


def star(cx: float, cy: float, size: float = CANVAS.star) -> Path:
    """The five-point star of a moment of truth."""
    return Path(star_path(cx, cy, size, 5, CANVAS.star_inner_ratio), "truth", "text", STAR_OUTLINE)


def diamond(cx: float, cy: float, size: float, stroke: str) -> Path:
    r = size / 2
    corners = (("M", cx, cy - r), ("L", cx + r, cy), ("L", cx, cy + r), ("L", cx - r, cy), ("Z",))
    return Path(corners, "card", stroke, 1.8)


def triangle(cx: float, cy: float, size: float, stroke: str) -> Path:
    r = size / 2
    corners = (("M", cx, cy - r), ("L", cx + r, cy + 0.8 * r), ("L", cx - r, cy + 0.8 * r), ("Z",))
    return Path(corners, "card", stroke, 1.8)


@lru_cache(2048)
def rounded(*corners: tuple[float, float, float]) -> tuple[Command, ...]:
    """A closed polygon whose corners (x, y, radius) are rounded."""
    commands: list[Command] = []
    for k, (x, y, radius) in enumerate(corners):
        (x0, y0, _), (x1, y1, _) = corners[k - 1], corners[(k + 1) % len(corners)]
        enter, leave = _towards(x, y, x0, y0, radius), _towards(x, y, x1, y1, radius)
        commands.append(("L" if commands else "M", *enter))
        if radius:
            inner = _towards(x, y, x0, y0, radius * (1 - KAPPA)), _towards(x, y, x1, y1, radius * (1 - KAPPA))
            commands.append(("C", *inner[0], *inner[1], *leave))
    return (*commands, ("Z",))


def _towards(x: float, y: float, to_x: float, to_y: float, length: float) -> tuple[float, float]:
    share = length / (hypot(to_x - x, to_y - y) or 1.0)
    return x + (to_x - x) * share, y + (to_y - y) * share


def number(cx: float, cy: float, value: int, size: float, fill: str, colour: str) -> tuple[Item, ...]:
    """A number in a disc."""
    digits = block(str(value), "mark")
    return disc(cx, cy, size, fill), Text(cx - digits.width / 2, cy - digits.height / 2, digits, colour)


def face(cx: float, cy: float, value: float, size: float = CANVAS.face) -> tuple[Item, ...]:
    """A face for an emotion of -2..+2: brows down, frown, flat, smile, open smile."""
    mood = round(value)
    fill = "mood_pos" if value > 0 else "mood_neg" if value < 0 else "card"
    k = size / 20
    items: list[Item] = [disc(cx, cy, size, fill, "text", 1.6)]
    items += [disc(cx + side * 3.2 * k, cy - 2.2 * k, 2.2 * k, "text") for side in (-1, 1)]
    if mood == -2:
        for side in (-1, 1):
            brow = (("M", cx + side * 5.4 * k, cy - 6 * k), ("L", cx + side * 1.8 * k, cy - 4.2 * k))
            items.append(Path(brow, None, "text", 1.4 * k))
    items.append(_mouth(cx, cy, mood, k))
    return tuple(items)


def _mouth(cx: float, cy: float, mood: int, k: float) -> Path:
    if mood == 2:
        return Path(
            (("M", cx - 4.4 * k, cy + 1.6 * k), ("C", cx - 3.6 * k, cy + 7.6 * k, cx + 3.6 * k, cy + 7.6 * k,
              cx + 4.4 * k, cy + 1.6 * k), ("Z",)), "text",
        )  # fmt: skip
    ends, middle = {1: (2.2, 5.4), 0: (3.4, 3.4), -1: (5.2, 2.2), -2: (5.6, 2.2)}[mood]
    return Path(
        (("M", cx - 4 * k, cy + ends * k),
         ("C", cx - 2 * k, cy + middle * k, cx + 2 * k, cy + middle * k, cx + 4 * k, cy + ends * k)),
        None, "text", 1.5 * k,
    )  # fmt: skip


def evidence(cx: float, cy: float, kind: str, size: float = CANVAS.evidence_mark) -> tuple[Item, ...]:
    """What a card rests on: assumed a dashed ring, told a half disc, measured a full one."""
    inner = size - 2
    if kind == "measured":
        return (disc(cx, cy, inner, "text_2"),)
    if kind == "told":
        r, c = inner / 2, KAPPA * inner / 2
        half = (
            ("M", cx + r, cy), ("C", cx + r, cy + c, cx + c, cy + r, cx, cy + r),
            ("C", cx - c, cy + r, cx - r, cy + c, cx - r, cy), ("Z",),
        )  # fmt: skip
        return disc(cx, cy, inner, None, "text_2", 1.4), Path(half, "text_2")
    return (disc(cx, cy, inner, None, "text_2", 1.3, DASH.assumed_mark),)


def experience(cx: float, cy: float, kind: str, size: float = CANVAS.experience_mark) -> tuple[Item, ...]:
    """Expectation unmet (square with minus), met (ring with tick), exceeded (disc with a four-point star)."""
    inner = size - 2
    r = inner / 2
    if kind == "negative":
        box = Rect(cx - r, cy - r, inner, inner, "leak_tint", "detractor", 1.5, 3)
        bar = (("M", cx - 3.6, cy), ("L", cx + 3.6, cy))
        return box, Path(bar, None, "detractor", 2)
    if kind == "positive":
        tick = (("M", cx - 3.2, cy + 0.2), ("L", cx - 0.8, cy + 2.6), ("L", cx + 3.4, cy - 2.2))
        return disc(cx, cy, inner, None, "promoter", 1.4), Path(tick, None, "promoter", 1.5)
    return disc(cx, cy, inner, "promoter"), Path(star_path(cx, cy, 10, 4, 0.38), "card")


def severity(left: float, bottom: float, level: int, rtl: bool) -> tuple[Item, ...]:
    """Three growing bars, `level` of them full; 16 wide, they grow in the reading direction."""
    items = []
    for k in range(3):
        high = 5.0 + 3 * k
        x = left + 5.5 * (2 - k if rtl else k) + 0.5
        items.append(Rect(x, bottom - high, 3.5, high, "pain" if k < level else None, "pain", 1, 1))
    return tuple(items)


def avatar(cx: float, cy: float, size: float, initial: str, ideal: bool) -> tuple[Item, ...]:
    """A persona's portrait: the first letter of its name, or a figure while it has none."""
    fill, dash = ("thought_tint", DASH.outside) if ideal else ("mood_pos", ())
    ring = disc(cx, cy, size - 1, fill, "control_border", 1, dash)
    if initial:
        letter = block(initial, "heading" if size > 26 else "caption/600")
        return ring, Text(cx - letter.width / 2, cy - letter.height / 2, letter, "text")
    head = disc(cx, cy - size * 0.11, size * 0.3, "text_2")
    w, top, bottom = size * 0.27, cy + size * 0.1, cy + size * 0.31
    shoulders = (
        ("M", cx - w, bottom), ("C", cx - w, top, cx + w, top, cx + w, bottom), ("Z",),
    )  # fmt: skip
    return ring, head, Path(shoulders, "text_2")
