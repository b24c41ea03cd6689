"""Parts that the panels of the import share: the theme in use, a label that shortens itself, a combo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy

from app.labels import tip
from canvas.picture.theme import Theme, theme
from importers.check import Check
from resources.words import Words

LIST_MARGIN = 24  # px beside the widest entry of a list
DARK = 128  # lightness of 255 below which a window counts as dark


def theme_in_use() -> Theme:
    """The theme that the application's palette was made of."""
    return theme("dark" if QGuiApplication.palette().window().color().lightness() < DARK else "light")


def column_name(check: Check, column: int, _: Words) -> str:
    """Its header, or its number where there is none."""
    name = check.columns[column]
    return name if name.strip() else _("Column %(n)s") % {"n": column + 1}


class ShortLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the tool tip has all of it."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tell(text)

    def tell(self, text: str) -> None:
        self._whole = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # by itself a label stands where its text would start; here it stands where the window's lines start
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        room = max(0, self.contentsRect().width())
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class Choice(QComboBox):
    """A combo of (words, value) that tells only what the user chose, never what the program shows."""

    def __init__(self, name: str, least: int = 8) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumContentsLength(least)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what the combo lies in; it never changes a choice on its way."""
        event.ignore()

    def offer(self, entries: Iterable[tuple[str, Any]], current: Any) -> None:
        """Show these entries and which of them holds now (none: nothing is shown)."""
        entries = list(entries)
        if [(self.itemText(i), self.itemData(i)) for i in range(self.count())] != entries:
            with QSignalBlocker(self):
                self.clear()
                for words, value in entries:
                    self.addItem(words, value)
            self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + LIST_MARGIN)
        values = [value for _, value in entries]
        with QSignalBlocker(self):
            self.setCurrentIndex(values.index(current) if current in values else -1)
