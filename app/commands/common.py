"""What all commands share: their language, their output, one line for an error, progress, things by name."""

from __future__ import annotations

import contextlib
import json
import locale
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

import click

from app import log, settings
from app.messages import say
from importers.headers import words_of
from model.errors import MasaError
from resources.words import known_language, words

PATIENCE = 5.0  # seconds without a word
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


class Failure(click.ClickException):
    """What ends a command with exit code 1. `code` and `told` are for programs that read the JSON."""

    def __init__(self, sentence: str, code: str, told: dict[str, Any]) -> None:
        super().__init__(sentence)
        self.code = code
        self.told = told


def fail(sentence: str, code: str = "bad_input", told: dict[str, Any] | None = None) -> NoReturn:
    """End the command with exit code 1 and this sentence, which names the file and the remedy."""
    raise Failure(sentence, code, told or {})


_done: list[str] = []


def note_done(sentence: str) -> None:
    """From now on something is changed: whatever goes wrong later must not say that nothing was."""
    _done.append(sentence)


def done() -> str:
    """What this command has changed already, in words."""
    return " ".join(f"{each.rstrip('.')}." for each in _done)


def tell(text: str) -> None:
    """A line, or several, on standard output; a command that cannot be heard fails, and says what it did."""
    try:
        click.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        _silence()
        _ = words(language())
        fail(_("The output cannot be written (%(reason)s).") % {"reason": error.strerror}, "output_failed")


def _silence() -> None:
    """What is left in the buffer is not tried again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def errors_as_json(wanted: bool) -> Iterator[None]:
    """With --json an error is told twice: {"error": {...}} on standard output, and the line for people."""
    try:
        yield
    except Exception as error:
        code = getattr(error, "code", "system_error" if isinstance(error, OSError) else "unexpected")
        unheard = code == "output_failed" or isinstance(error, BrokenPipeError)
        if wanted and not unheard and not isinstance(error, click.UsageError):
            told = {**getattr(error, "told", {}), "error": {"code": code, "message": sentence_of(error)}}
            tell(json.dumps(told, ensure_ascii=False, indent=2))
        raise


class FilePath(click.Path):
    """A file's name. Whether it can be read is for the command to find out: that is no wrong usage."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


class _Titled(Protocol):
    @property
    def title(self) -> str: ...


Named = TypeVar("Named", bound=_Titled)


def titled(things: Sequence[Named], title: str) -> Named | None:
    """The thing of this title; else the only one whose title differs in case, spaces and signs alone."""
    exact = next((thing for thing in things if thing.title == title), None)
    alike = [thing for thing in things if words_of(thing.title) == words_of(title) != ()]
    return exact or (alike[0] if len(alike) == 1 else None)


def line(text: str) -> str:
    """A text as one line for a terminal."""
    return " ".join(text.translate(_ISOLATES).split())


def sentence_of(error: BaseException) -> str:
    """What went wrong as one line, in words that help a command and not the window."""
    _ = words(language())
    if isinstance(error, click.ClickException):
        told = error.format_message()
    elif getattr(error, "code", "") == "not_a_masa_file":
        told = _("%(file)s is not a Masa project; masa new makes one") % getattr(error, "params", {})
    elif _done:  # its own words may say that nothing was changed
        name = getattr(error, "strerror", None) or getattr(error, "code", type(error).__name__)
        told = _("Something went wrong afterwards (%(name)s).") % {"name": name}
    else:
        told = say(error, language())
    return line(f"{done()} {told}")


def report(error: BaseException) -> None:
    """One line on standard error for what ended a command; the log gets the traceback of the unexpected."""
    sentence = sentence_of(error)
    expected = isinstance(error, MasaError | OSError | click.ClickException)
    if not expected:
        log.write(error)
    if not expected or getattr(error, "code", "") == "unexpected":  # of a child, which has logged it
        sentence += " " + words(language())("See %(file)s") % {"file": log.log_file()}
    click.echo("masa: " + sentence, err=True)


class Progress:
    """A count that rewrites its line on a terminal; elsewhere one line says what a long wait is for."""

    def __init__(self, sentence: str) -> None:
        """`sentence` says what the work is."""
        self._shown = sys.stderr.isatty()
        self._sentence = sentence
        self._patience = threading.Timer(PATIENCE, self._say_once)
        self._patience.daemon = True
        if self._shown:
            self(sentence)
        else:
            self._patience.start()

    def __call__(self, sentence: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{line(sentence)}", err=True, nl=False)

    def end(self) -> None:
        """Leave no trace of it on a terminal."""
        self._patience.cancel()
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _say_once(self) -> None:
        click.echo(f"masa: {line(self._sentence)}…", err=True)
