"""A file of an older format as a new one of today's: every row and every difference of the history is mapped.

Never in place: old gestures could not be undone on altered tables, and the file's schema would not be ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from typing import Any

from model import formats
from model.budget import Budget
from model.canonical import NewFile
from model.changes import entries, packed
from model.formats import Values

Columns = dict[str, list[str]]  # of each table


def converted(connection: sqlite3.Connection, version: int) -> bytes:
    """The bytes of the new file; the old one has been checked against its own format, the new one has not.

    Raises MasaError("history_too_long") for one that was made to be slow.
    """
    columns, budget = _columns(version), Budget()
    with NewFile() as made:
        for table, names in columns.items():
            mapped = _rows(connection, table, names, version, columns, budget)
            for (new_table, new_names), rows in groupby(mapped, key=lambda row: (row[0], tuple(row[1]))):
                made.add(new_table, (tuple(values.values()) for _, values in rows), new_names)
        return made.image()


def _columns(version: int) -> Columns:
    with closing(sqlite3.connect(":memory:")) as old:
        old.executescript(formats.schema_of(version))
        tables = [row[0] for row in old.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        return {t: [row[1] for row in old.execute(f"PRAGMA table_info({t})")] for t in tables}


def _rows(
    connection: sqlite3.Connection,
    table: str,
    names: list[str],
    version: int,
    columns: Columns,
    budget: Budget,
) -> Iterator[tuple[str, Values]]:
    for row in connection.execute(f"SELECT * FROM {table}"):
        values = dict(zip(names, row, strict=True))
        if table == "history":
            values["diff"] = _diff(values["diff"], version, columns, budget)
        yield _map(table, values, version, whole=True)


def _map(table: str, values: Values, version: int, *, whole: bool) -> tuple[str, Values]:
    for each in range(version, formats.VERSION):
        table, values = formats.OLDER[each].row(table, values, whole)
    return table, values


def _diff(blob: bytes, version: int, columns: Columns, budget: Budget) -> bytes:
    """One that cannot be read stays as it is: undo refuses it in the new file as in the old one."""
    try:
        found = [_entry(entry, version, columns) for entry in entries(blob, budget.take)]
    except (ValueError, TypeError, KeyError, AttributeError):
        return blob
    return packed([entry for entry in found if entry[2] != entry[3]])


def _entry(entry: Any, version: int, columns: Columns) -> list[Any]:
    """A record that comes or goes lacks the fields that were None; one that changes has only what differs."""
    table, id, before, after = entry
    whole = before is None or after is None
    blank = dict.fromkeys(columns[table][1:]) if whole else {}
    name, sides = table, []
    for values in (before, after):
        if values is not None:
            name, values = _map(table, blank | values, version, whole=whole)
            values = {field: v for field, v in values.items() if v is not None} if whole else values
        sides.append(values)
    return [name, id, *sides]
