"""Imported answers: one gesture, counted while their import lives, nothing left of an import that fails."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from model import verbs
from model.answers import (
    Answer,
    BulkImport,
    Tally,
    all_answers,
    known_rows,
    tallies,
)
from model.document import Change, Document
from model.errors import MasaError
from model.records import ImportBatch, Map, Stage

from .inside import Rows, file_rows


@pytest.fixture
def journey(document: Document) -> Map:
    return verbs.new_map(document, "מסע", stages=["מודעות", "החלטה"], lanes=["feedback"])


@pytest.fixture
def stages(document: Document, journey: Map) -> list[Stage]:
    return document.children("stage", map=journey.id)


def begin(document: Document, journey: Map, rows: int = 0) -> tuple[BulkImport, ImportBatch]:
    bulk = document.begin_bulk("import_feedback", file="סקר.csv")
    batch = bulk.gesture.add(
        "import_batch", map=journey.id, kind="feedback", file="סקר.csv", file_hash="f", at=1, rows=rows
    )
    return bulk, batch


def rows_of(stages: list[Stage]) -> list[Answer]:
    first, second = (stage.id for stage in stages)
    return [
        Answer(first, "nps", 9.0, "מצוין", "2026-01-05", "mail", "r1", 11),
        Answer(first, "nps", 9.0, "", "2026-01-30", "mail", "r2", 12),
        Answer(second, "csat5", 2.0, "slow", "2026-02-01", "", "", -13),
        Answer(None, "nps", 0.0, "", "", "", "", 14),
        Answer(None, "", None, "only words", "2026-02-01", "", "", 14),
    ]


def bring_in(document: Document, journey: Map, stages: list[Stage]) -> ImportBatch:
    bulk, batch = begin(document, journey, 5)
    rows = rows_of(stages)
    bulk.add_answers(batch.id, rows[:2])
    bulk.add_answers(batch.id, rows[2:])
    bulk.commit()
    return batch


def everything(document: Document) -> Rows:
    return file_rows(document, "answer", "answer_tally", "history", "meta")


def test_an_import_is_one_step_of_undo(document: Document, journey: Map, stages: list[Stage]) -> None:
    first, second = (stage.id for stage in stages)
    expected = {
        Tally(first, "nps", 9.0, "2026-01", 2),
        Tally(second, "csat5", 2.0, "2026-02", 1),
        Tally(None, "nps", 0.0, "", 1),
        Tally(None, "", 0.0, "2026-02", 1),
    }
    heard: list[list[Change]] = []
    document.subscribe(heard.append)
    batch = bring_in(document, journey, stages)
    assert heard == [[Change("import_batch", batch.id, None, batch)]]
    assert document.undo_step == ("import_feedback", {"file": "סקר.csv"}, ())
    assert set(tallies(document, journey.id)) == expected
    assert list(all_answers(document, journey.id)) == rows_of(stages)
    document.undo()
    assert tallies(document, journey.id) == list(all_answers(document, journey.id)) == []
    assert not list(known_rows(document, journey.id))
    document.redo()
    assert set(tallies(document, journey.id)) == expected
    assert list(all_answers(document, journey.id, page=2)) == rows_of(stages)


def test_answers_survive_reopening_and_a_snapshot(
    document: Document, journey: Map, stages: list[Stage], masa: Path
) -> None:
    bring_in(document, journey, stages)
    before = tallies(document, journey.id)
    copy = Document.from_snapshot(document.snapshot())
    document.close()
    again = Document.open(masa)
    assert tallies(copy, journey.id) == tallies(again, journey.id) == before
    again.undo()
    assert tallies(again, journey.id) == []
    again.close()


def hashes(document: Document, map_id: int) -> Counter[int]:
    return Counter(row_hash for page in known_rows(document, map_id, page=2) for row_hash, *_ in page)


def test_what_is_known_is_what_lives(document: Document, journey: Map, stages: list[Stage]) -> None:
    assert hashes(document, journey.id) == Counter()
    batch = bring_in(document, journey, stages)
    assert hashes(document, journey.id) == Counter({11: 1, 12: 1, -13: 1, 14: 2})
    assert {id for page in known_rows(document, journey.id) for _, id, _ in page} == {"r1", "r2", ""}
    bring_in(document, journey, stages)
    assert hashes(document, journey.id)[14] == 4
    verbs.remove(document, [("import_batch", batch.id)])
    assert hashes(document, journey.id)[14] == 2
    assert document.undo_step == ("remove_import", {"title": "סקר.csv"}, ())
    other = verbs.new_map(document)
    assert hashes(document, other.id) == Counter()
    assert tallies(document, other.id) == []


def test_answers_of_a_removed_stage_are_unplaced(
    document: Document, journey: Map, stages: list[Stage]
) -> None:
    bring_in(document, journey, stages)
    verbs.remove(document, [("stage", stages[0].id)])
    assert Tally(None, "nps", 9.0, "2026-01", 2) in tallies(document, journey.id)
    document.undo()
    assert Tally(stages[0].id, "nps", 9.0, "2026-01", 2) in tallies(document, journey.id)


def test_new_stages_come_with_their_answers(document: Document, journey: Map) -> None:
    bulk, batch = begin(document, journey, 1)
    stage = bulk.gesture.add("stage", map=journey.id, pos="a9", title="נאמנות")
    bulk.add_answers(batch.id, [Answer(stage.id, "nps", 10.0, "", "", "", "", 1)])
    bulk.commit()
    document.undo()
    assert len(document.all("stage")) == 2
    document.redo()
    assert tallies(document, journey.id) == [Tally(stage.id, "nps", 10.0, "", 1)]


def test_nothing_else_changes_the_document_meanwhile(
    document: Document, journey: Map, stages: list[Stage]
) -> None:
    bulk, batch = begin(document, journey)
    for refused in (
        lambda: verbs.add_stage(document, journey.id),
        document.undo,
        document.redo,
        document.snapshot,
        lambda: document.begin_bulk("import_feedback"),
    ):
        with pytest.raises(MasaError) as running:
            refused()
        assert running.value.code == "import_running"
    bulk.add_answers(batch.id, rows_of(stages))
    bulk.commit()
    verbs.add_stage(document, journey.id)


def test_a_cancelled_import_changes_nothing(document: Document, journey: Map, stages: list[Stage]) -> None:
    before = everything(document)
    heard: list[list[Change]] = []
    document.subscribe(heard.append)
    bulk, batch = begin(document, journey)
    bulk.gesture.add("stage", map=journey.id, pos="a9")
    bulk.add_answers(batch.id, rows_of(stages))
    bulk.rollback()
    assert everything(document) == before
    assert heard == []
    assert len(document.all("stage")) == 2
    assert not document.all("import_batch")
    with pytest.raises(RuntimeError):
        bulk.commit()
    bring_in(document, journey, stages)
    bulk.rollback()
    assert len(list(all_answers(document, journey.id))) == 5


def test_an_import_without_a_record_keeps_nothing(
    document: Document, journey: Map, stages: list[Stage]
) -> None:
    before = everything(document)
    bulk = document.begin_bulk("import_feedback")
    bulk.add_answers(1, rows_of(stages))
    bulk.commit()
    assert everything(document) == before


def test_an_odd_row_ends_the_import(document: Document, journey: Map, stages: list[Stage]) -> None:
    before = everything(document)
    bulk, batch = begin(document, journey)
    bulk.add_answers(batch.id, rows_of(stages))
    with pytest.raises(ValueError, match="does not allow"):
        bulk.add_answers(batch.id, [Answer(None, "nps", "many", "", "", "", "", 1)])  # type: ignore[arg-type]
    assert everything(document) == before
    with pytest.raises(RuntimeError):
        bulk.add_answers(batch.id, rows_of(stages))


def test_columns_are_the_same_as_rows(document: Document, journey: Map, stages: list[Stage]) -> None:
    rows = [row._replace(row_hash=n) for n in range(53) for row in rows_of(stages)]
    bulk, batch = begin(document, journey, len(rows))
    assert bulk.add_columns(batch.id, list(zip(*rows[:7], strict=True))) == 7
    assert bulk.add_columns(batch.id, list(zip(*rows[7:], strict=True))) == len(rows) - 7
    assert bulk.add_columns(batch.id, []) == 0
    bulk.commit()
    assert list(all_answers(document, journey.id)) == rows
    assert Tally(stages[0].id, "nps", 9.0, "2026-01", 106) in tallies(document, journey.id)


@pytest.mark.parametrize("column", range(len(Answer._fields)))
def test_columns_of_unequal_length_end_the_import(
    document: Document, journey: Map, stages: list[Stage], column: int
) -> None:
    before = everything(document)
    bulk, batch = begin(document, journey)
    columns = list(zip(*rows_of(stages), strict=True))
    columns[column] = columns[column][:-1]
    with pytest.raises(ValueError, match="size"):
        bulk.add_columns(batch.id, columns)
    assert everything(document) == before
    with pytest.raises(RuntimeError):
        bulk.commit()


def test_rows_of_unequal_length_end_the_import(document: Document, journey: Map, stages: list[Stage]) -> None:
    before = everything(document)
    bulk, batch = begin(document, journey)
    with pytest.raises(ValueError, match="shorter"):
        bulk.add_answers(batch.id, [*rows_of(stages), (None, "nps")])
    assert everything(document) == before
    with pytest.raises(RuntimeError):
        bulk.commit()


def test_a_full_disk_ends_the_import(document: Document, journey: Map, stages: list[Stage]) -> None:
    before = everything(document)
    pages = document.file.query("PRAGMA page_count")[0][0]
    bulk, batch = begin(document, journey)
    document.file.query(f"PRAGMA max_page_count={pages}")
    with pytest.raises(MasaError) as full:
        bulk.add_answers(batch.id, rows_of(stages) * 4000)
    assert full.value.code == "disk_full"
    document.file.query("PRAGMA max_page_count=1000000")
    assert everything(document) == before
    bring_in(document, journey, stages)


def test_closing_during_an_import_keeps_nothing_of_it(
    document: Document, journey: Map, stages: list[Stage], masa: Path
) -> None:
    bulk, batch = begin(document, journey)
    bulk.add_answers(batch.id, rows_of(stages))
    document.close()
    again = Document.open(masa)
    assert not again.all("import_batch")
    assert again.file.query("SELECT count(*) FROM answer") == [(0,)]
    again.close()
