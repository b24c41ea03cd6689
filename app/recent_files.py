"""The recent files of the start page: open one, or take it off the list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.icons import icon
from app.labels import label, tip
from app.session import Session
from resources.formats import day, isolate, local
from resources.words import Words


class RecentFiles(QWidget):
    opened = Signal(Path)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.rows: list[RecentRow] = []
        self.fill()

    def fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        self.rows = [RecentRow(Path(name), self._session) for name in self._session.settings.recent]
        for row in self.rows:
            row.opened.connect(self.opened)
            row.removed.connect(self._remove)
            self._column.addWidget(row)
        if not self.rows:
            words = self._session.words("No files yet. A map that you make or open is listed here.")
            self._column.addWidget(label(words, "caption", wrap=True))
        self._column.addStretch(1)

    def _remove(self, file: Path) -> None:
        self._session.settings.forget(file)
        self._session.settings.save()
        self.fill()


class RecentRow(QWidget):
    """A file: its name, its folder, when it was last changed; one that is gone says so."""

    opened = Signal(Path)
    removed = Signal(Path)

    def __init__(self, file: Path, session: Session) -> None:
        super().__init__()
        _ = session.words
        self.file = file
        changed = _changed(file)
        self.there = changed is not None
        self.button = QPushButton()
        self.button.setProperty("look", "row")
        self.button.setAutoDefault(True)  # Enter presses it, too
        self.button.setEnabled(self.there)
        self.button.setAccessibleName(file.stem)
        self.button.setToolTip(tip(isolate(str(file))))
        self.button.setFixedHeight(48)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda: self.opened.emit(file))
        self.remove = QToolButton()
        self.remove.setIcon(icon("x", session.theme, 14, token="text_2"))
        self.remove.setIconSize(QSize(14, 14))
        self.remove.setToolTip(_("Take off the list"))
        self.remove.setAccessibleName(_("Take off the list"))
        self.remove.clicked.connect(lambda: self.removed.emit(file))
        name = label(file.stem, gives_way=True)
        name.setEnabled(self.there)
        told = _("Not found. It was moved or deleted.")
        if changed is not None:
            told = when(changed, datetime.now(), _)
        note = label(told, "caption" if self.there else "missing")
        for each in (name, note):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text = QVBoxLayout(self.button)
        text.setContentsMargins(10, 4, 10, 4)
        text.setSpacing(0)
        text.addWidget(name)
        text.addWidget(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button, 1)
        row.addWidget(self.remove)
        forget = QAction(_("Take off the list"), self)
        forget.triggered.connect(lambda: self.removed.emit(file))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addAction(forget)


def _changed(file: Path) -> datetime | None:
    """None where there is no such file, or none that may be looked at."""
    try:
        return local(file.stat().st_mtime)
    except (OSError, ValueError):  # a name with a null byte
        return None


def when(moment: datetime, now: datetime, _: Words) -> str:
    """'Today, 09:42', 'Yesterday, 17:05', '3 November 2026'."""
    clock = isolate(f"{moment:%H:%M}")
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("Today, %(time)s") % {"time": clock}
    if days == 1:
        return _("Yesterday, %(time)s") % {"time": clock}
    return day(moment.date(), _)
