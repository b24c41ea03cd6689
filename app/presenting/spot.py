"""What a presenter points with: a spot in place of the mouse's arrow, which hides when it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.presenting.distances import scale

if TYPE_CHECKING:
    from app.presenting.wall import Wall

RADIUS, CORE, RIM = 34.0, 13.0, 4.0  # px on a wall 1080 px high
REST = 2500  # ms until a mouse that rests is hidden


class Spot(QWidget):
    """It follows the mouse over the map. `on`: the spot is wanted."""

    def __init__(self, wall: Wall) -> None:
        super().__init__(wall)
        self._wall, self.on = wall, False
        self._at: QPointF | None = None
        self._shape: Qt.CursorShape | None = None  # of the cursor that is hidden
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self.hide_cursor)
        wall.view.viewport().installEventFilter(self)

    @property
    def hidden(self) -> bool:
        """The mouse's own cursor is."""
        return self._shape is not None

    def toggle(self) -> None:
        self.on = not self.on
        viewport = self._wall.view.viewport()
        if self.on:
            self._at = QPointF(viewport.mapFromGlobal(viewport.cursor().pos()))
            if not viewport.rect().contains(self._at.toPoint()):
                self._at = self._wall.view.frame.body().center()
            self._place()
            self.show()
            self.raise_()
            self.hide_cursor()
        else:
            self.hide()
            self._show_cursor()

    def hide_cursor(self) -> None:
        viewport = self._wall.view.viewport()
        if not self.hidden:
            self._shape = viewport.cursor().shape()
        viewport.setCursor(Qt.CursorShape.BlankCursor)

    def _show_cursor(self) -> None:
        if self._shape is not None:
            shape, self._shape = self._shape, None
            self._wall.view.set_cursor(None if shape is Qt.CursorShape.ArrowCursor else shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._moved(event.position())
        return False

    def _moved(self, at: QPointF) -> None:
        self._at = at
        if self.on:
            self._place()
            QTimer.singleShot(0, self, self.hide_cursor)  # after the map has chosen one of its own
        else:
            self._show_cursor()
            self._rest.start()

    def _place(self) -> None:
        if self._at is None:
            return
        size = 2 * round(RADIUS * scale(self._wall.height()))
        at = self._wall.view.viewport().mapTo(self._wall, self._at.toPoint())
        self.setGeometry(at.x() - size // 2, at.y() - size // 2, size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, factor = self._wall.view.theme, scale(self._wall.height())
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        rings = (("error", RADIUS, 0.22), ("panel", CORE + RIM, 1.0), ("error", CORE, 1.0))
        for token, radius, opacity in rings:
            painter.setOpacity(opacity)
            painter.setBrush(QColor(theme.colour(token)))
            painter.drawEllipse(middle, radius * factor, radius * factor)
