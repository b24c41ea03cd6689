"""What the delegates of lists and trees have in common: texts and icons from where reading starts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.icons import pixmap
from canvas.picture.theme import Theme

NORMAL, STRONG = QFont.Weight.Normal, QFont.Weight.DemiBold


class RowPainter:
    """Paints one row, piece by piece, between `start` and `end`, px from its two edges as it is read."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        self._painter, self._font, self._theme = painter, option.font, theme
        self.box = QRect(option.rect)
        self.rtl = option.direction == Qt.LayoutDirection.RightToLeft
        self.start = self.end = 0
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def fill(self, token: str) -> None:
        """The whole row."""
        self._painter.fillRect(self.box, QColor(self._theme.colour(token)))

    @property
    def room(self) -> QRect:
        """What is still free."""
        left, right = (self.end, self.start) if self.rtl else (self.start, self.end)
        return self.box.adjusted(left, 0, -right, 0)

    def icon(self, name: str, token: str, size: int = 16, gap: int = 8) -> None:
        """At the start of what is free."""
        room = self.room
        x = room.right() + 1 - size if self.rtl else room.left()
        y = room.top() + (room.height() - size) / 2
        ratio = self._painter.device().devicePixelRatioF()
        drawn = pixmap(name, self._theme.colour(token), size, ratio, self.rtl)
        self._painter.drawPixmap(QRectF(x, y, size, size), drawn, QRectF(drawn.rect()))
        self.start += size + gap

    def disc(self, number: str, token: str, ink: str, size: int = 18, gap: int = 8) -> None:
        """A number on a coloured disc, at the start of what is free."""
        room, painter = self.room, self._painter
        x = room.right() + 1 - size if self.rtl else room.left()
        box = QRectF(x, room.top() + (room.height() - size) / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour(token)))
        painter.drawEllipse(box)
        self._take_font(11, STRONG)
        painter.setPen(QColor(self._theme.colour(ink)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        self.start += size + gap

    def text(
        self, text: str, token: str, *, size: int = 13, weight: QFont.Weight = NORMAL, gap: int = 8
    ) -> None:
        """From the start of what is free; shortened where there is no room."""
        self.start += self._write(text, token, size, weight, at_end=False) + gap

    def text_at_end(self, text: str, token: str, *, size: int = 12, gap: int = 8) -> None:
        self.end += self._write(text, token, size, NORMAL, at_end=True) + gap

    def _write(self, text: str, token: str, size: int, weight: QFont.Weight, *, at_end: bool) -> int:
        """The width it took."""
        painter, room = self._painter, self.room
        self._take_font(size, weight)
        painter.setPen(QColor(self._theme.colour(token)))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        side = Qt.AlignmentFlag.AlignRight if self.rtl != at_end else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), shown)
        return metrics.horizontalAdvance(shown)

    def _take_font(self, size: int, weight: QFont.Weight) -> None:
        font = QFont(self._font)
        font.setPixelSize(size)
        font.setWeight(weight)
        self._painter.setFont(font)
