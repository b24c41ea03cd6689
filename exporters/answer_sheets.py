"""The answers themselves, read page by page: one table, or several where one sheet is too short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from model.answers import all_answers
from model.kinds import SCALES
from resources import terms
from resources.words import Words

from .cells import DAY, MAX_ROWS
from .contents import Contents
from .tables import Column, Row, map_column, with_map, write_table

if TYPE_CHECKING:
    from openpyxl import Workbook

_TELL_EVERY = 2_000  # rows
_FIRST_YEAR = 1900  # of Excel's calendar


def write_answers(
    book: Workbook, maps: Sequence[Contents], _: Words, rtl: bool, progress: Callable[[float], None]
) -> None:
    """Add the sheets of all answers; `progress` is told shares of 1."""
    scales = {id: _scale(id, _) for id in SCALES}
    total = sum(one.figures.feedback.n for one in maps) or 1
    columns = [
        *map_column(maps, _, 24), Column(_("Stage"), width=24), Column(_("Scale"), width=14),
        Column(_("Answer"), "General", 10, plain_figures=True), Column(_("Comment"), width=60),
        Column(_("Date"), DAY, 12), Column(_("Source"), width=24),
    ]  # fmt: skip

    def rows(one: Contents) -> Iterator[Row]:
        names = {stage.id: one.stage_name(stage) for stage in one.stages}
        for answer in all_answers(one.document, one.map.id):
            yield [
                names.get(answer.stage or 0, ""), scales.get(answer.scale, answer.scale), answer.score,
                answer.comment, _day(answer.date), answer.source,
            ]  # fmt: skip

    def counted() -> Iterator[Row]:
        for done, row in enumerate(with_map(maps, rows)):
            if done % _TELL_EVERY == 0:
                progress(min(1.0, done / total))
            yield row

    source = counted()
    first = next(source, None)
    part = 0
    while part == 0 or first is not None:
        part += 1
        name = _("Answers") if part == 1 else f"{_('Answers')} {part}"
        page = chain([] if first is None else [first], islice(source, MAX_ROWS - 2))
        write_table(book, name, f"Answers{part}", rtl, columns, page, _("No answers yet"), streamed=True)
        first = next(source, None)


def _scale(id: str, _: Words) -> str:
    """'CSAT 1–5'; where the question ran the other way that is said, since the answers stand as given."""
    if id not in SCALES:  # of another program
        return id
    lowest, highest, measure = SCALES[id]
    name = f"{_(terms.MEASURES[measure])} {lowest}\u2013{highest}"
    return _("%(scale)s (1 is easy)") % {"scale": name} if id.endswith("r") else name


def _day(text: str) -> date | str:
    """A date as Excel's own; what is none, or older than Excel's calendar, stays the text that it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.year >= _FIRST_YEAR else text
