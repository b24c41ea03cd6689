"""From the command line to the window and back to a clean file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import opening
from app.window import SMALLEST, Window, fitting
from model.document import Document
from tests.app.conftest import Start
from tests.app.test_window import dialog

ROOT = Path(__file__).parents[2]

# The program as it is, whose user closes the window at once.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from app import gui
made = gui.Program
def program(app, file):
    QTimer.singleShot(0, app, app.closeAllWindows)
    return made(app, file)
gui.Program = program
import main
main.main()
"""


def test_the_program_starts_on_a_file(start: Start, drive: Path) -> None:
    program = start("he", file=drive)
    assert program.session.file_name == drive.name
    assert program.window.workspace is not None


def test_the_program_starts_on_the_start_page_when_its_file_is_open_elsewhere(
    start: Start, shop: Path, qtbot: QtBot
) -> None:
    elsewhere = Document.open(shop)
    program = start(file=shop)
    qtbot.waitUntil(lambda: any(isinstance(each, QMessageBox) for each in QApplication.topLevelWidgets()))
    told = dialog(QMessageBox)
    assert "shop.masa" in told.informativeText()
    assert program.window.start is not None
    told.close()
    elsewhere.close()


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], True),
        (["shop.masa"], True),
        (["gone.masa"], False),
        (["show", "shop.masa"], False),
        (["--help"], False),
    ],
)
def test_the_short_way_is_for_the_window_only(
    shop: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], asked: bool
) -> None:
    monkeypatch.chdir(shop.parent)
    assert opening.is_asked(arguments) == asked


def test_the_window_opens_and_closes_as_a_program_of_its_own(shop: Path, config: Path) -> None:
    """From the command line to a clean file."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(shop)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert [file.name for file in shop.parent.iterdir() if "shop" in file.name] == ["shop.masa"]
    assert str(shop) in (config / "settings.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("room", [QRect(0, 0, 1280, 720), QRect(0, 0, 1024, 640), QRect(60, 30, 1920, 1000)])
@pytest.mark.parametrize(
    "wanted", [QRect(0, 0, 1280, 800), QRect(700, 500, 1280, 800), QRect(-90, -90, 800, 520)]
)
def test_the_window_and_its_frame_are_within_the_screen(room: QRect, wanted: QRect) -> None:
    got = fitting(wanted, room)
    assert room.contains(got.adjusted(-4, -36, 4, 4))
    assert got.width() <= wanted.width()
    assert got.height() <= wanted.height()
    assert fitting(got, room) == got


def test_the_first_window_lies_within_the_screen(start: Start) -> None:
    window = start().window
    room = window.screen().availableGeometry()
    assert room.contains(window.geometry().topLeft() - QPoint(4, 36))  # its frame is in sight
    assert window.testAttribute(Qt.WidgetAttribute.WA_Moved)  # told where, not left to the system


def test_a_place_kept_from_a_larger_screen_is_brought_into_this_one(start: Start) -> None:
    window = start().window
    room = window.screen().availableGeometry()
    window.setGeometry(QRect(0, 40, room.width(), room.height()))
    kept = bytes(window.saveGeometry().toHex().data()).decode()
    for geometry in ("", kept):
        window.session.settings.geometry = geometry
        other = Window(window.session)
        smallest = max(SMALLEST[0], room.width() - 8), room.height() - 40
        assert (other.width(), other.height()) == smallest
        other.leave()
        other.deleteLater()
