"""What a gesture changed, and how the history keeps it: JSON of (table, id, before, after), compressed.

Only field values are kept and applied, never SQL, so that nothing stored in a file is ever executed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from model.errors import MasaError
from model.ids import LARGEST
from model.memory import Memory
from model.records import RECORDS, Record
from model.tables import fit_all

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
LIMIT = 64 << 20  # bytes of JSON of one gesture; what could not be undone is not done
Weigh = Callable[[int], object]


class Change(NamedTuple):
    """A record before and after: None before = added, None after = removed."""

    table: str
    id: int
    before: Any
    after: Any


def _values(record: Record | None) -> dict[str, Any] | None:
    return record and {
        field: value for field, value in list(record._asdict().items())[1:] if value is not None
    }


def _difference(change: Change) -> list[Any]:
    table, id, before, after = change
    if before is None or after is None:
        return [table, id, _values(before), _values(after)]
    fields = [field for field in after._fields[1:] if getattr(before, field) != getattr(after, field)]
    return [table, id, {f: getattr(before, f) for f in fields}, {f: getattr(after, f) for f in fields}]


def pack(changes: Iterable[Change]) -> bytes:
    """Raises MasaError("gesture_too_large") when it would exceed what `unpack` reads."""
    data = _encode([_difference(change) for change in changes]).encode()
    if len(data) > LIMIT:
        raise MasaError("gesture_too_large", limit_mb=LIMIT >> 20)
    return zlib.compress(data)


def packed(found: list[Any]) -> bytes:
    """Entries as `entries` reads them."""
    return zlib.compress(_encode(found).encode())


def entries(blob: bytes, weigh: Weigh | None = None) -> Any:
    """What `pack` kept, read but not yet compared with any record. Raises ValueError.

    `weigh` is told how many bytes of JSON it is before they are read, and may refuse them.
    """
    try:
        inflate = zlib.decompressobj()
        data = inflate.decompress(blob, LIMIT + 1)
        if len(data) > LIMIT or not inflate.eof:
            raise ValueError("history entry too large or cut off")
        if weigh:
            weigh(len(data))
        return json.loads(data)
    except (zlib.error, TypeError, RecursionError) as error:
        raise ValueError(f"not a history entry: {error}") from error


def mentioned(blob: bytes, table: str, weigh: Weigh | None = None) -> set[int]:
    """Ids of the records of this table that the gesture changed. Raises ValueError."""
    try:
        return {id for name, id, *_ in entries(blob, weigh) if name == table}
    except TypeError as error:
        raise ValueError(f"not a history entry: {error}") from error


def unpack(blob: bytes, memory: Memory, *, backwards: bool, weigh: Weigh | None = None) -> list[Change]:
    """The changes that lead from the records in memory to those before (`backwards`) or after the gesture.

    Raises ValueError when the entry is not one that `pack` could have made for these records.
    """
    try:
        changes = [_change(entry, memory, backwards) for entry in entries(blob, weigh)]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a history entry: {error}") from error
    if len({change[:2] for change in changes}) < len(changes):
        raise ValueError("history entry changes a record twice")
    return [change for change in changes if change.before != change.after]


def _change(entry: Any, memory: Memory, backwards: bool) -> Change:
    table, id, before, after = entry
    if backwards:
        before, after = after, before
    record = memory.rows[table].get(id)
    comes_or_goes = before is None or after is None
    known = (before is None) == (record is None) and not (before is None and after is None)
    if type(id) is not int or not 0 < id <= LARGEST or not known or (comes_or_goes and table == "project"):
        raise ValueError(f"history entry does not fit {table} {id}")
    if after is None:
        return Change(table, id, record, None)
    values = fit_all(table, after)
    if any(type(values[field]) is not type(value) for field, value in after.items()):
        raise ValueError(f"history entry does not fit the fields of {table}")
    if record is None:
        blank = dict.fromkeys(RECORDS[table]._fields)  # fields that were None are left out of the entry
        return Change(table, id, None, RECORDS[table](**{**blank, **values, "id": id}))
    if before.keys() != after.keys():
        raise ValueError(f"history entry changes fields of {table} one way only")
    return Change(table, id, record, record._replace(**values))
