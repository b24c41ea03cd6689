"""The rows of the history, as they follow any sequence of steps, are those of a list made anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from app.history_rows import HistoryRows
from model import verbs, versions
from model.document import Document

DEEDS = ("write", "write", "add", "undo", "undo", "redo", "go", "restore", "pause", "other")


@pytest.fixture(scope="module")
def clock() -> Iterator[dict[str, int]]:
    """The time that the history is told, in seconds."""
    now = {"at": 1_700_000_000}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("model.file.time.time", lambda: now["at"])
        yield now


@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1000)), max_size=25))
def test_they_follow_any_steps(clock: dict[str, int], deeds: list[tuple[str, int]]) -> None:
    document = Document.create(None)
    made = verbs.new_map(document, "Lamp", stages=("Discover",), lanes=("pains",))
    rows = HistoryRows("en")
    rows.load(document)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    for deed, number in deeds:
        line = versions.moments(document)[:-1]  # without the beginning, when there was no map
        if deed == "write":
            verbs.set_fields(document, "map", [made.id], title=f"Lamp {number}")
        elif deed == "add":
            verbs.add_stage(document, made.id, f"Stage {number}")
        elif deed == "undo" and document.head != line[-1].id:
            document.undo()
        elif deed == "redo":
            document.redo()
        elif deed == "go":
            document.go_to(line[number % len(line)].id)
        elif deed == "restore":
            versions.restore(document, line[number % len(line)].id)
        elif deed == "pause":
            clock["at"] += number * 10 - 2000
        elif deed == "other":
            document.who = "noa" if number % 2 else "dana"
        rows.follow(document)
        fresh = HistoryRows("en")
        fresh.load(document)
        assert rows.rows == fresh.rows
        shown = [rows.moment(rows.index(row)) for row in range(rows.rowCount())]
        assert [moment and rows.state(moment) for moment in shown] == [
            moment and fresh.state(moment) for moment in shown
        ]
    del tester
    document.close()
