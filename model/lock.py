"""A lock of the file beside SQLite's own, where those do not last.

On POSIX systems SQLite's locks go when the process closes any handle of the file, and others open handles
of it unasked: a file dialog looks into each file that it lists. A lock of `flock` stays with its own handle.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from model.errors import MasaError

if sys.platform != "win32":  # there SQLite's locks stay, and shut out every other handle
    import fcntl


class LockedConnection(sqlite3.Connection):
    """Lets go of the file's lock when it is closed."""

    handle: int | None = None

    def close(self) -> None:
        super().close()
        release(self.handle)
        self.handle = None


def take(path: Path) -> int | None:
    """A handle that holds the file until it is closed; None where the system has no lock that helps.

    Raises MasaError when another handle holds it, OSError.
    """
    if sys.platform == "win32":
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise MasaError("file_is_open", file=str(path)) from error
        return None  # some network disks have no such lock
    if _shuts_out_sqlite(path):
        os.close(handle)
        return None
    return handle


def _shuts_out_sqlite(path: Path) -> bool:
    """Some systems and network disks (macOS, SMB) take the lock for one of SQLite's kind."""
    try:
        with path.open("rb+") as other:
            other.read(1)
            fcntl.lockf(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def release(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def is_taken(path: Path) -> bool:
    """Whether some handle holds it. Raises OSError."""
    if sys.platform == "win32":
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
