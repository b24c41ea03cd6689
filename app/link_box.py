"""Below the fields of connectors: turn them around, delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.icons import icon
from model import verbs

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window


class LinkBox(QWidget):
    """One connector can be turned; several can only be deleted."""

    FOLLOWS = frozenset[str]()  # the tables whose changes it shows

    def __init__(self, session: Session, window: Window, link: int | None) -> None:
        super().__init__()
        _ = session.words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        document = session.document
        self.turn = QPushButton(icon("swap", session.theme, 16), _("Turn around"))
        self.delete = QPushButton(icon("trash", session.theme, 16), _("Delete"))
        if link is not None and document is not None:
            self.turn.clicked.connect(lambda: window.perform(lambda: verbs.turn_link(document, link)))
        self.turn.setVisible(link is not None)
        self.delete.clicked.connect(window.actions_by_id["delete"].trigger)
        for button in (self.turn, self.delete):
            row.addWidget(button)
        row.addStretch(1)

    def fill(self) -> None:
        """It shows nothing that changes."""
