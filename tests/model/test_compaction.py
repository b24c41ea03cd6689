"""A compacted history: project, versions, last steps and redo are as before; undo still reaches the root."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import changes, verbs
from model.answers import all_answers
from model.compaction import Freed, compact
from model.document import Document
from model.errors import MasaError
from model.past_work import exchange, shorten
from model.records import Map
from model.versions import moments, name_moment, restore, versions

from .inside import Rows, file_rows, memory_rows
from .test_document_returning import bring_in, kept, rows_of


@pytest.fixture
def journey(document: Document) -> Map:
    return verbs.new_map(document, "מסע", stages=["מודעות", "החלטה"], lanes=["pains", "feedback"])


def work(document: Document, n: int) -> dict[int, Rows]:
    """n steps of several kinds; the records at every moment."""
    stages, lane = sorted(document.all("stage")), min(document.all("lane"))
    seen = {document.head: memory_rows(document)}
    for i in range(n):
        cards = sorted(document.all("card"))
        if i % 5 == 4:
            verbs.remove(document, [("card", cards[-1])])
        elif i % 5 == 3:
            verbs.move_cards(document, cards[:1], stages[i % 2], lane)
        elif i % 5 == 2:
            verbs.set_fields(document, "card", cards, owner=f"שירות {i}", severity=i % 3 + 1)
        else:
            verbs.add_card(document, stages[i % 2], lane, "pain", f"כאב {i}", details="מילים " * 50)
        seen[document.head] = memory_rows(document)
    return seen


def test_old_steps_become_one(document: Document, journey: Map, masa: Path) -> None:
    seen = work(document, 40)
    before, line = memory_rows(document), [moment.id for moment in moments(document)]
    shorter = shorten(document, keep=10).wait()
    assert shorter.freed[:2] == (40 + 1 - 10 - 1, 0)
    assert [moment.id for moment in moments(document)] == line
    size = masa.stat().st_size
    done = exchange(document, shorter)
    assert done is not None
    done.wait()
    assert size - masa.stat().st_size == shorter.freed.bytes
    assert document.file.query("PRAGMA freelist_count") == [(0,)]
    assert memory_rows(document) == file_rows(document) == before
    left = moments(document)
    assert [moment.id for moment in left] == [*line[:11], line[-1]]
    assert (left[10].gesture, left[10].params) == ("older_steps", {"n": 31})
    document.close()
    document = Document.open(masa)
    for moment in [*line[1:11], line[-1]]:
        document.undo()
        assert document.head == moment
        assert memory_rows(document) == file_rows(document) == seen.get(moment, memory_rows(document))
    assert not document.all("map")
    assert document.undo() is None
    while document.redo():
        pass
    assert memory_rows(document) == before
    assert compact(document, keep=10) == Freed(0, 0, 0)
    document.close()


def test_steps_add_up(document: Document, journey: Map) -> None:
    work(document, 12)
    compact(document, keep=8)
    work(document, 4)
    compact(document, keep=2)
    left = moments(document)
    assert [moment.gesture for moment in left[2:]] == ["older_steps", "new_project"]
    assert left[2].params == {"n": 1 + 12 + 4 - 2}
    document.undo()
    work(document, 1)
    assert document.undo() is not None


def test_versions_and_redo_stay(document: Document, journey: Map, masa: Path) -> None:
    """Also a version on a way that was left, and one on a way that was left from there."""
    seen = work(document, 20)
    by_age = sorted(seen)
    name_moment(document, "on the line", by_age[7])
    document.go_to(by_age[10])
    seen |= work(document, 6)
    name_moment(document, "on a branch")
    aside = document.head
    document.undo()
    document.undo()
    seen |= work(document, 3)
    name_moment(document, "on a branch of the branch")
    further = document.head
    document.go_to(by_age[9])
    seen |= work(document, 20)
    for _ in range(5):
        document.undo()
    before = memory_rows(document)
    ahead = [moment.id for moment in moments(document)][:6]
    freed = compact(document, keep=3)
    assert freed.steps > 20
    assert memory_rows(document) == file_rows(document) == before
    assert [moment.id for moment in moments(document)][:6] == ahead
    assert {version.id for version in versions(document)} == {by_age[7], aside, further}
    document.close()
    document = Document.open(masa)
    for moment in document.file.moments()[1:]:
        then = document.as_of(moment.id)
        assert memory_rows(then) == seen[moment.id]
        then.close()
    for version in versions(document):
        restore(document, version.id)
        assert memory_rows(document) == file_rows(document) == seen[version.id]
        document.undo()
        assert memory_rows(document) == before
    document.close()


def test_answers_that_only_old_steps_knew_are_freed(document: Document, journey: Map, masa: Path) -> None:
    batch = bring_in(document, rows_of(document, 200), slice=200)
    verbs.remove(document, [("import_batch", batch.id)])
    live = bring_in(document, rows_of(document, 10), slice=10)
    work(document, 10)
    size = masa.stat().st_size
    freed = compact(document, keep=5)
    assert freed.answers == 200
    assert kept(document) == 10
    assert list(all_answers(document, journey.id)) == rows_of(document, 10)
    assert size - masa.stat().st_size == freed.bytes > 0
    while document.undo():
        pass
    document.redo()
    assert document["import_batch", live.id] == live


def test_answers_that_a_version_knows_are_kept(document: Document, journey: Map) -> None:
    batch = bring_in(document, rows_of(document, 20))
    name_moment(document, "with answers")
    version = document.head
    verbs.remove(document, [("import_batch", batch.id)])
    work(document, 10)
    assert compact(document, keep=2).answers == 0
    restore(document, version)
    assert list(all_answers(document, journey.id)) == rows_of(document, 20)


def test_steps_too_large_to_be_one_stay(
    document: Document, journey: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = work(document, 20)
    monkeypatch.setattr(changes, "LIMIT", 1500)
    assert compact(document, keep=2).steps == 0
    for moment, rows in seen.items():
        assert memory_rows(document.as_of(moment)) == rows


def test_a_damaged_step_refuses_compaction(document: Document, journey: Map) -> None:
    moment = sorted(work(document, 20))[5]
    document.file.query("UPDATE history SET diff=x'00' WHERE id=?", (moment,))
    before = file_rows(document, "history", "meta")
    with pytest.raises(MasaError) as told:
        compact(document, 2)
    assert told.value.code == "history_damaged"
    with pytest.raises(MasaError) as told:
        shorten(document, 2).wait()
    assert told.value.code == "history_damaged"
    assert file_rows(document, "history", "meta") == before


def test_a_full_disk_leaves_the_history_as_it_was(document: Document, journey: Map) -> None:
    seen = work(document, 30)
    pages = document.file.query("PRAGMA page_count")[0][0]
    document.file.query(f"PRAGMA max_page_count={pages}")
    compact(document, 5)
    assert memory_rows(document) == file_rows(document) == seen[document.head]


def test_a_file_moved_away_is_not_compacted(document: Document, journey: Map, masa: Path) -> None:
    work(document, 10)
    shorter = shorten(document, 2).wait()
    before = file_rows(document, "history")
    os.rename(masa, masa.with_name("moved.masa"))
    for refused in (lambda: compact(document, 2), lambda: exchange(document, shorter)):
        with pytest.raises(MasaError) as told:
            refused()
        assert told.value.code == "file_moved"
    assert file_rows(document, "history") == before


@settings(max_examples=25)
@given(data=st.data())
def test_any_history_keeps_what_it_needs(data: st.DataObject) -> None:
    document = Document.create(None)
    seen = {document.head: memory_rows(document)}
    verbs.new_map(document, "מסע", stages=["א", "ב"], lanes=["pains"])
    seen[document.head] = memory_rows(document)
    for kind in data.draw(
        st.lists(st.sampled_from(["work", "undo", "redo", "name", "compact"]), max_size=25)
    ):
        if kind == "work":
            seen |= work(document, data.draw(st.integers(1, 6))) if document.all("map") else {}
        elif kind == "undo":
            for _ in range(data.draw(st.integers(1, 8))):
                document.undo()
        elif kind == "redo":
            document.redo()
        elif kind == "name":
            name_moment(document, "version")
        else:
            named, redo = {each.id for each in versions(document)}, document.redo_step
            before = memory_rows(document)
            compact(document, data.draw(st.integers(0, 6)))
            assert memory_rows(document) == file_rows(document) == before
            assert {each.id for each in versions(document)} == named
            assert document.redo_step == redo
    for moment in document.file.moments():
        assert memory_rows(document.as_of(moment.id)) == seen[moment.id]
    while document.undo():
        assert memory_rows(document) == file_rows(document) == seen[document.head]
    document.close()


def test_a_step_that_changes_nothing_is_told_when_it_is_undone(document: Document, journey: Map) -> None:
    name_moment(document, "before")
    for title in ("a", journey.title) * 3:
        verbs.set_fields(document, "map", [journey.id], title=title)
    verbs.add_stage(document, journey.id, "last")
    compact(document, keep=1)
    heard: list[list[changes.Change]] = []
    document.subscribe(heard.append)
    document.undo()
    undone = document.undo()
    assert undone == ("older_steps", {"n": 6}, ())
    document.redo()
    assert [len(each) for each in heard] == [1, 0, 0]
