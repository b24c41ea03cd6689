"""A file of an older format opens as one of today's, with all of its history; the old file is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from model import budget, formats, verbs
from model.answers import all_answers, tallies
from model.document import Document
from model.errors import MasaError
from model.snapshot import read_snapshot
from model.versions import moments

from . import older
from .inside import Rows, file_rows, memory_rows
from .test_document_returning import bring_in, rows_of
from .test_door import crash


@pytest.fixture(autouse=True)
def an_older_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(formats.OLDER, older.VERSION, older.STEP)


class Story:
    """A project with a history of every kind, and its records at every moment of the line."""

    def __init__(self) -> None:
        self.document = document = Document.create(None)
        self.seen: dict[int, Rows] = {}
        made = verbs.new_map(
            document, "מסע", language="he", stages=["מודעות", "החלטה"], lanes=["pains", "emotion"]
        )
        self.keep()
        stage, lane = min(document.all("stage")), min(document.all("lane"))
        card = self.did(verbs.add_card(document, stage, lane, "pain", "לא חזרו אליי", severity=3))
        self.did(verbs.set_channel(document, [card.id], "SMS", "sms"))
        persona = self.did(verbs.add_persona(document, made.id, "דנה"))
        point = self.did(verbs.set_emotion(document, stage, 1.5, persona=persona.id))
        self.did(verbs.move_emotion(document, point.id, value=-2))
        self.did(verbs.set_fields(document, "card", [card.id], title="אחרי הכול", owner="שירות"))
        self.did(verbs.remove(document, [("stage", stage)]))
        document.undo()
        self.did(bring_in(document, rows_of(document)))
        self.did(verbs.remove(document, [("persona", persona.id), ("card", card.id)]))
        self.did(verbs.add_lane(document, made.id, "thoughts"))
        document.undo()
        document.undo()

    def keep(self) -> None:
        self.seen[self.document.head] = memory_rows(self.document)

    def did(self, made: Any) -> Any:
        self.keep()
        return made


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


@pytest.fixture
def path(story: Story, masa: Path) -> Path:
    older.write_older(story.document, masa)
    return masa


@pytest.fixture
def opened(path: Path) -> Iterator[Document]:
    document = Document.open(path)
    yield document
    document.close()


def test_it_opens_as_it_was(story: Story, opened: Document) -> None:
    assert opened.head == story.document.head
    assert memory_rows(opened) == file_rows(opened) == memory_rows(story.document)
    made = min(opened.all("map"))
    assert list(all_answers(opened, made)) == rows_of(story.document)
    assert sorted(tallies(opened, made)) == sorted(tallies(story.document, made))
    assert opened.undo_leaves_session


def test_the_file_is_one_of_today(path: Path) -> None:
    Document.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (formats.VERSION,)
    again = Document.open(path)
    assert again.backup is None
    again.close()


def test_the_old_file_is_kept_as_it_was_and_named(path: Path) -> None:
    before = path.read_bytes()
    for number in ("", "-2", "-3"):
        path.write_bytes(before)
        document = Document.open(path)
        assert document.backup == path.with_name(f"{path.stem}.format-0{number}.masa")
        assert document.backup.read_bytes() == before
        document.close()
    assert len(list(path.parent.iterdir())) == 4


def test_it_is_undone_to_its_root_and_redone(story: Story, path: Path) -> None:
    document = Document.open(path)
    line = [moment.id for moment in moments(document)]
    assert moments(document)[0].gesture == "add_lane"
    while document.redo():
        pass
    for moment in line:
        assert document.head == moment
        assert memory_rows(document) == file_rows(document) == story.seen.get(moment, memory_rows(document))
        document.undo()
    assert not document.all("map")
    document.close()
    document = Document.open(path)
    for moment in line[-2::-1]:
        document.redo()
        assert document.head == moment
        assert memory_rows(document) == file_rows(document) == story.seen[moment]
    document.close()


def test_work_goes_on_after_it(opened: Document, story: Story) -> None:
    added = verbs.add_stage(opened, min(opened.all("map")), "הלאה")
    assert not any(added.id in rows for moment in story.seen.values() for rows in moment.values())
    verbs.set_lane_hidden(opened, min(opened.all("lane")), True)
    opened.undo()
    opened.undo()
    assert memory_rows(opened) == file_rows(opened) == memory_rows(story.document)


def test_a_reader_leaves_the_file_as_it_is(story: Story, path: Path) -> None:
    before = path.read_bytes()
    read = Document.from_snapshot(read_snapshot(path))
    assert memory_rows(read) == memory_rows(story.document)
    read.undo()
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_a_step_that_cannot_be_read_is_still_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE history SET diff=x'00' WHERE id=(SELECT value FROM meta)")
        connection.commit()
    document = Document.open(path)
    with pytest.raises(MasaError) as told:
        document.undo()
    assert told.value.code == "history_damaged"
    document.close()


DAMAGE = {
    "a trigger": "CREATE TRIGGER t AFTER UPDATE ON card BEGIN DELETE FROM card; END",
    "a table of today": "CREATE TABLE answer(x)",
    "bad UTF-8": "UPDATE card SET text=CAST(x'd7ff' AS TEXT)",
    "dangling reference": "UPDATE card SET stage=5",
    "no head": "DELETE FROM meta",
}


@pytest.mark.parametrize("sql", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_one_is_refused_and_left(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()
    before = path.read_bytes()
    for way in (Document.open, read_snapshot):
        with pytest.raises(MasaError) as told:
            way(path)
        assert told.value.code == "file_damaged"
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_a_history_made_to_be_slow_is_refused_and_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_BYTES", 500)
    before = path.read_bytes()
    with pytest.raises(MasaError) as told:
        Document.open(path)
    assert told.value.code == "history_too_long"
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_crash_of_an_older_masa_is_mended_first(story: Story, path: Path) -> None:
    crash(path, "UPDATE card SET text='half done'")
    document = Document.open(path)
    assert memory_rows(document) == memory_rows(story.document)
    assert [each.name for each in path.parent.iterdir() if "journal" in each.name] == []
    document.close()


def test_a_disk_without_room_keeps_the_old_file(path: Path) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    before, limits = path.read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
    try:
        with pytest.raises(MasaError) as told:
            Document.open(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (told.value.code, list(path.parent.iterdir())) == ("disk_error", [path])
    assert path.read_bytes() == before
    Document.open(path).close()


def test_a_long_name_has_room_for_the_old_file(path: Path) -> None:
    path = path.rename(path.with_name("מ" * 120 + ".masa"))
    document = Document.open(path)
    assert document.backup is not None
    assert document.backup.name.startswith("מ" * 90)
    document.close()


def test_a_newer_one_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={formats.VERSION + 1}")
    with pytest.raises(MasaError) as told:
        Document.open(path)
    assert told.value.code == "newer_version"
