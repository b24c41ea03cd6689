"""A presentation with two screens: a program of its own, as Qt knows its screens from the start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.gui import Program
from app.presenting import deeds
from model.document import Document
from model.templates import apply

file = Path(sys.argv[1])
document = Document.create(file)
apply(document, "test-drive", "he")
document.close()
app = QApplication(["masa", "-style", "fusion"])
program = Program(app, file)
window = program.window
window.show()
app.processEvents()
said = []

def tell(what):
    app.processEvents()
    shown = deeds.running(window)
    wall = shown.wall if shown else None
    where = list(wall.geometry().getRect()) if wall and wall.isVisible() else None
    of_window = app.screens().index(window.screen())
    said.append((what, where, of_window, wall.camera.index if wall else None, wall and wall.isFullScreen()))

window.actions_by_id["smooth"].trigger()
QTest.keyClick(window.view, Qt.Key.Key_F5)
tell("begun")
QTest.keyClick(deeds.running(window).wall.view, Qt.Key.Key_PageDown)
window.actions_by_id["swap_screens"].trigger()
tell("swapped")
QTest.keyClick(deeds.running(window).wall.view, Qt.Key.Key_S)
tell("back")
for signal in (app.screenRemoved, app.screenAdded):
    signal.emit(app.screens()[1])
    tell("plugged")
QTest.keyClick(window.view, Qt.Key.Key_F5)
tell("again")
deeds.running(window).wall.close()
tell("ended")
import json
print(json.dumps(said))
window.close()
program.close()
"""


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """A laptop's and a projector's."""
    sizes = [("laptop", 0, 1440, 900), ("projector", 1440, 1920, 1080)]
    made = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in sizes
    ]
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": made}), encoding="utf-8")
    return file


def test_the_projector_shows_the_map_and_the_laptop_keeps_the_window(tmp_path: Path, screens: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens.as_posix()}",
        "MASA_CONFIG": str(tmp_path / "config"),
    }
    ran = subprocess.run(
        [sys.executable, "-c", STORY, str(tmp_path / "מסע.masa")],
        env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    laptop, projector = [0, 0, 1440, 900], [1440, 0, 1920, 1080]
    assert json.loads(ran.stdout) == [
        ["begun", projector, 0, 0, True],
        ["swapped", laptop, 1, 1, True],
        ["back", projector, 0, 1, True],
        ["plugged", projector, 0, 1, True],
        ["plugged", projector, 0, 1, True],
        ["again", projector, 0, 1, True],
        ["ended", None, 0, None, None],
    ]
