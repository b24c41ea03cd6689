"""An import, as the dialog and the command line run it: a child reads and checks, the document takes slices.

with Import.into(document, map_id, path, language) as job:
    job.wait()
    for progress in job.write(document, map_id): ...
    job.outcome
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from importers.check import Check, Choices, Outcome
from importers.stages import places
from model.answers import BulkImport, known_rows
from model.child import Child, Message
from model.document import Document
from model.errors import MasaError
from model.measures import shown_drop_off
from model.order import place
from model.records import ImportBatch

State = Literal["reading", "checked", "writing", "done", "failed"]

READERS_OWN = Choices()  # everything left to the reader
READ_SECONDS = 50.0
MEMORY = 2 << 30  # bytes that the reader may take
_AHEAD = 8  # slices asked for at once, before they are needed
_WAIT = 0.005  # seconds to wait for a slice before the caller gets a turn
_OLE = b"\xd0\xcf"  # how .xls begins
_SMALL_FILE = 20 << 20  # bytes: a smaller file that needs too much memory has cells far apart


Here = Iterator[Message]
"""What a map has from earlier imports, for the reader to compare: messages, each made in milliseconds."""


def what_is_here(document: Document, map_id: int) -> Here:
    """Files, the drop-off figures that are shown, answers; a last message that says that this was all."""
    batches = document.children("import_batch", map=map_id)
    yield {"files": [batch.file_hash for batch in batches], "shown": _shown(document, batches)}
    for page in known_rows(document, map_id):
        yield {"answers": page}
    yield {"all": True}


def _shown(document: Document, batches: Sequence[ImportBatch]) -> dict[str, Any] | None:
    """The newest drop-off table, whose figures are shown."""
    newest = shown_drop_off(batches)
    if newest is None:
        return None
    rows = document.children("drop_off", batch=newest.id)
    return {
        "file": newest.file,
        "period": newest.period,
        "unit": newest.unit,
        "open": newest.open,
        "rows": [(row.stage, row.position, row.entered, row.completed, row.left) for row in rows],
    }


class Import:
    """One file on its way into a map. `state` says how far it is; `check` is what an import would do.

    Use it in a `with`, or call `cancel` in the end: both stop the child process. Raises MasaError with the
    codes of `problems.ERRORS`.
    """

    def __init__(
        self,
        path: str | Path,
        stages: Sequence[tuple[int, str]],
        language: str,
        choices: Choices = READERS_OWN,
        here: Here | None = None,
    ) -> None:
        """`here`: of the map, so that the check can count what is there already."""
        self.path = Path(path)
        self.choices = choices
        self.state: State = "reading"
        self.error: MasaError | None = None
        self.progress = 0.0
        self.check: Check | None = None
        self.outcome: Outcome | None = None
        self._writer: Generator[float, None, None] | None = None
        self._awaited = 1  # checks that were asked for and have not come
        self._here = iter([{"all": True}]) if here is None else here
        self._head: int | None = None
        request = {
            "path": str(self.path.absolute()),
            "stages": [(id, title) for id, title in stages],
            "language": language,
            "choices": choices.plain(),
        }
        self._child = Child.start("read_table", request, memory=MEMORY, seconds=READ_SECONDS)

    @classmethod
    def into(
        cls, document: Document, map_id: int, path: str | Path, language: str, choices: Choices = READERS_OWN
    ) -> Import:
        """The import of a file into this map, compared with what is there."""
        stages = [(stage.id, stage.title) for stage in document.children("stage", map=map_id)]
        job = cls(path, stages, language, choices, what_is_here(document, map_id))
        job._head = document.head
        return job

    def poll(self) -> bool:
        """Take in what the reader sent, without waiting; whether something changed."""
        if self.state != "reading":
            return False
        if (known := next(self._here, None)) is not None:
            self._child.send(known)
        try:
            messages = self._child.poll()
        except MasaError as error:
            self._fail(error)
            return True
        for message in messages:
            self._take(message)
        return self._has_ended() or bool(messages)

    def wait(self, on_progress: Callable[[float], object] | None = None) -> Check:
        """The check, when it is there. Raises MasaError when the file cannot be read."""
        if self.state == "reading":
            for known in self._here:
                self._child.send(known)
            try:
                for message in self._child.messages():
                    self._take(message)
                    if on_progress:
                        on_progress(self.progress)
                    if self.state != "reading":
                        break
            except MasaError as error:
                self._fail(error)
            self._has_ended()
        if self.error is not None:
            raise self.error
        assert self.check is not None
        return self.check

    def choose(self, **changes: Any) -> None:
        """Check again with these fields of `Choices`; `state` is 'reading' until the new check is there."""
        if self.state not in ("reading", "checked"):
            return
        self.choices = replace(self.choices, **changes)
        self.state, self.progress = "reading", 0.0
        self._awaited += 1
        for known in self._here:
            self._child.send(known)
        self._child.expect(READ_SECONDS)
        self._child.send({"choices": self.choices.plain()})

    def write(self, document: Document, map_id: int) -> Generator[float, None, None]:
        """Import what the check promised, as one gesture: yields the progress after each short slice.

        Closing the iterator, `cancel` or an error leave the document as it was.
        """
        self._writer = self._write(document, map_id)
        return self._writer

    def cancel(self) -> None:
        """Stop reading or writing; what was not finished has not happened."""
        if self._writer is not None:
            self._writer.close()
        self._child.cancel()
        if self.state not in ("done", "failed"):
            self._fail(MasaError("cancelled"))

    def __enter__(self) -> Import:
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def _has_ended(self) -> bool:
        """Whether the reader ended without its check."""
        ended = self.state == "reading" and self._child.ended
        if ended:
            self._fail(MasaError("child_died"))
        return ended

    def _take(self, message: Message) -> None:
        self.progress = message.get("progress", self.progress)
        if "check" in message:
            self.check = Check.from_plain(message["check"])
            self._awaited -= 1
            if self._awaited == 0:
                self.state, self.progress = "checked", 1.0
                self._child.expect(None)

    def _fail(self, error: MasaError) -> None:
        self.state, self.error = "failed", self._about_the_file(error)

    def _about_the_file(self, error: MasaError) -> MasaError:
        """How the reader ended, as it matters to the user: what is wrong with the file."""
        file = str(self.path)
        if error.code == "child_out_of_memory":
            return MasaError(self._too_much(), file=file)
        if error.code == "child_died":
            return MasaError("table_damaged", file=file)
        if error.code == "child_too_slow":
            return MasaError("table_too_slow", file=file, seconds=int(READ_SECONDS))
        return error

    def _too_much(self) -> str:
        """Why a file needs more memory than the reader may take; damaged old workbooks ask for anything."""
        with self.path.open("rb") as file:
            start = file.read(2)
        if start == _OLE:
            return "table_damaged"
        return "table_cells_apart" if self.path.stat().st_size < _SMALL_FILE else "table_too_much"

    def _write(self, document: Document, map_id: int) -> Generator[float, None, None]:
        check = self.check
        if check is None or self.state != "checked" or check.obstacle is not None:
            raise MasaError("nothing_to_import", file=str(self.path))
        self.state, self.progress = "writing", 0.0
        try:
            yield from self._write_checked(document, map_id, check)
            self.state, self.progress = "done", 1.0
        except MasaError as error:
            self._fail(error)
            assert self.error is not None
            raise self.error from error
        finally:
            self._child.cancel()

    def _write_checked(self, document: Document, map_id: int, check: Check) -> Generator[float, None, None]:
        self._child.expect(READ_SECONDS)
        same = self._head == document.head  # then the reader knows already what is here
        self._child.send({"write": same})
        for known in () if same else what_is_here(document, map_id):
            self._child.send(known)
            yield self.progress
        answers = _Waiting(self)
        ready: Message = yield from answers.next()
        rows, already = ready["ready"]["rows"], ready["ready"]["already"]
        if not rows:
            self.outcome = Outcome(check.kind, 0, check.refused, already, 0, 0)
            return
        bulk = document.begin_bulk(f"import_{check.kind}", file=self.path.name)
        try:
            batch = self._add_batch(document, bulk, map_id, check, rows)
            stage_of, made = self._stages(document, bulk, map_id, check)
            self._child.send({"stages": stage_of})
            self._child.send({"more": 2 * _AHEAD})
            unplaced = done = slices = 0
            while (slice := (yield from answers.next()))["rows"]:
                slices += 1
                if slices % _AHEAD == 0:
                    self._child.send({"more": _AHEAD})
                if check.kind == "feedback":
                    bulk.add_columns(batch.id, slice["answers"])
                    unplaced += slice["answers"][0].count(None)
                else:
                    _add_steps(bulk, batch.id, slice["steps"])
                done += slice["rows"]
                self._child.expect(READ_SECONDS)
                self.progress = done / rows
                yield self.progress
            bulk.commit()
        except BaseException:  # also when the iterator is closed: nothing has happened
            bulk.rollback()
            raise
        self.outcome = Outcome(check.kind, rows, check.refused, already, unplaced, made)

    def _add_batch(
        self, document: Document, bulk: BulkImport, map_id: int, check: Check, rows: int
    ) -> ImportBatch:
        """The record of this import. It is newer than every other, since the newest drop-off is shown."""
        newest = max((b.at for b in document.children("import_batch", map=map_id)), default=0)
        mapping = {name: check.columns[index] for name, index in check.mapping.items()}
        batch: ImportBatch = bulk.gesture.add(
            "import_batch",
            map=map_id,
            kind=check.kind,
            file=self.path.name,
            file_hash=check.file_hash,
            at=max(int(time.time()), newest + 1),
            rows=rows,
            refused=check.refused,
            unit=check.unit,
            period=check.period,
            open=int(check.open_funnel),
            mapping=json.dumps(mapping, ensure_ascii=False),
        )
        return batch

    def _stages(
        self, document: Document, bulk: BulkImport, map_id: int, check: Check
    ) -> tuple[dict[str, int | None], int]:
        """Name in the file → id of its stage, new stages made where they belong; and how many."""
        order = [stage.id for stage in document.children("stage", map=map_id)]
        found = {match.name: match.stage if match.stage in order else None for match in check.stage_matches}
        new = places(check.stage_matches, order)
        for name, before in new:
            keys, rekeyed = place(document.children("stage", map=map_id), before)
            for id, key in rekeyed.items():
                bulk.gesture.change("stage", id, pos=key)
            found[name] = bulk.gesture.add("stage", map=map_id, pos=keys[0], title=name).id
        return found, len(new)


class _Waiting:
    """The messages of a writing reader, one by one; while there is none the caller of `write` gets a turn."""

    def __init__(self, job: Import) -> None:
        self._job = job
        self._come: list[Message] = []

    def next(self) -> Generator[float, None, Message]:
        while not self._come:
            self._come = self._job._child.poll(_WAIT)
            if not self._come:
                if self._job._child.ended:
                    raise MasaError("child_died")
                yield self._job.progress
        return self._come.pop(0)


def _add_steps(bulk: BulkImport, batch: int, rows: Sequence[Any]) -> None:
    """Write steps; one whose stage was removed since the check is left out."""
    for stage, position, entered, completed, left in rows:
        if stage is not None:
            counts = {"entered": entered, "completed": completed, "left": left}
            bulk.gesture.add("drop_off", batch=batch, stage=stage, position=position, **counts)
