"""Moments of the history: named, listed, looked at without changing anything, gone to, restored."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import ids, verbs, who
from model.answers import all_answers
from model.document import Change, Document
from model.errors import MasaError
from model.records import Map
from model.versions import moments, name_moment, remove_name, restore, versions

from .inside import Rows, file_rows, memory_rows
from .test_document_returning import bring_in, rows_of


@pytest.fixture
def journey(document: Document) -> Map:
    return verbs.new_map(document, "מסע", stages=["מודעות", "החלטה"], lanes=["pains", "feedback"])


def some_work(document: Document, n: int = 6) -> list[tuple[int, Rows]]:
    """Gestures of several kinds; every moment with its records."""
    stages, lanes = sorted(document.all("stage")), sorted(document.all("lane"))
    seen = [(document.head, memory_rows(document))]
    for i in range(n):
        if i % 3 == 2:
            verbs.remove(document, [("card", max(document.all("card")))])
        else:
            verbs.add_card(document, stages[i % 2], lanes[0], "pain", f"כאב {i}", severity=i % 3 + 1)
        seen.append((document.head, memory_rows(document)))
    return seen


# ---- names ----


def test_a_named_moment_is_a_version_until_its_name_is_removed(
    document: Document, journey: Map, masa: Path
) -> None:
    document.who = "דנה"
    card = some_work(document, 1)[-1][0]
    name_moment(document, "  סדנה 1,\n סוף היום ")
    verbs.add_stage(document, journey.id, "later")
    document.close()
    document = Document.open(masa)
    (version,) = versions(document)
    assert (version.id, version.version, version.who) == (card, "סדנה 1, סוף היום", "דנה")
    assert (version.gesture, version.params) == ("add_card", {"title": "כאב 0"})
    name_moment(document, "another name", card)
    assert [each.version for each in versions(document)] == ["another name"]
    remove_name(document, card)
    assert versions(document) == []
    with pytest.raises(ValueError, match="needs a name"):
        name_moment(document, " \n")
    for unknown in (lambda: name_moment(document, "x", 5), lambda: remove_name(document, 5)):
        with pytest.raises(KeyError):
            unknown()
    document.close()


def test_a_name_is_no_gesture(document: Document, journey: Map) -> None:
    heard: list[list[Change]] = []
    document.subscribe(heard.append)
    before, head, step = file_rows(document), document.head, document.undo_step
    name_moment(document, "now")
    assert (file_rows(document), document.head, document.undo_step, heard) == (before, head, step, [])


def test_the_author_is_the_systems_user_or_whom_one_names(document: Document, journey: Map) -> None:
    assert moments(document)[0].who == document.who == who.system_user()
    document.who = "רון \ud800"  # half a character, as a broken setting may hold it
    verbs.add_stage(document, journey.id)
    assert moments(document)[0].who == "רון ?"


def test_the_line_is_what_undo_and_redo_lead_to(document: Document, journey: Map) -> None:
    seen = [moment for moment, _ in some_work(document, 4)]
    document.undo()
    document.undo()
    line = [moment.id for moment in moments(document)]
    assert line[:5] == seen[::-1]
    assert document.head == line[2]
    verbs.add_stage(document, journey.id, "another way")
    line = [moment.id for moment in moments(document)]
    assert line[1:4] == seen[2::-1]
    assert moments(document)[0].params == {"title": "another way"}
    assert moments(document)[-1].gesture == "new_project"
    assert all(moment.at > 1_700_000_000 for moment in moments(document))


# ---- looking and going ----


def test_every_moment_can_be_looked_at(document: Document, journey: Map) -> None:
    seen = some_work(document)
    before = file_rows(document, "history", "meta")
    for moment, rows in seen:
        then = document.as_of(moment)
        assert then.head == moment
        assert memory_rows(then) == file_rows(then) == rows
        assert memory_rows(Document.from_snapshot(then.snapshot())) == rows
        then.close()
    assert file_rows(document, "history", "meta") == before


def test_an_earlier_moment_is_for_reading_only(document: Document, journey: Map) -> None:
    moment = some_work(document)[2][0]
    then = document.as_of(moment)
    before = file_rows(then, "history", "meta")
    for refused in (
        lambda: verbs.add_stage(then, journey.id),
        then.undo,
        then.redo,
        lambda: then.go_to(document.head),
        lambda: name_moment(then, "x"),
        lambda: restore(then, moment),
        lambda: then.begin_bulk("import_feedback"),
    ):
        with pytest.raises(MasaError) as told:
            refused()
        assert told.value.code == "moment_read_only"
    assert (then.undo_step, then.redo_step, then.undo_leaves_session) == (None, None, False)
    assert file_rows(then, "history", "meta") == before
    verbs.add_stage(document, journey.id, "the document goes on")
    assert memory_rows(then) == {table: before[table] for table in memory_rows(then)}
    with pytest.raises(KeyError):
        document.as_of(5)


def test_an_earlier_moment_has_the_answers_of_then(document: Document, journey: Map) -> None:
    empty = document.head
    batch = bring_in(document, rows_of(document))
    full = document.head
    verbs.remove(document, [("import_batch", batch.id)])
    for now in (document, document.as_of(empty)):
        assert list(all_answers(now, journey.id)) == []
    assert list(all_answers(document.as_of(full), journey.id)) == rows_of(document)


def test_going_back_and_forth_is_undo_and_redo_at_once(document: Document, journey: Map, masa: Path) -> None:
    seen = some_work(document)
    heard: list[list[Change]] = []
    document.subscribe(heard.append)
    for moment, rows in (seen[1], seen[4], seen[0], seen[-1]):
        changes = document.go_to(moment)
        assert heard.pop() == changes
        assert not heard
        assert document.head == moment
        assert memory_rows(document) == file_rows(document) == rows
    assert document.go_to(document.head) == []
    document.go_to(seen[2][0])
    document.close()
    document = Document.open(masa)
    document.redo()
    assert memory_rows(document) == seen[3][1]
    document.close()


def test_one_goes_only_where_undo_and_redo_lead(document: Document, journey: Map) -> None:
    left, _ = some_work(document, 2)[-1]
    document.undo()
    verbs.add_stage(document, journey.id)
    head = document.head
    for nowhere in (left, 5):
        with pytest.raises(KeyError):
            document.go_to(nowhere)
    assert document.head == head


def test_a_damaged_step_on_the_way_changes_nothing(document: Document, journey: Map) -> None:
    seen = some_work(document)
    document.file.query("UPDATE history SET diff=x'00' WHERE id=?", (seen[3][0],))
    before = file_rows(document, "history", "meta")
    for refused in (
        lambda: document.go_to(seen[0][0]),
        lambda: document.as_of(seen[0][0]),
        lambda: restore(document, seen[0][0]),
    ):
        with pytest.raises(MasaError) as told:
            refused()
        assert (told.value.code, told.value.params) == ("history_damaged", {"gesture": "remove_card"})
        assert file_rows(document, "history", "meta") == before
    assert memory_rows(document) == seen[-1][1]
    document.go_to(seen[3][0])


# ---- restoring ----


def test_restoring_is_one_gesture_that_can_be_undone(document: Document, journey: Map, masa: Path) -> None:
    seen = some_work(document)
    moment, then = seen[1]
    name_moment(document, "סדנה", moment)
    batch = bring_in(document, rows_of(document))
    now = memory_rows(document)
    restore(document, moment)
    assert document.undo_step == ("restore_version", {"title": "סדנה"}, ())
    assert memory_rows(document) == file_rows(document) == then
    document.undo()
    assert memory_rows(document) == file_rows(document) == now
    document.redo()
    document.close()
    document = Document.open(masa)
    assert memory_rows(document) == then
    document.undo()
    assert document["import_batch", batch.id] == batch
    assert list(all_answers(document, journey.id)) == rows_of(document)
    document.close()


def test_a_version_on_a_way_that_was_left_can_be_restored(
    document: Document, journey: Map, masa: Path
) -> None:
    rows = rows_of(document)
    bring_in(document, rows)
    name_moment(document, "with answers")
    moment = document.head
    document.undo()
    verbs.add_stage(document, journey.id, "another way")
    document.close()
    document = Document.open(masa)  # closing has not taken its answers
    assert list(all_answers(document.as_of(moment), journey.id)) == rows
    restore(document, moment)
    assert list(all_answers(document, journey.id)) == rows
    assert len(document.all("stage")) == 2
    document.undo()
    assert len(document.all("stage")) == 3
    document.close()


def test_restoring_what_is_there_is_no_gesture(document: Document, journey: Map) -> None:
    head = document.head
    restore(document, head)
    assert document.head == head
    with pytest.raises(KeyError):
        restore(document, 5)


# ---- a clock that goes backwards ----


def test_a_clock_that_goes_backwards_keeps_the_order(
    document: Document, journey: Map, masa: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2026, 2001, 1975):
        monkeypatch.setattr(ids.time, "time", lambda year=year: (year - 1970) * 31_557_600.0)
        document.close()
        document = Document.open(masa)
        verbs.add_stage(document, journey.id, str(year))
    line = moments(document)
    assert [moment.params.get("title") for moment in line[:3]] == ["1975", "2001", "2026"]
    assert [moment.at for moment in line[:3]] == sorted(moment.at for moment in line[:3])
    assert [moment.id for moment in line] == sorted((moment.id for moment in line), reverse=True)
    all_ids = [id for table in memory_rows(document).values() for id in table]
    assert len(set(all_ids)) == len(all_ids)
    while document.undo():
        pass
    while document.redo():
        pass
    assert [stage.title for stage in document.children("stage", map=journey.id)][2:] == [
        "2026",
        "2001",
        "1975",
    ]
    document.close()
