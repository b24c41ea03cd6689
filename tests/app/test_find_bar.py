"""Ctrl+F: what is found is lit, counted, brought in sight; what cannot be seen is told, with what helps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.find_bar import FindBar
from app.window import Window
from canvas.picture.display import Group, Item, Rect
from model import verbs
from model.document import Document
from model.views import Filter
from tests.app.conftest import Start
from tests.app.test_window import opened
from tests.driver import CTRL, SHIFT

Key = Qt.Key


@pytest.fixture
def window(start: Start, shop: Path, qtbot: QtBot) -> Window:
    window = opened(start(), shop)
    for before, title in (
        ("Product page", "Quokka page"),
        ("Reviews on the page", "Quokka reviews"),
        ("Basket", "Wombat"),
    ):
        card = next(card for card in window.session.document.all("card").values() if card.title == before)
        verbs.set_fields(window.session.document, "card", [card.id], title=title)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def bar(window: Window) -> FindBar:
    assert window.workspace is not None
    return window.workspace.find_bar


def document(window: Window) -> Document:
    assert window.session.document is not None
    return window.session.document


def find(window: Window, text: str, qtbot: QtBot) -> FindBar:
    """Open the bar with its key and write in it."""
    qtbot.keyClick(window.view, Key.Key_F, CTRL)
    field = bar(window).field
    assert QApplication.focusWidget() is field
    field.clear()
    for letter in text:
        qtbot.keyClick(field, letter) if letter.isascii() else field.insert(letter)
    bar(window).look()
    return bar(window)


def items(group: Group) -> Iterator[Item]:
    for item in group.items:
        yield from items(item) if isinstance(item, Group) else (item,)


def lit(window: Window) -> list[str]:
    """Titles of the cards on which words are marked."""
    marked = [
        id
        for id, group in window.view.picture.cards.items()
        if any(isinstance(item, Rect) and item.fill == "truth_tint" for item in items(group))
    ]
    kinds = {id: document(window)["card", id] for id in marked}
    return [card.title for card in kinds.values() if card.kind == "touchpoint"]


def chosen(window: Window) -> list[str]:
    return [document(window)[ref].title for ref in window.session.selection]


def test_hits_are_lit_counted_and_followed(window: Window, qtbot: QtBot) -> None:
    found = find(window, "QUOKKA", qtbot)
    assert lit(window) == ["Quokka page", "Quokka reviews"]
    assert chosen(window) == ["Quokka page"]
    n = len(found.hits)
    assert found.count.text() == f"\u20661\u2069 of \u2066{n}\u2069"
    qtbot.keyClick(found.field, Key.Key_Return)
    assert chosen(window) == ["Quokka reviews"]
    qtbot.keyClick(found.field, Key.Key_Return, SHIFT)
    assert chosen(window) == ["Quokka page"]
    qtbot.keyClick(found.field, Key.Key_Up)
    assert found.at == n - 1  # before the first comes the last
    qtbot.keyClick(window, Key.Key_F3)
    assert found.at == 0


def test_esc_gives_the_keyboard_back_to_the_map_where_the_hit_is(window: Window, qtbot: QtBot) -> None:
    found = find(window, "wombat", qtbot)
    titles = chosen(window)
    assert "Wombat" in titles[0]
    qtbot.keyClick(found.field, Key.Key_Escape)
    assert not found.isVisible()
    assert QApplication.focusWidget() is window.view
    assert chosen(window) == titles
    assert lit(window) == []
    window.view.select([])
    qtbot.keyClick(window.view, Key.Key_F3)  # goes on with the same words
    assert found.isVisible()
    assert chosen(window) == titles


def test_a_key_looks_on_from_where_the_user_stands(window: Window, qtbot: QtBot) -> None:
    found = find(window, "quokka", qtbot)
    qtbot.keyClick(found.field, Key.Key_Escape)
    qtbot.keyClick(window.view, Key.Key_F3)
    assert chosen(window) == ["Quokka reviews"]  # after the page, which was selected
    qtbot.keyClick(found.field, Key.Key_Escape)
    window.view.select([])
    found.at = None
    qtbot.keyClick(window.view, Key.Key_F3)
    assert chosen(window) == ["Quokka page"]


def test_a_hit_that_is_gone_is_passed_over(window: Window, qtbot: QtBot) -> None:
    found = find(window, "quokka", qtbot)
    verbs.remove(document(window), [window.session.selection[0]])
    window.session.showing.set_filter(Filter(kinds=frozenset({"touchpoint"})))
    qtbot.keyClick(found.field, Key.Key_Return)
    assert chosen(window) == ["Quokka reviews"]
    assert found.count.text() == "\u20661\u2069 of \u20661\u2069"


def test_letters_are_looked_for_without_a_key(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window.view, Key.Key_F, CTRL)
    qtbot.keyClicks(bar(window).field, "wombat")
    qtbot.waitUntil(lambda: chosen(window) == ["Wombat"])


def test_nothing_found_is_said(window: Window, qtbot: QtBot) -> None:
    found = find(window, "zebra", qtbot)
    assert found.count.text() == "Nothing found"
    assert not found.onward.isEnabled()
    qtbot.keyClick(found.field, Key.Key_Return)
    assert window.session.selection == []


def test_words_in_details_are_told(window: Window, qtbot: QtBot) -> None:
    card = next(card for card in document(window).all("card").values() if card.title == "Wombat")
    verbs.set_fields(document(window), "card", [card.id], details="The voucher is asked for too early")
    found = find(window, "voucher", qtbot)
    assert chosen(window) == ["Wombat"]
    assert found.where.text() == "in the details"


def test_a_hidden_lane_is_told_and_shown_again(window: Window, qtbot: QtBot) -> None:
    card = next(card for card in document(window).all("card").values() if card.title == "Wombat")
    verbs.set_lane_hidden(document(window), card.lane, hidden=True)
    found = find(window, "wombat", qtbot)
    while document(window)[found.hits[found.at].ref].title != "Wombat":
        qtbot.keyClick(found.field, Key.Key_Return)
    assert found.where.text() == "in the hidden lane “\u2068Touchpoints\u2069”"
    assert chosen(window) == []
    found.remedy.click()
    assert not document(window)["lane", card.lane].hidden
    assert chosen(window) == ["Wombat"]
    assert QApplication.focusWidget() is found.field
    assert not found.where.isVisible()
    document(window).undo()
    assert document(window)["lane", card.lane].hidden


def test_a_card_that_the_filter_hides_is_told(window: Window, qtbot: QtBot) -> None:
    window.session.showing.set_filter(Filter(kinds=frozenset({"pain"})))
    found = find(window, "quokka page", qtbot)
    assert found.where.text() == "hidden by filter"
    found.remedy.click()
    assert not window.session.showing.filter
    assert chosen(window) == ["Quokka page"]


def test_the_macro_view_is_left_for_a_card(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["macro"].trigger()
    assert window.view.picture.macro
    find(window, "quokka page", qtbot)
    assert not window.view.picture.macro
    assert chosen(window) == ["Quokka page"]


def test_what_is_found_follows_the_document(window: Window, qtbot: QtBot) -> None:
    found = find(window, "quokka page", qtbot)
    ref = window.session.selection[0]
    verbs.set_fields(document(window), "card", [ref[1]], title="Landing")
    qtbot.waitUntil(lambda: found.count.text() == "Nothing found")
    document(window).undo()
    qtbot.waitUntil(lambda: lit(window) == ["Quokka page"])


def test_hits_on_other_maps_are_listed_and_gone_to(window: Window, qtbot: QtBot) -> None:
    other = verbs.new_map(document(window), "Returns", stages=("One",), lanes=("touchpoints",))
    stage, lane = (
        document(window).children("stage", map=other.id)[0],
        document(window).children("lane", map=other.id)[0],
    )
    verbs.add_card(document(window), stage.id, lane.id, "touchpoint", "Parcel shop")
    found = find(window, "parcel", qtbot)
    assert found.count.text() == "Nothing found on this map"
    assert found.others.text() == "\u20661\u2069 on other maps"
    found.others.menu().aboutToShow.emit()
    (entry,) = found.others.menu().actions()
    assert entry.text() == "\u2068Returns\u2069: \u20661\u2069 found"
    entry.trigger()
    assert window.session.map_id == other.id
    assert bar(window).field.text() == "parcel"
    assert chosen(window) == ["Parcel shop"]
    assert lit(window) == ["Parcel shop"]


def test_a_new_language_goes_on_with_the_same_words(start: Start, shop: Path, qtbot: QtBot) -> None:
    program = start()
    before = opened(program, shop)
    with qtbot.waitActive(before):
        before.activateWindow()
    find(before, "instagram", qtbot)
    program.session.set_language("he")
    qtbot.waitUntil(lambda: program.window is not before)
    assert bar(program.window).isVisible()
    assert bar(program.window).field.text() == "instagram"
    assert lit(program.window) == ["Instagram ad"]


def test_hebrew_forgives_points_and_final_letters(start: Start, drive: Path, qtbot: QtBot) -> None:
    window = opened(start("he"), drive)
    with qtbot.waitActive(window):
        window.activateWindow()
    found = find(window, "טרקטור", qtbot)
    assert found.count.text() == "לא נמצא"
    found = find(window, "מוֹדעה", qtbot)
    assert "מודעה" in chosen(window)[0]
    assert found.count.text().startswith("\u20661\u2069 מתוך")
