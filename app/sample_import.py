"""Brings the sample's spreadsheets into its map through the real import, while the window stays free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.dialogs import tell_error
from model.errors import MasaError

if TYPE_CHECKING:
    from app.session import Session
    from importers.job import Import
    from model.document import Document
    from model.templates import Sample

POLL = 20  # ms


class SampleImport(QObject):
    """One table after another; it ends early when the window turns to another document, or with an error."""

    finished = Signal(bool)  # whether all of them are in the map

    def __init__(self, session: Session, document: Document, map_id: int, samples: list[Sample]) -> None:
        super().__init__(session)
        self._session = session
        self._document, self._map_id = document, map_id
        self._samples = list(samples)
        self._job: Import | None = None
        self._writer: Iterator[float] | None = None
        self._timer = QTimer(self, interval=POLL)
        self._timer.timeout.connect(self._step)
        self._timer.start()
        session.turned.connect(self._stop)
        session.reworded.connect(self._stop)

    def _step(self) -> None:
        try:
            if self._job is None:
                self._next()
            elif self._writer is not None:
                self._write(self._writer)
            elif self._job.poll() and self._job.state != "reading":
                self._checked(self._job)
        except MasaError as error:
            self._stop()
            tell_error(self._session, error)

    def _next(self) -> None:
        from importers.check import Choices
        from importers.job import Import

        if not self._samples:
            self._end(whole=True)
            return
        sample = self._samples.pop(0)
        choices = Choices(kind=sample.kind.replace("-", "_"), scale=sample.scale)
        language = self._document["map", self._map_id].language
        self._job = Import.into(self._document, self._map_id, sample.path, language, choices)

    def _checked(self, job: Import) -> None:
        if job.error is not None:
            raise job.error
        self._writer = job.write(self._document, self._map_id)

    def _write(self, writer: Iterator[float]) -> None:
        if next(writer, None) is None:
            self._end_job()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._writer = None

    def _stop(self) -> None:
        self._end(whole=False)

    def _end(self, *, whole: bool) -> None:
        self._timer.stop()
        self._session.turned.disconnect(self._stop)
        self._session.reworded.disconnect(self._stop)
        self._end_job()
        self.finished.emit(whole)
        self.deleteLater()
