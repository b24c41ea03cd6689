"""What the menus do to the open map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window import Window


def can_undo(window: Window) -> bool:
    """Not the gesture that made the only map: without it there would be nothing to show."""
    document = window.session.document
    step = document.undo_step if document else None
    return step is not None and not (step.gesture == "new_map" and len(window.session.maps()) == 1)


def can_redo(window: Window) -> bool:
    document = window.session.document
    return document is not None and document.redo_step is not None


def undo(window: Window) -> None:
    window.finish_typing()
    if window.session.document:
        window.session.document.undo()


def redo(window: Window) -> None:
    window.finish_typing()
    if window.session.document:
        window.session.document.redo()


def adder(thing: str) -> Callable[[Window], None]:
    """An action that puts a new thing (a kind of card, a stage, a lane, a persona) on the map."""

    def add(window: Window) -> None:
        window.finish_typing()
        view = window.view
        view.setFocus()
        view.add(thing)

    return add


def edit(window: Window) -> None:
    window.view.edit(window.session.selection[0])


def delete(window: Window) -> None:
    window.view.delete_selection()


def select_all(window: Window) -> None:
    window.view.select_all()
