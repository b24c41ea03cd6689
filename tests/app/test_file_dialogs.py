"""Dialogs that ask for a file: every word in the reader's language, paths from the left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app import file_actions
from tests.app.conftest import Start
from tests.app.test_window import dialog, opened


@pytest.mark.parametrize("language", ["en", "he"])
def test_it_speaks_the_language_of_the_window(
    start: Start, shop: Path, tmp_path: Path, language: str
) -> None:
    window = opened(start(language), shop)
    file_actions.import_data(window)
    asked = dialog(QFileDialog)
    assert isinstance(asked, QFileDialog)
    names = QFileDialog.DialogLabel
    told = [
        asked.labelText(each)
        for each in (names.LookIn, names.FileName, names.FileType, names.Accept, names.Reject)
    ]
    told += [asked.iconProvider().type(QFileInfo(str(path))) for path in (tmp_path, shop)]
    for words in told:
        assert any("א" <= letter <= "ת" for letter in words) == (language == "he"), words
    name = asked.findChild(QLineEdit, "fileNameEdit")
    assert name.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert not asked.grab().isNull()
    asked.reject()
