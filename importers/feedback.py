"""Rows of a feedback table → answers: score, comment, date, stage, source, each checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from importers.check import Choices, Note, StageMatch
from importers.headers import words_of
from importers.recognise import Reading
from importers.rows import Report, some
from importers.scales import scale_of
from importers.stages import match_stages, step_name
from importers.table import Table
from importers.values import CELL_LIMIT, MISSING, Dates, date_order, is_missing, number, shown
from model.kinds import SCALES

_EDGES = " \t\n\r\v\f\xa0\u200e\u200f\u202a\u202b\u202c\ufeff"
_ENGLISH_DATES = {"date", "time", "timestamp", "datetime", "day", "created", "submitted", "at", "on"}
_WORD_FOR_NOTHING = max(map(len, MISSING))

Draft = tuple[str | None, float | None, str, str, str, str, int]
"""An answer whose stage is still a name: (stage name, score, comment, date, source, source id, row hash)."""


@dataclass
class Known:
    """What is in the map already.

    hashes: row hash → how often. source_ids: ids that answers had in their files. files: hashes of imported
    files. figures: the counts of each imported drop-off table, step by step.
    """

    hashes: Mapping[int, int] = field(default_factory=dict)
    source_ids: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    figures: frozenset[tuple[tuple[int, int | None, int | None], ...]] = frozenset()


@dataclass
class Answers:
    """The answers of a table, and what there is to tell about it."""

    report: Report
    drafts: list[Draft] = field(default_factory=list)
    scale: str = ""
    sure: dict[str, float] = field(default_factory=dict)
    date_order: str = ""
    matches: list[StageMatch] = field(default_factory=list)
    obstacle: Note | None = None
    unplaced: int = 0


def convert(
    table: Table, reading: Reading, choices: Choices, stages: Sequence[tuple[int, str]], language: str
) -> Answers:
    """Every row of the table as an answer, or refused, or skipped because nothing is in it."""
    report = Report(table)
    found = Answers(report)
    at = reading.mapping
    if "score" not in at and "comment" not in at:
        found.obstacle = Note("no_score_or_comment")
        return found
    _choose_scale(reading, choices, found)
    dates = _dates(table, reading, choices, language, found)
    names = (
        Counter(_names(table, at["stage"]))
        if "stage" in at and choices.all_about_stage is None
        else Counter()
    )
    names.pop("", None)
    found.matches = match_stages(dict(names), stages, choices.stage_of or {}, choices.new_stages)
    placed = {match.name for match in found.matches if match.how}
    _read_rows(table, at, dates, choices, found, placed)
    if new := [match.name for match in found.matches if match.how == "new"]:
        report.warn("stages_new", names=some(new))
    unknown = [match.name for match in found.matches if not match.how]
    if unknown:
        report.warn("stages_unknown", names=some(unknown))
    if found.obstacle is None and not found.drafts:
        found.obstacle = Note("all_refused", {"n": report.refused}) if report.refused else Note("no_rows")
    return found


def _choose_scale(reading: Reading, choices: Choices, found: Answers) -> None:
    column = reading.column("score")
    if column is None:
        return
    if choices.scale in SCALES:
        found.scale, found.sure["scale"] = choices.scale, 1.0
        return
    found.scale, found.sure["scale"], notes = scale_of(column, reading.score)
    found.report.warnings.extend(notes)
    if not found.scale:
        found.obstacle = Note(
            "scale_unknown", {"column": column.name, "low": column.low, "high": column.high}
        )


def _dates(table: Table, reading: Reading, choices: Choices, language: str, found: Answers) -> Dates:
    """The reader of the date column; when day and month could change places, that is told."""
    column = reading.column("date")
    if column is None:
        return Dates()
    order, unclear, both = date_order(table.column(column.index))
    if choices.date_order:
        order, found.sure["date_order"] = choices.date_order, 1.0
    elif both:
        found.report.warn("dates_mixed", column=column.name)
        order = _usual_order(column.name, language)
        found.sure["date_order"] = 0.3
    elif not order and unclear:
        order = _usual_order(column.name, language)
        found.sure["date_order"] = 0.5
        found.report.warn("dates_unsure", column=column.name, order=order)
    found.date_order = order
    return Dates(order or "dmy")


def _usual_order(header: str, language: str) -> str:
    """The month comes first only where people write English; a header in another language says more."""
    return "mdy" if language == "en" and set(words_of(header)) & _ENGLISH_DATES else "dmy"


def _names(table: Table, column: int) -> list[str]:
    """The stage's name in each row, "" where there is none."""
    said: dict[Any, str] = {}
    names = []
    for cell in table.column(column):
        key = shown(cell)
        if key not in said:
            said[key] = "" if is_missing(cell) else step_name(cell)
        names.append(said[key])
    return names


def _read_rows(
    table: Table, at: Mapping[str, int], dates: Dates, choices: Choices, found: Answers, placed: set[str]
) -> None:
    report = found.report
    low, high, measure = SCALES.get(found.scale, (0, 0, ""))
    is_nps = measure == "nps"
    nothing = [""] * len(table.rows)
    scores, comments, days, sources, ids = (
        table.column(at[name]) if name in at else nothing
        for name in ("score", "comment", "date", "source", "source_id")
    )
    by_stage = "stage" in at and choices.all_about_stage is None
    names: Sequence[str | None] = _names(table, at["stage"]) if by_stage else nothing
    everywhere = "" if choices.all_about_stage is None else f"#{choices.all_about_stage}"
    known_scores: dict[Any, float | str | None] = {"": None}
    unread = cut = 0
    for index, score_cell, comment_cell, day_cell, name, source_cell, id_cell in zip(
        table.rows, scores, comments, days, names, sources, ids, strict=True
    ):
        key = score_cell if score_cell.__class__ is not bool else str(score_cell)
        if key in known_scores:
            score = known_scores[key]
        else:
            score = known_scores[key] = _score(score_cell, low, high, is_nps, found.scale)
        if score.__class__ is str:
            report.refuse(index, at["score"], str(score), **_why(score, score_cell, low, high))
            continue
        comment = _text(comment_cell)
        if score is None and not comment:
            report.skip(index, "empty_answer")
            continue
        if len(comment) > CELL_LIMIT:
            comment, cut = comment[:CELL_LIMIT], cut + 1
        day = dates.read(day_cell) if day_cell != "" else ""
        dated = day is not None or is_missing(day_cell)
        if not dated:
            unread += 1
            report.warn_row(index, "date_unread", value=shown(day_cell)[:100])
        if name and name not in placed:
            if dated:
                report.warn_row(index, "stage_unplaced", value=name)
            found.unplaced += 1
        elif not name and choices.all_about_stage is None:
            found.unplaced += 1
        source, id = _text(source_cell), _text(id_cell)
        content = f"{name or everywhere}\x1f{score}\x1f{comment}\x1f{day or ''}\x1f{source}\x1f{id}"
        row_hash = int.from_bytes(
            blake2b(content.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
        )
        found.drafts.append((name or None, score, comment, day or "", source, id, row_hash))  # type: ignore[arg-type]
    report.good = len(found.drafts) - report.warned
    if report.skipped:
        report.warn("answers_empty", n=report.skipped)
    if unread:
        report.warn("dates_unread", n=unread)
    if cut:
        report.warn("cells_cut", n=cut, limit=CELL_LIMIT)
    if found.unplaced:
        report.warn("unplaced", n=found.unplaced)


def _score(cell: Any, low: int, high: int, whole_only: bool, scale: str) -> float | str | None:
    """The score in a cell, None when there is none, or the code of what is wrong with it."""
    if not scale or is_missing(cell):
        return None
    value = number(cell)
    if value is None:
        return "score_not_a_number"
    if not low <= value <= high:
        return "score_outside_scale"
    return "score_not_whole" if whole_only and not value.is_integer() else value


def _why(code: Any, cell: Any, low: int, high: int) -> dict[str, Any]:
    limits = {"low": low, "high": high} if code == "score_outside_scale" else {}
    return {"value": shown(cell)[:100], **limits}


def _text(cell: Any) -> str:
    """A cell as text; words for nothing ("n/a") are no text."""
    text = (cell if cell.__class__ is str else shown(cell)).strip(_EDGES)
    return "" if len(text) <= _WORD_FOR_NOTHING and text.casefold() in MISSING else text


def mark_known(drafts: Sequence[Draft], known: Known) -> tuple[set[int], list[Note]]:
    """Which drafts (by index) are in the map already, and what to tell.

    By their id in the file, else by their content, as often as it is there: equal rows of one file are
    separate answers. Ids whose contents mostly differ are another survey's numbers and say nothing.
    """
    left = Counter(dict(known.hashes))
    there: set[int] = set()
    changed: list[int] = []
    for index, (_, _, _, _, _, id, row_hash) in enumerate(drafts):
        if left[row_hash] > 0:
            left[row_hash] -= 1
            there.add(index)
        elif id and id in known.source_ids:
            changed.append(index)
    if not changed:
        return there, []
    if len(changed) > len(there):
        return there, [Note("ids_reused", {"n": len(changed)})]
    return there | set(changed), [Note("changed_since", {"n": len(changed)})]
