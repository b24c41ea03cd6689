"""An import that was undone comes back: the same rows, imported again, are not written anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from model.file import File


class Answer(NamedTuple):
    """One row of `add_answers`.

    stage: None = unplaced. scale: one of `kinds.SCALES`, '' = no score. date: 'YYYY-MM-DD' or ''. source_id:
    the answer's id in the file or ''. row_hash: 64 bits, signed, of the row's contents.
    """

    stage: int | None
    scale: str
    score: float | None
    comment: str
    date: str
    source: str
    source_id: str
    row_hash: int


COLUMNS = ", ".join(Answer._fields)
_MARKS = ",".join("?" * len(Answer._fields))
_TOGETHER = 250  # rows of one INSERT: half the time of one each


class Returning:
    """Compares the rows of a new import, slice by slice, with those of imports whose record is gone.

    As long as one of them is the same nothing is written; from the first difference on everything is.
    """

    def __init__(self, file: File, batch: int, rows: int, live: Collection[int]) -> None:
        """`batch`: id of the new import, `rows`: how many it will have, `live`: imports that are there."""
        self._file = file
        self._batch = batch
        self._rows = rows
        self._seen = 0
        same_size = file.query("SELECT batch FROM answer_tally GROUP BY batch HAVING sum(n)=?", (rows,))
        self._last = {old: 0 for (old,) in same_size if old not in live}  # undone import → its last row seen

    def add(self, columns: Sequence[Sequence[Any]]) -> None:
        """One slice, columns in the order of `Answer`; written only when no undone import has the same."""
        if self._last:
            self._compare(list(zip(*columns, strict=True)))
        if not self._last:
            self._write(columns)

    def end(self) -> int | None:
        """The import that is the same in every row, if there is one."""
        if self._last and self._seen < self._rows:
            self._write_seen(*self._last.popitem())
            self._last.clear()
        return min(self._last, default=None)

    def _compare(self, rows: list[tuple[Any, ...]]) -> None:
        sql = f"SELECT id, {COLUMNS} FROM answer WHERE batch=? AND id>? ORDER BY id LIMIT ?"
        for old, last in list(self._last.items()):
            theirs = self._file.query(sql, (old, last, len(rows)))
            if [row[1:] for row in theirs] == rows:
                self._last[old] = theirs[-1][0] if theirs else last
            elif len(self._last) == 1:
                self._write_seen(*self._last.popitem())
            else:
                del self._last[old]
        self._seen += len(rows)

    def _write(self, columns: Sequence[Sequence[Any]]) -> None:
        """Many rows by one INSERT. ValueError when the columns are not of one length."""
        width = len(columns)
        values: list[Any] = [None] * (width * len(columns[0]))
        for at, column in enumerate(columns):
            values[at::width] = column
        insert, row = f"INSERT INTO answer(batch, {COLUMNS}) VALUES", f"({self._batch:d},{_MARKS})"
        many = _TOGETHER * width
        rest = len(values) - len(values) % many
        for sql, size, start, end in (
            (insert + ",".join([row] * _TOGETHER), many, 0, rest),
            (insert + row, width, rest, len(values)),
        ):
            self._file.execute_many(sql, (values[at : at + size] for at in range(start, end, size)))

    def _write_seen(self, old: int, last: int) -> None:
        sql = f"INSERT INTO answer(batch, {COLUMNS}) SELECT ?, {COLUMNS} FROM answer WHERE batch=? AND id<=?"
        self._file.execute_many(f"{sql} ORDER BY id", [(self._batch, old, last)])
