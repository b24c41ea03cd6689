"""The history of a file as a tree: what lies before a moment, what redo would do again, what is out of reach.

A moment is a row of the history, named by its id: the project as it was after that gesture. Ids rise along
every branch, whatever the clock says.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from model.changes import Change, mentioned, unpack
from model.errors import MasaError
from model.file import File
from model.memory import Memory


def past(file: File, moment: int) -> list[int]:
    """This moment and all before it, newest first, the root last."""
    sql = """WITH RECURSIVE line(id, parent) AS (
        SELECT id, parent FROM history WHERE id=?
        UNION ALL SELECT history.id, history.parent FROM history JOIN line ON history.id = line.parent)
        SELECT id FROM line ORDER BY id DESC"""
    return [row[0] for row in file.query(sql, (moment,))]


def ahead(file: File, moment: int) -> list[int]:
    """What redo would do again from this moment, nearest first."""
    sql = """WITH RECURSIVE line(id) AS (
        SELECT max(id) FROM history WHERE parent=?
        UNION ALL SELECT (SELECT max(id) FROM history WHERE parent = line.id) FROM line WHERE id IS NOT NULL)
        SELECT id FROM line WHERE id IS NOT NULL ORDER BY id"""
    return [row[0] for row in file.query(sql, (moment,))]


def reachable(file: File) -> set[int]:
    """Every moment that undo, redo or a version can still lead to."""
    found = {*past(file, file.head), *ahead(file, file.head)}
    for (version,) in file.query("SELECT id FROM history WHERE version IS NOT NULL"):
        if version not in found:
            found.update(past(file, version))
    return found


class Walk:
    """Goes along the history on a copy of the records, which `memory` holds; nothing is written."""

    def __init__(self, file: File, memory: Memory) -> None:
        self.memory = memory.copy()
        self._file = file
        self._before: dict[tuple[str, int], Any] = {}

    def fork(self) -> Walk:
        """Another walk from here."""
        return Walk(self._file, self.memory)

    def step(self, moment: int, *, backwards: bool) -> None:
        """Over this moment's gesture. Raises MasaError("history_damaged")."""
        try:
            changes = unpack(self._file.difference(moment), self.memory, backwards=backwards)
        except ValueError as error:
            gesture = self._file.moment(moment).gesture
            raise MasaError("history_damaged", gesture=gesture) from error
        for table, id, before, after in changes:
            self._before.setdefault((table, id), before)
            self.memory.put(table, id, after)

    def changes(self) -> list[Change]:
        """What all steps since the last asking make together."""
        seen, self._before = self._before, {}
        rows = self.memory.rows
        found = (Change(*key, before, rows[key[0]].get(key[1])) for key, before in seen.items())
        return [change for change in found if change.before != change.after]


def changes_to(file: File, memory: Memory, moment: int) -> list[Change]:
    """What leads from the records in memory, those of the head, to those of that moment."""
    here, there = past(file, file.head), past(file, moment)
    common = set(here) & set(there)
    walk = Walk(file, memory)
    for id in here:
        if id not in common:
            walk.step(id, backwards=True)
    for id in reversed(there):
        if id not in common:
            walk.step(id, backwards=False)
    return walk.changes()


def lost_imports(file: File, diffs: Iterable[bytes]) -> set[int]:
    """Imports that are gone, whose answers are still in the file, and that none of these steps changes.

    Nothing is lost when a step cannot be read: it might need any of them.
    """
    sql = "SELECT DISTINCT batch FROM answer_tally WHERE batch NOT IN (SELECT id FROM import_batch)"
    gone = {row[0] for row in file.query(sql)}
    try:
        for diff in diffs if gone else ():
            gone -= mentioned(diff, "import_batch")
    except ValueError:
        return set()
    return gone


def remove_answers(file: File, batches: Iterable[int]) -> None:
    """Within a transaction."""
    for table in ("answer", "answer_tally"):
        file.execute_many(f"DELETE FROM {table} WHERE batch=?", [(batch,) for batch in batches])


def tidy(file: File) -> None:
    """Before a file is closed: answers that no undo, redo or version leads to are removed.

    What cannot be done now, as on a full disk, is left for another time.
    """
    with suppress(MasaError):
        lost = lost_imports(file, map(file.difference, reachable(file)))
        if lost:
            with file.transaction():
                remove_answers(file, lost)
