"""All records of a document in memory, with an index by each set of references that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from model.records import RECORDS, Record
from model.tables import REFERENCES, REFERRERS

Fields = tuple[str, ...]
Values = tuple[int | None, ...]
Removed = dict[str, set[int]]  # ids by table
Emptied = dict[tuple[str, int], set[str]]  # fields that become None, by (table, id)

# Records of one parent are sorted by the first of these fields that they have, then by id.
_ORDER = ("pos", "position", "at", "id")
_SORT = {
    table: itemgetter(next(cls._fields.index(field) for field in _ORDER if field in cls._fields), 0)
    for table, cls in RECORDS.items()
}


class _Index:
    """Which records have which values of these fields; their order is kept until one of them changes."""

    def __init__(self, fields: Fields, records: Iterable[Any]) -> None:
        self._fields = fields
        self._ids: dict[Values, set[int]] = {}
        self._sorted: dict[Values, list[Any]] = {}
        for record in records:
            self._ids.setdefault(self._values(record), set()).add(record[0])

    def ids(self, values: Values) -> set[int]:
        return self._ids.get(values, set())

    def records(self, table: str, values: Values, rows: dict[int, Any]) -> list[Any]:
        if values not in self._sorted:
            self._sorted[values] = sorted((rows[id] for id in self.ids(values)), key=_SORT[table])
        return self._sorted[values].copy()

    def move(self, old: Record | None, new: Record | None) -> None:
        if old:
            values = self._values(old)
            self._ids[values].discard(old.id)
            self._sorted.pop(values, None)
        if new:
            values = self._values(new)
            self._ids.setdefault(values, set()).add(new.id)
            self._sorted.pop(values, None)

    def _values(self, record: Record) -> Values:
        return tuple([getattr(record, field) for field in self._fields])


class Memory:
    """Rows by table and id. Indexes are built when first asked for: opening a file needs none of them."""

    def __init__(self, rows: dict[str, dict[int, Any]]) -> None:
        self.rows = rows
        self._indexes: dict[str, dict[Fields, _Index]] = {table: {} for table in RECORDS}

    def copy(self) -> Memory:
        """The same records, to be changed apart."""
        return Memory({table: records.copy() for table, records in self.rows.items()})

    def put(self, table: str, id: int, record: Record | None) -> Record | None:
        """Set or remove (None) a record; returns what was there."""
        rows = self.rows[table]
        old = rows.get(id)
        for index in self._indexes[table].values():
            index.move(old, record)
        if record is not None:
            rows[id] = record
        else:
            rows.pop(id, None)
        return old

    def children(self, table: str, **references: int | None) -> list[Any]:
        """Records with these values of reference fields, sorted by their order in the parent, then id.

        Raises ValueError for a field that refers to no record.
        """
        rows = self.rows[table]
        if not references:
            return sorted(rows.values(), key=_SORT[table])
        return self._index(table, tuple(references)).records(table, tuple(references.values()), rows)

    def cascade(self, table: str, ids: Iterable[int]) -> tuple[Removed, Emptied]:
        """What removing these records takes with it."""
        removed: Removed = {table: set(ids)}
        emptied: Emptied = {}
        todo = [(table, set(ids))]
        while todo:
            parent, gone = todo.pop()
            for child, field, _, cascade in REFERRERS[parent]:
                index = self._index(child, (field,))
                hit = set().union(*(index.ids((id,)) for id in gone))
                if cascade:
                    fresh = hit - removed.setdefault(child, set())
                    removed[child] |= fresh
                    if fresh:
                        todo.append((child, fresh))
                else:
                    for id in hit:
                        emptied.setdefault((child, id), set()).add(field)
        stay = {key: fields for key, fields in emptied.items() if key[1] not in removed.get(key[0], ())}
        return removed, stay

    def _index(self, table: str, fields: Fields) -> _Index:
        index = self._indexes[table].get(fields)
        if index is None:
            unknown = set(fields) - {reference.field for reference in REFERENCES[table]}
            if unknown:
                raise ValueError(f"{table}.{unknown.pop()} refers to no record")
            index = self._indexes[table][fields] = _Index(fields, self.rows[table].values())
        return index
