"""Killed, out of room, forbidden, moved, raced for: what was acknowledged is there, the rest as it was."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from model import verbs
from model.document import Document
from model.errors import MasaError
from model.snapshot import read_snapshot

from .inside import file_rows, memory_rows
from .test_document_returning import rows_of

ROOT = Path(__file__).parents[2]
NOBODY = 65534


@pytest.fixture
def journey(document: Document) -> int:
    return verbs.new_map(document, "מסע", stages=["מודעות", "החלטה"], lanes=["pains"]).id


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A program of its own, with pipes."""
    run = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(run, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def everything(document: Document) -> object:
    return file_rows(document, "answer", "answer_tally", "history", "meta")


# ---- killed ----


WRITER = """
import sys
from model import verbs
from model.document import Document
document = Document.open(sys.argv[1])
stages = list(document.all("stage"))
print("ready", flush=True)
for i in range(int(sys.argv[2]), 10**9):
    verbs.set_fields(document, "stage", stages, title=str(i))
    print(i, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_nothing_acknowledged_is_lost_by_a_kill(document: Document, journey: int, masa: Path) -> None:
    document.close()
    chance, last = random.Random(4), 0
    for _ in range(4):
        writer = python(WRITER, masa, last + 1)
        assert writer.stdout is not None
        for _ in range(chance.randrange(2, 40)):
            line = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        acknowledged = [line, *writer.stdout]  # what it still managed to say
        writer.communicate()
        last = max(int(each) for each in acknowledged if each.strip().isdigit())
        document = Document.open(masa)
        titles = {stage.title for stage in document.all("stage").values()}
        assert titles in ({str(last)}, {str(last + 1)})
        assert memory_rows(document) == file_rows(document)
        document.close()
        last += 1


# ---- no room ----


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """The system refuses to let any file of this process grow beyond it."""
    resource = pytest.importorskip("resource")  # not on Windows
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def bring_in(document: Document) -> None:
    bulk = document.begin_bulk("import_feedback", file="x")
    journey = min(document.all("map"))
    batch = bulk.gesture.add(
        "import_batch", map=journey, kind="feedback", file="x", file_hash="", at=1, rows=9000
    )
    bulk.add_answers(batch.id, rows_of(document, 9000))
    bulk.commit()


NEEDS_ROOM = {
    "gesture": lambda document: verbs.set_fields(
        document, "map", [min(document.all("map"))], title="ארוך " * 20_000
    ),
    "import": bring_in,
    "copy": lambda document: document.save_copy(document.path.with_name("copy.masa")),
    "copy to share": lambda document: document.save_copy(document.path.with_name("copy.masa"), history=False),
}


@pytest.mark.parametrize("work", NEEDS_ROOM.values(), ids=NEEDS_ROOM.keys())
def test_without_room_nothing_changes_until_there_is_some(
    document: Document, journey: int, masa: Path, work: Callable[[Document], object]
) -> None:
    before, memory = everything(document), memory_rows(document)
    with no_file_over(masa.stat().st_size // 2), pytest.raises(MasaError) as told:
        work(document)
    assert told.value.code in ("disk_full", "disk_error")
    assert everything(document) == before
    assert memory_rows(document) == memory
    assert {path.name for path in masa.parent.iterdir()} <= {masa.name, f"{masa.name}-journal"}
    work(document)
    assert memory_rows(document) == file_rows(document)
    while document.undo():
        pass
    while document.redo():
        pass
    assert memory_rows(document) == file_rows(document)


# ---- forbidden ----


@pytest.fixture
def locked(document: Document, journey: int) -> Iterator[Path]:
    """A project in a folder that an ordinary user may read, used by an ordinary user."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "מפה.masa"
    document.save_copy(path)
    folder.chmod(0o755)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        path.chmod(0o666)
        os.seteuid(NOBODY)
    try:
        yield path
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def told_by(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(MasaError) as told:
        Document.open(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert Document.from_snapshot(read_snapshot(path)).all("stage")  # to look at it is allowed
    return told.value.code


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_folder_that_cannot_be_written(locked: Path) -> None:
    if locked.parent.stat().st_uid == os.geteuid():
        locked.parent.chmod(0o555)
    assert told_by(locked) == "file_read_only"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_file_that_cannot_be_written(document: Document, locked: Path) -> None:
    me = os.geteuid()
    if me == NOBODY:
        os.seteuid(0)
        locked.parent.chmod(0o777)
    locked.chmod(0o444)
    os.seteuid(me)
    assert told_by(locked) == "file_read_only"


# ---- moved ----


def test_a_file_removed_while_open_is_told_and_can_be_saved(
    document: Document, journey: int, masa: Path, tmp_path: Path
) -> None:
    before = memory_rows(document)
    masa.unlink()
    for refused in (lambda: verbs.add_stage(document, journey), document.undo):
        with pytest.raises(MasaError) as told:
            refused()
        assert told.value.code == "file_moved"
    assert memory_rows(document) == before
    document.save_copy(tmp_path / "rescued.masa")
    document.close()
    rescued = Document.open(tmp_path / "rescued.masa")
    assert memory_rows(rescued) == before
    assert rescued.undo() is not None
    rescued.close()


def test_another_file_in_its_place_is_left_alone(
    document: Document, journey: int, masa: Path, tmp_path: Path
) -> None:
    other = Document.create(tmp_path / "other.masa")
    verbs.new_map(other, "של מישהו אחר")
    other.close()
    theirs = (tmp_path / "other.masa").read_bytes()
    os.replace(tmp_path / "other.masa", masa)
    with pytest.raises(MasaError) as told:
        verbs.add_stage(document, journey)
    assert told.value.code == "file_moved"
    document.close()
    assert masa.read_bytes() == theirs
    assert [path.name for path in tmp_path.iterdir()] == [masa.name]


# ---- raced for ----


RACER = """
import sys
from model.document import Document
from model.errors import MasaError
for line in sys.stdin:
    try:
        document = Document.open(sys.argv[1])
    except MasaError as error:
        print(error.code, flush=True)
        sys.stdin.readline()
    else:
        print("mine", flush=True)
        sys.stdin.readline()
        document.close()
    print("left", flush=True)
"""


def test_of_two_that_open_at_once_one_gets_it(document: Document, journey: int, masa: Path) -> None:
    """Each says what came of it before either goes on; sometimes both step back, never do both get in."""
    document.close()
    racers = [python(RACER, masa) for _ in range(2)]

    def all_do(word: str) -> list[str]:
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write(word + "\n")
            racer.stdin.flush()
        return [racer.stdout.readline().strip() for racer in racers if racer.stdout]

    try:
        got = []
        for _ in range(12):
            said = all_do("go")
            assert set(said) <= {"mine", "file_is_open"}
            assert said.count("mine") <= 1
            got.append("mine" in said)
            assert all_do("close") == ["left", "left"]
        assert any(got)
    finally:
        for racer in racers:
            racer.communicate()
    Document.open(masa).close()
