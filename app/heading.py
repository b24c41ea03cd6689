"""The heading of a panel: a user's title, however long it is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.labels import tip
from canvas.picture.text import is_rtl

LETTERS_MOST = 300  # of a title that are looked at


class Heading(QLabel):
    """It shows at most three lines, the last with an ellipsis; its tool tip has all of it."""

    LINES_MOST = 3

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "heading")
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self.lines(width)) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())

    def lines(self, width: int) -> list[str]:
        """What is shown in this width, line by line."""
        text = " ".join(self.text().split())[:LETTERS_MOST]
        breaking = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        breaking.setTextOption(option)
        breaking.beginLayout()
        found: list[str] = []
        while (line := breaking.createLine()).isValid() and len(found) < self.LINES_MOST:
            line.setLineWidth(max(1, width))
            start = line.textStart()
            found.append(text[start : start + line.textLength()].rstrip())
            if len(found) == self.LINES_MOST:
                rest = text[start:]
                found[-1] = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
        breaking.endLayout()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self.lines(self.width())
        self.setToolTip(tip(self.text()) if lines and lines[-1].endswith("…") else "")
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        direction = (
            Qt.LayoutDirection.RightToLeft
            if is_rtl(self.text(), self.isRightToLeft())
            else Qt.LayoutDirection.LeftToRight
        )
        painter = QPainter(self)
        painter.setLayoutDirection(direction)
        height = self.fontMetrics().lineSpacing()
        for number, shown in enumerate(lines):
            painter.drawText(QRect(0, number * height, self.width(), height), flags, shown)
