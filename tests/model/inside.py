"""What a document's file holds, read by SQLite alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from model.document import Document
from model.records import RECORDS

Rows = dict[str, dict[int, Any]]


def file_rows(document: Document, *more: str) -> Rows:
    """As it would be if the document closed now: records by id, rows of the other tables by place."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(document.snapshot())
        rows: Rows = {t: {row[0]: row for row in connection.execute(f"SELECT * FROM {t}")} for t in RECORDS}
        return rows | {t: dict(enumerate(connection.execute(f"SELECT * FROM {t}"))) for t in more}


def memory_rows(document: Document) -> Rows:
    return {table: dict(document.all(table)) for table in RECORDS}
