"""A number within its limits."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy

from app.fields.committing import MIXED, Keys, Typed, Typing, forget_steps


class NumberField(Typed, QDoubleSpinBox):
    """A number within its limits; committed after a pause, since its arrows are pressed many times.

    `none`: words that stand for no number, which is then a value as well: an emptied field. From there the
    arrows go on from `usual`.
    """

    committed = Signal(object)
    _blank = False  # no number, or several: asked for while Qt builds the field

    def __init__(
        self, low: float, high: float, step: float, digits: int, factor: float = 1.0, *,
        none: str = "", usual: float = 0.0,
    ) -> None:  # fmt: skip
        super().__init__()
        self._factor, self._none, self._usual = factor, none, usual
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setDecimals(digits)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.lineEdit().setTextMargins(8, 0, 8, 0)
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)  # by itself a number stands left
        line = self.lineEdit()
        self.typing = Typing(self, self._typed_value, lambda: forget_steps(line))
        self.typing.committed.connect(self.committed)
        line.textEdited.connect(self._edited)
        self.valueChanged.connect(self._changed)
        self.editingFinished.connect(self._left)
        self._keys = Keys(self, self, line)

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._stored, self._mixed_words = value, mixed
        if self.typing.pending:
            return
        self._blank = value is MIXED or value is None
        self.lineEdit().setPlaceholderText(mixed if value is MIXED else self._none)
        with QSignalBlocker(self):
            self.setValue(self._usual if self._blank else float(value) * self._factor)

    def textFromValue(self, value: float) -> str:
        return "" if self._blank else super().textFromValue(value)

    def stepBy(self, steps: int) -> None:
        self._blank = False
        super().stepBy(steps)

    def _typed_value(self) -> float | None:
        if not self._blank:
            self.interpretText()
        if self._blank:
            return None
        whole = self.decimals() == 0 and self._factor == 1
        return int(self.value()) if whole else round(self.value() / self._factor, 4)

    def _changed(self) -> None:
        self._blank = False
        self.typing.touched()

    def _edited(self, text: str) -> None:
        """Also a number typed over none, or over things that differ, which happens to be the hidden one."""
        correct = self.CorrectionMode
        self.setCorrectionMode(correct.CorrectToNearestValue if text else correct.CorrectToPreviousValue)
        differs = self._stored is MIXED or self._stored is None
        self._blank = not text and (differs or bool(self._none))
        if not text and (differs or not self._none):
            self.typing.drop()
        elif self._blank or self.hasAcceptableInput():
            self.typing.touched()
        else:
            self.typing.drop()
            self.typing.waits()  # the beginning of a number, as the 2 of 240

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
