"""The mark of Masa: a journey of three stations that ends at a star, drawn on a 40 × 40 grid."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from canvas.picture.theme import CANVAS, Theme

GRID = 40


def pixmap(theme: Theme, size: int, rtl: bool, ratio: float = 1.0) -> QPixmap:
    """The journey climbs towards the reader's start, where it begins."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    result.setDevicePixelRatio(ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / GRID, size / GRID)
    if rtl:
        painter.translate(GRID, 0)
        painter.scale(-1, 1)
    _paint(painter, theme)
    painter.end()
    return result


def _paint(painter: QPainter, theme: Theme) -> None:
    first, last = QColor(theme.colour("stage:0")), QColor(theme.colour("stage:2"))
    line = QPainterPath(QPointF(6, 9))
    line.cubicTo(QPointF(16, 8), QPointF(12, 19), QPointF(20, 20))
    painter.setPen(QPen(first, 3))
    painter.drawPath(line)
    line = QPainterPath(QPointF(20, 20))
    line.cubicTo(QPointF(28, 21), QPointF(22, 31), QPointF(31, 31))
    painter.setPen(QPen(last, 3))
    painter.drawPath(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(first)
    painter.drawEllipse(QPointF(7, 9), 5, 5)
    painter.setPen(QPen(last, 3))
    painter.setBrush(QColor(theme.colour("panel")))
    painter.drawEllipse(QPointF(20, 20), 4, 4)
    painter.setPen(QPen(QColor(theme.colour("text")), 1.4))
    painter.setBrush(QColor(theme.colour("truth")))
    painter.drawPolygon(star(QPointF(31, 31), 7.5))


def star(centre: QPointF, radius: float) -> QPolygonF:
    """Five points, the first at the top."""
    points = []
    for step in range(10):
        reach = radius if step % 2 == 0 else radius * CANVAS.star_inner_ratio
        angle = math.pi * (step / 5 - 0.5)
        points.append(QPointF(centre.x() + reach * math.cos(angle), centre.y() + reach * math.sin(angle)))
    return QPolygonF(points)


def window_icon(theme: Theme, rtl: bool) -> QIcon:
    result = QIcon()
    for size in (16, 32, 64, 256):
        result.addPixmap(pixmap(theme, size, rtl))
    return result
