"""The overview: the whole map small, a frame around what is in sight, dragged to move over the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.overview import Overview
from app.window import Window
from model import verbs
from tests.app.conftest import Start
from tests.app.test_window import opened
from tests.driver import LEFT


@pytest.fixture(params=["en", "he"])
def window(start: Start, shop: Path, drive: Path, request: pytest.FixtureRequest) -> Window:
    window = opened(start(request.param), shop if request.param == "en" else drive)
    window.view.set_zoom(1.5)
    window.view.go_to_start()
    return window


def overview(window: Window) -> Overview:
    return window.workspace.side.overview


def test_the_frame_is_where_the_map_is_looked_at(window: Window) -> None:
    shown = overview(window)
    assert shown.height() == 84
    start = shown.frame()
    assert shown.rect().adjusted(-1, -1, 1, 1).contains(start.toAlignedRect())
    window.view.scrolling.to_end()
    end = shown.frame()
    assert end.top() > start.top()
    assert (end.left() < start.left()) == window.view.picture.rtl
    window.view.set_zoom(3.0)
    assert shown.frame().width() < end.width()


def test_a_press_brings_that_place_in_sight(window: Window, qtbot: QtBot) -> None:
    shown, picture = overview(window), window.view.picture
    across, _down = shown._scale(picture)
    last = picture.stages[-1]
    at = QPoint(round(shown._start(picture).x() + (last.start + last.size / 2) * across), 60)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=at)
    seen = window.view.in_sight()
    assert seen.x < last.start + last.size / 2 < seen.x + seen.w
    assert seen.y > 0


def test_a_drag_of_the_frame_moves_over_the_map(window: Window, qtbot: QtBot) -> None:
    shown = overview(window)
    before, start = shown.frame().center(), window.view.in_sight()
    qtbot.mousePress(shown, LEFT, pos=before.toPoint())
    assert abs(window.view.in_sight().y - start.y) < 20  # held, not yet moved
    qtbot.mouseMove(shown, before.toPoint() + QPoint(0, 15))
    qtbot.mouseRelease(shown, LEFT, pos=before.toPoint() + QPoint(0, 15))
    assert shown.frame().center().y() > before.y() + 5
    still = window.view.in_sight()
    qtbot.mouseMove(shown, QPoint(5, 5))
    assert window.view.in_sight() == still


def test_it_shows_stages_and_cards_and_what_becomes_of_them(window: Window, qtbot: QtBot) -> None:
    shown = overview(window)
    window.view.set_zoom(4.0)
    window.view.go_to_start()
    colours = {shown.grab().toImage().pixelColor(x, 2).name() for x in range(shown.width())}
    theme = window.session.theme
    assert {QColor(theme.colour(f"stage:{k}")).name() for k in range(2, 5)} <= colours
    before = shown.grab().toImage()
    verbs.remove(window.session.document, [("card", id) for id in list(window.view.picture.cards)])
    qtbot.waitUntil(lambda: shown.grab().toImage() != before)


def test_a_map_without_anything_is_nothing_to_move_over(window: Window, qtbot: QtBot) -> None:
    document = window.session.document
    verbs.remove(document, [("stage", id) for id in list(document.all("stage"))])
    qtbot.mouseClick(overview(window), LEFT, pos=QPoint(10, 10))
    overview(window).grab()
    window.session.set_theme("dark")
    overview(window).grab()
