"""What is told in the window when a file, a disk or a drop is not as hoped, and that the work goes on."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app import file_actions
from app.gui import Program
from app.versions_copy import CopyDialog
from app.window import Window
from model import verbs, versions
from model.document import Document
from tests.app.conftest import Start
from tests.app.test_history import press
from tests.app.test_window import choose, dialog, first_card, opened

NOT_SAVED = "לא נשמר: הטקסט שבכתיבה"
NOBODY = 65534  # a user of every Unix who owns nothing


def told() -> str:
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    return box.informativeText()


def change(window: Window, title: str) -> bool:
    """As a panel or the canvas does it: a refusal is told in words."""
    document = window.session.document
    card = first_card(document)
    return window.perform(lambda: verbs.set_fields(document, "card", [card], title=title))


def drop(on: QWidget, file: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(on, QDragEnterEvent(QPoint(400, 300), *held))
    QApplication.sendEvent(on, QDropEvent(QPointF(400, 300), *held))
    QApplication.processEvents()


# ---- undo past the opening of the file ----


def test_undo_past_the_opening_asks_once(start: Start, shop: Path) -> None:
    earlier = Document.open(shop)
    card = first_card(earlier)
    was = earlier["card", card].title
    for title in ("one", "two"):
        verbs.set_fields(earlier, "card", [card], title=title)
    earlier.close()
    window = opened(start(), shop)
    document = window.session.document
    undo = window.actions_by_id["undo"]
    verbs.set_fields(document, "card", [card], title="three")
    undo.trigger()  # of this sitting: not asked
    assert document["card", card].title == "two"
    undo.trigger()
    assert "before this file was opened" in told()
    press("Leave it")
    assert document["card", card].title == "two"
    undo.trigger()
    press("Undo it")
    assert document["card", card].title == "one"
    undo.trigger()
    assert document["card", card].title == was
    window.actions_by_id["redo"].trigger()
    assert document["card", card].title == "one"


# ---- copies ----


@pytest.mark.parametrize("whole", [True, False])
def test_a_copy_holds_the_past_or_nothing_of_it(
    start: Start, shop: Path, tmp_path: Path, whole: bool
) -> None:
    window = opened(start(), shop)
    document = window.session.document
    card = first_card(document)
    for title in ("Kept in the past", "Shown today"):
        verbs.set_fields(document, "card", [card], title=title)
    window.actions_by_id["save_copy"].trigger()
    asked = dialog(CopyDialog)
    assert isinstance(asked, CopyDialog)
    (asked.whole if whole else asked.bare).click()
    asked.ok.click()
    choose(tmp_path / "copy.masa")
    copy = Document.open(tmp_path / "copy.masa")
    assert copy["card", card].title == "Shown today"
    assert (copy.undo_step is not None) == whole
    assert (len(versions.moments(copy)) > 1) == whole
    copy.close()
    if not whole:
        assert b"Kept in the past" not in (tmp_path / "copy.masa").read_bytes()
    assert window.session.file_name == "shop.masa"


# ---- files that go, disks that fill ----


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_file_that_went_is_told_at_the_next_step_and_the_work_goes_on_in_a_copy(
    start: Start, shop: Path, tmp_path: Path, language: str
) -> None:
    program: Program = start(language)
    window = opened(program, shop)
    document = program.session.document
    card = first_card(document)
    change(window, "before it went")
    shop.unlink()
    assert not change(window, "after it went")
    assert document["card", card].title == "before it went"
    assert "shop.masa" in told()
    press("Save a copy…" if language == "en" else "שמירת עותק…")
    choose(tmp_path / "saved.masa")
    assert program.session.file_name == "saved.masa"
    now = program.session.document
    assert now["card", card].title == "before it went"
    assert change(window, "in the copy")
    window.actions_by_id["undo"].trigger()
    window.actions_by_id["undo"].trigger()
    press("Undo it" if language == "en" else "לבטל")
    assert now["card", card].title not in ("before it went", "in the copy")


def test_a_renamed_file_is_told_and_found_again(start: Start, shop: Path) -> None:
    program: Program = start()
    window = opened(program, shop)
    change(window, "before")
    shop.rename(shop.with_name("renamed.masa"))
    assert not change(window, "after")
    assert "was moved or deleted" in told()
    press("Close")
    shop.with_name("renamed.masa").rename(shop)
    assert change(window, "back again")
    window.actions_by_id["close"].trigger()
    again = Document.open(shop)
    assert again["card", first_card(again)].title == "back again"
    again.close()


def test_a_full_disk_is_told_and_the_work_goes_on_when_there_is_room(
    start: Start, shop: Path, tmp_path: Path
) -> None:
    program: Program = start()
    window = opened(program, shop)
    document = program.session.document
    card = first_card(document)
    change(window, "before")
    pages = document.file.query("PRAGMA page_count")[0][0]
    document.file.query(f"PRAGMA max_page_count={pages}")  # to SQLite, this is a disk without room
    long = "".join(chr(0x4E00 + number) for number in range(18_000))
    assert not change(window, long)
    assert "The disk is full" in told()
    assert document["card", card].title == "before"
    press("Save a copy…")
    choose(tmp_path / "elsewhere.masa")
    assert program.session.document is document
    document.file.query("PRAGMA max_page_count=1073741823")
    assert change(window, long)
    window.actions_by_id["undo"].trigger()
    assert document["card", card].title == "before"
    assert Document.from_snapshot((tmp_path / "elsewhere.masa").read_bytes())["card", card].title == "before"


def write_card(window: Window, qtbot: QtBot, text: str) -> None:
    """As typed on the map, and ended by Enter."""
    view = window.workspace.view
    view.select([("card", first_card(window.session.document))])
    view.add("touchpoint")
    field = view.writing.editor.focusProxy()
    for event in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(event, 0, Qt.KeyboardModifier.NoModifier, text))
    qtbot.keyClick(field, Qt.Key.Key_Return)


def questions() -> list[QWidget]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()
    ]


def titles(document: Document) -> list[str]:
    return [card.title for card in document.all("card").values()]


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_text_that_a_file_that_went_did_not_take_is_in_the_copy(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    program: Program = start(language)
    window = opened(program, shop)
    text = "Call the shop" if language == "en" else "שיחה עם החנות"
    shop.unlink()
    write_card(window, qtbot, text)
    assert "shop.masa" in told()
    status = window.workspace.status.saved
    assert status.text() == ("Not saved: the text that is being written" if language == "en" else NOT_SAVED)
    press("Save a copy…" if language == "en" else "שמירת עותק…")
    choose(tmp_path / "saved.masa")
    assert not questions()
    assert program.session.file_name == "saved.masa"
    assert text in titles(program.session.document)
    assert "saved.masa" in window.workspace.notice.told.text()
    assert window.workspace.status.saved.text() == ("Saved" if language == "en" else "נשמר")


def test_a_text_that_a_full_disk_did_not_take_is_in_the_copy_and_stays(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(start(), shop)
    document = window.session.document
    document.file.query("PRAGMA query_only=1")  # to SQLite, a file that takes nothing
    write_card(window, qtbot, "Call the shop")
    press("Save a copy…")
    choose(tmp_path / "elsewhere.masa")
    assert window.session.document is document
    assert "The text that is being written is in it." in window.workspace.notice.told.text()
    assert window.workspace.status.saved.text().startswith("Not saved")
    assert "Call the shop" in titles(Document.from_snapshot((tmp_path / "elsewhere.masa").read_bytes()))
    assert "Call the shop" not in titles(document)
    document.file.query("PRAGMA query_only=0")
    window.finish_typing()
    assert "Call the shop" in titles(document)
    assert window.workspace.status.saved.text() == "Saved"


# ---- drops ----


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("on_map", [True, False])
def test_a_picture_dropped_is_told_and_not_read(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot, language: str, on_map: bool
) -> None:
    program: Program = start(language)
    window = opened(program, shop) if on_map else program.window
    picture = tmp_path / "picture.png"
    with picture.open("wb") as file:
        file.truncate(200 << 20)
    before = picture.stat().st_atime_ns
    drop(window.view.viewport() if on_map else window, picture, qtbot)
    qtbot.waitUntil(lambda: any(isinstance(each, QMessageBox) for each in QApplication.topLevelWidgets()))
    said = told()
    assert "picture.png" in said
    assert "*.masa" in said
    assert ("גרור" in said) == (language == "he")
    press("Close" if language == "en" else "סגירה")
    assert picture.stat().st_atime_ns == before
    assert program.session.file_name == ("shop.masa" if on_map else "")


def test_a_table_dropped_on_an_earlier_moment_is_refused(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(start(), shop)
    change(window, "later")
    window.session.look(versions.moments(window.session.document)[1].id)
    table = tmp_path / "table.csv"
    table.write_text("stage,entered\nDiscover,10\n", encoding="utf-8")
    file_actions.dropped(window, [table])
    assert "only shown" in told()
    press("Close")


# ---- places that cannot be written ----


@pytest.fixture
def lock(shop: Path) -> Iterator[Callable[[], Path]]:
    """From now on an ordinary user works, who may read a project but not write it or its folder."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0

    def run() -> Path:
        path = Path(shutil.copy(shop, folder))
        path.chmod(0o444)
        folder.chmod(0o555)
        if root:
            os.seteuid(NOBODY)
        return path

    try:
        yield run
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
@pytest.mark.parametrize("language", ["en", "he"])
def test_a_file_that_cannot_be_written_is_read_and_a_copy_is_worked_on(
    start: Start, lock: Callable[[], Path], language: str
) -> None:
    program: Program = start(language)
    window = opened(program, lock())
    bar = window.workspace.reading
    assert bar.isVisible()
    assert bar.copy.isVisible()
    assert not bar.reopen.isVisible()
    assert ("עותק" in bar.told.text()) == (language == "he")
    assert not window.actions_by_id["add_stage"].isEnabled()
    assert program.session.file_name == "shop.masa"
    with tempfile.TemporaryDirectory() as folder:
        bar.copy.click()
        asked = dialog(CopyDialog)
        assert isinstance(asked, CopyDialog)
        asked.ok.click()
        choose(Path(folder) / "mine.masa")
        assert program.session.file_name == "mine.masa"
        assert not window.workspace.reading.isVisible()
        assert change(window, "written")
        window.actions_by_id["close"].trigger()
