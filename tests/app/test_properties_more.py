"""The panel on locked cards, spans, moments of truth, connectors, sizes, and things of several kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.fields import PAUSE, NumberField, SearchField
from app.fields.searching import Offered
from app.window import Window
from model import verbs
from tests.app.conftest import Start
from tests.app.test_properties import choose, document, panel
from tests.app.test_window import first_card, opened

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, of a popup


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    return opened(start(), shop)


def ids(window: Window, table: str) -> list[int]:
    return [record.id for record in document(window).children(table, map=window.session.map_id)]


def cards(window: Window, kind: str) -> list[int]:
    return [card.id for card in document(window).all("card").values() if card.kind == kind]


def search(window: Window, name: str) -> SearchField:
    field = panel(window).fields[name]
    assert isinstance(field, SearchField)
    return field


def opened_list(field: SearchField, text: str = "") -> Offered:
    field.open(text)
    assert field.list is not None
    return field.list


def texts(shown: Offered) -> list[str]:
    return [shown.rows.item(row).text() for row in range(shown.rows.count())]


def pick(field: SearchField, text: str, qtbot: QtBot) -> None:
    """By typing and Enter, as far as the list is long enough to be searched."""
    shown = opened_list(field)
    row = next(row for row, each in enumerate(texts(shown)) if text in each)
    shown.rows.setCurrentRow(row)
    qtbot.keyClick(shown.rows, Qt.Key.Key_Return)


def undo(window: Window) -> None:
    window.actions_by_id["undo"].trigger()


def redo(window: Window) -> None:
    window.actions_by_id["redo"].trigger()


# Locked cards


def test_a_locked_card_says_why_and_is_unlocked(window: Window, qtbot: QtBot) -> None:
    card = first_card(document(window))
    window.view.select([("card", card)])
    shown = panel(window)
    assert not shown.lock_line.isVisible()
    choose(shown.fields["locked"], None)
    assert document(window)["card", card].locked
    assert shown.lock_line.isVisible()
    assert [name for name, field in shown.fields.items() if field.isEnabled()] == ["locked"]
    qtbot.mouseClick(shown.lock_line.unlock, Qt.MouseButton.LeftButton)
    assert not document(window)["card", card].locked
    assert shown.fields["title"].isEnabled()
    undo(window)
    assert document(window)["card", card].locked
    assert not shown.fields["title"].isEnabled()
    redo(window)
    assert shown.fields["title"].isEnabled()


def test_one_locked_card_among_others_is_counted_and_keeps_all_from_changes(window: Window) -> None:
    first, second = cards(window, "touchpoint")[:2]
    verbs.lock_cards(document(window), [first], True)
    window.view.select([("card", first), ("card", second)])
    shown = panel(window)
    assert "1" in shown.lock_line.told.text()
    assert "2" in shown.lock_line.told.text()
    assert shown.fields["locked"].checkState() == Qt.CheckState.PartiallyChecked
    assert not shown.fields["owner"].isEnabled()
    shown.lock_line.unlock.click()
    assert not document(window)["card", first].locked
    assert shown.fields["owner"].isEnabled()


# The kind of a card


def test_another_kind_brings_its_own_fields_and_keeps_the_keyboard(window: Window, qtbot: QtBot) -> None:
    card = first_card(document(window))
    window.view.select([("card", card)])
    with qtbot.waitActive(window):
        window.activateWindow()
    panel(window).fields["kind"].setFocus()
    choose(panel(window).fields["kind"], "pain")
    assert document(window)["card", card].kind == "pain"
    assert "severity" in panel(window).fields
    assert "channel" not in panel(window).fields
    assert panel(window).fields["kind"].hasFocus()
    assert panel(window).caption.text().startswith("Pain")
    undo(window)
    assert "channel" in panel(window).fields
    redo(window)
    assert "severity" in panel(window).fields


def test_several_cards_become_marks_in_one_step(window: Window) -> None:
    some = cards(window, "touchpoint")[:3]
    window.view.select([("card", id) for id in some])
    choose(panel(window).fields["kind"], "exit")
    assert {document(window)["card", id].kind for id in some} == {"exit"}
    undo(window)
    assert {document(window)["card", id].kind for id in some} == {"touchpoint"}


# Spans


def test_a_card_is_spanned_and_moved_by_its_first_and_last_stage(window: Window, qtbot: QtBot) -> None:
    project, stages = document(window), ids(window, "stage")
    card = next(id for id in cards(window, "touchpoint") if project["card", id].stage == stages[1])
    titles = [project["stage", id].title for id in stages]
    window.view.select([("card", card)])
    before = project["card", card]
    pick(search(window, "until"), titles[3], qtbot)
    assert (project["card", card].stage, project["card", card].until) == (stages[1], stages[3])
    assert search(window, "until").currentText().endswith(f"\u2068{titles[3]}\u2069")
    pick(search(window, "stage"), titles[4], qtbot)  # beyond its end: that comes along
    assert (project["card", card].stage, project["card", card].until) == (stages[4], None)
    pick(search(window, "until"), titles[0], qtbot)
    assert (project["card", card].stage, project["card", card].until) == (stages[0], None)
    for _ in range(3):
        undo(window)
    assert project["card", card] == before
    for _ in range(3):
        redo(window)
    assert project["card", card].stage == stages[0]


def test_esc_in_a_list_leaves_no_trace(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    window.view.select([("card", first_card(project))])
    head = project.head
    shown = opened_list(search(window, "until"))
    qtbot.keyClick(shown.rows, Qt.Key.Key_Down)
    qtbot.keyClick(shown.rows, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert project.head == head


# Moments of truth


def test_outcomes_and_the_deciding_touchpoint_of_a_moment_of_truth(window: Window, qtbot: QtBot) -> None:
    project, truth = document(window), first_card(document(window), "moment_of_truth")
    window.view.select([("card", truth)])
    choose(panel(window).fields["wished"], "Orders at once")
    choose(panel(window).fields["outcome"], "Comes back later")
    point = cards(window, "touchpoint")[2]
    pick(search(window, "touchpoint"), project["card", point].title, qtbot)
    made = project["card", truth]
    assert (made.wished, made.outcome, made.touchpoint) == ("Orders at once", "Comes back later", point)
    assert search(window, "touchpoint").currentText() == project["card", point].title
    verbs.remove(project, [("card", point)])
    assert search(window, "touchpoint").currentText() == "None chosen"
    undo(window)
    pick(search(window, "touchpoint"), "None chosen", qtbot)
    assert project["card", truth].touchpoint is None
    undo(window)
    assert project["card", truth].touchpoint == point


def test_touchpoints_are_found_by_their_words_and_by_their_stage(window: Window, qtbot: QtBot) -> None:
    project, stages = document(window), ids(window, "stage")
    lane = project["card", cards(window, "touchpoint")[0]].lane
    verbs.add_cards(project, [(stages[0], lane, "touchpoint", f"Review {n}") for n in range(12)])
    window.view.select([("card", first_card(project, "moment_of_truth"))])
    shown = opened_list(search(window, "touchpoint"))
    assert shown.line.isVisible()
    headings = [text for text in texts(shown) if project["stage", stages[0]].title in text]
    assert len(headings) == 1
    qtbot.keyClicks(shown.line, "REVIEW 11")
    assert texts(shown)[1:] == ["Review 11"]
    qtbot.keyClick(shown.line, Qt.Key.Key_Return)
    chosen = project["card", first_card(project, "moment_of_truth")].touchpoint
    assert project["card", chosen].title == "Review 11"
    shown = opened_list(search(window, "touchpoint"), "nothing at all")
    assert texts(shown) == ["Nothing goes by this name"]
    qtbot.keyClick(shown.line, Qt.Key.Key_Return)
    assert shown.isVisible()
    shown.close()


def test_a_letter_typed_on_a_closed_list_looks_for_it(window: Window, qtbot: QtBot) -> None:
    project, stages = document(window), ids(window, "stage")
    lane = project["card", cards(window, "touchpoint")[0]].lane
    verbs.add_cards(project, [(stages[1], lane, "touchpoint", f"Zebra {n}") for n in range(12)])
    window.view.select([("card", first_card(project, "moment_of_truth"))])
    field = search(window, "touchpoint")
    qtbot.keyClick(field, "z")
    assert field.list is not None
    assert field.list.line.text() == "z"
    assert all("Zebra" in text for text in texts(field.list)[1:])
    field.list.close()


# Sizes


@pytest.mark.parametrize(
    ("table", "name", "asked", "kept"), [("stage", "width", 240, 240), ("lane", "height", 300, 300)]
)
def test_a_size_is_given_and_given_back(
    window: Window, qtbot: QtBot, table: str, name: str, asked: int, kept: int
) -> None:
    project, id = document(window), ids(window, table)[1]
    window.view.select([(table, id)])
    field = panel(window).fields[name]
    assert isinstance(field, NumberField)
    assert field.lineEdit().placeholderText() == "By itself"
    assert field.text() == ""
    field.setFocus()
    qtbot.keyClicks(field, str(asked))
    field.commit()
    assert getattr(project[table, id], name) == kept
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.commit()
    assert getattr(project[table, id], name) is None
    undo(window)
    assert getattr(project[table, id], name) == kept
    assert field.value() == kept
    undo(window)
    assert field.text() == ""


def test_the_beginning_of_a_number_is_waited_for_and_then_brought_within_its_limits(
    window: Window, qtbot: QtBot
) -> None:
    project, stage = document(window), ids(window, "stage")[0]
    window.view.select([("stage", stage)])
    field = panel(window).fields["width"]
    head = project.head
    field.setFocus()
    qtbot.keyClicks(field, "2")
    qtbot.wait(2 * PAUSE)
    assert project.head == head
    field.commit()
    assert project["stage", stage].width == 140


def test_several_stages_get_one_width(window: Window) -> None:
    stages = ids(window, "stage")[:3]
    window.view.select([("stage", id) for id in stages])
    choose(panel(window).fields["width"], 200)
    assert {document(window)["stage", id].width for id in stages} == {200}
    assert window.actions_by_id["undo"].text() == "Undo: change width of 3 stages"


# Connectors


def connected(window: Window) -> tuple[int, list[int]]:
    points = cards(window, "touchpoint")
    return verbs.add_link(document(window), points[0], points[1]).id, points


def test_a_connector_has_its_kind_label_and_ends(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    link, points = connected(window)
    window.view.select([("link", link)])
    shown = panel(window)
    assert shown.caption.text() == "Connector"
    choose(shown.fields["kind"], "condition")
    choose(shown.fields["label"], "if it is late")
    pick(search(window, "target"), project["card", points[3]].title, qtbot)
    made = project["link", link]
    assert (made.kind, made.label, made.target) == ("condition", "if it is late", points[3])
    offered = texts(opened_list(search(window, "source")))
    assert project["card", points[3]].title not in offered
    search(window, "source").list.close()
    assert project["card", points[3]].title in shown.heading.text()
    for _ in range(3):
        undo(window)
    made = project["link", link]
    assert (made.kind, made.label, made.target) == ("flow", "", points[1])


def test_a_connector_is_turned_and_deleted_from_the_panel(window: Window) -> None:
    project = document(window)
    link, points = connected(window)
    window.view.select([("link", link)])
    panel(window).below.turn.click()
    assert (project["link", link].source, project["link", link].target) == (points[1], points[0])
    undo(window)
    assert project["link", link].source == points[0]
    panel(window).below.delete.click()
    assert project.get("link", link) is None
    assert panel(window).caption.text() == "Map"
    undo(window)
    assert project.get("link", link) is not None


# Things of several kinds


def test_things_of_several_kinds_are_counted_and_narrowed(window: Window) -> None:
    card, stage = first_card(document(window)), ids(window, "stage")[1]
    window.view.select([("card", card), ("stage", stage), ("card", first_card(document(window), "pain"))])
    shown = panel(window)
    assert shown.fields == {}
    assert shown.heading.text() == "3 things selected"
    assert [button.text() for button in shown.below.kinds.values()] == ["2 cards", "1 stage"]
    shown.below.kinds["stage"].click()
    assert window.view.selection() == [("stage", stage)]
    assert "duration" in shown.fields


def test_another_selection_of_several_kinds_is_counted_anew(window: Window) -> None:
    card, stages = first_card(document(window)), ids(window, "stage")
    window.view.select([("card", card), ("stage", stages[0])])
    window.view.select([("card", card), ("stage", stages[0]), ("stage", stages[1])])
    assert [button.text() for button in panel(window).below.kinds.values()] == ["1 card", "2 stages"]
    verbs.remove(document(window), [("stage", stages[1])])
    QApplication.processEvents()
    assert [button.text() for button in panel(window).below.kinds.values()] == ["1 card", "1 stage"]
