"""The start page: templates, the sample, recent files, and what it leads to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from app import file_actions, menus
from app.new_dialog import NewDialog
from app.recent_files import when
from app.sample_import import SampleImport
from app.style import FocusRing
from app.template_tiles import DRAWING, TEXT, TemplateGrid
from model.document import Document
from model.templates import templates
from resources.words import words
from tests.app.conftest import Start
from tests.app.test_window import choose, dialog


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_template_becomes_a_file_that_is_open(
    start: Start, tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    program = start(language)
    tile = program.window.start.templates.tiles["five-stages"]
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    choose(tmp_path / "my map.masa")
    assert program.session.file_name == "my map.masa"
    assert program.session.map.language == language
    assert program.window.view.picture.rtl == (language == "he")
    assert program.session.settings.recent == [str(tmp_path / "my map.masa")]
    assert program.session.document.undo_step is None  # the map as it was made is where undo ends


def test_the_language_of_the_map_is_not_that_of_the_window(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start("en")
    page = program.window.start
    page.language.setCurrentIndex(page.language.findData("he"))
    tile = page.templates.tiles["three-stages"]
    assert tile.text() == next(each for each in templates() if each.id == "three-stages").title("he")
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    choose(tmp_path / "x.masa")
    assert program.session.map.direction == "rtl"
    assert program.window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_every_template_is_drawn(start: Start, qtbot: QtBot) -> None:
    program = start("he")
    drawings = {id: tile.grab().toImage() for id, tile in program.window.start.templates.tiles.items()}
    assert set(drawings) == {each.id for each in templates()}
    for image in drawings.values():
        colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 3) for y in range(0, 94, 3)}
        assert len(colours) > 3


@pytest.mark.parametrize("width", [1024, 1280])
@pytest.mark.parametrize("language", ["en", "he"])
def test_the_tiles_come_where_their_places_were(
    start: Start, qtbot: QtBot, language: str, width: int
) -> None:
    program = start(language)
    grid = TemplateGrid(program.session, language)
    qtbot.addWidget(grid)
    grid.resize(width - 440, 600)
    with qtbot.waitExposed(grid):
        grid.show()
    height = grid.minimumHeight()
    places = grid.places()
    qtbot.waitUntil(lambda: all(tile.isVisible() for tile in grid.tiles.values()))
    for place, tile in zip(places, grid.tiles.values(), strict=True):
        assert abs(place.left() - tile.x()) <= 2
        assert place.top() == tile.y()
        assert abs(place.width() - tile.width()) <= 2
    assert grid.minimumSizeHint().height() == height


def test_the_ring_of_a_tile_is_whole(start: Start, qtbot: QtBot) -> None:
    window = start("en").window
    with qtbot.waitActive(window):
        window.activateWindow()
    grid = window.start.templates
    qtbot.waitUntil(lambda: all(tile.isVisible() for tile in grid.tiles.values()))
    for tile in grid.tiles.values():
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        ring = next(ring for ring in window.findChildren(FocusRing) if ring.widget() is tile)
        top = ring.mapTo(window, ring.rect().topLeft())
        assert QRect(grid.mapTo(window, QPoint()), grid.size()).contains(QRect(top, ring.size()))


def test_the_proposed_name_is_free(tmp_path: Path) -> None:
    (tmp_path / "מפה.masa").touch()
    (tmp_path / "מפה 2.masa").touch()
    assert file_actions.free_name(tmp_path, "מפה") == tmp_path / "מפה 3.masa"


def test_new_by_the_keyboard_offers_the_templates(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    program.window.actions_by_id["new"].trigger()
    chooser = dialog(NewDialog)
    tiles = chooser.grid.tiles.values()
    qtbot.waitUntil(lambda: {tile.height() for tile in tiles} == {DRAWING + TEXT})  # no word is cut
    chooser.grid.tiles["blank"].click()
    choose(tmp_path / "blank.masa")
    assert program.session.file_name == "blank.masa"


def test_recent_files_open_and_missing_ones_are_marked(start: Start, shop: Path, tmp_path: Path) -> None:
    program = start(recent=[tmp_path / "gone.masa", shop])
    gone, there = program.window.start.recent.rows
    assert not gone.button.isEnabled()
    assert there.button.isEnabled()
    gone.remove.click()
    assert program.session.settings.recent == [str(shop)]
    assert len(program.window.start.recent.rows) == 1
    program.window.start.recent.rows[0].button.click()
    assert program.session.file_name == "shop.masa"


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 21, 9, 42), "Today, \u206609:42\u2069"),
        (datetime(2026, 11, 20, 17, 5), "Yesterday, \u206617:05\u2069"),
        (datetime(2026, 11, 3, 8, 0), "3 November 2026"),
    ],
)
def test_when_a_file_was_changed(moment: datetime, told: str) -> None:
    assert when(moment, datetime(2026, 11, 21, 12, 0), words("en")) == told


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_recent_file_that_cannot_be_looked_at_is_one_that_is_gone(
    start: Start, shop: Path, tmp_path: Path, language: str
) -> None:
    recent = [tmp_path / ("x" * 300 + ".masa"), shop]
    program = start(language, recent=recent)
    rows = program.window.start.recent.rows
    assert [row.there for row in rows] == [False, True]
    menu = QMenu()
    menus.recent(program.window, menu)
    assert [entry.isEnabled() for entry in menu.actions()] == [False, True]


def test_the_sample_opens_as_a_file_of_ones_own_with_its_figures(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start("en")
    page = program.window.start
    page.sample.draw()
    page.sample.button.click()
    choose(tmp_path / "sample.masa")
    running = program.session.findChild(SampleImport)
    with qtbot.waitSignal(running.finished, timeout=60_000):
        pass
    document = program.session.document
    assert document.undo_step is None
    assert not program.window.actions_by_id["undo"].isEnabled()
    assert {batch.kind for batch in document.all("import_batch").values()} == {"drop_off", "feedback"}
    assert len(document.all("drop_off")) == 5
    program.window.actions_by_id["close"].trigger()
    again = Document.open(tmp_path / "sample.masa")
    assert len(again.all("import_batch")) == 4
    again.close()
    QApplication.processEvents()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_what_has_the_keyboard(
    start: Start, shop: Path, qtbot: QtBot, key: Qt.Key
) -> None:
    window = start("en", recent=[shop]).window
    page = window.start
    for button in (page.buttons["new"], page.buttons["open"], page.buttons["from_table"],
                   page.sample.button, page.templates.tiles["blank"]):  # fmt: skip
        qtbot.keyClick(button, key)
        dialog(QDialog).reject()
    qtbot.keyClick(page.recent.rows[0].button, key)
    assert window.session.document.path == shop


def test_another_file_opened_meanwhile_stays_open(start: Start, shop: Path, tmp_path: Path) -> None:
    program = start("en")
    program.window.start.sample.button.click()
    choose(tmp_path / "sample.masa")
    file_actions.open_path(program.window, shop)
    assert program.session.document.path == shop
    assert not (tmp_path / "sample.masa").exists()
    assert program.window.cursor().shape() == Qt.CursorShape.ArrowCursor
