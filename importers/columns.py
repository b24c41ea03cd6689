"""What the values of a column look like, and how well they fit a field: headers alone are not enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from importers.grades import graded_text
from importers.headers import words_of
from importers.values import Dates, is_missing, number, shown, whole

_LONGEST_DATE = 40  # characters
_SERIAL_DAYS = (32_874, 73_051)


@dataclass(frozen=True)
class Column:
    """A column's sample. Shares are of the cells with something in them, 0..1.

    rounded: it holds numbers with more digits than a spreadsheet keeps. scores: the share of cells in which
    a score can be read; low and high are of those, or of the numbers where more cells are plain numbers.
    """

    index: int
    name: str
    filled: int
    empty: int
    numbers: float
    wholes: float
    dates: float
    words: float
    booleans: float
    distinct: int
    length: float
    low: float
    high: float
    rounded: bool
    scores: float


def describe(index: int, name: str, cells: Sequence[Any]) -> Column:
    """The description of a column by a sample of its cells."""
    filled = [cell for cell in cells if not is_missing(cell)]
    n = max(1, len(filled))
    read = [(cell, number(cell)) for cell in filled]
    values = [value for _, value in read if value is not None]
    scores = [score for cell, value in read if (score := _score(cell, value)) is not None]
    range_of = scores if len(scores) > 2 * len(values) else values
    reader = Dates()
    dates = sum(
        bool(reader.read(cell))
        if isinstance(cell, str) and len(cell) < _LONGEST_DATE
        else isinstance(cell, date)
        for cell in filled
    )
    said = [shown(cell) for cell in filled]
    flags = [isinstance(cell, bool) for cell in filled]
    booleans = sum(flag or text.casefold() in _BOOLEANS for flag, text in zip(flags, said, strict=True))
    lengths = [len(text) for flag, text in zip(flags, said, strict=True) if not flag]
    return Column(
        index, name, len(filled), len(cells) - len(filled),
        numbers=len(values) / n,
        wholes=sum((whole(cell) or 0.0).is_integer() for cell, value in read if value is not None) / n,
        dates=dates / n,
        words=max(0, len(filled) - len(values) - dates - sum(flags)) / n,
        booleans=booleans / n,
        distinct=len(set(said)),
        length=sum(lengths) / max(1, len(lengths)),
        low=min(range_of, default=0.0),
        high=max(range_of, default=0.0),
        rounded=any(isinstance(cell, float) and abs(cell) >= 2**53 for cell in filled),
        scores=len(scores) / n,
    )  # fmt: skip


def _score(cell: Any, value: float | None) -> float | None:
    """The score in a cell; `value`: the number in it, if it is one."""
    if value is not None or not isinstance(cell, str):
        return value
    found = graded_text(cell)
    return None if found is None else found[0]


_BOOLEANS = frozenset({"true", "false", "yes", "no", "כן", "לא", "y", "n"})


def fit(field: str, column: Column, rows: int) -> float:
    """How well a column's values fit a field, 0..1; 0 rules it out. `rows`: of the sample."""
    if not column.filled:
        return 0.6  # an empty column keeps its header's word, but a filled one wins
    match field:
        case "nps" | "csat" | "ces" | "rating":
            return _score_fit(field, column)
        case "comment" | "title":
            return 0.0 if column.words < 0.5 or column.booleans > 0.9 else min(1.0, 0.5 + column.length / 30)
        case "date":
            serial = column.numbers > 0.9 and column.low >= _SERIAL_DAYS[0] and column.high <= _SERIAL_DAYS[1]
            return 1.0 if column.dates >= 0.5 else 0.7 if serial else 0.0
        case "stage":
            return 1.0 if column.words >= 0.5 and column.length < 80 else 0.0
        case "entered" | "completed" | "left":
            return 1.0 if column.numbers >= 0.5 and column.wholes >= 0.5 else 0.0
        case "rate_completed" | "rate_left" | "rate_of_first":
            return 1.0 if column.numbers >= 0.5 else 0.0
        case "order":
            unique = column.distinct == column.filled
            return 1.0 if column.wholes > 0.9 and unique and column.low >= 0 and column.high <= 500 else 0.0
        case "record_id":
            return 1.0 if column.distinct >= 0.98 * column.filled and column.filled >= 0.9 * rows else 0.0
        case "channel" | "touchpoint" | "segment" | "event":
            return 1.0 if column.words >= 0.5 and column.length < 60 else 0.0
    return 1.0


def _score_fit(field: str, column: Column) -> float:
    flags = column.low == 0 and column.high <= 1
    if column.scores < 0.5 or flags or column.distinct > 200:
        return 0.0
    if field == "nps":
        likely = 1.0 if column.high > 5 or "nps" in words_of(column.name) else 0.75  # 1 to 5 is seldom NPS
        whole = column.wholes >= 0.5 or column.numbers < 0.5
        return likely if whole and column.low >= -10 and column.high <= 100 else 0.0
    return 1.0 if column.high <= 100 else 0.0
