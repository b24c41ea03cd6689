"""Rows of a drop-off table → steps with their counts, checked against each other and its rates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from importers.check import Choices, Note, StageMatch
from importers.headers import words_of
from importers.recognise import Reading
from importers.rows import Report
from importers.stages import match_stages, step_name
from importers.table import Table
from importers.values import folded, is_missing, is_point_grouped, number, shown, whole

_TOLERANCE = 0.011  # rates are rounded to whole percents at worst
_RATES_TOLD = 5
_EXACT = 2**53  # the largest number up to which a float counts by ones
_LARGEST = 2**63 - 1  # that a file of ours can hold
_EVERYBODY = frozenset(
    {"all", "all users", "total", "everyone", "overall", "כולם", "הכל", "הכול", "כל המשתמשים"}
)
_UNITS = (
    ("sessions", {"session", "sessions", "visits", "visit", "סשנים", "ביקורים", "סשן"}),
    ("persons", {"user", "users", "person", "persons", "people", "customer", "customers", "visitor",
                 "visitors", "משתמשים", "לקוחות", "מבקרים", "אנשים", "גולשים"}),
)  # fmt: skip


@dataclass
class Step:
    """A step of the file: its row, name and counts; None where the file says nothing.

    position: its place among all steps of the file, also those that are refused.
    """

    index: int
    name: str
    entered: int
    completed: int | None = None
    left: int | None = None
    order: float | None = None
    position: int = 0
    refused: bool = False


@dataclass
class Steps:
    """The steps of a table in their order, and what there is to tell about it."""

    report: Report
    steps: list[Step] = field(default_factory=list)
    matches: list[StageMatch] = field(default_factory=list)
    obstacle: Note | None = None
    is_open: bool = False
    unit: str = ""


def convert(table: Table, reading: Reading, choices: Choices, stages: Sequence[tuple[int, str]]) -> Steps:
    """Every row of the table as a step of the funnel, or refused, or skipped."""
    report = Report(table)
    found = Steps(report)
    at = reading.mapping
    if "stage" not in at or "entered" not in at:
        found.obstacle = Note("no_stage_column" if "stage" not in at else "no_count_column")
        return found
    found.unit = _unit(reading)
    rows = _rows_of_everybody(table, reading, found)
    if found.obstacle is not None:
        return found
    every = [step for index, name in rows if (step := _step(table, at, index, name, report)) is not None]
    if all(step.order is not None for step in every):
        every.sort(key=lambda step: step.order or 0.0)
    for position, step in enumerate(every):
        step.position = position
    steps = [step for step in every if not step.refused]
    _open_or_closed(steps, found)
    _check_counts(steps, found)
    _check_rates(table, steps, reading, found)
    names = Counter(step.name for step in steps)
    found.matches = match_stages(dict(names), stages, choices.stage_of or {}, choices.new_stages)
    _place(steps, at["stage"], found)
    _tell_gaps(every, found)
    _tell_order(stages, found)
    report.good = len(found.steps) - report.warned
    if not found.steps:
        found.obstacle = Note("all_refused", {"n": report.refused}) if report.refused else Note("no_rows")
    return found


def _unit(reading: Reading) -> str:
    column = reading.column("entered")
    words = set(words_of(column.name)) if column is not None else set()
    return next((unit for unit, known in _UNITS if words & known), "")


def _rows_of_everybody(table: Table, reading: Reading, found: Steps) -> list[tuple[int, str]]:
    """(index, step) of each data row. Of one row a step and segment: those of all customers."""
    report = found.report
    rows: list[tuple[int, str]] = []
    last = ""
    for index, cell in zip(table.rows, table.column(reading.mapping["stage"]), strict=True):
        name = step_name(cell) if not is_missing(cell) else ""
        if not name and "segment" in reading.mapping:
            name = last  # some exports name a step only in the first of its rows
        last = name
        rows.append((index, name))
    seen = Counter(folded(name) for _, name in rows if name)
    name, n = max(seen.items(), key=lambda pair: pair[1], default=("", 0))
    if n < 2:
        return rows
    segment = reading.mapping.get("segment")
    if segment is not None:
        everybody = [(i, step) for i, step in rows if folded(shown(_cell(table, i, segment))) in _EVERYBODY]
        if {folded(step) for _, step in everybody} == set(seen) and len(everybody) == len(seen):
            taken = {index for index, _ in everybody}
            for index, _ in rows:
                if index not in taken:
                    report.skip(index, "other_segment", value=shown(_cell(table, index, segment)))
            report.warn("segment_taken", value=shown(_cell(table, everybody[0][0], segment)))
            return everybody
    found.obstacle = Note(
        "steps_repeat", {"name": next(step for _, step in rows if folded(step) == name), "n": n}
    )
    return []


def _cell(table: Table, index: int, column: int) -> Any:
    row = table.grid.rows[index]
    return row[column] if column < len(row) else ""


def _step(table: Table, at: dict[str, int], index: int, name: str, report: Report) -> Step | None:
    """The step of a row, which may be refused; None when nothing is in the row."""
    entered_cell = _cell(table, index, at["entered"])
    if not name and is_missing(entered_cell):
        report.skip(index, "blank_row")
        return None
    order = (
        number(_cell(table, index, at["order"])) if "order" in at else _own_number(table, index, at["stage"])
    )
    step = Step(index, name, 0, order=order)
    counts = _counts(table, at, step, report)
    if counts is None:
        step.refused = True
    else:
        step.entered, step.completed, step.left = counts
    return step


def _counts(
    table: Table, at: dict[str, int], step: Step, report: Report
) -> tuple[int, int | None, int | None] | None:
    """(entered, completed, left) of a row; None when it was refused."""
    if not step.name:
        report.refuse(step.index, at["stage"], "stage_missing")
        return None
    counts: dict[str, int | None] = {}
    for field_name in ("entered", "completed", "left"):
        cell = _cell(table, step.index, at[field_name]) if field_name in at else ""
        if is_missing(cell):
            counts[field_name] = None
            continue
        problem, value = _count(cell)
        if problem:
            report.refuse(step.index, at[field_name], problem, value=shown(cell)[:100])
            return None
        if is_point_grouped(cell) and not any(note.code == "thousands_unsure" for note in report.warnings):
            column = table.called(at[field_name])
            report.warn("thousands_unsure", column=column, value=shown(cell), number=value)
        counts[field_name] = value
    entered, completed, left = counts["entered"], counts["completed"], counts["left"]
    if entered is None:
        report.refuse(step.index, at["entered"], "count_missing")
        return None
    for field_name, part in (("left", left), ("completed", completed)):
        if part is not None and part > entered:
            code = f"more_{field_name}_than_entered"
            report.refuse(step.index, at[field_name], code, value=str(part), entered=entered)
            return None
    return entered, completed, left


def _own_number(table: Table, index: int, column: int) -> float | None:
    """The number in front of a step's name: "2. Login"."""
    match = re.match(r"\s*(\d{1,3})\s*[.):]\s*\D", shown(_cell(table, index, column)))
    return float(match[1]) if match else None


def _count(cell: Any) -> tuple[str, int]:
    """('' or the code of what is wrong, the count)."""
    exact = int(cell) if isinstance(cell, str) and cell.strip().isdecimal() else cell
    if isinstance(exact, int) and not isinstance(exact, bool) and 0 <= exact <= _LARGEST:
        return "", exact
    value = whole(cell)
    if value is None:
        return "count_not_a_number", 0
    if value < 0:
        return "count_negative", 0
    if value > _EXACT:
        return "count_too_large", 0
    return ("", int(value)) if value.is_integer() else ("count_not_whole", 0)


def _open_or_closed(steps: list[Step], found: Steps) -> None:
    """Numbers that rise from one step to the next: customers enter at any step, nobody left by them."""
    rising = next((after for before, after in pairwise(steps) if after.entered > before.entered), None)
    if rising is not None:
        found.is_open = True
        found.report.warn("open_funnel", name=rising.name)


def _check_counts(steps: list[Step], found: Steps) -> None:
    """A step's own columns beside each other; in a closed funnel also beside those who entered the next."""
    report = found.report
    for step in steps:
        if step.completed is not None and step.left is not None and step.completed + step.left > step.entered:
            report.warn(
                "parts_disagree", name=step.name, entered=step.entered, completed=step.completed,
                left=step.left,
            )  # fmt: skip
    if found.is_open:
        return
    for before, after in pairwise(steps):
        if after.position != before.position + 1:
            continue
        counted = before.entered - after.entered
        if before.left is not None and before.left != counted:
            report.warn("counts_disagree", name=before.name, left=before.left, counted=counted)
        elif before.left is None and before.completed is not None and before.completed != after.entered:
            completed = before.completed
            report.warn("completed_disagrees", name=before.name, completed=completed, counted=after.entered)


def _check_rates(table: Table, steps: list[Step], reading: Reading, found: Steps) -> None:
    """The file's rates beside those by its counts: from the step before (backward) or to the next."""
    if found.is_open or len(steps) < 2:
        return
    for name in ("rate_completed", "rate_previous", "rate_left"):
        if name not in reading.mapping:
            continue
        read = [number(_cell(table, step.index, reading.mapping[name])) for step in steps]
        percent = max((value for value in read if value is not None), default=0.0) > 1.0
        rates = [value / 100 if value is not None and percent else value for value in read]
        passed = [
            after.entered / before.entered if before.entered else 0.0 for before, after in pairwise(steps)
        ]
        true = [1 - share for share in passed] if name == "rate_left" else passed
        forward = list(zip(steps, rates, true, strict=False))
        backward = list(zip(steps[1:], rates[1:], true, strict=True))
        ways = (backward,) if name == "rate_previous" else (forward, backward)
        wrong = min((_differing(way) for way in ways), key=len)
        for step, rate, counted in wrong[:_RATES_TOLD]:
            found.report.warn(
                "rates_disagree", name=step.name, rate=round(100 * rate, 1), counted=round(100 * counted, 1)
            )


def _differing(way: list[tuple[Step, float | None, float]]) -> list[tuple[Step, float, float]]:
    return [(s, rate, true) for s, rate, true in way if rate is not None and abs(rate - true) > _TOLERANCE]


def _place(steps: list[Step], column: int, found: Steps) -> None:
    """Keep the steps that have a stage; two steps beside each other may be one stage."""
    report = found.report
    stage_of = {match.name: match for match in found.matches}
    taken: dict[int, Step] = {}
    before: int | None = None
    for step in steps:
        match = stage_of[step.name]
        if not match.how:
            report.refuse(step.index, column, "stage_unknown", value=step.name)
            step.refused = True
            continue
        if match.stage is not None and match.stage in taken and match.stage != before:
            row = report.table.grid.number(taken[match.stage].index)
            report.refuse(step.index, column, "stage_twice", value=step.name, row=row)
            step.refused = True
            continue
        if match.stage is not None and match.stage == before:
            report.warn("steps_joined", names=[taken[match.stage].name, step.name])
        if match.stage is not None:
            taken.setdefault(match.stage, step)
        before = match.stage
        found.steps.append(step)
    new = [match.name for match in found.matches if match.how == "new"]
    if new:
        report.warn("stages_new", names=new)
    unknown = [match.name for match in found.matches if not match.how]
    if unknown:
        report.warn("stages_unknown", names=unknown)


def _tell_gaps(every: list[Step], found: Steps) -> None:
    """Where the step after a step does not come in, nobody knows who completed it and who left."""
    names = [
        before.name
        for before, after in pairwise(every)
        if after.refused and not before.refused and before.completed is None and before.left is None
    ]
    if names:
        found.report.warn("next_step_missing", names=names)


def _tell_order(stages: Sequence[tuple[int, str]], found: Steps) -> None:
    """Steps that run against the order of the map's stages: an upside-down table, perhaps."""
    order = {id: at for at, (id, _) in enumerate(stages)}
    stage_of = {match.name: match.stage for match in found.matches}
    known = [(step.name, order[stage]) for step in found.steps if (stage := stage_of[step.name]) in order]
    if names := [name for (_, before), (name, after) in pairwise(known) if after < before]:
        found.report.warn("against_the_map", names=names)
