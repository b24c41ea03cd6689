"""A file dialog looks into the files that it lists: the open project stays this program's alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QListView
from pytestqt.qtbot import QtBot

from model import verbs
from model.document import Document
from model.snapshot import read_snapshot

ROOT = Path(__file__).parents[2]
OPEN = """
import sys; from model.document import Document; from model.errors import MasaError
try:
    Document.open(sys.argv[1]).close()
except MasaError as error:
    print(error.code)
"""


def elsewhere(path: Path) -> str:
    command = [sys.executable, "-c", OPEN, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_a_file_dialog_in_the_folder_of_an_open_project(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "מסע.masa"
    document = Document.create(path)
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    listed = dialog.findChild(QListView, "listView")
    qtbot.waitUntil(lambda: listed.model().rowCount(listed.rootIndex()) == 1)
    dialog.selectFile(str(path))
    dialog.grab()  # icons are looked up when they are drawn
    assert elsewhere(path) == "file_is_open"
    verbs.new_map(document, "mine")
    assert len(Document.from_snapshot(read_snapshot(path)).all("map")) == 1
    document.close()
    assert elsewhere(path) == ""
