"""A dialog that comes by itself over an open menu or list gets the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.crash_dialog import CrashDialog
from app.dialogs import tell_error
from app.gui import Program
from app.window import Window
from model.errors import MasaError
from tests.app.conftest import Start
from tests.app.test_window import dialog, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


@pytest.fixture
def program(start: Start, shop: Path) -> Program:
    made = start()
    opened(made, shop)
    return made


def open_submenu(window: Window) -> None:
    """A menu and one that it opens: two popups, one in the other."""
    first = window.menuBar().actions()[0].menu()
    first.popup(window.mapToGlobal(QPoint(10, 30)))
    inner = next(action.menu() for action in first.actions() if action.menu())
    inner.popup(window.mapToGlobal(QPoint(120, 60)))
    assert QApplication.activePopupWidget() is inner


def test_a_told_error_can_be_clicked_away_though_menus_stood_open(program: Program, qtbot: QtBot) -> None:
    open_submenu(program.window)
    tell_error(program.session, MasaError("disk_full", file="shop.masa"), program.window)
    box = dialog(QMessageBox)
    qtbot.waitUntil(box.isVisible)
    button = box.escapeButton()
    place = button.mapTo(box, button.rect().center())
    with qtbot.waitSignal(box.finished):
        QTest.mouseClick(box.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_so_does_the_report_of_something_unexpected(program: Program, qtbot: QtBot) -> None:
    open_submenu(program.window)
    error = RuntimeError("broken")
    program.crashes.hook(RuntimeError, error, None)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    dialog(CrashDialog).close()
