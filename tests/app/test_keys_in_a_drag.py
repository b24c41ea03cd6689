"""While something is dragged on the map, keys and shortcuts of the menus wait."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.app.conftest import Start
from tests.app.test_window import first_card, opened
from tests.driver import CTRL, Hand

Key = Qt.Key


def test_shortcuts_wait_until_a_drag_ends(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    document = window.session.document
    assert document is not None
    qtbot.waitUntil(lambda: window.isActiveWindow())
    card, hand = first_card(document), Hand(window.view)
    window.view.select([("card", card)])
    window.view.reveal(("card", card))
    head, selected = document.head, [("card", card)]
    middle = hand.at(("card", card))
    hand.drag(middle, middle + QPoint(40, 90), drop=False)
    hand.key(Key.Key_Delete)
    hand.key(Key.Key_D, Key.Key_X, Key.Key_Z, held=CTRL)
    hand.key(Key.Key_A, Key.Key_F2)
    assert document.head == head
    assert window.view.selection() == selected
    assert window.view.pointer.tool is not None
    hand.key(Key.Key_Escape)
    assert window.view.pointer.tool is None
    hand.release(middle)
    hand.key(Key.Key_Delete)
    assert document.get("card", card) is None
