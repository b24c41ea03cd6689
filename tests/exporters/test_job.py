"""Exports in their child process: progress, cancel, failures, and nothing left behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from exporters import job
from exporters.start import format_of, start_export, start_export_of
from model import child, verbs
from model.document import Document
from model.errors import MasaError

MAGIC = {"pdf": b"%PDF-1.7", "xlsx": b"PK", "png": b"\x89PNG"}


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    """Temporary folders of this test lie in a place of its own, so that what is left there is seen."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "יצוא"
    made.mkdir()
    return made


@pytest.mark.parametrize("format", ["pdf", "xlsx", "png"])
def test_it_writes_the_file_and_tells_how_far_it_is(story, folder, scratch, format):
    document, map_ = story("he")
    out = folder / f"מפה.{format}"
    out.write_bytes(b"older")
    told: list[float] = []
    export = start_export(document, map_.id, out)
    facts = export.wait(told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert export.done
    assert export.facts == facts
    assert facts["bytes"] == out.stat().st_size
    assert out.read_bytes().startswith(MAGIC[format])
    assert [path.name for path in folder.iterdir()] == [out.name]
    assert list(scratch.iterdir()) == []


def test_polling_reaches_the_end_without_waiting(story, folder, qtbot):
    document, _ = story("en")
    export = start_export(document, None, folder / "map.pdf", paper="A4")
    qtbot.waitUntil(export.poll, timeout=60_000)
    assert export.progress == 1.0
    assert export.facts["pages"] == 1


def test_the_map_may_change_meanwhile(story, folder):
    document, map_ = story("en")
    export = start_export(document, map_.id, folder / "map.pdf")
    with document.gesture("edit_map") as g:
        g.change("map", map_.id, title="Changed")
    export.wait()
    assert b"Changed" not in (folder / "map.pdf").read_bytes()


@pytest.mark.parametrize("format", ["pdf", "xlsx", "png"])
def test_cancel_leaves_the_target_as_it_was_and_nothing_else(story, folder, scratch, format):
    document, map_ = story("en")
    out = folder / f"map.{format}"
    out.write_bytes(b"older")
    export = start_export(document, map_.id, out)
    export.cancel()
    export.cancel()
    assert out.read_bytes() == b"older"
    assert [path.name for path in folder.iterdir()] == [out.name]
    assert list(scratch.iterdir()) == []


def test_cancel_in_the_midst_of_writing(document, folder, scratch, qtbot):
    map_ = verbs.new_map(document, "Long", stages=["One"], lanes=["feedback"])
    bulk = document.begin_bulk("import_feedback", file="a.csv")
    batch = bulk.gesture.add(
        "import_batch", map=map_.id, kind="feedback", file="a.csv", file_hash="a", at=0, rows=50_000
    )
    bulk.add_answers(batch.id, [(None, "nps", n % 11, f"comment {n}", "", "", "", n) for n in range(50_000)])
    bulk.commit()
    export = start_export(document, map_.id, folder / "map.xlsx")
    qtbot.waitUntil(lambda: not export.poll() and export.progress > 0.2, timeout=60_000)
    assert any(path.is_file() for path in scratch.rglob("*"))  # openpyxl's rows
    export.cancel()
    assert list(folder.iterdir()) == []
    assert list(scratch.iterdir()) == []


def test_a_target_that_cannot_be_written(story, folder, scratch):
    document, map_ = story("en")
    with pytest.raises(MasaError) as error:
        start_export(document, map_.id, folder / "none" / "map.pdf")
    assert (error.value.code, error.value.params) == ("export_no_folder", {"file": str(folder / "none")})
    (folder / "map.pdf").mkdir()
    with pytest.raises(MasaError) as error:
        start_export(document, map_.id, folder / "map.pdf").wait()
    assert (error.value.code, error.value.params) == ("file_not_regular", {"file": str(folder / "map.pdf")})
    assert [path.name for path in folder.iterdir()] == ["map.pdf"]
    assert list(scratch.iterdir()) == []


def test_a_name_as_long_as_the_system_allows(story, folder):
    document, map_ = story("he")
    out = folder / ("ש" * 115 + ".png")
    assert start_export(document, map_.id, out).wait()["bytes"] == out.stat().st_size


def test_a_project_is_never_replaced_by_its_own_picture(folder):
    project = folder / "map.pdf"
    document = Document.create(project)
    document.close()
    before = project.read_bytes()
    with pytest.raises(MasaError) as error:
        start_export_of(before, None, project)
    assert (error.value.code, error.value.params) == ("export_over_project", {"file": str(project)})
    assert project.read_bytes() == before


def test_a_project_without_a_map_and_a_file_that_is_none(document, folder):
    with pytest.raises(MasaError) as error:
        start_export(document, None, folder / "map.pdf").wait()
    assert error.value.code == "export_no_map"
    with pytest.raises(MasaError) as error:
        start_export_of(b"SQLite format 3\0 and no more", None, folder / "map.pdf").wait()
    assert error.value.code in ("not_a_masa_file", "file_damaged")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "file_no_access"),
        (errno.EROFS, "folder_read_only"),
        (errno.ENOENT, "file_no_access"),  # the folder is there, but takes no file, as /proc does not
        (errno.EIO, "disk_error"),
    ],
)
def test_what_the_system_says_is_told_of_the_target(number, code, tmp_path):
    told = job.told(OSError(number, "told by the system"), tmp_path / "map.pdf")
    assert told.code == code
    assert str(tmp_path) in told.params["file"]


def test_where_nothing_can_even_be_removed_the_reason_is_told_and_it_ends(story, folder, monkeypatch):
    """A read-only file system refuses to remove also what is not there."""
    document, map_ = story("en")

    def refuse(path, missing_ok=False):
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    (folder / "map.pdf").mkdir()
    export = start_export(document, map_.id, folder / "map.pdf")
    with pytest.raises(MasaError) as error:
        export.wait()
    assert error.value.code == "file_not_regular"
    export.cancel()
    request = {"snapshot": document.snapshot(), "map": map_.id, "format": "pdf", "paper": "fit", "file": ""}
    away = {"out": str(folder / "none" / "map.pdf"), "part": str(folder / "none" / "part")}
    with pytest.raises(MasaError) as error:
        job.run({**request, **away, "scratch": str(folder)}, lambda message: None, None)
    assert error.value.code == "export_no_folder"


def test_a_folder_that_went_away_is_told(tmp_path):
    told = job.told(OSError(errno.ENOENT, "told by the system"), tmp_path / "gone" / "map.pdf")
    assert (told.code, told.params) == ("export_no_folder", {"file": str(tmp_path / "gone")})


def test_starting_an_export_loads_no_heavy_library():
    code = "import sys, exporters.start; print(*sys.modules)"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-c", code], env=plain, capture_output=True, text=True, check=True)
    assert not {"reportlab", "openpyxl", "PySide6", "sqlite3"} & set(done.stdout.split())


def test_the_format_is_that_of_the_name():
    assert format_of(Path("a.PDF")) == "pdf"
    assert format_of(Path("a b.xlsx")) == "xlsx"
    for name in ("map", "map.doc", ".pdf"):
        with pytest.raises(MasaError) as error:
            format_of(Path(name))
        assert error.value.code == "export_format"


def test_an_unknown_paper_is_refused_before_anything_starts(document, tmp_path):
    with pytest.raises(ValueError, match="A7"):
        start_export(document, None, tmp_path / "map.pdf", paper="A7")


def test_a_child_that_ends_without_a_word_is_told(story, folder, scratch, monkeypatch):
    monkeypatch.setattr(child, "command", lambda name: [sys.executable, "-c", ""])
    document, _ = story("en")
    with pytest.raises(MasaError, match="child_died"):
        start_export(document, None, folder / "map.pdf").wait()
    export = start_export(document, None, folder / "map.pdf")
    with pytest.raises(MasaError, match="child_died"):
        list(iter(export.poll, True))
    assert list(folder.iterdir()) == list(scratch.iterdir()) == []
