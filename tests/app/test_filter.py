"""The filter: cards that lack what is asked for are faint; that is said, and taken back with a click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.filter_popover import FilterPopover
from app.window import Window
from model import verbs
from model.templates import apply
from model.views import Filter
from tests.app.conftest import Start
from tests.app.test_window import opened

# offscreen, of an open popup
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    return opened(start(), shop)


def popover(window: Window) -> FilterPopover:
    window.actions_by_id["filter"].trigger()
    found = QApplication.activePopupWidget()
    assert isinstance(found, FilterPopover)
    return found


def dimmed(window: Window) -> set[str]:
    return {window.session.document["card", id].kind for id in window.view.picture.dimmed}


def chip(window: Window) -> str:
    button = window.workspace.bar.filtered
    return button.text().replace("\u2066", "").replace("\u2069", "") if button.isVisible() else ""


def test_what_is_ticked_stays_in_sight(window: Window) -> None:
    shown = popover(window)
    shown.boxes["kinds", "touchpoint"].click()
    assert "touchpoint" not in dimmed(window)
    assert "pain" in dimmed(window)
    shown.boxes["kinds", "pain"].click()
    assert "pain" not in dimmed(window)
    assert chip(window) == "15 of 48 cards"
    shown.boxes["evidence", "measured"].click()
    assert window.session.showing.filter == Filter(
        kinds=frozenset({"touchpoint", "pain"}), evidence=frozenset({"measured"})
    )
    shown.clear.click()
    assert not dimmed(window)
    assert chip(window) == ""
    assert not any(box.isChecked() for box in shown.boxes.values())
    shown.close()


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_count_stands_beside_its_own_name(start: Start, shop: Path, language: str) -> None:
    shown = popover(opened(start(language), shop))
    for key, box in shown.boxes.items():
        said = shown.counts[key]
        gap = box.x() - said.geometry().right() if language == "he" else said.x() - box.geometry().right()
        assert 0 < gap <= 16
    shown.close()


def test_owners_and_channels_can_be_none(window: Window) -> None:
    shown = popover(window)
    shown.boxes["owners", ""].click()
    shown.boxes["channels", None].click()
    assert "touchpoint" in dimmed(window)
    assert "goal" not in dimmed(window)
    shown.close()


def test_a_click_on_the_sign_takes_the_filter_off(window: Window, qtbot: QtBot) -> None:
    window.session.showing.set_filter(Filter(kinds=frozenset({"note"})))
    assert chip(window) == "0 of 48 cards"
    qtbot.mouseClick(window.workspace.bar.filtered, Qt.MouseButton.LeftButton)
    assert not window.session.showing.filter
    assert not window.actions_by_id["clear_filter"].isEnabled()


def test_the_sign_counts_anew_when_the_document_changes(window: Window) -> None:
    window.session.showing.set_filter(Filter(kinds=frozenset({"pain"})))
    assert chip(window) == "5 of 48 cards"
    pain = next(card for card in window.session.document.all("card").values() if card.kind == "pain")
    verbs.remove(window.session.document, [("card", pain.id)])
    assert chip(window) == "4 of 47 cards"


def test_keys_alone(window: Window, qtbot: QtBot) -> None:
    shown = popover(window)
    first = next(iter(shown.boxes.values()))
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert window.session.showing.filter
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_a_persona_that_is_gone_is_not_asked_for(window: Window) -> None:
    document = window.session.document
    persona, *_ = document.children("persona")
    verbs.set_fields(document, "card", [next(iter(document.all("card")))], persona=persona.id)
    window.session.showing.set_filter(Filter(personas=frozenset({persona.id})))
    verbs.remove(document, [("persona", persona.id)])
    assert not window.session.showing.filter


def test_another_map_is_looked_at_without_it(window: Window) -> None:
    window.session.showing.show(Filter(kinds=frozenset({"pain"})), macro=True)
    other = apply(window.session.document, "test-drive", "he")
    window.session.show_map(other.id)
    assert not window.session.showing.filter
    assert not window.view.picture.macro
    assert not window.view.picture.dimmed


def test_a_map_without_cards_says_so(window: Window) -> None:
    other = verbs.new_map(window.session.document, "Empty", stages=("One",), lanes=("pains",))
    window.session.show_map(other.id)
    shown = popover(window)
    assert not shown.boxes
    shown.close()


def test_it_is_said_in_hebrew(start: Start, drive: Path) -> None:
    window = opened(start("he"), drive)
    window.session.showing.set_filter(Filter(kinds=frozenset({"touchpoint"})))
    assert chip(window) == "9 מתוך 48 כרטיסים"
    shown = popover(window)
    assert shown.boxes["kinds", "touchpoint"].text() == "נקודת מגע"
    assert shown.boxes["kinds", "touchpoint"].isChecked()
    assert shown.layoutDirection() == Qt.LayoutDirection.RightToLeft
    shown.close()
