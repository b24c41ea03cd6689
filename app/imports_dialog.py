"""Data ▸ Imported files: what was imported into this map, and a way to take it out again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.labels import label, line, turn_page
from app.recent_files import when
from model import verbs
from resources.formats import count, isolate, local
from resources.words import N_, Words

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from model.records import ImportBatch

KINDS = {"feedback": N_("Feedback"), "drop_off": N_("Drop-off")}


class ImportsDialog(QDialog):
    """One row a file, the newest first; removing one is a step of undo."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Imported files"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("ownFocus", True)  # it has the keyboard only to scroll
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._area, 1)
        column.addWidget(buttons)
        self.removers: list[QPushButton] = []
        self._fill()
        session.changed.connect(self._follow)
        session.turned.connect(self.reject)
        self.resize(560, 360)

    def _follow(self, changes: list) -> None:
        if any(change.table == "import_batch" for change in changes):
            self._fill()

    def _fill(self) -> None:
        document, map_ = self._session.document, self._session.map
        batches: list[ImportBatch] = []
        if document is not None and map_ is not None:
            batches = sorted(document.children("import_batch", map=map_.id), key=lambda b: (-b.at, -b.id))
        page = QWidget()
        column = QVBoxLayout(page)
        self.removers = []
        for batch in batches:
            column.addLayout(self._row(batch))
            column.addWidget(line())
        if not batches:
            empty = self._session.words("Nothing was imported into this map. Use Data ▸ Import data.")
            column.addWidget(label(empty, "quiet", wrap=True))
        column.addStretch(1)
        turn_page(self._area, page)

    def _row(self, batch: ImportBatch) -> QHBoxLayout:
        _ = self._session.words
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(isolate(batch.file)))
        words.addWidget(label(batch_words(batch, _), "caption", wrap=True))
        remove = QPushButton(_("Remove"))
        remove.setAutoDefault(False)
        remove.setAccessibleName(_("Remove %(file)s") % {"file": batch.file})
        remove.setEnabled(self._session.writable)
        remove.clicked.connect(lambda: self._remove(batch.id))
        self.removers.append(remove)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(remove)
        return row

    def _remove(self, id: int) -> None:
        document = self._session.document
        if document is not None:
            self._window.perform(lambda: verbs.remove(document, [("import_batch", id)]))


def batch_words(batch: ImportBatch, _: Words) -> str:
    """'Feedback, 118 rows, 2 refused, today, 09:42'."""
    rows = _.plural("%(n)s row", "%(n)s rows", batch.rows) % {"n": isolate(count(batch.rows))}
    parts = [_(KINDS[batch.kind]), rows]
    if batch.refused:
        refused = _.plural("%(n)s row refused", "%(n)s rows refused", batch.refused)
        parts.append(refused % {"n": isolate(count(batch.refused))})
    parts.append(when(local(batch.at), datetime.now(), _))
    return ", ".join(parts)
