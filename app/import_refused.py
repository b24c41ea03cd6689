"""The refused rows as a file, so that they can be put right and imported again."""

from __future__ import annotations

import csv
from pathlib import Path

from app.import_words import sentence
from importers.check import Check
from resources.words import words

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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
