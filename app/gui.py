"""The window program: `run(file)` until the last window is closed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import file_actions, logo
from app.crash import Crashes
from app.session import Session
from app.style import Style
from app.window import Window
from model.errors import MasaError

if TYPE_CHECKING:
    from app.handover import Doorbell

LATER = 100  # ms after the window is shown: its first paint does not wait for what can wait


class Program:
    """The application, its one session, and the window, which is made anew for another language."""

    def __init__(self, app: QApplication, file: Path | None = None) -> None:
        self.app = app
        self.session = Session()
        self.style = Style(app)
        self.crashes = Crashes(self.session)
        self._translator = QTranslator(app)
        self._doorbell: Doorbell | None = None
        self.handed_over = False  # to the window that has the file already
        self._dress()
        if file is not None:
            self._open(file)
        self.window = Window(self.session)
        self.session.restyled.connect(self._dress)
        self.session.reworded.connect(lambda: QTimer.singleShot(0, self.session, self._renew))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_turned)

    def _open(self, file: Path) -> None:
        """Before there is a window, which then shows it from the start; errors are told over it."""
        try:
            self._show_file(file)
        except (MasaError, OSError) as error:
            told = error
            QTimer.singleShot(0, self.session, lambda: self._instead_of(file, told))

    def _show_file(self, file: Path) -> None:
        """Raises MasaError, OSError; a window that has the file already is brought to the front."""
        try:
            self.session.show(file_actions.opened(file, self.session.language))
        except MasaError as error:
            from app import handover

            if error.code != "file_is_open" or handover.open_here(file):
                raise
            self.handed_over = handover.handed_over(file, self.session.words)
            if not self.handed_over:  # of two that open a file at once, neither may have got it
                self.session.show(file_actions.opened(file, self.session.language))

    def _instead_of(self, file: Path, error: Exception) -> None:
        from app import reading

        reading.instead_of(self.window, file, error)

    def attend(self) -> None:
        """What can wait until the window is there: those who open its file again, what to tell of a file."""
        from app.handover import Doorbell, to_front
        from app.sweeping import Sweeping

        self._doorbell = Doorbell(self.session, lambda: to_front(self.window))
        Sweeping(self.session)  # lives with the session
        self.session.turned.connect(lambda: QTimer.singleShot(0, self.session, self._opened))
        self._opened()

    def _opened(self) -> None:
        from app.after_opening import tell

        tell(self.window)

    def _dress(self) -> None:
        """Words of Qt's own dialogs, direction, colours."""
        session = self.session
        self.app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{session.language}", folder):
            self.app.installTranslator(self._translator)
        QLocale.setDefault(QLocale(session.language))
        right = Qt.LayoutDirection.RightToLeft
        self.app.setLayoutDirection(right if session.rtl else Qt.LayoutDirection.LeftToRight)
        self.style.apply(session.theme.name, session.rtl)
        self.app.setWindowIcon(logo.window_icon(session.theme, session.rtl))

    def _renew(self) -> None:
        """The same file and selection in a window of another language."""
        before = self.window
        before.finish_typing()
        geometry = before.saveGeometry()
        self._dress()
        before.leave()
        self.window = Window(self.session)
        self.window.restoreGeometry(geometry)
        self.window.show()
        before.hide()
        before.deleteLater()

    def close(self) -> None:
        """After the last window: the file is left closed, Qt's borrowed things are given back."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._system_turned)
        self.window.leave()
        self.session.close()
        if self._doorbell is not None:
            self._doorbell.close()
        self.app.removeTranslator(self._translator)
        self.style.close()

    def _system_turned(self) -> None:
        if self.session.settings.theme is None:
            self.session.restyled.emit()


def run(file: str | Path | None) -> int:
    """The exit code of the program, opened on a file or on the start page."""
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("masa")
    program = Program(app, None if file is None else Path(file))
    program.crashes.install()
    code = 0
    if not program.handed_over:
        program.window.show()
        QTimer.singleShot(LATER, program.session, program.attend)
        code = app.exec()
    program.close()
    return code
