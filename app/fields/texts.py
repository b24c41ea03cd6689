"""A text that grows with its lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from app.fields.committing import MIXED, Keys, Typed, Typing

LINES_MOST = 8  # a text is that high before it scrolls


class TextField(Typed, QPlainTextEdit):
    """A text of one paragraph (Enter commits it) or of several; it grows with its lines."""

    committed = Signal(object)

    def __init__(self, rtl: bool, *, paragraphs: bool) -> None:
        super().__init__()
        self._paragraphs = paragraphs
        self.hint = ""  # shown while it is empty
        self._least = 3 if paragraphs else 1
        self.typing = Typing(self, self.toPlainText, self._forget_steps)
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
        self.setPlaceholderText(mixed if value is MIXED else self.hint)
        text = "" if value is MIXED else str(value)
        if text != self.toPlainText() and not self.typing.pending:
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def own_steps(self) -> tuple[bool, bool]:
        return self.document().isUndoAvailable(), self.document().isRedoAvailable()

    def _forget_steps(self) -> None:
        # the document is asked for anew: what Python kept of it may be gone while Qt's own lives on
        self.document().clearUndoRedoStacks()

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
