"""What the window shows after an import: the first new stage, and a notice that says what came in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app import file_actions
from app.import_dialog import ImportDialog
from app.notice import STAYS
from app.window import Window
from tests.app.conftest import Start
from tests.app.test_window import choose, dialog, opened
from tests.driver import Hand

WAIT = 20_000  # ms
FUNNEL = "Step,Users\nOn the phone,900\nAt the shop,300\nAt home,80\n"


def import_into(window: Window, table: Path, qtbot: QtBot, *, new_stages: bool = False) -> None:
    """The table, as a user imports it."""
    file_actions.import_table(window, table)
    shown = dialog(ImportDialog)
    assert isinstance(shown, ImportDialog)
    qtbot.waitUntil(lambda: shown.job.state == "checked" and not shown.bar.isVisible(), timeout=WAIT)
    if new_stages:
        shown.stages.make_all.click()
        qtbot.waitUntil(shown.go.isEnabled, timeout=WAIT)
    with qtbot.waitSignal(shown.imported, timeout=WAIT):
        qtbot.mouseClick(shown.go, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_first_new_stage_comes_into_sight_and_a_notice_tells(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    window = opened(start(language), shop)
    window.resize(1024, 640)
    window.view.setFocus()
    table = tmp_path / "funnel.csv"
    table.write_text(FUNNEL, encoding="utf-8")
    import_into(window, table, qtbot, new_stages=True)
    document = window.session.document
    (ref,) = window.view.selection()
    assert document[ref].title == "On the phone"
    assert window.view.viewport().rect().contains(Hand(window.view).at(ref))
    notice = window.workspace.notice
    assert notice.isVisible()
    assert "3" in notice.told.text()
    assert not notice.answers
    assert window.workspace.rect().contains(notice.geometry())
    notice.staying.start(0)  # some seconds later
    qtbot.waitUntil(lambda: not notice.isVisible())
    window.actions_by_id["undo"].trigger()
    assert document.get(*ref) is None


def test_refused_rows_can_still_be_saved(start: Start, shop: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    table = tmp_path / "answers.csv"
    table.write_text("NPS,Comment\n9,good\n10,fine\n11,what\n0,bad\n", encoding="utf-8")
    import_into(window, table, qtbot)
    notice = window.workspace.notice
    assert notice.staying.interval() > STAYS  # it waits longer
    (save,) = notice.answers
    save.click()
    asked = dialog(QFileDialog)
    asked.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "refused.csv"))
    asked.accept()
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[2] for row in csv.reader(file)][1:] == ["11"]
    assert "refused.csv" in notice.told.text()
    notice.shut.click()
    assert not notice.isVisible()


def test_a_map_from_a_spreadsheet_has_its_stages_and_no_others(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    program = start()
    table = tmp_path / "funnel.csv"
    table.write_text(FUNNEL, encoding="utf-8")
    program.window.actions_by_id["from_table"].trigger()
    choose(table)
    assert dialog(QFileDialog).findChild(QLineEdit, "fileNameEdit").text() == "funnel.masa"
    choose(tmp_path / "map.masa")
    shown = dialog(ImportDialog)
    qtbot.waitUntil(lambda: shown.go.isEnabled(), timeout=WAIT)
    with qtbot.waitSignal(shown.imported, timeout=WAIT):
        qtbot.mouseClick(shown.go, Qt.MouseButton.LeftButton)
    document = program.session.document
    titles = [stage.title for stage in document.children("stage", map=program.session.map_id)]
    assert titles == ["On the phone", "At the shop", "At home"]
