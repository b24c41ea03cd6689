"""Texts from the clipboard as a block of rows and columns, and cards as one for other programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

LIMIT = 2000  # texts that are pasted at once; more is a file to import
COLUMNS = 60
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣●○*–-]|\d{1,3}[.)])\s+")

Grid = list[list[str]]


class TooMuchError(ValueError):
    """More than `LIMIT` texts or `COLUMNS` columns."""


def grid_of(text: str, html: str = "") -> Grid:
    """A table of the HTML, else the lines of a text, parted at tabs as spreadsheets do.

    Bullets and numbers before lines that are no table are left out. Raises TooMuchError.
    """
    rows = _table(html) if "<t" in html.lower() else []
    if not rows:
        lines = [_BULLET.sub("", line) for line in text.splitlines()]
        if any("\t" in line for line in lines):
            rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")]
        else:
            rows = [[line.strip()] for line in lines]
    return _trimmed(rows)


def _trimmed(rows: Grid) -> Grid:
    """Without empty rows and columns around it; the texts without empty lines."""
    rows = [["\n".join(filter(None, map(str.strip, cell.splitlines()))) for cell in row] for row in rows]
    used = [k for k, row in enumerate(rows) if any(row)]
    if not used:
        return []
    columns = [k for row in rows for k, cell in enumerate(row) if cell]
    first, last = min(columns), max(columns)
    rows = [row[first : last + 1] for row in rows[used[0] : used[-1] + 1]]
    if last - first >= COLUMNS or sum(bool(cell) for row in rows for cell in row) > LIMIT:
        raise TooMuchError
    return rows


def _table(html: str) -> Grid:
    """The first table; [] when there is none that can be read."""
    reader = _Tables()
    reader.feed(html)
    return reader.rows


class _Tables(HTMLParser):
    """Cells that span several stand in the first of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Grid = []
        self._depth = self._count = 0
        self._cell: list[str] | None = None
        self._width = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self._count += self._depth == 1
        if self._depth != 1 or self._count != 1:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            span = dict(attrs).get("colspan") or ""
            self._cell, self._width = [], min(int(span), COLUMNS) if span.isdecimal() else 1
        elif tag in ("br", "p", "div", "li") and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table") and self._depth == 1:
            self._end_cell()
        if tag == "table":
            self._depth = max(self._depth - 1, 0)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split()) if data.strip() else " ")

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if not self.rows:
            self.rows.append([])
        self.rows[-1] += ["".join(self._cell).strip(), *[""] * (self._width - 1)]
        self._cell = None


def tabbed(grid: Sequence[Sequence[str]]) -> str:
    """As spreadsheets read it."""
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(grid)
    return written.getvalue()


def table(grid: Sequence[Sequence[str]], rtl: bool) -> str:
    """An HTML table; `rtl`: its columns run from the right."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>"
        for row in grid
    )
    return f'<meta charset="utf-8"><table dir="{"rtl" if rtl else "ltr"}">{rows}</table>'
