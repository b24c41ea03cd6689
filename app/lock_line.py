"""Over the fields of locked cards: why nothing can be changed, and what unlocks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.labels import label, surface
from model import verbs
from resources.formats import count, isolate

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from model.records import Card


class LockLine(QWidget):
    """Hidden while no card is locked."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "locked")
        self._session, self._window = session, window
        self._locked: list[int] = []
        self.told = label("", "caption", wrap=True)
        self.unlock = QPushButton(session.words("Unlock"))
        self.unlock.clicked.connect(self._unlock)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.unlock)
        self.hide()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Those that are selected."""
        self._locked = [card.id for card in cards if card.locked]
        n, _ = len(self._locked), self._session.words
        if n == len(cards):
            text = _.plural("Locked against changes", "All are locked against changes", n)
        else:
            text = _.plural(
                "%(n)s of %(m)s is locked against changes", "%(n)s of %(m)s are locked against changes", n
            ) % {"n": isolate(count(n)), "m": isolate(count(len(cards)))}
        self.told.setText(text)
        self.unlock.setEnabled(self._session.writable)
        self.setVisible(bool(n))

    def _unlock(self) -> None:
        document = self._session.document
        if document is not None:
            self._window.perform(lambda: verbs.lock_cards(document, self._locked, False))
