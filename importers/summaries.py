"""Tables that sum up answers: mean scores with the number of answers, or how often each score was given.

They look like answers or like a funnel and are neither: a row of them is not one customer.
"""

from __future__ import annotations

from collections.abc import Sequence

from importers.columns import Column
from importers.headers import meanings, words_of

_SCORES = ("nps", "csat", "ces", "rating")
_CALLED = 0.6  # of `meanings`: a header that means a score
_ANSWERS = {
    "responses",
    "response",
    "respondents",
    "answers",
    "responded",
    "משיבים",
    "תשובות",
    "מענים",
    "עונים",
}
_COUNTS = _ANSWERS | {
    "n", "count", "counts", "frequency", "freq", "quantity", "times", "sample", "כמות", "שכיחות", "פעמים",
}  # fmt: skip
_MEANS = {"average", "mean", "avg", "median", "ממוצע", "ממוצעת", "חציון"}
_PERIODS = {"month", "week", "quarter", "year", "חודש", "שבוע", "רבעון", "שנה"}
_MOST_SCORES = 101  # rows of a table of 0 to 100


def score_summary(columns: Sequence[Column], rows: int) -> list[str]:
    """The headers by which a table is one of mean scores by stage or time, or of numbers of answers."""
    if any(_means(column, "comment", "record_id", "customer_id") for column in columns):
        return []
    if rows == 1:
        means = [c for c in columns if c.scores > 0.5 and _MEANS & set(words_of(c.name))]
        return [c.name for c in means if meanings(c.name).keys() & set(_SCORES)]
    keys = [column for column in columns if _is_key(column, rows)]
    periods = [column for column in keys if _PERIODS & set(words_of(column.name))]
    scores = [column for column in columns if column.numbers > 0.5 and _is_score(column)]
    means = [column for column in columns if column.numbers > 0.5 and _MEANS & set(words_of(column.name))]
    counts = [column for column in columns if _is_count(column, _COUNTS)]
    answers = [column for column in counts if _ANSWERS & set(words_of(column.name))]
    stages = [column for column in keys if _means(column, "stage")]
    summed_up = ((scores or means) and (counts or periods)) or means or (answers and stages)
    if not keys or not summed_up:
        return []
    return list(dict.fromkeys(column.name for column in [*keys[:1], *means, *scores, *counts]))


def score_counts(columns: Sequence[Column], rows: int) -> list[str]:
    """The headers by which a table tells how often each score was given."""
    if not 2 <= rows <= _MOST_SCORES or any(_means(c, "stage", "date", "record_id") for c in columns):
        return []
    scores = [column for column in columns if _is_score(column) and column.filled == column.distinct == rows]
    counts = [column for column in columns if _is_count(column, _COUNTS)]
    return [scores[0].name, counts[0].name] if scores and counts else []


def _is_key(column: Column, rows: int) -> bool:
    """Whether each row stands for another stage or time."""
    by_time = column.dates > 0.5 or bool(_PERIODS & set(words_of(column.name)))
    return column.distinct == column.filled == rows and (by_time or _means(column, "stage", "touchpoint"))


def _is_score(column: Column) -> bool:
    found = meanings(column.name)
    return column.scores > 0.5 and max(found.get(score, 0.0) for score in _SCORES) >= _CALLED


def _is_count(column: Column, words: set[str]) -> bool:
    """Whether a column counts; 1, 2, 3 ... number the rows."""
    numbers_rows = column.distinct == column.filled == column.high and column.low == 1
    whole = column.numbers > 0.9 and column.wholes > 0.9 and column.low >= 0
    return whole and not numbers_rows and bool(words & set(words_of(column.name)))


def _means(column: Column, *wanted: str) -> bool:
    found = meanings(column.name)
    return column.filled > 0 and max(found.get(each, 0.0) for each in wanted) >= _CALLED
