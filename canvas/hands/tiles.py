"""The map as it was painted, in square tiles: scrolling it or dragging over it paints nothing again.

Nearer than AFAR they are as large as seen, and what is in sight is painted at once. From farther off they
have scales of powers of two, are shown smaller than painted, and are painted bit by bit while nothing else is
to be done, as are those that lie around what is in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from math import ceil, floor, log2
from time import perf_counter
from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QObject, QRect, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion, QTransform

from canvas.picture.display import Item
from canvas.picture.paint import paint
from canvas.picture.theme import Theme

SIDE = 512  # px of the device
AFAR = 0.4  # zoom
_FIRST, _NEXT = 0.04, 0.006  # s at a first look from afar, at each further one
_SEEN, _BESIDE = 0.012, 0.002  # s in between: for what is awaited, for what lies beside it
_PIECES = 8  # rectangles that are painted one by one; of more the one around them
_KEPT = 24  # tiles at least

Work = Generator[None, None, None]  # a piece of painting at each step


class Source(Protocol):
    """What is painted on the tiles, in its order."""

    theme: Theme
    extent: QRectF  # all of the map

    def items_in(self, area: QRectF, zoom: float) -> Iterable[Item]: ...

    def roughly(self, area: QRectF) -> Iterable[Item]:
        """What stands in until the rest is painted."""


class Key(NamedTuple):
    """`scale`: px of the device for one of the map. `zoom`: the same without the screen's own scale."""

    scale: float
    zoom: float
    column: int
    row: int

    @property
    def side(self) -> float:
        """In px of the map."""
        return SIDE / self.scale

    @property
    def area(self) -> QRectF:
        """On the map."""
        return QRectF(self.column * self.side, self.row * self.side, self.side, self.side)

    def within(self, area: QRectF) -> QRect:
        """The part of the tile, in its px, that an area of the map lies in."""
        x, y, scale = self.column * SIDE, self.row * SIDE, self.scale
        left, top = max(floor(area.left() * scale) - x, 0), max(floor(area.top() * scale) - y, 0)
        right, bottom = min(ceil(area.right() * scale) - x, SIDE), min(ceil(area.bottom() * scale) - y, SIDE)
        return QRect(left, top, max(right - left, 0), max(bottom - top, 0))


class Tile:
    """`spoiled`: the part of it, in its px, that is yet to be painted."""

    def __init__(self) -> None:
        self.picture: QPixmap | None = None  # None until a first part of it is whole
        self.spoiled = QRegion(0, 0, SIDE, SIDE)


class Tiles(QObject):
    """`ready`: told of each area of the map that has been painted since it was shown."""

    def __init__(self, parent: QObject, source: Source, ready: Callable[[QRectF], None]) -> None:
        super().__init__(parent)
        self._source, self._ready = source, ready
        self._tiles: dict[Key, Tile] = {}  # those used last come last
        self._seen: list[Key] = []
        self._beside: list[Key] = []  # around those in sight
        self._job: tuple[Key, Work] | None = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Some of what is in sight, or beside it, is yet to be painted."""
        return self._idle.isActive()

    def clear(self) -> None:
        """All is to be painted anew."""
        self._stop_job()
        self._tiles.clear()

    def spoil(self, areas: Sequence[QRectF]) -> None:
        """The map no longer looks like this there."""
        for key, tile in self._tiles.items():
            box = key.area
            for area in areas:
                if box.intersects(area):
                    tile.spoiled += key.within(area)
                    if self._job and self._job[0] == key:
                        self._stop_job()

    def paint(self, painter: QPainter, exposed: QRectF, sight: QRectF) -> None:
        """Paint an area of the map; `sight`: all of it that is in view."""
        zoom = painter.worldTransform().m11()
        fine = painter.deviceTransform().m11() / zoom  # px of the device for one of the screen
        from_afar = zoom <= AFAR
        level = 2.0 ** ceil(log2(zoom)) if from_afar else zoom
        self._look(sight, level * fine, level)
        exposed = exposed & sight
        keys = list(_over(exposed, level * fine, level))
        if from_afar:
            is_known = any(self._tiles[key].picture for key in self._seen)
            self._advance(self._seen, perf_counter() + (_NEXT if is_known else _FIRST))
        else:
            for key in keys:
                self._finish(key, key.within(exposed))
        self._show(painter, keys, exposed)
        if not self._idle.isActive() and self._next([*self._seen, *self._beside]):
            self._idle.start()

    def _look(self, sight: QRectF, scale: float, zoom: float) -> None:
        """Keep the tiles in sight and as many again as are of use when it moves."""
        seen = list(_over(sight, scale, zoom))
        if seen != self._seen:
            side = SIDE / scale
            wide = sight.adjusted(-side, -side, side, side) & self._source.extent
            self._seen, self._beside = seen, [key for key in _over(wide, scale, zoom) if key not in seen]
        for key in seen:
            self._tiles[key] = self._tiles.pop(key) if key in self._tiles else Tile()
        for key in list(self._tiles)[: -max(_KEPT, 2 * len(seen) + len(self._beside))]:
            if self._job and self._job[0] == key:
                self._stop_job()
            del self._tiles[key]

    def _show(self, painter: QPainter, keys: Iterable[Key], exposed: QRectF) -> None:
        """On whole px of the device, so that nothing is blurred and no seam is seen."""
        to_device, to_screen = painter.deviceTransform(), painter.worldTransform()
        x, y, scale = to_device.dx(), to_device.dy(), to_device.m11()
        painter.save()
        painter.setWorldTransform(to_device.inverted()[0] * to_screen)
        for key in keys:
            is_true = key.zoom == to_screen.m11()  # as large as seen
            side = SIDE if is_true else SIDE * scale / key.scale
            left, top = _whole(x + key.column * side), _whole(y + key.row * side)
            tile = self._tiles[key]
            if tile.picture is None:
                self._stand_in(painter, key, to_screen)
            elif is_true:
                part = key.within(exposed)  # no more of it need be painted
                painter.drawPixmap(part.translated(left, top), tile.picture, part)
            else:
                right, bottom = _whole(x + (key.column + 1) * side), _whole(y + (key.row + 1) * side)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(QRect(left, top, right - left, bottom - top), tile.picture)
        painter.restore()

    def _stand_in(self, painter: QPainter, key: Key, to_screen: QTransform) -> None:
        painter.save()
        painter.setWorldTransform(to_screen)
        painter.setClipRect(key.area)
        paint(painter, self._source.roughly(key.area), self._source.theme)
        painter.restore()

    # ---- painting tiles ----

    def _finish(self, key: Key, part: QRect) -> None:
        """Paint what is spoiled in a part of a tile, at once."""
        tile = self._tiles[key]
        wanted = tile.spoiled.intersected(part)
        if not wanted.isEmpty():
            tile.picture = tile.picture or QPixmap(SIDE, SIDE)
            for _ in self._painted(key, wanted, tile.picture):
                pass
            tile.spoiled -= wanted

    def _advance(self, keys: Iterable[Key], until: float) -> list[Key]:
        """Paint what is spoiled of these until then; which ones were finished."""
        done: list[Key] = []
        while perf_counter() < until:
            key = self._job[0] if self._job else self._next(keys)
            if key is None:
                break
            self._job = self._job or (key, self._bit_by_bit(key))
            if next(self._job[1], self) is self:
                self._job = None
                done.append(key)
        return done

    def _bit_by_bit(self, key: Key) -> Work:
        """The tile shows what it showed until all of it is painted."""
        tile = self._tiles.setdefault(key, Tile())
        wanted, new = QRegion(tile.spoiled), QPixmap(SIDE, SIDE)
        yield from self._painted(key, wanted, new)
        if tile.picture:
            painter = QPainter(tile.picture)
            painter.setClipRegion(wanted)
            painter.drawPixmap(0, 0, new)
            painter.end()
        else:
            tile.picture = new
        tile.spoiled -= wanted

    def _painted(self, key: Key, region: QRegion, on: QPixmap) -> Work:
        theme, painter = self._source.theme, QPainter(on)
        try:
            few = region.rectCount() <= _PIECES
            for part in cast("Iterable[QRect]", region) if few else (region.boundingRect(),):
                painter.resetTransform()
                painter.setClipRect(part)
                painter.fillRect(part, QColor(theme.colour("canvas")))
                painter.scale(key.scale, key.scale)
                painter.translate(-key.area.topLeft())
                area = painter.worldTransform().inverted()[0].mapRect(QRectF(part))
                for item in self._source.items_in(area, key.zoom):
                    paint(painter, (item,), theme)
                    yield
        finally:
            painter.end()  # also when the rest is no longer wanted

    # ---- in between ----

    def _next(self, keys: Iterable[Key]) -> Key | None:
        """The first of them that is not painted."""
        for key in keys:
            tile = self._tiles.get(key)
            if tile is None or not tile.spoiled.isEmpty():
                return key
        return None

    def _go_on(self) -> None:
        keys = [*self._seen, *self._beside]
        is_awaited = self._seen[0].zoom <= AFAR and self._next(self._seen) is not None
        for key in self._advance(keys, perf_counter() + (_SEEN if is_awaited else _BESIDE)):
            if key in self._seen:
                self._ready(key.area)
        if self._job is None and self._next(keys) is None:
            self._idle.stop()

    def _stop_job(self) -> None:
        if self._job:
            self._job[1].close()
            self._job = None


def _over(area: QRectF, scale: float, zoom: float) -> Iterator[Key]:
    """The tiles that an area of the map lies on."""
    side = SIDE / scale
    for row in range(floor(area.top() / side), ceil(area.bottom() / side)):
        for column in range(floor(area.left() / side), ceil(area.right() / side)):
            yield Key(scale, zoom, column, row)


def _whole(at: float) -> int:
    """Neighbours find the same px for the border between them, also when it lies halfway."""
    return floor(at + 0.5001)
