"""What all commands share: the language they speak, one line for an error, progress on a terminal."""

from __future__ import annotations

import locale
import os
import sys
from typing import NoReturn

import click

from app import log, settings
from app.messages import say
from model.errors import MasaError
from resources.words import known_language, words

# A terminal orders its lines itself; these marks, which keep runs apart in a window, show there as boxes.
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def language() -> str:
    """The interface's: as set in the window, else the system's."""
    return settings.load().language or known_language(_system_locale())


def _system_locale() -> str:
    """The system's code, as 'he_IL', without loading Qt; '' when it says nothing."""
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def fail(sentence: str) -> NoReturn:
    """End the command with exit code 1 and this sentence, which names the file and the remedy."""
    raise click.ClickException(sentence)


def line(text: str) -> str:
    """A text as one line for a terminal."""
    return " ".join(text.translate(_ISOLATES).split())


def report(error: BaseException) -> None:
    """One line on standard error for what ended a command; the log gets the traceback of the unexpected."""
    if isinstance(error, click.ClickException):
        sentence = error.format_message()
    else:
        sentence = say(error, language())
        expected = isinstance(error, MasaError | OSError)
        if not expected:
            log.write(error)
        if not expected or getattr(error, "code", "") == "unexpected":  # of a child, which has logged it
            sentence += " " + words(language())("See %(file)s") % {"file": log.log_file()}
    click.echo("masa: " + line(sentence), err=True)


class Progress:
    """A count that rewrites its line on standard error, only when that is a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, sentence: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{line(sentence)}", err=True, nl=False)

    def end(self) -> None:
        """Leave no trace of it."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
