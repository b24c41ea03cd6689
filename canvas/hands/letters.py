"""Which keys write a letter, and which are commands that happen to carry one."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COMMANDS = _CTRL | _ALT | Qt.KeyboardModifier.MetaModifier
_ALT_GR = _CTRL | _ALT  # as Windows tells it; elsewhere it is none of these
_COMPOSING = (_ALT_GR, _ALT) if sys.platform == "darwin" else (_ALT_GR,)  # a Mac's Option key writes letters


def carries_letter(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable()


def writes(event: QKeyEvent) -> bool:
    """With Alt, Ctrl or Meta held a key is a command, with AltGr it writes its letter."""
    held = event.modifiers() & COMMANDS
    return carries_letter(event) and (not held or held in _COMPOSING)
