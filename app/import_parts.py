"""Parts that the panels of the import share: the theme in use, the name of a column, a combo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

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
