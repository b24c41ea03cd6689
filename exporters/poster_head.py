"""The head of a printed map: title, what it is, whose journey it is, the key figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from canvas.picture import shapes
from canvas.picture.display import Item, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.text import block
from model.kinds import SCALES
from model.records import Persona
from resources import formats, terms

from .contents import Contents

_GAP = 24.0  # between blocks, and on both sides of a divider
_ROW_GAP = 10.0
_PORTRAIT = 40.0
_ABOUT_WIDTH = 210.0
_FIGURE_WIDTH = 170.0
_ABOUT_LINES = 3  # a longer text is for the persona's own sheet
_MAX_FIGURES = 5


class Strip(NamedTuple):
    """Items over the whole width of a page, and their height, in px."""

    items: tuple[Item, ...]
    height: float


_Line = tuple[float, float, TextBlock, str]  # along, down, text, colour


class _Block(NamedTuple):
    width: float
    height: float
    lines: Sequence[_Line]
    persona: Persona | None = None


def head(map_: Contents, width: float) -> Strip:
    """The head of a page on which `width` px of it fit."""
    rtl = map_.rtl
    title = _at_most(map_.title, "display", width, rtl)
    kind = _at_most(map_.subtitle, "large", width, rtl)
    frame = Frame(0, 0, width, 0, rtl)
    items: list[Item] = [
        frame.text(0, 0, title, "text"),
        frame.text(0, title.height + 2, kind, "text_2"),
    ]
    height = title.height + 2 + kind.height
    figures = _figures(map_)
    blocks = [*(_persona(map_, persona) for persona in map_.personas), *figures]
    taken = sum(one.width for one in blocks) + _GAP * len(blocks)
    beside = max(title.ink, kind.ink) + 2 * _GAP + taken <= width
    along, down = (width - taken + _GAP, 4.0) if beside else (0.0, height + _ROW_GAP)
    one_row = beside or taken - _GAP <= width
    row = 0.0
    for one in blocks:
        full = along + one.width > width or (bool(figures) and one is figures[0] and not one_row)
        if along and full and not beside:
            along, down, row = 0.0, down + row + _ROW_GAP, 0.0
        items += _drawn(one, Frame(frame.at(along, one.width), down, one.width, one.height, rtl))
        along += one.width + _GAP
        row = max(row, one.height)
    return Strip(tuple(items), max(height, down + row))


def _persona(map_: Contents, persona: Persona) -> _Block:
    said = f"{persona.name}, {map_.words(terms.PERSONAS[persona.kind])}"
    name = _at_most(said, "large/500", _ABOUT_WIDTH * 1.5, map_.rtl)
    about = _at_most(persona.about, "caption", _ABOUT_WIDTH, map_.rtl)
    after = _PORTRAIT + 8
    lines = [(after, max(0.0, (_PORTRAIT - name.height) / 2), name, "text")]
    if persona.about and about.line_count <= _ABOUT_LINES:
        lines = [(after, 0.0, name, "text"), (after, name.height + 1, about, "text_2")]
    return _block_of(lines, persona)


def _figures(map_: Contents) -> list[_Block]:
    blocks = []
    for value, words in _key_figures(map_)[:_MAX_FIGURES]:
        number = block(formats.isolate(value), "title/700", None, map_.rtl)
        name = _at_most(words, "caption", _FIGURE_WIDTH, map_.rtl)
        blocks.append(_block_of([(0, 0, number, "text"), (0, number.height, name, "text_2")]))
    return blocks


def _key_figures(map_: Contents) -> list[tuple[str, str]]:
    """How many entered and how far they came, then the scores of all answers."""
    _ = map_.words
    found: list[tuple[str, str]] = []
    if map_.stages:
        first = map_.figures.stages[map_.stages[0].id].drop_off
        last = map_.figures.stages[map_.stages[-1].id].drop_off
        if first:
            found.append((formats.count(first.entered), _("entered the journey")))
        if last and last.conversion is not None and len(map_.stages) > 1:
            stage = map_.stage_name(map_.stages[-1])
            found.append((formats.percent(last.conversion), _("reached %(stage)s") % {"stage": stage}))
        if last and last.completed is not None and last.completed < last.entered:
            found.append((formats.count(last.completed), _("completed it")))
    for score in map_.figures.feedback.scores.values():
        value = formats.score(score.measure, score.value, SCALES[score.scale][1])
        found.append((value, f"{_(terms.MEASURES[score.measure])}, {formats.sample_size(score.n)}"))
    return found


def _at_most(text: str, style: str, width: float, rtl: bool) -> TextBlock:
    """A block as wide as its text, broken where that is wider than `width`."""
    natural = block(text, style, None, rtl)
    return natural if natural.ink <= width else block(text, style, width, rtl)


def _block_of(lines: Sequence[_Line], persona: Persona | None = None) -> _Block:
    width = max(along + text.width for along, _down, text, _colour in lines)
    height = max(down + text.height for _along, down, text, _colour in lines)
    return _Block(width, max(height, _PORTRAIT) if persona else height, lines, persona)


def _drawn(one: _Block, frame: Frame) -> list[Item]:
    items: list[Item] = []
    if one.persona:
        centre = frame.at(_PORTRAIT / 2)
        initial = one.persona.name.strip()[:1]
        ideal = one.persona.kind == "ideal"
        items += shapes.avatar(centre, frame.y + _PORTRAIT / 2, _PORTRAIT, initial, ideal)
    items += [frame.text(along, down, text, colour) for along, down, text, colour in one.lines]
    return items
