"""Labels that start where the window's reading starts, whatever the first letter of their text is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text in a type style of `app.style`. Qt alone would align it by its own first letter."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    rtl = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    result.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    result.setWordWrap(wrap)
    if (
        wrap and rtl
    ):  # as a document: QLabel itself shifts the wrapped lines of Hebrew by a space
        result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result


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
