"""While the history is walked nothing moves under the pointer, and the keyboard stays where it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.app.conftest import Start
from tests.app.test_history import LEFT, click, finish, index, line, panel, press, worked, written_often
from tests.app.test_window import dialog


def test_the_rows_stay_under_the_pointer_when_a_moment_is_looked_at(
    start: Start, shop: Path, qtbot: QtBot
) -> None:
    window, _document, _card = worked(start, shop)
    shown = panel(window).list

    def place() -> QPoint:
        corner = shown.visualRect(index(window, line(window)[2])).topLeft()
        return shown.viewport().mapTo(window, corner)

    QApplication.processEvents()  # the panel is new and not yet laid out
    before = place()
    click(window, line(window)[1], qtbot)
    qtbot.waitUntil(window.workspace.reading.isVisible)
    QApplication.processEvents()
    assert place() == before
    window.workspace.reading.back.click()
    QApplication.processEvents()
    assert place() == before


def test_after_restoring_the_keyboard_is_on_the_map(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, _document, _card = worked(start, shop)
    for press_by_key in (True, False):
        click(window, line(window)[2], qtbot)
        bar = window.workspace.reading
        button = bar.restore if press_by_key else bar.back
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert window.focusWidget() is window.view


def test_who_walks_the_list_goes_on_in_the_list(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, _document, _card = worked(start, shop)
    shown = panel(window)
    shown.list.setFocus()
    click(window, line(window)[2], qtbot)
    shown.restore.trigger()
    assert window.focusWidget() is shown.list


def test_enter_does_not_shorten_and_shortening_is_told(start: Start, shop: Path, qtbot: QtBot) -> None:
    written_often(shop)
    window, _document, _card = worked(start, shop)
    panel(window).shorten.trigger()
    finish(qtbot)
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    default = box.defaultButton()
    assert isinstance(default, QPushButton)
    assert default.text() == "Cancel"
    steps = len(line(window))
    qtbot.mouseClick(default, LEFT)
    assert len(line(window)) == steps
    panel(window).shorten.trigger()
    finish(qtbot)
    press("Shorten")
    finish(qtbot)
    assert window.workspace.notice.isVisible()
    assert "The history was shortened" in window.workspace.notice.told.text()
