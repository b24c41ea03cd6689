"""Another image of the same project takes the place of a file's own, in one transaction.

A thread waits for SQLite, which copies pages and waits for the disk without Python: the window lives on.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

from model.told import told


class Exchange:
    """Under way from its making on. Killed at any moment, the file is the old or the new one."""

    def __init__(self, connection: sqlite3.Connection, data: bytes, name: str) -> None:
        """`name`: of the file, for errors. The connection is used by nobody else until this has ended."""
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._copy, args=(connection, data, name), name="exchange")
        self._thread.start()

    def poll(self) -> bool:
        """Whether it is done. Raises MasaError when it failed: the file is as it was."""
        if self._thread.is_alive():
            return False
        self.wait()
        return True

    def wait(self) -> None:
        """Until it is done; raises as `poll` does."""
        self.join()
        if self._error is not None:
            raise self._error

    def join(self) -> None:
        """Until it has ended, well or not."""
        self._thread.join()

    def _copy(self, connection: sqlite3.Connection, data: bytes, name: str) -> None:
        try:
            with closing(sqlite3.connect(":memory:")) as image, told(name):
                image.deserialize(data)
                image.backup(connection)
        except BaseException as error:  # raised where somebody asks
            self._error = error
