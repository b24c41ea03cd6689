"""What the record classes say of their tables: which fields refer to which, and what each can hold."""

from __future__ import annotations

from math import isfinite
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from model.records import RECORDS, Record

_PARENTS = {table: table for table in RECORDS} | {  # field name → table it refers to
    "batch": "import_batch",
    "until": "stage",
    "touchpoint": "card",
    "source": "card",
    "target": "card",
}
_OWNED = {("emotion", "persona")}  # may be None, yet goes with its persona: it is that persona's curve
_INT64 = 1 << 63


class Column(NamedTuple):
    kind: type  # int, float or str
    optional: bool  # may be None


class Reference(NamedTuple):
    """`table.field` is an id of `parent`; when that goes, the child goes (`cascade`) or the field empties."""

    table: str
    field: str
    parent: str
    cascade: bool


def _columns(record: type[Record]) -> dict[str, Column]:
    columns = {}
    for field, hint in get_type_hints(record).items():
        kinds = get_args(hint) or (hint,)
        columns[field] = Column(next(kind for kind in kinds if kind is not NoneType), NoneType in kinds)
    return columns


COLUMNS: dict[str, dict[str, Column]] = {table: _columns(record) for table, record in RECORDS.items()}
REFERENCES: dict[str, tuple[Reference, ...]] = {
    table: tuple(
        Reference(table, field, _PARENTS[field], not column.optional or (table, field) in _OWNED)
        for field, column in columns.items()
        if field in _PARENTS
    )
    for table, columns in COLUMNS.items()
}
REFERRERS: dict[str, tuple[Reference, ...]] = {
    parent: tuple(ref for refs in REFERENCES.values() for ref in refs if ref.parent == parent)
    for parent in RECORDS
}


def storable(text: str) -> str:
    """A lone surrogate, which no file can hold, becomes "?"."""
    return str(text) if text.isascii() else text.encode("utf-8", "replace").decode()


def fit(table: str, field: str, value: Any) -> Any:
    """The value as the file will give it back: memory equals file. ValueError when it does not fit."""
    kind, optional = COLUMNS[table][field]
    if value is None and optional:
        return None
    if kind is str and isinstance(value, str):
        return storable(value)
    if kind is int and isinstance(value, int) and -_INT64 <= value < _INT64:
        return int(value)
    if kind is float and isinstance(value, int | float) and isfinite(value):
        return float(value) + 0.0  # -0.0 becomes 0.0: the two are equal, yet print differently
    raise ValueError(f"{table}.{field} cannot hold {value!r}")


def fit_all(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Every value fitted; ValueError for an unknown field or for `id`, which the document gives."""
    unknown = values.keys() - (COLUMNS[table].keys() - {"id"})
    if unknown:
        raise ValueError(f"{table} has no field to set: {', '.join(sorted(unknown))}")
    return {field: fit(table, field, value) for field, value in values.items()}
