"""The outline in the window: in step with the map both ways, with the mouse and with keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.outline import HEIGHT, Outline
from app.outline_rows import STATE
from app.window import Window
from model import verbs
from model.document import Document
from model.views import Filter
from tests.app.conftest import Start
from tests.app.test_window import opened

Key = Qt.Key


@pytest.fixture
def window(start: Start, shop: Path, qtbot: QtBot) -> Window:
    window = opened(start(), shop)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.actions_by_id["outline"].trigger()
    return window


def outline(window: Window) -> Outline:
    return window.workspace.side.outline


def document(window: Window) -> Document:
    assert window.session.document is not None
    return window.session.document


def card(window: Window, title: str) -> int:
    return next(card.id for card in document(window).all("card").values() if card.title == title)


def chosen(window: Window) -> list[str]:
    return [index.data() for index in outline(window).tree.selectedIndexes()]


def test_the_action_opens_it_with_the_keyboard_and_closes_it(window: Window, qtbot: QtBot) -> None:
    action = window.actions_by_id["outline"]
    assert action.isChecked()
    assert not window.actions_by_id["panel"].isChecked()
    assert QApplication.focusWidget() is outline(window).tree
    qtbot.keyClick(outline(window).tree, Key.Key_Escape)
    assert QApplication.focusWidget() is window.view
    window.workspace.side.tabs.setCurrentIndex(0)
    assert window.actions_by_id["panel"].isChecked()
    assert window.workspace.panel.isVisible()
    action.trigger()
    action.trigger()
    assert not window.workspace.side.isVisible()


def test_what_is_selected_on_the_map_is_so_in_the_tree(window: Window) -> None:
    page = card(window, "Product page")
    window.view.select([("card", page)])
    assert chosen(window) == ["Product page"]
    tree = outline(window).tree
    assert tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()))
    assert tree.visualRect(tree.currentIndex()).height() == HEIGHT
    window.view.select([("stage", document(window)["card", page].stage), ("card", card(window, "Basket"))])
    assert set(chosen(window)) == {"Discover", "Basket"}
    window.view.select([])
    assert chosen(window) == []


def test_a_click_and_the_arrows_select_on_the_map(window: Window, qtbot: QtBot) -> None:
    tree, rows = outline(window).tree, outline(window).rows
    index = rows.index_of(("card", card(window, "Instagram ad")))
    tree.scrollTo(index)
    at = tree.visualRect(index).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))
    assert window.view.selection() == [("card", card(window, "Instagram ad"))]
    qtbot.keyClick(tree, Key.Key_Down)
    assert window.view.selection() == [("card", card(window, "Product page"))]
    assert window.session.selection == window.view.selection()


def test_enter_writes_a_new_title(window: Window, qtbot: QtBot) -> None:
    tree, page = outline(window).tree, card(window, "Product page")
    window.view.select([("card", page)])
    tree.setFocus()
    qtbot.keyClick(tree, Key.Key_Return)
    editor = tree.findChild(QLineEdit)
    editor.setText("Landing page")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: document(window)["card", page].title == "Landing page")
    assert chosen(window) == ["Landing page"]
    document(window).undo()
    assert chosen(window) == ["Product page"]
    document(window).redo()
    assert document(window)["card", page].title == "Landing page"


def test_a_lane_that_goes_by_its_kind_shows_that_name_to_be_changed(window: Window, qtbot: QtBot) -> None:
    lane = next(
        lane for lane in document(window).children("lane", map=window.session.map_id) if not lane.title
    )
    tree, head = outline(window).tree, document(window).head
    tree.setCurrentIndex(outline(window).rows.index_of(("lane", lane.id)))
    shown = tree.currentIndex().data()
    tree.setFocus()
    qtbot.keyClick(tree, Key.Key_Return)
    editor = tree.findChild(QLineEdit)
    assert editor.text() == shown
    assert editor.selectedText() == shown
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: tree.state() != tree.State.EditingState)
    assert document(window).head == head
    tree.edit(tree.currentIndex())
    qtbot.keyClicks(tree.findChildren(QLineEdit)[-1], "What they do")
    qtbot.keyClick(tree.findChildren(QLineEdit)[-1], Key.Key_Return)
    qtbot.waitUntil(lambda: document(window)["lane", lane.id].title == "What they do")
    document(window).undo()
    assert tree.currentIndex().data() == shown


def test_esc_leaves_the_title_as_it_was(window: Window, qtbot: QtBot) -> None:
    tree, page = outline(window).tree, card(window, "Product page")
    window.view.select([("card", page)])
    head = document(window).head
    tree.setFocus()
    qtbot.keyClick(tree, Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    editor.setText("Nothing of this")
    qtbot.keyClick(editor, Key.Key_Escape)
    assert document(window).head == head
    assert chosen(window) == ["Product page"]


def test_delete_deletes(window: Window, qtbot: QtBot) -> None:
    page = card(window, "Product page")
    window.view.select([("card", page)])
    outline(window).tree.setFocus()
    qtbot.keyClick(outline(window).tree, Key.Key_Delete)
    assert document(window).get("card", page) is None
    assert chosen(window) == []
    assert window.session.selection == []
    document(window).undo()
    assert document(window)["card", page]
    document(window).redo()
    assert document(window).get("card", page) is None


def test_a_moved_card_stays_selected(window: Window) -> None:
    page = card(window, "Product page")
    window.view.select([("card", page)])
    there = document(window)["card", card(window, "Basket")]
    verbs.move_cards(document(window), [page], there.stage, there.lane)
    assert chosen(window) == ["Product page"]
    assert outline(window).tree.currentIndex().parent().parent().data() == "Checkout"


def test_cards_that_cannot_be_seen_are_there_and_say_why(window: Window) -> None:
    page = card(window, "Product page")
    window.session.showing.set_filter(Filter(kinds=frozenset({"pain"})))
    index = outline(window).rows.index_of(("card", page))
    assert index.data(STATE) == "hidden by filter"
    outline(window).tree.setCurrentIndex(index)
    assert window.session.selection == [("card", page)]  # the panel shows it
    assert window.view.selection() == []
    assert chosen(window) == ["Product page"]


def test_words_narrow_it_down(window: Window, qtbot: QtBot) -> None:
    shown = outline(window)
    qtbot.keyClicks(shown.wanted, "courier")
    shown.narrow()
    assert shown.rows.rowCount() == 1 or shown.rows.rowCount() == 2
    index = shown.rows.index_of(("card", card(window, "Courier, second try")))
    assert shown.tree.isExpanded(index.parent())
    assert not shown.rows.index_of(("card", card(window, "Product page"))).isValid()
    shown.wanted.setText("zebra")
    shown.narrow()
    assert shown.none.text() == "No card has these words."
    assert shown.none.isVisible()
    shown.wanted.clear()
    shown.narrow()
    assert shown.rows.rowCount() == 5


def test_hidden_it_does_not_follow_but_catches_up(window: Window) -> None:
    window.workspace.side.tabs.setCurrentIndex(0)
    page = card(window, "Product page")
    verbs.set_fields(document(window), "card", [page], title="Landing page")
    window.view.select([("card", page)])
    window.workspace.side.tabs.setCurrentIndex(1)
    assert chosen(window) == ["Landing page"]


def test_an_earlier_moment_is_shown_and_not_written(window: Window) -> None:
    page = card(window, "Product page")
    before = document(window).head
    verbs.set_fields(document(window), "card", [page], title="Landing page")
    assert window.session.look(before)
    index = outline(window).rows.index_of(("card", page))
    assert index.data() == "Product page"
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_all_selected_is_not_all_selected_in_the_tree(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.outline.CHOSEN_MOST", 3)
    window.view.select_all()
    assert len(chosen(window)) == 3


def test_it_is_painted_in_both_languages_and_themes(start: Start, drive: Path, qtbot: QtBot) -> None:
    program = start("he")
    window = opened(program, drive)
    window.actions_by_id["outline"].trigger()
    tree = outline(window).tree
    tree.expandAll()
    light = tree.grab().toImage()
    program.session.set_theme("dark")
    assert tree.grab().toImage() != light
    first = tree.visualRect(tree.model().index(0, 0))
    assert first.right() > tree.viewport().width() - 40  # the tree begins at the right
