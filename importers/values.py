"""Single cells to values: numbers in the ways people write them, dates, texts. Nothing is guessed silently.

A cell is what the file gave: text, or from a workbook also a number, bool, date, time or timedelta.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

MISSING = frozenset(
    {
        "",
        "na",
        "n/a",
        "n.a.",
        "null",
        "none",
        "nan",
        "nil",
        "-",
        "–",
        "—",
        "?",
        ".",
        "#n/a",
        "אין",
        "ללא",
        "לא ידוע",
    }
)
NOTHING = frozenset(
    "".join(letters) for word in MISSING for letters in product(*({each, each.upper()} for each in word))
)
"""The words of `MISSING` as people write them, so that one look tells."""
CELL_LIMIT = 32_767  # characters of a cell, as in a workbook

# Marks of direction, zero width marks and the byte order mark; Hebrew points and accents.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_NIQQUD = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_QUOTES = str.maketrans(
    {"״": '"', "“": '"', "”": '"', "„": '"', "׳": "'", "‘": "'", "’": "'", "־": "-", "–": "-"}
)
_SPACES = re.compile(r"\s+")

_CURRENCY = re.compile(r"[₪$€£¥]|ש\"ח|\b(?:ils|nis|usd|eur)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d]{4}")  # longer than any sign of a currency
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,'\u00a0\u202f ])\d{3})(?:\1\d{3})*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})(?!\d)")
_ISO_DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)")
_NAMED_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -](?:ב)?([^\W\d]{3,})\.?,?[ -](\d{4})")
_NAMED_DATE_US = re.compile(r"([^\W\d]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january ינואר ינו", "feb february פברואר פבר", "mar march מרץ מרס", "apr april אפריל אפר",
         "may מאי", "jun june יוני", "jul july יולי", "aug august אוגוסט אוג",
         "sep sept september ספטמבר ספט",
         "oct october אוקטובר אוק", "nov november נובמבר נוב", "dec december דצמבר דצמ"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_051  # days since 1899-12-30 for the years 1990 to 2099


def folded(text: str) -> str:
    """One form for texts that look alike: NFKC, no marks of direction, no niqqud, lower case."""
    if text.isascii():  # the same, at once
        return " ".join(text.split()).lower()
    text = _NIQQUD.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().casefold()


def shown(cell: Any) -> str:
    """A cell as text for a person: whole numbers without a point, dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def is_missing(cell: Any) -> bool:
    """Whether a cell says nothing: empty, or a word for it."""
    return isinstance(cell, str) and cell.strip(" \u200e\u200f\xa0") in NOTHING


def clean_text(cell: Any) -> str:
    """A cell as text without space around it; marks of direction inside stay, since they may be meant."""
    return shown(cell).strip().strip("\u200e\u200f\ufeff\u202a\u202b\u202c").strip()


def number(cell: Any) -> float | None:
    """The number in a cell, None when there is none. `12%` is 0.12; `(5)` is -5; currency signs are ignored.

    Of signs that could be both, a comma before three digits parts thousands ("1,000") and a point is a
    decimal point ("1.000"); `whole` reads counts.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if not isinstance(cell, str) or "_" in cell:  # float() takes 1_000, people do not write it
        return None
    try:
        value = float(cell)
    except ValueError:
        return _written_number(cell)
    return value if math.isfinite(value) else None


def _written_number(text: str) -> float | None:
    if not _DIGIT.search(text) or _WORD.search(text):
        return None
    text = _CURRENCY.sub("", folded(text)).strip()
    percent = text.endswith("%")
    text = text.strip("% ")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    grouped = _GROUPED.match(text)
    if grouped and (grouped[1] != "." or text.count(".") > 1 or "," in text[grouped.end() :]):
        text = text[: grouped.end()].replace(grouped[1], "") + text[grouped.end() :]
    text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if not _NUMBER.fullmatch(text):
        return None
    return float(text) / 100 if percent else float(text)


def is_point_grouped(cell: Any) -> bool:
    """Whether a text such as "1.000" could be a thousand as well as one."""
    return isinstance(cell, str) and bool(re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", cell.strip()))


def whole(cell: Any) -> float | None:
    """The number in a cell of counts: "1.000" is a thousand, since nobody counts 1.000 people."""
    if is_point_grouped(cell):
        return float(cell.strip().replace(".", ""))
    return number(cell)


def date_order(cells: Iterable[Any]) -> tuple[str, bool, bool]:
    """How numeric dates are written: 'dmy', 'mdy' or '' (none says); are some unclear; do both occur."""
    day_first = month_first = unclear = False
    for cell in cells:
        match = _NUMERIC_DATE.match(cell.strip()) if isinstance(cell, str) else None
        if match:
            first, second = int(match[1]), int(match[2])
            day_first |= first > 12
            month_first |= second > 12
            unclear |= first <= 12 and second <= 12 and first != second
    order = "dmy" if day_first else "mdy" if month_first else ""
    return order, unclear, day_first and month_first


def is_dated(cell: Any) -> bool:
    """Whether a cell is a date, or a text that begins with one in figures."""
    if isinstance(cell, str):
        return bool(_NUMERIC_DATE.match(cell.strip()) or _ISO_DATE.match(cell.strip()))
    return isinstance(cell, date)


class Dates:
    """Reads the dates of one column; `order` is 'dmy', 'mdy' or 'ymd'. Days already read are remembered.

    strict: the user said the order, so a date that is none in this order is not read in another.
    """

    def __init__(self, order: str = "dmy", strict: bool = False) -> None:
        self.order = order
        self.strict = strict
        self._known: dict[str, str] = {}

    def read(self, cell: Any) -> str | None:
        """The day as YYYY-MM-DD; None when the cell holds no date."""
        if isinstance(cell, str):
            head = cell[:10]
            if (day := self._known.get(head)) is not None:
                return day
            day = self._parse(cell)
            if day is not None and len(head) == 10 and head[4] == head[7] == "-":
                self._known[head] = day
            return day
        if isinstance(cell, datetime):
            return cell.date().isoformat()
        if isinstance(cell, date):
            return cell.isoformat()
        if (
            isinstance(cell, int | float)
            and not isinstance(cell, bool)
            and _FIRST_SERIAL <= cell <= _LAST_SERIAL
        ):
            return (date(1899, 12, 30) + timedelta(days=int(cell))).isoformat()
        return None

    def _parse(self, text: str) -> str | None:
        if not _DIGIT.search(text):
            return None
        text = _INVISIBLE.sub("", text).strip()
        try:
            if not text.isdigit() or len(text) == 8:
                return datetime.fromisoformat(text).date().isoformat()
        except ValueError:
            pass
        return self._numeric(text) or _named(text)

    def _numeric(self, text: str) -> str | None:
        match = _NUMERIC_DATE.match(text) or re.match(r"(\d{4})[./](\d{1,2})[./](\d{1,2})", text)
        if match is None:
            return None
        one, two, three = (int(part) for part in match.groups())
        if len(match[1]) == 4:
            return _day(one, two, three)
        if self.order == "ymd" and three < 100:
            one, two, three = three, two, one
        elif self.order == "ymd" and self.strict:
            return None
        year = three + 2000 if three < 70 else three + 1900 if three < 100 else three
        day, month = (two, one) if self.order == "mdy" else (one, two)
        return _day(year, month, day) or (None if self.strict else _day(year, day, month))


def _named(text: str) -> str | None:
    text = folded(text)
    if match := _NAMED_DATE.search(text):
        return _day(int(match[3]), _MONTHS.get(match[2], 0), int(match[1]))
    if match := _NAMED_DATE_US.search(text):
        return _day(int(match[3]), _MONTHS.get(match[1], 0), int(match[2]))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
