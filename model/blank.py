"""A new file: one project without a title, and a history that begins with it."""

from __future__ import annotations

import time
from contextlib import closing

from model import door
from model.changes import pack
from model.ids import first_id


def blank_file() -> bytes:
    """Its bytes. Written through sqlite-utils, which keeps DDL and first rows in one transaction."""
    from sqlite_utils import Database

    root = first_id()
    database = Database(memory=True, execute_plugins=False)
    with closing(database.conn):
        database.execute("PRAGMA page_size=4096")
        database.execute(f"PRAGMA application_id={door.APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={door.VERSION}")
        with database.atomic():
            database.executescript(door.schema_sql())
            database.table("project").insert({"id": root + 1})
            database.table("history").insert(
                {"id": root, "at": int(time.time()), "gesture": "new_project", "diff": pack([])}
            )
            database.table("meta").insert({"key": "head", "value": root})
        return database.conn.serialize()
