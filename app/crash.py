"""Errors that nobody caught: ours are told in words, others are logged and shown with a report."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import log
from app.dialogs import tell_error
from model.errors import MasaError

if TYPE_CHECKING:
    from app.session import Session


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
        from app.crash_dialog import CrashDialog

        CrashDialog(self._session, text, QApplication.activeWindow()).open()
