"""A notice over the foot of the map: what was just done, for some seconds, longer with an offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from app.icons import icon, pixmap
from app.labels import label, sentence, surface
from app.properties import holds_keyboard
from app.questions import Answer

if TYPE_CHECKING:
    from app.session import Session
    from app.workspace import Workspace

STAYS = 10_000  # ms
STAYS_ASKING = 45_000  # ms
APART = 22  # px from the map's foot, where its scroll bar lies
WIDEST = 720  # px


class Notice(QFrame):
    """One at a time. It takes neither room nor the keyboard from the map; who points at it reads on."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        surface(self, "notice")
        self._session, self._workspace = session, workspace
        self._mark = QLabel()
        self.told = label("", wrap=True)
        self.answers: list[QPushButton] = []
        self.shut = QToolButton()
        self.shut.setIconSize(QSize(14, 14))
        self.shut.setAccessibleName(session.words("Close"))
        self.shut.setToolTip(session.words("Close"))
        self.shut.clicked.connect(self.hide)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self.told, 1)
        row.addWidget(self.shut)
        self.staying = QTimer(self, singleShot=True)
        self.staying.timeout.connect(self._go)
        workspace.installEventFilter(self)
        self.hide()

    def tell(self, text: str, answers: Sequence[Answer] = ()) -> None:
        for button in self.answers:
            button.hide()
            button.deleteLater()
        self.answers = [self._button(answer) for answer in answers]
        self.told.setText(sentence(text))
        self.restyle()
        self._place()
        self.show()
        self.raise_()
        self.staying.start(STAYS_ASKING if answers else STAYS)

    def restyle(self) -> None:
        theme = self._session.theme
        self._mark.setPixmap(pixmap("check-circle", theme.colour("ok"), 18, self.devicePixelRatioF()))
        self.shut.setIcon(icon("x", theme, 14, token="text_2"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
        return False

    def _go(self) -> None:
        if self.underMouse():
            self.staying.start(STAYS)
            return
        if holds_keyboard(self):
            self._workspace.view.setFocus()
        self.hide()

    def _place(self) -> None:
        """In the middle of the map's foot."""
        room = self._workspace.view.geometry()
        wanted = self._row.totalSizeHint().width()
        width = min(WIDEST, room.width() - 2 * APART, max(wanted, self._wished()))
        height = self._row.totalHeightForWidth(width)
        self.setGeometry(
            room.left() + (room.width() - width) // 2, room.bottom() - APART - height, width, height
        )

    def _wished(self) -> int:
        """px for all words in one line."""
        others = self._row.sizeHint().width() - self.told.sizeHint().width()
        return others + self.told.fontMetrics().horizontalAdvance(self.told.text()) + 8

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.text)
        button.setAutoDefault(False)
        if answer.deed is not None:
            button.clicked.connect(answer.deed)
        self._row.insertWidget(self._row.count() - 1, button)
        return button
