"""Templates to choose from, each drawn from its real structure: stages, kinds of cards, emotion curve."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QStaticText,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

import resources
from app.icons import pixmap
from app.session import Session
from canvas.picture.theme import Theme
from resources.words import words

if TYPE_CHECKING:
    from model.templates import Shape, Template

DRAWING = 94  # px, height of the drawing
TEXT = 90  # px, height of the words under it: a title and three lines
NARROWEST = 150  # px, a tile
GAP = 16
AROUND = 3  # px around all tiles: the ring of the one that has the keyboard
# The rows of a drawing: kinds of cards with their fill and edge; None is the emotion curve.
ROWS: tuple[tuple[str | None, str, str], ...] = (
    ("touchpoint", "card", "card_border"),
    ("thought", "thought_tint", "thought_tint"),
    (None, "", ""),
    ("pain", "pain_tint", "pain_tint"),
    ("opportunity", "opportunity_tint", "opportunity_tint"),
)


class TemplateTile(QAbstractButton):
    """A template to click: its drawing, title and description in the language of the map to be."""

    def __init__(self, template: Template, language: str, session: Session) -> None:
        super().__init__()
        self._template, self._language, self._session = template, language, session
        self.setText(template.title(language))
        self.setAccessibleDescription(template.description(language))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST + 30, DRAWING + TEXT)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, DRAWING + TEXT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rtl = self._session.theme, words(self._language).rtl
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "control_border" if self.underMouse() else "card_border"
        frame = empty_tile(painter, QRectF(self.rect()), theme, edge)
        top = QRectF(1, 1, self.width() - 2, DRAWING)
        clip = QPainterPath()
        clip.addRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(top, QColor(theme.colour("canvas")))
        painter.setPen(QColor(theme.colour("divider")))
        painter.drawLine(top.bottomLeft(), top.bottomRight())
        shape = self._template.structure
        if len(shape.cards) > 0 and any(shape.cards):
            draw(painter, top.adjusted(10, 8, -10, -6), shape, theme, rtl)
        else:
            plus = pixmap("plus", theme.colour("text_2"), 26, self.devicePixelRatio())
            painter.drawPixmap(round(top.center().x()) - 13, round(top.center().y()) - 13, plus)
        painter.restore()
        self._write(painter, theme, rtl)

    def _write(self, painter: QPainter, theme: Theme, rtl: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        room = QRect(12, DRAWING + 7, self.width() - 24, 20)
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.colour("text")))
        painter.drawText(room, int(flags), self.text())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.colour("text_2")))
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(painter.layoutDirection())
        about = QStaticText(self._template.description(self._language))
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setTextOption(option)
        about.setTextWidth(room.width())
        painter.drawStaticText(12, DRAWING + 29, about)


def empty_tile(painter: QPainter, room: QRectF, theme: Theme, edge: str = "card_border") -> QRectF:
    """What every tile lies on; its outline."""
    frame = room.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(theme.colour(edge)), 1))
    painter.setBrush(QColor(theme.colour("panel")))
    painter.drawRoundedRect(frame, 8, 8)
    return frame


def draw(painter: QPainter, room: QRectF, shape: Shape, theme: Theme, rtl: bool) -> None:
    """The structure of a template in a small drawing that runs in the map's direction."""
    count = len(shape.cards)
    titles = room.width() * 0.09
    width = (room.width() - titles) / count
    painter.save()
    if rtl:
        painter.translate(room.right(), room.top())
        painter.scale(-1, 1)
    else:
        painter.translate(room.left(), room.top())
    for number in range(count):
        left = titles + number * width
        colour = QColor(theme.colour(f"stage:{number}"))
        painter.setPen(QPen(colour, 2.2))
        painter.drawLine(QPointF(left + 4, 6), QPointF(left + width - 2, 6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(left + 5, 6), 4.5, 4.5)
    cards = {kind for stage in shape.cards for kind in stage}
    rows = [row for row in ROWS if (shape.curve if row[0] is None else row[0] in cards)]
    heights = [26.0 if kind is None else 10.0 for kind, _fill, _edge in rows]
    scale = min(1.0, (room.height() - 18) / (sum(heights) + 5 * len(rows)))
    y = 18.0
    for (kind, fill, edge), height in zip(rows, (h * scale for h in heights), strict=True):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour("divider")))
        painter.drawRoundedRect(QRectF(0, y + height / 2 - 1.5, titles - 6, 3), 1.5, 1.5)
        if kind is None:
            _curve(painter, shape, QRectF(titles, y, width * count, height), width, theme)
        else:
            painter.setBrush(QColor(theme.colour(fill)))
            painter.setPen(QPen(QColor(theme.colour(edge)), 1))
            for number, stage in enumerate(shape.cards):
                if kind in stage:
                    painter.drawRoundedRect(QRectF(titles + number * width + 2, y, width - 4, height), 2, 2)
        y += height + 5 * scale
    painter.restore()


def _curve(painter: QPainter, shape: Shape, room: QRectF, width: float, theme: Theme) -> None:
    """The emotion curve, smoothed between its points."""
    points = [
        QPointF(room.left() + x * width, room.center().y() - value / 2 * room.height() / 2)
        for x, value in shape.curve
    ]
    path = QPainterPath(points[0])
    for before, after in pairwise(points):
        middle = (before.x() + after.x()) / 2
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.colour("curve_1")), 1.6))
    painter.drawPath(path)


class TemplateGrid(QWidget):
    """All templates, as many in a row as there is room for."""

    chosen = Signal(str)  # the id of a template

    def __init__(self, session: Session, language: str) -> None:
        super().__init__()
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        self._grid.setSpacing(GAP)
        self._tiles: dict[str, TemplateTile] = {}
        self._columns = 0
        self._language = language
        self._waiting = len(list((Path(resources.__file__).parent / "templates").glob("*.toml")))
        self._grid.setRowStretch(self._waiting, 1)  # a row below all of them has the room that is left
        self.setMinimumHeight(DRAWING + TEXT + 2 * AROUND)  # until it has its width

    @property
    def tiles(self) -> dict[str, TemplateTile]:
        """By id; made when first asked for or painted, so that a start does not wait for them."""
        if not self._tiles:
            self._fill()
        return self._tiles

    def set_language(self, language: str) -> None:
        self._language = language
        self._fill()

    def _fill(self) -> None:
        from model.templates import templates

        for tile in self._tiles.values():
            tile.hide()
            tile.deleteLater()
        self._tiles = {each.id: TemplateTile(each, self._language, self._session) for each in templates()}
        for id, tile in self._tiles.items():
            tile.clicked.connect(lambda _checked=False, id=id: self.chosen.emit(id))
        self._columns = 0
        self.setMinimumHeight(0)  # from now on the tiles themselves say how much room they need
        self._arrange()
        self.update()  # nothing of the empty ones stays beside them

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tiles:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self.places():
            empty_tile(painter, QRectF(place), self._session.theme)
        QTimer.singleShot(0, self, lambda: self.tiles)

    def places(self) -> list[QRect]:
        """Where the tiles will be, before they are made."""
        columns = self._fitting()
        width = (self.width() - 2 * AROUND - (columns - 1) * GAP) / columns
        found = []
        for index in range(self._waiting):
            row, column = divmod(index, columns)
            x, y = AROUND + round(column * (width + GAP)), AROUND + row * (DRAWING + TEXT + GAP)
            if self.isRightToLeft():
                x = self.width() - x - round(width)
            found.append(QRect(x, y, round(width), DRAWING + TEXT))
        return found

    def _reserve(self) -> None:
        """Their height, so that nothing jumps when they come."""
        rows = ceil(self._waiting / self._fitting())
        self.setMinimumHeight(rows * (DRAWING + TEXT) + (rows - 1) * GAP + 2 * AROUND)

    def _fitting(self) -> int:
        return max(1, min(5, (self.width() - 2 * AROUND + GAP) // (NARROWEST + GAP)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._tiles:
            self._arrange()
        else:
            self._reserve()

    def _arrange(self) -> None:
        columns = self._fitting()
        if columns == self._columns or not self._tiles:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for index, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, index // columns, index % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
