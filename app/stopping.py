"""Ctrl+C, and the system's request to end: one line and a clean end, whenever they come.

As long as nothing is at stake the process ends at once, even in the middle of loading a library. Work that
has something to put back runs in `with unwinding():` and sees `Stopped` rise through it.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_unwinding = False


class Stopped(BaseException):
    """The program was asked to end. No `Exception`, nor what click looks for: nobody may swallow it."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def take_over() -> None:
    """From now on both signals end the program with one line: exit code 130 for Ctrl+C, 143 for a request."""
    for each in _SIGNALS:
        signal.signal(each, _stop)


def leave_to_system() -> None:
    """In the window both end the process at once: its file is at every moment as after a power cut."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_DFL)


def ignore() -> None:
    """For a child, which gets the terminal's Ctrl+C as well: its parent decides, and ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def unwinding() -> Iterator[None]:
    """Within it a signal raises `Stopped`, so that what was begun is put back."""
    global _unwinding
    before, _unwinding = _unwinding, True
    try:
        yield
    finally:
        _unwinding = before


def end(code: int, done: str = "") -> NoReturn:
    """End now, with one line that says what has happened: `done`, or nothing."""
    with contextlib.suppress(OSError):  # a program without a console has nowhere to say it
        clear = "\r\x1b[K" if os.isatty(2) else ""
        os.write(2, f"{clear}masa: {_sentence(done)}\n".encode())
    os._exit(code)


def _stop(number: int, _frame: FrameType | None) -> None:
    if not _unwinding:
        end(128 + number)
    for each in _SIGNALS:  # a second one must not end the tidying
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(128 + number)


def _sentence(done: str) -> str:
    """In the reader's language, unless the signal came before its words could be loaded."""
    try:
        from app.commands.common import language, line
        from resources.words import words

        _ = words(language())
        return line(_("Stopped. %(done)s") % {"done": done} if done else _("Stopped; nothing was changed."))
    except Exception:
        return f"Stopped. {done}" if done else "Stopped; nothing was changed."
