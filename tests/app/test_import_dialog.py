"""The import dialog on real files: what it shows, what it changes, and that it leaves nothing half done."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit

from app.import_dialog import WAITING, ImportDialog
from app.import_stages import NEW, NONE, Meaning, with_meaning
from importers.check import DROP_OFF_FIELDS, FEEDBACK_FIELDS, LEFT_OUT, Choices, StageMatch
from model.document import Document
from model.measures import map_figures
from model.summary import summary
from model.verbs import add_stage, new_map, remove

WAIT = 20_000  # ms
FUNNEL = "Step,Active users\n1. Discover,1000\n2. Compare,400\n3. Order,100\n"
HEBREW = "שלב,נכנסו,עזבו\nכרטיס מועדון,1000,600\nמדידה,400,300\nאריזה,100,0\n"


@pytest.fixture
def document() -> Iterator[Document]:
    made = Document.create(None)
    yield made
    made.close()


@pytest.fixture
def map_id(document: Document) -> int:
    found = new_map(document, title="Shop", language="en")
    for title in ("Discover", "Compare", "Order"):
        add_stage(document, found.id, title=title)
    return int(found.id)


Open = Callable[..., ImportDialog]


@pytest.fixture
def open_dialog(qtbot: Any, document: Document, map_id: int, tmp_path: Path) -> Iterator[Open]:
    """Opens the dialog on a file with this content, and waits until it is read."""
    opened = []

    def make(content: str | bytes, language: str = "en", name: str = "table.csv") -> ImportDialog:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        dialog = ImportDialog(document, map_id, path, language)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        opened.append(dialog)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    yield make
    for dialog in opened:
        dialog.reject()


def settle(qtbot: Any, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.failed is not None or dialog.job.state == "checked", timeout=WAIT)
    qtbot.waitUntil(lambda: dialog.failed is not None or not dialog.bar.isVisible(), timeout=WAIT)


def press_import(qtbot: Any, dialog: ImportDialog) -> None:
    assert dialog.go.isEnabled()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.outcome is not None or dialog.failed is not None, timeout=WAIT)


def pick(dialog: ImportDialog, choice: Any, value: object) -> None:
    """Choose an entry of a combo as a user does."""
    index = next(i for i in range(choice.count()) if choice.itemData(i) == value)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def entered(document: Document, map_id: int) -> list[int | None]:
    stages = map_figures(document, map_id).stages.values()
    return [figures.drop_off.entered if figures.drop_off else None for figures in stages]


def test_a_funnel_is_shown_before_it_changes_anything_then_comes_in_as_one_step(
    qtbot, document, map_id, open_dialog
):
    head = document.head
    dialog = open_dialog(FUNNEL)
    assert dialog.reading.kind.currentData() == "drop_off"
    assert dialog.fields.column("entered").currentText().strip("\u2068\u2069") == "Active users"
    assert "Nothing has been changed yet" in dialog.told.text()
    assert document.head == head

    press_import(qtbot, dialog)
    assert entered(document, map_id) == [1000, 400, 100]
    assert not dialog.isVisible()  # it closes by itself: the map is what there is to see now
    document.undo()
    assert entered(document, map_id) == [None, None, None]
    document.redo()
    assert entered(document, map_id) == [1000, 400, 100]


def test_the_same_file_again_adds_nothing(qtbot, document, map_id, open_dialog):
    press_import(qtbot, open_dialog(FUNNEL))
    head = document.head
    again = open_dialog(FUNNEL)
    assert not again.go.isEnabled()
    assert document.head == head


def test_hebrew_headers_and_names_in_a_hebrew_window(qtbot, document, map_id, open_dialog):
    dialog = open_dialog(HEBREW, language="he")
    assert dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert dialog.preview.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert dialog.job.check.kind == "drop_off"
    assert not dialog.go.isEnabled()  # the map's stages are English: no name is one of them
    qtbot.mouseClick(dialog.stages.make_all, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    press_import(qtbot, dialog)
    titles = [stage.title for stage in document.children("stage", map=map_id)]
    assert {"כרטיס מועדון", "מדידה", "אריזה"} <= set(titles)


def test_a_latin_table_keeps_its_direction_in_a_hebrew_window(open_dialog):
    assert open_dialog(FUNNEL, language="he").preview.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_hebrew_without_headers_runs_from_the_right(open_dialog):
    dialog = open_dialog("".join(f"{n},השירות היה טוב מאוד ומהיר {n}\n" for n in range(9)))
    assert dialog.preview.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_a_name_is_matched_by_hand_another_becomes_a_stage_a_third_stays_out(
    qtbot, document, map_id, open_dialog
):
    first = document.children("stage", map=map_id)[0]
    dialog = open_dialog("Step,Users\nSeen,900\nBasket,300\nPaid,80\n")
    assert "No name" in dialog.obstacle.text()
    names = [match.name for match in dialog.job.check.stage_matches]
    for name, meaning in zip(names, (Meaning(first.id), NEW, NONE), strict=True):
        pick(dialog, dialog.stages.choice(name), meaning)
        settle(qtbot, dialog)
    assert [match.how for match in dialog.job.check.stage_matches] == ["chosen", "new", ""]
    press_import(qtbot, dialog)
    assert dialog.outcome.imported == 2
    titles = [stage.title for stage in document.children("stage", map=map_id)]
    assert sum("Basket" in title for title in titles) == 1
    assert not any("Paid" in title for title in titles)


def test_refused_rows_say_why_and_can_be_saved(qtbot, document, map_id, open_dialog, tmp_path):
    dialog = open_dialog("NPS,Comment\n9,good\n10,fine\n11,what\n3,=HYPERLINK(1)\n0,bad\n")
    if not dialog.job.check.scale or dialog.job.check.scale != "nps":
        pick(dialog, dialog.fields.scale, "nps")
        settle(qtbot, dialog)
    assert dialog.job.check.refused == 1
    assert dialog.save_refused.isVisible()
    model = dialog.preview.model()
    shown = [
        [str(model.data(model.index(row, column)) or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    (refused,) = [row for row in shown if "11" in row[0]]
    assert "between 0 and 10" in refused[-1].replace("\u2066", "").replace("\u2069", "")
    dialog.save_refused.click()
    (asked,) = dialog.findChildren(QFileDialog)
    asked.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "refused.csv"))
    asked.accept()
    assert "refused.csv" in dialog.told.text()
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert rows[1][2] == "11"
    press_import(qtbot, dialog)
    assert summary(document)["maps"][0]["feedback"]["nps"]["n"] == 4


def test_an_unknown_scale_is_asked_for(qtbot, document, map_id, open_dialog):
    dialog = open_dialog("score,comment\n" + "".join(f"{n % 5 + 1},text {n}\n" for n in range(40)))
    pick(dialog, dialog.fields.scale, "stars5")
    settle(qtbot, dialog)
    press_import(qtbot, dialog)
    assert summary(document)["maps"][0]["feedback"]["stars"]["n"] == 40


def test_answers_without_a_stage_can_all_be_about_one(qtbot, document, map_id, open_dialog):
    stage = document.children("stage", map=map_id)[1]
    dialog = open_dialog("NPS,Comment\n9,good\n10,fine\n0,bad\n")
    pick(dialog, dialog.stages.about, stage.id)
    settle(qtbot, dialog)
    press_import(qtbot, dialog)
    assert summary(document)["maps"][0]["stages"][1]["feedback"]["nps"]["n"] == 3


def test_another_encoding_reads_the_file_anew(qtbot, open_dialog):
    dialog = open_dialog(HEBREW.encode("cp1255"))
    assert dialog.reading.encoding.currentData() == "cp1255"
    pick(dialog, dialog.reading.encoding, "cp1252")
    settle(qtbot, dialog)
    assert dialog.job.check.columns[0] != "שלב"
    pick(dialog, dialog.reading.encoding, "cp1255")
    settle(qtbot, dialog)
    assert dialog.job.check.columns[0] == "שלב"


def test_another_row_becomes_the_header(qtbot, open_dialog):
    dialog = open_dialog("Report of today,\nStep,Users\nDiscover,1000\nCompare,400\n")
    assert dialog.job.check.header_row == 2
    dialog.preview.setFocus()
    dialog.preview.selectRow(0)
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert dialog.job.check.header_row == 1
    assert dialog.outcome is None  # Enter chose a row and did not import


def test_another_encoding_keeps_header_row_fields_and_scale(qtbot, open_dialog):
    rows = "סיכום,של היום\nא,ב\n" + "שירות טוב,9\nלא עבד,2\nכך וכך,5\n"
    dialog = open_dialog(rows.encode("cp1255"))
    pick(dialog, dialog.reading.kind, "feedback")
    settle(qtbot, dialog)
    pick(dialog, dialog.reading.header, 2)
    settle(qtbot, dialog)
    pick(dialog, dialog.fields.column("score"), 1)
    settle(qtbot, dialog)
    pick(dialog, dialog.fields.column("comment"), 0)
    settle(qtbot, dialog)
    pick(dialog, dialog.fields.scale, "nps")
    settle(qtbot, dialog)
    chosen = (2, {"score": 1, "comment": 0}, "nps", 3)
    for encoding in ("cp1252", "cp1255"):
        pick(dialog, dialog.reading.encoding, encoding)
        settle(qtbot, dialog)
        check = dialog.job.check
        assert check.encoding == encoding
        assert (check.header_row, dict(check.mapping), check.scale, check.importable) == chosen
    assert check.columns == ("א", "ב")


def test_another_header_row_keeps_the_fields(qtbot, open_dialog):
    dialog = open_dialog("Report,of today\nnps,remarks\n9,good\n2,bad\n")
    pick(dialog, dialog.fields.column("source"), 1)
    settle(qtbot, dialog)
    pick(dialog, dialog.reading.header, 1)
    settle(qtbot, dialog)
    assert dialog.job.check.columns == ("Report", "of today")
    assert dialog.job.check.mapping["source"] == 1


def test_what_a_new_reading_does_not_have_is_found_anew(qtbot, open_dialog):
    dialog = open_dialog("a;b;c,nps;comment\n1;2;3,9;fine\n1;2;3,2;bad\n")
    dialog.choose(separator=";", header_row=1)
    settle(qtbot, dialog)
    dialog.choose(mapping={"comment": 3})
    settle(qtbot, dialog)
    dialog.choose(separator="|")
    settle(qtbot, dialog)
    assert dialog.job.choices.mapping is None  # other columns: what was said of them does not hold
    assert dialog.job.check.header_row == 1


def test_the_wheel_scrolls_past_a_combo_and_changes_nothing(qtbot, open_dialog):
    dialog = open_dialog(FUNNEL)
    combo = dialog.fields.column("entered")
    before = combo.currentIndex()
    middle = QPointF(combo.rect().center())
    wheel = QWheelEvent(
        middle, combo.mapToGlobal(middle), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)
    assert combo.currentIndex() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7\n"])
def test_a_file_that_is_no_table_is_told_and_changes_nothing(document, open_dialog, content):
    head = document.head
    dialog = open_dialog(content)
    assert dialog.failed is not None
    assert "table.csv" in dialog.instead.text()
    assert dialog.instead.isVisible()
    assert not dialog.preview.isVisible()
    assert not dialog.go.isVisible()
    assert dialog.size() == WAITING  # a message, not an empty page
    assert document.head == head


def test_cancel_while_it_writes_leaves_nothing(qtbot, document, map_id, open_dialog):
    before = document.snapshot()
    rows = "".join(f"{n % 11},answer {n}\n" for n in range(30_000))
    dialog = open_dialog("NPS,Comment\n" + rows)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=WAIT)
    assert dialog.outcome is None
    dialog.reject()
    assert dialog.outcome is None
    assert document.undo_step is None or document.undo_step.gesture != "import_feedback"
    assert len(document.all("import_batch")) == 0
    assert Document.from_snapshot(before).all("stage") == document.all("stage")
    add_stage(document, map_id, title="After")  # the document takes gestures again


def test_closing_while_it_reads_leaves_no_process(document, map_id, qtbot, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(FUNNEL, encoding="utf-8")
    dialog = ImportDialog(document, map_id, path, "en")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert dialog.job.state == "failed"
    assert len(document.all("import_batch")) == 0


@pytest.mark.parametrize("language", ["en", "he"])
def test_it_fits_into_a_small_window_and_every_control_has_a_name(open_dialog, language):
    dialog = open_dialog(FUNNEL, language=language)
    dialog.resize(1024, 640)
    assert dialog.minimumSizeHint().width() <= 1024
    assert dialog.minimumSizeHint().height() <= 640
    for control in (dialog.reading.kind, dialog.fields.column("stage"), dialog.stages.about, dialog.preview):
        assert control.accessibleName()
    for kind in (QComboBox, QAbstractButton):
        for control in dialog.findChildren(kind):
            of_qt = control.objectName().startswith("qt_")  # parts of its own lists and tables
            assert of_qt or control.accessibleName() or control.text(), control


def in_sight(dialog: ImportDialog) -> list[str]:
    """The fields whose choices can be seen whole."""
    fields = FEEDBACK_FIELDS if dialog.job.check.kind == "feedback" else DROP_OFF_FIELDS
    choices = {field: dialog.fields.column(field) for field in fields}
    return [
        field for field, choice in choices.items() if choice.visibleRegion().boundingRect() == choice.rect()
    ]


@pytest.mark.parametrize("content", [FUNNEL, "nps,comment\n9,good\n2,bad\n"])
def test_in_a_small_window_six_fields_and_three_rows_are_in_sight(qtbot, open_dialog, content):
    dialog = open_dialog(content)
    dialog.resize(1020, 600)
    qtbot.waitUntil(lambda: len(in_sight(dialog)) >= 6, timeout=WAIT)
    preview, header = dialog.preview, dialog.job.check.header_row - 1
    rows = [preview.visualRect(preview.model().index(row, 0)) for row in range(header, header + 3)]
    assert all(preview.viewport().rect().contains(each.center()) for each in rows)


def test_fields_that_the_file_has_come_first(open_dialog):
    dialog = open_dialog("Stage,Users,Segment\nDiscover,10,all\nOrder,4,all\n")
    places = {field: dialog.fields.column(field).y() for field in DROP_OFF_FIELDS}
    assert sorted(places, key=places.get)[:3] == ["stage", "entered", "segment"]


def test_the_user_parts_fields_and_preview(qtbot, open_dialog):
    dialog = open_dialog(FUNNEL)
    qtbot.waitUntil(lambda: len(in_sight(dialog)) >= 6, timeout=WAIT)
    parts, before = dialog._parts, dialog._parts.sizes()[0]
    handle = parts.handle(1)
    start = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(handle, start + QPoint(0, -60))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)
    chosen = parts.sizes()[0]
    assert chosen < before
    pick(dialog, dialog.reading.encoding, "cp1252")
    settle(qtbot, dialog)
    dialog.resize(dialog.width() - 30, dialog.height())
    assert parts.sizes()[0] == chosen


def test_enter_after_new_stages_for_all_imports(qtbot, document, map_id, open_dialog):
    dialog = open_dialog("Step,Users\nSeen,900\nBasket,300\nPaid,80\n")
    assert not dialog.go.isEnabled()
    assert dialog.focusWidget() is dialog.stages.make_all
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert dialog.focusWidget() is dialog.go
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=WAIT)
    assert dialog.outcome.new_stages == 3


@pytest.mark.parametrize("name", ["cancel", "save_refused"])
def test_enter_imports_wherever_the_keyboard_is(qtbot, document, map_id, open_dialog, name):
    dialog = open_dialog("NPS,Comment\n9,good\n10,fine\n11,what\n0,bad\n")
    control = getattr(dialog, name)
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=WAIT)
    assert dialog.outcome.imported == 3


def test_all_of_it_lies_on_the_screen(open_dialog):
    dialog = open_dialog(FUNNEL)
    room = dialog.screen().availableGeometry()
    assert room.contains(dialog.frameGeometry())
    foot = dialog.go.mapTo(dialog, dialog.go.rect().bottomRight())
    assert dialog.rect().contains(foot)


def test_columns_without_headers_go_by_their_numbers(qtbot, open_dialog):
    for language, name in (("en", "Column 1"), ("he", "עמודה 1")):
        dialog = open_dialog("9,good service\n10,all fine here\n3,bad things\n" * 5, language=language)
        assert dialog.job.check.header_row == 0
        pick(dialog, dialog.reading.kind, "feedback")
        settle(qtbot, dialog)
        score = dialog.fields.column("score")
        assert score.itemText(1).strip("\u2068\u2069") == name
        assert not dialog.reading.why.text().rstrip().endswith(":")


def test_headers_stand_over_what_their_columns_hold(open_dialog):
    dialog = open_dialog("ציון,הערה,Source\n9,טוב מאוד,mail\n10,בסדר,web\n0,רע,shop\n", language="he")
    model = dialog.preview.model()
    for column in range(3):
        cell = model.index(model.rowCount() - 1, column)
        heading = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        assert heading == model.data(cell, Qt.ItemDataRole.TextAlignmentRole)
    hebrew, latin = (
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        for column in (1, 2)
    )
    assert hebrew & Qt.AlignmentFlag.AlignRight
    assert latin & Qt.AlignmentFlag.AlignLeft


def test_a_map_without_stages_gets_those_of_the_file(qtbot, document, open_dialog):
    for stage in list(document.all("stage")):
        remove(document, [("stage", stage)])
    dialog = open_dialog(FUNNEL)
    press_import(qtbot, dialog)
    (map_id,) = document.all("map")
    assert [stage.title for stage in document.children("stage", map=map_id)] == [
        "Discover", "Compare", "Order",
    ]  # fmt: skip


def test_new_stages_for_one_name_makes_none_for_the_others():
    matches = (StageMatch("A", None, "", 1), StageMatch("B", None, "", 1), StageMatch("C", 7, "exact", 1))
    chosen = with_meaning(Choices(), matches, "A", NEW)
    assert chosen.new_stages
    assert chosen.stage_of == {"A": None, "B": LEFT_OUT}
