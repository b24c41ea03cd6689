"""The frame around the map: its header, lane titles and corner stay in sight while the rest scrolls.

Each strip is a window onto the picture with one or both axes pinned to its start. Strips lie over the
viewport and let the mouse through, so that the view alone answers it; `Frame` tells where a point of the
viewport lies on the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from canvas.hands.places import Box, box_of
from canvas.hands.shapes import bounds, on_paper
from canvas.picture.display import Group, Item, Line, Rect, Ref
from canvas.picture.paint import paint

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_AHEAD = 1000  # px that are painted at either end of what a strip shows
LIT_BAR = 4.0  # px of the bar under the header that stands out


class Zone(Enum):
    BODY = "body"
    HEADER = "header"
    TITLES = "titles"
    CORNER = "corner"


class Strip(QWidget):
    def __init__(self, view: MapView, zone: Zone) -> None:
        super().__init__(view)
        self._view, self._zone = view, zone
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QPixmap()  # what it shows without marks, and as much again at either end
        self._shown = Box(0, 0, 0, 0)  # the part of the map on it
        self._looks: tuple = ()  # what it depends on

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._view.map_scene
        painter = QPainter(self)
        if scene.ghosts.items:
            self._paint(painter, self._seen(), scene.ghosts.items)
        else:
            self._renew()
            start = QPointF(self._shown.x, self._shown.y) - self._view.frame.origin(self._zone)
            painter.drawPixmap((start * self._view.zoom).toPoint(), self._sheet)
        seen = self._seen()
        self._turn(painter, seen)
        marks = (*scene.marks.items, *scene.landing.items)
        paint(painter, [mark for mark in marks if bounds(mark).intersects(QRectF(*seen))], self._view.theme)

    def _renew(self) -> None:
        """Paint the sheet when it looks different, or when the map has scrolled beyond it."""
        view, seen, fine = self._view, self._seen(), self.devicePixelRatioF()
        edges = self._edges(Box(0, 0, 0, 0))
        worn = view.frame.lit, view.map_scene.worn
        looks = (view.zoom, fine, view.theme, worn, self._groups(), edges)
        if looks == self._looks and self._shown.holds(seen):
            return
        along = _AHEAD / view.zoom
        across, down = self._zone is Zone.HEADER, self._zone is Zone.TITLES
        shown = Box(
            seen.x - along * across, seen.y - along * down,
            seen.w + 2 * along * across, seen.h + 2 * along * down,
        )  # fmt: skip
        size = self.size() + QSize(2 * _AHEAD * across, 2 * _AHEAD * down)
        self._sheet, self._shown, self._looks = QPixmap(size * fine), shown, looks
        self._sheet.setDevicePixelRatio(fine)
        painter = QPainter(self._sheet)
        self._paint(painter, shown, ())
        painter.end()

    def _paint(self, painter: QPainter, seen: Box, ghosts: Sequence[Item]) -> None:
        view, theme = self._view, self._view.theme
        paper = "canvas" if self._zone is Zone.TITLES else "panel"
        painter.fillRect(painter.window(), QColor(theme.colour(paper)))
        self._turn(painter, seen)
        paint(painter, [*self._edges(seen), *ghosts], theme)
        groups = (group for group in self._groups() if box_of(group).meets(seen))
        paint(painter, tuple(self._lit(view.map_scene.dressed(group)) for group in groups), theme)
        painter.resetTransform()

    def _turn(self, painter: QPainter, seen: Box) -> None:
        """To px of the map."""
        painter.scale(self._view.zoom, self._view.zoom)
        painter.translate(-seen.x, -seen.y)

    def _seen(self) -> Box:
        """The part of the map that it shows."""
        origin, zoom = self._view.frame.origin(self._zone), self._view.zoom
        return Box(origin.x(), origin.y(), self.width() / zoom, self.height() / zoom)

    def _groups(self) -> tuple[Group, ...]:
        picture = self._view.picture
        if self._zone is Zone.HEADER:
            return picture.header
        if self._zone is Zone.TITLES:
            return picture.titles
        return (picture.corner,) if picture.corner else ()

    def _lit(self, group: Group) -> Group:
        """The header of the stage that is spoken of stands out."""
        if group.ref is None or group.ref != self._view.frame.lit:
            return group
        bar = Rect(group.x, group.y + group.h - LIT_BAR, group.w, LIT_BAR, "accent")
        lit = on_paper(group, "accent_tint")
        return replace(lit, items=(*lit.items, bar))

    def _edges(self, seen: Box) -> list[Item]:
        """A hairline towards what scrolls under the strip, where no stage or lane draws its own."""
        picture = self._view.picture
        bottom = picture.header_height - 0.5
        side = picture.width - picture.title_width + 0.5 if picture.rtl else picture.title_width - 0.5
        lines: list[Item] = []
        if self._zone is not Zone.TITLES:
            lines.append(Line(seen.x, bottom, seen.x + seen.w, bottom, "divider"))
        if self._zone is not Zone.HEADER:
            lines.append(Line(side, seen.y, side, seen.y + seen.h, "divider"))
        return lines


class Meeting(QWidget):
    """Where the scroll bars meet: left to the style it would be white in the dark."""

    def __init__(self, view: MapView) -> None:
        super().__init__()
        self._view = view
        view.setCornerWidget(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(self._view.theme.colour("canvas")))


class Frame:
    def __init__(self, view: MapView) -> None:
        self._view = view
        self._meeting = Meeting(view)
        self.lit: Ref | None = None
        # later ones lie above earlier ones
        self._strips = {zone: Strip(view, zone) for zone in (Zone.HEADER, Zone.TITLES, Zone.CORNER)}

    @property
    def header_height(self) -> float:
        """In px of the viewport."""
        return self._view.picture.header_height * self._view.zoom

    @property
    def title_width(self) -> float:
        return self._view.picture.title_width * self._view.zoom

    @property
    def _beside(self) -> float:
        """Px of the viewport left free before a map that is narrower than it."""
        view, picture = self._view, self._view.picture
        left = view.mapToScene(0, 0).x()
        free = left + view.viewport().width() / view.zoom - picture.width if picture.rtl else -left
        return max(free * view.zoom, 0.0)

    def light(self, stage: int | None) -> None:
        """Let the header of this stage stand out, or none."""
        self.lit = ("stage", stage) if stage is not None else None
        self.update()

    def body(self) -> QRectF:
        """The part of the viewport in which the map scrolls in sight."""
        area, titles = QRectF(self._view.viewport().rect()), self._beside + self.title_width
        left, right = (0.0, titles) if self._view.picture.rtl else (titles, 0.0)
        return area.adjusted(left, self.header_height, -right, 0)

    def place(self) -> None:
        """After a change of size, zoom or picture."""
        area = self._view.viewport().geometry()
        header, titles = round(self.header_height), round(self.title_width)
        x = area.left() + round(self.corner_of(Zone.TITLES).x())
        places = {
            Zone.HEADER: QRect(area.left(), area.top(), area.width(), header),
            Zone.TITLES: QRect(x, area.top(), titles, area.height()),
            Zone.CORNER: QRect(x, area.top(), titles, header),
        }
        for zone, strip in self._strips.items():
            strip.setGeometry(places[zone])
        self.update()

    def scrolled(self, across: bool, down: bool) -> None:
        """Only the strips that scroll along look different."""
        if across:
            self._strips[Zone.HEADER].update()
        if down:
            self._strips[Zone.TITLES].update()

    def update(self) -> None:
        self._meeting.update()
        for strip in self._strips.values():
            strip.update()

    def zone(self, at: QPointF) -> Zone:
        """Of a point of the viewport."""
        picture = self._view.picture
        beside = self._view.viewport().width() - at.x() if picture.rtl else at.x()
        beside -= self._beside
        in_titles, in_header = 0 <= beside < self.title_width, at.y() < self.header_height
        if in_titles:
            return Zone.CORNER if in_header else Zone.TITLES
        return Zone.HEADER if in_header else Zone.BODY

    def origin(self, zone: Zone) -> QPointF:
        """The point of the map at the top left of a strip, or of the viewport for the body."""
        picture = self._view.picture
        scrolled = self._view.mapToScene(0, 0)
        start = picture.width - picture.title_width if picture.rtl else 0.0
        x = start if zone in (Zone.TITLES, Zone.CORNER) else scrolled.x()
        y = 0.0 if zone in (Zone.HEADER, Zone.CORNER) else scrolled.y()
        return QPointF(x, y)

    def corner_of(self, zone: Zone) -> QPointF:
        """The top left of a strip in the viewport."""
        if zone not in (Zone.TITLES, Zone.CORNER):
            return QPointF(0, 0)
        if self._view.picture.rtl:
            return QPointF(self._view.viewport().width() - round(self._beside) - round(self.title_width), 0)
        return QPointF(round(self._beside), 0)

    def to_map(self, at: QPointF, zone: Zone | None = None) -> QPointF:
        """The point of the map at a point of the viewport, as the zone there (or the given one) shows it."""
        zone = zone or self.zone(at)
        return self.origin(zone) + (at - self.corner_of(zone)) / self._view.zoom

    def to_view(self, box: Box, zone: Zone) -> QRectF:
        """Where a box of the map is seen in the viewport."""
        top_left = (QPointF(box.x, box.y) - self.origin(zone)) * self._view.zoom + self.corner_of(zone)
        return QRectF(top_left.x(), top_left.y(), box.w * self._view.zoom, box.h * self._view.zoom)
