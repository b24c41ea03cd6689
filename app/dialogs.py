"""Errors told in a dialog, in the reader's words; nothing waits for it to be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from app.session import Session


def tell_error(session: Session, error: BaseException, parent: QWidget | None = None) -> None:
    """Show what `messages.say` says of an error."""
    from PySide6.QtWidgets import QMessageBox  # here, like the words: most starts end without an error

    from app.labels import sentence
    from app.messages import say, title

    _ = session.words
    box = QMessageBox(parent or QApplication.activeWindow())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(_("Masa"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence(title(error, session.language)))
    box.setInformativeText(sentence(say(error, session.language)))
    button = box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(button)
    box.setEscapeButton(button)
    box.open()
