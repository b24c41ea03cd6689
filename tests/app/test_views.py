"""Lanes and views: hidden, shown, put in order; what is shown kept under a name; each a step of undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QMenu
from pytestqt.qtbot import QtBot

from app import views_menu
from app.views_dialog import ViewsDialog
from app.window import Window
from model import verbs
from model.document import Document
from model.views import Filter
from tests.app.conftest import Start
from tests.app.test_window import dialog, opened

PAINS = Filter(kinds=frozenset({"pain"}))


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    return opened(start(), shop)


def document(window: Window) -> Document:
    assert window.session.document is not None
    return window.session.document


def lanes(window: Window) -> list[str]:
    """Kinds of the map's lanes, hidden ones in brackets."""
    found = document(window).children("lane", map=window.session.map_id)
    return [f"({lane.kind})" if lane.hidden else lane.kind for lane in found]


def opened_dialog(window: Window) -> ViewsDialog:
    window.actions_by_id["views"].trigger()
    found = dialog(ViewsDialog)
    assert isinstance(found, ViewsDialog)
    return found


def names(shown: QListWidget) -> list[str]:
    return [shown.item(row).text() for row in range(shown.count())]


def menu(window: Window) -> dict[str, bool]:
    """The views in the menu, and whether they are ticked."""
    filled = QMenu(window)
    views_menu.fill(window, filled)
    return {entry.text(): entry.isChecked() for entry in filled.actions() if not entry.isSeparator()}


def choose(window: Window, name: str) -> None:
    filled = QMenu(window)
    views_menu.fill(window, filled)
    next(entry for entry in filled.actions() if entry.text() == name).trigger()


def test_a_tick_hides_and_shows_a_lane(window: Window) -> None:
    shown = opened_dialog(window)
    before = lanes(window)
    shown.lanes.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert lanes(window) == ["(goal)", *before[1:]]
    document(window).undo()
    assert lanes(window) == before
    assert shown.lanes.item(0).checkState() == Qt.CheckState.Checked
    document(window).redo()
    assert lanes(window)[0] == "(goal)"
    shown.all.click()
    assert not any(kind.startswith("(") for kind in lanes(window))
    assert not shown.all.isEnabled()


def test_lanes_are_put_in_order(window: Window) -> None:
    shown = opened_dialog(window)
    before = lanes(window)
    shown.lanes.setCurrentRow(0)
    assert not shown.up.isEnabled()
    shown.down.click()
    assert lanes(window)[:2] == [before[1], before[0]]
    assert shown.lanes.currentRow() == 1
    shown.up.click()
    assert lanes(window) == before
    item = shown.lanes.takeItem(0)  # as a drag to the end leaves the list
    shown.lanes.addItem(item)
    shown.lanes.model().rowsMoved.emit(shown.lanes.rootIndex(), 0, 0, shown.lanes.rootIndex(), len(before))
    assert lanes(window) == [*before[1:], before[0]]
    document(window).undo()
    assert lanes(window) == before
    assert names(shown.lanes)[0] == "Stage goal"


def test_what_is_shown_is_kept_under_a_name_and_comes_back(window: Window, qtbot: QtBot) -> None:
    shown = opened_dialog(window)
    before = lanes(window)
    lane = document(window).children("lane", map=window.session.map_id)[0]
    verbs.set_lane_hidden(document(window), lane.id, hidden=True)
    window.session.showing.show(PAINS, macro=False)
    shown.name.setText("Pains only")
    qtbot.keyClick(shown.name, Qt.Key.Key_Return)
    assert names(shown.views) == ["Pains only"]
    assert menu(window)["Pains only"]
    choose(window, "All lanes")
    assert not window.session.showing.filter
    assert menu(window)["All lanes"]
    choose(window, "Pains only")
    assert window.session.showing.filter == PAINS
    assert lanes(window) == ["(goal)", *before[1:]]
    document(window).undo()  # the lanes that the view hid
    document(window).undo()  # all lanes
    document(window).undo()
    assert names(shown.views) == []
    assert shown.none.isVisible()


def test_the_essentials_are_there_at_once(window: Window) -> None:
    choose(window, "Essentials")
    shown = [kind for kind in lanes(window) if not kind.startswith("(")]
    assert set(shown) == set(views_menu.ESSENTIALS)
    assert menu(window)["Essentials"]


def test_a_view_is_shown_renamed_updated_and_deleted(window: Window, qtbot: QtBot) -> None:
    shown = opened_dialog(window)
    verbs.save_view(document(window), window.session.map_id, "One", window.session.showing.now())
    shown.views.setCurrentRow(0)
    shown.rename.click()
    editor = QApplication.focusWidget() or shown.views.findChild(object, "qt_scrollarea_viewport")
    del editor
    shown.views.item(0).setText("Two")
    assert [view.name for view in document(window).all("map_view").values()] == ["Two"]
    window.session.showing.set_filter(PAINS)
    shown.views.setCurrentRow(0)
    shown.update_.click()
    window.session.showing.set_filter(Filter())
    shown.views.setCurrentRow(0)
    shown.show_.click()
    assert window.session.showing.filter == PAINS
    shown.views.item(0).setText(" ")
    assert names(shown.views) == ["Two"]  # no view without a name
    shown.views.setCurrentRow(0)
    shown.remove_.click()
    assert not document(window).all("map_view")
    document(window).undo()
    assert names(shown.views) == ["Two"]


def test_what_is_only_read_can_be_looked_at_through_a_view(window: Window) -> None:
    verbs.save_view(document(window), window.session.map_id, "Pains", window.session.showing.now())
    verbs.set_fields(document(window), "map", [window.session.map_id], title="Later")
    moment = document(window).undo_step and document(window).head
    assert window.session.look(moment)
    before = lanes(window)
    choose(window, "Essentials")
    assert lanes(window) == before
    shown = opened_dialog(window)
    assert not shown.save.isEnabled()
    assert not shown.lanes.item(0).flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_the_dialog_goes_with_its_map(window: Window) -> None:
    shown = opened_dialog(window)
    window.session.close()
    assert not shown.isVisible()


def test_the_macro_view_is_a_key_and_a_button_away(window: Window) -> None:
    action = window.actions_by_id["macro"]
    action.trigger()
    assert window.view.picture.macro
    assert action.isChecked()
    action.trigger()
    assert not window.view.picture.macro
    assert document(window).undo_step.gesture == "new_map"  # nothing of it is in the document
