"""What came of each row of a table: counts, refusals with their cells, and the rows of a preview."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from importers.check import Note, PreviewRow, Refusal
from importers.table import Table
from importers.values import shown

PREVIEW_ROWS = 200
REFUSALS_SHOWN = 1_000
_PREVIEW_CELL = 300  # characters: enough to recognise a text by


@dataclass
class Report:
    """Filled while rows are read. `status`: index of a preview row → (status, reason) if not 'good'."""

    table: Table
    status: dict[int, tuple[str, Note]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    refused: int = 0
    warned: int = 0
    skips: Counter[str] = field(default_factory=Counter)
    good: int = 0

    @property
    def skipped(self) -> int:
        """How many rows are no data."""
        return self.skips.total()

    def refuse(self, index: int, column: int, code: str, **params: Any) -> None:
        """This row does not come in, for the sake of this cell."""
        self.refused += 1
        self._mark(index, "refused", Note(code, params))
        if len(self.refusals) < REFUSALS_SHOWN:
            grid = self.table.grid
            row = grid.rows[index]
            value = shown(row[column])[:_PREVIEW_CELL] if column < len(row) else ""
            name = grid.cell_name(index, column)
            self.refusals.append(Refusal(name, grid.number(index), value, code, params))

    def warn_row(self, index: int, code: str, **params: Any) -> None:
        """This row comes in, with something to tell about it."""
        self.warned += 1
        self._mark(index, "warned", Note(code, params))

    def skip(self, index: int, code: str, **params: Any) -> None:
        """This row is no data."""
        self.skips[code] += 1
        self._mark(index, "skipped", Note(code, params))

    def warn(self, code: str, **params: Any) -> None:
        """Something to tell about the whole table."""
        self.warnings.append(Note(code, params))

    def _mark(self, index: int, status: str, reason: Note) -> None:
        if index < self.table.top + PREVIEW_ROWS:
            self.status[index] = (status, reason)

    def preview(self) -> tuple[PreviewRow, ...]:
        """The rows around the top of the table, each with what comes of it."""
        grid = self.table.grid
        found = []
        first = max(0, self.table.top - PREVIEW_ROWS // 10)
        for index in range(first, min(len(grid.rows), first + PREVIEW_ROWS)):
            code = self.table.skipped.get(index)
            status, reason = ("skipped", Note(code)) if code else self.status.get(index, ("good", None))
            cells = tuple(shown(cell)[:_PREVIEW_CELL] for cell in grid.rows[index])
            found.append(PreviewRow(grid.number(index), cells, status, reason))
        return tuple(found)
