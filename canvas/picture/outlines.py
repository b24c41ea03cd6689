"""The outline of each kind of card: its shape alone tells it from others, in grey print too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.picture import shapes
from canvas.picture.display import Item, Path, Rect
from canvas.picture.frame import Frame
from canvas.picture.theme import CANVAS, DASH, RADIUS
from model.records import Card

_TIP = 11.0  # length of a mark's arrow


def of(card: Card, frame: Frame, lock: float) -> tuple[Item, ...]:
    """`lock`: px that a lock takes at the far bottom."""
    if card.kind == "pain":
        return _pain(card, frame, lock)
    draw = _OUTLINES.get(card.kind)
    return draw(frame) if draw else ()


def locked(items: Sequence[Item], frame: Frame) -> list[Item]:
    """The same on the grey paper of what stays as it is; what has none gets some."""
    for at, item in enumerate(items):
        if isinstance(item, Rect | Path) and (item.fill or item.stroke) and _is_paper(item, frame):
            return [*items[:at], item._replace(fill="lane_alt"), *items[at + 1 :]]
    return [frame.rect(0, 0, frame.w, frame.h, "lane_alt", None, 1, RADIUS.card), *items]


def _is_paper(item: Rect | Path, frame: Frame) -> bool:
    if isinstance(item, Rect):
        return item.w >= frame.w - 2
    xs = [value for _, *numbers in item.commands for value in numbers[::2]]
    return max(xs) - min(xs) >= frame.w - 2


def _action(frame: Frame) -> tuple[Item, ...]:
    return (frame.rect(0.5, 0.5, frame.w - 1, frame.h - 1, "card", "card_border", 1, RADIUS.card),)


def _pain(card: Card, frame: Frame, lock: float) -> tuple[Item, ...]:
    w, h, cut, r = frame.w - 0.5, frame.h - 0.5, CANVAS.pain_corner, RADIUS.card
    outline = shapes.rounded(
        (0.5, 0.5, r), (w - cut, 0.5, 0), (w, cut + 0.5, 0), (w, h, r), (0.5, h, r),
    )  # fmt: skip
    drawn: list[Item] = [Path(frame.commands(*outline), "pain_tint", "pain", 1)]
    if card.severity:
        left = frame.at(frame.w - 25 - lock, 16)
        drawn += shapes.severity(left, frame.y + frame.h - 6.5, card.severity, frame.rtl)
    return tuple(drawn)


def _thought(frame: Frame) -> tuple[Item, ...]:
    w, h, tail, r = frame.w - 0.5, frame.h - 0.5 - CANVAS.thought_tail, CANVAS.thought_tail, RADIUS.card
    outline = shapes.rounded(
        (0.5, 0.5, r), (w, 0.5, r), (w, h, r), (21 + tail, h, 0), (21, h + tail, 0), (21, h, 0), (0.5, h, r),
    )  # fmt: skip
    return (Path(frame.commands(*outline), "thought_tint", "thought", 0.7),)


def _opportunity(frame: Frame) -> tuple[Item, ...]:
    radius = min(frame.h / 2, RADIUS.opportunity + 4)
    box = frame.rect(0.5, 0.5, frame.w - 1, frame.h - 1, "opportunity_tint", "opportunity", 1.2, radius)
    return (box,)


def _note(frame: Frame) -> tuple[Item, ...]:
    w, h, fold = frame.w - 0.5, frame.h - 0.5, CANVAS.note_corner
    outline = shapes.rounded((0.5, 0.5, 1), (w, 0.5, 1), (w, h - fold, 0), (w - fold, h, 0), (0.5, h, 1))
    corner = (("M", w, h - fold), ("L", w - fold, h - fold), ("L", w - fold, h), ("Z",))
    return (
        Path(frame.commands(*outline), "note", "note_border", 1),
        Path(frame.commands(*corner), "note_border"),
    )


def _entry(frame: Frame) -> tuple[Item, ...]:
    """Customers come in: a notch at the start, as the feathers of an arrow."""
    w, h, r = frame.w - 0.5, frame.h - 0.5, _round(frame)
    outline = shapes.rounded(
        (0.5, 0.5, 3), (w, 0.5, r), (w, h, r), (0.5, h, 3), (_TIP - 1, frame.h / 2, 0),
    )  # fmt: skip
    return (Path(frame.commands(*outline), "mood_pos", "river_edge", 1.2),)


def _exit(frame: Frame) -> tuple[Item, ...]:
    """Customers leave: a point at the far end, as the head of an arrow."""
    w, h, r = frame.w - 0.5, frame.h - 0.5, _round(frame)
    outline = shapes.rounded(
        (0.5, 0.5, r), (w - _TIP, 0.5, 3), (w, frame.h / 2, 2), (w - _TIP, h, 3), (0.5, h, r),
    )  # fmt: skip
    return (Path(frame.commands(*outline), "leak_tint", "leak_edge", 1.2),)


def _return(frame: Frame) -> tuple[Item, ...]:
    """Customers come back: a point at the start."""
    w, h, r = frame.w - 0.5, frame.h - 0.5, _round(frame)
    outline = shapes.rounded(
        (_TIP, 0.5, 3), (w, 0.5, r), (w, h, r), (_TIP, h, 3), (0.5, frame.h / 2, 2),
    )  # fmt: skip
    return (Path(frame.commands(*outline), "mood_pos", "river_edge", 1.2),)


def _visitor(frame: Frame) -> tuple[Item, ...]:
    """Never meant to buy: as what lies outside the brand, dashed and empty."""
    box = frame.rect(
        0.5, 0.5, frame.w - 1, frame.h - 1, None, "control_border", 1, _round(frame), DASH.outside
    )
    return (box,)


def _round(frame: Frame) -> float:
    return min(frame.h / 2 - 0.5, RADIUS.pill + 2)


_OUTLINES: dict[str, Callable[[Frame], tuple[Item, ...]]] = {
    "action": _action, "thought": _thought, "opportunity": _opportunity, "note": _note,
    "entry": _entry, "exit": _exit, "return": _return, "visitor": _visitor,
}  # fmt: skip
