"""Some seconds after a file was opened: what its last closing had no time to remove goes, bit by bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from model.errors import MasaError

if TYPE_CHECKING:
    from app.session import Session
    from model.document import Document

FIRST, EACH = 5000, 300  # ms until the first slice, and between slices of a few milliseconds


class Sweeping(QObject):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._document: Document | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)
        session.turned.connect(self._follow)
        self._follow()

    def sweep(self) -> None:
        """One slice; what cannot be removed now, as on a full disk, waits for another opening."""
        live = self._session.live
        self._timer.setInterval(EACH)
        try:
            if live is None or live.read_only or not live.sweep():
                self._timer.stop()
        except MasaError:
            self._timer.stop()

    def _follow(self) -> None:
        live = self._session.live
        if live is not self._document:
            self._document = live
            if live is not None:
                self._timer.start(FIRST)
