"""The palette: all of it in reach in small windows, marks and more in a list of their own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.palette import FRAMES, MORE, THINGS, Palette
from app.window import Window
from canvas.hands.drops import KINDS
from model.kinds import CARDS
from tests.app.conftest import Start
from tests.app.test_window import opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, of a popup


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    return opened(start(), shop)


def palette(window: Window) -> Palette:
    assert window.workspace is not None
    return window.workspace.palette_


def test_it_has_every_kind_of_card_and_all_that_a_map_is_made_of() -> None:
    offered = [thing.id for thing in (*THINGS, *MORE, *FRAMES)]
    assert sorted(offered) == sorted({*CARDS, "stage", "lane", "persona"}) == sorted(KINDS)


@pytest.mark.parametrize(
    ("size", "wide"), [((1024, 640), 48), ((1280, 720), 76), ((1280, 560), 48), ((800, 520), 48)]
)
@pytest.mark.parametrize("language", ["en", "he"])
def test_nothing_of_it_is_out_of_reach(
    start: Start, shop: Path, language: str, size: tuple[int, int], wide: int
) -> None:
    window = opened(start(language), shop)
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    shown = palette(window)
    assert shown.width() == wide
    buttons = [*shown.buttons.values(), shown.more_button]
    foot = shown.mapTo(window, shown.rect().bottomLeft()).y()
    assert foot < window.workspace.status.mapTo(window, QPoint(0, 0)).y()
    boxes = sorted((button.geometry() for button in buttons), key=lambda box: box.top())
    assert boxes[-1].bottom() <= shown.rect().bottom()
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))
    if wide == 76:
        assert all(
            button.fontMetrics().horizontalAdvance(button.text()) <= button.width() for button in buttons
        )


def test_a_mark_is_added_with_the_mouse(window: Window, qtbot: QtBot) -> None:
    shown, document = palette(window), window.session.document
    entries = [card for card in document.all("card").values() if card.kind == "entry"]
    qtbot.mouseClick(shown.more_button, Qt.MouseButton.LeftButton)
    assert shown.more.isVisible()
    qtbot.mouseClick(shown.more.buttons["entry"], Qt.MouseButton.LeftButton)
    assert not shown.more.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "From a blog")
    window.finish_typing()
    made = [card for card in document.all("card").values() if card.kind == "entry"]
    assert [card.title for card in made[len(entries) :]] == ["From a blog"]
    window.actions_by_id["undo"].trigger()
    assert [card for card in document.all("card").values() if card.kind == "entry"] == entries
    window.actions_by_id["redo"].trigger()
    assert [card for card in document.all("card").values() if card.kind == "entry"] == made


def test_the_keyboard_reaches_it_and_leaves_it(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    shown = palette(window)
    shown.more_button.setFocus()
    qtbot.keyClick(shown.more_button, Qt.Key.Key_Return)
    first, second = list(shown.more.buttons.values())[:2]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Escape)
    assert not shown.more.isVisible()
    wanted: list[str] = []
    shown.wanted.connect(wanted.append)
    qtbot.keyClick(shown.more_button, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert wanted == [MORE[0].id]
    window.finish_typing()


def test_a_drag_out_of_the_list_closes_it_so_that_the_map_gets_it(window: Window, qtbot: QtBot) -> None:
    shown = palette(window)
    shown.more_button.click()
    row = shown.more.buttons["return"]
    qtbot.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 18))
    qtbot.mouseMove(row, QPoint(60, 30))
    assert not shown.more.isVisible()
