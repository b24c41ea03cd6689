"""What the values of a column look like, and how well they fit a field: headers alone are not enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from importers.grades import graded
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
    """The description of a column by a sample of its cells. Equal ones are read once (1 and True differ)."""
    counted = Counter((cell.__class__, cell) for cell in cells)
    filled = [(cell, n) for (_, cell), n in counted.items() if not is_missing(cell)]
    numbers = [(cell, value, n) for cell, n in filled if (value := number(cell)) is not None]
    given = [(score, n) for cell, n in filled if (score := graded(cell)) is not None]
    texts = [(shown(cell), n) for cell, n in filled if not isinstance(cell, bool)]
    reader = Dates()
    total, in_numbers, in_scores, in_texts, in_dates = (
        sum(each[-1] for each in some)
        for some in (filled, numbers, given, texts, [each for each in filled if _is_date(each[0], reader)])
    )
    range_of = (
        [score for (score, _), _ in given]
        if in_scores > 2 * in_numbers
        else [value for _, value, _ in numbers]
    )
    all_of = max(1, total)
    return Column(
        index, name, total, len(cells) - total,
        numbers=in_numbers / all_of,
        wholes=sum(n for cell, _, n in numbers if (whole(cell) or 0.0).is_integer()) / all_of,
        dates=in_dates / all_of,
        words=max(0, in_texts - in_numbers - in_dates) / all_of,
        booleans=sum(n for cell, n in filled if shown(cell).casefold() in _BOOLEANS) / all_of,
        distinct=len({shown(cell) for cell, _ in filled}),
        length=sum(n * len(text) for text, n in texts) / max(1, in_texts),
        low=min(range_of, default=0.0),
        high=max(range_of, default=0.0),
        rounded=any(isinstance(cell, float) and abs(cell) >= 2**53 for cell, _ in filled),
        scores=in_scores / all_of,
    )  # fmt: skip


def _is_date(cell: Any, reader: Dates) -> bool:
    if isinstance(cell, str):
        return len(cell) < _LONGEST_DATE and bool(reader.read(cell))
    return isinstance(cell, date)


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
        case "rate_completed" | "rate_previous" | "rate_left" | "rate_of_first":
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
