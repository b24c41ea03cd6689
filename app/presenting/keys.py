"""Which keys lead through a presentation: the keyboard's and those of presenter remotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.presenting.distances import Distance
from canvas.hands.letters import COMMANDS

if TYPE_CHECKING:
    from app.presenting.wall import Wall

_K = Qt.Key
# Letters, on the Hebrew keyboard too: there the same key writes another one.
_LETTERS = {
    "o": "overview", "ם": "overview", "l": "spot", "ך": "spot", "b": "black", "נ": "black", ".": "black",
    "s": "swap", "ד": "swap", "+": "nearer", "=": "nearer", "-": "farther",
}  # fmt: skip
_ALWAYS = {_K.Key_PageDown: 1, _K.Key_PageUp: -1}  # next and previous, also while something is chosen
_DOWN = {_K.Key_Down: 1, _K.Key_Up: -1}
_ACROSS = {_K.Key_Right: 1, _K.Key_Left: -1}


def press(wall: Wall, event: QKeyEvent) -> bool:
    """False: the key is for the map, which is worked on as always.

    While something is chosen on the map, keys but those of remotes are for it; Esc lets go of it.
    """
    view, key, held = wall.view, Qt.Key(event.key()), event.modifiers()
    if view.pointer.busy or view.connecting.source is not None or held & COMMANDS:
        return False
    if key == _K.Key_Escape:
        wall.escape()
        return True
    if wall.black:
        wall.show_black(False)
        return True
    if key in _ALWAYS:
        wall.go(_ALWAYS[key])
        return True
    if view.selected.refs:
        return False
    if _walk(wall, key, bool(held & Qt.KeyboardModifier.ShiftModifier)):
        return True
    return view.selected.cell is None and _command(wall, key, event.text())


def _walk(wall: Wall, key: Qt.Key, shift: bool) -> bool:
    """Arrows go where they point."""
    if key in _ACROSS:
        wall.go(-_ACROSS[key] if wall.view.picture.rtl else _ACROSS[key])
    elif key in _DOWN:
        wall.camera.scroll(_DOWN[key])
    elif key == _K.Key_Space:
        wall.go(-1 if shift else 1)
    elif key == _K.Key_Home:
        wall.camera.overview()
    elif key == _K.Key_End:
        wall.jump(len(wall.camera.stages) - 1)
    else:
        return False
    return True


def _command(wall: Wall, key: Qt.Key, text: str) -> bool:
    if key in (_K.Key_Return, _K.Key_Enter):
        wall.enter()
    elif key == _K.Key_Backspace:
        wall.go(-1)
    elif text and text in "0123456789":
        wall.type_digit(text)
    elif deed := _LETTERS.get(text.lower()):
        _DEEDS[deed](wall)
    else:
        return False
    return True


_DEEDS = {
    "overview": lambda wall: wall.camera.overview(),
    "spot": lambda wall: wall.spot.toggle(),
    "black": lambda wall: wall.show_black(True),
    "swap": lambda wall: wall.swap_wanted.emit(),
    "nearer": lambda wall: wall.look(nearer=True),
    "farther": lambda wall: wall.look(nearer=False),
}
_ORDER = (Distance.ALL, Distance.THREE, Distance.ONE)


def beside(distance: Distance, nearer: bool) -> Distance:
    """The next distance in this direction."""
    index = _ORDER.index(distance) + (1 if nearer else -1)
    return _ORDER[min(max(index, 0), len(_ORDER) - 1)]
