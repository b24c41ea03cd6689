"""`masa demo`: the samples, and the window on the first of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app import stopping
from app.commands.common import FilePath, fail, language, tell
from app.qt_missing import drawing_missing, has_screen, window_missing
from resources.words import words


@click.command(
    short_help="Make two sample projects with PDF, Excel and PNG.", epilog="Example: masa demo out"
)
@click.argument("folder", type=FilePath())
@click.option("--no-window", is_flag=True, help="Do not open the window afterwards.")
def demo(folder: Path, no_window: bool) -> None:
    """Leave two sample projects in FOLDER: test-drive.masa in Hebrew, e-commerce.masa in English.

    They are made from the shipped templates and spreadsheets through the real import, each with a PDF, an
    Excel file and a PNG of the same name. Nothing is overwritten. The window opens on the first if there is a
    screen.
    """
    from app.demo import files, make

    _ = words(language())
    lacking = drawing_missing(language())
    if lacking:
        fail(lacking)
    there = next((file for file in files(folder) if file.exists()), None)
    if there:
        fail(_("%(file)s exists already; choose another folder") % {"file": there})
    with stopping.unwinding():
        first = make(folder, language(), tell)
    if no_window or not has_screen():
        return
    lacking = window_missing(language())
    if lacking:
        fail(lacking)
    from app.gui import run as run_window

    stopping.leave_to_system()
    sys.exit(run_window(first))
