"""The reader, a child process: a file → a check of what an import would do, for every choice → its rows.

It takes what is in the map already (see `_known`) and sends {"progress": 0..1} and {"check": Check.plain()},
again for each {"choices": ...} that it takes. After {"write": whether the map is as it was} it sends
{"ready": ...}, takes {"stages": {name: id}} and sends slices {"rows": how many, ...} until one is empty, as
many as each {"more": n} asks for.
"""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from importers import containers, feedback, funnel, text, workbook
from importers.check import Check, Choices, Note
from importers.feedback import Known
from importers.funnel import Step
from importers.grid import CELLS_LIMIT, COLUMNS_LIMIT, Grid
from importers.headers import words_of
from importers.period import period_of
from importers.problems import KINDS
from importers.recognise import Reading, recognise
from importers.rows import Report
from importers.table import Table, tables_of
from importers.values import is_missing, shown
from model.child import Message, Receive, Send
from model.errors import MasaError

SLICE = 500  # rows of a message: the parent writes one within 10 ms
_IMPORTED = KINDS[:2]


def run(request: Message, send: Send, receive: Receive) -> None:
    """The job `read_table`. request: path, stages [(id, title)], language, choices."""
    gc.disable()  # millions of cells and no cycles: looking for garbage costs a fifth of the time
    session = Session(Path(request["path"]), request["stages"], request["language"], send)
    session.read(Choices(**request["choices"]))
    session.known = _known(receive)
    session.check(Choices(**request["choices"]))
    while True:
        message = receive()
        if "choices" in message:
            session.check(Choices(**message["choices"]))
        elif "write" in message:
            if not message["write"]:  # something has changed since the check
                session.known = _known(receive)
            positions = session.new_rows()
            send({"ready": {"rows": len(positions), "already": session.importable - len(positions)}})
            stage_of, wanted = receive()["stages"], 0
            for start in range(0, len(positions) + SLICE, SLICE):  # the last slice is empty
                if wanted == 0:  # never further ahead than the parent wants
                    wanted = receive()["more"]
                send(session.slice(positions[start : start + SLICE], stage_of))
                wanted -= 1


def _known(receive: Receive) -> Known:
    """What is in the map already, from messages until one says that this was all."""
    known = Known()
    while "all" not in (message := receive()):
        known.files.update(message.get("files", ()))
        known.shown = message.get("shown", known.shown)
        answers = message.get("answers", ())
        known.hashes.update(row_hash for row_hash, _, _ in answers)
        known.source_ids.update(id for _, id, _ in answers if id)
        known.alone.update((row_hash, stage) for row_hash, _, stage in answers if stage is not None)
    return known


@dataclass
class Source:
    """A file that was read: its sheets, and how it was read."""

    grids: list[Grid]
    encoding: str = ""
    separator: str = ""

    @cached_property
    def tables(self) -> list[Table]:
        """All tables of all sheets."""
        return [table for grid in self.grids for table in tables_of(grid)]


class Session:
    """One file, read once for each encoding and separator, checked once for each set of choices."""

    def __init__(self, path: Path, stages: Sequence[tuple[int, str]], language: str, send: Send) -> None:
        self.known = Known()
        self._path = path
        self._stages = [(id, title) for id, title in stages]
        self._language = language
        self._send = send
        self._kind = containers.look(path)
        with path.open("rb") as file:
            self._hash = hashlib.file_digest(file, partial(hashlib.blake2b, digest_size=16)).hexdigest()
        self._sources: dict[tuple[str | None, str | None], Source] = {}
        self._answers: feedback.Answers | None = None
        self._steps: list[Step] = []
        self._checked: Check | None = None

    def check(self, choices: Choices) -> None:
        """Read the file by these choices and send what an import would do."""
        source = self.read(choices)
        self._send({"progress": 0.5})
        table, tables, notes = self._table(source, choices)
        reading = recognise(table, self._with_columns(table, choices))
        report = Report(table)
        report.warnings = [*notes, *table.grid.warnings, *_table_notes(table, reading)]
        obstacle = self._look_behind_blanks(table, reading, report)
        check = Check(
            reading.kind, reading.reason, obstacle,
            file_hash=self._hash,
            tables=tuple(tables),
            table=table.name,
            encoding=source.encoding,
            separator=source.separator,
            header_row=0 if table.header is None else table.grid.number(table.header),
            columns=tuple(table.columns),
            first_column=table.grid.first_column,
            mapping=reading.mapping,
            sure=reading.sure,
            period=period_of(table),
        )  # fmt: skip
        self._answers, self._steps = None, []
        if reading.kind == "feedback":
            check, report = self._check_feedback(check, table, reading, choices, report)
        elif reading.kind == "drop_off":
            check, report = self._check_drop_off(check, table, reading, choices, report)
        else:
            check = replace(check, obstacle=Note("kind_not_imported", {"kind": reading.kind}))
        if self._is_known:
            report.warnings.insert(0, Note("same_file_already", {"file": str(self._path)}))
        skips = report.skips + Counter(table.skipped.values())
        self._checked = replace(
            check,
            preview=report.preview(),
            refusals=tuple(report.refusals),
            warnings=tuple(report.warnings),
            good=report.good,
            warned=report.warned,
            refused=report.refused,
            skipped=skips.total(),
            skips={code: n for code, n in skips.items() if code != "header_row"},
        )
        self._send({"check": self._checked.plain()})

    @property
    def _is_known(self) -> bool:
        """Whether this very file was imported into the map."""
        return self._hash in self.known.files

    @property
    def importable(self) -> int:
        """How many rows the check found good enough."""
        return len(self._answers.kept) if self._answers is not None else len(self._steps)

    def new_rows(self) -> Sequence[int]:
        """The positions of the rows that an import writes: those that are not in the map already."""
        if self._checked is None or self._checked.obstacle is not None:
            raise MasaError("nothing_to_import", file=str(self._path))
        if self._answers is None:
            return range(0) if self._is_shown(self._checked) else range(len(self._steps))
        there, _ = feedback.mark_known(self._answers, self.known, self._is_known)
        return [position for position in self._answers.kept if position not in there]

    def slice(self, positions: Sequence[int], stage_of: Mapping[str, int | None]) -> Message:
        """The rows at these positions: `answers`, a column for each field of `model.answers.Answer`, or
        `steps`: (stage, position, entered, completed, left).
        """
        if self._answers is not None:
            return {"rows": len(positions), "answers": self._answers.columns(positions, stage_of)}
        steps = [self._steps[at] for at in positions]
        rows = [(stage_of.get(s.name), s.position, s.entered, s.completed, s.left) for s in steps]
        return {"rows": len(positions), "steps": rows}

    def read(self, choices: Choices) -> Source:
        """The file's rows, by the encoding and separator of these choices."""
        key = (choices.encoding, choices.separator) if self._kind == "text" else (None, None)
        if key not in self._sources:
            self._sources.clear()  # one at a time: a large file is held once
            self._sources[key] = self._read_new(choices)
        return self._sources[key]

    def _read_new(self, choices: Choices) -> Source:
        file = str(self._path)
        if self._kind == "text":
            grid, encoding, separator = text.read(self._path, choices.encoding, choices.separator)
            source = Source([grid], encoding, separator)
        else:
            source = Source(workbook.read(self._path))
        for grid in source.grids:
            if grid.width > COLUMNS_LIMIT:
                raise MasaError("table_too_wide", file=file, columns=grid.width, limit=COLUMNS_LIMIT)
            if len(grid.rows) * grid.width > CELLS_LIMIT and sum(map(len, grid.rows)) > CELLS_LIMIT:
                raise MasaError("table_too_many_cells", file=file, limit=CELLS_LIMIT)
        return source

    def _table(self, source: Source, choices: Choices) -> tuple[Table, list[str], list[Note]]:
        """The chosen table, else the first of a known kind, else the first; the names of all."""
        header = choices.header_row
        tables = source.tables
        if not tables:
            only_errors = self._kind == "xlsx" and workbook.only_errors(self._path)
            raise MasaError("table_only_errors" if only_errors else "table_empty", file=str(self._path))
        if choices.table is not None:
            chosen = next((table for table in tables if table.name == choices.table), None)
            if chosen is None:
                names = [table.name for table in tables]
                raise MasaError("table_gone", file=str(self._path), table=choices.table, tables=names)
        else:
            visible = [table for table in tables if not table.grid.hidden] or tables
            known = (t for t in visible if t.rows and recognise(t, Choices()).kind != "unknown")
            chosen = next(known, visible[0])
        if header is not None:
            first = tables_of(chosen.grid, header)
            chosen = replace(first[0], name=chosen.name) if first else chosen
        notes = []
        if containers.wrong_extension(self._path, self._kind):
            notes.append(Note("extension_wrong", {"what": self._kind}))
        if hidden := [grid.name for grid in source.grids if grid.hidden]:
            notes.append(Note("hidden_sheets", {"names": hidden}))
        others = [table.name for table in tables if table.name != chosen.name and not table.grid.hidden]
        if others:
            notes.append(Note("other_tables", {"names": others}))
        return chosen, [table.name for table in tables], notes

    def _with_columns(self, table: Table, choices: Choices) -> Choices:
        """The choices with the columns that were chosen by their headers. MasaError 'column_unknown'."""
        mapping: dict[str, int | None] = {}
        for name, header in (choices.headers or {}).items():
            found = [i for i, each in enumerate(table.columns) if each and words_of(each) == words_of(header)]
            exact = [i for i, each in enumerate(table.columns) if each == header]
            if header and not found:
                columns = [each for each in table.columns if each]
                raise MasaError("column_unknown", file=str(self._path), column=header, columns=columns)
            mapping[name] = [*exact, *found][0] if header else None
        return replace(choices, mapping={**mapping, **(choices.mapping or {})})

    def _look_behind_blanks(self, table: Table, reading: Reading, report: Report) -> Note | None:
        """Blank cells of figures in a workbook may be errors, or formulas that nobody calculated."""
        looked_at = [
            index for name, index in reading.mapping.items()
            if name not in ("comment", "source", "source_id", "order", "segment")
            and any(is_missing(cell) for cell in table.column(index, table.sample()))
        ]  # fmt: skip
        if self._kind != "xlsx" or not looked_at:
            return None
        blanks = workbook.second_look(self._path, table.grid.name)
        grid = table.grid
        if errors := sum(
            (grid.number(i), grid.first_column + c) in blanks.errors for i in table.rows for c in looked_at
        ):
            report.warn("error_cells", n=errors)
        for column in looked_at:
            n = sum((grid.number(i), grid.first_column + column) in blanks.formulas for i in table.rows)
            if n and n == len(table.rows):
                return Note("formulas_not_calculated", {"column": table.called(column), "n": n})
            if n:
                report.warn("formulas_empty", column=table.called(column), n=n)
        return None

    def _check_feedback(
        self, check: Check, table: Table, reading: Reading, choices: Choices, before: Report
    ) -> tuple[Check, Report]:
        found = feedback.convert(table, reading, choices, self._stages, self._language)
        self._answers = found
        there, notes = feedback.mark_known(found, self.known, self._is_known)
        if reading.other_scores:
            before.warn("other_scores", columns=reading.other_scores)
        before.warnings += notes
        first = [found.misfit] if found.misfit else []
        found.report.warnings = first + before.warnings + found.report.warnings
        checked = replace(
            check,
            obstacle=check.obstacle or found.obstacle,
            scale=found.scale,
            sure={**check.sure, **found.sure},
            date_order=found.date_order,
            stage_matches=tuple(found.matches),
            already=len(there),
            unplaced=found.unplaced,
        )
        return checked, found.report

    def _check_drop_off(
        self, check: Check, table: Table, reading: Reading, choices: Choices, before: Report
    ) -> tuple[Check, Report]:
        found = funnel.convert(table, reading, choices, self._stages)
        self._steps = found.steps
        checked = replace(
            check,
            obstacle=check.obstacle or found.obstacle,
            stage_matches=tuple(found.matches),
            open_funnel=found.is_open,
            unit=found.unit,
        )
        if already := self._is_shown(checked):
            before.warn("same_figures_already")
        elif self.known.shown is not None and found.steps:
            before.warn("figures_replaced", file=self.known.shown["file"])
        found.report.warnings = before.warnings + found.report.warnings
        return replace(checked, already=len(found.steps) if already else 0), found.report

    def _is_shown(self, check: Check) -> bool:
        """Whether the figures that the map shows now are these: the same steps, stages, period."""
        stage_of = {match.name: match.stage for match in check.stage_matches}
        rows = [(stage_of[s.name], s.position, s.entered, s.completed, s.left) for s in self._steps]
        shown = self.known.shown
        return (
            shown is not None
            and bool(rows)
            and shown["rows"] == rows
            and (shown["period"], shown["unit"], shown["open"])
            == (check.period, check.unit, int(check.open_funnel))
        )


def _table_notes(table: Table, reading: Reading) -> list[Note]:
    """What there is to tell about the table itself."""
    notes = []
    if table.header is None:
        notes.append(Note("no_header"))
    if table.repeated:
        notes.append(Note("headers_repeated", {"names": table.repeated}))
    width = len(table.grid.rows[table.header]) if table.header is not None else len(table.columns)
    if table.grid.width > width and table.width > width:
        notes.append(Note("rows_ragged", {"n": sum(len(row) > width for row in table.cells)}))
    sample = [shown(cell) for i in table.sample() for cell in table.grid.rows[i] if isinstance(cell, str)]
    if lost := text.lost_hebrew(sample):
        notes.append(Note("hebrew_lost", {"n": lost}))
    notes += [Note("digits_lost", {"column": table.called(c.index)}) for c in reading.columns if c.rounded]
    if totals := [table.grid.number(i) for i, code in table.skipped.items() if code == "total_row"]:
        notes.append(Note("totals_left_out", {"n": len(totals), "rows": sorted(totals)}))
    taken = {*(reading.columns[index].name for index in reading.mapping.values()), *reading.other_scores, ""}
    unread = [column.name for column in reading.columns if column.name not in taken]
    if unread and reading.kind in _IMPORTED:
        notes.append(Note("columns_not_read", {"columns": unread}))
    return notes
