"""The one safe door: every file is a stranger's until it is checked, and a refused one is left untouched.

First the header in plain Python, then SQLite with everything closed that a hostile file could use.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from model import formats, lock
from model.errors import MasaError
from model.formats import APPLICATION_ID
from model.ids import LARGEST
from model.migrate import converted
from model.records import RECORDS
from model.told import CHECK_SECONDS, told

MAX_FILE = 2 << 30  # bytes
# ends a journal that names another file, which SQLite would delete
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_HEADER = 100

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 256 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
}
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_PRAGMA,
}

Rows = dict[str, dict[int, Any]]
Found = TypeVar("Found")


@lru_cache(maxsize=8)
def _expected_schema(sql: str) -> frozenset[tuple[str, str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(sql)
        return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


class Header(NamedTuple):
    version: int
    page: int  # bytes
    size: int  # bytes, as it promises
    sure: bool  # whether SQLite goes by that size; else it would write another into the file


def check_header(header: bytes, file: str) -> Header:
    """The file's first 100 bytes. Raises MasaError."""
    if len(header) < _HEADER or header[:16] != b"SQLite format 3\0":
        raise MasaError("not_a_masa_file", file=file)
    if struct.unpack(">I", header[68:72])[0] != APPLICATION_ID:
        raise MasaError("not_a_masa_file", file=file)
    version = struct.unpack(">I", header[60:64])[0]
    if version > formats.VERSION:
        raise MasaError("newer_version", file=file, version=version, known=formats.VERSION)
    page = struct.unpack(">H", header[16:18])[0]
    page = 65536 if page == 1 else page
    usual = header[18:20] == b"\1\1" and header[56:60] == b"\0\0\0\1"  # rollback journal, UTF-8
    known = version == formats.VERSION or version in formats.OLDER
    if not known or not usual or page < 512 or page & (page - 1):
        raise MasaError("file_damaged", file=file, reason="header")
    sure = header[24:28] == header[92:96]
    return Header(version, page, page * int(struct.unpack(">I", header[28:32])[0]), sure)


def real(path: str | Path) -> Path:
    """The file itself: SQLite follows links, and looks for a journal beside what they lead to."""
    return Path(os.path.realpath(path))


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _is_whole(size: int, header: Header) -> bool:
    """SQLite may leave pages behind the end when the power fails as a file becomes shorter."""
    return size >= header.size > 0 and size % header.page == 0 and header.sure


def not_whole(file: str) -> MasaError:
    return MasaError("file_damaged", file=file, reason="cut off or grown")


class Waiting(NamedTuple):
    version: int
    journal: bool  # left by a crash
    whole: bool  # as long as its header says; not when a program is just writing it
    size: int  # bytes, as its header says


def check_file(path: Path) -> Waiting:
    """Header and neighbours, before SQLite sees the file."""
    file = str(path)
    with told(file):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise MasaError("file_not_regular", file=file)
        if status.st_size > MAX_FILE:
            raise MasaError("file_too_large", file=file, limit_mb=MAX_FILE >> 20)
        has_journal = _check_neighbours(path)
        with path.open("rb") as opened:
            header = check_header(opened.read(_HEADER), file)
    return Waiting(header.version, has_journal, _is_whole(status.st_size, header), header.size)


def _check_neighbours(path: Path) -> bool:
    """SQLite obeys files of these names beside the one it opens; Masa only ever leaves a plain journal."""
    for suffix in ("-wal", "-shm"):
        other = path.with_name(path.name + suffix)
        if os.path.lexists(other):
            raise MasaError("file_foreign_journal", file=str(path), journal=str(other))
    journal = journal_of(path)
    tail = b""
    try:
        status = journal.lstat()
        if stat.S_ISREG(status.st_mode):
            with journal.open("rb") as opened:
                opened.seek(max(0, status.st_size - len(_SUPER_JOURNAL)))
                tail = opened.read()
    except FileNotFoundError:  # another program may just have closed the file
        return False
    if not stat.S_ISREG(status.st_mode) or tail == _SUPER_JOURNAL or status.st_size > MAX_FILE:
        raise MasaError("file_foreign_journal", file=str(path), journal=str(journal))
    return status.st_size > 0


def open_file(path: Path) -> tuple[sqlite3.Connection, Rows]:
    """A checked connection that holds the file's exclusive lock, and all its records; raises MasaError."""
    _prepare(path)
    with told(str(path)):
        connection = _connect(path)
    return _checked(connection, str(path), _read, path)


def read_older(path: Path) -> tuple[int, bytes, bytes] | None:
    """Of a file of an older format: its version, its bytes, and those it has in today's, checked as well."""
    version = check_file(path).version
    if version == formats.VERSION:
        return None
    _prepare(path)
    with told(str(path)):
        connection = _connect(path)
    connection, new = _checked(connection, str(path), _convert, path)
    with closing(connection):
        old = connection.serialize()
    open_bytes(new, str(path))[0].close()
    return version, old, new


def open_bytes(data: bytes, file: str) -> tuple[sqlite3.Connection, Rows]:
    """The same for a file's bytes, in memory; `file` names it in errors."""
    header = check_header(data[:_HEADER], file)
    if not _is_whole(len(data), header):
        raise not_whole(file)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with told(file):
            connection.deserialize(data[: header.size])
    except BaseException:
        connection.close()
        raise
    if header.version == formats.VERSION:
        return _checked(connection, file, _read)
    connection, new = _checked(connection, file, _convert)
    connection.close()
    return open_bytes(new, file)


def recovered(path: Path) -> bytes:
    """What a crash left, its journal obeyed on a copy: if that is refused, the original is as it was."""
    if _locked(path):
        raise MasaError("file_is_open", file=str(path))
    with tempfile.TemporaryDirectory() as folder, told(str(path)):
        copy = Path(folder) / "copy.masa"
        copy.write_bytes(path.read_bytes())
        with suppress(FileNotFoundError):  # another program may just have closed the file
            journal_of(copy).write_bytes(journal_of(path).read_bytes())
        older = check_file(path).version != formats.VERSION
        connection, _ = _checked(_connect(copy), str(path), _convert if older else _read, copy)
        with closing(connection):
            return connection.serialize()


def is_held(path: Path) -> bool:
    """Whether it is a project that another program has open."""
    try:
        check_file(path)
    except MasaError:
        return False
    return _locked(path)


def _prepare(path: Path) -> None:
    """All that can be said before SQLite may write."""
    waiting = check_file(path)
    if waiting.journal:
        recovered(path)
    elif not waiting.whole:
        raise MasaError("file_is_open", file=str(path)) if _locked(path) else not_whole(str(path))
    # SQLite would open it all the same, and fail at the first gesture; its journal needs the folder
    effective = os.access in os.supports_effective_ids
    if not all(os.access(each, os.W_OK, effective_ids=effective) for each in (path, path.parent)):
        raise MasaError("file_read_only", file=str(path))


def _locked(path: Path) -> bool:
    """Whether another program holds the file's lock. A read-only connection obeys no journal."""
    with told(str(path)):
        if lock.is_taken(path):
            return True
    try:
        with closing(_connect(path, "ro")) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return False


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    uri = path.as_uri()
    if not uri.startswith("file:///"):  # a Windows share: SQLite wants its host within the path
        uri = uri.replace("file://", "file:////")
    handle = lock.take(path) if mode == "rw" else None
    try:
        connection = sqlite3.connect(
            f"{uri}?mode={mode}", uri=True, isolation_level=None, timeout=0, factory=lock.LockedConnection
        )
    except BaseException:
        lock.release(handle)
        raise
    connection.handle = handle
    return connection


def _checked(
    connection: sqlite3.Connection,
    file: str,
    read: Callable[[sqlite3.Connection, str], Found],
    path: Path | None = None,
) -> tuple[sqlite3.Connection, Found]:
    """The connection, safe to work with, and what `read` found; everything is closed to it but reading."""
    try:
        with told(file):
            for limit, value in _LIMITS.items():
                connection.setlimit(limit, value)
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
            connection.execute("BEGIN EXCLUSIVE")  # a second opener is told here, not at its first gesture
            connection.execute("COMMIT")
            if path is not None:  # asked of SQLite: to open and close the file here would drop its lock
                (pages,), (size,) = (
                    connection.execute(f"PRAGMA page_{of}").fetchone() for of in ("count", "size")
                )
                if not _is_whole(path.stat().st_size, Header(0, size, pages * size, sure=True)):
                    raise not_whole(file)
            connection.execute("PRAGMA query_only=ON").fetchall()
            end = time.monotonic() + CHECK_SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
            connection.set_authorizer(
                lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY
            )
            found = read(connection, file)
            connection.set_authorizer(None)
            connection.set_progress_handler(None, 0)
            connection.execute("PRAGMA query_only=OFF").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection, found


def _check_tables(connection: sqlite3.Connection, file: str) -> int:
    """Schema and contents are those of the version, which is returned; what texts hold is not looked at."""

    def damaged(reason: str) -> MasaError:
        return MasaError("file_damaged", file=file, reason=reason)

    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    expected = _expected_schema(formats.schema_of(version))
    found = frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 1000"))
    if found != expected:
        odd = sorted({f"{kind} {name}" for kind, name, *_ in found ^ expected})
        raise damaged("schema: " + ", ".join(odd)[:200])
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(str(verdict)[:200])
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged("dangling references")
    head = "SELECT 1 FROM meta JOIN history ON history.id = meta.value WHERE key = 'head'"
    newest = connection.execute("SELECT max(id) FROM history").fetchone()[0]
    if not connection.execute(head).fetchone() or newest > LARGEST:
        raise damaged("history head")
    if connection.execute("SELECT count(*) FROM history WHERE parent IS NULL").fetchone()[0] != 1:
        raise damaged("history root")
    return version


def _convert(connection: sqlite3.Connection, file: str) -> bytes:
    """A file of an older format in today's; reads every row, and so finds bytes that are no UTF-8."""
    version = _check_tables(connection, file)
    try:
        return converted(connection, version)
    except sqlite3.IntegrityError as error:
        raise MasaError("file_damaged", file=file, reason=str(error)) from error


def _read(connection: sqlite3.Connection, file: str) -> Rows:
    _check_tables(connection, file)
    rows: Rows = {}
    for table, record in RECORDS.items():
        make: Callable[[Any], Any] = record._make
        rows[table] = {row[0]: row for row in map(make, connection.execute(f"SELECT * FROM {table}"))}
        if min(rows[table], default=1) < 1:
            raise MasaError("file_damaged", file=file, reason=f"id of a {table}")
    if len(rows["project"]) != 1:
        raise MasaError("file_damaged", file=file, reason="not one project")
    # integrity_check does not look inside texts: bytes that are no UTF-8 show only when read by Python
    connection.create_function("seen", -1, lambda *_texts: None)  # a third less time than rows to be dropped
    for table, columns in (
        ("history", "who, gesture, params, version"),
        ("meta", "key, value"),
        ("answer", "scale, comment, date, source, source_id"),
        ("answer_tally", "scale, month"),
    ):
        connection.execute(f"SELECT 1 FROM {table} WHERE seen({columns})").fetchone()
    connection.create_function("seen", -1, None)
    return rows
