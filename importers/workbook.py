"""Workbooks to rows by python-calamine (ten times as fast as openpyxl), and a second look at blank cells.

Runs only in a child process: damaged workbooks can abort calamine, or keep it busy for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from importers.grid import CELLS_LIMIT, Grid
from model.errors import MasaError

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SECOND_LOOK_ROWS = 5_000


@dataclass
class Blanks:
    """What blank cells of a sheet really hold, by (row, column) from 1: errors (#DIV/0!), formulas."""

    errors: set[tuple[int, int]]
    formulas: set[tuple[int, int]]


def read(path: Path) -> list[Grid]:
    """Every sheet that has cells, visible ones first. Raises MasaError for a workbook that cannot be read."""
    import python_calamine

    file = str(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        grids = []
        cells = 0
        for meta in book.sheets_metadata:
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.start is None or sheet.end is None:
                continue
            (top, left), (bottom, right) = sheet.start, sheet.end
            if bottom >= _LAST_ROW or right >= _LAST_COLUMN:
                raise MasaError("table_damaged", file=file)
            cells += (bottom - top + 1) * (right - left + 1)
            if cells > CELLS_LIMIT:
                raise MasaError("table_too_many_cells", file=file, limit=CELLS_LIMIT)
            rows = sheet.to_python(skip_empty_area=True)
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            grids.append(Grid(meta.name, rows, top + 1, left + 1, hidden))
    except python_calamine.PasswordError as error:
        raise MasaError("table_password", file=file) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise MasaError("table_damaged", file=file) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine's own, no subclass of Exception
            raise MasaError("table_damaged", file=file) from error
        raise
    return sorted(grids, key=lambda grid: grid.hidden)


def second_look(path: Path, sheet: str) -> Blanks:
    """What stands behind blank cells in the first rows of a sheet (openpyxl; calamine cannot tell).

    Nothing where openpyxl, which is stricter, cannot read the workbook: it is only a second look.
    """
    try:
        return _blanks(path, sheet)
    except Exception:
        return Blanks(set(), set())


def _blanks(path: Path, sheet: str) -> Blanks:
    blanks = Blanks(set(), set())
    for cell in _cells(path, sheet, calculated=True):
        if cell.data_type == "e":
            blanks.errors.add((cell.row, cell.column))
        elif cell.value is not None:
            blanks.formulas.add((cell.row, cell.column))
    with_value = blanks.formulas
    blanks.formulas = {
        (cell.row, cell.column) for cell in _cells(path, sheet, calculated=False) if cell.data_type == "f"
    } - with_value - blanks.errors  # fmt: skip
    return blanks


def only_errors(path: Path) -> bool:
    """Whether a workbook without any cell that can be read holds cells of errors, if openpyxl can tell."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        names = [sheet.title for sheet in book.worksheets]
        book.close()
        return any(cell.data_type == "e" for name in names for cell in _cells(path, name, calculated=True))
    except Exception:
        return False


def _cells(path: Path, sheet: str, calculated: bool) -> list[Any]:
    """The cells that are not empty in the sheet's first rows, with their values or with their formulas."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=calculated)
    try:
        opened = book[sheet]
        opened.reset_dimensions()  # a sheet may lie about its size
        rows = opened.iter_rows(max_row=_SECOND_LOOK_ROWS)
        return [cell for row in rows for cell in row if cell.data_type != "n" or cell.value is not None]
    finally:
        book.close()
