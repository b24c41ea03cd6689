"""A whole program in a folder of its own: settings, files, window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui import Program
from app.settings import Settings
from model.document import Document
from model.templates import apply

Start = Callable[..., Program]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "config"
    monkeypatch.setenv("MASA_CONFIG", str(folder))
    return folder


@pytest.fixture
def start(config: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Start]:
    """Start the program in a language and a theme; what it shows is 1280 × 800."""
    running: list[Program] = []

    def begin(
        language: str = "en", theme: str = "light", recent: list[Path] | None = None, file: Path | None = None
    ) -> Program:
        names = [str(path) for path in recent or []]
        Settings(language=language, theme=theme, folder=str(tmp_path), recent=names).save()
        program = Program(qapp, file)
        running.append(program)
        program.window.resize(1280, 800)
        with qtbot.waitExposed(program.window):
            program.window.show()
        return program

    yield begin
    for program in running:
        program.window.close()
        program.close()
        program.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # before the style goes: it knows them
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The English sample as a file."""
    return made(tmp_path / "shop.masa", "e-commerce", "en")


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """The Hebrew sample as a file."""
    return made(tmp_path / "נסיעת מבחן.masa", "test-drive", "he")


def made(path: Path, template: str, language: str) -> Path:
    document = Document.create(path)
    apply(document, template, language)
    document.close()
    return path
