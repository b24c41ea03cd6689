"""A project without its past, to be given away."""

from __future__ import annotations

from model.canonical import NewFile
from model.file import File
from model.memory import Memory
from model.returning import COLUMNS as ANSWER


def without_history(file: File, memory: Memory) -> bytes:
    """The project as it is: nothing of what was deleted, undone or removed is in these bytes."""
    with NewFile() as made:
        for table, records in memory.rows.items():
            made.add(table, records.values())
        for batch in memory.rows["import_batch"]:
            answers = file.rows(f"SELECT batch, {ANSWER} FROM answer WHERE batch=? ORDER BY id", (batch,))
            made.add("answer", answers, ("batch", *ANSWER.split(", ")))
            made.add("answer_tally", file.rows("SELECT * FROM answer_tally WHERE batch=?", (batch,)))
        made.begin_history(file.new_id())
        return made.image()
