"""Things of several kinds are selected: how many of each, and what can be done to all of them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.action_button import ActionButton
from app.labels import label
from app.step_words import how_many

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

SHARED = ("duplicate", "lock", "delete")


class MixedBox(QWidget):
    """A press on one of the kinds selects only its things, whose fields then come."""

    FOLLOWS = frozenset[str]()  # the tables whose changes it shows

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        self._session, self._window = session, window
        _ = session.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Select only"), "label"))
        self.kinds: dict[str, QPushButton] = {}
        for table, n in Counter(table for table, _id in session.selection).items():
            button = QPushButton(how_many(table, n, _))
            button.clicked.connect(partial(self._narrow, table))
            column.addWidget(button)
            self.kinds[table] = button
        column.addSpacing(6)
        column.addWidget(label(_("With all of them"), "label"))
        row = QHBoxLayout()
        row.setSpacing(4)
        for id in SHARED:
            row.addWidget(self._button(id))
        column.addLayout(row)

    def fill(self) -> None:
        """It shows nothing that changes."""

    def _button(self, id: str) -> QToolButton:
        button = ActionButton(self._window.actions_by_id[id])
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _narrow(self, table: str) -> None:
        self._window.view.select([ref for ref in self._session.selection if ref[0] == table])
