"""The window on real files: open, undo and redo by name, language, theme, dialogs, drops, errors."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import actions, file_actions, form_fields, menus
from app.export_dialog import ExportDialog
from app.gui import Program
from app.help_dialogs import shortcut_groups
from app.labels import tip
from app.messages import say
from app.questions import Answer, ask
from app.versions_copy import CopyDialog
from app.window import Window
from model import verbs
from model.document import Document
from model.errors import MasaError
from tests.app.conftest import Start


def opened(program: Program, file: Path) -> Window:
    file_actions.open_path(program.window, file)
    assert program.session.document is not None
    return program.window


def dialog(kind: type[QWidget]) -> QWidget:
    """The one dialog of this kind that is shown."""
    found = [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()
    ]
    assert len(found) == 1
    return found[0]


def menu(window: Window, title: str) -> QMenu:
    for top in window.menuBar().actions():
        if top.text().replace("&", "") == title:
            return top.menu()
    raise AssertionError(title)


def submenu(window: Window, title: str, text: str) -> QMenu:
    parent = menu(window, title)
    parent.aboutToShow.emit()
    for action in parent.actions():
        if action.text() == text:
            child = action.menu()
            child.aboutToShow.emit()
            return child
    raise AssertionError(text)


def first_card(document: Document, kind: str = "touchpoint") -> int:
    return next(card.id for card in document.all("card").values() if card.kind == kind)


def test_a_file_opens_with_its_name_and_counts(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    assert window.windowTitle() == "shop - Masa"
    assert window.workspace is not None
    assert window.workspace.status.counts.text() == "5 stages, 10 touchpoints, 3 moments of truth"
    assert window.workspace.status.saved.text() == "Saved"


def test_undo_and_redo_say_what_they_do(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    document = window.session.document
    undo, redo = window.actions_by_id["undo"], window.actions_by_id["redo"]
    assert not undo.isEnabled()  # the gesture that made the only map stays
    card = first_card(document)
    verbs.set_fields(document, "card", [card], title="Story on Instagram")
    assert undo.text() == "Undo: change text of “\u2068Instagram ad\u2069”"
    undo.trigger()
    assert document["card", card].title == "Instagram ad"
    assert not undo.isEnabled()
    assert redo.isEnabled()
    assert redo.text().startswith("Redo: change text of ")
    redo.trigger()
    assert document["card", card].title == "Story on Instagram"


def test_undo_is_named_in_hebrew(start: Start, drive: Path) -> None:
    window = opened(start("he"), drive)
    document = window.session.document
    verbs.remove(document, [("card", first_card(document))])
    text = window.actions_by_id["undo"].text()
    assert "מודעה בפייסבוק" in text
    assert not any("a" <= letter <= "z" for letter in text)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, of an open menu
@pytest.mark.parametrize("language", ["en", "he"])
def test_every_menu_has_a_letter_of_its_own_and_f10_opens_the_first(
    start: Start, shop: Path, qtbot: QtBot, language: str
) -> None:
    window = opened(start(language), shop)
    titles = [top.text() for top in window.menuBar().actions()]
    letters = [title[title.index("&") + 1].casefold() for title in titles]
    assert len(set(letters)) == len(letters) == 7
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window.view, Qt.Key.Key_F10)
    first = menu(window, titles[0].replace("&", ""))
    assert first.isVisible()
    first.close()


def test_lanes_are_listed_as_the_map_names_them(start: Start, drive: Path) -> None:
    program = start("en")
    window = opened(program, drive)
    document = program.session.document
    lanes = document.children("lane", map=program.session.map_id)
    verbs.set_fields(document, "lane", [lanes[1].id], title="מה עושים")
    listed = [entry.text() for entry in submenu(window, "View", "Lanes").actions()]
    assert listed[1] == "מה עושים"
    assert all("א" <= name[0] <= "ת" for name in listed)
    window.view.select([("lane", lanes[0].id)])
    assert window.workspace.panel.heading.text() == listed[0]


def test_who_presses_save_is_told_that_it_is_done(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    with qtbot.waitActive(window):
        window.activateWindow()
    document = window.session.document
    card = first_card(document)
    window.view.select([("card", card)])
    title = window.workspace.panel.fields["title"]
    title.setFocus()
    title.setPlainText("Story")
    qtbot.keyClick(title, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert document["card", card].title == "Story"
    assert "Ctrl+Shift+S" in window.workspace.status.saved.text()
    window.workspace.status.telling.start(0)  # some seconds later
    qtbot.waitUntil(lambda: window.workspace.status.saved.text() == "Saved")


def test_keys_of_the_table_reach_the_document(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    document = window.session.document
    with qtbot.waitActive(window):
        window.activateWindow()
    cards = len(document.all("card"))
    window.view.setFocus()
    window.view.select([("card", first_card(document))])
    qtbot.keyClick(window.view, Qt.Key.Key_Delete)
    assert len(document.all("card")) == cards - 1
    qtbot.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(document.all("card")) == cards
    qtbot.keyClick(window.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(document.all("card")) == cards - 1


def test_delete_in_the_panel_deletes_no_card(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    document = window.session.document
    with qtbot.waitActive(window):
        window.activateWindow()
    cards = len(document.all("card"))
    window.view.select([("card", first_card(document))])
    evidence = window.workspace.panel.fields["evidence"].button("told")
    evidence.setFocus()
    qtbot.keyClick(evidence, Qt.Key.Key_Delete)
    assert len(document.all("card")) == cards


@pytest.mark.parametrize("first", ["en", "he"])
def test_another_language_keeps_file_selection_and_history(
    start: Start, shop: Path, qtbot: QtBot, first: str
) -> None:
    program = start(first)
    window = opened(program, shop)
    document = program.session.document
    card = first_card(document)
    verbs.set_fields(document, "card", [card], owner="Sales")
    window.view.select([("card", card)])
    other = "he" if first == "en" else "en"
    program.session.set_language(other)
    qtbot.waitUntil(lambda: program.window is not window)
    now = program.window
    assert now.layoutDirection() == (
        Qt.LayoutDirection.RightToLeft if other == "he" else Qt.LayoutDirection.LeftToRight
    )
    assert program.session.document is document
    assert now.view.selection() == [("card", card)]
    assert now.menuBar().actions()[0].text() == ("&קובץ" if other == "he" else "&File")
    now.actions_by_id["undo"].trigger()
    assert document["card", card].owner == "Marketing"


def test_a_theme_recolours_the_whole_window(start: Start, shop: Path) -> None:
    program = start(theme="light")
    window = opened(program, shop)
    light = window.grab().toImage()
    program.session.set_theme("dark")
    dark = window.grab().toImage()
    assert dark.size() == light.size()
    for x, y in (
        (20, 400),
        (640, 500),
        (1200, 700),
        (640, 15),
        (640, 790),
    ):  # palette, map, panel, menu, status
        assert dark.pixelColor(x, y).lightness() < 80 < 170 < light.pixelColor(x, y).lightness()
    program.session.set_theme("light")
    assert window.grab().toImage().pixelColor(1200, 700) == light.pixelColor(1200, 700)


def test_the_menus_switch_language_theme_lanes_and_the_maps_language(start: Start, shop: Path) -> None:
    program = start()
    window = opened(program, shop)
    document = program.session.document
    dark = submenu(window, "View", "Theme").actions()[2]
    dark.trigger()
    assert program.session.theme.name == "dark"
    lane = document.children("lane", map=program.session.map_id)[0]
    shown = submenu(window, "View", "Lanes").actions()[0]
    assert shown.isChecked()
    shown.trigger()
    assert document["lane", lane.id].hidden
    window.actions_by_id["undo"].trigger()
    assert not document["lane", lane.id].hidden
    hebrew = submenu(window, "Map", "Language of the map").actions()[0]
    hebrew.trigger()
    assert program.session.map.direction == "rtl"
    assert window.view.picture.rtl


def test_a_lane_that_is_shown_comes_in_sight(start: Start, shop: Path) -> None:
    program = start()
    window = opened(program, shop)
    lanes = program.session.document.children("lane", map=program.session.map_id)
    hidden = next(at for at, lane in enumerate(lanes) if lane.hidden)
    submenu(window, "View", "Lanes").actions()[hidden].trigger()
    shown = window.view.picture.group(("lane", lanes[hidden].id))
    assert shown is not None
    seen = window.view.in_sight()
    assert seen.y + window.view.frame.header_height <= shown.y
    assert shown.y + shown.h <= seen.y + seen.h


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("id", ["new", "shortcuts", "about", "imports", "open", "save_copy"])
def test_every_dialog_opens_in_both_languages(start: Start, shop: Path, language: str, id: str) -> None:
    window = opened(start(language), shop)
    window.actions_by_id[id].trigger()
    shown = dialog(QDialog)
    assert not shown.grab().isNull()
    assert any("א" <= letter <= "ת" for letter in shown.windowTitle()) == (language == "he")
    shown.close()
    QApplication.processEvents()


def test_every_action_is_in_a_menu_and_every_key_belongs_to_one_action() -> None:
    shown = {entry for _title, entries in actions.MENUS for entry in entries if isinstance(entry, str)}
    assert shown == {action.id for action in actions.ACTIONS}
    keys = [key for action in actions.ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


def test_the_page_of_shortcuts_shows_every_key(start: Start) -> None:
    start()
    listed = " ".join(keys for _title, rows in shortcut_groups() for _text, keys in rows)
    for action in actions.ACTIONS:
        for key in action.keys:
            assert key in listed


def test_actions_wait_until_a_map_is_open(start: Start, shop: Path) -> None:
    program = start()
    enabled = {id for id, action in program.window.actions_by_id.items() if action.isEnabled()}
    assert enabled == {"new", "open", "from_table", "quit", "commands", "shortcuts", "log", "about"}
    window = opened(program, shop)
    assert window.actions_by_id["export_pdf"].isEnabled()
    assert not window.actions_by_id["delete"].isEnabled()
    window.view.select([("card", first_card(program.session.document))])
    assert window.actions_by_id["delete"].isEnabled()
    window.actions_by_id["close"].trigger()
    assert program.session.document is None
    assert window.start is not None
    Document.open(shop).close()  # the file is free again


def test_a_file_open_elsewhere_is_told_and_the_open_one_stays(start: Start, shop: Path, drive: Path) -> None:
    program = start()
    window = opened(program, shop)
    elsewhere = Document.open(drive)
    file_actions.open_path(window, drive)
    told = dialog(QMessageBox)
    assert drive.name in told.informativeText()
    assert program.session.file_name == "shop.masa"
    told.close()
    elsewhere.close()


def test_a_file_that_is_no_map_is_refused_with_a_remedy(start: Start, tmp_path: Path) -> None:
    program = start("he")
    wrong = tmp_path / "הערות.masa"
    wrong.write_text("just words", encoding="utf-8")
    file_actions.open_path(program.window, wrong)
    told = dialog(QMessageBox)
    assert wrong.name in told.informativeText()
    assert any("א" <= letter <= "ת" for letter in told.text())
    assert program.session.document is None
    told.close()


def test_a_copy_is_saved_where_the_dialog_says(start: Start, shop: Path, tmp_path: Path) -> None:
    window = opened(start(), shop)
    window.actions_by_id["save_copy"].trigger()
    dialog(CopyDialog).ok.click()
    choose(tmp_path / "copy of it")
    copy = Document.open(tmp_path / "copy of it.masa")
    assert len(copy.all("card")) == len(window.session.document.all("card"))
    copy.close()
    assert window.session.file_name == "shop.masa"
    assert window.workspace is not None
    notice = window.workspace.notice
    assert notice.isVisible()
    assert "copy of it.masa" in notice.told.text()
    assert [button.text() for button in notice.answers] == ["Open folder"]


def test_a_copy_over_the_open_file_asks_for_another_name(start: Start, shop: Path, tmp_path: Path) -> None:
    window = opened(start(), shop)
    with pytest.raises(MasaError) as error:
        file_actions._copy(window.session.live, shop, tmp_path / ".." / tmp_path.name / "shop.masa", True)
    for language, words in (("en", "another name"), ("he", "שם אחר")):
        assert words in say(error.value, language)
        assert "shop.masa" in say(error.value, language)


def test_the_export_of_an_earlier_moment_goes_beside_the_file_under_its_day(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    session = window.session
    moment = session.document.head
    verbs.set_fields(session.document, "card", [first_card(session.document)], title="later")
    assert session.look(moment)
    window.actions_by_id["export_png"].trigger()
    shown = dialog(ExportDialog)
    target = Path(shown.target.text())
    assert target.parent == shop.parent
    assert target.stem == f"Buying a lamp online {datetime.now():%Y-%m-%d}"
    shown.reject()


@pytest.mark.parametrize(("language", "kinds"), [("en", ("actual", "ideal")), ("he", ("בפועל", "אידיאלית"))])
def test_personas_of_one_name_are_told_apart_by_their_kind(
    start: Start, shop: Path, language: str, kinds: tuple[str, str]
) -> None:
    window = opened(start(language), shop)
    session = window.session
    for name, kind in (("Dana", "actual"), ("Dana", "ideal"), ("Noam", "actual")):
        verbs.add_persona(session.document, session.map_id, name, kind)
    field = form_fields.persona(session)
    texts = [field.itemText(row) for row in range(field.count())]
    assert "Noam" in texts
    named = [text for text in texts if text.startswith("Dana, ")]
    assert len(named) == 2
    assert all(kind in text for kind, text in zip(kinds, named, strict=True))


def choose(path: Path) -> None:
    """Write a name into the file dialog and accept it."""
    shown = dialog(QFileDialog)
    assert isinstance(shown, QFileDialog)
    shown.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    shown.accept()
    QApplication.processEvents()


def test_a_map_dropped_on_the_window_is_opened(start: Start, shop: Path) -> None:
    program = start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shop))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(program.window, QDragEnterEvent(QPoint(600, 300), *held))
    QApplication.sendEvent(program.window, QDropEvent(QPointF(600, 300), *held))
    assert program.session.file_name == "shop.masa"


def test_a_map_dropped_on_the_map_replaces_it(start: Start, shop: Path, drive: Path, qtbot: QtBot) -> None:
    program = start()
    window = opened(program, shop)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(drive))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.view.viewport(), QDragEnterEvent(QPoint(300, 300), *held))
    QApplication.sendEvent(window.view.viewport(), QDropEvent(QPointF(300, 300), *held))
    qtbot.waitUntil(lambda: program.session.file_name == drive.name)
    assert window.view.picture.rtl
    Document.open(shop).close()  # the one before was closed


def test_the_palette_adds_what_is_clicked(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    document = window.session.document
    stages = len(document.all("stage"))
    qtbot.mouseClick(window.workspace.palette_.buttons["stage"], Qt.MouseButton.LeftButton)
    window.finish_typing()
    assert len(document.all("stage")) == stages + 1
    assert window.workspace.status.counts.text().startswith("6 stages")
    window.actions_by_id["undo"].trigger()
    assert len(document.all("stage")) == stages


def test_a_narrow_window_keeps_all_in_reach(start: Start, shop: Path) -> None:
    program = start()
    window = opened(program, shop)
    window.resize(1024, 640)
    assert window.width() == 1024
    assert window.workspace.palette_.width() == 48
    assert window.workspace.panel.isVisible()
    window.actions_by_id["panel"].trigger()
    assert not window.workspace.panel.isVisible()
    window.resize(1280, 720)
    assert window.workspace.palette_.width() == 76


def test_the_zoom_is_shown_and_changed(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    window.actions_by_id["zoom_in"].trigger()
    assert window.workspace.status.zoom.text() != "100%"
    window.workspace.status.zoom.click()
    assert window.workspace.status.zoom.text() == "100%"


def test_a_project_without_a_map_gets_one(start: Start, tmp_path: Path) -> None:
    Document.create(tmp_path / "empty.masa").close()
    window = opened(start(), tmp_path / "empty.masa")
    assert window.session.map is not None


@pytest.mark.parametrize("language", ["en", "he"])
def test_long_names_do_not_widen_the_window(start: Start, shop: Path, language: str) -> None:
    long = "Ausführlichkeitsbeschreibung" * 8
    program = start(language)
    window = opened(program, shop)
    document = program.session.document
    verbs.set_fields(document, "map", [program.session.map_id], title=long)
    persona = next(iter(document.all("persona")))
    verbs.set_fields(document, "persona", [persona], name=long)
    card = first_card(document)
    verbs.set_fields(document, "card", [card], owner=long)
    verbs.set_channel(document, [card], long)
    window.resize(1024, 640)
    assert window.width() == 1024
    for chosen in ([], [("card", card)]):
        window.view.select(chosen)
        QApplication.processEvents()
        page = window.workspace.panel.fields["title"].parentWidget()
        assert page.width() <= window.workspace.panel.width()
    assert window.workspace.bar.grab().width() == 1024
    assert window.workspace.bar.title.toolTip() == long


@pytest.mark.parametrize("language", ["en", "he"])
def test_kinds_that_nobody_knows_are_shown_as_they_are(start: Start, shop: Path, language: str) -> None:
    made = Document.open(shop)
    card = first_card(made)
    lane = made.children("lane")[2]
    with made.gesture("edit") as g:
        g.change("card", card, kind="weird", evidence="heard", experience="odd")
        g.change("lane", lane.id, kind="strange", title="")
        for table in ("channel", "map"):
            for record in made.children(table):
                g.change(table, record.id, kind="odd")
    made.close()
    window = opened(start(language), shop)
    listed = QMenu()
    menus.lanes(window, listed)
    assert "strange" in [entry.text() for entry in listed.actions()]
    for ref, words in ((("card", card), "weird"), (("lane", lane.id), "strange")):
        window.view.select([ref])
        assert window.workspace is not None
        panel = window.workspace.panel
        assert words in panel.caption.text() + panel.heading.text()
        assert "title" in panel.fields
    window.view.select([])
    assert window.workspace.bar.kind.text() == "odd"


@pytest.mark.parametrize("language", ["en", "he"])
def test_words_of_a_stranger_are_only_words(start: Start, shop: Path, language: str) -> None:
    window = opened(start(language), shop)
    document = window.session.document
    title = "Q&A <img src='file:///x.png'>"
    verbs.set_fields(document, "card", [first_card(document)], title=title)
    verbs.set_fields(document, "card", [first_card(document)], owner="Sales")
    undo = window.actions_by_id["undo"]
    assert "Q&&A" in undo.text()
    verbs.set_fields(document, "lane", [document.children("lane")[0].id], title=title)
    persona = verbs.add_persona(document, window.session.map_id, title)
    tick = window.workspace.panel.below.ticks[persona.id]
    assert tick.text().startswith("Q&&A")
    listed = QMenu()
    menus.lanes(window, listed)
    assert listed.actions()[0].text() == title.replace("&", "&&")
    for tool_tip in (undo.toolTip(), tick.toolTip(), tip(title)):
        shown = QTextDocument()
        shown.setHtml(tool_tip)
        assert title in shown.toPlainText()
    ask(window.session, window, title, title, [Answer("OK")])
    box = dialog(QMessageBox)
    for label in box.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    box.close()
