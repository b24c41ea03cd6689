"""The keys: walking from card to card and cell to cell, moving things, writing, zooming."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from canvas.hands import choosing, clipboard, locks, moves, sizing, walking
from canvas.hands.keys import KEYS
from canvas.hands.letters import COMMANDS, writes

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PORTABLE = QKeySequence.SequenceFormat.PortableText

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_DEEDS: dict[str, Callable[[MapView], object]] = {
    "edit": lambda view: view.edit_current(),
    "write": lambda view: view.edit_current(),
    "delete": lambda view: view.delete_selection(),
    "leave": lambda view: view.selected.set([]),
    "select_all": lambda view: view.select_all(),
    "select_stage": choosing.whole_stage,
    "select_lane": choosing.whole_lane,
    "copy": clipboard.copy,
    "cut": clipboard.cut,
    "paste": clipboard.paste,
    "duplicate": clipboard.duplicate,
    "lock": locks.toggle,
    "connect": lambda view: view.connecting.begin(),
    "next_link": lambda view: view.connecting.next_link(),
    "zoom_in": lambda view: view.zoom_in(),
    "zoom_out": lambda view: view.zoom_out(),
    "zoom_100": lambda view: view.set_zoom(1.0),
    "fit": lambda view: view.fit(),
    "fit_selection": lambda view: view.fit_selection(),
    "first_stage": lambda view: view.scrolling.to_first_stage(),
    "last_stage": lambda view: view.scrolling.to_last_stage(),
    "start": lambda view: view.scrolling.to_start(),
    "end": lambda view: view.scrolling.to_end(),
}


_BY_NAME = {name: _DEEDS[id] for id, names in KEYS.items() for name in names}


def press(view: MapView, event: QKeyEvent) -> bool:
    """False when the key means nothing here."""
    key, held = Qt.Key(event.key()), event.modifiers()
    if view.pointer.busy:  # a gesture of the mouse is under way: only Esc and the key for copies reach it
        if not view.pointer.hold_key(key, True) and key == Qt.Key.Key_Escape:
            view.pointer.cancel()
        return True
    if key == Qt.Key.Key_Space and not held & (COMMANDS | _SHIFT):
        if not event.isAutoRepeat():
            view.pointer.hold_space(True)
        return True
    if key not in _STEPS and view.connecting.press(key):
        return True
    if key in _STEPS:
        view.by_keys = True
        _arrow(held)(view, *_STEPS[key])
        return True
    action = None
    if held & _CTRL or not held & COMMANDS:
        action = _deed(held & (_CTRL | _SHIFT), key) or _deed(held & _CTRL, key)
    if action is None and writes(event):
        action = _typing(event.text())
    if action:
        action(view)
    return action is not None


def _arrow(held: Qt.KeyboardModifier) -> Callable[[MapView, int, int], None]:
    if held & _CTRL:
        return sizing.step if held & _SHIFT else moves.move
    return choosing.walk if held & _SHIFT else walking.walk


def _deed(held: Qt.KeyboardModifier, key: Qt.Key) -> Callable[[MapView], object] | None:
    return _BY_NAME.get(QKeySequence(QKeyCombination(held, key)).toString(_PORTABLE))


def release(view: MapView, event: QKeyEvent) -> bool:
    if view.pointer.hold_key(Qt.Key(event.key()), False):
        return True
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
