"""A number within its limits."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy

from app.fields.committing import MIXED, Keys, Typed, Typing, forget_steps


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
        return self.lineEdit().isUndoAvailable(), self.lineEdit().isRedoAvailable()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return False
        return super().event(event)
