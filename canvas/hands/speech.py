"""What a screen reader is told: what was selected, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from canvas.hands.places import Cell
from canvas.hands.sheets import group_of
from canvas.hands.walking import cell_of
from canvas.picture.display import Ref
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def announce(view: MapView) -> None:
    """What is selected now."""
    _speak(view, lambda: said(view))


def tell(view: MapView, text: str) -> None:
    """What was done, or why it was not: in the status row and by a screen reader."""
    view.said.emit(text)
    _speak(view, lambda: text)


def _speak(view: MapView, words_of: Callable[[], str]) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # no start needs them

    if QAccessible.isActive() and (text := words_of()):
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))


def said(view: MapView) -> str:
    """ "Pain: Too late, Delivery, Lane: Pains", how many things are selected, or where an empty cell is."""
    _ = words(view.language)
    refs, cell = view.selection(), view.selected.cell
    if len(refs) > 1:
        return _.plural("%(n)s thing selected", "%(n)s things selected", len(refs)) % {"n": len(refs)}
    if cell and view.places.has(cell):
        return ", ".join([_("Empty cell"), *_around(view, cell)])
    return ", ".join(told(view, ref) for ref in refs)


def told(view: MapView, ref: Ref) -> str:
    """ "Pain: Too late, Delivery, Lane: Pains": cards and points say their stage themselves."""
    cell = cell_of(view, ref)
    where = _around(view, cell) if cell else []
    parts = [_named(view, ref), *(where[:1] if ref[0] in ("card", "emotion") else where)]
    return ", ".join(part for part in parts if part)


def _around(view: MapView, cell: Cell) -> list[str]:
    return [_named(view, ("lane", cell.lane)), _named(view, ("stage", cell.stage))]


def _named(view: MapView, ref: Ref) -> str:
    group = group_of(view, ref)
    return group.words if group else ""
