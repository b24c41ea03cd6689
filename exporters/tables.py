"""A sheet that is one table with filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from resources.words import Words

from .cells import HEAD, REMARK, Sheet, Value, fitting_width
from .contents import Contents

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = Sequence[Value]


class Column(NamedTuple):
    """A column of a table; `form`: the number format of its figures."""

    title: str
    form: str = "General"
    width: float | None = None  # characters; None: as wide as its texts, within limits
    plain_figures: bool = False  # numbers without a format of their own

    @property
    def figures(self) -> bool:
        return self.plain_figures or self.form != "General"


def write_table(
    book: Workbook,
    name: str,
    id: str,
    rtl: bool,
    columns: Sequence[Column],
    rows: Iterable[Row],
    nothing: str,
    streamed: bool = False,
) -> None:
    """Add a sheet with one table, called `id` in formulas; `nothing` is said in the place of no rows.

    streamed: the rows are many and read once, so that the columns need widths of their own.
    """
    rows = rows if streamed else list(rows)
    widths = [
        column.width or fitting_width([column.title, *(_shown(row[index]) for row in rows)])
        for index, column in enumerate(columns)
    ]
    sheet = Sheet(book, name, rtl, widths, "A2")
    headers = [column.title for column in columns]
    sheet.append([sheet.cell(each.title, look=HEAD._replace(figures=each.figures)) for each in columns])
    for row in rows:
        sheet.append([sheet.cell(value, column.form) for value, column in zip(row, columns, strict=True)])
    if sheet.row == 1:
        sheet.append([sheet.cell(nothing, look=REMARK)])
    else:
        sheet.table(id, headers, 1, sheet.row)


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)[:10]


def map_column(maps: Sequence[Contents], _: Words, width: float | None = None) -> list[Column]:
    return [Column(_("Map"), width=width)] if len(maps) > 1 else []


def with_map(maps: Sequence[Contents], rows_of: Callable[[Contents], Iterable[Row]]) -> Iterator[Row]:
    """The rows of each map, led by its title where there are several."""
    for one in maps:
        for row in rows_of(one):
            yield [one.title, *row] if len(maps) > 1 else row
