"""What is asked of the system aside, so that a disk that does not answer holds no window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.reading import stamp
from app.sweeping import Sweeping
from app.watching import Watch
from model import history, verbs
from model.document import Document
from tests.app.conftest import Start
from tests.model.test_document_returning import bring_in, kept, rows_of


def test_the_newest_stamp_is_answered_some_time_later(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "a.masa"
    file.write_text("one")
    watch = Watch(file)
    assert watch.newest is None
    watch.ask()
    qtbot.waitUntil(lambda: watch.newest == stamp(file))
    file.write_text("another")

    def seen() -> bool:
        watch.ask()
        return watch.newest == stamp(file)

    qtbot.waitUntil(seen)
    file.unlink()
    qtbot.waitUntil(lambda: (watch.ask(), watch.newest)[1] == ())


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe to wait at")
def test_a_disk_that_does_not_answer_is_asked_once(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    asked: list[Path] = []

    def hangs(file: Path) -> tuple[int, ...]:
        asked.append(file)
        return (len(pipe.read_text()),)

    monkeypatch.setattr("app.watching.stamp", hangs)
    watch = Watch(tmp_path / "far.masa")
    for _ in range(3):
        watch.ask()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert watch.newest is None
    pipe.write_text("answer")
    qtbot.waitUntil(lambda: watch.newest == (6,))
    assert len(asked) == 1


def test_what_closing_left_goes_after_the_next_opening(
    start: Start, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_SWEPT_AT_CLOSE", 10)
    earlier = Document.open(shop)
    bring_in(earlier, rows_of(earlier, 1500), slice=500)
    earlier.undo()
    verbs.add_stage(earlier, min(earlier.all("map")), "redo is over")
    earlier.close()
    program = start(file=shop)
    document = program.session.document
    assert kept(document) == 1490
    sweeping = Sweeping(program.session)
    sweeping.sweep()
    assert kept(document) == 490
    sweeping.sweep()
    assert kept(document) == 0
    program.window.actions_by_id["close"].trigger()
    sweeping.sweep()
