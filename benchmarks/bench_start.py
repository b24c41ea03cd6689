"""From a new process to the window's first paint, beside a bare PySide6 window with an empty QGraphicsView.

python benchmarks/bench_start.py [RUNS]: medians of alternating runs in fresh processes, and their ratio to
the bare window; beside them the least processor time of the runs, which other work on the machine hardly
changes. The limit is for the start page and for a window that opens a map of 48 cards.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMIT = 2.0

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QMainWindow
app = QApplication([])
window = QMainWindow()
class View(QGraphicsView):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", time.process_time(), flush=True)
        QTimer.singleShot(0, app.quit)
window.setCentralWidget(View(QGraphicsScene()))
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""

MASA = """
import sys, time
sys.path.insert(0, {root!r})
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app import gui, window
class Window(window.Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", time.process_time(), flush=True)
        QTimer.singleShot(0, QApplication.instance().quit)
gui.Window = Window
import main
sys.argv = ["masa", *{files!r}]
main.main()
"""


def seconds(program: str, folder: Path) -> tuple[float, float]:
    """From starting the process to its first paint, and the processor time it took until then."""
    env = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {
        "MASA_CONFIG": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }  # fmt: skip
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled
    begin = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    line = next(line for line in child.stdout if line.startswith("painted"))
    took = time.perf_counter() - begin
    child.communicate()
    if child.returncode:
        raise SystemExit(f"the program ended with {child.returncode}")
    return took, float(line.split()[1])


def main(runs: int) -> None:
    sys.path.insert(0, str(ROOT))
    from model.document import Document
    from model.templates import apply

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "shop.masa"
        document = Document.create(file)
        apply(document, "e-commerce", "en")
        document.close()
        programs = {
            "bare": BARE,
            "start page": MASA.format(root=str(ROOT), files=[]),
            "open file": MASA.format(root=str(ROOT), files=[str(file)]),
        }
        taken: dict[str, list[tuple[float, float]]] = {each: [] for each in programs}
        for run in range(runs + 1):
            for each, program in programs.items():
                took = seconds(program, folder / "config")
                if run:  # the first round warms the disk's cache
                    taken[each].append(took)
        found = {
            each: (statistics.median(wall for wall, _ in runs), min(busy for _, busy in runs))
            for each, runs in taken.items()
        }
        bare = found["bare"]
        for each, (wall, busy) in found.items():
            print(
                f"{each:11} {wall * 1000:6.0f} ms  ratio {wall / bare[0]:.2f}"
                f"   processor {busy * 1000:6.0f} ms  ratio {busy / bare[1]:.2f}"
            )
        print(f"limit {LIMIT:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
