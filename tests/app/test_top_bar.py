"""The bar over the map: a button whose menu was closed looks like the others again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionToolButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.app.conftest import Start
from tests.app.test_window import opened

_LIT = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Sunken | QStyle.StateFlag.State_On


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, of an open menu
def test_the_export_button_is_not_lit_after_its_menu_closed(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    button = window.workspace.bar.export
    menu = button.menu()
    spot = QPointF(button.rect().center())
    QApplication.sendEvent(button, QEnterEvent(spot, spot, QPointF(button.mapToGlobal(spot.toPoint()))))
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    qtbot.waitUntil(menu.isVisible)
    assert _state(button) & QStyle.StateFlag.State_MouseOver
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not menu.isVisible())
    assert not _state(button) & _LIT


def _state(button: QToolButton) -> QStyle.StateFlag:
    option = QStyleOptionToolButton()
    button.initStyleOption(option)
    state: QStyle.StateFlag = option.state
    return state
