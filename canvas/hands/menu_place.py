"""Where a menu is asked for: at the pointer, or by the keyboard upon what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QContextMenuEvent

from canvas.hands.frame import Zone
from canvas.hands.places import box_of
from canvas.hands.sheets import ZONES, group_of

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def answer(view: MapView, event: QContextMenuEvent) -> None:
    """The system's event: a right click, or its key for menus."""
    event.accept()
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        ask(view)
    elif not view.pointer.busy:
        view.menu_wanted.emit(event.globalPos())


def ask(view: MapView) -> None:
    """By the keyboard; what is selected comes in sight."""
    if view.pointer.busy:
        return
    view.pointer.asked = None
    view.scrolling.show_current()
    view.menu_wanted.emit(view.viewport().mapToGlobal(_on_selection(view).center().toPoint()))


def _on_selection(view: MapView) -> QRectF:
    """What is in sight of the selected thing or cell, in the viewport; without one, of the map's body."""
    body, current, cell = view.frame.body(), view.selected.current, view.selected.cell
    if current and (group := group_of(view, current)):
        zone = ZONES.get(current[0], Zone.BODY)
        seen = body if zone is Zone.BODY else QRectF(view.viewport().rect())
        return view.frame.to_view(box_of(group), zone) & seen or body
    if cell and view.places.has(cell):
        return view.frame.to_view(view.places.box(cell), Zone.BODY) & body or body
    return body
