"""A sheet as rows of cells, before anything is understood of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from importers.check import Note, letters

Row = list[Any]

CELLS_LIMIT = 20_000_000
COLUMNS_LIMIT = 2_000


@dataclass
class Grid:
    """`rows[i]` is row `first_row + i` of the file, its first cell in column `first_column` (both from 1)."""

    name: str
    rows: list[Row]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    warnings: list[Note] = field(default_factory=list)

    @cached_property
    def width(self) -> int:
        """The cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def number(self, index: int) -> int:
        """The number of `rows[index]` as a spreadsheet counts."""
        return self.first_row + index

    def cell_name(self, index: int, column: int) -> str:
        """The name of a cell as a spreadsheet gives it: "F17"."""
        return f"{letters(self.first_column + column)}{self.number(index)}"
