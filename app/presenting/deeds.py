"""What menus and keys do to present a map; the presentation itself is loaded with its first one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from app.presenting.back_row import Finding
    from app.presenting.presentation import Presentation
    from app.session import Session
    from app.window import Window

QUICK = 5000  # cards: a larger map is checked only when that is asked for, as it takes seconds
NAME = "presentation"  # of the one that runs, among the window's children
_known: WeakKeyDictionary[Session, frozenset[Finding]] = WeakKeyDictionary()  # findings the user has seen


def running(window: Window) -> Presentation | None:
    return cast("Presentation | None", window.findChild(QObject, NAME))


def present(window: Window) -> None:
    """From the first stage; one that runs comes to the front."""
    _begin(window, None)


def present_here(window: Window) -> None:
    """From the stage that is selected, or the first one in sight."""
    _begin(window, _here(window))


def _begin(window: Window, stage: int | None) -> None:
    """What the back row would not see whole is listed first, each new thing once."""
    window.finish_typing()
    shown = running(window)
    if shown is not None:
        shown.wall.raise_()
        shown.wall.activateWindow()
        return
    from app.presenting.back_row_dialog import findings

    document = window.session.document
    found = findings(window) if document and len(document.all("card")) <= QUICK else []
    if set(found) - _known.get(window.session, frozenset()):
        _list(window, stage)
    else:
        start(window, stage)


def start(window: Window, stage: int | None) -> None:
    from app.presenting.presentation import Presentation

    if running(window) is None:
        Presentation(window, stage)


def back_row(window: Window) -> None:
    window.finish_typing()
    _list(window, None)


def _list(window: Window, stage: int | None) -> None:
    """One sheet at a time."""
    from app.presenting.back_row_dialog import BackRowDialog

    for open_ in window.findChildren(BackRowDialog):
        open_.close()
    BackRowDialog(window, stage).show()


def remember(window: Window, found: Iterable[Finding]) -> None:
    """The user has seen these."""
    _known[window.session] = _known.get(window.session, frozenset()) | frozenset(found)


def _here(window: Window) -> int | None:
    view = window.view
    for ref in view.selection():
        if ref[0] == "stage":
            return ref[1]
        if ref[0] == "card" and (at := view.picture.cards.cell_of(ref[1])):
            return at[0]
    return view.first_stage_in_sight() if view.picture.stages else None


def can_swap(window: Window) -> bool:
    return running(window) is not None and len(QGuiApplication.screens()) > 1


def swap(window: Window) -> None:
    if shown := running(window):
        shown.swap()


def projector(window: Window) -> bool:
    """The wall has the theme for walls, else the window's."""
    return window.session.settings.wall == "projector"


def toggle_projector(window: Window) -> None:
    settings = window.session.settings
    settings.wall = "window" if settings.wall == "projector" else "projector"
    settings.save()
    if shown := running(window):
        shown.wall.restyle()


def smooth(window: Window) -> bool:
    return window.session.settings.smooth


def toggle_smooth(window: Window) -> None:
    settings = window.session.settings
    settings.smooth = not settings.smooth
    settings.save()
    if shown := running(window):
        shown.wall.camera.set_smooth(settings.smooth)
