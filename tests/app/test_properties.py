"""The panel of properties: every edit is one gesture, follows undo, and belongs to what was selected."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QStyle, QStyleOptionSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.fields import PAUSE, CheckField, ComboField, Field, NumberField, SegmentField, TextField
from app.properties import Properties
from app.window import Window
from model import verbs
from model.document import Document
from tests.app.conftest import Start
from tests.app.test_window import dialog, first_card, opened


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    return opened(start(), shop)


def panel(window: Window) -> Properties:
    assert window.workspace is not None
    return window.workspace.panel


def document(window: Window) -> Document:
    assert window.session.document is not None
    return window.session.document


def choose(field: Field, value: Any) -> None:
    """As a user does with the mouse or the keys."""
    if isinstance(field, ComboField):
        row = next(row for row in range(field.count()) if field.itemData(row) == value)
        field.setCurrentIndex(row)
        field.activated.emit(row)
    elif isinstance(field, SegmentField):
        field.button(value).click()
    elif isinstance(field, CheckField):
        field.click()
    elif isinstance(field, NumberField):
        field.setValue(value)
        field.commit()
    else:
        field.setPlainText(value)
        field.commit()


def test_one_more_selected_takes_the_title_away_and_one_fewer_brings_it_back(window: Window) -> None:
    cards = [card.id for card in document(window).all("card").values() if card.kind == "touchpoint"]
    window.view.select([("card", cards[0])])
    assert "title" in panel(window).fields
    window.view.select([("card", cards[0]), ("card", cards[1])])
    assert "title" not in panel(window).fields
    window.view.select([("card", cards[1])])
    assert panel(window).fields["title"].toPlainText() == document(window)["card", cards[1]].title


@pytest.mark.parametrize("title", ["word " * 400, "ארוך " * 400, "Ausführlichkeit" * 130])
def test_a_very_long_title_leaves_the_panel_its_fields(window: Window, title: str) -> None:
    card = first_card(document(window))
    verbs.set_fields(document(window), "card", [card], title=title)
    window.view.select([("card", card)])
    QApplication.processEvents()
    heading = panel(window).heading
    lines = heading.lines(heading.width())
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert heading.height() <= 4 * heading.fontMetrics().lineSpacing()
    assert panel(window).fields["title"].isVisible()


def test_the_arrows_of_a_number_lie_apart_at_its_far_end(start: Start, drive: Path) -> None:
    window = opened(start("he"), drive)
    point = next(iter(document(window).all("emotion")))
    window.view.select([("emotion", point)])
    QApplication.processEvents()
    field = panel(window).fields["value"]
    assert isinstance(field, NumberField)
    option = QStyleOptionSpinBox()
    field.initStyleOption(option)
    control, style = QStyle.ComplexControl.CC_SpinBox, field.style()
    up, down, text = (
        style.subControlRect(control, option, part, field)
        for part in (
            QStyle.SubControl.SC_SpinBoxUp,
            QStyle.SubControl.SC_SpinBoxDown,
            QStyle.SubControl.SC_SpinBoxEditField,
        )
    )
    assert not up.intersects(down)
    assert not up.intersects(text)
    assert up.left() < text.left()


CARD_EDITS = [
    ("touchpoint", "title", "Story on Instagram", "Story on Instagram"),
    ("touchpoint", "details", "Seen at noon.\nOn the phone.", "Seen at noon.\nOn the phone."),
    ("touchpoint", "evidence", "told", "told"),
    ("touchpoint", "experience", "extraordinary", "extraordinary"),
    ("touchpoint", "outside", None, 1),
    ("touchpoint", "owner", "Service", "Service"),
    ("pain", "severity", 1, 1),
    ("moment_of_truth", "truth_kind", "ZMOT", "ZMOT"),
]


@pytest.mark.parametrize(("kind", "name", "value", "expected"), CARD_EDITS)
def test_a_field_of_a_card_do_undo_redo(
    window: Window, kind: str, name: str, value: Any, expected: Any
) -> None:
    project = document(window)
    card = first_card(project, kind)
    before = getattr(project["card", card], name)
    gestures: list[Any] = []
    project.subscribe(gestures.append)
    window.view.select([("card", card)])
    choose(panel(window).fields[name], value)
    assert getattr(project["card", card], name) == expected
    assert len(gestures) == 1
    window.actions_by_id["undo"].trigger()
    assert getattr(project["card", card], name) == before
    assert shown(panel(window).fields[name]) == before
    window.actions_by_id["redo"].trigger()
    assert getattr(project["card", card], name) == expected
    assert shown(panel(window).fields[name]) == expected


def shown(field: Field) -> Any:
    if isinstance(field, TextField):
        return field.toPlainText()
    if isinstance(field, ComboField):
        return field.currentText() if field.isEditable() else field.currentData()
    if isinstance(field, CheckField):
        return int(field.isChecked())
    if isinstance(field, SegmentField):
        return next((value for value in field._values if field.button(value).isChecked()), "")
    return field.value()


def test_typing_is_committed_after_a_pause(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    title = panel(window).fields["title"]
    gestures: list[Any] = []
    project.subscribe(gestures.append)
    title.selectAll()
    qtbot.keyClicks(title, "Reel")
    assert project["card", card].title == "Instagram ad"
    qtbot.waitUntil(lambda: project["card", card].title == "Reel", timeout=20 * PAUSE)
    assert len(gestures) == 1


def test_what_is_typed_belongs_to_the_card_it_was_typed_for(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    first, second = [card.id for card in project.all("card").values() if card.kind == "touchpoint"][:2]
    untouched = project["card", second].title
    window.view.select([("card", first)])
    title = panel(window).fields["title"]
    title.selectAll()
    qtbot.keyClicks(title, "Reel")
    window.view.select([("card", second)])
    assert project["card", first].title == "Reel"
    assert project["card", second].title == untouched
    assert title.toPlainText() == untouched


def test_enter_commits_a_title_and_adds_no_line(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    title = panel(window).fields["title"]
    title.selectAll()
    qtbot.keyClicks(title, "Reel")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert project["card", card].title == "Reel"


def test_a_new_channel_is_made_by_choosing_it(window: Window) -> None:
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    channels = len(project.all("channel"))
    field = panel(window).fields["channel"]
    choose(field, ("TV and radio", "broadcast"))
    channel = project["channel", project["card", card].channel]
    assert (channel.name, channel.kind) == ("TV and radio", "broadcast")
    assert len(project.all("channel")) == channels + 1
    assert panel(window).fields["channel"] is not field  # its list is a new one
    window.actions_by_id["undo"].trigger()
    assert len(project.all("channel")) == channels
    assert panel(window).fields["channel"].currentText() == "Instagram"


def test_a_typed_channel_is_found_whatever_its_letters_case(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    card = next(card.id for card in project.all("card").values() if card.title == "Basket")
    wanted = project["card", first_card(project)].channel
    window.view.select([("card", card)])
    line = panel(window).fields["channel"].lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "instagram")
    panel(window).commit()
    assert project["card", card].channel == wanted


def test_several_cards_share_their_common_fields(window: Window) -> None:
    project = document(window)
    touchpoints = [card.id for card in project.all("card").values() if card.kind == "touchpoint"][:3]
    pain = first_card(project, "pain")
    window.view.select([("card", id) for id in touchpoints])
    assert "title" not in panel(window).fields
    choose(panel(window).fields["experience"], "negative")
    assert {project["card", id].experience for id in touchpoints} == {"negative"}
    window.actions_by_id["undo"].trigger()
    assert {project["card", id].experience for id in touchpoints} != {"negative"}
    window.view.select([("card", touchpoints[0]), ("card", pain)])
    assert set(panel(window).fields) == {"kind", "owner", "evidence", "persona", "details", "locked"}


def test_what_differs_shows_nothing_and_is_not_touched(window: Window) -> None:
    project = document(window)
    ids = [card.id for card in project.all("card").values() if card.kind == "touchpoint"]
    verbs.set_fields(project, "card", ids[:1], owner="A")
    verbs.set_fields(project, "card", ids[1:2], owner="B")
    head = project.head
    window.view.select([("card", id) for id in ids[:2]])
    assert panel(window).fields["owner"].currentText() == ""
    assert panel(window).fields["owner"].lineEdit().placeholderText() == "Different"
    panel(window).commit()
    assert project.head == head


def test_stage_lane_and_map_are_edited_too(window: Window) -> None:
    project = document(window)
    stage = project.children("stage", map=window.session.map_id)[0]
    lane = project.children("lane", map=window.session.map_id)[0]
    window.view.select([("stage", stage.id)])
    choose(panel(window).fields["duration"], "two days")
    assert project["stage", stage.id].duration == "two days"
    window.view.select([("lane", lane.id)])
    choose(panel(window).fields["title"], "What they want")
    assert project["lane", lane.id].title == "What they want"
    window.view.select([])
    choose(panel(window).fields["title"], "Lamps")
    assert window.workspace.bar.title.text() == "Lamps"
    choose(panel(window).fields["kind"], "future")
    assert project["map", window.session.map_id].kind == "future"
    choose(panel(window).fields["language"], "he")
    assert project["map", window.session.map_id].direction == "rtl"


def test_a_lane_without_a_title_shows_what_it_is_called_on_the_map(start: Start, drive: Path) -> None:
    window = opened(start("en"), drive)
    first, second = document(window).children("lane", map=window.session.map_id)[:2]
    for lane, name in ((first, "מטרת השלב"), (second, "פעולות")):
        window.view.select([("lane", lane.id)])
        field = panel(window).fields["title"]
        assert isinstance(field, TextField)
        assert (field.toPlainText(), field.placeholderText()) == ("", name)


def test_a_hidden_lane_comes_back_by_undo(window: Window) -> None:
    project = document(window)
    lane = project.children("lane", map=window.session.map_id)[1]
    window.view.select([("lane", lane.id)])
    choose(panel(window).fields["hidden"], None)
    assert project["lane", lane.id].hidden
    assert panel(window).caption.text() == "Map"  # what is hidden is not selected any more
    window.actions_by_id["undo"].trigger()
    assert not project["lane", lane.id].hidden


def test_a_point_of_the_curve(window: Window) -> None:
    project = document(window)
    point = next(iter(project.all("emotion").values()))
    window.view.select([("emotion", point.id)])
    fields = panel(window).fields
    assert fields["value"].value() == pytest.approx(point.value)
    choose(fields["value"], -1.5)
    choose(fields["at"], 25)
    assert project["emotion", point.id].value == pytest.approx(-1.5)
    assert project["emotion", point.id].at == pytest.approx(0.25)


def test_a_deleted_card_leaves_the_panel(window: Window) -> None:
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    assert "title" in panel(window).fields
    verbs.remove(project, [("card", card)])
    assert panel(window).caption.text() == "Map"


def test_a_stage_without_figures_says_so(window: Window) -> None:
    stage = document(window).children("stage", map=window.session.map_id)[0]
    window.view.select([("stage", stage.id)])
    texts = [label.text() for label in panel(window).findChildren(QLabel)]
    assert any("No feedback yet" in text for text in texts)
    assert panel(window).caption.text() == "Stage 1"


def test_hebrew_text_starts_at_the_right_of_its_editor(start: Start, drive: Path) -> None:
    window = opened(start("he"), drive)
    card = first_card(document(window))
    window.view.select([("card", card)])
    title = panel(window).fields["title"]
    caret = title.cursorRect()
    assert caret.x() > title.viewport().width() / 2


def test_personas_come_onto_the_map_and_leave_it(window: Window) -> None:
    project = document(window)
    first, second = panel(window).below.ticks
    curve = len(project.all("emotion"))
    panel(window).below.ticks[second].click()
    assert [link.persona for link in project.children("map_persona", map=window.session.map_id)] == [first]
    assert len(project.all("emotion")) < curve
    window.actions_by_id["undo"].trigger()
    assert len(project.all("emotion")) == curve
    assert panel(window).below.ticks[second].isChecked()


def test_a_name_typed_with_rests_comes_in_whole(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    window.view.select([("card", first_card(project))])
    line = panel(window).fields["owner"].lineEdit()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Dana ")
    head = project.head
    panel(window)._show_values()  # as any change of the document does
    qtbot.keyClicks(line, "Cohen")
    assert project.head == head
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert project["card", first_card(project)].owner == "Dana Cohen"


def test_the_beginning_of_a_known_name_is_not_made_that_name(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    verbs.set_fields(project, "card", [first_card(project, "pain")], owner="E-commerce")
    window.view.select([("card", first_card(project))])
    field = panel(window).fields["owner"]
    line = field.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "E-")
    assert line.text() == "E-"
    panel(window).commit()
    assert project["card", first_card(project)].owner == "E-"


def test_showing_what_is_shown_leaves_the_caret(window: Window, qtbot: QtBot) -> None:
    window.view.select([("card", first_card(document(window)))])
    field = panel(window).fields["owner"]
    assert isinstance(field, ComboField)
    line = field.lineEdit()
    field.show_value("Dana")
    line.setCursorPosition(1)
    field.show_value("Dana")
    assert line.cursorPosition() == 1


def test_numbers_that_differ_show_none_and_take_a_new_one(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    points = sorted(project.all("emotion").values(), key=lambda point: point.value)
    pair = [points[0].id, points[-1].id]
    window.view.select([("emotion", id) for id in pair])
    field = panel(window).fields["value"]
    assert isinstance(field, NumberField)
    assert field.text() == ""
    assert field.lineEdit().placeholderText() == "Different"
    head = project.head
    panel(window).commit()
    assert project.head == head
    qtbot.keyClicks(field.lineEdit(), "0")
    panel(window).commit()
    assert [project["emotion", id].value for id in pair] == [0, 0]
    window.actions_by_id["undo"].trigger()
    assert field.text() == ""
    window.actions_by_id["redo"].trigger()
    assert field.value() == 0
    assert field.text() == "0.0"


def test_an_edit_that_cannot_be_saved_is_told_and_stays_to_be_tried_again(window: Window, shop: Path) -> None:
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    shop.rename(shop.with_name("moved.masa"))
    choose(panel(window).fields["title"], "Lost")
    told = dialog(QMessageBox)
    assert "shop.masa" in told.informativeText()
    told.close()
    assert project["card", card].title == "Instagram ad"
    assert panel(window).fields["title"].toPlainText() == "Lost"
    shop.with_name("moved.masa").rename(shop)
    panel(window).commit()
    assert project["card", card].title == "Lost"


def test_what_was_refused_for_one_card_is_not_written_to_the_next(
    window: Window, shop: Path, qtbot: QtBot
) -> None:
    project = document(window)
    first, second = [card.id for card in project.all("card").values() if card.kind == "touchpoint"][:2]
    title = project["card", second].title
    window.view.select([("card", first)])
    shop.rename(shop.with_name("moved.masa"))
    choose(panel(window).fields["title"], "Lost")
    dialog(QMessageBox).close()
    window.view.select([("card", second)])
    dialog(QMessageBox).close()
    shop.with_name("moved.masa").rename(shop)
    panel(window).commit()
    assert project["card", second].title == title
    assert panel(window).fields["title"].toPlainText() == title


def test_the_keyboard_stays_in_the_field_whose_list_has_grown(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    card = first_card(project)
    window.view.select([("card", card)])
    line = panel(window).fields["channel"].lineEdit()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Cinema")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert project["channel", project["card", card].channel].name == "Cinema"
    assert panel(window).fields["channel"].lineEdit().hasFocus()


def two_cards(window: Window, **fields: tuple[str, str]) -> list[int]:
    """Two selected touchpoints that differ."""
    project = document(window)
    ids = [card.id for card in project.all("card").values() if card.kind == "touchpoint"][:2]
    for name, values in fields.items():
        for id, value in zip(ids, values, strict=True):
            verbs.set_fields(project, "card", [id], **{name: value})
    window.view.select([("card", id) for id in ids])
    return ids


def at_the_keyboard(window: Window, qtbot: QtBot, field: QWidget) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    field.setFocus()


UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("typed", ["x", " "])
def test_a_letter_taken_back_leaves_the_details_that_differ(window: Window, qtbot: QtBot, typed: str) -> None:
    project = document(window)
    ids = two_cards(window, details=("One", "Two"))
    details = panel(window).fields["details"]
    at_the_keyboard(window, qtbot, details)
    head = project.head
    qtbot.keyClicks(details, typed)
    if typed.strip():
        qtbot.wait(2 * PAUSE)  # not for all of them before the user has left
        assert project.head == head
        qtbot.keyClick(details, Qt.Key.Key_Backspace)
    qtbot.keyClick(details, Qt.Key.Key_Tab)
    panel(window).commit()
    assert [project["card", id].details for id in ids] == ["One", "Two"]
    assert project.head == head
    assert details.toPlainText() == ""
    qtbot.keyClicks(details, "Both")
    window.view.setFocus()
    panel(window).commit()
    assert [project["card", id].details for id in ids] == ["Both", "Both"]


@pytest.mark.parametrize("typed", ["x", " "])
@pytest.mark.parametrize("name", ["owner", "channel"])
def test_a_letter_taken_back_leaves_the_names_that_differ(
    window: Window, qtbot: QtBot, name: str, typed: str
) -> None:
    project = document(window)
    ids = two_cards(window, owner=("A", "B"))
    verbs.set_channel(project, ids[:1], "Cinema", "unknown")
    verbs.set_channel(project, ids[1:], "Radio", "unknown")
    before = [(project["card", id].owner, project["card", id].channel) for id in ids]
    field = panel(window).fields[name]
    at_the_keyboard(window, qtbot, field)
    head = project.head
    qtbot.keyClicks(field, typed)
    if typed.strip():
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.view.setFocus()
    panel(window).commit()
    assert [(project["card", id].owner, project["card", id].channel) for id in ids] == before
    assert project.head == head
    assert field.currentText() == ""


def test_a_digit_taken_back_leaves_the_numbers_that_differ(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    points = sorted(project.all("emotion").values(), key=lambda point: point.value)
    pair = [points[0].id, points[-1].id]
    window.view.select([("emotion", id) for id in pair])
    field = panel(window).fields["value"]
    at_the_keyboard(window, qtbot, field)
    head = project.head
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    window.view.setFocus()
    panel(window).commit()
    assert project.head == head
    assert field.text() == ""


def test_undo_in_a_field_takes_back_what_it_wrote_to_all(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    ids = two_cards(window, owner=("A", "B"))
    field = panel(window).fields["owner"]
    at_the_keyboard(window, qtbot, field)
    head = project.head
    qtbot.keyClicks(field, "Dana")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [project["card", id].owner for id in ids] == ["Dana", "Dana"]
    qtbot.keyClick(field, *UNDO)
    assert [project["card", id].owner for id in ids] == ["A", "B"]
    assert field.currentText() == ""
    window.view.setFocus()
    panel(window).commit()
    assert [project["card", id].owner for id in ids] == ["A", "B"]
    assert project.head == head


@pytest.mark.parametrize("name", ["owner", "title", "details"])
def test_undo_in_a_field_is_first_its_own_then_the_documents(window: Window, qtbot: QtBot, name: str) -> None:
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    field = panel(window).fields[name]
    before = getattr(project["card", card], name)
    at_the_keyboard(window, qtbot, field)
    field.lineEdit().selectAll() if isinstance(field, ComboField) else field.selectAll()
    qtbot.keyClicks(field, "Dana")
    panel(window).commit()
    head = project.head
    qtbot.keyClicks(field, "x")
    assert shown(field) == "Danax"
    qtbot.keyClick(field, *UNDO)
    assert shown(field) == "Dana"
    assert project.head == head
    qtbot.keyClick(field, *UNDO)
    assert getattr(project["card", card], name) == shown(field) == before
    assert window.actions_by_id["redo"].isEnabled()
    window.actions_by_id["redo"].trigger()
    assert getattr(project["card", card], name) == shown(field) == "Dana"


@pytest.mark.parametrize("name", ["owner", "title", "details", "channel"])
def test_escape_drops_what_was_typed(window: Window, qtbot: QtBot, name: str) -> None:
    project = document(window)
    window.view.select([("card", first_card(project))])
    field = panel(window).fields[name]
    before, head = shown(field), project.head
    at_the_keyboard(window, qtbot, field)
    qtbot.keyClicks(field, "xyz")
    assert shown(field) != before
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert shown(field) == before
    panel(window).commit()
    assert project.head == head


def test_escape_drops_a_typed_number(window: Window, qtbot: QtBot) -> None:
    project = document(window)
    window.view.select([("emotion", next(iter(project.all("emotion"))))])
    field = panel(window).fields["value"]
    before, head = field.text(), project.head
    at_the_keyboard(window, qtbot, field)
    field.selectAll()
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == before
    panel(window).commit()
    assert project.head == head


@pytest.mark.parametrize("id", ["panel", "history"])
def test_the_keyboard_goes_to_the_map_when_its_panel_goes(window: Window, qtbot: QtBot, id: str) -> None:
    window.view.select([("card", first_card(document(window)))])
    at_the_keyboard(window, qtbot, panel(window).fields["title"])
    window.actions_by_id[id].trigger()
    QApplication.processEvents()
    assert window.view.hasFocus()


def test_the_keyboard_goes_to_the_map_when_the_history_goes(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["history"].trigger()
    assert window.workspace is not None
    assert window.workspace.history is not None
    at_the_keyboard(window, qtbot, window.workspace.history.which.button(True))
    window.actions_by_id["history"].trigger()
    QApplication.processEvents()
    assert window.view.hasFocus()


def test_the_keyboard_goes_to_the_map_when_a_lane_is_hidden(window: Window, qtbot: QtBot) -> None:
    lane = document(window).children("lane", map=window.session.map_id)[1]
    window.view.select([("lane", lane.id)])
    hidden = panel(window).fields["hidden"]
    at_the_keyboard(window, qtbot, hidden)
    qtbot.keyClick(hidden, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert document(window)["lane", lane.id].hidden
    assert window.view.hasFocus()


def test_another_form_gives_the_keyboard_to_nothing_above_the_map(window: Window, qtbot: QtBot) -> None:
    """The title of a card is left by pressing Delete elsewhere: its form goes, and the map listens."""
    project = document(window)
    card = first_card(project)
    window.view.select([("card", card)])
    at_the_keyboard(window, qtbot, panel(window).fields["title"])
    verbs.remove(project, [("card", card)])
    QApplication.processEvents()
    assert window.view.hasFocus()


def test_titles_of_one_card_after_another_are_kept(window: Window, qtbot: QtBot) -> None:
    """One form serves them all: words typed into it for the second card were lost."""
    cards = [card.id for card in document(window).all("card").values() if card.kind == "touchpoint"]
    for number, card in enumerate(cards[:3]):
        window.view.select([("card", card)])
        qtbot.wait(60)  # as a user pauses, here and below: Qt's own timers run
        field = panel(window).fields["title"]
        assert isinstance(field, TextField)
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, f"title {number}")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert document(window)["card", card].title == f"title {number}"
        qtbot.wait(PAUSE + 200)
        gc.collect()
        window.view.setFocus()
    document(window).undo()
    assert document(window)["card", cards[1]].title == "title 1"
