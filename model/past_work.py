"""Long work on the past in a child process, which the window polls: a far moment, a shorter history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from model.budget import MOST_BYTES
from model.changes import Change
from model.child import Child, Message
from model.compaction import KEEP, Freed
from model.document import Document
from model.errors import MasaError
from model.exchange import Exchange
from model.history import Tree, Way, way_to
from model.records import RECORDS

NEAR = 300, 256 << 10  # steps, and bytes of them, that are read at once, without a child
SECONDS, MEMORY = 120.0, 3 << 30  # that a child may take; an honest history needs a hundredth

Result = TypeVar("Result")


class PastWork(Generic[Result]):
    """Under way in a child. `progress`: share of 1. `result`: None until it is done."""

    def __init__(self, request: Message, finish: Callable[[Any], Result]) -> None:
        self.progress = 0.0
        self.result: Result | None = None
        self._finish = finish
        self._child = Child.start("past", request, memory=MEMORY, seconds=SECONDS)

    def poll(self, wait: float = 0.0) -> bool:
        """Take what the child said; true when the result is there. Raises MasaError.

        Never blocks, unless it may `wait` so many seconds for a message.
        """
        for message in self._child.poll(wait):
            self.progress = message.get("progress", self.progress)
            if "done" in message:
                self.result = self._finish(message["done"])
        if self.result is not None:
            self.cancel()
        elif self._child.ended:
            raise MasaError("child_died")
        return self.result is not None

    def wait(self) -> Result:
        """The result, when it is there. Raises MasaError."""
        while not self.poll(wait=1.0):
            pass
        assert self.result is not None
        return self.result

    def cancel(self) -> None:
        """Stop it; nothing was changed. Harmless when it is done."""
        self._child.cancel()


class Shorter(NamedTuple):
    """The file as it would be with a shorter history, and what that frees."""

    freed: Freed
    data: bytes
    written: int  # of the file, when it was read


def near_way(document: Document, moment: int) -> Way | None:
    """The way there, when it is found in a moment. KeyError for an unknown moment; MasaError."""
    document.file.moment(moment)
    if sum(map(len, Tree(document.file).way(moment))) > NEAR[0]:
        return None
    try:
        return way_to(document.file, document.memory, moment, NEAR)
    except MasaError as error:
        if error.code != "history_too_long":
            raise
        return None


def find_way(document: Document, moment: int) -> PastWork[Way]:
    """For `as_of`, `go_to` and `versions.restore`. KeyError for an unknown moment; MasaError."""
    file, rows, head = document.file, document.memory.rows, document.head
    file.moment(moment)
    back, forward = Tree(file).way(moment)
    ids = {*back, *forward}
    between = (min(ids, default=0), max(ids, default=0))
    ((size,),) = file.query("SELECT sum(length(diff)) FROM history WHERE id BETWEEN ? AND ?", between)
    if ids and size > MOST_BYTES // 2:  # as they are in the file, where they are far smaller
        raise MasaError("history_too_long", steps=len(ids), mb=size >> 20)
    found = file.rows("SELECT id, gesture, diff FROM history WHERE id BETWEEN ? AND ?", between)
    request = {
        "do": "way", "total": len(ids), "back": back, "forward": forward,
        "steps": [row for row in found if row[0] in ids],
        "records": {table: list(map(tuple, records.values())) for table, records in rows.items()},
    }  # fmt: skip

    def read(done: list[tuple[str, int, tuple[Any, ...] | None]]) -> Way:
        changes = [
            Change(table, id, rows[table].get(id), after and RECORDS[table](*after))
            for table, id, after in done
        ]
        return Way(head, moment, changes)

    return PastWork(request, read)


def shorten(document: Document, keep: int = KEEP) -> PastWork[Shorter]:
    """Find what compaction makes of the file; `exchange` then puts it in its place."""
    written, total = document.file.written, document.file.query("SELECT 2 * count(*) FROM history")[0][0]
    request = {
        "do": "shorter", "total": total, "keep": keep, "snapshot": document.snapshot(),
        "file": document.file.name,
    }  # fmt: skip
    return PastWork(request, lambda done: Shorter(Freed(*done[0]), done[1], written))


def exchange(document: Document, shorter: Shorter) -> Exchange | None:
    """Begin to give the file its shorter history; None when it is another one by now. Raises MasaError."""
    document.refuse_rewriting()
    if document.file.written != shorter.written:
        return None
    return document.file.exchange(shorter.data)
