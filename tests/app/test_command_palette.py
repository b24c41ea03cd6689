"""Ctrl+K: any command and any place of the map by its name, in both languages, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import actions
from app.command_palette import CommandPalette
from app.palette_entries import WHY, Entry, fit, matching
from app.window import Window
from model import verbs
from model.finding import fold
from tests.app.conftest import Start
from tests.app.test_window import opened

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(start: Start, shop: Path, qtbot: QtBot) -> Window:
    window = opened(start(), shop)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def palette(window: Window, qtbot: QtBot, text: str = "") -> CommandPalette:
    qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_K, CTRL)
    shown = [each for each in window.findChildren(CommandPalette) if each.isVisible()]
    assert len(shown) == 1
    shown[0].field.insert(text)
    return shown[0]


def texts(shown: CommandPalette) -> list[str]:
    return [entry.text for entry in shown.model.entries]


@pytest.mark.parametrize(
    ("asked", "text", "rate"),
    [
        ("ex pdf", "Export PDF…", 2.0),
        ("port", "Export PDF…", 0.8),
        ("exprot", "Export PDF…", 0.5),
        ("ייצו", "ייצוא PDF…", 1.0),
        ("ייוא", "ייצוא PDF…", 0.5),
        ("pdf zebra", "Export PDF…", None),
        ("xq", "Export PDF…", None),
        ("", "Export PDF…", 0.0),
    ],
)
def test_how_well_words_fit(asked: str, text: str, rate: float | None) -> None:
    assert fit(fold(asked).split(), fold(text)) == rate


def test_what_fits_best_comes_first_then_what_was_done_lately_and_what_cannot_be_done_last() -> None:
    made = [
        Entry("a", "", print, why="Nothing is selected", folded="zoom"),
        Entry("b", "", print, folded="kazoom"),
        Entry("c", "", print, folded="zoom in"),
        Entry("d", "", print, folded="zoom out"),
    ]
    assert [entry.id for entry in matching(made, "zoom", ["d"])] == ["d", "c", "b", "a"]


def test_enter_does_it_and_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    shown = palette(window, qtbot, "macro")
    assert texts(shown)[0] == "Macro view"
    qtbot.keyClick(shown.field, Key.Key_Return)
    assert window.session.showing.macro
    assert not shown.isVisible()
    assert QApplication.focusWidget() is window.view


def test_what_was_done_lately_stands_first(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(palette(window, qtbot, "fit the map").field, Key.Key_Return)
    qtbot.keyClick(palette(window, qtbot, "zoom in").field, Key.Key_Return)
    shown = palette(window, qtbot)
    assert texts(shown)[:2] == ["Zoom in", "Fit the map"]
    assert window.session.settings.commands == ["zoom_in", "fit"]
    assert len(set(texts(shown))) == len(texts(shown))


def test_it_knows_menu_and_keys(window: Window, qtbot: QtBot) -> None:
    (first, *_) = palette(window, qtbot, "export pdf").model.entries
    assert (first.where, first.keys) == ("File", "\u2066Ctrl+P\u2069")


def test_words_of_the_other_language_find_it_too(window: Window, qtbot: QtBot) -> None:
    assert texts(palette(window, qtbot, "ייצוא"))[0] == "Export PDF…"


def test_what_cannot_be_done_says_why_and_does_nothing(window: Window, qtbot: QtBot) -> None:
    shown = palette(window, qtbot, "delete")
    (entry,) = [entry for entry in shown.model.entries if entry.id == "delete"]
    assert entry.why == "Nothing is selected"
    shown.list.setCurrentIndex(shown.model.index(shown.model.entries.index(entry)))
    head = window.session.document.head
    qtbot.keyClick(shown.field, Key.Key_Return)
    assert shown.isVisible()
    assert window.session.document.head == head
    assert {each.when for each in actions.ACTIONS if each.when is actions.something} <= set(WHY)


def test_places_of_the_map_are_gone_to(window: Window, qtbot: QtBot) -> None:
    document = window.session.document
    qtbot.keyClick(palette(window, qtbot, "stage checkout").field, Key.Key_Return)
    ((table, id),) = window.session.selection
    assert (table, document[table, id].title) == ("stage", "Checkout")
    card = next(card for card in document.all("card").values() if card.title == "Product page")
    verbs.set_lane_hidden(document, card.lane, hidden=True)
    shown = palette(window, qtbot, "product page")
    entry = next(entry for entry in shown.model.entries if entry.id == f"card:{card.id}")
    assert entry.text == "Go to “\u2068Product page\u2069”"
    shown.list.setCurrentIndex(shown.model.index(shown.model.entries.index(entry)))
    qtbot.keyClick(shown.field, Key.Key_Return)
    assert window.session.selection == [("card", card.id)]  # its lane is shown for it
    assert not document["lane", card.lane].hidden


def test_lanes_are_hidden_and_shown(window: Window, qtbot: QtBot) -> None:
    document = window.session.document
    lane = next(lane for lane in document.all("lane").values() if lane.kind == "pains")
    qtbot.keyClick(palette(window, qtbot, "hide lane pains").field, Key.Key_Return)
    assert document["lane", lane.id].hidden
    qtbot.keyClick(palette(window, qtbot, "show lane pains").field, Key.Key_Return)
    assert not document["lane", lane.id].hidden
    document.undo()
    assert document["lane", lane.id].hidden


def test_arrows_go_round_and_esc_leaves(window: Window, qtbot: QtBot) -> None:
    shown = palette(window, qtbot, "export")
    last = len(shown.model.entries) - 1
    qtbot.keyClick(shown.field, Key.Key_Up)
    assert shown.list.currentIndex().row() == last
    qtbot.keyClick(shown.field, Key.Key_Down)
    qtbot.keyClick(shown.field, Key.Key_PageDown)
    assert shown.list.currentIndex().row() == min(10, last)
    qtbot.keyClick(shown.field, Key.Key_Escape)
    assert not shown.isVisible()
    assert QApplication.focusWidget() is window.view


def test_it_goes_when_something_else_is_clicked(window: Window, qtbot: QtBot) -> None:
    shown = palette(window, qtbot)
    window.view.setFocus()
    assert not shown.isVisible()


def test_nothing_by_that_name(window: Window, qtbot: QtBot) -> None:
    shown = palette(window, qtbot, "zebra")
    assert not shown.list.isVisible()
    assert [each.text() for each in shown.findChildren(QLabel) if each.isVisible()] == [
        "Nothing goes by this name"
    ]
    qtbot.keyClick(shown.field, Key.Key_Return)
    assert shown.isVisible()


def test_it_opens_before_a_map_does(start: Start, qtbot: QtBot) -> None:
    window = start("he").window
    with qtbot.waitActive(window):
        window.activateWindow()
    shown = palette(window, qtbot, "new map")
    assert texts(shown)[0] == "מפה חדשה…"
    assert [entry.why for entry in palette_of(window, "pdf")] == ["אין מפה פתוחה"]


def palette_of(window: Window, text: str) -> list[Entry]:
    (shown,) = (each for each in window.findChildren(CommandPalette) if each.isVisible())
    shown.field.setText(text)
    return shown.model.entries
