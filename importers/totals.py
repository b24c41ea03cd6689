"""Rows that sum up a table are no data. A word for it is not enough: the row's numbers must bear it out."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache, partial
from typing import Any

from importers.headers import meanings
from importers.values import folded, is_missing, number, whole

TOTALS = frozenset(
    {"total", "grand total", "totals", "subtotal", 'סה"כ', "סהכ", "סך הכל", "סך הכול", 'סה"כ כללי', "סיכום"}
)
MEANS = frozenset({"average", "mean", "avg", "sum", "overall", "ממוצע", "סכום"})
_WORD = 20  # characters: no word for a total is longer
_EDGE = 10  # rows at either end of a long table where totals stand
_SHORT = 2_000  # in a table up to this long every row may be a total
_TEXT = 0.7  # of `meanings`: a column of comments, where any word may stand
_COUNTS = {"entered", "completed", "left"}


def total_rows(rows: Sequence[Sequence[Any]], data: Sequence[int], columns: Sequence[str]) -> set[int]:
    """The indexes of the data rows that are totals or means.

    Such a row is called so outside the columns of comments, in its first cell or, at the table's ends, in
    any; and nothing else stands in it, or one of its numbers is the sum or the mean of those above or below.
    A last row of counts without a stage needs no word when all of them are sums. At its ends such a table
    may have a total of persons that is less than the sum, since one person does several things: never less
    than the largest.
    """
    texts = {column for column, name in enumerate(columns) if _is_text(name)}
    counts = {column for column, name in enumerate(columns) if _COUNTS & meanings(name, slips=False).keys()}
    looked_at = data if len(data) <= _SHORT else [*data[:_EDGE], *data[-_EDGE:]]
    edges = {*data[:1], *data[-2:]}
    labels = {index: _label(rows[index], texts, index in edges) for index in looked_at}
    called = {index: label for index, label in labels.items() if label is not None}
    figures_of = cache(partial(_figures, rows, data, called))
    found: set[int] = set()
    for index, label in called.items():
        figures = {
            column: value
            for column, cell in enumerate(rows[index])
            if column != label and column not in texts and (value := whole(cell)) is not None
        }
        empty = all(is_missing(cell) or column == label for column, cell in enumerate(rows[index]))
        if empty or any(
            _bears_out(figures_of(column), index, value, index in edges and column in counts)
            for column, value in figures.items()
        ):
            found.add(index)
    left = [index for index in data if index not in found] if found else data
    if _is_unnamed_sum(rows, left, columns, counts):
        found.add(left[-1])
    return found if len(found) < len(data) else set()


def _is_unnamed_sum(
    rows: Sequence[Sequence[Any]], data: Sequence[int], columns: Sequence[str], counts: set[int]
) -> bool:
    """Whether the last row has no stage, and counts that are the sums of those above."""
    if len(data) < 3:
        return False
    last = data[-1]
    stages = [i for i, name in enumerate(columns) if meanings(name, slips=False).get("stage", 0.0) >= _TEXT]
    figures = {
        i: value for i in counts if i < len(rows[last]) and (value := whole(rows[last][i])) is not None
    }
    return (
        bool(stages and figures)
        and all(i >= len(rows[last]) or is_missing(rows[last][i]) for i in stages)
        and all(
            value == sum(whole(rows[row][i]) or 0.0 for row in data[:-1] if i < len(rows[row]))
            for i, value in figures.items()
        )
    )


def _is_text(header: str) -> bool:
    found = meanings(header, slips=False)
    return max(found.get("comment", 0.0), found.get("title", 0.0)) >= _TEXT


def _label(row: Sequence[Any], texts: set[int], anywhere: bool) -> int | None:
    """The column of the cell that calls the row a total or a mean."""
    for column, cell in enumerate(row if anywhere else row[:1]):
        if column not in texts and isinstance(cell, str) and 0 < len(cell) < _WORD:
            word = folded(cell).rstrip(": ")
            if word in TOTALS or word in MEANS:
                return column
    return None


def _figures(
    rows: Sequence[Sequence[Any]], data: Sequence[int], called: Container[int], column: int
) -> list[tuple[int, float]]:
    """(index, number) of every cell of a column that holds one, in the rows that are not called totals."""
    cells = (
        (index, rows[index][column]) for index in data if index not in called and column < len(rows[index])
    )
    return [(index, figure) for index, cell in cells if (figure := number(cell)) is not None]


def _bears_out(figures: Sequence[tuple[int, float]], index: int, value: float, persons: bool) -> bool:
    """Whether a number is the sum or mean of its column above, below, or altogether; see `total_rows`."""
    every = [figure for _, figure in figures]
    above = [figure for other, figure in figures if other < index]
    below = every[len(above) :]
    for part in (above, below, every):
        if len(part) >= 2 and (_near(value, sum(part)) or _near(value, sum(part) / len(part))):
            return True
    return persons and len(every) >= 2 and max(every) < value < sum(every)


def _near(value: float, figure: float) -> bool:
    """Equal as far as the number is written: 567 for 566.67."""
    digits = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return abs(value - figure) <= 0.5 * 10.0**-digits + 1e-9 * abs(figure)
