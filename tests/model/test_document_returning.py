"""An undone import comes back as it was; rows that nothing can lead to any more leave the closed file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from model import history, verbs
from model.answers import Answer, all_answers, tallies
from model.compaction import compact
from model.document import Document
from model.records import ImportBatch, Map
from model.versions import moments

from .inside import file_rows, memory_rows


@pytest.fixture
def journey(document: Document) -> Map:
    return verbs.new_map(document, "מסע", stages=["מודעות", "החלטה"], lanes=["feedback"])


def rows_of(document: Document, n: int = 6) -> list[Answer]:
    stage = min(document.all("stage"))
    return [Answer(stage, "nps", i % 11, f"תשובה {i}", "2026-01-05", "mail", f"r{i}", i) for i in range(n)]


def bring_in(
    document: Document, rows: Sequence[Answer], *, file: str = "סקר.csv", slice: int = 2
) -> ImportBatch:
    """As an import does it; the batch that the document has afterwards."""
    known = set(document.all("import_batch"))
    bulk = document.begin_bulk("import_feedback", file=file)
    batch = bulk.gesture.add(
        "import_batch",
        map=min(document.all("map")),
        kind="feedback",
        file=file,
        file_hash="f",
        at=1,
        rows=len(rows),
    )
    for start in range(0, len(rows), slice):
        bulk.add_answers(batch.id, rows[start : start + slice])
    bulk.commit()
    (new,) = set(document.all("import_batch")) - known
    return document["import_batch", new]


def kept(document: Document) -> int:
    return document.file.query("SELECT count(*) FROM answer")[0][0]


def reopened(document: Document, path: Path) -> Document:
    document.close()
    return Document.open(path)


def test_importing_again_what_was_undone_writes_no_row(document: Document, journey: Map) -> None:
    rows = rows_of(document)
    first = bring_in(document, rows)
    told = tallies(document, journey.id)
    document.undo()
    again = bring_in(document, rows, file="again.csv", slice=4)
    assert again == first._replace(file="again.csv")
    assert kept(document) == len(rows)
    assert list(all_answers(document, journey.id)) == rows
    assert tallies(document, journey.id) == told
    assert memory_rows(document) == file_rows(document)
    document.undo()
    assert list(all_answers(document, journey.id)) == []
    document.redo()
    assert list(all_answers(document, journey.id)) == rows


def test_a_removed_import_comes_back_and_every_step_can_be_undone(document: Document, journey: Map) -> None:
    rows = rows_of(document)
    batch = bring_in(document, rows)
    verbs.remove(document, [("import_batch", batch.id)])
    assert bring_in(document, rows) == batch
    assert kept(document) == len(rows)
    seen = [len(list(all_answers(document, journey.id)))]
    for _ in range(3):
        document.undo()
        seen.append(len(list(all_answers(document, journey.id))))
    assert seen == [6, 0, 6, 0]


@pytest.mark.parametrize("change", range(6))
def test_one_different_row_makes_another_import(document: Document, journey: Map, change: int) -> None:
    rows = rows_of(document)
    first = bring_in(document, rows)
    document.undo()
    rows[change] = rows[change]._replace(comment="אחרת")
    assert bring_in(document, rows) != first
    assert list(all_answers(document, journey.id)) == rows
    assert sum(tally.n for tally in tallies(document, journey.id)) == len(rows)


def test_an_import_with_fewer_rows_than_it_promised_is_another(document: Document, journey: Map) -> None:
    rows = rows_of(document)
    bring_in(document, rows)
    document.undo()
    bulk = document.begin_bulk("import_feedback", file="x")
    batch = bulk.gesture.add(
        "import_batch", map=journey.id, kind="feedback", file="x", file_hash="f", at=1, rows=len(rows)
    )
    bulk.add_answers(batch.id, rows[:4])
    bulk.commit()
    assert document.get("import_batch", batch.id)
    assert list(all_answers(document, journey.id)) == rows[:4]


def test_an_import_that_is_there_is_no_old_one(document: Document, journey: Map) -> None:
    rows = rows_of(document)
    assert bring_in(document, rows) != bring_in(document, rows)
    assert list(all_answers(document, journey.id)) == rows * 2


def test_a_cancelled_return_changes_nothing(document: Document, journey: Map) -> None:
    bring_in(document, rows_of(document))
    document.undo()
    before = file_rows(document, "answer", "answer_tally", "history", "meta")
    bulk = document.begin_bulk("import_feedback", file="x")
    batch = bulk.gesture.add(
        "import_batch", map=journey.id, kind="feedback", file="x", file_hash="f", at=1, rows=6
    )
    bulk.add_answers(batch.id, rows_of(document))
    bulk.rollback()
    assert file_rows(document, "answer", "answer_tally", "history", "meta") == before
    document.redo()
    assert list(all_answers(document, journey.id)) == rows_of(document)


# ---- what is left in the file ----


def test_answers_stay_as_long_as_undo_or_redo_could_need_them(
    document: Document, journey: Map, masa: Path
) -> None:
    rows = rows_of(document)
    batch = bring_in(document, rows)
    document.undo()
    document = reopened(document, masa)
    assert kept(document) == len(rows)
    document.redo()
    verbs.remove(document, [("import_batch", batch.id)])
    document = reopened(document, masa)
    document.undo()
    assert list(all_answers(document, journey.id)) == rows
    document.close()


def test_answers_that_nothing_leads_to_are_gone_from_the_closed_file(
    document: Document, journey: Map, masa: Path
) -> None:
    lost, live = rows_of(document), rows_of(document, 3)
    bring_in(document, lost)
    document.undo()
    verbs.add_stage(document, journey.id, "redo is over")
    bring_in(document, live)
    assert kept(document) == len(lost) + len(live)
    document = reopened(document, masa)
    assert kept(document) == len(live)
    assert document.file.query("SELECT count(DISTINCT batch) FROM answer_tally") == [(1,)]
    assert list(all_answers(document, journey.id)) == live
    document.undo()
    document.undo()
    assert document.redo_step == ("add_stage", {"title": "redo is over"}, ())
    document.close()


def test_a_history_that_cannot_be_read_keeps_every_answer(
    document: Document, journey: Map, masa: Path
) -> None:
    bring_in(document, rows_of(document))
    document.undo()
    verbs.add_stage(document, journey.id)
    document.file.query("UPDATE history SET diff=x'00' WHERE id=?", (document.head,))
    document = reopened(document, masa)
    assert kept(document) == 6
    document.close()


def test_what_would_take_closing_too_long_goes_when_nothing_else_is_done(
    document: Document, journey: Map, masa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_SWEPT_AT_CLOSE", 10)
    lost, live = rows_of(document, 50), rows_of(document, 3)
    bring_in(document, lost)
    document.undo()
    bring_in(document, live)
    document = reopened(document, masa)
    assert kept(document) == 40 + 3
    before, head = memory_rows(document), document.head
    bring_in(document, lost)  # comes as a new import: nothing can bring the old one back
    assert kept(document) == 40 + 3 + 50
    document.undo()
    assert document.sweep(25)
    assert not document.sweep(25)
    assert kept(document) == 3 + 50
    assert (memory_rows(document), document.head) == (before, head)
    assert list(all_answers(document, journey.id)) == live
    document.redo()
    assert sorted(all_answers(document, journey.id)) == sorted(lost + live)
    document.close()


def test_closing_reads_no_long_history_for_answers(
    document: Document, journey: Map, masa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_READ_AT_CLOSE", (2, 1 << 20))
    bring_in(document, rows_of(document))
    document.undo()
    for title in "abc":
        verbs.add_stage(document, journey.id, title)
    document = reopened(document, masa)
    assert kept(document) == 6
    assert not document.sweep()
    assert compact(document, keep=2).answers == 6
    assert kept(document) == 0
    document.close()


def test_no_sweeping_during_an_import(document: Document, journey: Map) -> None:
    bulk = document.begin_bulk("import_feedback", file="a.csv")
    assert document.sweep()
    bulk.rollback()
    assert not document.sweep()


# ---- before this session ----


def test_the_first_undo_past_the_opening_is_known(document: Document, journey: Map, masa: Path) -> None:
    assert not document.undo_leaves_session
    document = reopened(document, masa)
    assert document.undo_leaves_session
    verbs.add_stage(document, journey.id)
    assert not document.undo_leaves_session
    document.undo()
    assert document.undo_leaves_session
    document.undo()
    assert not document.undo_leaves_session  # nothing is left to undo
    document.redo()
    assert document.undo_leaves_session
    document.redo()
    assert not document.undo_leaves_session
    document.close()


def test_a_jump_past_the_opening_is_known(document: Document, journey: Map, masa: Path) -> None:
    root = moments(document)[-1].id
    document = reopened(document, masa)
    opened = document.head
    for title in "ab":
        verbs.add_stage(document, journey.id, title)
    before_last = moments(document)[1].id
    assert document.leaves_session(root)
    assert not document.leaves_session(opened)
    assert not document.leaves_session(before_last)
    document.go_to(root)
    assert not document.leaves_session(before_last)  # forth
    assert not document.leaves_session(root)
    document.close()
