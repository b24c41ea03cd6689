"""The dialog of an unexpected error: what happened, and a report to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.session import Session


class CrashDialog(QDialog):
    """What went wrong, and a report to copy."""

    def __init__(self, session: Session, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something unexpected happened"))
        told = QLabel(
            _("The last step was not done. All work before it is saved, and you can go on.")
            + "\n"
            + _("To report the fault, copy this text. It is also in the log.")
        )
        told.setWordWrap(True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton(_("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        go_on = buttons.addButton(_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        box = QVBoxLayout(self)
        for widget in (told, self.report, buttons):
            box.addWidget(widget)
        self.resize(640, 360)
