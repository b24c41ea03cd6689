"""A name for a moment of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.labels import label
from app.versions_words import day_and_time, step_name

if TYPE_CHECKING:
    from app.session import Session
    from model.versions import Moment

MOST = 120  # characters of a name


class NameDialog(QDialog):
    named = Signal(str)

    def __init__(self, session: Session, moment: Moment, parent: QWidget) -> None:
        super().__init__(parent)
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Name this moment"))
        self.text = QLineEdit(moment.version or "")
        self.text.setMaxLength(MOST)
        self.text.setPlaceholderText(_("For example: workshop 1, end of day"))
        self.text.setAccessibleName(_("Name"))
        self.text.selectAll()
        of = label(f"{step_name(moment, session.language)}, {day_and_time(moment.at, _)}", "quiet", wrap=True)
        why = _("A named moment stays among the versions. You can look at it and restore it at any time.")
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self._give)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._check)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for widget in (of, self.text, label(why, "caption", wrap=True), buttons):
            column.addWidget(widget)
        self.setMinimumWidth(420)
        self._check()

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.text.text().strip()))

    def _give(self) -> None:
        self.named.emit(self.text.text())
        self.accept()
