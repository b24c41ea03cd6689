"""The history of a file as a tree: what lies before a moment, what redo would do again, what is out of reach.

A moment is a row of the history, named by its id: the project as it was after that gesture. Ids rise along
every branch, whatever the clock says.
"""

from __future__ import annotations

from contextlib import suppress

from model.changes import mentioned
from model.errors import MasaError
from model.file import File


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


def remove_lost_answers(file: File) -> None:
    """Answers of imports that are gone and that no reachable moment knows; never what redo could need.

    A history that cannot be read keeps everything.
    """
    sql = "SELECT DISTINCT batch FROM answer_tally WHERE batch NOT IN (SELECT id FROM import_batch)"
    gone = {row[0] for row in file.query(sql)}
    if not gone:
        return
    with suppress(ValueError):
        for moment in reachable(file):
            gone -= mentioned(file.difference(moment), "import_batch")
        with file.transaction():
            for table in ("answer", "answer_tally"):
                file.execute_many(f"DELETE FROM {table} WHERE batch=?", [(batch,) for batch in gone])


def tidy(file: File) -> None:
    """Before a file is closed; what cannot be tidied now, as on a full disk, is left for another time."""
    with suppress(MasaError):
        remove_lost_answers(file)
