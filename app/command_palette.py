"""Ctrl+K: every command and every place of the map by a few letters of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.labels import label, surface
from app.palette_entries import Entry, cards, entries, matching
from app.row_painting import NORMAL, STRONG, RowPainter
from model.finding import Finder

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

WIDTH, ROW, ROWS = 600, 36, 11  # px, px, rows in sight
RECENT = 8  # commands done lately that stand first before anything is typed
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}


class Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, found: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = found
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.where, entry.why, entry.keys) if part)
        return None


class EntryPainter(QStyledItemDelegate):
    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        painter.save()
        row = RowPainter(painter, option, self._session.theme)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            row.fill("accent_tint")
        row.start = row.end = 16
        ink = "accent_text" if chosen and not entry.why else "text_2" if entry.why else "text"
        quiet = "accent_text" if chosen else "text_3"
        if entry.icon:
            row.icon(entry.icon, ink, 18, 10)
        else:
            row.start += 28
        if entry.keys and not entry.why:
            row.text_at_end(entry.keys, quiet, gap=16)
        row.text_at_end(entry.why or entry.where, quiet, gap=16)
        row.text(entry.text, ink, weight=STRONG if chosen and not entry.why else NORMAL)
        painter.restore()


class CommandPalette(QFrame):
    """Lies over the window; it goes with Esc, after a command, or when something else gets the keyboard."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(window)
        surface(self, "popover")
        self._session, self._window = session, window
        _ = session.words
        self._app = cast(QApplication, QApplication.instance())
        self._back = QApplication.focusWidget()
        self.field = QLineEdit()
        self.field.setObjectName("command")
        self.field.setPlaceholderText(_("What do you want to do, or where to go?"))
        self.field.setAccessibleName(_("Commands"))
        self.field.setProperty("ownFocus", True)
        self.field.textChanged.connect(self._look)
        self.field.installEventFilter(self)
        self.model = Entries()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryPainter(session, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Commands"))
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.list.entered.connect(self.list.setCurrentIndex)
        self.none = label(_("Nothing goes by this name"), "quiet")
        self.none.setContentsMargins(16, 8, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list)
        self._finder = Finder(session.document) if session.document else None
        self._all = entries(window)
        self._look("")
        width = min(WIDTH, window.width() - 32)
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2, 68)
        self.show()
        self.raise_()
        self.field.setFocus()
        self._app.focusChanged.connect(self._focus_went)

    def leave(self) -> None:
        """The keyboard goes back to where it was."""
        if not self.isVisible():
            return
        self._app.focusChanged.disconnect(self._focus_went)
        had = self.field.hasFocus()
        self.hide()
        self.deleteLater()
        back = self._back if self._back is not None and self._back.isVisible() else None
        if had:
            (back or self._window).setFocus()

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Keys that the field would take for itself move along the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress
        return (pressed and self._key(event.key())) or super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        row = self.list.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(row)
        elif key in _STEPS and self.model.entries:
            last = len(self.model.entries) - 1
            step = _STEPS[Qt.Key(key)]
            around = (row + step) % (last + 1) if abs(step) == 1 else min(max(row + step, 0), last)
            self.list.setCurrentIndex(self.model.index(around))
        else:
            return False
        return True

    def _look(self, text: str) -> None:
        recent = self._session.settings.commands
        if text.strip():
            found = matching(self._all, text, recent)
            if self._finder is not None:
                found += cards(self._window, self._finder, text)
        else:
            late = {entry.id: entry for entry in self._all}
            first = [late[id] for id in recent if id in late and not late[id].why][:RECENT]
            rest = [entry for entry in self._all if entry not in first and not entry.why]
            found = [*first, *rest]
        self.model.show(found)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(ROW * min(len(found), ROWS))
        self.adjustSize()
        if found:
            self.list.setCurrentIndex(self.model.index(0))

    def _run(self, row: int) -> None:
        if not 0 <= row < len(self.model.entries) or self.model.entries[row].why:
            return
        entry = self.model.entries[row]
        self._session.settings.did(entry.id)
        self.leave()
        self._window.perform(entry.run)

    def _focus_went(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.leave()
