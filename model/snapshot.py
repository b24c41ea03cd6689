"""A file's bytes at a quiet moment, while another program has it open."""

from __future__ import annotations

import os
import time
from pathlib import Path

from model import door
from model.errors import MasaError
from model.file import open_here
from model.told import told

PATIENCE = 10.0  # seconds to wait for a quiet moment
_PAUSE = 0.005


def read_snapshot(path: str | Path) -> bytes:
    """The file as last committed, checked; `Document.from_snapshot` opens it. Raises MasaError."""
    path = door.real(path)
    mine = open_here(path)
    if mine:
        return mine.image()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        data = _quiet_copy(path) or _left_by_a_crash(path)
        if data is not None:
            try:
                connection, _ = door.open_bytes(data, str(path))
            except MasaError:
                if _quiet_copy(path) == data:  # else a writer was between its two halves
                    raise
            else:
                connection.close()
                return data
        time.sleep(_PAUSE)
    raise MasaError("file_busy", file=str(path))


def _quiet_copy(path: Path) -> bytes | None:
    """Its bytes, when no transaction was under way from before the first to after the second reading."""
    with told(str(path)):
        before = os.stat(path)
        found = door.check_file(path)
        if found.journal:
            return None
        data = _read(path, found.size)
        same = data == _read(path, found.size)
        after = os.stat(path)
        if door.check_file(path).journal:
            return None
    stamps = [(status.st_ino, status.st_size, status.st_mtime_ns) for status in (before, after)]
    if not same or stamps[0] != stamps[1]:
        return None
    if not found.whole:
        raise door.not_whole(str(path))
    return data


def _left_by_a_crash(path: Path) -> bytes | None:
    try:
        return door.recovered(path) if door.check_file(path).journal else None
    except MasaError as error:
        if error.code != "file_is_open":
            raise
        return None


def _read(path: Path, size: int) -> bytes:
    """What belongs to the file: what lies behind its end may be any amount of nothing."""
    with path.open("rb") as opened:
        return opened.read(min(size, os.fstat(opened.fileno()).st_size))
