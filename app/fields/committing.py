"""When what was typed in a field goes into the document, and whose undo and Esc are meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

PAUSE = 400  # ms of silence after which typing is committed
MIXED = object()  # the value of a field that several selected things do not share


class Typing(QObject):
    """Commits a typed value after a pause, or at once when asked."""

    committed = Signal(object)

    def __init__(self, parent: QWidget, read: Callable[[], Any], forget: Callable[[], None]) -> None:
        super().__init__(parent)
        self._read, self._forget = read, forget
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self.commit)
        self.pending = False
        self._refused = False

    def touched(self) -> None:
        self.waits()
        self._timer.start()

    def waits(self) -> None:
        """Typed, and committed when asked."""
        self.pending, self._refused = True, False

    def keep(self) -> None:
        """The document refused it: it stays for another try, which leaving the field alone is not."""
        self.pending = self._refused = True

    def leave(self) -> None:
        if not self._refused:
            self.commit()

    def commit(self) -> None:
        self._timer.stop()
        if self.pending:
            self.pending = self._refused = False
            self._forget()
            self.committed.emit(self._read())

    def drop(self) -> None:
        self._timer.stop()
        self.pending = self._refused = False


class Typed:
    """A field whose value waits until it is committed; `keep` what the document refused, or `drop` it."""

    typing: Typing
    _stored: Any = MIXED  # what the document has
    _mixed_words = ""

    def show_value(self, value: Any, mixed: str = "") -> None:
        raise NotImplementedError

    def own_steps(self) -> tuple[bool, bool]:
        """Whether it has something of its own to undo, to redo."""
        raise NotImplementedError

    def restore(self) -> None:
        """What the document has, unless something waits."""
        self.show_value(self._stored, self._mixed_words)

    @property
    def pending(self) -> bool:
        return self.typing.pending

    def commit(self) -> None:
        self.typing.commit()

    def keep(self) -> None:
        self.typing.keep()

    def drop(self) -> None:
        self.typing.drop()


class Pressed:
    """A field that commits when it is pressed: nothing waits in it."""

    pending = False

    def commit(self) -> None:
        """Done at the press."""

    def keep(self) -> None:
        """What was refused is shown as the document has it."""

    def drop(self) -> None:
        """Nothing waits."""


class Keys(QObject):
    """Undo, redo and Esc in a field: its own while it has something of its own, else the window's."""

    def __init__(self, field: Typed, *places: QWidget) -> None:
        super().__init__(places[0])
        self._field = field
        for place in places:
            place.installEventFilter(self)

    def eventFilter(self, _place: QObject, event: QEvent) -> bool:
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if not isinstance(event, QKeyEvent) or not (overrides or event.type() == QEvent.Type.KeyPress):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        can_undo, can_redo = self._field.own_steps()
        if (undo and can_undo) or (redo and can_redo):
            return False
        if self._field.pending and (undo or event.key() == Qt.Key.Key_Escape):
            if not overrides:
                self._field.drop()
                self._field.restore()
            event.accept()
            return True
        if overrides and (undo or redo):
            event.ignore()  # the field would take it and do nothing
            return True
        return False


def forget_steps(line: QLineEdit) -> None:
    """A line has no other way to empty its stack of undo than to be given its text."""
    caret, start, length = line.cursorPosition(), line.selectionStart(), line.selectionLength()
    with QSignalBlocker(line):
        line.setText(line.text())
        line.setCursorPosition(caret)
        if start >= 0:
            back = caret == start
            line.setSelection(start + length if back else start, -length if back else length)
