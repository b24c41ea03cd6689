"""A format that never was, older than the first, and the way from it: what every later change of format does.

A card's title was called `text`, its channel `medium`; emotions ran from -1 to +1; no lane could be hidden;
the history knew neither authors nor versions, and answers were a table `reply`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from model import formats
from model.changes import entries, packed
from model.document import Document
from model.formats import Values

VERSION = 0
CARD = {"text": "title", "medium": "channel"}  # old name → today's
TABLES = {"reply": "answer"}
NEW = {
    "stage": ("width",),
    "lane": ("hidden", "height"),
    "card": ("wished", "outcome", "touchpoint", "until", "locked"),
    "history": ("who", "version"),
}
TABLES_THAT_CAME_LATER = ("link", "map_view")


def schema() -> str:
    sql = formats.schema_of(1)
    for today, then in (
        ("  channel INTEGER REFERENCES channel(id),\n", "  medium INTEGER REFERENCES channel(id),\n"),
        ("  kind TEXT NOT NULL,\n  title TEXT", "  kind TEXT NOT NULL,\n  text TEXT"),
        ("value BETWEEN -2 AND 2", "value BETWEEN -1 AND 1"),
        (",\n  hidden INTEGER NOT NULL DEFAULT 0 CHECK(hidden IN (0,1))", ""),
        ("  who TEXT NOT NULL DEFAULT '',\n", ""),
        ("  version TEXT CHECK(version <> ''),\n", ""),
        ("TABLE answer(", "TABLE reply("),
        ("ON answer(batch)", "ON reply(batch)"),
    ):
        assert today in sql, today
        sql = sql.replace(today, then)
    return sql


def forward(table: str, values: Values, whole: bool) -> tuple[str, Values]:
    """The step of this format, as a later version of Masa would write it."""
    if table == "card":
        values = {CARD.get(field, field): value for field, value in values.items()}
    if table == "emotion" and "value" in values:
        values = values | {"value": values["value"] * 2}
    if table == "lane" and whole:
        values = values | {"hidden": 0}
    if table == "history" and whole:
        values = values | {"who": "", "version": None}
    return TABLES.get(table, table), values


STEP = formats.Step(schema, forward)


def back(table: str, values: Values) -> tuple[str, Values]:
    """What this format would have held: the way back, which only a test needs."""
    values = {field: value for field, value in values.items() if field not in NEW.get(table, ())}
    if table == "card":
        names = {today: then for then, today in CARD.items()}
        values = {names.get(field, field): value for field, value in values.items()}
    if table == "emotion" and "value" in values:
        values = values | {"value": values["value"] / 2}
    return next((then for then, today in TABLES.items() if today == table), table), values


def write_older(document: Document, path: Path) -> None:
    """The project, with its history, as a file of this format."""
    with closing(sqlite3.connect(":memory:")) as today, closing(sqlite3.connect(path)) as then:
        today.deserialize(document.snapshot())
        today.row_factory = sqlite3.Row
        then.execute("PRAGMA page_size=4096")
        then.execute(f"PRAGMA application_id={formats.APPLICATION_ID}")
        then.executescript(schema())
        for (table,) in today.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall():
            rows = () if table in TABLES_THAT_CAME_LATER else today.execute(f"SELECT * FROM {table}")
            for row in rows:
                name, values = back(table, dict(row))
                if table == "history":
                    values["diff"] = _diff(values["diff"])
                columns = ",".join(f'"{column}"' for column in values)
                marks = ",".join("?" * len(values))
                then.execute(f"INSERT INTO {name}({columns}) VALUES({marks})", tuple(values.values()))
        then.commit()


def _diff(blob: bytes) -> bytes:
    found: list[Any] = []
    for table, id, *sides in entries(blob):
        found.append([table, id, *(side and back(table, side)[1] for side in sides)])
    return packed(found)
