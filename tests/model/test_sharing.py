"""A copy to share: everything that is there now, and not a byte of what was."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from model import verbs
from model.answers import all_answers, tallies
from model.document import Document
from model.errors import MasaError
from model.versions import moments, name_moment, versions
from tests.commandline import Program, refused

from .inside import file_rows, memory_rows
from .test_document_returning import bring_in, rows_of

SECRETS = (
    "הסוד שנמחק",
    "the word that was written over",
    "a card that was undone",
    "a stage on a way that was left",
    "answers that were removed.csv",
    "תשובה סודית שנמחקה",
    "answers that were undone.csv",
    "תשובה סודית שבוטלה",
    "mail of 3 May",
    "Workshop with the other client",
    "Dana the author",
)
PRESENT = ("כרטיס שנשאר", "תשובה 3", "סקר.csv", "the last word")


@pytest.fixture
def past(document: Document) -> Document:
    """A project with a past of every kind, some of it long enough for overflow pages and a free list."""
    (
        deleted,
        over,
        undone,
        left,
        removed,
        removed_answer,
        undone_file,
        undone_answer,
        mail,
        version,
        author,
    ) = SECRETS
    document.who = author
    made = verbs.new_map(document, over, stages=["מודעות", "החלטה"], lanes=["pains", "feedback"])
    stage, lane = min(document.all("stage")), min(document.all("lane"))
    gone = verbs.add_card(document, stage, lane, "pain", deleted, details=deleted * 2000)
    verbs.add_card(document, stage, lane, "pain", PRESENT[0])
    name_moment(document, version)
    verbs.remove(document, [("card", gone.id)])
    verbs.set_fields(document, "map", [made.id], title=PRESENT[3])
    for file, comment in ((removed, removed_answer), (undone_file, undone_answer)):
        rows = [row._replace(comment=comment, source=mail) for row in rows_of(document, 300)]
        batch = bring_in(document, rows, file=file, slice=100)
        if file == removed:
            verbs.remove(document, [("import_batch", batch.id)])
        else:
            document.undo()
    bring_in(document, rows_of(document, 5))
    verbs.add_stage(document, made.id, left)
    document.undo()
    verbs.add_card(document, stage, lane, "pain", undone)
    document.undo()
    return document


def found(data: bytes) -> set[str]:
    """The texts that are anywhere in these bytes, as they are or compressed."""
    packed = [match.start() for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data)]
    opened = b"\n".join(_inflated(data[start : start + 300_000]) for start in packed)
    whole = data + opened
    return {text for text in (*SECRETS, *PRESENT) if text.encode() in whole}


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 1 << 20)
    except zlib.error:
        return b""


def test_nothing_of_the_past_is_in_the_bytes(past: Document, tmp_path: Path) -> None:
    whole, shared = tmp_path / "whole.masa", tmp_path / "shared.masa"
    past.save_copy(whole)
    past.save_copy(shared, history=False)
    assert found(whole.read_bytes()) == {*SECRETS, *PRESENT}  # the search would see them
    assert found(shared.read_bytes()) == set(PRESENT)
    copy = Document.open(shared)
    assert copy.file.query("PRAGMA freelist_count") == [(0,)]
    assert copy.file.moments()[0].who == ""
    copy.close()


def test_what_is_there_is_the_same(past: Document, tmp_path: Path) -> None:
    shared = tmp_path / "shared.masa"
    before = file_rows(past, "history", "meta", "answer")
    past.save_copy(shared, history=False)
    assert file_rows(past, "history", "meta", "answer") == before
    copy = Document.open(shared)
    assert memory_rows(copy) == file_rows(copy) == memory_rows(past)
    for each in past.all("map"):
        assert list(all_answers(copy, each)) == list(all_answers(past, each))
        assert sorted(tallies(copy, each)) == sorted(tallies(past, each))
    assert list(all_answers(copy, min(copy.all("map"))))
    copy.close()


def test_undo_begins_anew(past: Document, tmp_path: Path) -> None:
    shared = tmp_path / "shared.masa"
    past.save_copy(shared, history=False)
    copy = Document.open(shared)
    assert (copy.undo(), copy.redo(), len(moments(copy)), versions(copy)) == (None, None, 1, [])
    before = memory_rows(copy)
    added = verbs.add_stage(copy, min(copy.all("map")), "הלאה")
    assert not any(added.id in rows for rows in before.values())
    copy.undo()
    assert memory_rows(copy) == file_rows(copy) == before
    copy.redo()
    assert copy["stage", added.id] == added
    copy.close()


def test_an_earlier_moment_is_shared_without_what_came_after(past: Document) -> None:
    (version,) = versions(past)
    then = past.as_of(version.id)
    texts = found(then.snapshot(history=False))
    assert {"הסוד שנמחק", "כרטיס שנשאר", "the word that was written over"} <= texts
    assert not texts & {"Workshop with the other client", "Dana the author", "the last word", "סקר.csv"}


def test_no_copy_while_an_import_runs(past: Document, tmp_path: Path) -> None:
    bulk = past.begin_bulk("import_feedback", file="x")
    with pytest.raises(MasaError) as told:
        past.save_copy(tmp_path / "shared.masa", history=False)
    assert told.value.code == "import_running"
    bulk.rollback()


# ---- the command ----


def test_the_command_copies_with_and_without_history(past: Document, masa: Path, tmp_path: Path) -> None:
    program = Program(tmp_path)
    whole = program("export", masa.name, "whole.masa")
    shared = program("export", masa.name, "shared.masa", "--without-history")
    assert (whole.returncode, shared.returncode) == (0, 0)
    assert "Made whole.masa" in whole.stdout
    assert "whole history" in whole.stdout
    assert "Without its history" in shared.stdout
    assert found((tmp_path / "whole.masa").read_bytes()) == {*SECRETS, *PRESENT}
    assert found((tmp_path / "shared.masa").read_bytes()) == set(PRESENT)
    hebrew = program("export", masa.name, "עותק.masa", "--without-history", LANG="he_IL.UTF-8")
    assert "ללא ההיסטוריה" in hebrew.stdout


def test_the_command_never_overwrites_a_project(past: Document, masa: Path, tmp_path: Path) -> None:
    past.close()
    program, before = Program(tmp_path), masa.read_bytes()
    refused(program("export", masa.name, masa.name, "--without-history"), masa.name, "exists")
    assert masa.read_bytes() == before


@pytest.mark.parametrize(
    "arguments", [["a.pdf", "--without-history"], ["a.masa", "--map", "x"], ["a.masa", "--paper", "A4"]]
)
def test_what_makes_no_sense_is_wrong_usage(past: Document, masa: Path, arguments: list[str]) -> None:
    result = Program(masa.parent)("export", masa.name, *arguments)
    assert result.returncode == 2
    assert "Usage:" in result.stderr
