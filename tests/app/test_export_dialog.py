"""The export dialog: what it tells before, what it writes, and that nothing stays when it is cancelled."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer

from app.export_dialog import ExportDialog
from app.export_words import large_enough, smallest_text, too_small
from exporters.start import FORMATS
from model.document import Document
from model.templates import apply
from model.verbs import add_stage

WAIT = 60_000  # ms
CHILD = Qt.FindChildOption.FindDirectChildrenOnly
Open = Callable[..., ExportDialog]


@pytest.fixture
def open_dialog(qtbot: Any, document: Document) -> Iterator[Open]:
    """Opens the dialog on a sample map in the test's own folder."""
    opened = []

    def make(kind: str = "pdf", language: str = "en", map_language: str = "en") -> ExportDialog:
        found = apply(document, "e-commerce", map_language)
        dialog = ExportDialog(document, found.id, kind, language)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        opened.append(dialog)
        dialog.show()
        return dialog

    yield make
    for dialog in opened:
        dialog.reject()
        dialog.reject()  # the first only ends an export that runs


def pick(choice: Any, value: object) -> None:
    index = choice.findData(value)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def press_export(qtbot: Any, dialog: ExportDialog) -> None:
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.told.isVisible, timeout=WAIT)


@pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("png", b"\x89PNG")])
def test_it_writes_beside_the_project_under_the_map_s_title(qtbot, document, masa, open_dialog, kind, start):
    dialog = open_dialog(kind)
    out = Path(dialog.target.text())
    assert out.parent == masa.parent
    assert out.name == f"Buying a lamp online.{kind}"
    press_export(qtbot, dialog)
    assert out.read_bytes().startswith(start)
    assert out.name in dialog.told.text()
    assert dialog.open_file.isVisible()
    assert dialog.open_folder.isVisible()
    assert not dialog.replaces.isVisible()


def test_the_smallest_text_is_told_before_and_a_larger_paper_offered(qtbot, document, open_dialog):
    dialog = open_dialog()
    (found,) = document.children("map")
    for n in range(12):
        add_stage(document, found.id, title=f"Later {n}")
    pick(dialog.paper, "A4")
    qtbot.waitUntil(lambda: "pt" in dialog.size_told.text(), timeout=WAIT)
    assert "A2 is large enough" in dialog.size_told.text()
    assert dialog.size_told.property("role") == "warn"
    pick(dialog.paper, "A0")
    qtbot.waitUntil(lambda: dialog.size_told.property("role") == "quiet", timeout=WAIT)
    qtbot.waitUntil(lambda: "pt" in dialog.size_told.text(), timeout=WAIT)
    assert "large enough" not in dialog.size_told.text()


def test_trying_papers_takes_the_projects_bytes_once(document, open_dialog, monkeypatch):
    taken = []
    snapshot = document.snapshot
    monkeypatch.setattr(document, "snapshot", lambda: taken.append(document.head) or snapshot())
    dialog = open_dialog()
    for paper in ("A4", "A2", "A0"):
        pick(dialog.paper, paper)
    assert taken == [document.head]
    add_stage(document, min(document.all("map")), "new")
    pick(dialog.paper, "A1")
    assert len(taken) == 2
    assert taken[-1] == document.head


def test_the_chosen_paper_is_the_page(qtbot, open_dialog):
    dialog = open_dialog()
    pick(dialog.paper, "A3")
    press_export(qtbot, dialog)
    page = PdfReader(dialog.target.text()).pages[0]
    assert sorted(round(float(side) * 25.4 / 72) for side in (page.mediabox.width, page.mediabox.height)) == [
        297, 420,
    ]  # fmt: skip


def test_another_format_renames_the_file_and_hides_the_paper(open_dialog):
    dialog = open_dialog()
    assert dialog.paper.isVisible()
    pick(dialog.format, "xlsx")
    assert dialog.target.text().endswith(".xlsx")
    assert not dialog.paper.isVisible()


def test_all_maps_are_offered_where_there_are_several(qtbot, document, open_dialog):
    apply(document, "five-stages", "he")
    dialog = open_dialog("xlsx")
    assert dialog.all_maps.isVisible()
    dialog.all_maps.setChecked(True)
    press_export(qtbot, dialog)
    grids = load_workbook(dialog.target.text()).worksheets[:2]
    assert {sheet.sheet_view.rightToLeft for sheet in grids} == {True, False}


def test_an_existing_file_is_told_before_it_is_replaced(qtbot, open_dialog, tmp_path):
    (tmp_path / "old.png").write_bytes(b"old")
    dialog = open_dialog("png")
    dialog.target.setText(str(tmp_path / "old.png"))
    assert dialog.replaces.isVisible()
    assert "old.png" in dialog.replaces.text()
    press_export(qtbot, dialog)
    assert (tmp_path / "old.png").read_bytes() != b"old"


def test_what_gets_its_ending_from_the_format_is_told_before_it_is_replaced(
    open_dialog, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "notes.pdf").write_bytes(b"precious")
    dialog = open_dialog()
    for typed in (tmp_path / "notes", "~/notes", "~/notes.pdf"):
        dialog.target.setText(str(typed))
        assert dialog.replaces.isVisible()
        assert "notes.pdf" in dialog.replaces.text()
    pick(dialog.format, "png")
    assert dialog.target.text() == str(tmp_path / "notes.png")
    assert not dialog.replaces.isVisible()
    dialog.target.setText("")
    assert not dialog.export.isEnabled()


def test_a_path_runs_from_the_left_also_when_it_begins_in_hebrew(open_dialog):
    dialog = open_dialog(language="he")
    dialog.target.setText("/אבג/abc.pdf")
    ends = []
    for place in (0, len(dialog.target.text())):
        dialog.target.setCursorPosition(place)
        ends.append(dialog.target.cursorRect().x())
    assert ends == sorted(ends)


def test_cancel_leaves_the_older_file_and_nothing_else(qtbot, open_dialog, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "map.pdf").write_bytes(b"old")
    dialog = open_dialog()
    dialog.target.setText(str(folder / "map.pdf"))
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert dialog.bar.isVisible()
    dialog.reject()
    assert dialog.isVisible()
    assert "nothing was written" in dialog.told.text()
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [("map.pdf", b"old")]
    press_export(qtbot, dialog)  # and it can be started again
    qtbot.waitUntil(lambda: (folder / "map.pdf").read_bytes() != b"old", timeout=WAIT)


def test_a_folder_that_is_not_there_is_told(qtbot, open_dialog, tmp_path):
    dialog = open_dialog("xlsx")
    dialog.target.setText(str(tmp_path / "no" / "a.xlsx"))
    press_export(qtbot, dialog)
    assert dialog.told.property("role") == "error"
    assert not dialog.open_file.isVisible()


@pytest.mark.parametrize("kind", FORMATS)
def test_in_hebrew_it_runs_right_to_left_but_the_path_does_not(open_dialog, kind):
    dialog = open_dialog(kind, language="he", map_language="he")
    assert dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert dialog.target.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert "קניית מנורה" in dialog.target.text()


def test_which_paper_is_larger():
    sizes = ((5.0, "A4"), (3.6, "A4"), (0.2, "A4"), (6.0, "A1"), (5.0, "A0"), (2.3, "fit"))
    assert [large_enough(*size) for size in sizes] == ["A3", "A2", None, "A0", None, None]
    assert too_small(6.9)
    assert not too_small(7.0)
    assert "A3 is large enough" in smallest_text(5.0, "A4", "en")
    for paper in ("A0", "fit"):
        assert "no paper is large enough" in smallest_text(2.3, paper, "en")


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_folder_that_is_not_there_is_told_and_another_can_be_chosen(qtbot, open_dialog, tmp_path, language):
    dialog = open_dialog("png", language)
    dialog.target.setText(str(tmp_path / "none" / "map.png"))
    press_export(qtbot, dialog)
    assert "none" in dialog.told.text()
    assert ("folder" if language == "en" else "תיקייה") in dialog.told.text()
    assert dialog.isVisible()
    dialog.target.setText(str(tmp_path / "map.png"))
    press_export(qtbot, dialog)
    qtbot.waitUntil((tmp_path / "map.png").exists, timeout=WAIT)


def test_enter_twice_exports(qtbot, open_dialog, tmp_path):
    dialog = open_dialog("png")
    dialog.target.setText(str(tmp_path / "map.png"))
    dialog.target.setFocus()
    qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.told.isVisible, timeout=WAIT)
    assert (tmp_path / "map.png").exists()


def test_a_failure_takes_back_what_an_earlier_success_offered(qtbot, open_dialog, tmp_path):
    dialog = open_dialog("png")
    press_export(qtbot, dialog)
    assert dialog.open_file.isVisible()
    dialog.target.setText(str(tmp_path / "none" / "map.png"))
    press_export(qtbot, dialog)
    assert dialog.told.property("role") == "error"
    assert not dialog.open_file.isVisible()
    assert not dialog.open_folder.isVisible()


def test_a_failure_while_the_smallest_text_is_measured_does_not_end_that(qtbot, open_dialog, tmp_path):
    dialog = open_dialog()
    assert "Measuring" in dialog.size_told.text()
    dialog.target.setText(str(tmp_path / "none" / "map.pdf"))
    press_export(qtbot, dialog)
    assert dialog.told.property("role") == "error"
    qtbot.waitUntil(lambda: "pt" in dialog.size_told.text(), timeout=WAIT)


def test_a_success_while_the_smallest_text_is_measured_tells_it(qtbot, open_dialog):
    dialog = open_dialog()
    press_export(qtbot, dialog)
    assert "pt" in dialog.size_told.text()
    assert "pt" not in dialog.told.text()  # once is enough


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_long_answer_gets_its_room(qtbot, open_dialog, tmp_path, language):
    dialog = open_dialog("pdf", language)
    gap = dialog.export.y() - dialog.target.geometry().bottom()
    dialog.target.setText(str(tmp_path / f"{'none ' * 40}" / "map.pdf"))
    press_export(qtbot, dialog)
    told = dialog.told
    assert told.height() >= told.heightForWidth(told.width())
    assert dialog.export.y() - dialog.target.geometry().bottom() >= gap + told.heightForWidth(told.width())


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_file_s_name_runs_left_to_right_whatever_its_letters(qtbot, open_dialog, tmp_path, language):
    dialog = open_dialog("png", language)
    dialog.target.setText(str(tmp_path / "מפה.png"))
    press_export(qtbot, dialog)
    assert "\u2066מפה.png\u2069" in dialog.told.text()
    dialog.target.textChanged.emit("")
    assert "\u2066מפה.png\u2069" in dialog.replaces.text()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell it themselves")
@pytest.mark.parametrize(("opens", "language"), [(True, "en"), (False, "en"), (False, "he")])
def test_opening_says_so_where_no_program_opens_the_file(
    qtbot, open_dialog, tmp_path, monkeypatch, opens, language
):
    """The system's opener is a program of its own, here one that notes what it was given."""
    tools = tmp_path / "tools"
    tools.mkdir()
    opener = tools / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > "{tools}/given"\nexit {0 if opens else 3}\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)
    dialog = open_dialog("png", language)
    dialog.target.setText(str(tmp_path / "map.png"))
    press_export(qtbot, dialog)
    made = dialog.told.text()
    dialog.open_file.click()
    qtbot.waitUntil(lambda: not dialog.findChildren(QTimer, options=CHILD)[1:], timeout=WAIT)
    assert (tools / "given").read_text().strip() == str(tmp_path / "map.png")
    assert (dialog.told.text() == made) == opens
    assert opens or str(tmp_path) in dialog.told.text()


def test_a_project_without_a_file_is_exported_to_a_folder_that_is_there(
    qtbot, document, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(
        "app.file_dialogs.QStandardPaths.writableLocation", lambda _place: str(tmp_path / "Documents")
    )
    found = apply(document, "e-commerce", "en")
    then = document.as_of(document.head)

    def proposed(**more: Any) -> Path:
        dialog = ExportDialog(then, found.id, "png", "en", **more)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.reject()
        return Path(dialog.target.text())

    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert proposed().parent == tmp_path
    assert proposed(file=tmp_path / "gone" / "a.masa").parent == tmp_path
    (tmp_path / "Documents").mkdir()
    assert proposed().parent == tmp_path / "Documents"
    (tmp_path / "maps").mkdir()
    named = proposed(file=tmp_path / "maps" / "a.masa", moment="As of: May")
    assert named == tmp_path / "maps" / "Buying a lamp online As of May.png"
    then.close()
