"""Whatever stands in a file: the reader checks it or says why not, and every row is accounted for."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from importers import problems
from importers.check import Check, Choices
from importers.feedback import convert as answers_of
from importers.funnel import convert as steps_of
from importers.grid import Grid
from importers.recognise import recognise
from importers.table import tables_of
from model.errors import MasaError
from tests.importers.tables import check

HEADERS = st.sampled_from(
    [
        "NPS",
        "comment",
        "date",
        "Stage",
        "שלב",
        "ציון",
        "הערות",
        "תאריך",
        "Users",
        "נכנסו",
        "נטשו",
        "left",
        "Completion rate",
        "id",
        "Segment",
        "Step",
        "satisfaction",
        "effort",
        "",
        "score",
        "score",
        "Total",
        "no",
        "channel",
        "זמן",
        "x y z",
    ]
)
CELLS = st.one_of(
    st.integers(-5, 1000).map(str),
    st.sampled_from(
        [
            "",
            " ",
            "NULL",
            "12%",
            "0.5",
            "1.000",
            "4,5",
            "9",
            "Awareness",
            "1. Pay",
            'סה"כ',
            "Total",
            "# note",
            "05/06/2024",
            "2024-06-31",
            "TRUE",
            "=1+1",
            "All users",
            "\u200f",
            "😀",
            "a\nb",
            '"',
            "∞",
            "١٢",
            "²",
            "1e400",
            "-0",
        ]
    ),
    st.text(max_size=12),
)
TYPED = st.one_of(
    CELLS, st.floats(), st.integers(-(2**60), 2**60), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(min_value=timedelta(-9), max_value=timedelta(9)),
)  # fmt: skip


def tables(cells: st.SearchStrategy[object]) -> st.SearchStrategy[list[list[object]]]:
    return st.integers(1, 6).flatmap(
        lambda width: st.tuples(
            st.lists(HEADERS, min_size=width, max_size=width),
            st.lists(st.lists(cells, max_size=width + 1), max_size=12),
        ).map(lambda parts: [list(parts[0]), *parts[1]])
    )


def checked(data: bytes, kind: str | None) -> Check | MasaError:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_bytes(data)
        try:
            return check(path, ["Awareness"], kind=kind, new_stages=bool(kind))
        except MasaError as error:
            return error


def assert_sound(found: Check | MasaError) -> None:
    if isinstance(found, MasaError):
        assert found.code in problems.ERRORS
        return
    assert found.obstacle is not None or found.good + found.warned > 0
    assert {note.code for note in found.warnings} <= problems.WARNINGS.keys()
    assert {refusal.code for refusal in found.refusals} <= problems.REFUSALS.keys()
    assert {row.status for row in found.preview} <= {"good", "warned", "refused", "skipped"}
    assert len(found.refusals) == found.refused


@given(tables(CELLS), st.sampled_from([",", ";", "\t"]), st.sampled_from([None, "feedback", "drop_off"]))
def test_tables_of_any_cells(rows: list[list[object]], separator: str, kind: str | None) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    assert_sound(checked(text.getvalue().encode("utf-8", "surrogatepass"), kind))


@given(st.binary(max_size=400), st.sampled_from([None, "feedback", "drop_off"]))
def test_any_bytes(data: bytes, kind: str | None) -> None:
    assert_sound(checked(data, kind))


@given(tables(TYPED))
def test_cells_of_any_type(rows: list[list[object]]) -> None:
    """What a workbook's reader may give: each data row of a table is kept, refused or skipped."""
    for table in tables_of(Grid("a", rows)):
        for kind in ("feedback", "drop_off"):
            reading = recognise(table, Choices(kind=kind, new_stages=True))
            convert = (
                answers_of(table, reading, Choices(new_stages=True), [], "he")
                if kind == "feedback"
                else steps_of(table, reading, Choices(new_stages=True), [])
            )
            report = convert.report
            if (
                {"score", "comment"} & reading.mapping.keys()
                if kind == "feedback"
                else convert.obstacle is None
            ):
                assert report.good + report.warned + report.refused + report.skipped == len(table.rows)
            report.preview()
