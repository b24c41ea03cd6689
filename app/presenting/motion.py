"""A smooth move from one look at the map to another: two pictures of it, taken before and after.

Drawing the map itself for each frame would take several times as long. At the end the map is there, crisp.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from app.presenting.distances import Distance
from resources.assets import tokens

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class Focus(NamedTuple):
    """px of the view. `at`: how far it is scrolled, `box`: as wide as the stage spoken of, on top."""

    distance: Distance
    at: QPointF
    box: QRectF


class Shot(NamedTuple):
    picture: QPixmap
    focus: Focus


class Motion(QWidget):
    """It lies over the view while something moves. `smooth`: False, and nothing does."""

    def __init__(self, view: MapView, smooth: bool) -> None:
        super().__init__(view)
        self._view, self.smooth = view, smooth
        self._before: Shot | None = None
        self._after: Shot | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        motion = tokens()["motion"]
        ease = QEasingCurve(QEasingCurve.Type.BezierSpline)
        x1, y1, x2, y2 = motion["ease_in_out"]
        ease.addCubicBezierSegment(QPointF(x1, y1), QPointF(x2, y2), QPointF(1, 1))
        self._course = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=motion["stage_move"])
        self._course.setEasingCurve(ease)
        self._course.valueChanged.connect(lambda _value: self.update())
        self._course.finished.connect(self.stop)

    @property
    def running(self) -> bool:
        return self._after is not None

    def shot(self, focus: Focus) -> Shot:
        """The view as it is, without what is under way."""
        self.stop()
        return Shot(self._view.grab(), focus)

    def run(self, before: Shot, after: Shot) -> None:
        if before.focus[:2] == after.focus[:2]:
            return  # what stands out in the header is another
        self._before, self._after = before, after
        self.setGeometry(self._view.rect())
        self.show()
        self.raise_()
        self._course.start()

    def stop(self) -> None:
        """The map itself is seen."""
        self._course.stop()
        self._before = self._after = None
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._before is None or self._after is None:
            return
        painter = QPainter(self)
        share = float(self._course.currentValue())
        across, down = (self._after.focus.at - self._before.focus.at).toTuple()
        alike = self._before.focus.distance is self._after.focus.distance
        if alike and not (across and down):
            self._slide(painter, self._before, self._after, QPointF(across, down), share)
        else:
            self._turn(painter, self._before, self._after, share)

    def _slide(self, painter: QPainter, before: Shot, after: Shot, by: QPointF, share: float) -> None:
        """What scrolls, scrolls; header or lane titles stay. A far way is no longer than what moves."""
        frame, header = self._view.frame, self._view.frame.header_height
        moving = frame.body().adjusted(0, -header if by.x() else 0, 0, 0)
        if by.y():
            moving.setLeft(0.0)
            moving.setRight(self.width())
        by = QPointF(_within(by.x(), moving.width()), _within(by.y(), moving.height()))
        painter.drawPixmap(0, 0, after.picture)
        painter.setClipRect(moving)
        painter.fillRect(moving, QColor(self._view.theme.colour("panel")))
        _part(painter, before.picture, moving, -by * share)
        _part(painter, after.picture, moving.adjusted(0, header if by.x() else 0, 0, 0), by * (1 - share))
        if by.x():  # another stage stands out in the header
            painter.setOpacity(share)
            _part(painter, after.picture, QRectF(moving.x(), 0, moving.width(), header), by * (1 - share))

    def _turn(self, painter: QPainter, before: Shot, after: Shot, share: float) -> None:
        """The stage spoken of goes from its old place to its new one, the new picture comes over the old."""
        start, end = before.focus.box, after.focus.box
        now = QRectF(
            start.topLeft() + (end.topLeft() - start.topLeft()) * share,
            start.size() + (end.size() - start.size()) * share,
        )
        painter.fillRect(self.rect(), QColor(self._view.theme.colour("canvas")))
        for shot, opacity in ((before, 1.0), (after, share)):
            painter.setOpacity(opacity)
            painter.setTransform(_from_to(shot.focus.box, now))
            painter.drawPixmap(0, 0, shot.picture)


def _part(painter: QPainter, picture: QPixmap, part: QRectF, moved: QPointF) -> None:
    ratio = picture.devicePixelRatio()
    source = QRectF(part.topLeft() * ratio, part.size() * ratio)
    painter.drawPixmap(part.translated(moved), picture, source)


def _within(value: float, most: float) -> float:
    return min(max(value, -most), most)


def _from_to(start: QRectF, end: QRectF) -> QTransform:
    """The move that brings one box onto another."""
    across = end.width() / max(start.width(), 1.0)
    down = end.height() / max(start.height(), 1.0)
    return QTransform(across, 0, 0, down, end.x() - start.x() * across, end.y() - start.y() * down)
