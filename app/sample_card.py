"""The sample map of the start page, drawn from the very template that it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.labels import label, surface

if TYPE_CHECKING:
    from app.session import Session
    from canvas.picture.display import Picture
    from canvas.picture.theme import Theme

SAMPLES = {"he": "test-drive", "en": "e-commerce"}  # the filled template of each language
HEIGHT, HIGHEST = 300, 640
SHOWN = 0.6  # of the picture's width: its height that is shown


class SampleCard(QFrame):
    """Its words at the start, its picture at the end."""

    opened = Signal(str, str)  # the id of the template, the language of the map

    def __init__(self, session: Session) -> None:
        super().__init__()
        surface(self, "sample")
        self._session = session
        self._language = session.language
        _ = session.words
        self.title, self.about = label("", "heading", wrap=True), label("", "quiet", wrap=True)
        self.button = QPushButton(_("Open the sample"))
        self.button.setAutoDefault(True)  # Enter presses it, too
        self.button.clicked.connect(lambda: self.opened.emit(SAMPLES[self._language], self._language))
        words = QVBoxLayout()
        words.setContentsMargins(20, 20, 20, 20)
        words.setSpacing(12)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch(1)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        side = QWidget()
        side.setLayout(words)
        side.setFixedWidth(260)
        self.picture = SamplePicture(session.theme)
        self.picture.seen.connect(self.draw)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.picture, 1)
        self.setFixedHeight(HEIGHT)

    def draw(self) -> None:
        """Build the sample in memory and show it."""
        from canvas.picture.layout import layout
        from model.document import Document
        from model.templates import apply, template

        chosen = template(SAMPLES[self._language])
        self.title.setText(chosen.title(self._language))
        self.about.setText(chosen.description(self._language))
        document = Document.create(None)
        try:
            made = apply(document, chosen.id, self._language)
            self.picture.show_picture(layout(document, made.id))
        finally:
            document.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(max(HEIGHT, min(HIGHEST, round(self.picture.width() * SHOWN))))

    def restyle(self) -> None:
        self.picture.set_theme(self._session.theme)


class SamplePicture(QWidget):
    """A map from its start, as wide as there is room for."""

    seen = Signal()  # painted for the first time, still empty: a start does not wait for the sample

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture: Picture | None = None
        self._seen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT - 2)

    def show_picture(self, picture: Picture) -> None:
        self._picture = picture
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(self.rect()), QColor(self._theme.colour("canvas")))
        picture = self._picture
        if picture is None:
            if not self._seen:
                self._seen = True
                QTimer.singleShot(0, self, self.seen.emit)
            return
        from canvas.picture.paint import paint

        scale = self.width() / picture.width
        painter.scale(scale, scale)
        for part in (
            picture.background,
            picture.figures,
            tuple(picture.cards.values()),
            tuple(picture.links.values()),
            tuple(picture.points.values()),
            picture.titles,
            picture.header,
        ):
            paint(painter, part, self._theme)
        if picture.corner:
            paint(painter, (picture.corner,), self._theme)
