"""Tables for tests: written to files as users' programs write them, and read without a child process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from importers.check import Check, Choices
from importers.reader import Session

# The look of a GA4 funnel exploration: comment lines, numbered steps, and a second table below a gap.
GA4 = """\
# ---------------------------------------
# Shop
# Orders-Funnel exploration 1
# 20250301-20250331
# ---------------------------------------

Step,Elapsed time,Active users,Completion rate,Abandonments,Abandonment rate
1. Open the shop,,1000,0.4,600,0.6
2. Choose a dress,21003197775,400,0.25,300,0.75
3. Pay,1.56888E+11,100,,0,0

Step,Funnel next action,Elapsed time,Active users
1. Open the shop,page_view,3,250
"""

HEBREW = """\
תאריך,ציון,הערות,שלב
25/06/2024,9,"שירות ""מצוין"", תודה",הרשמה
26/06/2024,2,"לא עבד
שוב",תשלום
""".replace("\n", "\r\n")


def write_text(folder: Path, text: str | bytes, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    """A text file; bytes are written as they are."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def write_book(
    folder: Path,
    sheets: dict[str, Sequence[Sequence[Any]]],
    name: str = "book.xlsx",
    hidden: Sequence[str] = (),
) -> Path:
    """A workbook; the cells of a sheet start at A1."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    path = folder / name
    book.save(path)
    return path


def check(path: Path, stages: Sequence[str] = (), language: str = "en", **choices: Any) -> Check:
    """What an import of this file would do; the stages' ids are 1, 2, ..."""
    sent: list[dict[str, Any]] = []
    session = Session(path, list(enumerate(stages, start=1)), language, sent.append)
    session.check(Choices(**choices))
    return Check.from_plain(sent[-1]["check"])


def codes(found: Check) -> list[str]:
    """The codes of the warnings."""
    return [note.code for note in found.warnings]


def mapping(found: Check) -> dict[str, str]:
    """Field → the header of its column."""
    return {name: found.columns[index] for name, index in found.mapping.items()}
