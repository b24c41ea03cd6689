"""The bar over several selected things: when it is there, where it lies, what it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from app.selection_bar import SelectionBar
from app.window import Window
from canvas.hands.frame import Zone
from canvas.picture.display import Ref
from model import verbs
from tests.app.conftest import Start
from tests.app.test_window import opened
from tests.driver import Hand


@pytest.fixture(params=["en", "he"])
def window(request: pytest.FixtureRequest, start: Start, shop: Path, drive: Path) -> Window:
    return opened(start(request.param), drive if request.param == "he" else shop)


def cards(window: Window) -> list[Ref]:
    """Those in sight, in reading order."""
    places = window.view.places
    return [("card", id) for id in places.in_reading_order(places.cards_in(window.view.in_sight()))]


def bar(window: Window) -> SelectionBar:
    assert window.workspace is not None
    return window.workspace.selection_bar


def choose(window: Window, refs: list[Ref], qtbot: QtBot) -> None:
    window.view.select(refs)
    qtbot.waitUntil(lambda: bar(window).isVisible() == (len(refs) > 1))


def boxes(window: Window) -> list[QRect]:
    """Of what is selected, in px of the view."""
    view = window.view
    found = (view.places.card_box(id) for id in view.selected.of("card"))
    offset = view.viewport().pos()
    return [view.frame.to_view(box, Zone.BODY).translated(offset).toRect() for box in found]


def test_it_comes_with_the_second_and_covers_neither(window: Window, qtbot: QtBot) -> None:
    first, second, *_others = cards(window)
    choose(window, [first], qtbot)
    choose(window, [first, second], qtbot)
    assert bar(window).told.text() in ("2 things selected", "שני פריטים נבחרו")
    assert not any(bar(window).geometry().intersects(box) for box in boxes(window))
    assert window.view.viewport().geometry().contains(bar(window).geometry())
    choose(window, [], qtbot)


def test_all_selected_it_stands_at_the_foot_of_the_map(window: Window, qtbot: QtBot) -> None:
    window.view.select_all()
    qtbot.waitUntil(bar(window).isVisible)
    assert window.view.viewport().geometry().contains(bar(window).geometry())


def test_its_buttons_are_the_actions(window: Window, qtbot: QtBot) -> None:
    document = window.view.document
    first, second, *_others = cards(window)
    choose(window, [first, second], qtbot)
    qtbot.mouseClick(bar(window).buttons["lock"], Qt.MouseButton.LeftButton)
    assert document[first].locked
    assert bar(window).buttons["lock"].isChecked()
    qtbot.mouseClick(bar(window).buttons["lock"], Qt.MouseButton.LeftButton)
    assert not document[second].locked
    before = len(document.all("card"))
    qtbot.mouseClick(bar(window).buttons["duplicate"], Qt.MouseButton.LeftButton)
    assert len(document.all("card")) == before + 2
    qtbot.mouseClick(bar(window).buttons["delete"], Qt.MouseButton.LeftButton)
    assert len(document.all("card")) == before
    qtbot.waitUntil(lambda: not bar(window).isVisible())


def test_it_stands_aside_while_something_is_dragged_or_written(window: Window, qtbot: QtBot) -> None:
    hand = Hand(window.view)
    first, second, *_others = cards(window)
    choose(window, [first, second], qtbot)
    start = hand.at(first)
    hand.drag(start, start + QPoint(30, 4), drop=False)
    assert not bar(window).isVisible()
    hand.key(Qt.Key.Key_Escape)
    hand.release(start)
    qtbot.waitUntil(bar(window).isVisible)
    window.view.edit(first)
    qtbot.waitUntil(lambda: not bar(window).isVisible())
    hand.key(Qt.Key.Key_Escape)


def test_it_goes_with_what_was_selected(window: Window, qtbot: QtBot) -> None:
    first, second, *_others = cards(window)
    choose(window, [first, second], qtbot)
    verbs.remove(window.view.document, [first])
    qtbot.waitUntil(lambda: not bar(window).isVisible())
