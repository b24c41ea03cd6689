"""The foot of a printed map: what its marks mean, and where its figures come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from canvas.picture import shapes
from canvas.picture.display import Item, Rect
from canvas.picture.frame import Frame
from canvas.picture.text import block
from canvas.picture.theme import DASH
from model.records import Card
from resources import formats, terms

from .contents import Contents
from .poster_head import Strip

_MARK = 16.0
_GAP = 18.0  # between entries
_ROW = 20.0


class _Entry(NamedTuple):
    words: str
    mark: Callable[[float, float], tuple[Item, ...]]  # drawn around a centre


def foot(map_: Contents, width: float, today: date) -> Strip:
    """The foot of a page on which `width` px of it fit."""
    rtl = map_.rtl
    frame = Frame(0, 0, width, 0, rtl)
    items: list[Item] = []
    along = down = 0.0
    for words, mark in _legend(map_):
        text = block(words, "caption", None, rtl)
        taken = _MARK + 6 + text.width
        if along and along + taken > width:
            along, down = 0.0, down + _ROW
        items += mark(frame.at(along + _MARK / 2), down + text.height / 2)
        items.append(frame.text(along + _MARK + 6, down, text, "text_2"))
        along += taken + _GAP
    said = sources(map_, today)
    one_line = block(said, "caption", None, rtl)
    if along + one_line.width <= width:
        items.append(frame.text(width - one_line.width, down, one_line, "text_2"))
        return Strip(tuple(items), down + one_line.height)
    down += _ROW if along else 0.0
    wrapped = block(said, "caption", width, rtl)
    items.append(frame.text(0, down, wrapped, "text_2"))
    return Strip(tuple(items), down + wrapped.height)


def sources(map_: Contents, today: date) -> str:
    """'Sources: ga4-q3.csv (people, quarter 3, 2026), survey.csv (n = 224). Exported 21 November 2026'"""
    _ = map_.words
    parts = []
    for batch in map_.batches:
        if batch.kind == "drop_off" and map_.figures.batch != batch:
            continue
        if batch.kind == "feedback":
            facts = [formats.sample_size(batch.rows)]
        else:
            facts = [_(terms.UNITS[batch.unit])] if batch.unit in terms.UNITS else []
        imported = formats.day(formats.local(batch.at).date(), _)
        when = formats.period(batch.period, _) or _("imported %(day)s") % {"day": imported}
        parts.append(f"{formats.own_direction(batch.file)} ({', '.join([*facts, when])})")
    exported = _("Exported %(day)s") % {"day": formats.day(today, _)}
    if not parts:
        return exported
    return _("Sources: %(sources)s.") % {"sources": ", ".join(parts)} + " " + exported


def _legend(map_: Contents) -> Iterator[_Entry]:
    """The marks that are on the map, and no others."""
    _ = map_.words
    cards = [card for cell in map_.cells.values() for card in cell]
    touchpoints = [card for card in cards if card.kind == "touchpoint"]
    for kind, words in terms.EVIDENCE.items():
        if any(card.evidence == kind for card in touchpoints):
            yield _Entry(_(words), lambda x, y, kind=kind: shapes.evidence(x, y, kind))  # type: ignore[misc]
    for kind, words in terms.EXPERIENCE.items():
        if any(card.experience == kind for card in touchpoints):
            yield _Entry(_(words), lambda x, y, kind=kind: shapes.experience(x, y, kind))  # type: ignore[misc]
    if any(card.outside for card in touchpoints):
        yield _Entry(_("Outside the brand"), _outside)
    if any(card.kind == "moment_of_truth" for card in cards):
        yield _Entry(_("Moment of truth"), lambda x, y: (shapes.star(x, y, 15),))
    yield from _severities(map_, cards)


def _severities(map_: Contents, cards: list[Card]) -> Iterator[_Entry]:
    for level, words in terms.SEVERITY.items():
        if any(card.kind == "pain" and card.severity == level for card in cards):
            yield _Entry(
                map_.words(words),
                lambda x, y, level=level: shapes.severity(x - 7.5, y + 6, level, map_.rtl),  # type: ignore[misc]
            )


def _outside(x: float, y: float) -> tuple[Item, ...]:
    return (Rect(x - 7, y - 5, 14, 10, None, "control_border", 1, 2, DASH.outside),)
