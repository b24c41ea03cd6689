"""Imported answers: rows of the file that are no records, for there may be a million of them.

They count while their `import_batch` record exists, so undo and redo of an import move that one record. What
the figures need is kept as a tally: the number of answers by batch, stage, scale, score and month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from model.changes import Change, pack
from model.document import Document, Gesture
from model.file import File
from model.memory import Memory
from model.returning import COLUMNS, Answer, Returning

__all__ = ["Answer", "BulkImport", "Tally", "all_answers", "known_rows", "tallies"]

_ALIKE = itemgetter(0, 1, 2, 4)  # the columns stage, scale, score, date
UNPLACED = 0  # what a tally's row holds for "no stage"


class Tally(NamedTuple):
    """n answers alike. stage: None = unplaced. month: 'YYYY-MM' or ''. Without a score, scale is ''."""

    stage: int | None
    scale: str
    score: float
    month: str
    n: int


class BulkImport:
    """Made by `Document.begin_bulk`. `gesture` changes records in the same step of undo."""

    def __init__(
        self,
        file: File,
        memory: Memory,
        gesture: Gesture,
        name: tuple[str, dict[str, Any]],
        end: Callable[[list[Change]], None],
    ) -> None:
        self.gesture = gesture
        self._file = file
        self._batches = memory.rows["import_batch"]
        self._name = name
        self._end: Callable[[list[Change]], None] | None = end
        self._counted: dict[int, Counter[tuple[Any, ...]]] = {}  # batch → answers by stage, scale, score, day
        self._returning: dict[int, Returning] = {}

    def add_answers(self, batch_id: int, rows: Iterable[Sequence[Any]]) -> int:
        """One slice of rows in the order of `Answer`; returns their number. An error ends the import."""
        try:
            columns = list(zip(*rows, strict=True))
        except BaseException:
            self.rollback()
            raise
        return self.add_columns(batch_id, columns)

    def add_columns(self, batch_id: int, columns: Sequence[Sequence[Any]]) -> int:
        """The same slice column by column, which takes less time; no columns are no rows."""
        self._refuse_when_over()
        if not columns:
            return 0
        try:
            if batch_id not in self._returning:
                batch = self._batches.get(batch_id)
                size = batch.rows if batch else 0
                self._returning[batch_id] = Returning(self._file, batch_id, size, self._batches)
            self._returning[batch_id].add(columns)
        except BaseException:  # SQLite may have ended the transaction: what came before is lost too
            self.rollback()
            raise
        self._counted.setdefault(batch_id, Counter()).update(zip(*_ALIKE(columns), strict=True))
        return len(columns[0])

    def commit(self) -> None:
        """Everything at once; on an error, or when no record changed, nothing is kept."""
        self._refuse_when_over()
        try:
            back = self._bring_back()
            changes = self.gesture.changes()
            if not changes:
                self.rollback()
                return
            tallies = ((*key, n) for key, n in self._tallies().items() if key[0] not in back)
            self._file.execute_many("INSERT INTO answer_tally VALUES(?,?,?,?,?,?)", tallies)
            self._file.write_changes(changes)
            head = self._file.add_history(*self._name, pack(changes))
            self._file.commit()
        except BaseException:
            self.rollback()
            raise
        self._file.head = head
        self._finish(changes)

    def rollback(self) -> None:
        """Neither file nor memory keeps anything. Once the import is over, this does nothing."""
        if not self._end:
            return
        self.gesture.restore()
        try:
            self._file.rollback()
        finally:
            self._finish([])

    def _tallies(self) -> Counter[tuple[int, int, str, float, str]]:
        """The days counted together by month: to count by day first is quicker than a key for every row."""
        found: Counter[tuple[int, int, str, float, str]] = Counter()
        for batch, counted in self._counted.items():
            for (stage, scale, score, date), n in counted.items():
                scale = scale if score is not None else ""
                found[batch, stage or UNPLACED, scale, score or 0.0, date[:7]] += n
        return found

    def _bring_back(self) -> set[int]:
        """Imports whose rows an undone one has already: that one's record comes instead of theirs."""
        back = set()
        for new, returning in self._returning.items():
            old, batch = returning.end(), self._batches.get(new)
            if old is not None and batch is not None:
                records = (
                    ("import_batch", new, batch, None),
                    ("import_batch", old, None, batch._replace(id=old)),
                )
                self.gesture.apply(Change(*record) for record in records)
                back.add(new)
        return back

    def _refuse_when_over(self) -> None:
        if not self._end:
            raise RuntimeError("the import is over")

    def _finish(self, changes: list[Change]) -> None:
        self.gesture.end()
        end, self._end = self._end, None
        if end:
            end(changes)


def tallies(document: Document, map_id: int) -> list[Tally]:
    """Of all live feedback imports of a map; answers of a stage that is gone count as unplaced."""
    stages = document.all("stage")
    found: Counter[tuple[int | None, str, float, str]] = Counter()
    for batch in _batches(document, map_id):
        sql = "SELECT stage, scale, score, month, n FROM answer_tally WHERE batch=?"
        for stage, scale, score, month, n in document.file.query(sql, (batch,)):
            found[stage if stage in stages else None, scale, score, month] += n
    return [Tally(*key, n) for key, n in found.items()]


def all_answers(document: Document, map_id: int, page: int = 10_000) -> Iterator[Answer]:
    """Every live answer, read page by page."""
    last = 0
    where, values = _live(document, map_id)
    sql = f"SELECT id, {COLUMNS} FROM answer WHERE {where} AND id>? ORDER BY id LIMIT ?"
    while rows := document.file.query(sql, (*values, last, page)):
        last = rows[-1][0]
        yield from (Answer(*row[1:]) for row in rows)


def known_rows(
    document: Document, map_id: int, page: int = 5_000
) -> Iterator[list[tuple[int, str, int | None]]]:
    """(row hash, id in its file, stage) of every live answer, so that importing a file again adds nothing.

    The stage only of scores that came alone, without comment and id: others are told apart by their contents.
    Page by page, each within milliseconds: there may be a million, and the window is open.
    """
    alone = "CASE WHEN comment='' AND source_id='' THEN stage END"
    sql = f"SELECT id, row_hash, source_id, {alone} FROM answer WHERE batch=? AND id>? ORDER BY id LIMIT ?"
    for batch in _batches(document, map_id):
        last = 0
        while rows := document.file.query(sql, (batch, last, page)):
            last = rows[-1][0]
            yield [(row_hash, source_id, stage) for _, row_hash, source_id, stage in rows]


def _batches(document: Document, map_id: int) -> list[int]:
    return [b.id for b in document.children("import_batch", map=map_id) if b.kind == "feedback"]


def _live(document: Document, map_id: int) -> tuple[str, list[Any]]:
    batches = _batches(document, map_id)
    return f"batch IN ({','.join('?' * len(batches))})", batches
