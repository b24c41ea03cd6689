"""Writing in place: a text field laid over the viewport, readable at any zoom."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QTextEdit, QWidget

from canvas.hands.letters import carries_letter, writes
from canvas.hands.sheets import Sheet
from canvas.picture import faces
from canvas.picture.paint import paint
from canvas.picture.text import is_rtl
from canvas.picture.theme import LINE, RADIUS, Theme, style
from resources import assets

LEAST = 13.0  # px: text being written is never smaller
PADDING = 8  # px around the text when its place gives none
HINT_GAP = 3
_CTRL = Qt.KeyboardModifier.ControlModifier
BARE = "QTextEdit { background: transparent; border: none; padding: 0; margin: 0; }"  # not of its menu


class Ending(Enum):
    """How writing ended."""

    DONE = "done"  # Enter, or the map is about to go
    LEFT = "left"  # the mouse or the keyboard went elsewhere
    NEXT = "next"  # Tab
    PREVIOUS = "previous"  # Shift+Tab
    DROPPED = "dropped"  # Esc


class _Field(QTextEdit):
    ended = Signal(Ending)
    lays_out: Callable[[], bool] = staticmethod(lambda: False)  # pastes beside it what is more than one text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self.ended.emit(Ending.DROPPED)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.ended.emit(Ending.DONE)
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
            self.ended.emit(Ending.PREVIOUS)
        elif key == Qt.Key.Key_Tab:
            self.ended.emit(Ending.NEXT)
        elif event.matches(QKeySequence.StandardKey.Paste) and not self.toPlainText() and self.lays_out():
            event.accept()
        elif carries_letter(event) and not writes(event) and not event.modifiers() & _CTRL:
            event.ignore()  # Alt and a letter open a menu; those with Ctrl the field knows itself
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.ended.emit(Ending.LEFT)


class Editor(QWidget):
    """`ended` says how writing ended; `text` then holds what was written. It places itself by `place`."""

    ended = Signal(Ending)
    written = Signal()  # the text is another

    def __init__(self, parent: QAbstractScrollArea, theme: Theme, rtl: bool, sheet: Sheet, hint: str) -> None:
        """`rtl`: the map's direction, for a text that has none of its own. `hint`: what ends the writing."""
        super().__init__(parent)
        self._parent = parent
        self._theme, self._rtl, self._sheet, self._style = theme, rtl, sheet, style(sheet.style)
        self._scale, self._before = 1.0, ""
        self._box = self._words = QRectF()
        self._field = _Field(self)
        self._field.setAcceptRichText(False)
        self._field.setFrameStyle(0)
        self._field.setProperty("ownFocus", True)  # the paper it stands on is ringed, not the field
        self._field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._field.document().setDocumentMargin(0)
        self._field.setStyleSheet(BARE)
        self._hint = QLabel(hint, self)
        self._hint.setVisible(bool(hint))
        self._colour()
        self._field.textChanged.connect(self._written)
        self._field.ended.connect(self.ended)
        self.setFocusProxy(self._field)

    def has_focus(self) -> bool:
        return self._field.hasFocus()

    @property
    def font_size(self) -> int:
        """px on the screen."""
        return self._field.font().pixelSize()

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Of the text as it stands."""
        return self._field.document().defaultTextOption().textDirection()

    @property
    def text(self) -> str:
        return self._field.toPlainText().strip()

    @property
    def changed(self) -> bool:
        """Other than the text was: a field does not give back every space that is put into it."""
        return self.text != self._before

    def lay_out_by(self, paste: Callable[[], bool]) -> None:
        """While nothing is written `paste` is asked first; it says whether it took it."""
        self._field.lays_out = paste

    def begin(self, typed: str | None, select: bool) -> None:
        """Show the sheet's text or what was typed over it, all of it selected or the caret at its end."""
        self._field.setPlainText(self._sheet.text)
        self._before = self.text
        if typed is not None:
            self._field.setPlainText(typed)
        self._turn()
        self._field.moveCursor(QTextCursor.MoveOperation.End)
        if select:
            self._field.selectAll()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, box: QRectF, words: QRectF, zoom: float) -> None:
        """`box`: what is written on, `words`: where its text stands; px of the parent at this zoom."""
        size = max(self._style.size * zoom, LEAST)
        grow = size / (self._style.size * zoom)  # a text too small to read is written larger
        self._scale = zoom * grow
        self._field.setFont(_font(self._style.weight, size))
        self._hint.setFont(_font(400, max(12.0, 12 * zoom)))
        left = (words.left() - box.left()) * grow
        right = (box.right() - words.right()) * grow
        top = (words.top() - box.top()) * grow
        width, height = box.width() * grow, box.height() * grow
        x = box.right() - width if self._rtl else box.left()
        self._box = QRectF(x, box.top(), width, height)
        self._words = QRectF(left, top, width - left - right, words.height() * grow)
        self._fit()

    def set_sheet(self, sheet: Sheet) -> None:
        """The same paper, which has grown or moved."""
        self._sheet = sheet
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colour()
        self.update()

    def _colour(self) -> None:
        palette = self._field.palette()
        for role, token in (
            (QPalette.ColorRole.Text, "text"),
            (QPalette.ColorRole.Highlight, "accent"),
            (QPalette.ColorRole.HighlightedText, "text_on_accent"),
        ):
            palette.setColor(role, QColor(self._theme.colour(token)))
        self._field.setPalette(palette)
        self._hint.setStyleSheet(f"color: {self._theme.colour('text_2')}; background: transparent")

    def _written(self) -> None:
        self._turn()
        self._fit()
        self.written.emit()

    def _turn(self) -> None:
        """The text's own direction; empty or neutral text takes the map's."""
        rtl = is_rtl(self._field.toPlainText(), self._rtl)
        option = self._field.document().defaultTextOption()
        turned = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        if option.textDirection() == turned:
            return
        option.setTextDirection(turned)
        self._field.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        """Grow with the text; keep within the parent where there is room."""
        document = self._field.document()
        document.setTextWidth(self._words.width())
        written = document.size().height()
        hint = self._hint.sizeHint() if self._hint.isVisibleTo(self) else QSizeF(0, 0).toSize()
        foot = hint.height() + HINT_GAP if hint.height() else 0
        height = max(self._box.height(), self._words.top() + written + foot + PADDING)
        y = max(0.0, min(self._box.top(), self._parent.viewport().geometry().bottom() - height))
        self.setGeometry(QRectF(self._box.left(), y, self._box.width(), height).toAlignedRect())
        words = self._words.toAlignedRect()
        self._field.setGeometry(words.x(), words.y(), words.width(), int(written) + 4)
        if foot:
            width = min(hint.width(), self.width() - 2 * PADDING)
            x = max(words.right() + 1 - width, PADDING) if self._rtl else words.left()
            x = min(x, self.width() - width - PADDING)
            self._hint.setGeometry(x, self.height() - hint.height() - PADDING // 2, width, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = LINE.selection / 2
        painter.setPen(QPen(QColor(self._theme.colour("accent")), LINE.selection))
        painter.setBrush(QColor(self._theme.colour(self._sheet.fill)))
        inner = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, RADIUS.card, RADIUS.card)
        painter.scale(self._scale, self._scale)
        painter.translate(-self._sheet.box.x, -self._sheet.box.y)
        paint(painter, self._sheet.beside, self._theme)


def _font(weight: int, size: float) -> QFont:
    """Our faces, the others standing in for what Heebo lacks."""
    own = faces.fonts()
    font = QFont(own[f"Heebo-{weight}"])
    font.setFamilies([own[face].families()[0] for face in ("Heebo-400", *assets.FALLBACK_FACES)])
    font.setStyleStrategy(QFont.StyleStrategy.PreferDefault)
    font.setPixelSize(round(size))
    return font
