"""The first rows of the file as it is read now: the header row stands out, what does not come in says why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.import_parts import theme_in_use
from app.import_words import FIELDS, sentence
from app.labels import tip
from canvas.picture.text import is_rtl
from canvas.picture.theme import Theme
from importers.check import Check, PreviewRow
from resources.formats import own_direction
from resources.words import Words

COLUMN_MOST = 260
COLUMNS_FITTED = 30  # from the first; fitting two thousand would take seconds
WIDTHS_FROM = 24  # rows that the widths of columns are taken from
CELL_MOST = 200  # characters shown of a cell
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

# Colours of a row by what becomes of it: (text, background), tokens of the theme.
LOOKS = {
    "good": ("text", None),
    "warned": ("text", "warn_tint"),
    "refused": ("error", "error_tint"),
    "skipped": ("text_3", None),
}


class PreviewModel(QAbstractTableModel):
    """Rows of `Check.preview`; the last column says why a row is skipped, refused or warned of."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._theme: Theme | None = None
        self._rows: tuple[PreviewRow, ...] = ()
        self._fields: dict[int, str] = {}
        self._columns = 0
        self._sides: list[Qt.AlignmentFlag] = []
        self.rtl = False

    def show(self, check: Check, theme: Theme) -> None:
        self.beginResetModel()
        self._theme = theme
        self._rows = check.preview
        self._fields = {column: field for field, column in check.mapping.items()}
        self._columns = max([len(check.columns), *(len(row.cells) for row in check.preview)], default=0)
        # a table of Hebrew headers, or of Hebrew without any, runs from the right in every window
        said = "".join(check.columns) or "".join(cell for row in check.preview for cell in row.cells)
        self.rtl = is_rtl(said, False)
        self._sides = [self._side(column) for column in range(self._columns + 1)]
        self.endResetModel()

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Where the texts of a column start: numbers at the end, words by the direction of most of them."""
        cells = [
            row.cells[column]
            for row in self._rows
            if row.status != "skipped" and column < len(row.cells) and row.cells[column].strip()
        ]
        right = self.rtl
        if cells and 2 * sum(map(_is_number, cells)) > len(cells):
            right = not self.rtl
        elif cells:
            right = 2 * sum(is_rtl(cell, False) for cell in cells) > len(cells)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def row_number(self, row: int) -> int:
        """The number of a shown row in the file."""
        return self._rows[row].number

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._columns + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return self._sides[section] | Qt.AlignmentFlag.AlignVCenter
        if role != Role.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section].number)
        field = self._fields.get(section)
        return self._words(FIELDS[field]) if field else ""

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        is_header = row.reason is not None and row.reason.code == "header_row"
        if role == Role.DisplayRole:
            return self._text(row, column)
        if role == Role.ToolTipRole:
            return tip(self._text(row, column))
        if role == Role.FontRole and is_header:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Role.TextAlignmentRole:
            return self._sides[column] | Qt.AlignmentFlag.AlignVCenter
        if self._theme and role in (Role.ForegroundRole, Role.BackgroundRole):
            text, ground = ("accent_text", "accent_tint") if is_header else LOOKS[row.status]
            token = text if role == Role.ForegroundRole else ground
            return QColor(self._theme.colour(token)) if token else None
        return None

    def _text(self, row: PreviewRow, column: int) -> str:
        if column == self._columns:
            return sentence(row.reason.code, row.reason.params, self._words.language) if row.reason else ""
        cell = " ".join(row.cells[column].split()) if column < len(row.cells) else ""
        return own_direction(cell[:CELL_MOST]) if cell else ""


class Preview(QTableView):
    """The table; Enter or a double click on a row makes it the header row."""

    header_chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._model = PreviewModel(words)
        self._header: int | None = None
        self.setModel(self._model)
        self.setAccessibleName(words("The first rows of the file"))
        self.setToolTip(words("Double click a row to make it the header row"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setResizeContentsPrecision(WIDTHS_FROM)
        self.activated.connect(self._choose)

    def show_check(self, check: Check) -> None:
        self._model.show(check, theme_in_use())
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if self._model.rtl else Qt.LayoutDirection.LeftToRight
        )
        columns = self._model.columnCount() - 1
        for column in {*range(min(columns, COLUMNS_FITTED)), *check.mapping.values()}:
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), COLUMN_MOST))
        self._header = next(
            (i for i, row in enumerate(check.preview) if row.number == check.header_row), None
        )
        self.show_header()

    def show_header(self) -> None:
        """The header row at the top, what comes above it out of sight."""
        if self._header is not None:
            self.scrollTo(self._model.index(self._header, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it chose a row: it is not meant for the dialog's button

    def _choose(self, index: QModelIndex) -> None:
        self.header_chosen.emit(self._model.row_number(index.row()))


def _is_number(text: str) -> bool:
    return bool(text) and text.strip("%₪$€ ").replace(",", "").replace(".", "").lstrip("-").isdigit()
