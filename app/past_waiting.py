"""Over the window while a child process works on the past: what it does, how far it is, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from app.dialogs import tell_error
from app.labels import label
from model.errors import MasaError

if TYPE_CHECKING:
    from app.window import Window
    from model.exchange import Exchange
    from model.past_work import PastWork

POLL = 30  # ms
WIDTH = 380  # px
Result = TypeVar("Result")


class _Work(Protocol):
    def poll(self) -> bool: ...


class Waiting(QDialog):
    """Nothing is done to the window behind it. One that cannot be cancelled takes a moment only."""

    def __init__(
        self, window: Window, text: str, work: _Work, then: Callable[[], object],
        cancel: Callable[[], object] | None, progress: Callable[[], float] | None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        _ = window.session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Masa"))
        self._window, self._work, self._then, self._cancel = window, work, then, cancel
        self._progress = progress
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setRange(0, 100 if progress else 0)
        self.stop = QPushButton(_("Cancel"))
        self.stop.setAutoDefault(False)  # Enter, pressed for what began this, must not end it
        self.stop.setEnabled(cancel is not None)
        self.stop.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(text, wrap=True))
        column.addWidget(self.bar)
        column.addLayout(foot)
        self.setMinimumWidth(WIDTH)
        self._timer = QTimer(self, interval=POLL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        try:
            done = self._work.poll()
        except MasaError as error:
            self._end()
            tell_error(self._window.session, error, self._window)
            return
        if self._progress:
            self.bar.setValue(round(100 * self._progress()))
        if done:
            self._end()
            self._window.perform(self._then)

    def _end(self) -> None:
        self._timer.stop()
        self.accept()

    def reject(self) -> None:
        if self._cancel is not None:
            self._timer.stop()
            self._cancel()
            super().reject()


def wait_for_work(
    window: Window, text: str, work: PastWork[Result], then: Callable[[Result], object]
) -> None:
    """`then(result)` when it is there; errors are told."""

    def give() -> None:
        assert work.result is not None
        then(work.result)

    Waiting(window, text, work, give, work.cancel, lambda: work.progress).open()


def wait_for_exchange(window: Window, text: str, work: Exchange, then: Callable[[], object]) -> None:
    Waiting(window, text, work, then, None, None).open()
