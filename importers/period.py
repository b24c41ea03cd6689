"""The period that a table's figures are of, from the comment lines above it."""

from __future__ import annotations

import re

from importers.table import Table
from importers.values import Dates, shown

_SPAN = re.compile(r"\b(\d{8})\s*[-–]\s*(\d{8})\b")
_START = re.compile(r"(?:start date|תאריך התחלה)\s*:?\s*(\d{8})", re.IGNORECASE)
_END = re.compile(r"(?:end date|תאריך סיום)\s*:?\s*(\d{8})", re.IGNORECASE)


def period_of(table: Table) -> str:
    """'YYYY-MM-DD/YYYY-MM-DD' from "# 20251001-20251028", or from lines of a start and an end; '' without."""
    above = "\n".join(
        " ".join(shown(cell) for cell in table.grid.rows[index]) for index in range(min(table.top, 50))
    )
    span = _SPAN.search(above)
    start, end = _START.search(above), _END.search(above)
    first, last = (span[1], span[2]) if span else (start[1], end[1]) if start and end else ("", "")
    days = [Dates().read(day) for day in (first, last)]
    return f"{days[0]}/{days[1]}" if all(days) else ""
