"""What the panel says of a stage's figures: each with its n, interval, unit and file, in both languages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.imports_dialog import ImportsDialog, batch_words
from app.sample_import import SampleImport
from app.window import Window
from model.records import ImportBatch
from model.templates import template
from resources.words import words
from tests.app.conftest import Start
from tests.app.test_window import dialog, opened


def with_figures(window: Window, qtbot: QtBot, sample: str, language: str) -> Window:
    session = window.session
    running = SampleImport(session, session.document, session.map_id, template(sample).samples(language))
    with qtbot.waitSignal(running.finished, timeout=60_000):
        pass
    return window


def texts(window: Window, stage: int) -> list[str]:
    stages = window.session.document.children("stage", map=window.session.map_id)
    window.view.select([("stage", stages[stage].id)])
    QApplication.processEvents()  # a layout shows what it was given only then
    found = window.workspace.panel.below.findChildren(QLabel)
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2069"))
    return [label.text().translate(marks) for label in found if not label.isHidden()]


def test_figures_of_a_stage_in_english(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = with_figures(opened(start(), shop), qtbot, "e-commerce", "en")
    assert texts(window, 0) == [
        "Drop-off",
        "Entered: 18,400 people",
        "Completed: 7,912 (43.0%)",
        "Left: 10,488 (57.0%)",
        "From e-commerce-funnel.csv",
        "Feedback",
        "CSAT: 74%",
        "95% interval 69% to 78%, n = 351",
    ]
    assert texts(window, 1)[-1] == "No feedback yet"


def test_figures_of_a_stage_in_hebrew(start: Start, drive: Path, qtbot: QtBot) -> None:
    window = with_figures(opened(start("he"), drive), qtbot, "test-drive", "he")
    told = texts(window, 1)
    assert told[1] == "נכנסו: 486 אנשים"
    assert told[-2:] == ["CSAT: 62%", "רווח סמך 95% 53% עד 70%, n = 118"]
    shown = window.workspace.panel.below.findChildren(QLabel)
    assert all(label.text().startswith("\u200f") for label in shown)


def test_an_import_is_taken_out_and_comes_back_by_undo(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = with_figures(opened(start(), shop), qtbot, "e-commerce", "en")
    document = window.session.document
    before = texts(window, 0)
    window.actions_by_id["imports"].trigger()
    shown = dialog(ImportsDialog)
    assert len(shown.removers) == 4
    shown.removers[-1].click()
    assert len(shown.removers) == 3
    shown.close()
    assert not document.all("drop_off")
    assert any("No figures yet" in text for text in texts(window, 0))
    assert window.actions_by_id["undo"].text().startswith("Undo: remove imported data")
    window.actions_by_id["undo"].trigger()
    assert texts(window, 0) == before
    window.actions_by_id["redo"].trigger()
    assert not document.all("drop_off")


def test_refused_rows_are_told() -> None:
    batch = ImportBatch(1, 1, "feedback", "a.csv", "", 0, 1200, 2)
    told = batch_words(batch, words("en"))
    assert "1,200" in told
    assert "2" in told.split(", ")[-2]


def test_a_moment_of_any_number_has_words() -> None:
    for at in (10**17, -(10**17)):
        assert batch_words(ImportBatch(1, 1, "feedback", "a.csv", "", at, 1), words("he"))
