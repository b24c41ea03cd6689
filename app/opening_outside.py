"""Open a file or a folder in the system's own program for it, and learn where there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

LOOK = 100  # ms


def open_outside(path: Path, parent: QObject, refused: Callable[[], object]) -> None:
    """`refused` is called, now or later, if no program takes it; no longer once `parent` is gone."""
    opener = shutil.which("xdg-open") if sys.platform.startswith("linux") else None
    if opener is None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            refused()
        return
    # Qt starts the same, but does not wait for its answer and lets it speak to the terminal
    silent = subprocess.DEVNULL
    running = subprocess.Popen(
        [opener, str(path)], stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    )
    timer = QTimer(parent, interval=LOOK)

    def look() -> None:
        code = running.poll()
        if code is not None:
            timer.deleteLater()
            timer.stop()
        if code:
            refused()

    timer.timeout.connect(look)
    timer.start()
