"""Gestures on a real file: all or nothing, undone and redone, followed by listeners, memory equal to file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from model import changes, formats, tables, verbs
from model.document import Change, Document
from model.errors import MasaError
from model.records import RECORDS, Card, Lane, Map, Stage

from .inside import file_rows, memory_rows

ROOT = Path(__file__).parents[2]


class Journey:
    """A map of two stages and one lane with a card in the first."""

    def __init__(self, document: Document) -> None:
        self.map: Map = verbs.new_map(document, "רכישה", stages=["מודעות", "החלטה"], lanes=["pains"])
        self.stages: list[Stage] = document.children("stage", map=self.map.id)
        self.lane: Lane = document.children("lane", map=self.map.id)[0]
        self.card: Card = verbs.add_card(document, self.stages[0].id, self.lane.id, "pain", "לא חזרו אליי")


@pytest.fixture
def journey(document: Document) -> Journey:
    return Journey(document)


# ---- schema and records ----


def test_records_and_their_references_are_those_of_the_schema() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(formats.schema_sql())
    for table, record in RECORDS.items():
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        assert [column[1] for column in columns] == list(record._fields)
        kinds = {int: "INTEGER", float: "REAL", str: "TEXT"}
        for _, name, kind, not_null, default, is_key in columns:
            column = tables.COLUMNS[table][name]
            assert (kinds[column.kind], bool(not_null or is_key)) == (kind, not column.optional), (
                table,
                name,
            )
            if default is not None:
                assert record._field_defaults[name] == connection.execute(f"SELECT {default}").fetchone()[0]
        keys = {(key[3], key[2]) for key in connection.execute(f"PRAGMA foreign_key_list({table})")}
        assert keys == {(reference.field, reference.parent) for reference in tables.REFERENCES[table]}
    connection.close()


# ---- files ----


def test_a_project_is_one_clean_file_that_opens_as_it_was_closed(masa: Path) -> None:
    document = Document.create(masa)
    journey = Journey(document)
    before = memory_rows(document)
    document.close()
    assert [path.name for path in masa.parent.iterdir()] == [masa.name]
    document = Document.open(masa)
    assert memory_rows(document) == before
    assert document["card", journey.card.id].title == "לא חזרו אליי"
    document.close()


def test_an_existing_file_is_replaced_only_when_asked(document: Document, masa: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.masa"
    other.write_text("precious")
    with pytest.raises(MasaError) as refused:
        Document.create(other)
    assert (refused.value.code, other.read_text()) == ("file_exists", "precious")
    Document.create(other, replace=True).close()
    with pytest.raises(MasaError) as refused:
        Document.create(masa, replace=True)
    assert refused.value.code == "file_is_open"
    with pytest.raises(MasaError) as refused:
        Document.create(tmp_path / "no such folder" / "a.masa")
    assert refused.value.code == "file_missing"


def test_a_file_that_another_program_has_open_is_not_replaced(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "theirs.masa"
    script = (
        "import sys; from model.document import Document\n"
        "document = Document.create(sys.argv[1]); print('ready', flush=True); sys.stdin.read()"
    )
    run = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(run, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        with pytest.raises(MasaError) as refused:
            document.save_copy(path)
        other.communicate()
    assert refused.value.code == "file_is_open"
    document.save_copy(path)
    Document.open(path).close()


def test_a_copy_has_the_history_and_the_document_stays_with_its_file(
    document: Document, journey: Journey, masa: Path, tmp_path: Path
) -> None:
    document.save_copy(tmp_path / "copy.masa")
    assert document.path == masa
    verbs.remove(document, [("map", journey.map.id)])
    copy = Document.open(tmp_path / "copy.masa")
    assert copy["card", journey.card.id] == journey.card
    copy.undo()
    assert not copy.all("card")
    copy.close()


def test_a_document_in_memory_has_no_file(tmp_path: Path) -> None:
    document = Document.create(None)
    Journey(document)
    assert document.path is None
    copy = Document.from_snapshot(document.snapshot())
    assert memory_rows(copy) == memory_rows(document)
    assert not any(tmp_path.iterdir())


def test_two_copies_never_give_the_same_id(document: Document, journey: Journey, tmp_path: Path) -> None:
    document.save_copy(tmp_path / "copy.masa")
    copy = Document.open(tmp_path / "copy.masa")
    ours = {verbs.add_stage(document, journey.map.id).id for _ in range(20)}
    theirs = {verbs.add_stage(copy, journey.map.id).id for _ in range(20)}
    copy.close()
    assert not ours & theirs
    assert all(0 < id < 1 << 63 for id in ours | theirs)


def test_a_second_opening_is_told_at_once(document: Document, masa: Path) -> None:
    with pytest.raises(MasaError) as here:
        Document.open(masa)
    script = (
        "import sys; from model.document import Document; from model.errors import MasaError\n"
        "try: Document.open(sys.argv[1])\n"
        "except MasaError as error: print(error.code)"
    )
    run = [sys.executable, "-c", script, str(masa)]
    there = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    assert (here.value.code, there) == ("file_is_open", "file_is_open")
    verbs.new_map(document, "still ours")


# ---- gestures ----


def test_do_undo_redo(document: Document, journey: Journey) -> None:
    before, second = memory_rows(document), journey.stages[1].id
    verbs.move_cards(document, [journey.card.id], second, journey.lane.id)
    after = memory_rows(document)
    assert document["card", journey.card.id].stage == second
    assert document.undo_step == ("move_card", {"title": "לא חזרו אליי"}, ())
    assert document.redo_step is None

    undone = document.undo()
    assert undone is not None
    assert undone[:2] == ("move_card", {"title": "לא חזרו אליי"})
    assert memory_rows(document) == before == file_rows(document)
    assert document.redo_step is not None

    document.redo()
    assert memory_rows(document) == after == file_rows(document)
    assert document.redo() is None


def test_undo_survives_reopening_and_goes_back_to_the_start(masa: Path) -> None:
    document = Document.create(masa)
    empty = memory_rows(document)
    Journey(document)
    full = memory_rows(document)
    document.close()
    document = Document.open(masa)
    while document.undo():
        pass
    assert memory_rows(document) == empty
    assert document.undo_step is None
    document.close()
    document = Document.open(masa)
    while document.redo():
        pass
    assert memory_rows(document) == full
    document.close()


def test_what_changes_nothing_is_no_step(document: Document, journey: Journey) -> None:
    head = document.head
    with document.gesture("nothing") as g:
        g.change("card", journey.card.id, title="לא חזרו אליי")
        gone = g.add("stage", map=journey.map.id, pos="a5")
        g.remove("stage", gone.id)
    assert document.head == head
    assert document.undo_step == ("add_card", {"title": "לא חזרו אליי"}, ())


def test_an_error_takes_everything_back(document: Document, journey: Journey) -> None:
    before, head = memory_rows(document), document.head
    with pytest.raises(ZeroDivisionError), document.gesture("broken") as g:  # noqa: PT012
        g.remove("stage", journey.stages[0].id)
        g.add("stage", map=journey.map.id, pos="a9")
        raise ZeroDivisionError
    assert memory_rows(document) == before == file_rows(document)
    assert document.head == head
    assert document.children("card", stage=journey.stages[0].id) == [journey.card]


@pytest.mark.parametrize(
    "values",
    [
        {"stage": 12345},
        {"severity": 9},
        {"title": 3},
        {"title": None},
        {"colour": "red"},
        {"severity": 1 << 70},
        {"severity": 1.5},
    ],
    ids=str,
)
def test_what_the_schema_does_not_allow_is_a_value_error(
    document: Document, journey: Journey, values: dict[str, object]
) -> None:
    before = memory_rows(document)
    with pytest.raises(ValueError), document.gesture("bad") as g:  # noqa: PT011 - whichever layer refuses it
        g.change("card", journey.card.id, **values)
    assert memory_rows(document) == before == file_rows(document)


def test_values_are_kept_as_the_file_gives_them_back(document: Document, journey: Journey) -> None:
    with document.gesture("odd") as g:
        g.add("emotion", stage=journey.stages[0].id, value=-0.0, at=1)
        g.change("card", journey.card.id, title="lone \ud800 surrogate, nul \0, שלום", outside=True)
    verbs.add_stage(document, journey.map.id, "lone \udfff surrogate")
    kept = [repr(tuple(row)) for row in document.all("emotion").values()]
    assert kept == [repr(row) for row in file_rows(document)["emotion"].values()]
    assert memory_rows(document) == file_rows(document)
    assert document["card", journey.card.id].title == "lone ? surrogate, nul \0, שלום"
    assert document.undo_step == ("add_stage", {"title": "lone ? surrogate"}, ())


def test_gestures_do_not_nest_and_end(document: Document, journey: Journey) -> None:
    with pytest.raises(RuntimeError), document.gesture("outer"), document.gesture("inner"):
        pass
    with document.gesture("over") as g:
        pass
    with pytest.raises(RuntimeError):
        g.change("card", journey.card.id, title="too late")
    assert document["card", journey.card.id].title == "לא חזרו אליי"


def test_there_is_one_project(document: Document) -> None:
    with pytest.raises(ValueError, match="one project"):
        verbs.remove(document, [("project", document.project.id)])
    with pytest.raises(ValueError, match="one project"), document.gesture("second") as g:
        g.add("project")
    assert list(document.all("project").values()) == [document.project]


def test_removing_takes_what_cannot_be_without_and_empties_the_rest(
    document: Document, journey: Journey
) -> None:
    persona = verbs.add_persona(document, journey.map.id, "דנה")
    verbs.set_channel(document, [journey.card.id], "SMS", "sms")
    verbs.set_fields(document, "card", [journey.card.id], persona=persona.id)
    verbs.set_emotion(document, journey.stages[0].id, 1, persona=persona.id)
    before = memory_rows(document)

    channel = document["card", journey.card.id].channel
    verbs.remove(document, [("channel", channel), ("persona", persona.id)])
    card = document["card", journey.card.id]
    assert (card.channel, card.persona) == (None, None)
    assert not document.all("emotion")
    assert not document.all("map_persona")
    document.undo()
    assert memory_rows(document) == before == file_rows(document)

    verbs.remove(document, [("map", journey.map.id)])
    assert not any(
        document.all(table) for table in ("map", "stage", "lane", "card", "emotion", "map_persona")
    )
    assert document.all("persona")
    document.undo()
    assert memory_rows(document) == before == file_rows(document)


def test_children_follow_every_change(document: Document, journey: Journey) -> None:
    first, second = (stage.id for stage in journey.stages)
    lane = journey.lane.id
    added = verbs.add_card(document, first, lane, "pain", "second")
    assert document.children("card", stage=first, lane=lane) == [journey.card, added]
    assert document.children("card", channel=None) == [journey.card, added]
    verbs.move_cards(document, [journey.card.id], second, lane)
    assert [card.id for card in document.children("card", stage=first, lane=lane)] == [added.id]
    assert [card.id for card in document.children("card", stage=second)] == [journey.card.id]
    document.undo()
    assert document.children("card", stage=first, lane=lane) == [journey.card, added]
    assert document.children("card", stage=None) == []
    assert document.children("stage", map=journey.map.id) == journey.stages
    with pytest.raises(ValueError, match="refers to no record"):
        document.children("card", title="x")


# ---- listeners ----


@pytest.fixture
def heard(document: Document) -> Iterator[list[list[Change]]]:
    lists: list[list[Change]] = []
    unsubscribe = document.subscribe(lists.append)
    yield lists
    unsubscribe()


def test_listeners_get_one_list_a_gesture_undo_and_redo(
    document: Document, journey: Journey, heard: list[list[Change]]
) -> None:
    old = document["card", journey.card.id]
    verbs.set_fields(document, "card", [old.id], title="new", owner="שירות")
    new = old._replace(title="new", owner="שירות")
    document.undo()
    document.redo()
    assert heard == [
        [Change("card", old.id, old, new)],
        [Change("card", old.id, new, old)],
        [Change("card", old.id, old, new)],
    ]


def test_a_failing_listener_stops_neither_the_gesture_nor_the_others(
    document: Document, journey: Journey
) -> None:
    errors: list[Exception] = []
    heard: list[list[Change]] = []
    document.on_listener_error = errors.append

    def meddler(changes: list[Change]) -> None:
        verbs.add_stage(document, journey.map.id)

    document.subscribe(meddler)
    unsubscribe = document.subscribe(heard.append)
    verbs.add_stage(document, journey.map.id, "third")
    assert [type(error) for error in errors] == [RuntimeError]
    assert len(heard) == 1
    assert len(document.all("stage")) == 3
    unsubscribe()
    unsubscribe()
    document.undo()
    assert len(heard) == 1


# ---- when the disk says no ----


def test_a_full_disk_leaves_memory_and_file_as_they_were(document: Document, journey: Journey) -> None:
    before, head = memory_rows(document), document.head
    pages = document.file.query("PRAGMA page_count")[0][0]
    document.file.query(f"PRAGMA max_page_count={pages}")
    with pytest.raises(MasaError) as full, document.gesture("fill") as g:  # noqa: PT012
        for i in range(2000):
            g.add("stage", map=journey.map.id, pos=f"a{i}", title="x" * 50)
    assert full.value.code == "disk_full"
    assert memory_rows(document) == before == file_rows(document)
    assert document.head == head
    document.file.query("PRAGMA max_page_count=1000000")
    verbs.add_stage(document, journey.map.id, "space again")
    assert memory_rows(document) == file_rows(document)


def test_a_file_that_cannot_be_written_is_told(document: Document, journey: Journey) -> None:
    before = memory_rows(document)
    document.file.query("PRAGMA query_only=ON")
    for change in (lambda: verbs.add_stage(document, journey.map.id), document.undo):
        with pytest.raises(MasaError) as told:
            change()
        assert told.value.code == "file_read_only"
    assert memory_rows(document) == before == file_rows(document)


def test_a_file_renamed_under_us_is_told(document: Document, journey: Journey, masa: Path) -> None:
    before = memory_rows(document)
    moved = masa.with_name("moved.masa")
    os.rename(masa, moved)
    with pytest.raises(MasaError) as told:
        verbs.add_stage(document, journey.map.id)
    assert told.value.code == "file_moved"
    assert memory_rows(document) == before
    os.rename(moved, masa)
    verbs.add_stage(document, journey.map.id)
    assert memory_rows(document) == file_rows(document)


def test_what_could_not_be_undone_is_not_done(
    document: Document, journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = memory_rows(document)
    monkeypatch.setattr(changes, "LIMIT", 1000)
    with pytest.raises(MasaError) as refused:
        verbs.set_fields(document, "card", [journey.card.id], details="x" * 1001)
    assert refused.value.code == "gesture_too_large"
    assert memory_rows(document) == before == file_rows(document)
