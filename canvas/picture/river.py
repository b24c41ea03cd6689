"""Drop-off: the customers are a river that loses water at each stage's border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from canvas.picture.display import Command, Group, Item, Path
from canvas.picture.frame import Frame
from canvas.picture.shapes import KAPPA
from canvas.picture.text import block
from canvas.picture.theme import CANVAS
from model.measures import StageDropOff
from resources.formats import count, isolate, percent
from resources.words import Words

TOP = 12.0  # of the river's straight edge, below the lane's top
_FOOT = 9.0  # under a leak's point
_BEND_AT = 16.0  # a leak starts to bend so far before the border
_POINT = 6.0
_TEXT = 17.0


class Reach(NamedTuple):
    """The river in one stage: its frame, its record and what is known of it."""

    frame: Frame
    stage: int
    title: str
    figures: StageDropOff | None


def river(reaches: Sequence[Reach], unit: str, is_open: bool, _: Words) -> list[Group]:
    """One group a stage. `unit`: 'persons', 'sessions' or ''. `is_open`: customers may enter at any stage."""
    known = [r.figures.entered for r in reaches if r.figures]
    scale = CANVAS.drop_off_share * CANVAS.lane_height.drop_off / max(known, default=0) if any(known) else 0.0
    groups = []
    taken = 0.0  # how far the previous stage's leak reaches into this one
    for k, reach in enumerate(reaches):
        last = k == len(reaches) - 1
        group, taken = _reach(reach, scale, taken, last, unit, is_open, _)
        groups.append(group)
    return groups


def _reach(
    reach: Reach, scale: float, taken: float, last: bool, unit: str, is_open: bool, _: Words
) -> tuple[Group, float]:
    frame, figures = reach.frame, reach.figures
    items: list[Item] = []
    reaches_out = 0.0
    start = max(12.0, taken + 8)
    said = [reach.title]
    if figures is None:
        nothing = block(_("No figures yet"), "caption", frame.w - start - 8, frame.rtl)
        items.append(frame.text(start, TOP + 6, nothing, "text_3"))
        said.append(nothing.text)
    else:
        depth = max(figures.entered * scale, 1.0)
        loss = 0.0
        if figures.left and not is_open:
            loss = max(figures.left * scale, CANVAS.leak_min)
        items += _water(frame, depth, loss, last)
        items += _count(frame, start, depth, figures.entered, unit, _)
        said.append(count(figures.entered))
        if figures.left is not None:
            said.append(_("%(n)s left") % {"n": count(figures.left)})
        if loss:
            leak, reaches_out = _leak(frame, depth, loss, last)
            items.append(leak)
            items += _left(frame, loss, last, figures, _)
        elif is_open or figures.left is None:
            items += _step(frame, depth, start, figures.left, _)
        if last:
            reaches_out = 0.0
    words = ", ".join(said)
    return Group("drop_off", ("stage", reach.stage), *frame[:4], tuple(items), words), reaches_out


def _water(frame: Frame, depth: float, loss: float, last: bool) -> list[Item]:
    w, after = frame.w, max(depth - loss, 0.0)
    bend = w - _bend_before(loss, last) if loss else w
    body: tuple[Command, ...] = (
        ("M", 0, TOP), ("L", w, TOP), ("L", w, TOP + after), ("L", bend, TOP + after),
        ("L", bend, TOP + depth), ("L", 0, TOP + depth), ("Z",),
    )  # fmt: skip
    edge = (("M", 0, TOP), ("L", w, TOP))
    return [Path(frame.commands(*body), "river"), Path(frame.commands(*edge), None, "river_edge", 1.6)]


def _bend_before(loss: float, last: bool) -> float:
    """How far before the stage's end the leak starts; the last stage keeps all of its leak inside."""
    return _inner(loss) + loss + 6 if last else _BEND_AT


def _inner(loss: float) -> float:
    return min(16.0, max(7.0, 0.45 * loss))


def _leak(frame: Frame, depth: float, loss: float, last: bool) -> tuple[Path, float]:
    """The leak's shape, and how far it reaches into the next stage."""
    a = frame.w - _bend_before(loss, last)
    r = _inner(loss)
    outer, top, bottom = r + loss, TOP + depth - loss, frame.h - _FOOT
    point = min(_POINT, loss)
    k = 1 - KAPPA
    shape: tuple[Command, ...] = (
        ("M", a, top),
        ("C", a + outer * KAPPA, top, a + outer, top + outer * k, a + outer, top + outer),
        ("L", a + outer, bottom - point),
        ("L", a + outer - loss / 2, bottom),
        ("L", a + r, bottom - point),
        ("L", a + r, top + outer),
        ("C", a + r, top + loss + r * k, a + r * KAPPA, top + loss, a, top + loss),
        ("Z",),
    )
    path = Path(frame.commands(*shape), "leak", "leak_edge", 1.2, hatch="leak_edge" if loss > 6 else None)
    return path, a + outer - frame.w


def _count(frame: Frame, start: float, depth: float, entered: int, unit: str, _: Words) -> list[Item]:
    number = block(isolate(count(entered)), "body/700")
    down = TOP + (depth - _TEXT) / 2 if depth >= _TEXT + 3 else TOP + depth + 5
    drawn: list[Item] = [frame.text(start, down, number, "river_text")]
    if word := unit_word(unit, entered, _):
        drawn.append(frame.text(start + number.width + 5, down, block(word, "caption"), "river_text"))
    return drawn


def unit_word(unit: str, n: int, _: Words) -> str:
    """What the customers are counted in, "" when the file does not say."""
    words = {"persons": _.plural("person", "people", n), "sessions": _.plural("session", "sessions", n)}
    return words.get(unit, "")


def _left(frame: Frame, loss: float, last: bool, figures: StageDropOff, _: Words) -> list[Item]:
    """The count and its share: after the leak, on the last stage before it."""
    left = figures.left or 0
    texts = [block(_.plural("%(n)s left", "%(n)s left", left) % {"n": count(left)}, "body/600")]
    if figures.abandonment_rate is not None:
        texts.append(block(isolate(percent(figures.abandonment_rate)), "body"))
    down = frame.h - _FOOT - 2 * _TEXT - 1
    start = frame.w - _bend_before(loss, last)
    drawn: list[Item] = []
    for text in texts:
        along = start - 8 - text.width if last else start + _inner(loss) + loss + 8
        drawn.append(frame.text(along, down, text, "leak_text"))
        down += _TEXT
    return drawn


def _step(frame: Frame, depth: float, start: float, left: int | None, _: Words) -> list[Item]:
    """An open funnel: differences are no abandonments. The step is dotted; the file's own count is said."""
    if left is None:
        said = _("Left: cannot be computed")
    else:
        said = _("Left, by the file's own count: %(n)s") % {"n": isolate(count(left))}
    text = block(said, "caption", frame.w - start - 8, frame.rtl)
    step = frame.line(frame.w, TOP, frame.w, TOP + max(depth, 24), "river_edge", 1.6, (1.5, 4))
    colour = "text_3" if left is None else "leak_text"
    return [step, frame.text(start, frame.h - _FOOT - text.height, text, colour)]
