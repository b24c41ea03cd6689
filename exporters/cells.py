"""Cells and sheets of a workbook: what users typed stays text in its own direction, never a formula.

Workbooks are written row by row (openpyxl's write-only mode): a hundred thousand answers need no memory.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from canvas.picture.text import is_rtl
from canvas.picture.theme import theme

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_ROWS = 1_048_576  # of a sheet, with its header
_MAX_TEXT = 32_767  # UTF-16 units of a cell
_MAX_NAME = 31  # characters of a sheet's name
_MIN_WIDTH, _MAX_WIDTH = 8, 48  # characters
_LINE, _LINE_GAP, _MAX_HEIGHT = 14.5, 2.0, 409.0  # of rows, in points
_CELLS_KEPT = 5_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SURROGATES = re.compile("[\ud800-\udfff\ufffe\uffff]")  # no XML file can hold them

COUNT, RATE, SCORE, SIGNED, DAY = "#,##0", "0.0%", "0.0", "+0;\u22120;0", "yyyy-mm-dd"


class Figure(NamedTuple):
    """A number that is shown in another format than its column."""

    value: float
    form: str


Value = str | int | float | date | Figure | None


class Look(NamedTuple):
    """How a cell looks: `fill` and `colour` are colour tokens of the light theme, `size` is in points."""

    fill: str = ""
    colour: str = "text"
    bold: bool = False
    size: float = 11
    border: bool = True
    wrap: bool = True
    figures: bool = False  # a header of numbers, which stand at the right whatever the direction


PLAIN = Look()
HEAD = Look(fill="accent_tint", bold=True)
REMARK = Look(colour="text_2", border=False, wrap=False)


def clean(text: str) -> str:
    """The text without what a workbook cannot hold, its lines ended as a workbook ends them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATES.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))
    if len(text) <= _MAX_TEXT // 2:
        return text
    return text.encode("utf-16-le")[: 2 * _MAX_TEXT].decode("utf-16-le", "ignore")


def plain_run(text: str) -> str:
    """A figure that keeps its sign before it in any text; the isolates of maps show as boxes in old Excel."""
    return "\u200e" + text


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Workbook, name: str, rtl: bool, widths: Sequence[float], freeze: str) -> None:
        """rtl: the sheet opens from right to left. widths: of the columns, in characters.

        freeze: the first cell that scrolls.
        """
        self.sheet: Any = book.create_sheet(sheet_name(name, book.sheetnames))
        self.sheet.sheet_view.rightToLeft = rtl
        self.sheet.sheet_view.showGridLines = False
        self.sheet.freeze_panes = freeze
        column, row = coordinate_from_string(freeze)
        if row > 1:  # what stays in sight is printed on every page
            self.sheet.print_title_rows = f"1:{row - 1}"
        if column != "A":
            self.sheet.print_title_cols = f"A:{get_column_letter(column_index_from_string(column) - 1)}"
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width
        self.rtl = rtl
        self._widths = widths
        self.row = 0  # of the last row written
        self._styles: dict[Any, Any] = {}
        self._cells: dict[Any, Any] = {}

    def append(self, cells: Iterable[Any], height: float | None = None) -> None:
        """Write the next row; `height` in points, None: as high as its wrapped texts need."""
        self.row += 1
        row = list(cells)
        lines = max(map(self._lines, row, self._widths), default=1)
        if height is not None or lines > 1:  # not every program finds the height itself
            wanted = height or lines * _LINE + _LINE_GAP
            self.sheet.row_dimensions[self.row].height = min(wanted, _MAX_HEIGHT)
        self.sheet.append(row)

    @staticmethod
    def _lines(cell: Any, width: float) -> int:
        """About how many lines a cell's text takes in a column of `width` characters."""
        if not isinstance(cell.value, str) or (len(cell.value) < width - 1 and "\n" not in cell.value):
            return 1
        return sum(max(1, ceil(len(line) / (width - 1))) for line in cell.value.split("\n"))

    def cell(self, value: Value, form: str = "General", look: Look = PLAIN) -> Any:
        """A cell of this sheet; `form`: the number format. One cell serves all places of the same value."""
        key = (type(value), value, form, look)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._made(value, form, look)
            if len(self._cells) < _CELLS_KEPT:
                self._cells[key] = cell
        return cell

    def _made(self, value: Value, form: str, look: Look) -> Any:
        text = clean(value) if isinstance(value, str) else None
        if isinstance(value, Figure):
            value, form = value
        elif isinstance(value, date):
            form = DAY
        cell = WriteOnlyCell(self.sheet, value=value if text is None else text)
        if text is not None:
            cell.data_type = "s"  # whatever it looks like: "=1+1" and "#N/A" stay words
        rtl = self.rtl if text is None else is_rtl(text, self.rtl)
        quoted = text is not None and text.startswith(_FORMULA_STARTS)
        side = None if text is None else "right" if self.rtl or look.figures else "left"
        key = (side, rtl, quoted, form, look)
        if key not in self._styles:
            _dress(cell, *key)
            self._styles[key] = cell._style
        cell._style = self._styles[key]  # setting each style anew takes seven times as long
        return cell

    def table(self, name: str, headers: Sequence[str], first: int, last: int) -> None:
        """Make rows first..last, headers and all, a table with filters, called `name` in formulas."""
        table = Table(displayName=name, ref=f"A{first}:{get_column_letter(len(headers))}{last}")
        table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
        table._initialise_columns()
        for column, header in zip(table.tableColumns, headers, strict=True):
            column.name = header
        with warnings.catch_warnings():  # it reminds of the columns, which are there
            warnings.simplefilter("ignore", UserWarning)
            self.sheet.add_table(table)


def _dress(cell: Any, side: str | None, rtl: bool, quoted: bool, form: str, look: Look) -> None:
    """`side`: where a text stands, that of the sheet; `rtl`: how it runs. None: a number."""
    light = theme("light")
    cell.number_format = form
    # a face that every system has, with Hebrew
    cell.font = Font(name="Arial", size=look.size, bold=look.bold, color=light.colour(look.colour)[1:])
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=light.colour(look.fill)[1:])
    if look.border:
        line = Side("thin", color=light.colour("divider")[1:])
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(
        horizontal=side,
        vertical="top",
        wrap_text=side is not None and look.wrap,
        readingOrder=2 if rtl else 1,
    )
    if quoted:
        cell.quotePrefix = True


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A valid name that no other sheet has: at most 31 characters, told apart by a number."""
    base = _FORBIDDEN_IN_NAMES.sub(" ", clean(wanted)).strip(" '")[:_MAX_NAME].strip(" '") or "Masa"
    if base.casefold() == "history":  # Excel keeps this name to itself
        base += " 1"
    used = {name.casefold() for name in taken}
    name, n = base, 1
    while name.casefold() in used:
        n += 1
        ending = f" {n}"
        name = base[: _MAX_NAME - len(ending)].rstrip() + ending
    return name


def fitting_width(texts: Iterable[str]) -> float:
    """The width in characters of a column of these texts; longer ones are wrapped."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + 3, _MIN_WIDTH), _MAX_WIDTH)
