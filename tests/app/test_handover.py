"""One window a file: real second programs that find the first, a hung one, a stale door, or each other."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app import file_actions, handover
from app.gui import Program
from app.looking import Looking
from model import verbs
from model.document import Document
from model.versions import Moment
from resources.words import words
from tests.app.conftest import Start
from tests.app.test_history import press
from tests.app.test_window import first_card, opened

ROOT = Path(__file__).parents[2]
MASA = "import main; main.main()"
# It holds the file, and its door if asked, but answers nobody until it is told to end.
HUNG = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalServer
from app.handover import bell_name
from model.document import Document
document = Document.open(sys.argv[1])
app, server = QCoreApplication([]), QLocalServer()
if sys.argv[2] == "door":
    assert server.listen(bell_name(Path(sys.argv[1])))
print("held", flush=True)
for line in sys.stdin:
    from model import verbs
    card = next(iter(document.all("card")))
    verbs.set_fields(document, "card", [card], title=line.strip())
    print("done", flush=True)
document.close()
"""

Begin = Callable[..., subprocess.Popen]


@pytest.fixture
def begin(config: Path) -> Iterator[Begin]:
    """Programs of their own, ended when the test is over."""
    running: list[subprocess.Popen] = []

    def run(code: str, *arguments: object) -> subprocess.Popen:
        program = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        running.append(program)
        return program

    yield run
    for program in running:
        if program.poll() is None:
            program.kill()
        program.wait()
        for pipe in (program.stdin, program.stdout, program.stderr):
            pipe.close()


def ended(qtbot: QtBot, *programs: subprocess.Popen) -> subprocess.Popen:
    """The first of them that ended by itself."""
    qtbot.waitUntil(lambda: any(program.poll() is not None for program in programs), timeout=30_000)
    return next(program for program in programs if program.poll() is not None)


def asked(qtbot: QtBot) -> QMessageBox:
    def boxes() -> list[QMessageBox]:
        shown = QApplication.topLevelWidgets()
        return [each for each in shown if isinstance(each, QMessageBox) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()), timeout=10_000)
    return boxes()[0]


def test_a_second_start_brings_the_first_window_to_the_front(
    start: Start, drive: Path, begin: Begin, qtbot: QtBot
) -> None:
    program: Program = start("he", file=drive)
    program.attend()
    program.window.showMinimized()
    second = begin(MASA, drive)
    assert ended(qtbot, second).wait() == 0
    assert second.stderr.read() == ""
    assert not program.window.isMinimized()
    assert program.window.isVisible()


def test_every_name_of_the_file_leads_to_its_window(
    start: Start, shop: Path, drive: Path, begin: Begin, qtbot: QtBot
) -> None:
    program: Program = start()
    program.attend()
    opened(program, drive)
    opened(program, shop)  # another file in the same window: the door goes along
    link = shop.with_name("link.masa")
    link.symlink_to(shop)
    program.window.showMinimized()
    assert ended(qtbot, begin(MASA, link)).wait() == 0
    assert not program.window.isMinimized()
    program.window.actions_by_id["close"].trigger()
    Document.open(shop).close()
    assert not handover.handed_over(shop, words("en"))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX") or sys.platform == "win32", reason="doors are files there")
def test_a_door_that_a_crash_left_is_replaced(start: Start, shop: Path, begin: Begin, qtbot: QtBot) -> None:
    door = Path(tempfile.gettempdir()) / handover.bell_name(shop)
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(door))
    left.close()
    assert door.exists()
    program: Program = start(file=shop)
    program.attend()
    program.window.showMinimized()
    assert ended(qtbot, begin(MASA, shop)).wait() == 0
    assert not program.window.isMinimized()
    program.window.actions_by_id["close"].trigger()
    assert not door.exists()


@pytest.mark.parametrize("door", ["door", "none"])
def test_a_window_that_does_not_answer_is_told_and_the_file_can_be_read(
    start: Start, shop: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    monkeypatch.setattr(handover, "PATIENCE", 300)
    hung = begin(HUNG, shop, door)
    assert hung.stdout.readline() == "held\n"
    program: Program = start()
    file_actions.open_path(program.window, shop)
    box = asked(qtbot)
    assert "shop.masa" in box.informativeText()
    press("Open to read")
    window, document = program.window, program.session.document
    bar = window.workspace.reading
    assert bar.isVisible()
    assert "Open elsewhere" in bar.told.text()
    assert not window.actions_by_id["add_pain"].isEnabled()
    assert window.actions_by_id["export_pdf"].isEnabled()
    assert window.windowTitle() == "shop - Masa"
    bar.look_again()
    qtbot.waitUntil(lambda: bar.watch.newest is not None)
    bar.look_again()
    assert not bar.newest.isVisible()
    window.view.set_zoom(1.25)
    window.actions_by_id["history"].trigger()
    shown = window.workspace.history
    moments = sum(isinstance(row, Moment) for row in shown.rows.rows)

    hung.stdin.write("Changed there\n")
    hung.stdin.flush()
    assert hung.stdout.readline() == "done\n"
    card = next(iter(document.all("card")))
    qtbot.waitUntil(lambda: bar.look_again() or bar.newest.isVisible())
    bar.newest.click()
    assert window.view.document["card", card].title == "Changed there"
    assert window.view.zoom == 1.25
    assert not bar.newest.isVisible()

    assert sum(isinstance(row, Moment) for row in shown.rows.rows) == moments + 1
    assert not shown.name.isEnabled()
    assert not shown.shorten.isEnabled()
    program.session.look(shown.rows.rows[-1].id)
    assert not bar.restore.isVisible()
    bar.back.click()
    assert window.view.document["card", card].title == "Changed there"

    bar.reopen.click()  # not yet
    assert "shop.masa" in asked(qtbot).informativeText()
    press("Close")
    hung.stdin.close()
    assert hung.wait(30) == 0
    bar.reopen.click()
    assert program.session.document.path == shop
    assert program.session.writable
    verbs.set_fields(program.session.document, "card", [card], title="Mine now")
    assert program.session.document["card", card].title == "Mine now"


def test_of_two_that_start_on_a_file_at_once_one_gets_it_and_the_other_goes(
    shop: Path, begin: Begin, qtbot: QtBot
) -> None:
    pair = [begin(MASA, shop), begin(MASA, shop)]
    gone = ended(qtbot, *pair)
    assert gone.wait() == 0
    assert "Traceback" not in gone.stderr.read()
    stayed = next(program for program in pair if program is not gone)
    assert stayed.poll() is None
    stayed.kill()
    stayed.wait()
    again = Document.open(shop)
    assert first_card(again)
    again.close()


def test_the_window_of_a_hung_program_opens_to_read_from_the_start(
    start: Start, shop: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "PATIENCE", 300)
    hung = begin(HUNG, shop, "door")
    assert hung.stdout.readline() == "held\n"
    program: Program = start("he", file=shop)
    assert not program.handed_over
    box = asked(qtbot)
    assert box.layoutDirection() == Qt.LayoutDirection.RightToLeft
    press("פתיחה לקריאה")
    assert program.window.workspace.reading.isVisible()


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_user_sees_that_a_window_is_looked_for_and_need_not_wait(
    start: Start, shop: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(handover, "PATIENCE", 60_000)
    hung = begin(HUNG, shop, "door")
    assert hung.stdout.readline() == "held\n"
    program: Program = start(language)
    file_actions.open_path(program.window, shop)
    found = program.window.findChild(Looking)
    qtbot.waitUntil(found.isVisible)
    assert any("shop.masa" in label.text() for label in found.findChildren(QLabel))
    cancel = found.findChild(QPushButton)
    assert cancel.text() == ("ביטול" if language == "he" else "Cancel")
    cancel.click()
    assert "shop.masa" in asked(qtbot).informativeText()
    press("סגירה" if language == "he" else "Close")
    assert program.session.document is None


def test_nothing_is_shown_of_a_window_that_is_found_at_once(
    start: Start, shop: Path, begin: Begin, qtbot: QtBot
) -> None:
    program: Program = start(file=shop)
    program.attend()
    assert handover.handed_over(shop, words("en"))
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, Looking)]


def test_a_window_that_has_its_file_before_its_bell_is_found(shop: Path, begin: Begin, qtbot: QtBot) -> None:
    holder = begin(HUNG, shop, "none")
    assert holder.stdout.readline() == "held\n"
    server = QLocalServer()
    server.newConnection.connect(lambda: server.nextPendingConnection().write(handover.HERE))
    QTimer.singleShot(300, server, lambda: server.listen(handover.bell_name(shop)))
    assert handover.handed_over(shop, words("he"))
    server.close()
