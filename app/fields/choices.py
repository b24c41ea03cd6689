"""Choices among values: a list, a few side by side, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.fields.committing import MIXED, Keys, Pressed, Typed, Typing, forget_steps
from app.labels import surface


class Choice(NamedTuple):
    value: Any
    text: str
    icon: QIcon | None = None


class ComboField(Typed, QComboBox):
    """One of several values; `free`: own words may be typed, committed when they are complete."""

    committed = Signal(object)

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        free: bool = False,
        placeholder: str = "",
        offer: Callable[[], Sequence[Choice]] | None = None,
    ) -> None:
        """`offer`: what may be chosen later, asked for when the field gets the keyboard or opens."""
        super().__init__()
        self._free, self._placeholder, self._offer = free, placeholder, offer
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if any(choice.icon for choice in choices):
            self.setIconSize(QSize(16, 16))  # for it Qt makes the list, which others need only when they open
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(6)  # a long entry must not widen the panel
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._list(choices)
        self.typing = Typing(self, self._typed_value, self._forget_steps)
        self.typing.committed.connect(self._commit)
        if free:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = QLineEdit()
            line.textEdited.connect(self._edited)
            line.editingFinished.connect(self._left)
            self.setLineEdit(line)  # that makes it editable
            self._keys = Keys(self, self, line)
            self.setCompleter(None)  # type: ignore[arg-type]  # its guess would be taken for what was typed
        self.activated.connect(self._activated)

    def _list(self, choices: Sequence[Choice]) -> None:
        for choice in choices:
            self.addItem(choice.icon or QIcon(), choice.text, choice.value)

    def _refresh(self) -> None:
        if self._offer is None or self.typing.pending:
            return
        choices = self._offer()
        if [choice.value for choice in choices] != [self.itemData(row) for row in range(self.count())]:
            with QSignalBlocker(self):
                self.clear()
                self._list(choices)
            self.restore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._refresh()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self._refresh()
        super().showPopup()

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._stored, self._mixed_words = value, mixed
        if self.typing.pending:
            return
        placeholder = mixed if value is MIXED else self._placeholder or str(value)  # of a kind unknown here
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(placeholder)
        else:
            self.setPlaceholderText(placeholder)
        with QSignalBlocker(self):
            index = -1 if value is MIXED else self._index(value)
            if not self._free:
                self.setCurrentIndex(index)
                return
            text = self._stored_text()
            if (index, text) != (self.currentIndex(), self.currentText()):
                self.setCurrentIndex(index)
                self.setEditText(text)

    def _index(self, value: Any) -> int:
        """By equality of Python values: findData compares tuples by identity."""
        return next((row for row in range(self.count()) if self.itemData(row) == value), -1)

    def own_steps(self) -> tuple[bool, bool]:
        line = self.lineEdit()
        return (line.isUndoAvailable(), line.isRedoAvailable()) if line is not None else (False, False)

    def _forget_steps(self) -> None:
        line = self.lineEdit()
        if line is not None:
            forget_steps(line)

    def _edited(self, text: str) -> None:
        if text.strip() == self._stored_text():
            self.typing.drop()
        else:
            self.typing.waits()

    def _left(self) -> None:
        self.typing.leave()
        self.restore()

    def _stored_text(self) -> str:
        return "" if self._stored is MIXED or self._stored is None else self._text(self._stored)

    def _text(self, value: Any) -> str:
        return str(value)

    def _typed_value(self) -> Any:
        return self.currentText().strip()

    def _activated(self, index: int) -> None:
        self.typing.drop()
        self._commit(self.itemData(index))

    def _commit(self, value: Any) -> None:
        if value != self._stored:
            self.committed.emit(value)

    def keep(self) -> None:
        if self._free:
            super().keep()

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # scrolling the panel must not change a value


class SegmentField(Pressed, QWidget):
    """A few values side by side; pressing the chosen one again takes it off where `empty` is a value."""

    committed = Signal(object)

    def __init__(self, choices: Sequence[Choice], *, empty: Any = MIXED) -> None:
        super().__init__()
        surface(self, "segments")
        self._empty = empty
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._values = [choice.value for choice in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for number, choice in enumerate(choices):
            button = QToolButton()
            button.setText(choice.text)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if choice.icon:
                button.setIcon(choice.icon)
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        self._shown: Any = MIXED

    def button(self, value: Any) -> QToolButton:
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QToolButton)
        return found

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._shown = value
        for number, each in enumerate(self._values):
            self._group.button(number).setChecked(value is not MIXED and each == value)

    def _clicked(self, number: int) -> None:
        value = self._values[number]
        if value == self._shown:
            value = self._empty
        if value is MIXED:
            self.show_value(self._shown)
            return
        self.show_value(value)
        self.committed.emit(value)


class CheckField(Pressed, QCheckBox):
    """Yes or no, kept as 1 or 0."""

    committed = Signal(object)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.clicked.connect(self._clicked)

    def show_value(self, value: Any, mixed: str = "") -> None:
        self.setTristate(value is MIXED)
        partly = Qt.CheckState.PartiallyChecked
        self.setCheckState(partly if value is MIXED else Qt.CheckState(2 if value else 0))

    def _clicked(self) -> None:
        self.setTristate(False)
        self.committed.emit(int(self.isChecked()))
