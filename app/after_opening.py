"""What is told once after a file was opened: where it lies in danger, that it was of an older format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import file_actions, places
from app.questions import Answer, ask
from resources.formats import isolate

if TYPE_CHECKING:
    from pathlib import Path

    from app.window import Window


def tell(window: Window) -> None:
    session = window.session
    document = session.document
    if document is None or document.path is None:
        return
    if document.backup is not None:
        backup, document.backup = document.backup, None
        _tell_of_backup(window, document.path, backup)
    elif str(document.path) not in session.settings.places:
        place = places.place_of(document.path)
        if place is not None:
            session.settings.place_is_known(document.path)
            session.settings.save()
            _warn(window, document.path, place)


def _tell_of_backup(window: Window, file: Path, backup: Path) -> None:
    _ = window.session.words
    words = _(
        "%(file)s was made by an older Masa. It was brought up to date with its whole history; the old "
        "file is kept beside it as %(backup)s."
    )
    names = {"file": isolate(file.name), "backup": isolate(backup.name)}
    ask(window.session, window, _("The file was brought up to date"), words % names, [Answer(_("Close"))])


def _warn(window: Window, file: Path, place: places.Place) -> None:
    _ = window.session.words
    if place.kind == "cloud":
        title = _("This file lies in a folder of %(service)s") % {"service": isolate(place.name)}
        words = _(
            "Such a service copies files while they are open. If %(file)s is open on two computers, it keeps "
            "two files and the work parts. Work on a copy on this computer, and put it back when done."
        )
    else:
        title = _("This file lies on another computer")
        words = _(
            "On a network drive, Masa cannot rely on being the only one who writes %(file)s, nor that a "
            "change is safe on the disk. Work on a copy on this computer, and put it back when done."
        )
    answers = [
        Answer(_("Make a local copy…"), lambda: file_actions.copy_home(window)),
        Answer(_("Go on here")),
    ]
    ask(window.session, window, title, words % {"file": isolate(file.name)}, answers)
