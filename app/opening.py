"""The short way to the window: no command is asked for, so none is loaded; that is half of a start."""

from __future__ import annotations

import os
from pathlib import Path

from app import log, stopping
from app.qt_missing import window_missing


def is_asked(arguments: list[str]) -> bool:
    """Whether the command line asks for the window only: nothing at all, or a project that is there."""
    return not arguments or (
        len(arguments) == 1 and arguments[0].lower().endswith(".masa") and os.path.isfile(arguments[0])
    )


def run(arguments: list[str]) -> int:
    """The exit code of the window; what keeps it from opening is told as the command line tells it."""
    log.take_over()
    try:
        if window_missing("en"):  # told in the words and with the exit code of the command line
            from app import cli

            return cli.run(arguments)
        from app import gui

        stopping.leave_to_system()
        return gui.run(Path(arguments[0]) if arguments else None)
    except Exception as error:
        from app.commands.common import report

        report(error)
        return 1
