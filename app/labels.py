"""Labels that start where the window's reading starts, whatever the first letter of their text is."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QScrollArea, QSizePolicy, QWidget


def label(
    text: str = "", role: str = "", *, wrap: bool = False, gives_way: bool = False, fills: bool = False
) -> QLabel:
    """Plain text in a type style of `app.style`. Qt alone would align it by its own first letter.

    `gives_way`: one line, shortened where there is no room; `fills`: that, and as wide as there is room.
    """
    result = ShortLabel(text) if gives_way or fills else QLabel(text)
    if fills:
        result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    rtl = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    result.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    result.setWordWrap(wrap)
    if wrap and rtl:  # as a document: QLabel itself shifts the wrapped lines of Hebrew by a space
        result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result


def tip(text: str) -> str:
    """A tool tip that shows these words; Qt alone would read a user's "<img ...>" as HTML."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    from html import escape  # here: most texts need none of it

    return f"<qt>{escape(text)}</qt>"


def verbatim(text: str) -> str:
    """For entries of menus and buttons, where Qt makes the letter behind a lone "&" a key."""
    return text.replace("&", "&&")


def sentence(text: str) -> str:
    """Words of ours run the window's way, even if they begin with a number or a file's name."""
    rtl = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return ("\u200f" if rtl else "\u200e") + text


class ShortLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; its tool tip has all of it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(min(40, super().sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)


def run_left_to_right(field: QLineEdit) -> None:
    """For paths: Qt alone would let the first strong letter decide, as of a folder named in Hebrew."""
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Direction_L, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, key)  # the one way to tell the field itself


def turn_page(area: QScrollArea, page: QWidget) -> None:
    """Show another widget in a scroll area; the one before, which may be answering a click, goes later."""
    before = area.takeWidget()
    if before is not None:
        before.hide()
        before.deleteLater()
    area.setWidget(page)


def surface(widget: QWidget, name: str) -> None:
    """The stylesheet gives this widget its background and border by this name."""
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def line(*, upright: bool = False, length: int | None = None) -> QFrame:
    """A hairline between parts of the window; `length` in px, else as long as there is room."""
    result = QFrame()
    result.setObjectName("line")
    if upright:
        result.setFixedWidth(1)
        if length:
            result.setFixedHeight(length)
    else:
        result.setFixedHeight(1)
    return result
