"""The keys: walking from card to card and cell to cell, moving things, writing, zooming."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from canvas.hands import moves, walking, zooming
from canvas.hands.letters import COMMANDS, writes

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_CTRL = Qt.KeyboardModifier.ControlModifier

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PLAIN: dict[Qt.Key, Callable[[MapView], object]] = {
    Qt.Key.Key_Return: lambda view: view.edit_current(),
    Qt.Key.Key_Enter: lambda view: view.edit_current(),
    Qt.Key.Key_F2: lambda view: view.edit_current(),
    Qt.Key.Key_Delete: lambda view: view.delete_selection(),
    Qt.Key.Key_Backspace: lambda view: view.delete_selection(),
    Qt.Key.Key_Escape: lambda view: view.selected.set([]),
    Qt.Key.Key_Home: lambda view: view.scrolling.to_first_stage(),
    Qt.Key.Key_End: lambda view: view.scrolling.to_last_stage(),
}
_WITH_CTRL: dict[Qt.Key, Callable[[MapView], object]] = {
    Qt.Key.Key_A: lambda view: view.select_all(),
    Qt.Key.Key_Plus: lambda view: view.zoom_in(),
    Qt.Key.Key_Equal: lambda view: view.zoom_in(),
    Qt.Key.Key_Minus: lambda view: view.zoom_out(),
    Qt.Key.Key_Home: lambda view: view.scrolling.to_start(),
    Qt.Key.Key_End: lambda view: view.scrolling.to_end(),
    Qt.Key.Key_0: lambda view: zooming.set_zoom(view, 1.0),
}


def press(view: MapView, event: QKeyEvent) -> bool:
    """False when the key means nothing here."""
    key, held = Qt.Key(event.key()), event.modifiers()
    if view.pointer.busy:  # a gesture of the mouse is under way: only Esc reaches it
        return key == Qt.Key.Key_Escape and view.pointer.cancel()
    if key == Qt.Key.Key_Space and not held & COMMANDS:
        if not event.isAutoRepeat():
            view.pointer.hold_space(True)
        return True
    if key in _STEPS:
        view.by_keys = True
        (moves.move if held & _CTRL else walking.walk)(view, *_STEPS[key])
        return True
    if held & COMMANDS:
        action = _WITH_CTRL.get(key) if held & _CTRL else None
    else:
        action = _PLAIN.get(key)
    if action is None and writes(event):
        action = _typing(event.text())
    if action:
        action(view)
    return action is not None


def release(view: MapView, event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat() and view.pointer.space_held:
        view.pointer.hold_space(False)
        return True
    return False


def tab(view: MapView, onward: bool) -> bool:
    """To the next or previous card; False at the end of the map, where the focus goes on to what follows."""
    if view.pointer.busy:
        return True
    view.by_keys = True
    return view.step_card(1 if onward else -1)


def _typing(text: str) -> Callable[[MapView], object]:
    """The first letter typed on a card replaces its text; on an empty cell it makes a card."""
    return lambda view: view.write(text)
