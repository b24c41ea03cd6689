"""Projects that are only read: open in another place, or in a place where nothing can be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.dialogs import tell_error
from app.questions import Answer, ask
from app.session import Reading
from model.errors import MasaError
from resources.formats import isolate

if TYPE_CHECKING:
    from app.window import Window
    from model.document import Document

CANNOT_WRITE = ("file_read_only", "file_no_access", "folder_read_only")


def instead_of(window: Window, path: Path, error: Exception) -> None:
    """A file could not be opened: read it, or offer to, where that helps, else tell the error."""
    code = error.code if isinstance(error, MasaError) else ""
    if code in CANNOT_WRITE:
        try:
            read(window, path, "locked")
        except (MasaError, OSError):
            tell_error(window.session, error, window)
    elif code == "file_is_open":
        _offer(window, path)
    else:
        tell_error(window.session, error, window)


def _offer(window: Window, path: Path) -> None:
    _ = window.session.words
    what = _(
        "%(file)s is open in another window, on another computer or by another user. You can read it here "
        "as it was saved last."
    )
    answers = (
        Answer(_("Open to read"), lambda: window.perform(lambda: read(window, path, "held"))),
        Answer(_("Close")),
    )
    ask(window.session, window, _("The file is already open"), what % {"file": isolate(path.name)}, answers)


def read(window: Window, path: Path, why: str) -> None:
    """Show what was saved last, without touching the file. Raises MasaError, OSError."""
    document, reading = _snapshot(path, why)
    window.finish_typing()
    window.session.show(document, reading)


def renew(window: Window) -> None:
    """Show what was saved since."""
    reading = window.session.reading
    if reading is not None:
        window.session.renew(*_snapshot(reading.file, reading.why))


def stamp(path: Path) -> tuple[int, ...]:
    """Another one after each change of the file; () when it is gone."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _snapshot(path: Path, why: str) -> tuple[Document, Reading]:
    from model.document import Document
    from model.snapshot import read_snapshot

    path = path.absolute()
    reading = Reading(why, path, stamp(path))
    document = Document.from_snapshot(read_snapshot(path), str(path))
    if not document.all("map"):
        document.close()
        raise MasaError("export_no_map")
    document.read_only = True
    return document, reading
