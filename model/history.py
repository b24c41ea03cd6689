"""The history of a file as a tree: what lies before a moment, what redo would do again, what is out of reach.

A moment is a row of the history, named by its id: the project as it was after that gesture. Ids rise along
every branch, whatever the clock says.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from model.budget import Budget
from model.changes import Change, mentioned, unpack
from model.errors import MasaError
from model.file import File
from model.memory import Memory

_READ_AT_CLOSE = 1000, 1 << 20  # steps, bytes
_SWEPT_AT_CLOSE = 5000  # answers


class Way(NamedTuple):
    """What leads from the records at one moment to those at another."""

    start: int
    end: int
    changes: list[Change]


class Steps(Protocol):
    """Where a walk reads; `File`, or what a child process was sent of one."""

    def difference(self, id: int) -> bytes: ...

    def gesture_of(self, id: int) -> str: ...


class Tree:
    """All moments of a history, each with the one before it; read once, for several questions."""

    def __init__(self, file: File) -> None:
        self._head = file.head
        self.parents: dict[int, int | None] = dict(file.query("SELECT id, parent FROM history ORDER BY id"))
        self._newest = {parent: id for id, parent in self.parents.items()}  # ids rise: the last one stays

    def past(self, moment: int) -> list[int]:
        """This moment and all before it, newest first, the root last."""
        found: list[int] = []
        id: int | None = moment
        while id is not None:
            found.append(id)
            id = self.parents[id]
        return found

    def ahead(self, moment: int) -> list[int]:
        """What redo would do again from this moment, nearest first."""
        found: list[int] = []
        while (id := self._newest.get(found[-1] if found else moment)) is not None:
            found.append(id)
        return found

    def line(self) -> list[int]:
        """The line of undo and redo, oldest first."""
        return [*reversed(self.past(self._head)), *self.ahead(self._head)]

    def way(self, moment: int) -> tuple[list[int], list[int]]:
        """From the head: gestures to be undone, then those to be done again, each in its order."""
        here, there = self.past(self._head), self.past(moment)
        common = set(here) & set(there)
        return [id for id in here if id not in common], [id for id in reversed(there) if id not in common]


def reachable(file: File, tree: Tree | None = None) -> set[int]:
    """Every moment that undo, redo or a version can still lead to."""
    tree = tree or Tree(file)
    found = set(tree.line())
    for (version,) in file.query("SELECT id FROM history WHERE version IS NOT NULL"):
        if version not in found:
            found.update(tree.past(version))
    return found


class Walk:
    """Goes along the history on a copy of the records, which `memory` holds; nothing is written."""

    def __init__(self, steps: Steps, memory: Memory, budget: Budget) -> None:
        self.memory = memory.copy()
        self._from = steps
        self._budget = budget
        self._before: dict[tuple[str, int], Any] = {}

    def fork(self) -> Walk:
        """Another walk from here."""
        return Walk(self._from, self.memory, self._budget)

    def step(self, moment: int, *, backwards: bool) -> None:
        """Over this moment's gesture. Raises MasaError("history_damaged"), MasaError("history_too_long")."""
        diff = self._from.difference(moment)
        try:
            changes = unpack(diff, self.memory, backwards=backwards, weigh=self._budget.take)
        except ValueError as error:
            raise MasaError("history_damaged", gesture=self._from.gesture_of(moment)) from error
        for table, id, before, after in changes:
            self._before.setdefault((table, id), before)
            self.memory.put(table, id, after)

    def go(self, back: Iterable[int], forward: Iterable[int]) -> list[Change]:
        """What these steps make together."""
        for id in back:
            self.step(id, backwards=True)
        for id in forward:
            self.step(id, backwards=False)
        return self.changes()

    def changes(self) -> list[Change]:
        """What all steps since the last asking make together."""
        seen, self._before = self._before, {}
        rows = self.memory.rows
        found = (Change(*key, before, rows[key[0]].get(key[1])) for key, before in seen.items())
        return [change for change in found if change.before != change.after]


def way_to(file: File, memory: Memory, moment: int, most: tuple[int, int] | None = None) -> Way:
    """From the records in memory, those of the head, to those of that moment. `most`: see `Budget`."""
    changes = Walk(file, memory, Budget(most)).go(*Tree(file).way(moment))
    return Way(file.head, moment, changes)


def lost_imports(file: File, budget: Budget) -> set[int]:
    """Imports that are gone, whose answers are still in the file, and that no step mentions that is needed.

    Nothing is lost when a step cannot be read: it might need any of them.
    """
    sql = "SELECT DISTINCT batch FROM answer_tally WHERE batch NOT IN (SELECT id FROM import_batch)"
    gone = {row[0] for row in file.query(sql)}
    if not gone:
        return gone
    first = min(gone)  # ids rise: no step before an import mentions it
    needed = reachable(file)
    try:
        for (id,) in file.query("SELECT id FROM history WHERE id > ?", (first,)):
            if gone and id in needed:
                gone -= mentioned(file.difference(id), "import_batch", budget.take)
    except ValueError:
        return set()
    return gone


def forget(file: File, imports: Iterable[int]) -> None:
    """Within a transaction: nothing can bring these back; `sweep` removes their answers."""
    file.execute_many("DELETE FROM answer_tally WHERE batch=?", [(each,) for each in imports])


_FORGOTTEN = """WITH RECURSIVE each(batch) AS (
    SELECT min(batch) FROM answer
    UNION ALL
    SELECT (SELECT min(batch) FROM answer WHERE batch > each.batch) FROM each WHERE batch IS NOT NULL)
    SELECT batch FROM each WHERE batch IS NOT NULL
    AND batch NOT IN (SELECT batch FROM answer_tally) AND batch NOT IN (SELECT id FROM import_batch)"""


def forgotten(file: File) -> list[int]:
    """Imports that were forgotten and still have answers."""
    return [row[0] for row in file.query(_FORGOTTEN)]


def sweep(file: File, most: int) -> bool:
    """Remove so many answers of forgotten imports, within a transaction; whether there may be more."""
    sql = "DELETE FROM answer WHERE id IN (SELECT id FROM answer WHERE batch=? LIMIT ?)"
    for each in forgotten(file):
        most -= file.execute_many(sql, [(each, most)])
        if most <= 0:
            return True
    return False


def tidy(file: File) -> None:
    """Before a file is closed: answers that no undo, redo or version leads to are removed.

    What cannot be done now, as on a full disk, or in a moment, is left for another time.
    """
    with suppress(MasaError):
        lost = lost_imports(file, Budget(_READ_AT_CLOSE))
        if lost or forgotten(file):
            with file.transaction():
                forget(file, lost)
                sweep(file, _SWEPT_AT_CLOSE)
