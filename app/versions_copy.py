"""File ▸ Save a copy: with all that ever was in the project, or only what is in it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from app.labels import label

if TYPE_CHECKING:
    from app.session import Session


class CopyDialog(QDialog):
    chosen = Signal(bool)  # with the history

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Save a copy"))
        self.whole = QRadioButton(_("With its history"))
        self.bare = QRadioButton(_("Without history, for sharing"))
        self.whole.setChecked(True)
        of_whole = _("You can go on in the copy as here: undo, versions, everything is in it.")
        of_bare = _(
            "The copy holds only what is there now. Nothing that was deleted, undone or removed is in it, "
            "and no names of who worked on it."
        )
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(_("Choose a place…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(4)
        for choice, words in ((self.whole, of_whole), (self.bare, of_bare)):
            column.addWidget(choice)
            told = label(words, "caption", wrap=True)
            told.setContentsMargins(26, 0, 26, 0)
            column.addWidget(told)
            column.addSpacing(10)
        column.addWidget(buttons)
        self.setMinimumWidth(440)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.whole.isChecked())
