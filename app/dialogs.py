"""Small dialogs in the reader's words; none of them blocks the program but the questions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.messages import say, title
from app.session import Session


def tell_error(session: Session, error: BaseException, parent: QWidget | None = None) -> QMessageBox:
    """Show what `messages.say` says of an error."""
    return tell(session, title(error, session.language), say(error, session.language), parent)


def tell(session: Session, heading: str, text: str, parent: QWidget | None = None) -> QMessageBox:
    box = QMessageBox(parent or QApplication.activeWindow())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Masa" if session.language == "en" else "מסע")
    box.setText(heading)
    box.setInformativeText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    button = box.addButton(session.words("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(button)
    box.setEscapeButton(button)
    box.open()
    return box


def ask(session: Session, heading: str, text: str, yes: str, parent: QWidget) -> bool:
    """Wait for an answer: `yes` are the words of the button that does it."""
    box = QMessageBox(parent)
    box.setText(heading)
    box.setInformativeText(text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    does = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(session.words("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(does)
    box.exec()
    return box.clickedButton() is does
