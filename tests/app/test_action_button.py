"""Buttons that stand for an action."""

from __future__ import annotations

from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAction, QActionGroup
from pytestqt.qtbot import QtBot

from app.action_button import ActionButton


def test_it_looks_and_does_as_its_action(qtbot: QtBot) -> None:
    action = QAction("&Undo")
    button = ActionButton(action)
    qtbot.addWidget(button)
    done: list[bool] = []
    action.triggered.connect(lambda checked: done.append(checked))
    assert button.text() == "Undo"
    button.click()
    assert done == [False]
    action.setToolTip("Undo: Move card (Ctrl+Z)")
    assert button.toolTip() == "Undo: Move card (Ctrl+Z)"
    action.setEnabled(False)
    assert not button.isEnabled()
    button.click()
    assert done == [False]


def test_it_is_checked_as_its_action_is(qtbot: QtBot) -> None:
    action = QAction("Panel", checkable=True)
    button = ActionButton(action)
    qtbot.addWidget(button)
    button.click()
    assert action.isChecked()
    assert button.isChecked()
    action.setChecked(False)
    assert not button.isChecked()


def test_the_chosen_of_several_stays_chosen(qtbot: QtBot) -> None:
    group = QActionGroup(None)
    actions = [group.addAction(QAction(text, group, checkable=True)) for text in ("Light", "Dark")]
    buttons = [ActionButton(action) for action in actions]
    for button in buttons:
        qtbot.addWidget(button)
    buttons[1].click()
    buttons[1].click()
    assert [button.isChecked() for button in buttons] == [False, True]


def test_words_that_change_leave_nothing_behind(qtbot: QtBot) -> None:
    action = QAction("Undo")
    button = ActionButton(action)
    qtbot.addWidget(button)
    for number in range(50):
        action.setText(f"Undo: {number}")
    assert action.receivers(SIGNAL("changed()")) == 1
    assert button.text() == "Undo: 49"
