"""Files that earlier versions of Masa wrote: they open, whatever today's format, with all of their past."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from model import verbs
from model.document import Document
from model.snapshot import read_snapshot
from model.versions import moments, restore, versions
from tests.files.make_version_1 import facts, main

from .inside import file_rows, memory_rows

FILES = Path(__file__).parents[1] / "files"
TOLD: dict[str, Any] = json.loads((FILES / "version-1.json").read_text("utf-8"))
LINE = {int(moment): told for moment, told in TOLD["line"].items()}  # oldest first


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(FILES / "version-1.masa", tmp_path))


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    opened = Document.open(path)
    yield opened
    opened.close()


def test_it_opens_with_its_moments_and_versions(document: Document) -> None:
    assert document.head == TOLD["head"]
    assert [moment.id for moment in moments(document)] == list(LINE)[::-1]
    assert [moment.gesture for moment in moments(document)] == TOLD["gestures"]
    assert [version.version for version in versions(document)] == TOLD["versions"]
    assert {moment.who for moment in moments(document)[:-1]} == {"דנה"}
    assert memory_rows(document) == file_rows(document)


def test_it_is_undone_to_its_root_and_redone_to_its_tip(path: Path) -> None:
    document = Document.open(path)
    while document.redo():
        pass
    for moment in reversed(LINE):
        assert (document.head, facts(document)) == (moment, LINE[moment])
        assert memory_rows(document) == file_rows(document)
        document.undo()
    assert not document.all("map")
    document.close()
    document = Document.open(path)
    for moment in LINE:
        assert (document.head, facts(document)) == (moment, LINE[moment])
        document.redo()
    assert document.redo() is None
    document.close()


def test_every_version_can_be_seen_and_restored(document: Document) -> None:
    told = LINE | {int(moment): told for moment, told in TOLD["left"].items()}
    assert len(TOLD["left"]) == 1
    before = facts(document)
    for version in versions(document):
        assert facts(document.as_of(version.id)) == told[version.id]
        if version.id != document.head:
            restore(document, version.id)
            assert facts(document) == told[version.id]
            document.undo()
            assert facts(document) == before


def test_a_reader_and_a_copy_have_the_same(path: Path, document: Document, tmp_path: Path) -> None:
    assert facts(Document.from_snapshot(read_snapshot(path))) == LINE[TOLD["head"]]
    document.save_copy(tmp_path / "shared.masa", history=False)
    shared = Document.open(tmp_path / "shared.masa")
    assert facts(shared) == LINE[TOLD["head"]]
    shared.close()


def test_work_goes_on(document: Document) -> None:
    made = document.children("map")[0]
    verbs.add_stage(document, made.id, "נאמנות")
    assert document.undo_step == ("add_stage", {"title": "נאמנות"}, ())
    document.undo()
    assert facts(document) == LINE[TOLD["head"]]


def test_the_story_of_the_file_can_still_be_told(tmp_path: Path) -> None:
    """Today's program, doing the same, comes to the same."""
    main(tmp_path)
    today = json.loads((tmp_path / "version-1.json").read_text("utf-8"))
    for name in ("versions", "gestures"):
        assert today[name] == TOLD[name]
    for name in ("line", "left"):
        assert list(today[name].values()) == list(TOLD[name].values())
