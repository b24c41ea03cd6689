"""File ▸ New: choose a template and the language of the map."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from app.labels import label
from app.language_choice import language_choice
from app.session import Session
from app.template_tiles import TemplateGrid


class NewDialog(QDialog):
    chosen = Signal(str, str)  # the id of a template, the language of the map

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("New map"))
        self.language = language_choice(session)
        self.grid = TemplateGrid(session, self.language.currentData())
        self.language.currentIndexChanged.connect(lambda: self.grid.set_language(self.language.currentData()))
        self.grid.chosen.connect(self._choose)
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(label(_("Choose a template"), "title"), 1)
        top.addWidget(self.language)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addLayout(top)
        box.addWidget(self.grid, 1)
        box.addWidget(buttons)
        self.resize(900, 340)

    def _choose(self, id: str) -> None:
        self.chosen.emit(id, self.language.currentData())
        self.accept()
