"""The refused rows as a file, so that they can be put right and imported again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.import_words import sentence
from importers.check import Check
from resources.formats import isolate
from resources.words import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def ask_where(
    parent: QWidget, table: Path, check: Check, language: str, tell: Callable[[str], object]
) -> None:
    """Ask for a file beside the table, and save the refused rows there; `tell` hears how it went."""
    from app.file_dialogs import to_save

    _ = words(language)
    suggested = table.with_name(_("%(name)s, refused.csv") % {"name": table.stem})
    dialog = to_save(parent, _, _("Save the refused rows"), str(suggested), "*.csv", suffix="csv")
    dialog.fileSelected.connect(lambda name: tell(save(Path(name), check, language)))
    dialog.open()


def save(path: Path, check: Check, language: str) -> str:
    """Write them; the words that tell how it went."""
    from app.messages import say

    try:
        write_refused(path, check, language)
    except OSError as error:
        return say(error, language)
    return words(language)("The refused rows are saved in %(file)s.") % {"file": isolate(path.name)}


def write_refused(path: Path, check: Check, language: str) -> None:
    """A csv of cell, value and reason, one row a refusal; a byte order mark tells spreadsheets it is UTF-8.

    Raises OSError.
    """
    _ = words(language)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_("Row"), _("Cell"), _("Value"), _("Reason")])
        for each in check.refusals:
            reason = sentence(each.code, each.params, language)
            writer.writerow([each.row, each.cell, _harmless(each.value), reason])


def _harmless(value: str) -> str:
    """A text that no spreadsheet takes for a formula; a plain negative number is none."""
    if not value.startswith(_FORMULA_STARTS):
        return value
    try:
        float(value)
    except ValueError:
        return "'" + value
    return value
