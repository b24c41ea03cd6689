"""One form of the panel of properties: labels over fields, and what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.fields import Field
from app.labels import label

if TYPE_CHECKING:
    from app.forms import Entry
    from app.session import Session


class FormPage(QWidget):
    """It knows no record: values are put into its `fields` from outside, `committed` says what was done."""

    committed = Signal(str, object)  # the record's field, its new value

    def __init__(self, session: Session, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._below: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 16)
        self._column.setSpacing(5)
        row = QHBoxLayout()
        for entry in entries:
            if not entry.beside:
                row = QHBoxLayout()
                row.setSpacing(8)
                self._column.addLayout(row)
            row.addLayout(self._labelled(session, entry), 1)
        self._column.addStretch(1)

    def _labelled(self, session: Session, entry: Entry) -> QVBoxLayout:
        text = session.words(entry.label)
        editor = entry.make(session)
        result = QVBoxLayout()
        result.setSpacing(3)
        if text:
            name = label(text, "label")
            name.setBuddy(editor)
            result.addWidget(name)
            editor.setAccessibleName(text)
        editor.committed.connect(lambda value, field=entry.field: self.committed.emit(field, value))
        result.addWidget(editor)
        self.fields[entry.field] = editor
        return result

    def put_below(self, box: QWidget | None) -> None:
        """In place of what stood there."""
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below = box
        if box is not None:
            box.setContentsMargins(0, 8, 0, 0)
            self._column.insertWidget(self._column.count() - 1, box)
