"""The menu of what lies on the map: by the mouse and by keys, of the thing it is asked for on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.window import Window
from canvas.picture.display import Ref
from model import verbs
from model.document import Document
from tests.app.conftest import Start
from tests.app.test_window import first_card, opened
from tests.driver import NONE, Hand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
RIGHT = Qt.MouseButton.RightButton


def right_click(window: Window, point: QPoint) -> None:
    """At a point of the map's viewport, by way of the window as the system does it."""
    place = window.view.viewport().mapTo(window, point)
    QTest.mouseClick(window.windowHandle(), RIGHT, NONE, place)


def shown() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts() -> list[str]:
    """Of the open menu, "" for a line; it is closed."""
    menu = shown()
    found = [action.text() for action in menu.actions() if action.isVisible()]
    menu.close()
    return found


def choose(text: str) -> None:
    menu = shown()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def lane(window: Window, kind: str) -> int:
    lanes = window.view.document.children("lane", map=window.session.map_id)
    return next(lane.id for lane in lanes if lane.kind == kind)


def stages(window: Window) -> list[int]:
    return [span.id for span in window.view.picture.stages]


def touchpoint(window: Window) -> Ref:
    return "card", first_card(window.view.document)


def empty_cell(window: Window, kind: str) -> QPoint:
    """The foot of a cell in the second stage."""
    view = window.view
    group = view.picture.group(("lane", lane(window, kind)))
    assert group is not None
    return Hand(view).cell(stages(window)[1], lane(window, kind), dy=group.h / 2 - 3)


CLIPBOARD = ["Cut", "Copy", "Paste", "Duplicate"]
CLIPBOARD_HE = ["גזירה", "העתקה", "הדבקה", "שכפול"]
PLACES: dict[str, tuple[Callable[[Window], QPoint], list[str], list[str]]] = {
    "card": (
        lambda window: Hand(window.view).at(touchpoint(window)),
        [
            "Edit text",
            "",
            *CLIPBOARD,
            "",
            "Add a touchpoint",
            "Add a note",
            "Connect to…",
            "",
            "Lock",
            "Delete",
        ],
        [
            "עריכת טקסט",
            "",
            *CLIPBOARD_HE,
            "",
            "הוספת נקודת מגע",
            "הוספת פתק",
            "חיבור אל…",
            "",
            "נעילה",
            "מחיקה",
        ],
    ),
    "stage": (
        lambda window: Hand(window.view).at(("stage", stages(window)[1]), dy=10),
        ["Edit text", "", "Add a stage", "Select all cards of the stage", "", "Delete"],
        ["עריכת טקסט", "", "הוספת שלב", "בחירת כל כרטיסי השלב", "", "מחיקה"],
    ),
    "lane": (
        lambda window: Hand(window.view).at(("lane", lane(window, "actions"))),
        [
            "Edit text",
            "",
            "Hide the lane",
            "Lanes",
            "Add a lane",
            "Select all cards of the lane",
            "",
            "Delete",
        ],
        [
            "עריכת טקסט",
            "",
            "הסתרת המסלול",
            "מסלולים",
            "הוספת מסלול",
            "בחירת כל כרטיסי המסלול",
            "",
            "מחיקה",
        ],
    ),
    "persona": (
        lambda window: Hand(window.view).at(("persona", next(iter(window.view.document.all("persona"))))),
        ["Edit text", "", "Add a persona", "", "Delete"],
        ["עריכת טקסט", "", "הוספת פרסונה", "", "מחיקה"],
    ),
    "point": (
        lambda window: Hand(window.view).at(("emotion", next(iter(window.view.picture.points)))),
        ["Add an emotion", "", "Delete"],
        ["הוספת רגש", "", "מחיקה"],
    ),
    "cell": (
        lambda window: empty_cell(window, "touchpoints"),
        ["Add a touchpoint", "Add a note", "", "Paste", "", "Add a stage", "Add a lane", "", "Select all"],
        ["הוספת נקודת מגע", "הוספת פתק", "", "הדבקה", "", "הוספת שלב", "הוספת מסלול", "", "בחירת הכול"],
    ),
    "emotion cell": (
        lambda window: empty_cell(window, "emotion"),
        ["Add an emotion", "", "Paste", "", "Add a stage", "Add a lane", "", "Select all"],
        ["הוספת רגש", "", "הדבקה", "", "הוספת שלב", "הוספת מסלול", "", "בחירת הכול"],
    ),
}


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("place", PLACES)
def test_a_right_click_offers_what_can_be_done_there(
    start: Start, shop: Path, drive: Path, language: str, place: str
) -> None:
    window = opened(start(language), drive if language == "he" else shop)
    where, english, hebrew = PLACES[place]
    right_click(window, where(window))
    assert texts() == (hebrew if language == "he" else english)


def test_figures_and_the_empty_canvas_have_menus_too(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    document, map_id = window.view.document, window.session.map_id
    document_lane = lane(window, "feedback")
    window.view.reveal(("lane", document_lane))
    right_click(window, Hand(window.view).cell(stages(window)[0], document_lane))
    assert texts() == ["Import data…", "Imported files…", "", "Lanes"]
    for each in document.children("lane", map=map_id)[3:]:
        verbs.set_lane_hidden(document, each.id, True)
    below = QPoint(400, window.view.viewport().height() - 20)
    right_click(window, below)
    offered = texts()
    assert offered[:4] == ["Add a stage", "Add a lane", "Add a persona", ""]
    assert offered[-1].startswith("Undo: hide lane")


def test_the_thing_under_the_pointer_is_selected_first_and_several_stay_selected(
    start: Start, shop: Path
) -> None:
    window = opened(start(), shop)
    view, hand = window.view, Hand(window.view)
    first, second = [("card", id) for id in list(view.picture.cards)[:2]]
    right_click(window, hand.at(first))
    texts()
    assert view.selection() == [first]
    view.select([first, second])
    right_click(window, hand.at(second))
    assert texts() == [*CLIPBOARD, "", "Select all", "", "Lock", "Delete"]
    assert view.selection() == [first, second]
    right_click(window, empty_cell(window, "touchpoints"))
    texts()
    assert view.selection() == []
    assert view.selected.cell is not None


def test_shortcuts_stand_beside_their_actions(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    right_click(window, Hand(window.view).at(touchpoint(window)))
    menu = shown()
    assert [action.shortcut().toString() for action in menu.actions()] == [
        "F2", "", "Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+D", "", "", "", "Ctrl+J", "", "Ctrl+Shift+L", "Del",
    ]  # fmt: skip
    assert all(action.isShortcutVisibleInContextMenu() for action in menu.actions())
    menu.close()


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_menu_opens_the_way_one_reads(start: Start, shop: Path, language: str) -> None:
    window = opened(start(language), shop)
    view = window.view
    # far from every edge, also of the small screen; two clicks at one place would be a double click
    far_from_every_edge = window.mapToGlobal(QPoint(450, 300 if language == "he" else 320))
    point = view.viewport().mapFromGlobal(far_from_every_edge)
    asked = view.viewport().mapToGlobal(point)
    right_click(window, point)
    menu = shown().geometry()
    shown().close()
    if language == "he":
        assert menu.right() + 1 == asked.x()
    else:
        assert menu.left() == asked.x()
    assert menu.top() == asked.y()


@pytest.mark.parametrize("by_system", [True, False])
def test_by_keys_the_menu_opens_upon_what_is_selected(start: Start, shop: Path, by_system: bool) -> None:
    window = opened(start(), shop)
    view = window.view
    card = ("card", list(view.picture.cards)[-1])  # out of sight
    asked: list[QPoint] = []
    view.menu_wanted.connect(asked.append)
    view.select([card])
    view.setFocus()
    if by_system:  # the Menu key, as the system tells it
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(view, event)
    else:
        QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert "Delete" in texts()
    at = view.viewport().mapFromGlobal(asked[0])
    assert view.frame.body().contains(at)
    assert Hand(view).at(card) == at


def test_a_lane_is_hidden_from_its_menu(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    document, actions = window.view.document, lane(window, "actions")
    right_click(window, Hand(window.view).at(("lane", actions)))
    choose("Hide the lane")
    assert document["lane", actions].hidden
    assert window.actions_by_id["undo"].text() == "Undo: hide lane “\u2068Actions\u2069”"
    document.undo()
    assert not document["lane", actions].hidden
    document.redo()
    assert document["lane", actions].hidden


def points(document: Document, stage: int) -> set[tuple[float, float]]:
    return {(point.at, point.value) for point in document.children("emotion", stage=stage)}


def test_a_point_of_the_curve_is_added_where_the_menu_was_asked_for(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    view, stage = window.view, stages(window)[0]
    box = view.places.box(view.places.cell_at(*middle(window, stage)))
    before = points(view.document, stage)
    right_click(window, Hand(view).cell(stage, lane(window, "emotion"), dx=box.w * 0.45, dy=box.h * 0.45))
    choose("Add an emotion")
    ((at, value),) = points(view.document, stage) - before
    assert at == pytest.approx(0.95, abs=0.01)
    assert value < -1.5
    view.document.undo()
    assert points(view.document, stage) == before


def test_without_a_place_a_point_is_added_in_the_middle_of_the_stage(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    view, stage = window.view, stages(window)[1]
    for point in view.document.children("emotion", stage=stage):
        verbs.remove(view.document, [("emotion", point.id)])
    view.select([("stage", stage)])
    window.actions_by_id["add_emotion"].trigger()
    assert points(view.document, stage) == {(0.5, 0.0)}
    verbs.set_lane_hidden(view.document, lane(window, "emotion"), True)
    assert not window.actions_by_id["add_emotion"].isEnabled()


def middle(window: Window, stage: int) -> tuple[float, float]:
    """Of a stage's cell in the lane of the curve."""
    picture = window.view.picture
    across = next(span for span in picture.stages if span.id == stage)
    down = next(span for span in picture.lanes if span.id == lane(window, "emotion"))
    return across.start + across.size / 2, down.start + down.size / 2


def test_the_panel_is_offered_while_it_is_not_shown(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    window.show_panel(False)
    right_click(window, Hand(window.view).at(touchpoint(window)))
    choose("Properties")
    assert window.workspace is not None
    assert window.workspace.panel.isVisible()


def test_what_is_only_read_offers_nothing_that_changes_it(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    document = window.view.document
    before = document.head
    verbs.set_fields(document, "card", [touchpoint(window)[1]], title="other")
    assert window.session.look(before)
    right_click(window, Hand(window.view).at(touchpoint(window)))
    assert texts() == ["Copy"]
