"""Editors of one field each. They commit when the user leaves or, where no list helps, pauses in typing.

`committed` carries the new value; `show_value` puts one in without telling; for MIXED, things that
differ, it shows the words `mixed`. Left empty over things that differ a field changes nothing.
Undo in a field is the field's own only until it commits; then it is the document's. Esc drops what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.labels import surface

PAUSE = 400  # ms of silence after which typing is committed
LINES_MOST = 8  # a text is that high before it scrolls
MIXED = object()  # the value of a field that several selected things do not share


class Choice(NamedTuple):
    value: Any
    text: str
    icon: QIcon | None = None


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


class Keys(QObject):
    """Undo, redo and Esc in a field: its own while it has something of its own, else the window's."""

    def __init__(self, field: TextField | ComboField | NumberField, *places: QWidget) -> None:
        super().__init__(field)
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


class Typed:
    """A field whose value waits until it is committed; `keep` what the document refused, or `drop` it."""

    typing: Typing
    _stored: Any = MIXED  # what the document has
    _mixed_words = ""

    def show_value(self, value: Any, mixed: str = "") -> None:
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


class TextField(Typed, QPlainTextEdit):
    """A text of one paragraph (Enter commits it) or of several; it grows with its lines."""

    committed = Signal(object)

    def __init__(self, rtl: bool, *, paragraphs: bool) -> None:
        super().__init__()
        self._paragraphs = paragraphs
        self._least = 3 if paragraphs else 1
        self.typing = Typing(self, self.toPlainText, self.document().clearUndoRedoStacks)
        self.typing.committed.connect(self.committed)
        self.setTabChangesFocus(True)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._typed)
        self._showing = False
        self._fit()
        self._keys = Keys(self, self)

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._stored, self._mixed_words = value, mixed
        self.setPlaceholderText(mixed if value is MIXED else "")
        text = "" if value is MIXED else str(value)
        if text != self.toPlainText() and not self.typing.pending:
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def own_steps(self) -> tuple[bool, bool]:
        """Whether it has something of its own to undo, to redo."""
        return self.document().isUndoAvailable(), self.document().isRedoAvailable()

    def _typed(self) -> None:
        if self._showing:
            return
        text = self.toPlainText()
        if self._stored is not MIXED and text != self._stored:
            self.typing.touched()
        elif self._stored is MIXED and text.strip():
            self.typing.waits()  # a pause is no reason to write over what differs
        else:
            self.typing.drop()

    def _fit(self) -> None:
        """As high as its lines; the layout of a QPlainTextEdit counts its height in lines."""
        found = round(self.document().size().height())
        lines = max(self._least, min(LINES_MOST, found))
        policy = Qt.ScrollBarPolicy
        scrolls = found > LINES_MOST
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)
        self.setFixedHeight(max(32, lines * self.fontMetrics().lineSpacing() + 14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._paragraphs and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.typing.leave()
            self.restore()


class ComboField(Typed, QComboBox):
    """One of several values; `free`: own words may be typed, committed when they are complete."""

    committed = Signal(object)

    def __init__(self, choices: Sequence[Choice], *, free: bool = False, placeholder: str = "") -> None:
        super().__init__()
        self._free, self._placeholder = free, placeholder
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(16, 16))
        self.setMaxVisibleItems(16)
        self.setMinimumContentsLength(6)  # a long entry must not widen the panel
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for choice in choices:
            self.addItem(choice.icon or QIcon(), choice.text, choice.value)
        self.typing = Typing(self, self._typed_value, self._forget_steps)
        self.typing.committed.connect(self._commit)
        if free:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = QLineEdit()
            line.textEdited.connect(self._edited)
            line.editingFinished.connect(self._left)
            self.setLineEdit(line)
            self._keys = Keys(self, self, line)
            self.setCompleter(None)  # type: ignore[arg-type]  # its guess would be taken for what was typed
        self.activated.connect(self._activated)

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._stored, self._mixed_words = value, mixed
        if self.typing.pending:
            return
        placeholder = mixed if value is MIXED else self._placeholder
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
        """Whether it has something of its own to undo, to redo."""
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


class NumberField(Typed, QDoubleSpinBox):
    """A number within its limits; committed after a pause, since its arrows are pressed many times."""

    committed = Signal(object)
    _mixed = False  # asked for while Qt builds the field

    def __init__(self, low: float, high: float, step: float, digits: int, factor: float = 1.0) -> None:
        super().__init__()
        self._factor = factor
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setDecimals(digits)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)  # by itself a number stands left
        line = self.lineEdit()
        self.typing = Typing(self, lambda: round(self.value() / self._factor, 4), lambda: forget_steps(line))
        self.typing.committed.connect(self.committed)
        line.textEdited.connect(self._edited)
        self.valueChanged.connect(self.typing.touched)
        self.editingFinished.connect(self._left)
        self._keys = Keys(self, self, line)

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._stored, self._mixed_words = value, mixed
        if self.typing.pending:
            return
        self._mixed = value is MIXED
        self.lineEdit().setPlaceholderText(mixed if self._mixed else "")
        with QSignalBlocker(self):
            self.setValue(0.0 if self._mixed else float(value) * self._factor)

    def textFromValue(self, value: float) -> str:
        return "" if self._mixed else super().textFromValue(value)

    def stepBy(self, steps: int) -> None:
        self._mixed = False
        super().stepBy(steps)

    def _edited(self, text: str) -> None:
        """Also a number typed over things that differ which happens to be the hidden one."""
        if text:
            self._mixed = False
            self.typing.touched()
        else:
            self._mixed = self._stored is MIXED
            self.typing.drop()

    def _left(self) -> None:
        self.typing.leave()
        self.restore()

    def own_steps(self) -> tuple[bool, bool]:
        """Whether it has something of its own to undo, to redo."""
        return self.lineEdit().isUndoAvailable(), self.lineEdit().isRedoAvailable()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return False
        return super().event(event)


Field = TextField | ComboField | SegmentField | CheckField | NumberField
