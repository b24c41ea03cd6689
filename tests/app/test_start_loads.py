"""What a start loads before its first paint, and what waits until it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.gui import Program
app = QApplication(["masa"])
program = Program(app, Path(sys.argv[1]) if sys.argv[1:] else None)
program.window.show()
app.processEvents()
print(*sys.modules)
program.close()
"""


def loaded(config: Path, *files: Path) -> set[str]:
    """Modules of a program of its own, which no coverage follows: that loads some of them itself."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", START, *map(str, files)], cwd=ROOT, text=True, capture_output=True, check=True,
        env={**plain, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_start_page_loads_neither_canvas_nor_document(config: Path) -> None:
    found = loaded(config)
    assert "app.start_page" in found
    assert not {"app.workspace", "canvas.hands.view", "canvas.picture.layout", "model.document"} & found
    assert not {"model.verbs", "canvas.hands.clipboard", "sqlite3", "PySide6.QtNetwork"} & found


def test_a_start_with_a_file_loads_no_start_page_and_no_panel_that_is_not_shown(
    config: Path, shop: Path
) -> None:
    found = loaded(config, shop)
    assert "app.workspace" in found
    assert not {"app.start_page", "app.outline", "app.history_panel", "model.templates"} & found
    assert not {"canvas.hands.grids", "html.parser", "hmac", "PySide6.QtNetwork", "decimal"} & found
