"""A project: all its records in memory, always equal to its file, and one way to change it: a gesture.

with document.gesture("move_card", title=card.title) as g:
    g.change("card", card.id, stage=stage.id)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from model import door
from model.canonical import blank_file
from model.changes import Change, pack, unpack
from model.errors import MasaError
from model.file import File, bring_up_to_date, open_here, write_new
from model.history import Tree, Way, sweep, tidy, way_to
from model.memory import Memory
from model.records import RECORDS, Project, Record
from model.sharing import without_history
from model.tables import COLUMNS, fit_all

if TYPE_CHECKING:
    from model.answers import BulkImport

Listener = Callable[[list[Change]], object]

__all__ = ["Change", "Document", "Gesture", "Listener", "Step"]


class Step(NamedTuple):
    """A gesture that was, or can be, undone or redone: the id and parameters of its name."""

    gesture: str
    params: dict[str, Any]
    changes: tuple[Change, ...] = ()


class Gesture:
    """Changes records within one transaction; made by `Document.gesture`."""

    def __init__(self, memory: Memory, new_id: Callable[[], int]) -> None:
        self._memory = memory
        self._new_id = new_id
        self._before: dict[tuple[str, int], Record | None] = {}
        self._over = False

    def add(self, table: str, **values: Any) -> Any:
        """The new record, with an id of its own. ValueError for a value that its field cannot hold."""
        id = self._new_id()
        record = RECORDS[table](**{**fit_all(table, values), "id": id})
        self._put(table, id, record)
        return record

    def change(self, table: str, id: int, **values: Any) -> Any:
        """The record with these fields set; KeyError when there is none."""
        record = self._memory.rows[table][id]._replace(**fit_all(table, values))
        self._put(table, id, record)
        return record

    def remove(self, table: str, *ids: int) -> None:
        """With all that cannot be without them; other references become None. KeyError for an unknown id."""
        if unknown := set(ids) - self._memory.rows[table].keys():
            raise KeyError(f"{table} {sorted(unknown)}")
        removed, emptied = self._memory.cascade(table, ids)
        for (child, id), fields in emptied.items():
            self.change(child, id, **dict.fromkeys(fields))
        for child, gone in removed.items():
            for id in gone:
                self._put(child, id, None)

    def apply(self, changes: Iterable[Change]) -> None:
        """The records after these changes, with the ids they have there; for the document's own modules."""
        for table, id, _, after in changes:
            self._put(table, id, after)

    def changes(self) -> list[Change]:
        """What differs so far from before the gesture."""
        rows = self._memory.rows
        found = (Change(*key, before, rows[key[0]].get(key[1])) for key, before in self._before.items())
        return [change for change in found if change.before != change.after]

    def end(self) -> None:
        """Later changes raise RuntimeError: they would be in memory only."""
        self._over = True

    def restore(self) -> None:
        for (table, id), before in self._before.items():
            self._memory.put(table, id, before)

    def _put(self, table: str, id: int, record: Record | None) -> None:
        if self._over:
            raise RuntimeError("the gesture is over")
        if table == "project" and (record is None or id not in self._memory.rows[table]):
            raise ValueError("a document is one project")
        self._before.setdefault((table, id), self._memory.put(table, id, record))


class Document:
    """Everything may raise MasaError; after an error memory and file are as they were before."""

    def __init__(self, file: File, rows: door.Rows) -> None:
        self._file = file
        self._memory = Memory(rows)
        self._listeners: list[Listener] = []
        self.backup: Path | None = None
        self.read_only = False  # an earlier moment, to look at
        self._busy: str | None = None  # what keeps gestures out: "gesture", "listeners" or "import"
        self.on_listener_error: Callable[[Exception], object] = _log

    # ---- files ----

    @classmethod
    def create(cls, path: str | Path | None, *, replace: bool = False) -> Document:
        """A new, untitled project; path None: in memory. `replace` allows an existing file."""
        if path is None:
            return cls.from_snapshot(blank_file())
        write_new(door.real(path), blank_file(), replace=replace)
        return cls.open(path)

    @classmethod
    def open(cls, path: str | Path) -> Document:
        """A checked file, held alone by this document until it is closed.

        One of an older format becomes one of today's; `backup` is then where the old one was put.
        """
        path = door.real(path)
        if open_here(path):
            raise MasaError("file_is_open", file=str(path))
        backup = bring_up_to_date(path)
        connection, rows = door.open_file(path)
        document = cls(File(connection, path), rows)
        document.backup = backup
        return document

    @classmethod
    def from_snapshot(cls, data: bytes, file: str = "") -> Document:
        """A document in memory from the bytes of a file; `file` names it in errors."""
        connection, rows = door.open_bytes(data, file)
        return cls(File(connection, None), rows)

    @property
    def path(self) -> Path | None:
        return self._file.path

    @property
    def head(self) -> int:
        """Id of the history's current node: equal heads of one file mean equal records."""
        return self._file.head

    def snapshot(self, *, history: bool = True) -> bytes:
        """The file as it would be if closed now; without its history: only what there is now."""
        self._refuse_during_import()
        return self._file.image() if history else without_history(self._file, self._memory)

    def save_copy(self, path: str | Path, *, replace: bool = True, history: bool = True) -> None:
        """A copy, with its whole history or without any; this document stays with its own file.

        Without it, nothing that was deleted, undone, or imported and removed is in the copy's bytes.
        """
        write_new(door.real(path), self.snapshot(history=history), replace=replace)

    def close(self) -> None:
        """Rolls back an import under way, and leaves one clean file. Closing again does nothing."""
        self._listeners.clear()
        try:
            if not self._file.closed:
                self._file.rollback()
                if self._file.path is not None:
                    tidy(self._file)
        finally:
            self._file.close()

    # ---- reading ----

    @property
    def project(self) -> Project:
        return next(iter(self._memory.rows["project"].values()))

    def all(self, table: str) -> Mapping[int, Any]:
        """A view of all records of a table by id; it follows later gestures."""
        return MappingProxyType(self._memory.rows[table])

    def get(self, table: str, id: int | None) -> Any | None:
        return None if id is None else self._memory.rows[table].get(id)

    def __getitem__(self, key: tuple[str, int]) -> Any:
        table, id = key
        return self._memory.rows[table][id]

    def children(self, table: str, **references: int | None) -> list[Any]:
        """Records by one or several references, as `children("card", stage=1, lane=2)`, in their order."""
        return self._memory.children(table, **references)

    # ---- changing ----

    @contextmanager
    def gesture(self, name: str, **params: str | int) -> Iterator[Gesture]:
        """One transaction, one step of undo. `params` complete its name. Nothing changed: no step."""
        self._refuse_writing()
        gesture = self._begin(name)
        try:
            yield gesture
            changes = gesture.changes()
            if changes:
                diff = pack(changes)
                with self._file.transaction():
                    self._file.write_changes(changes)
                    head = self._file.add_history(name, params, diff)
                self._file.head = head
        except BaseException:
            gesture.restore()
            raise
        finally:
            gesture.end()
            self._busy = None
        if changes:
            self._tell(changes)

    def undo(self) -> Step | None:
        """Takes the last gesture back; None when there is none."""
        self._refuse_writing()
        row = self._file.moment(self.head)
        return None if row.parent is None else self._step(row.id, row.parent, backwards=True)

    def redo(self) -> Step | None:
        """Does again what was undone last; None when there is nothing."""
        self._refuse_writing()
        child = self._file.newest_child(self.head)
        return None if child is None else self._step(child, child, backwards=False)

    def go_to(self, moment: int, way: Way | None = None) -> list[Change]:
        """Undo or redo up to this moment, at once. KeyError when neither leads there.

        `way`: as `past_work.find_way` found it; without it, a far moment takes its time.
        """
        self._refuse_writing()
        if moment not in Tree(self._file).line():
            raise KeyError(f"moment {moment}")
        return self._travel(self.way_to(moment, way))

    def as_of(self, moment: int, way: Way | None = None) -> Document:
        """The whole project as it was then: in memory, for reading only. KeyError for an unknown moment."""
        way = self.way_to(moment, way)
        then = Document(self._file.in_memory(), self._memory.copy().rows)
        then._travel(way)
        then.read_only = True
        return then

    def way_to(self, moment: int, known: Way | None = None) -> Way:
        """From the project as it is to how it was then; `known` when it is that. KeyError as above.

        MasaError("history_damaged"), and "history_too_long" for one that was made to be slow.
        """
        self._refuse_during_import()
        self._file.moment(moment)
        if known is not None and known[:2] == (self.head, moment):
            return known
        return way_to(self._file, self._memory, moment)

    @property
    def who(self) -> str:
        """The author that the history keeps beside each gesture; at first the system's user."""
        return self._file.who

    @who.setter
    def who(self, name: str) -> None:
        self._file.who = name

    @property
    def undo_leaves_session(self) -> bool:
        """Whether the next undo takes back what was there when the document was opened."""
        return self.head <= self._file.first_head and self.undo_step is not None

    def leaves_session(self, moment: int) -> bool:
        """Whether to go there takes back what was there when the document was opened."""
        first = self._file.first_head
        return moment < first and any(moment < id <= first for id in Tree(self._file).past(self.head))

    def sweep(self, most: int = 1000) -> bool:
        """Remove so many answers that nothing leads to, when nothing else is done; whether there may be more.

        They are what a closing left behind that would have taken too long.
        """
        if self.read_only or self._busy:
            return True
        with self._file.transaction():
            return sweep(self._file, most)

    @property
    def undo_step(self) -> Step | None:
        row = self._file.moment(self.head)
        return None if row.parent is None or self.read_only else Step(row.gesture, row.params)

    @property
    def redo_step(self) -> Step | None:
        child = self._file.newest_child(self.head)
        if child is None or self.read_only:
            return None
        row = self._file.moment(child)
        return Step(row.gesture, row.params)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """`listener(changes)` runs after each commit; it may open no gesture. Returns unsubscribe."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # ---- within ----

    def begin_bulk(self, name: str, **params: str | int) -> BulkImport:
        """Rows that are no records, written in slices within one transaction and one gesture of this name.

        Until it is committed or rolled back, gestures, undo and snapshots raise MasaError("import_running").
        """
        from model.answers import BulkImport

        self._refuse_writing()
        gesture = self._begin(name)
        try:
            self._file.begin()
        except BaseException:
            self._busy = None
            raise
        self._busy = "import"
        return BulkImport(self._file, self._memory, gesture, (name, params), self._end_bulk)

    def _end_bulk(self, changes: list[Change]) -> None:
        self._busy = None
        if changes:
            self._tell(changes)

    @contextmanager
    def rewriting_history(self) -> Iterator[File]:
        """One transaction over rows that are no records; for the document's own modules."""
        self.refuse_rewriting()
        with self._file.transaction():
            yield self._file

    @property
    def file(self) -> File:
        """For the document's own modules, to read from."""
        return self._file

    @property
    def memory(self) -> Memory:
        """For the document's own modules, to read from."""
        return self._memory

    def refuse_rewriting(self) -> None:
        """Raises MasaError, or RuntimeError, when the file's other rows may not change now."""
        self._refuse_writing()
        if self._busy:
            raise RuntimeError(f"the history stays as it is within {self._busy}")

    def _refuse_writing(self) -> None:
        if self.read_only:
            raise MasaError("moment_read_only")
        self._refuse_during_import()

    def _refuse_during_import(self) -> None:
        if self._busy == "import":
            raise MasaError("import_running")

    def _begin(self, name: str) -> Gesture:
        if self._busy:
            raise RuntimeError(f"{name}: no gesture within {self._busy}")
        self._busy = "gesture"
        return Gesture(self._memory, self._new_record_id)

    def _new_record_id(self) -> int:
        id = self._file.new_id()
        while any(id in self._memory.rows[table] for table in COLUMNS):  # only in a file made to mislead
            id = self._file.new_id()
        return id

    def _step(self, id: int, head: int, *, backwards: bool) -> Step:
        if self._busy:
            raise RuntimeError(f"no undo or redo within {self._busy}")
        row = self._file.moment(id)
        try:
            changes = unpack(self._file.difference(id), self._memory, backwards=backwards)
            self._become(changes, head)
        except ValueError as error:
            raise MasaError("history_damaged", gesture=row.gesture) from error
        return Step(row.gesture, row.params, tuple(changes))

    def _travel(self, way: Way) -> list[Change]:
        if self._busy:
            raise RuntimeError(f"no travel within {self._busy}")
        try:
            self._become(way.changes, way.end)
        except ValueError as error:
            raise MasaError("history_damaged", gesture=self._file.gesture_of(way.end)) from error
        return way.changes

    def _become(self, changes: list[Change], head: int) -> None:
        with self._file.transaction():
            self._file.write_changes(changes)
            self._file.write_head(head)
        self._file.head = head
        for table, id, _, after in changes:
            self._memory.put(table, id, after)
        self._tell(changes)

    def _tell(self, changes: list[Change]) -> None:
        """Also of an undo that changes no record: what can be undone next is another step."""
        self._busy = "listeners"
        try:
            for listener in tuple(self._listeners):
                try:
                    listener(changes)
                except Exception as error:  # one broken view must not keep the others from following
                    self.on_listener_error(error)
        finally:
            self._busy = None


def _log(error: Exception) -> None:
    logging.getLogger(__name__).error("a listener failed", exc_info=error)
