"""Today's format of a file, and the way from each older one.

When the format changes: raise VERSION, keep the old tables as `schema_N.sql`, and add a step to OLDER.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

APPLICATION_ID = 0x4D617361  # "Masa"
VERSION = 1

Values = dict[str, Any]  # by column


class Step(NamedTuple):
    """From one format to the next.

    schema: the tables of the older one, to the letter. row: what a row of a table, or a part of one, becomes:
    `row(table, values, whole)` returns the table's new name and the new values. `whole`: all columns are
    there, and new ones get their defaults; else these are the fields that a gesture changed, without others.
    """

    schema: str
    row: Callable[[str, Values, bool], tuple[str, Values]]


OLDER: dict[int, Step] = {}  # by the version that a step begins with; 1 is the first format


@lru_cache(maxsize=1)
def schema_sql() -> str:
    """Today's tables."""
    return files("model").joinpath("schema.sql").read_text(encoding="utf-8")


def schema_of(version: int) -> str:
    """KeyError for a version that there never was."""
    return schema_sql() if version == VERSION else OLDER[version].schema
