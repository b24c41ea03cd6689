"""Rows of a feedback table → answers: score, comment, date, stage, source, each checked."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any

from importers.check import Choices, Note, StageMatch
from importers.columns import Column
from importers.grades import graded
from importers.headers import words_of
from importers.recognise import Reading
from importers.rows import Report
from importers.scales import scale_of
from importers.stages import match_stages, step_name
from importers.table import Table
from importers.values import CELL_LIMIT, NOTHING, Dates, date_order, is_missing, shown
from model.kinds import SCALES

_EDGES = " \t\n\r\v\f\xa0\u200e\u200f\u202a\u202b\u202c\ufeff"
_ENGLISH_DATES = {"date", "time", "timestamp", "datetime", "day", "created", "submitted", "at", "on"}
_READABLE = 0.1  # share of cells: a column of fewer scores is no column of scores
_FEW = 0.2  # share of answers that may be outside their scale
_MISFIT = 1 / 3  # share of answers outside a scale from which on a user who chose it is asked again

Columns = tuple[Sequence[Any], ...]
"""What is written of answers: a column for each field of `model.answers.Answer`, in its order."""


@dataclass
class Known:
    """What is in the map already.

    hashes: row hash → how often. alone: the same by (row hash, stage) of scores without comment and id.
    source_ids: ids that answers had in their files. files: hashes of imported files. shown: the drop-off
    table that the map shows: file, period, unit, open, rows as they are written.
    """

    hashes: Counter[int] = field(default_factory=Counter)
    alone: Counter[tuple[int, int]] = field(default_factory=Counter)
    source_ids: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    shown: Mapping[str, Any] | None = None


@dataclass
class Answers:
    """The answers of a table, and what there is to tell about it. Lists have an entry for each data row.

    given: how many rows hold a score or something in its place; outside: those that are outside the scale.
    said: the stage in each row, also where all answers are about one stage; names: the stage that counts.
    Texts are cleaned and rows hashed only when they are asked for, so that a check does not wait for it.
    """

    report: Report
    said: Sequence[str] = ()
    names: Sequence[str] = ()
    scores: list[float | str | None] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    comments: Sequence[Any] = ()
    sources: Sequence[Any] = ()
    ids: Sequence[Any] = ()
    kept: Sequence[int] = ()
    everywhere: int | None = None
    scale: str = ""
    sure: dict[str, float] = field(default_factory=dict)
    date_order: str = ""
    matches: list[StageMatch] = field(default_factory=list)
    obstacle: Note | None = None
    misfit: Note | None = None
    unplaced: int = 0
    outside: int = 0
    given: int = 0

    @cached_property
    def _places(self) -> dict[str, str]:
        """What each stage's name adds to the hash of a row: its words, whatever their spelling.

        Not the stage that the user chose for all: an answer is the same one wherever it is put.
        """
        return {name: " ".join(words_of(name)) for name in set(self.said)}

    @cached_property
    def _source_of(self) -> dict[Any, str]:
        """Cell → the source it names; there are few."""
        return {cell: _text(cell) for cell in set(self.sources)}

    @cached_property
    def _written(self) -> dict[float | str | None, str]:
        """Score → its text for the hash; there are few, and to write one takes longer than to look it up."""
        return {score: str(score) for score in set(self.scores)}

    def columns(self, positions: Sequence[int], stage_of: Mapping[str, int | None]) -> Columns:
        """The answers at these positions, ready to be written; `stage_of`: name in the file → its id."""
        names, said, scores, raw_comments, days, raw_sources, raw_ids = (
            _picked(column, positions)
            for column in (
                self.names, self.said, self.scores, self.comments, self.days, self.sources, self.ids,
            )
        )  # fmt: skip
        comments, ids = _texts(raw_comments), _texts(raw_ids)
        if max(map(len, comments), default=0) > CELL_LIMIT:
            comments = [comment[:CELL_LIMIT] for comment in comments]
        sources = [self._source_of[cell] for cell in raw_sources]
        places = [self._places[name] for name in said]
        written = [self._written[score] for score in scores]
        contents = map("\x1f".join, zip(places, written, comments, days, sources, ids, strict=True))
        digests = [blake2b(text.encode("utf-8", "replace"), digest_size=8).digest() for text in contents]
        hashes = struct.unpack(f">{len(digests)}q", b"".join(digests))
        stages = [stage_of.get(name) if name else self.everywhere for name in names]
        scales = ["" if score is None else self.scale for score in scores]
        return stages, scales, scores, comments, days, sources, ids, hashes


def _picked(column: Sequence[Any], positions: Sequence[int]) -> Sequence[Any]:
    """The entries at these ascending positions; most often they follow each other."""
    if positions and positions[-1] - positions[0] + 1 == len(positions):
        return column[positions[0] : positions[-1] + 1]
    return [column[at] for at in positions]


def convert(
    table: Table, reading: Reading, choices: Choices, stages: Sequence[tuple[int, str]], language: str
) -> Answers:
    """Every row of the table as an answer, or refused, or skipped because nothing is in it."""
    report = Report(table)
    found = Answers(report)
    at = reading.mapping
    if "score" not in at and ("comment" not in at or _asks_for_score(choices)):
        found.obstacle = Note("no_score_column" if "comment" in at else "no_score_or_comment")
        return found
    _choose_scale(reading, choices, found)
    dates = _dates(table, reading, choices, language, found)
    found.everywhere = choices.all_about_stage
    nowhere: tuple[list[str], Counter[str]] = [""] * len(table.rows), Counter()
    found.said, names = _names(table.column(at["stage"])) if "stage" in at else nowhere
    found.names = found.said
    if found.everywhere is not None:
        found.names, names = nowhere
    found.matches = match_stages(names, stages, choices.stage_of or {}, choices.new_stages)
    placed = {match.name for match in found.matches if match.how}
    _read_rows(table, at, dates, found, placed)
    _doubt_scale(table, reading, choices, found)
    if new := [match.name for match in found.matches if match.how == "new"]:
        report.warn("stages_new", names=new)
    unknown = [match.name for match in found.matches if not match.how]
    if unknown:
        report.warn("stages_unknown", names=unknown)
    if found.obstacle is None and not found.kept:
        found.obstacle = Note("all_refused", {"n": report.refused}) if report.refused else Note("no_rows")
    return found


def _asks_for_score(choices: Choices) -> bool:
    """A scale was chosen, and nobody said that there is no column of scores."""
    chosen = {**(choices.headers or {}), **(choices.mapping or {})}
    return choices.scale is not None and chosen.get("score", "?") not in (None, "")


def _choose_scale(reading: Reading, choices: Choices, found: Answers) -> None:
    column = reading.column("score")
    if column is None or not column.filled:
        return
    if choices.scale in SCALES:
        found.scale, found.sure["scale"] = choices.scale, 1.0
        return
    table = found.report.table
    if column.scores < _READABLE:
        cells = (cell for cell in table.column(column.index) if not is_missing(cell) and not graded(cell))
        example = shown(next(cells, ""))[:100]
        found.obstacle = Note("scores_unread", {"column": table.called(column.index), "value": example})
        return
    found.scale, found.sure["scale"], notes = scale_of(column, reading.score)
    named = {"column": table.called(column.index)}
    found.report.warnings += [Note(note.code, {**note.params, **named}) for note in notes]
    if not found.scale:
        found.obstacle = _scale_unknown(table, column)


def _scale_unknown(table: Table, column: Column) -> Note:
    return Note(
        "scale_unknown", {"column": table.called(column.index), "low": column.low, "high": column.high}
    )


def _doubt_scale(table: Table, reading: Reading, choices: Choices, found: Answers) -> None:
    """Many scores outside a scale that nobody chose: it is the wrong one, and what fits it says nothing.

    One that the user chose is taken, for 99 may be how the file says "no answer"; but it is told before all.
    """
    column = reading.column("score")
    if column is not None and choices.scale is not None and found.outside > _MISFIT * found.given:
        named = {"column": table.called(column.index), "n": found.outside, "of": found.given}
        found.misfit = Note("scale_misfit", named)
    many = found.outside >= 2 and found.outside > _FEW * found.given
    if column is not None and choices.scale is None and many:
        found.obstacle = found.obstacle or _scale_unknown(table, column)


def _dates(table: Table, reading: Reading, choices: Choices, language: str, found: Answers) -> Dates:
    """The reader of the date column; when day and month could change places, that is told."""
    column = reading.column("date")
    if column is None:
        return Dates()
    cells = table.column(column.index)
    order, unclear, both = date_order({cell[:11] if isinstance(cell, str) else cell for cell in set(cells)})
    if choices.date_order:
        order, found.sure["date_order"] = choices.date_order, 1.0
    elif both:
        found.report.warn("dates_mixed", column=table.called(column.index))
        order = _usual_order(column.name, language)
        found.sure["date_order"] = 0.3
    elif not order and unclear:
        order = _usual_order(column.name, language)
        found.sure["date_order"] = 0.5
        found.report.warn("dates_unsure", column=table.called(column.index), order=order)
    found.date_order = order
    return Dates(order or "dmy", strict=choices.date_order is not None)


def _usual_order(header: str, language: str) -> str:
    """The month comes first only where people write English; a header in another language says more."""
    return "mdy" if language == "en" and set(words_of(header)) & _ENGLISH_DATES else "dmy"


def _names(cells: Sequence[Any]) -> tuple[list[str], Counter[str]]:
    """The stage's name in each row, "" for none, of several spellings the first; how often each is there."""
    spelling: dict[tuple[str, ...], str] = {}
    said: dict[Any, str] = {}
    rows: Counter[str] = Counter()
    for cell, n in Counter(cells).items():
        name = "" if is_missing(cell) else step_name(cell)
        said[cell] = spelling.setdefault(words_of(name) or (name,), name)
        if name:
            rows[said[cell]] += n
    return [said[cell] for cell in cells], rows


def _read_rows(table: Table, at: Mapping[str, int], dates: Dates, found: Answers, placed: set[str]) -> None:
    """Judge every row. Cells that are equal are read once: a column holds few different scores and days."""
    report = found.report
    low, high, _ = SCALES.get(found.scale, (0, 0, ""))
    nothing = [""] * len(table.rows)
    scores, found.comments, days, found.sources, found.ids = (
        table.column(at[name]) if name in at else nothing
        for name in ("score", "comment", "date", "source", "source_id")
    )
    if bool in set(map(type, scores)):
        scores = [str(cell) if cell.__class__ is bool else cell for cell in scores]  # True is no 1
    score_of = {cell: _score(cell, low, high, found.scale) for cell in set(scores)}
    day_of = {cell: "" if is_missing(cell) else dates.read(cell) for cell in set(days)}
    undated = {cell for cell, day in day_of.items() if day is None}
    found.scores = [score_of[cell] for cell in scores]
    found.days = [day_of[cell] or "" for cell in days]
    named = set(found.names)
    remarkable = {
        *_positions(scores, {cell for cell, score in score_of.items() if score.__class__ is not float}),
        *_positions(days, undated),
        *_positions(found.names, named - (placed if named - {""} else {""})),
    }
    left_out: set[int] = set()
    unread = unplaced = 0
    found.given = len(scores)
    for position in sorted(remarkable):
        score, name = found.scores[position], found.names[position]
        index = table.rows[position]
        found.given -= score is None
        if isinstance(score, str):
            found.outside += score in ("score_outside_scale", "score_of_other_scale")
            report.refuse(index, at["score"], score, **_why(score, scores[position], low, high))
            left_out.add(position)
            continue
        if score is None and not _text(found.comments[position]):
            report.skip(index, "empty_answer")
            left_out.add(position)
            continue
        if days[position] in undated:
            unread += 1
            report.warn_row(index, "date_unread", value=shown(days[position])[:100])
        elif name and name not in placed:
            report.warn_row(index, "stage_unplaced", value=name)
        unplaced += name not in placed
    every = range(len(table.rows))
    found.kept = [position for position in every if position not in left_out] if left_out else every
    report.good = len(found.kept) - report.warned
    if found.everywhere is None:
        found.unplaced = unplaced if "stage" in at else len(found.kept)
    if empty := report.skips["empty_answer"]:
        report.warn("answers_empty", n=empty)
    if unread:
        report.warn("dates_unread", n=unread)
    if cut := [cell for cell in found.comments if cell.__class__ is str and len(cell) > CELL_LIMIT]:
        report.warn("cells_cut", n=len(cut), limit=CELL_LIMIT)
    if found.unplaced:
        report.warn("unplaced", n=found.unplaced)


def _positions(cells: Sequence[Any], odd: Collection[Any]) -> list[int]:
    """Where one of the odd cells stands; of most columns there are none."""
    return [position for position, cell in enumerate(cells) if cell in odd] if odd else []


def _score(cell: Any, low: int, high: int, scale: str) -> float | str | None:
    """The score in a cell, None when there is none, or the code of what is wrong with it."""
    if not scale or is_missing(cell):
        return None
    read = graded(cell)
    if read is None:
        return "score_not_a_number"
    value, top = read
    if top not in (None, high):
        return "score_of_other_scale"
    if not low <= value <= high:
        return "score_outside_scale"
    return "score_not_whole" if scale == "nps" and not value.is_integer() else value


def _why(code: Any, cell: Any, low: int, high: int) -> dict[str, Any]:
    limits: dict[str, Any] = {"low": low, "high": high} if code == "score_outside_scale" else {}
    if code == "score_of_other_scale":
        limits = {"high": high}
    return {"value": shown(cell)[:100], **limits}


def _text(cell: Any) -> str:
    """A cell as text; words for nothing ("n/a") are no text."""
    return _texts([cell])[0]


def _texts(cells: Iterable[Any]) -> list[str]:
    """`_text` of each."""
    texts = [(cell if cell.__class__ is str else shown(cell)).strip(_EDGES) for cell in cells]
    return ["" if text in NOTHING else text for text in texts]


def mark_known(answers: Answers, known: Known, same_file: bool) -> tuple[set[int], list[Note]]:
    """Which answers (by position) are in the map already, and what to tell.

    By their id in the file, else by their content, as often as it is there: equal rows of one file are
    separate answers. Ids whose contents mostly differ are another survey's numbers and say nothing. Where
    they are put makes no other answers of them, but for scores alone of another file: all nines look alike.
    """
    if not known.hashes:
        return set(), []
    left, alone = known.hashes.copy(), known.alone.copy()
    here = None if same_file else answers.everywhere
    there: set[int] = set()
    changed: list[int] = []
    _, _, _, comments, *_, ids, hashes = answers.columns(answers.kept, {})
    for position, comment, id, row_hash in zip(answers.kept, comments, ids, hashes, strict=True):
        if here is not None and not comment and not id:
            if alone[row_hash, here] > 0:
                alone[row_hash, here] -= 1
                there.add(position)
        elif left[row_hash] > 0:
            left[row_hash] -= 1
            there.add(position)
        elif id and id in known.source_ids:
            changed.append(position)
    notes = []
    if changed and len(changed) > len(there):
        notes.append(Note("ids_reused", {"n": len(changed)}))
    elif changed:
        there.update(changed)
        notes.append(Note("changed_since", {"n": len(changed)}))
    if there and answers.everywhere is not None:
        notes.append(Note("stages_kept", {"n": len(there)}))
    return there, notes
