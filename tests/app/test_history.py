"""The panel of the history on real files: looked at, jumped along, named, restored, shortened."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QDate, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.gui import Program
from app.history_list import HistoryList
from app.history_panel import HistoryPanel
from app.history_rows import HistoryRows, Sitting, State, by_sittings
from app.past_waiting import Waiting
from app.session import Session
from app.versions_dialog import NameDialog
from app.window import Window
from model import compaction, verbs, versions
from model.document import Document
from model.versions import Moment
from tests.app.conftest import Start
from tests.app.test_window import dialog, first_card, opened

LEFT = Qt.MouseButton.LeftButton


def worked(start: Start, file: Path, language: str = "en") -> tuple[Window, Document, int]:
    """A window on a file in which one card was written on three times: its first touchpoint."""
    program: Program = start(language)
    window = opened(program, file)
    document = program.session.document
    card = first_card(document)
    for title in ("one", "two", "three"):
        verbs.set_fields(document, "card", [card], title=title)
    window.actions_by_id["history"].trigger()
    return window, document, card


def panel(window: Window) -> HistoryPanel:
    assert window.workspace is not None
    assert window.workspace.history is not None
    return window.workspace.history


def line(window: Window) -> list[Moment]:
    return [row for row in panel(window).rows.rows if isinstance(row, Moment)]


def index(window: Window, moment: Moment) -> QModelIndex:
    rows = panel(window).rows
    return rows.index(rows.row_of(moment.id))


def click(window: Window, moment: Moment, qtbot: QtBot) -> None:
    shown = panel(window).list
    shown.scrollTo(index(window, moment))
    middle: QPoint = shown.visualRect(index(window, moment)).center()
    qtbot.mouseClick(shown.viewport(), LEFT, pos=middle)


def press(text: str) -> None:
    """A button of the question that is asked."""
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    button: QAbstractButton = next(each for each in box.buttons() if each.text() == text)
    button.click()
    QApplication.processEvents()


def finish(qtbot: QtBot) -> None:
    """What a child process does for the window."""
    qtbot.waitUntil(
        lambda: not any(isinstance(each, Waiting) for each in QApplication.topLevelWidgets()), timeout=30_000
    )


def title(window: Window, card: int) -> str:
    return window.view.document["card", card].title


def test_the_history_takes_the_place_of_the_properties(start: Start, shop: Path) -> None:
    window, _document, _card = worked(start, shop)
    shown = panel(window)
    assert shown.isVisible()
    assert not window.workspace.panel.isVisible()
    assert window.actions_by_id["history"].isChecked()
    assert not window.actions_by_id["panel"].isChecked()
    window.actions_by_id["panel"].trigger()
    assert window.workspace.panel.isVisible()
    assert not shown.isVisible()
    window.actions_by_id["history"].trigger()
    shown.close_.click()
    assert not shown.isVisible()
    assert window.workspace.panel.isVisible()


def test_steps_are_listed_newest_first_with_their_names(start: Start, shop: Path) -> None:
    window, document, _card = worked(start, shop)
    rows = panel(window).rows
    assert isinstance(rows.rows[0], Sitting)
    texts = [rows.index(row).data() for row in range(1, rows.rowCount())]
    assert texts[0] == "Change text of “\u2068two\u2069”"  # named by the title it had before
    assert texts[-1].startswith("New map")
    assert line(window)[0].id == document.head
    assert panel(window).chosen() == line(window)[0]
    assert "as the map is now" in rows.index(1).data(Qt.ItemDataRole.ToolTipRole)


def test_a_click_looks_at_a_moment_and_nothing_can_be_changed(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, document, card = worked(start, shop)
    head = document.head
    window.view.select([("card", card)])
    one = line(window)[2]
    click(window, one, qtbot)
    assert title(window, card) == "one"
    assert document["card", card].title == "three"
    bar = window.workspace.reading
    assert bar.isVisible()
    assert "Nothing can be changed here" in bar.told.text()
    assert window.view.selection() == [("card", card)]
    for id in ("undo", "redo", "delete", "import", "add_stage"):
        assert not window.actions_by_id[id].isEnabled(), id
    assert window.actions_by_id["export_pdf"].isEnabled()
    assert not window.workspace.palette_.isEnabled()
    assert not window.workspace.bar.load.isEnabled()
    assert window.workspace.status.saved.text() == "Only to look at"
    qtbot.keyClick(window.view, Qt.Key.Key_Delete)
    assert card in document.all("card")
    window.actions_by_id["panel"].trigger()
    assert not window.workspace.panel.fields["title"].isEnabled()
    bar.back.click()
    assert title(window, card) == "three"
    assert not bar.isVisible()
    assert window.workspace.panel.fields["title"].isEnabled()
    assert window.actions_by_id["undo"].isEnabled()
    assert window.workspace.palette_.isEnabled()
    assert window.workspace.status.saved.text() == "Saved"
    assert document.head == head


def test_zoom_and_place_stay_while_moments_are_looked_at(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, _document, _card = worked(start, shop)
    window.view.set_zoom(1.5)
    window.view.scrolling.to(window.view.scrolling.at() + QPoint(200, 60))
    at = window.view.scrolling.at()
    click(window, line(window)[1], qtbot)
    QApplication.processEvents()
    assert (window.view.zoom, window.view.scrolling.at()) == (1.5, at)
    assert window.workspace.status.zoom.text() == "150%"


def test_restoring_a_moment_is_a_step_that_undo_takes_back(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, document, card = worked(start, shop)
    click(window, line(window)[2], qtbot)
    window.workspace.reading.restore.click()
    assert document["card", card].title == title(window, card) == "one"
    assert not window.workspace.reading.isVisible()
    assert window.actions_by_id["undo"].text() == "Undo: restore version"
    window.actions_by_id["undo"].trigger()
    assert document["card", card].title == "three"
    window.actions_by_id["redo"].trigger()
    assert document["card", card].title == "one"


def test_jumping_back_and_forth_is_undo_and_redo(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, document, card = worked(start, shop)
    three, two, one = line(window)[:3]
    shown = panel(window)
    click(window, one, qtbot)
    assert shown.go.text() == "Undo down to here"
    shown.go.trigger()
    assert document.head == one.id
    assert document["card", card].title == "one"
    states = [shown.rows.state(moment) for moment in line(window)[:3]]
    assert states == [State.UNDONE, State.UNDONE, State.NOW]
    click(window, two, qtbot)
    assert shown.go.text() == "Redo up to here"
    shown.go.trigger()
    assert document["card", card].title == "two"
    assert window.actions_by_id["redo"].isEnabled()
    click(window, three, qtbot)
    shown.go.trigger()
    assert document.head == three.id
    assert not shown.go.isEnabled()


def test_a_named_moment_is_found_renamed_and_looked_at_later(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, document, card = worked(start, shop)
    window.actions_by_id["name_version"].trigger()
    asked = dialog(NameDialog)
    assert isinstance(asked, NameDialog)
    assert not asked.ok.isEnabled()
    qtbot.keyClicks(asked.text, "Workshop 1")
    qtbot.keyClick(asked.text, Qt.Key.Key_Return)
    verbs.set_fields(document, "card", [card], title="four")
    assert [moment.version for moment in versions.versions(document)] == ["Workshop 1"]
    shown = panel(window)
    shown.which.button(True).click()
    assert [moment.version for moment in line(window)] == ["Workshop 1"]
    click(window, line(window)[0], qtbot)
    assert title(window, card) == "three"
    assert "Workshop 1" in window.workspace.reading.told.text()
    assert shown.name.text() == "Rename…"
    shown.name.trigger()
    again = dialog(NameDialog)
    assert again.text.text() == "Workshop 1"
    again.text.setText("Workshop one")
    again.ok.click()
    assert [moment.version for moment in line(window)] == ["Workshop one"]
    shown.unname.trigger()
    assert line(window) == []
    assert shown.none.isVisible()
    assert versions.versions(document) == []


def test_a_version_that_undo_left_behind_can_still_be_restored(
    start: Start, shop: Path, qtbot: QtBot
) -> None:
    window, document, card = worked(start, shop)
    versions.name_moment(document, "Left behind")
    document.undo()
    verbs.set_fields(document, "card", [card], title="another way")
    window.session.named.emit()
    assert all(moment.version is None for moment in line(window))
    shown = panel(window)
    shown.which.button(True).click()
    left = line(window)[0]
    assert shown.rows.state(left) is State.ASIDE
    click(window, left, qtbot)
    assert title(window, card) == "three"
    assert not shown.go.isEnabled()
    shown.restore.trigger()
    assert document["card", card].title == "three"
    assert shown.chosen() is None  # the new moment has no name: no row of the list is where the map is
    for action in (shown.look, shown.go, shown.restore, shown.name, shown.unname):
        assert not action.isEnabled()
    document.undo()
    assert document["card", card].title == "another way"


def test_the_list_follows_gestures_undo_and_redo_as_a_new_list_would(start: Start, shop: Path) -> None:
    window, document, card = worked(start, shop)
    rows = panel(window).rows
    for deed in (
        lambda: verbs.set_fields(document, "card", [card], title="four"),
        document.undo,
        document.undo,
        document.redo,
        lambda: verbs.set_fields(document, "card", [card], title="five"),
        lambda: verbs.remove(document, [("card", card)]),
        document.undo,
        lambda: document.go_to(line(window)[-2].id),
        lambda: verbs.add_stage(document, window.session.map_id, "Last"),
        lambda: versions.restore(document, line(window)[-2].id),
    ):
        deed()
        fresh = HistoryRows("en")
        fresh.load(document)
        assert rows.rows == fresh.rows
        assert [rows.state(moment) for moment in line(window)] == [
            fresh.state(moment) for moment in line(window)
        ]
        assert panel(window).chosen().id == document.head


def test_a_hidden_panel_catches_up_when_it_is_shown(start: Start, shop: Path) -> None:
    window, document, card = worked(start, shop)
    window.show_history(False)
    verbs.set_fields(document, "card", [card], title="four")
    window.show_history(True)
    assert line(window)[0].id == document.head


def test_sittings_end_with_the_day_a_pause_or_another_author() -> None:
    def moment(id: int, at: int, who: str = "dana") -> Moment:
        return Moment(id, id - 1, at, who, "edit_card", "{}", None)

    noon = int(QDate(2026, 11, 3).startOfDay().toSecsSinceEpoch()) + 12 * 3600
    steps = [moment(1, noon), moment(2, noon + 60), moment(3, noon - 600), moment(4, noon + 7200)]
    steps += [moment(5, noon + 7230, "noa"), moment(6, noon + 86_400, "noa")]
    rows = by_sittings(reversed(steps))
    assert [row.began if isinstance(row, Sitting) else row.id for row in rows] == [
        noon + 86_400, 6, noon + 7230, 5, noon + 7200, 4, noon, 3, 2, 1,
    ]  # fmt: skip


def test_only_what_is_in_sight_is_asked_for(qtbot: QtBot) -> None:
    class Counting(HistoryRows):
        asked: ClassVar[set[int]] = set()

        def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
            self.asked.add(index.row())
            return super().data(index, role)

    rows, session = Counting("en"), Session()
    steps = [Moment(id, id - 1, id, "", "edit_card", "{}", None) for id in range(10_000, 0, -1)]
    rows.rows = by_sittings(steps)
    shown = HistoryList(session)
    qtbot.addWidget(shown)
    shown.setModel(rows)
    shown.resize(300, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.scrollToBottom()
    assert not shown.grab().isNull()
    assert 20 < len(rows.asked) < 100


def test_another_map_stays_chosen_when_the_moment_is_left(start: Start, shop: Path) -> None:
    window, document, _card = worked(start, shop)
    session = window.session
    first = session.map_id
    second = verbs.new_map(document, "Second", stages=("Only",), lanes=("pains",)).id
    verbs.set_fields(document, "map", [second], title="Second map")
    session.look(versions.moments(document)[1].id)
    session.show_map(second)
    assert window.view.map_id == second
    session.back()
    assert (session.map_id, window.view.map_id) == (second, second)
    session.look(versions.moments(document)[3].id)  # when there was only the first
    assert window.view.map_id == first
    session.back()
    assert window.view.document is document


def test_a_clock_far_from_any_calendar_is_no_error(start: Start, shop: Path) -> None:
    strange = [Moment(id, None, at, "", "x", "{}", None) for id, at in ((3, 2**62), (2, -(2**62)), (1, 0))]
    rows = HistoryRows("he")
    rows.rows = by_sittings(strange)
    assert all(rows.index(row).data() for row in range(rows.rowCount()))


def test_a_short_history_is_told_to_be_short(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, _document, _card = worked(start, shop)
    panel(window).shorten.trigger()
    finish(qtbot)
    assert "nothing to shorten" in dialog(QMessageBox).informativeText()
    press("Close")


def written_often(file: Path) -> None:
    """So many steps that the first are far and can be joined."""
    earlier = Document.open(file)
    card = first_card(earlier)
    for number in range(compaction.KEEP + 20):
        verbs.set_fields(earlier, "card", [card], title=f"title {number}")
    earlier.close()


def test_the_history_is_shortened_after_telling_what_goes(start: Start, shop: Path, qtbot: QtBot) -> None:
    written_often(shop)
    window, document, card = worked(start, shop)
    shown = panel(window)
    steps = len(line(window))
    shown.shorten.trigger()
    finish(qtbot)
    told = dialog(QMessageBox).informativeText()
    assert "old steps are joined" in told
    assert "cannot be undone" in told
    press("Cancel")
    assert len(line(window)) == steps
    shown.shorten.trigger()
    finish(qtbot)
    press("Shorten")
    finish(qtbot)
    assert len(line(window)) < steps
    rows = shown.rows
    assert any("older step" in rows.index(row).data() for row in range(rows.rowCount()))
    assert document["card", card].title == "three"


def test_what_was_written_meanwhile_is_not_lost_to_shortening(start: Start, shop: Path, qtbot: QtBot) -> None:
    written_often(shop)
    window, document, card = worked(start, shop)
    panel(window).shorten.trigger()
    finish(qtbot)
    verbs.set_fields(document, "card", [card], title="meanwhile")
    press("Shorten")
    finish(qtbot)
    press("Shorten")  # asked anew
    finish(qtbot)
    assert document["card", card].title == "meanwhile"
    document.undo()
    assert document["card", card].title == "three"


def test_a_far_moment_is_found_while_the_window_waits(start: Start, shop: Path, qtbot: QtBot) -> None:
    written_often(shop)
    window, document, card = worked(start, shop)
    first = next(each for each in reversed(line(window)) if each.gesture == "edit_card")
    click(window, first, qtbot)
    waiting = dialog(Waiting)
    assert waiting.isModal()
    waiting.stop.click()
    assert window.session.moment is None
    click(window, first, qtbot)
    dialog(Waiting)
    finish(qtbot)
    assert title(window, card) == "title 0"
    panel(window).restore.trigger()
    finish(qtbot)
    assert document["card", card].title == "title 0"
    document.undo()
    panel(window).load()
    click(window, first, qtbot)
    finish(qtbot)
    panel(window).go.trigger()
    finish(qtbot)
    press("Undo it")
    assert document.head == first.id
    assert document["card", card].title == "title 0"
    assert document.redo_step is not None


def test_a_damaged_step_on_a_far_way_is_told(start: Start, shop: Path, qtbot: QtBot) -> None:
    written_often(shop)
    window, document, card = worked(start, shop)
    document.file.query("UPDATE history SET diff=x'00' WHERE id=?", (line(window)[200].id,))
    click(window, line(window)[-2], qtbot)
    finish(qtbot)
    assert "damaged in the history" in dialog(QMessageBox).informativeText()
    assert title(window, card) == "three"


def test_a_jump_past_the_opening_is_asked_about_once(start: Start, shop: Path, qtbot: QtBot) -> None:
    earlier = Document.open(shop)
    card = first_card(earlier)
    for name in ("before", "still before"):
        verbs.set_fields(earlier, "card", [card], title=name)
    earlier.close()
    window, document, card = worked(start, shop)
    head, shown = document.head, panel(window)
    old = line(window)[4]
    click(window, old, qtbot)
    shown.go.trigger()
    assert "before this file was opened" in dialog(QMessageBox).informativeText()
    press("Leave it")
    assert document.head == head
    shown.go.trigger()
    press("Undo it")
    assert document["card", card].title == "before"
    document.go_to(head)
    click(window, old, qtbot)
    shown.go.trigger()
    assert document.head == old.id


def test_a_long_name_does_not_widen_the_window(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, document, _card = worked(start, shop)
    versions.name_moment(document, "Ausführlichkeitsbeschreibung" * 4, line(window)[1].id)
    window.session.named.emit()
    window.resize(1024, 640)
    click(window, line(window)[1], qtbot)
    QApplication.processEvents()
    assert window.width() == 1024
    assert panel(window).width() == 300
    assert window.workspace.reading.back.geometry().right() < window.width()


def test_a_moment_before_any_map_is_told(start: Start, shop: Path) -> None:
    from app import versions_actions

    window, document, card = worked(start, shop)
    root = versions.moments(document)[-1]
    assert root not in line(window)
    for deed in (versions_actions.look, versions_actions.go_to, versions_actions.restore):
        deed(window, root.id)
        assert "no map yet" in dialog(QMessageBox).informativeText()
        press("Close")
        assert document["card", card].title == "three"


def test_the_moment_looked_at_outlives_another_language(start: Start, drive: Path, qtbot: QtBot) -> None:
    program: Program = start("he")
    window = opened(program, drive)
    document = program.session.document
    card = first_card(document)
    verbs.set_fields(document, "card", [card], title="חדש")
    old = versions.moments(document)[1]
    program.session.look(old.id)
    window.show_history(True)
    assert any("א" <= letter <= "ת" for letter in window.workspace.reading.told.text())
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    program.session.set_language("en")
    qtbot.waitUntil(lambda: program.window is not window)
    now = program.window
    assert now.view.document["card", card].title != "חדש"
    assert now.workspace.reading.isVisible()
    assert panel(now).chosen().id == old.id
    now.actions_by_id["close"].trigger()
    assert program.session.document is None
    Document.open(drive).close()


def test_keys_walk_the_list_and_enter_looks(start: Start, shop: Path, qtbot: QtBot) -> None:
    window, _document, card = worked(start, shop)
    with qtbot.waitActive(window):
        window.activateWindow()
    shown = panel(window).list
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert title(window, card) == "three"
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert title(window, card) == "two"
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert window.session.moment is None
