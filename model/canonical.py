"""A new file from nothing but rows: today's tables, and no byte of any file before it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from model.changes import pack
from model.formats import APPLICATION_ID, VERSION, schema_sql
from model.ids import first_id


class NewFile:
    """Made in memory with sqlite-utils, which keeps DDL and rows in transactions. For use in a `with`."""

    def __init__(self) -> None:
        from sqlite_utils import Database

        self._database = Database(memory=True, execute_plugins=False)
        self._database.execute("PRAGMA page_size=4096")
        self._database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        self._database.execute(f"PRAGMA user_version={VERSION}")
        with self._database.atomic():
            self._database.executescript(schema_sql())

    def add(self, table: str, rows: Iterable[Sequence[Any]], columns: Sequence[str] = ()) -> None:
        """Rows in the order of these columns, of all columns when none are named."""
        named = list(columns) or list(self._database.table(table).columns_dict)
        names, marks = ",".join(f'"{name}"' for name in named), ",".join("?" * len(named))
        with self._database.atomic():
            self._database.conn.executemany(f"INSERT INTO {table}({names}) VALUES({marks})", rows)

    def begin_history(self, root: int, gesture: str = "new_project") -> None:
        """The project as it is now is where undo ends."""
        self.add("history", [(root, int(time.time()), gesture, pack([]))], ("id", "at", "gesture", "diff"))
        self.add("meta", [("head", root)])

    def image(self) -> bytes:
        """The file's bytes."""
        data: bytes = self._database.conn.serialize()
        return data

    def __enter__(self) -> NewFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.conn.close()


def blank_file() -> bytes:
    """One project without a title, and a history that begins with it."""
    root = first_id()
    with NewFile() as made:
        made.add("project", [(root + 1,)], ("id",))
        made.begin_history(root)
        return made.image()
