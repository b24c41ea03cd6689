"""Long work on the past in child processes: the same as here and now, and nothing when it is broken off."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from model import budget, verbs
from model.compaction import compact
from model.document import Document
from model.errors import MasaError
from model.past_work import NEAR, exchange, find_way, near_way, shorten
from model.records import Map
from model.versions import moments, name_moment, restore

from .inside import file_rows, memory_rows
from .test_compaction import work


@pytest.fixture
def journey(document: Document) -> Map:
    return verbs.new_map(document, "מסע", stages=["מודעות", "החלטה"], lanes=["pains", "feedback"])


def test_a_way_leads_back_aside_and_forth(document: Document, journey: Map) -> None:
    seen = work(document, 20)
    by_age = sorted(seen)
    document.go_to(by_age[10])
    seen |= work(document, 5)
    name_moment(document, "aside")
    aside = document.head
    document.go_to(by_age[8])
    seen |= work(document, 3)
    document.undo()
    for moment in (by_age[2], aside, document.head, max(seen)):
        work_there = find_way(document, moment)
        way = work_there.wait()
        assert work_there.progress <= 1
        then = document.as_of(moment, way)
        assert memory_rows(then) == file_rows(then) == seen[moment]
        assert document.way_to(moment, way) is way
        assert dict.fromkeys(way.changes) == dict.fromkeys(document.way_to(moment).changes)
        then.close()
    way = find_way(document, by_age[2]).wait()
    document.go_to(by_age[2], way)
    assert memory_rows(document) == file_rows(document) == seen[by_age[2]]
    restore(document, aside, find_way(document, aside).wait())
    assert memory_rows(document) == file_rows(document) == seen[aside]
    with pytest.raises(KeyError):
        find_way(document, 5)


def test_a_way_from_where_the_project_no_longer_is_is_not_taken(document: Document, journey: Map) -> None:
    seen = work(document, 6)
    first = min(seen)
    way = find_way(document, first).wait()
    verbs.add_stage(document, journey.id, "later")
    then = document.as_of(first, way)
    assert memory_rows(then) == file_rows(then) == seen[first]
    then.close()


def test_near_is_what_is_found_at_once(document: Document, journey: Map) -> None:
    start = document.head
    for number in range(NEAR[0]):
        verbs.set_fields(document, "map", [journey.id], title=str(number))
    assert near_way(document, start) == document.way_to(start)
    verbs.add_stage(document, journey.id, "x" * NEAR[1])
    assert near_way(document, start) is None
    assert near_way(document, document.head) == (document.head, document.head, [])
    one_before = moments(document)[1].id
    assert near_way(document, one_before) is None  # one step, but a large one
    document.undo()
    document.file.query("UPDATE history SET diff=x'00' WHERE id=?", (document.head,))
    with pytest.raises(MasaError, match="history_damaged"):
        near_way(document, start)


def test_damage_on_the_way_is_told(document: Document, journey: Map) -> None:
    by_age = sorted(work(document, 6))
    document.file.query("UPDATE history SET diff=x'00' WHERE id=?", (by_age[3],))
    with pytest.raises(MasaError) as told:
        find_way(document, by_age[0]).wait()
    assert (told.value.code, set(told.value.params)) == ("history_damaged", {"gesture"})


def test_work_that_is_cancelled_changes_nothing(document: Document, journey: Map) -> None:
    work(document, 30)
    before = file_rows(document, "history", "meta")
    for begun in (find_way(document, moments(document)[-1].id), shorten(document, 2)):
        begun.cancel()
        begun.cancel()
    assert file_rows(document, "history", "meta") == before


def test_a_history_made_to_be_slow_is_given_up(
    document: Document, journey: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many steps that are small in the file and large when read."""
    first = document.head
    padding = zlib.compress(b"[]" + b" " * (1 << 20))
    for _ in range(4):
        verbs.add_stage(document, journey.id)
        document.file.query("UPDATE history SET diff=? WHERE id=?", (padding, document.head))
    monkeypatch.setattr(budget, "MOST_BYTES", 3 << 20)
    before = file_rows(document, "history", "meta")
    for refused in (
        lambda: document.as_of(first),
        lambda: document.go_to(first),
        lambda: restore(document, first),
        lambda: compact(document, 1),
    ):
        with pytest.raises(MasaError) as told:
            refused()
        assert (told.value.code, told.value.params) == ("history_too_long", {"steps": 3, "mb": 3})
    monkeypatch.setattr(budget, "MOST_STEPS", 2)
    with pytest.raises(MasaError) as told:
        document.as_of(first)
    assert told.value.params["steps"] == 3
    assert file_rows(document, "history", "meta") == before


# ---- the exchange ----


def test_who_asks_meanwhile_waits_and_the_work_goes_on(document: Document, journey: Map, masa: Path) -> None:
    seen = work(document, 40)
    shorter = shorten(document, 5).wait()
    done = exchange(document, shorter)
    assert done is not None
    verbs.add_stage(document, journey.id, "at once")  # waits for the exchange
    assert done.poll()
    assert len(moments(document)) == 1 + 5 + 1 + 1
    document.undo()
    assert memory_rows(document) == file_rows(document) == seen[document.head]
    document.close()
    assert [each.name for each in masa.parent.iterdir()] == [masa.name]
    Document.open(masa).close()


def test_a_history_that_went_on_is_not_exchanged(document: Document, journey: Map) -> None:
    work(document, 10)
    shorter = shorten(document, 2).wait()
    name_moment(document, "not to be lost")
    assert exchange(document, shorter) is None
    assert moments(document)[0].version == "not to be lost"


def test_a_full_disk_keeps_the_longer_history(document: Document, journey: Map, tmp_path: Path) -> None:
    work(document, 10)
    other = Document.create(tmp_path / "other.masa")
    verbs.new_map(other, "מסע", stages=["מודעות"] * 9, lanes=["pains"])
    work(other, 60)
    pages = document.file.query("PRAGMA page_count")[0][0]
    document.file.query(f"PRAGMA max_page_count={pages}")
    before = file_rows(document, "history", "meta")
    exchanged = document.file.exchange(other.snapshot())
    with pytest.raises(MasaError) as told:
        exchanged.wait()
    assert told.value.code == "disk_full"
    assert file_rows(document, "history", "meta") == before
    document.undo()
    other.close()


def test_no_exchange_during_an_import(document: Document, journey: Map) -> None:
    shorter = shorten(document, 2).wait()
    bulk = document.begin_bulk("import_feedback", file="a.csv")
    with pytest.raises(MasaError) as told:
        exchange(document, shorter)
    assert told.value.code == "import_running"
    bulk.rollback()
