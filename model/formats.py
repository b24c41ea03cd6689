"""Today's format of a file, and the way from each older one.

When the format changes: raise VERSION, keep the old tables as `schema_N.sql`, and add a step to OLDER.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

APPLICATION_ID = 0x4D617361  # "Masa"
VERSION = 2

Values = dict[str, Any]  # by column


class Step(NamedTuple):
    """From one format to the next.

    schema: gives the tables of the older one, to the letter. row: what a row, or a part of one, becomes:
    `row(table, values, whole)` returns the table's new name and the new values. `whole`: all columns are
    there, and new ones get their defaults; else these are the fields that a gesture changed, without others.
    """

    schema: Callable[[], str]
    row: Callable[[str, Values, bool], tuple[str, Values]]


_NEW_IN_2: dict[str, Values] = {
    "stage": {"width": None},
    "lane": {"height": None},
    "card": {"wished": "", "outcome": "", "touchpoint": None, "until": None, "locked": 0},
}


def _from_1(table: str, values: Values, whole: bool) -> tuple[str, Values]:
    """Sizes, spans, locks, connectors and views came with format 2."""
    return table, values | _NEW_IN_2.get(table, {}) if whole else values


@lru_cache
def _tables(file: str) -> str:
    return (Path(__file__).parent / file).read_text(encoding="utf-8")


# by the version that a step begins with; 1 is the first format
OLDER: dict[int, Step] = {1: Step(partial(_tables, "schema_1.sql"), _from_1)}


def schema_sql() -> str:
    """Today's tables."""
    return _tables("schema.sql")


def schema_of(version: int) -> str:
    """KeyError for a version that there never was."""
    return schema_sql() if version == VERSION else OLDER[version].schema()
