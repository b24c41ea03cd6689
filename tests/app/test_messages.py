"""Every error and gesture has words in both languages; the unexpected is logged, and work goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import log, messages
from app.crash_dialog import CrashDialog
from model.errors import DOCUMENT_CODES, MasaError
from tests.app.conftest import Start
from tests.app.test_window import dialog, opened


def hebrew(text: str) -> bool:
    return any("א" <= letter <= "ת" for letter in text)


@pytest.mark.parametrize("code", sorted(DOCUMENT_CODES))
def test_an_error_says_what_happened_in_both_languages(code: str) -> None:
    values = {name: "/home/dana/מפה.masa" if name == "file" else 5 for name in DOCUMENT_CODES[code]}
    error = MasaError(code, **values)
    assert messages.say(error, "en").endswith(".")
    assert hebrew(messages.say(error, "he"))
    assert hebrew(messages.title(error, "he"))
    for language in ("en", "he"):
        if "file" in values:
            assert "מפה.masa" in messages.say(error, language)
            assert "/home/dana" not in messages.say(error, language)


@pytest.mark.parametrize(
    "kind", [FileNotFoundError, PermissionError, FileExistsError, IsADirectoryError, OSError]
)
def test_the_systems_errors_are_told_like_ours(kind: type[OSError]) -> None:
    error = kind(5, "Input/output error", "/x/plan.masa")
    assert "plan.masa" in messages.say(error, "en")
    assert hebrew(messages.say(error, "he"))


def test_the_log_keeps_what_happened_and_stays_small(config: Path) -> None:
    for number in range(3):
        log.write(ValueError(f"oops {number}"))
    text = log.log_file().read_text(encoding="utf-8")
    assert "oops 2" in text
    assert "Python" in text
    for _ in range(40):
        log.write(ValueError("x" * 50_000))
    sizes = [file.stat().st_size for file in config.iterdir() if file.name.startswith("masa.log")]
    assert len(sizes) <= 1 + log.KEPT
    assert max(sizes) < log.SIZE + 60_000


def test_a_log_that_cannot_be_written_is_no_second_error(config: Path) -> None:
    config.write_text("a file where the folder should be", encoding="utf-8")
    assert "oops" in log.write(ValueError("oops"))


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_unexpected_is_shown_once_with_a_report_and_the_work_goes_on(
    start: Start, shop: Path, qtbot: QtBot, language: str
) -> None:
    program = start(language)
    window = opened(program, shop)
    for _ in range(2):
        try:
            raise RuntimeError("a fault in a paint")
        except RuntimeError as error:
            program.crashes.hook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: any(isinstance(each, CrashDialog) for each in QApplication.topLevelWidgets()))
    shown = dialog(CrashDialog)
    assert "a fault in a paint" in shown.report.toPlainText()
    assert hebrew(shown.windowTitle()) == (language == "he")
    shown.copy.click()
    assert "RuntimeError" in QGuiApplication.clipboard().text()
    assert "a fault in a paint" in log.log_file().read_text(encoding="utf-8")
    shown.close()
    window.actions_by_id["add_stage"].trigger()
    window.finish_typing()
    assert len(program.session.document.all("stage")) == 6


def test_an_error_of_ours_that_nobody_caught_is_told_in_words(start: Start, qtbot: QtBot) -> None:
    program = start()
    try:
        raise MasaError("disk_full", file="/x/plan.masa")
    except MasaError:
        program.crashes.hook(*sys.exc_info())
    qtbot.waitUntil(lambda: any(isinstance(each, QMessageBox) for each in QApplication.topLevelWidgets()))
    told = dialog(QMessageBox)
    assert "The disk is full" in told.text()
    told.close()
