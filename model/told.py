"""What errors of SQLite and of the system mean to the user of a file."""

from __future__ import annotations

import errno
import sqlite3

from model.errors import MasaError

CHECK_SECONDS = 30.0  # then a file is refused: it may be built to be slow

_BY_SQLITE = {
    sqlite3.SQLITE_BUSY: "file_is_open",
    sqlite3.SQLITE_LOCKED: "file_is_open",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "file_read_only",
    sqlite3.SQLITE_PERM: "file_no_access",
    sqlite3.SQLITE_CANTOPEN: "file_no_access",
    sqlite3.SQLITE_NOTADB: "not_a_masa_file",
}
_BY_ERRNO = {
    errno.ENOENT: "file_missing",
    errno.ENOTDIR: "file_missing",
    errno.EACCES: "file_no_access",
    errno.EPERM: "file_no_access",
    errno.EROFS: "file_read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
}


def error_of(error: sqlite3.Error | UnicodeDecodeError | OSError, file: str) -> MasaError:
    """What an error of SQLite or of the system means to the user of this file."""
    if isinstance(error, OSError):
        known = _BY_ERRNO.get(error.errno or 0)
        reason = error.strerror or str(error)
        return MasaError(known, file=file) if known else MasaError("disk_error", file=file, reason=reason)
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return MasaError("file_moved", file=file)
    primary = code & 0xFF
    if primary in _BY_SQLITE:
        return MasaError(_BY_SQLITE[primary], file=file)
    if primary == sqlite3.SQLITE_INTERRUPT:
        return MasaError("file_too_slow", file=file, seconds=int(CHECK_SECONDS))
    if primary == sqlite3.SQLITE_IOERR:
        return MasaError("disk_error", file=file, reason=str(error))
    return MasaError("file_damaged", file=file, reason=str(error))


class told:  # noqa: N801 - used as `with told(file):`, around every statement: a class costs half a generator
    """Errors of SQLite and of the system leave as MasaError, what the schema refuses as ValueError."""

    __slots__ = ("_file",)

    def __init__(self, file: str) -> None:
        self._file = file

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, _traceback: object) -> None:
        if error is None:
            return
        if isinstance(error, sqlite3.IntegrityError):
            raise ValueError(f"the document does not allow this: {error}") from error
        if isinstance(error, sqlite3.ProgrammingError):
            return
        if isinstance(error, sqlite3.Error | UnicodeDecodeError | OSError):
            raise error_of(error, self._file) from error
