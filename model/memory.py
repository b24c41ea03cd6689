"""All records of a document in memory, with an index by each set of references that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from model.records import RECORDS, Record
from model.tables import REFERENCES, REFERRERS

Fields = tuple[str, ...]
Index = dict[tuple[Any, ...], set[int]]  # values of the fields → ids
Removed = dict[str, set[int]]  # ids by table
Emptied = dict[tuple[str, int], set[str]]  # fields that become None, by (table, id)

# Records of one parent are sorted by the first of these fields that they have, then by id.
_ORDER = ("pos", "position", "at", "id")
_SORT = {
    table: itemgetter(next(cls._fields.index(field) for field in _ORDER if field in cls._fields), 0)
    for table, cls in RECORDS.items()
}


class Memory:
    """Rows by table and id. Indexes are built when first asked for: opening a file needs none of them."""

    def __init__(self, rows: dict[str, dict[int, Any]]) -> None:
        self.rows = rows
        self._indexes: dict[str, dict[Fields, Index]] = {table: {} for table in RECORDS}

    def put(self, table: str, id: int, record: Record | None) -> Record | None:
        """Set or remove (None) a record; returns what was there."""
        rows = self.rows[table]
        old = rows.get(id)
        for fields, index in self._indexes[table].items():
            left, entered = _key(old, fields), _key(record, fields)
            if left == entered:
                continue
            if left is not None:
                index[left].discard(id)
            if entered is not None:
                index.setdefault(entered, set()).add(id)
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
        if references:
            found = [rows[id] for id in self._ids(table, tuple(references), tuple(references.values()))]
        else:
            found = list(rows.values())
        found.sort(key=_SORT[table])
        return found

    def cascade(self, table: str, ids: Iterable[int]) -> tuple[Removed, Emptied]:
        """What removing these records takes with it."""
        removed: Removed = {table: set(ids)}
        emptied: Emptied = {}
        todo = [(table, set(ids))]
        while todo:
            parent, gone = todo.pop()
            for child, field, _, cascade in REFERRERS[parent]:
                hit = set().union(*(self._ids(child, (field,), (id,)) for id in gone))
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

    def _ids(self, table: str, fields: Fields, values: tuple[int | None, ...]) -> set[int]:
        index = self._indexes[table].get(fields)
        if index is None:
            unknown = set(fields) - {reference.field for reference in REFERENCES[table]}
            if unknown:
                raise ValueError(f"{table}.{unknown.pop()} refers to no record")
            index = {}
            for record in self.rows[table].values():
                index.setdefault(_key(record, fields), set()).add(record[0])
            self._indexes[table][fields] = index
        return index.get(values, set())


def _key(record: Any, fields: Fields) -> Any:
    return record and tuple([getattr(record, field) for field in fields])
