"""The log of the unexpected: a rotating file in the user's own folder, and the report a user can copy."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import platformdirs

SIZE, KEPT = 512_000, 2  # bytes a file, old files kept


def log_file() -> Path:
    """Beside the settings where MASA_CONFIG names a folder, else in the system's place for logs."""
    folder = os.environ.get("MASA_CONFIG") or platformdirs.user_log_dir("masa", appauthor=False)
    return Path(folder) / "masa.log"


def report(error: BaseException) -> str:
    """What a developer needs: versions, system, traceback. No name of a user's file is added to it."""
    import platform
    import traceback

    qt = sys.modules.get("PySide6")
    lines = [
        f"Python {platform.python_version()}, Qt {getattr(qt, '__version__', '-')}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "".join(traceback.format_exception(error)).rstrip(),
    ]
    return "\n".join(lines)


def write(error: BaseException) -> str:
    """Put the report into the log and return it."""
    text = report(error)
    _append(text)
    return text


def take_over() -> None:
    """From now on the log, not the terminal, gets what the rooms below report."""
    logging.getLogger().addHandler(_ToFile())


class _ToFile(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _append(self.format(record))


def _append(text: str) -> None:
    """A log that cannot be written is no second error."""
    import logging.handlers  # here and above: what no start needs

    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(file, "a", SIZE, KEPT, encoding="utf-8")
    except OSError:
        return
    try:
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        handler.emit(logging.LogRecord("masa", logging.ERROR, "", 0, text, None, None))
    finally:
        handler.close()
