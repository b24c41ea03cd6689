"""Connectors in the window: their menu, their keys, and that the status row says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.window import Window
from canvas.hands.frame import Zone
from canvas.hands.places import Box
from model import verbs
from tests.app.conftest import Start
from tests.app.test_window import opened
from tests.driver import CTRL, SHIFT, Hand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


@pytest.fixture(params=["en", "he"])
def window(request: pytest.FixtureRequest, start: Start, shop: Path, drive: Path) -> Window:
    return opened(start(request.param), drive if request.param == "he" else shop)


def two_cards(window: Window) -> tuple[int, int]:
    """In the first stage and in the next one."""
    first, second = (span.id for span in window.view.picture.stages[:2])
    document = window.view.document
    shown = window.view.picture.cards
    ends = (next(c.id for c in document.children("card", stage=s) if c.id in shown) for s in (first, second))
    source, target = ends
    return source, target


def joined(window: Window) -> list[tuple[int, int, str]]:
    return [(link.source, link.target, link.kind) for link in window.view.document.all("link").values()]


def test_the_menu_of_a_connector_turns_it(window: Window) -> None:
    source, target = two_cards(window)
    link = verbs.add_link(window.view.document, source, target, "condition", "?").id
    words = window.view.picture.links.sketches[link].tag
    assert words is not None
    window.view.scrolling.show_box(Box(*words))
    at: QPoint = window.view.frame.to_view(Box(*words), Zone.BODY).center().toPoint()
    Hand(window.view).click(at)
    QTest.keyClick(window.view, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    english, hebrew = ["Edit text", "Delete"], ["עריכת טקסט", "מחיקה"]
    assert [texts[0], texts[-1]] in (english, hebrew)
    menu.close()
    assert window.session.selection == [("link", link)]
    window.actions_by_id["turn_link"].trigger()
    assert joined(window) == [(target, source, "condition")]
    window.view.document.undo()
    assert joined(window) == [(source, target, "condition")]
    window.view.document.redo()
    assert joined(window) == [(target, source, "condition")]


def test_connected_from_the_menu_and_with_the_keyboard(window: Window) -> None:
    source, _target = two_cards(window)
    window.view.select([("card", source)])
    window.refresh()
    assert window.actions_by_id["connect"].isEnabled()
    assert not window.actions_by_id["next_link"].isEnabled()
    assert not window.actions_by_id["turn_link"].isEnabled()
    window.actions_by_id["connect"].trigger()
    told = window.workspace.status.saved.text()
    assert "Enter" in told
    assert "Esc" in told
    hand = Hand(window.view)
    hand.key(Qt.Key.Key_Left if window.view.picture.rtl else Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Return)
    assert len(joined(window)) == 1
    ((table, link),) = window.session.selection
    assert table == "link"
    window.refresh()
    assert window.actions_by_id["turn_link"].isEnabled()
    chosen = window.workspace.status.chosen.text()
    assert chosen in ("Selected: Connector", "נבחר: מחבר")
    hand.key(Qt.Key.Key_Delete)
    assert not joined(window)
    window.actions_by_id["undo"].trigger()
    assert list(window.view.document.all("link")) == [link]


def test_several_cards_are_not_connected_at_once(window: Window) -> None:
    window.view.select([("card", id) for id in two_cards(window)])
    window.refresh()
    assert not window.actions_by_id["connect"].isEnabled()
    QTest.keyClick(window.view, Qt.Key.Key_J, CTRL)
    assert not joined(window)
