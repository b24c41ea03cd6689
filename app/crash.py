"""Errors that nobody caught: ours are told in words, others are logged and shown with a report."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import log
from app.dialogs import tell_error
from app.session import Session
from model.errors import MasaError


class Crashes(QObject):
    """Where Python and Qt send what nobody caught. The work goes on: the document has rolled back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: set[str] = set()

    def install(self) -> None:
        sys.excepthook = self.hook
        threading.excepthook = lambda args: self.hook(args.exc_type, args.exc_value, args.exc_traceback)

    def hook(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, MasaError):
            QTimer.singleShot(0, self, lambda: tell_error(self._session, error))
        else:
            text = log.write(error.with_traceback(trace))
            if text not in self._known:  # an error while painting would come back with every frame
                self._known.add(text)
                QTimer.singleShot(0, self, lambda: self._show(text))

    def _show(self, text: str) -> None:
        CrashDialog(self._session, text, QApplication.activeWindow()).open()


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
