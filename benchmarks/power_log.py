"""What SQLite asks of the disk, in its order: a layer over its own file system, made with ctypes.

Only what changes files is kept: writes, truncations, syncs, deletions. The layer sees every connection of
this process; nothing of Masa is replaced.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast, string_at
from typing import Any, NamedTuple


class Event(NamedTuple):
    """kind: 'write', 'truncate', 'sync', 'delete', or whatever `Recorder.note` was given."""

    kind: str
    file: str
    at: int = 0  # offset, or size after a truncation
    data: bytes = b""


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", c_int),
        *((name, c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        *((f"rest{i}", c_void_p) for i in range(13)),
    ]


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        *((name, c_void_p) for name in ("next", "name", "data", "open", "delete")),
        *((f"rest{i}", c_void_p) for i in range(13)),
    ]


_kept: list[Any] = []  # what SQLite points to must live as long as the process
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Recorder:
    """One a process: it becomes the file system of every connection opened from now on."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.on = True
        _kept.append(self)
        library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        default = library.sqlite3_vfs_find(None).contents
        self._vfs = _Vfs.from_buffer_copy(default)
        self._name = ctypes.create_string_buffer(b"recorder")
        self._vfs.name = cast(self._name, c_void_p)
        self._open_file, self._delete_file = _OPEN(default.open), _DELETE(default.delete)
        self._vfs.open = self._callback(_OPEN, self._open)
        self._vfs.delete = self._callback(_DELETE, self._delete)
        library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)

    def note(self, kind: str, text: str = "") -> None:
        self._add(Event(kind, text))

    def _add(self, event: Event) -> None:
        if self.on:
            self.events.append(event)

    def _callback(self, kind: Any, function: Callable[..., int]) -> Any:
        made = kind(function)
        _kept.append(made)
        return cast(made, c_void_p)

    def _delete(self, vfs: int, name: bytes, sync: int) -> int:
        self._add(Event("delete", name.decode()))
        return int(self._delete_file(vfs, name, sync))

    def _open(self, vfs: int, name: int | None, file: Any, flags: int, out: int) -> int:
        code = int(self._open_file(vfs, name, file, flags, out))
        if code == 0 and name and file.contents.methods:
            self._follow(file.contents, string_at(name).decode())
        return code

    def _follow(self, file: _File, name: str) -> None:
        """This file's methods, with three of them told here first."""
        methods = _Methods.from_buffer_copy(file.methods.contents)
        write, truncate, sync = _WRITE(methods.write), _TRUNCATE(methods.truncate), _SYNC(methods.sync)

        def on_write(handle: int, data: int, size: int, at: int) -> int:
            self._add(Event("write", name, at, string_at(data, size)))
            return int(write(handle, data, size, at))

        def on_truncate(handle: int, size: int) -> int:
            self._add(Event("truncate", name, size))
            return int(truncate(handle, size))

        def on_sync(handle: int, flags: int) -> int:
            code = int(sync(handle, flags))
            self._add(Event("sync", name))
            return code

        methods.write = self._callback(_WRITE, on_write)
        methods.truncate = self._callback(_TRUNCATE, on_truncate)
        methods.sync = self._callback(_SYNC, on_sync)
        _kept.append(methods)
        file.methods = ctypes.pointer(methods)
