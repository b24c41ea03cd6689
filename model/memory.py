"""All records of a document in memory, with an index by each field that refers to another record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from model.records import RECORDS, Record
from model.tables import REFERENCES, REFERRERS

Index = dict[int | None, set[int]]
Removed = dict[str, set[int]]  # ids by table
Emptied = dict[tuple[str, int], set[str]]  # fields that become None, by (table, id)

# What records of one parent are sorted by, before their id.
_ORDER = {
    table: next((cls._fields.index(field) for field in ("pos", "position", "at") if field in cls._fields), 0)
    for table, cls in RECORDS.items()
}


class Memory:
    """Rows by table and id. Indexes are built when first asked for: opening a file needs none of them."""

    def __init__(self, rows: dict[str, dict[int, Any]]) -> None:
        self.rows = rows
        self._indexes: dict[tuple[str, str], Index] = {}

    def put(self, table: str, id: int, record: Record | None) -> Record | None:
        """Set or remove (None) a record; returns what was there."""
        rows = self.rows[table]
        old = rows.pop(id, None) if record is None else rows.get(id)
        if record is not None:
            rows[id] = record
        for reference in REFERENCES[table]:
            index = self._indexes.get((table, reference.field))
            if index is None:
                continue
            left = getattr(old, reference.field) if old else None
            entered = getattr(record, reference.field) if record else None
            if old and record and left == entered:
                continue
            if old:
                index[left].discard(id)
            if record:
                index.setdefault(entered, set()).add(id)
        return old

    def ids(self, table: str, **references: int | None) -> Iterable[int]:
        """Ids of the records whose reference fields have these values; ValueError for another field."""
        if not references:
            return self.rows[table].keys()
        return set.intersection(
            *(self._index(table, field).get(id, set()) for field, id in references.items())
        )

    def children(self, table: str, **references: int | None) -> list[Any]:
        """Records whose reference fields have these values, sorted by their order in the parent, then id."""
        rows, order = self.rows[table], _ORDER[table]
        found = (rows[id] for id in self.ids(table, **references))
        return sorted(found, key=lambda record: (record[order], record[0]))

    def cascade(self, table: str, ids: Iterable[int]) -> tuple[Removed, Emptied]:
        """What removing these records takes with it."""
        removed: Removed = {table: set(ids)}
        emptied: Emptied = {}
        todo = [(table, set(ids))]
        while todo:
            parent, gone = todo.pop()
            for child, field, _, cascade in REFERRERS[parent]:
                index = self._index(child, field)
                hit = set().union(*(index.get(id, ()) for id in gone))
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

    def _index(self, table: str, field: str) -> Index:
        index = self._indexes.get((table, field))
        if index is None:
            if field not in (reference.field for reference in REFERENCES[table]):
                raise ValueError(f"{table}.{field} refers to no record")
            column, index = RECORDS[table]._fields.index(field), {}
            for record in self.rows[table].values():
                index.setdefault(record[column], set()).add(record[0])
            self._indexes[table, field] = index
        return index
