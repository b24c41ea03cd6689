"""The tables in a sheet: where each begins and ends, which row is its header, which rows are no data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from importers.check import letters
from importers.grid import Grid, Row
from importers.headers import is_known, meanings
from importers.totals import TOTALS, total_rows
from importers.values import clean_text, folded, is_dated, is_missing, number, shown

_HEADER_WITHIN = 40  # rows with anything in them
_EDGE = 10  # rows above a gap that are held against what comes below it
_TABLES = 20
_SAMPLE = 400  # rows
_KNOWN = 0.52  # of `meanings`: one known word in a long sentence is no header
_LONG_TEXT = 60  # characters: headers are shorter, as a rule


@dataclass(eq=False)
class Table:
    """A table of a grid. `header`: the index of its header row in `grid.rows`, None: it has none.

    `rows`: indexes of its data rows. `skipped`: index of any other row near it → the code of the reason.
    `labels`: indexes of further header rows. `repeated`: headers that stand over more than one column.
    `top` and `end`: the index of its first row, and of the first row below it. `guess`: what `recognise` made
    of it.
    """

    name: str
    grid: Grid
    header: int | None
    rows: list[int]
    skipped: dict[int, str] = field(default_factory=dict)
    labels: list[int] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    top: int = 0
    end: int = 0
    guess: object = field(default=None, repr=False)

    def column(self, index: int, rows: list[int] | None = None) -> list[Any]:
        """The cells of one column, of all data rows or of some; "" where a row is too short."""
        found = self.cells if rows is None else [self.grid.rows[i] for i in rows]
        try:
            return list(map(itemgetter(index), found))
        except IndexError:
            return [row[index] if index < len(row) else "" for row in found]

    def called(self, index: int) -> str:
        """How a column is named to a person: its header, or its letter."""
        return self.columns[index] or letters(self.grid.first_column + index)

    @cached_property
    def cells(self) -> list[Row]:
        """The data rows themselves."""
        return list(map(self.grid.rows.__getitem__, self.rows))

    @cached_property
    def width(self) -> int:
        """The cells of the longest data row."""
        return max(map(len, self.cells), default=0)

    def sample(self) -> list[int]:
        """Some of the data rows, from all over the table; fewer when it is wide."""
        most = max(_SAMPLE // 10, min(_SAMPLE, 100 * _SAMPLE // max(1, len(self.columns))))
        if len(self.rows) <= most:
            return self.rows
        return self.rows[: most // 2] + self.rows[most // 2 :: len(self.rows) // (most // 2)]


def tables_of(grid: Grid, header_row: int | None = None) -> list[Table]:
    """The tables of a grid, top down. `header_row`: the number of the first one's header, 0: it has none."""
    lines = _Lines(grid)
    tables: list[Table] = []
    start = 0
    while start < len(grid.rows) and len(tables) < _TABLES:
        chosen = header_row if not tables else None
        table = _table(lines, start, chosen)
        if table is None:
            break
        table.name = grid.name if not tables else f"{grid.name} ({len(tables) + 1})".strip()
        tables.append(table)
        start = table.end
    if tables:
        last = {i: "other_table" for i in range(tables[0].end, len(grid.rows)) if lines.kind(i) == "cells"}
        tables[0].skipped |= last
    return tables


class _Lines:
    """The rows of a grid by what they are: 'blank', 'comment' or 'cells'."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid

    def kind(self, index: int) -> str:
        row = self.grid.rows[index]
        first = row[0] if row else ""
        if first.__class__ is str and first and first[0] != "#":  # nearly all rows
            return "cells" if first.strip() or any(map(_is_filled, row)) else "blank"
        if isinstance(first, str) and first.startswith("#") and _is_comment(row):
            return "comment"
        return "cells" if any(map(_is_filled, row)) else "blank"

    def cells(self, start: int) -> Iterator[int]:
        """The indexes of rows with cells."""
        return (i for i in range(start, len(self.grid.rows)) if self.kind(i) == "cells")


def _is_comment(row: Row) -> bool:
    first = row[0].strip()
    return first.startswith(("# ", "#-", "#=")) or (not any(row[1:]) and (first == "#" or len(row) > 1))


def _is_filled(cell: Any) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())


def _table(lines: _Lines, start: int, header_row: int | None) -> Table | None:
    grid = lines.grid
    if header_row is None:
        header = _find_header(lines, start)
    else:
        header = None if header_row == 0 else header_row - grid.first_row
        if header is not None and not 0 <= header < len(grid.rows):
            header = None
    first = next(lines.cells(start), None)
    if first is None:
        return None
    top = first if header is None else header
    table = Table("", grid, header, [], top=top)
    table.skipped |= {
        i: "above_table" if lines.kind(i) == "cells" else f"{lines.kind(i)}_row" for i in range(start, top)
    }
    if header is not None:
        table.skipped[header] = "header_row"
        table.labels = _label_rows(grid, header)
        table.skipped |= dict.fromkeys(table.labels, "labels_row")
    _collect(lines, table, top + (header is not None) + len(table.labels))
    _name_columns(table)
    totals = total_rows(table.grid.rows, table.rows, table.columns)
    if totals:
        table.rows = [index for index in table.rows if index not in totals]
    table.skipped |= dict.fromkeys(totals, "total_row")
    return table


def _collect(lines: _Lines, table: Table, start: int) -> None:
    """Take the data rows, to the end of the sheet or to the header of another table below a gap."""
    grid = lines.grid
    gap = False
    table.end = len(grid.rows)
    for index in range(start, len(grid.rows)):
        row = grid.rows[index]
        if not gap and row and row[0].__class__ is str and row[0] > "$":  # nearly all rows, at once
            table.rows.append(index)
            continue
        kind = lines.kind(index)
        if kind != "cells":
            table.skipped[index] = f"{kind}_row"
            gap = True
            continue
        if gap and table.rows and _starts_another(table, index):
            table.end = index
            return
        gap = False
        table.rows.append(index)


def _starts_another(table: Table, index: int) -> bool:
    """Whether a row below a gap is the header of another table: texts where this one has numbers."""
    row = table.grid.rows[index]
    filled = [(column, cell) for column, cell in enumerate(row) if _is_filled(cell)]
    if len(filled) < 2 or not all(_is_word(cell) for _, cell in filled):
        return False
    known = sum(is_known(clean_text(cell)) for _, cell in filled)
    above = table.rows[-_EDGE:]
    against = sum(all(not _is_word(cell) for cell in table.column(column, above)) for column, _ in filled)
    return known >= 2 or (against > 0 and known > 0) or known == len(filled)


def _find_header(lines: _Lines, start: int) -> int | None:
    """The row most like a header among the first ones; None when all look like data."""
    rows = lines.grid.rows
    candidates = []
    for index in lines.cells(start):
        candidates.append(index)
        if len(candidates) >= _HEADER_WITHIN:
            break
    if not candidates:
        return None
    if labelled := [index for index in candidates[:3] if _label_rows(lines.grid, index)]:
        return labelled[0]
    widths = [sum(map(_is_filled, rows[i])) for i in candidates]
    best, best_score = None, 0.0
    for at, index in enumerate(candidates):
        if at and index - candidates[at - 1] > 1 and best is not None and best_score >= 2:
            break  # what comes below a gap is another table
        below = widths[at + 1 : at + 11]
        score = _header_score(rows, index, widths[at], max(below, default=0), candidates[at + 1 : at + 11])
        if score > best_score:
            best, best_score = index, score
    return best


def _header_score(rows: list[Row], index: int, width: int, below: int, next_rows: list[int]) -> float:
    """How much a row looks like a header: known words, numbers or dates below its texts, no gaps."""
    filled = [(column, cell) for column, cell in enumerate(rows[index]) if _is_filled(cell)]
    words = [cell for _, cell in filled if _is_word(cell)]
    dated = any(is_dated(cell) for _, cell in filled)
    if not words or dated or len(words) < 0.8 * len(filled) or width < 0.5 * below:
        return 0.0
    if folded(shown(words[0])) in TOTALS:
        return 0.0
    known = sum(max(meanings(clean_text(cell), slips=False).values(), default=0.0) > _KNOWN for cell in words)
    exact = sum(is_known(clean_text(cell)) for cell in words)
    typed = 0
    for column, cell in filled:
        under = [
            rows[i][column] for i in next_rows if column < len(rows[i]) and not is_missing(rows[i][column])
        ]
        if _is_word(cell) and under and sum(not _is_word(each) for each in under) > len(under) / 2:
            typed += 1
    if exact == typed == 0 and (known == 0 or len(filled) == 1):
        return 0.0
    if exact == typed == 0 and any(len(clean_text(cell)) > _LONG_TEXT for cell in words):
        return 0.0
    return 3.0 * exact + 1.0 * known + 2.0 * typed + min(1.0, width / max(1, below))


def _is_word(cell: Any) -> bool:
    """Whether a cell is a text that is neither a number nor a date."""
    return isinstance(cell, str) and _is_filled(cell) and number(cell) is None and not is_dated(cell)


def _label_rows(grid: Grid, header: int) -> list[int]:
    """Second and third header rows of survey exports: labels above a row of {"ImportId": ...}."""
    for below in (1, 2):
        if header + below < len(grid.rows):
            cells = [cell for cell in grid.rows[header + below] if cell != ""]
            if cells and all(isinstance(cell, str) and cell.startswith('{"ImportId"') for cell in cells):
                return list(range(header + 1, header + below + 1))
    return []


def _name_columns(table: Table) -> None:
    """Names for all columns; equal ones are numbered: "score", "score (2)"; unnamed ones are left empty."""
    rows = table.grid.rows
    header = rows[table.header] if table.header is not None else []
    width = len(header)
    if table.grid.width > width:
        width = max(width, max((len(rows[i]) for i in table.rows), default=0))
    seen: dict[str, int] = {}
    for column in range(width):
        name = clean_text(header[column]) if column < len(header) else ""
        key = folded(name)
        seen[key] = seen.get(key, 0) + 1
        if name and seen[key] > 1:
            table.repeated.append(name)
            name = f"{name} ({seen[key]})"
        table.columns.append(name)
