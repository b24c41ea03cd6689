"""The overview at the foot of the side panel: the whole map small, and a frame around what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from canvas.picture.display import Picture
from resources.assets import tokens

if TYPE_CHECKING:
    from app.session import Session
    from canvas.hands.view import MapView

HEIGHT = tokens()["window"]["minimap_height"]
SETTLES = 150  # ms after a change until the map is drawn anew
LARGEST = 0.3  # of a small map: blocks, not giants
FAINT = 0.28  # of cards that the filter hides
_BLOCKS = {
    "pain": "pain", "thought": "thought", "opportunity": "opportunity", "moment_of_truth": "truth",
    "note": "note_border", "goal": "goal",
}  # fmt: skip
_OTHER = "control_border"


class Overview(QWidget):
    """Drawn once into a picture; scrolling moves only the frame."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: MapView | None = None
        self._drawn: QPixmap | None = None
        self._held: QPointF | None = None  # from the middle of the frame to the pointer, in the map's px
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(session.words("Overview"))
        self.setToolTip(session.words("Drag to move over the map"))
        self._settle = QTimer(self, interval=SETTLES, singleShot=True)
        self._settle.timeout.connect(self.draw)
        session.changed.connect(self._later)
        session.showing.changed.connect(self._later)

    def end(self) -> None:
        self._session.changed.disconnect(self._later)
        self._session.showing.changed.disconnect(self._later)

    def watch(self, view: MapView) -> None:
        """Show this view's map."""
        self._view = view
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.update())
            bar.rangeChanged.connect(lambda _least, _most: self.update())
        view.zoom_changed.connect(lambda _zoom: self.update())
        self.draw()

    def restyle(self) -> None:
        self.draw()

    def _later(self, *_changes: object) -> None:
        self._settle.start()

    # Drawing

    @property
    def picture(self) -> Picture | None:
        picture = self._view.picture if self._view is not None else None
        return picture if picture and picture.width and picture.height else None

    def _scale(self, picture: Picture) -> tuple[float, float]:
        """Across and down apart: maps are wide, the overview is not."""
        return min(self.width() / picture.width, LARGEST), min(self.height() / picture.height, LARGEST)

    def _start(self, picture: Picture) -> QPointF:
        """Where the map's corner is: a small map stands where reading starts."""
        across, _down = self._scale(picture)
        return QPointF(self.width() - picture.width * across if picture.rtl else 0.0, 0.0)

    def draw(self) -> None:
        """Anew, as the map is now; nothing is drawn while nobody sees it."""
        self._settle.stop()
        self._drawn = None
        self.update()

    def _painted(self, picture: Picture) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(QSize(self.width(), self.height()) * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(QColor(self._session.theme.colour("panel")))
        painter = QPainter(drawn)
        painter.translate(self._start(picture))
        painter.scale(*self._scale(picture))
        self._paint_map(painter, picture)
        painter.end()
        return drawn

    def _paint_map(self, painter: QPainter, picture: Picture) -> None:
        colour = self._session.theme.colour
        painter.fillRect(QRectF(0, 0, picture.width, picture.height), QColor(colour("canvas")))
        for k, lane in enumerate(picture.lanes):
            if k % 2:
                painter.fillRect(QRectF(0, lane.start, picture.width, lane.size), QColor(colour("lane_alt")))
        band = picture.header_height * 0.75
        for k, stage in enumerate(picture.stages):
            painter.fillRect(QRectF(stage.start, 0, stage.size, band), QColor(colour(f"stage:{k}")))
        if picture.macro:
            for block in picture.figures:
                painter.fillRect(QRectF(block.x, block.y, block.w, block.h), QColor(colour("card_border")))
        document = self._session.document
        if document is None:
            return
        fills = {kind: QColor(colour(_BLOCKS.get(kind, _OTHER))) for kind in ("", *_BLOCKS)}
        known = document.all("card")
        for stack in picture.cards.cells.values():
            for id, (x, y, w, h) in stack.boxes.items():
                card = known.get(id)
                fill = fills.get(card.kind, fills[""]) if card else fills[""]
                painter.setOpacity(FAINT if id in picture.dimmed else 0.7)
                painter.fillRect(QRectF(x, y, w, h), fill)
        painter.setOpacity(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self.picture
        painter = QPainter(self)
        if picture is None:
            return
        if self._drawn is None:
            self._drawn = self._painted(picture)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(self._session.theme.colour("accent"))
        painter.setPen(QPen(accent, 2))
        accent.setAlphaF(0.08)
        painter.setBrush(accent)
        painter.drawRoundedRect(self.frame().adjusted(1, 1, -1, -1), 3, 3)

    def frame(self) -> QRectF:
        """Around what is in sight, in px of the overview."""
        picture, view = self.picture, self._view
        if picture is None or view is None:
            return QRectF()
        (across, down), start, seen = self._scale(picture), self._start(picture), view.in_sight()
        left, top = max(seen.x, 0.0), max(seen.y, 0.0)
        right, bottom = min(seen.x + seen.w, picture.width), min(seen.y + seen.h, picture.height)
        return QRectF(
            start.x() + left * across, start.y() + top * down, (right - left) * across, (bottom - top) * down
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw()

    # Moving over the map

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.picture is None:
            return
        frame, at = self.frame(), event.position()
        self._held = frame.center() - at if frame.contains(at) else QPointF(0, 0)
        self._move(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def _move(self, at: QPointF) -> None:
        """What the pointer holds is the middle of what is in sight."""
        picture, view = self.picture, self._view
        if picture is None or view is None or self._held is None:
            return
        across, down = self._scale(picture)
        middle = at + self._held - self._start(picture)
        seen = view.in_sight()
        corner = QPointF(middle.x() / across - seen.w / 2, middle.y() / down - seen.h / 2)
        view.scrolling.to(corner * view.zoom)
