"""The file under a document: one SQLite connection, one transaction a gesture, and the history's rows."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from model import door
from model.changes import Change
from model.errors import MasaError
from model.exchange import Exchange
from model.ids import LARGEST, first_id
from model.records import RECORDS
from model.tables import storable
from model.told import told
from model.who import system_user

Identity = tuple[int, int]  # device and inode
_MOMENT = "id, parent, at, who, gesture, params, version"

# Files open in this process, which are never opened twice: they are refused, or asked for their bytes here.
_open: dict[Identity, File] = {}


class Moment(NamedTuple):
    """The project as it was after a gesture, which `gesture` and `params` name.

    at: seconds since 1970, as that computer's clock said. who: its user, or ''. version: a name that somebody
    gave to this moment. stored: the parameters as the file has them, read only for moments that are shown.
    """

    id: int
    parent: int | None
    at: int
    who: str
    gesture: str
    stored: str
    version: str | None

    @property
    def params(self) -> dict[str, Any]:
        """A stranger's file may hold anything here: only plain texts and numbers are given, `n` a number."""
        try:
            params = json.loads(self.stored)
        except (ValueError, RecursionError):
            return {}
        if not isinstance(params, dict):
            return {}
        return {k: v for k, v in params.items() if type(v) is int or (isinstance(v, str) and k != "n")}


def identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def open_here(path: Path) -> File | None:
    """The file, if this process has it open."""
    found = identity(path)
    return None if found is None else _open.get(found)


class File:
    """Raises MasaError for what SQLite or the system refuse; ValueError for rows that the schema refuses."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        self._exchange: Exchange | None = None
        self.path = path
        self.name = "" if path is None else str(path)
        self.who = system_user()
        self._identity = path and identity(path)
        self.closed = False
        pragmas = ["foreign_keys=ON"]
        if path is not None:
            pragmas += ["journal_mode=TRUNCATE", "synchronous=FULL", "fullfsync=ON"]
        with told(self.name):
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            self.head: int = connection.execute("SELECT value FROM meta WHERE key='head'").fetchone()[0]
            self.first_head = self.head  # when it was opened
            self.last_id = first_id(connection.execute("SELECT max(id) FROM history").fetchone()[0])
        if self._identity:
            _open[self._identity] = self

    @property
    def connection(self) -> sqlite3.Connection:
        """Whoever asks for it while the file is exchanged waits for the end of that."""
        if self._exchange is not None:
            self._exchange.join()
        return self._connection

    def exchange(self, data: bytes) -> Exchange:
        """Begin to put another image of the same project in the place of this one. Raises MasaError."""
        self._refuse_when_moved()
        self._exchange = Exchange(self.connection, data, self.name)
        return self._exchange

    @property
    def written(self) -> int:
        """Another number after each change of any row."""
        return self.connection.total_changes

    def new_id(self) -> int:
        """MasaError 'file_damaged' when the history of a file from elsewhere leaves none."""
        if self.last_id >= LARGEST:
            raise MasaError("file_damaged", file=self.name, reason="ids used up")
        self.last_id += 1
        return self.last_id

    def image(self) -> bytes:
        """The file's bytes as last committed."""
        with told(self.name):
            return self.connection.serialize()

    def in_memory(self) -> File:
        """A copy of it that lives in memory only."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(self.image())
        return File(connection, None)

    def close(self) -> None:
        """Leaves one clean file without a journal beside it; nothing uncommitted stays."""
        if self.closed:
            return
        self.closed = True
        try:
            self.rollback()
            with told(self.name):
                if self.path is not None:
                    self.connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            self.connection.close()
            if self._identity:
                _open.pop(self._identity, None)

    def shrink(self) -> None:
        """Give free pages back to the disk, if it has room for that; they do no harm where they are."""
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM attaches a file of its own
        try:
            with told(self.name):
                self.connection.execute("VACUUM")
        except MasaError as error:
            if error.code != "disk_full":
                raise
        finally:
            self.connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)

    # ---- writing ----

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.begin()
        try:
            yield
            self.commit()
        except BaseException:
            self.rollback()
            raise

    def begin(self) -> None:
        self._refuse_when_moved()
        with told(self.name):
            self.connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        with told(self.name):
            self.connection.execute("COMMIT")

    def rollback(self) -> None:
        if self.connection.in_transaction:  # SQLite has already rolled back after some errors
            with told(self.name):
                self.connection.execute("ROLLBACK")

    def _refuse_when_moved(self) -> None:
        if self.path is not None and identity(self.path) != self._identity:
            raise MasaError("file_moved", file=self.name)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        if not self.connection.in_transaction:  # SQLite would save each statement by itself
            raise RuntimeError("no transaction")
        with told(self.name):
            return self.connection.executemany(sql, rows).rowcount

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with told(self.name):
            return self.connection.execute(sql, values).fetchall()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Like `query`, row by row; to be read to its end before anything else is written."""
        with told(self.name):
            yield from self.connection.execute(sql, values)

    def write_changes(self, changes: Sequence[Change]) -> None:
        """Within a transaction. Removals come first: what replaces a unique row finds its place free."""
        if not all(change.before and change.after for change in changes):
            # rows come and go in any order; only then, for SQLite prepares its statements anew after it
            self.query("PRAGMA defer_foreign_keys=ON")
        removed: dict[str, list[Any]] = {}
        updated: dict[str, list[Any]] = {}
        updated_at: dict[tuple[str, tuple[int, ...]], list[Any]] = {}  # by the places of the fields
        added: dict[str, list[Any]] = {}
        for table, id, before, after in changes:
            if after is None:
                removed.setdefault(f"DELETE FROM {table} WHERE id=?", []).append((id,))
            elif before is None:
                marks = ",".join("?" * len(after))
                added.setdefault(f"INSERT INTO {table} VALUES({marks})", []).append(after)
            else:
                places = tuple([at for at, value in enumerate(after) if value != before[at]])
                updated_at.setdefault((table, places), []).append((*[after[at] for at in places], id))
        for (table, places), rows in updated_at.items():
            sets = ",".join(f'"{RECORDS[table]._fields[at]}"=?' for at in places)
            updated[f"UPDATE {table} SET {sets} WHERE id=?"] = rows
        for statements in (removed, updated, added):
            for sql, rows in statements.items():
                if self.execute_many(sql, rows) != len(rows):
                    raise MasaError("file_damaged", file=self.name, reason="file and memory disagree")

    # ---- history ----

    def add_history(self, gesture: str, params: dict[str, Any], diff: bytes) -> int:
        """Within a transaction: the gesture as a child of the head; returns its id, the new head."""
        id, name = self.new_id(), storable(json.dumps(params, ensure_ascii=False))
        row = (id, self.head, int(time.time()), storable(self.who), gesture, name, diff)
        columns = "id, parent, at, who, gesture, params, diff"
        self.execute_many(f"INSERT INTO history({columns}) VALUES(?,?,?,?,?,?,?)", [row])
        self.write_head(id)
        return id

    def write_head(self, id: int) -> None:
        """Within a transaction; `head` follows once it is committed."""
        self.execute_many("UPDATE meta SET value=? WHERE key='head'", [(id,)])

    def moment(self, id: int) -> Moment:
        """KeyError when the history has none of this id."""
        found = self.query(f"SELECT {_MOMENT} FROM history WHERE id=?", (id,))
        if not found:
            raise KeyError(f"moment {id}")
        return Moment(*found[0])

    def moments(self) -> list[Moment]:
        """All of the history, oldest first, branches that were left among them."""
        return [Moment(*row) for row in self.query(f"SELECT {_MOMENT} FROM history ORDER BY id")]

    def newest_child(self, id: int) -> int | None:
        return self.query("SELECT max(id) FROM history WHERE parent=?", (id,))[0][0]

    def gesture_of(self, id: int) -> str:
        """Its id; KeyError as above."""
        return self.moment(id).gesture

    def difference(self, id: int) -> bytes:
        return self.query("SELECT diff FROM history WHERE id=?", (id,))[0][0]


def bring_up_to_date(path: Path) -> Path | None:
    """A file of an older format gives its place to one of today's; returns where the old one is kept."""
    older = door.read_older(path)
    if older is None:
        return None
    version, old, new = older
    stem = path.stem.encode()[:200].decode(errors="ignore")  # names have at most 255 bytes
    backup, number = path.with_name(f"{stem}.format-{version}{path.suffix}"), 1
    while os.path.lexists(backup):
        number += 1
        backup = path.with_name(f"{stem}.format-{version}-{number}{path.suffix}")
    write_new(backup, old, replace=False)
    write_new(path, new, replace=True)
    return backup


def write_new(path: Path, data: bytes, *, replace: bool) -> None:
    """A whole file at once: written beside, synced, then given its name; raises MasaError."""
    file = str(path)
    if open_here(path):
        raise MasaError("file_is_open", file=file)
    if os.path.lexists(path):
        if not replace:
            raise MasaError("file_exists", file=file)
        if path.is_dir():
            raise MasaError("file_not_regular", file=file)
        if door.is_held(path):
            raise MasaError("file_is_open", file=file)
    beside = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.new")
    with told(file):
        try:
            with beside.open("xb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            door.journal_of(path).unlink(missing_ok=True)  # a crash's, of the file that goes
            os.replace(beside, path)
            _sync_names(path.parent)
        except OSError as error:
            if error.errno == errno.EROFS:
                raise MasaError("folder_read_only", file=str(path.parent)) from error
            raise
        finally:
            with suppress(OSError):  # of a failure, what went wrong is told, not this
                beside.unlink(missing_ok=True)


def _sync_names(folder: Path) -> None:
    """A new name survives a power cut only when its folder was synced, where the system can do that."""
    with suppress(OSError):  # the file itself is safe
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
