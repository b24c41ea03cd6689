"""Dragging the end of a stage or of a lane: the map is laid out with each size on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import marks, sizing
from canvas.hands.frame import Zone
from canvas.hands.tools.base import Tool
from canvas.picture.display import Item, Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView


_LIVE = 2000  # cards; a larger map is laid out when the end is let go, until then a bar shows the place


class _Resize(Tool):
    def __init__(self, view: MapView, press: QPointF, zone: Zone, ref: Ref, size: float) -> None:
        super().__init__(view, press, zone)
        self._ref, self._size = ref, size
        self._tried: int | None = None
        self._live = len(view.picture.cards) <= _LIVE

    def move(self, point: QPointF) -> None:
        self._tried = sizing.within(self._ref[0], self._size + self._grown(point))
        if self._live:
            self.view.try_sizes({self._ref: self._tried})
        else:
            self.view.overlay.show_landing([], [self._bar(point)])

    def finish(self, point: QPointF) -> None:
        self._tried = sizing.within(self._ref[0], self._size + self._grown(point))
        self.view.try_sizes({self._ref: self._tried})
        tried = self._settled()
        self.cancel()
        if tried != round(self._size):
            sizing.set_size(self.view, self._ref, tried)

    def cancel(self) -> None:
        self.view.try_sizes({})
        super().cancel()

    def _grown(self, point: QPointF) -> float:
        """px of the map by which it has grown."""
        raise NotImplementedError

    def _bar(self, point: QPointF) -> Item:
        """Where its end would be."""
        raise NotImplementedError

    def _settled(self) -> int | None:
        """What the document keeps."""
        return self._tried


class ResizeStage(_Resize):
    cursor = Qt.CursorShape.SplitHCursor

    def __init__(self, view: MapView, press: QPointF, zone: Zone, stage: int) -> None:
        size = next(span.size for span in view.picture.stages if span.id == stage)
        super().__init__(view, press, zone, ("stage", stage), size)
        self._from_start = view.scrolling.from_start
        self._free = view.in_sight().w - view.picture.width

    def _grown(self, point: QPointF) -> float:
        """A map narrower than the view stands in its middle: there ends move half as far as it grows."""
        view = self.view
        along = (point - self.press).x() * (-1 if view.picture.rtl else 1)
        moved = (along + view.scrolling.from_start - self._from_start) / view.zoom
        if self._free >= 0:
            return 2 * moved if 2 * moved < self._free else moved + self._free / 2
        return moved if moved > self._free else 2 * moved - self._free

    def _bar(self, point: QPointF) -> Item:
        view = self.view
        return marks.bar(self.at(point).x(), 0, view.picture.height, view.fine, upright=True)


class ResizeLane(_Resize):
    cursor = Qt.CursorShape.SplitVCursor

    def __init__(self, view: MapView, press: QPointF, zone: Zone, lane: int) -> None:
        super().__init__(view, press, zone, ("lane", lane), self._height(view, lane))

    def _grown(self, point: QPointF) -> float:
        return (self.at(point) - self.origin).y()

    def _bar(self, point: QPointF) -> Item:
        return marks.bar(0, self.at(point).y(), self.view.picture.width, self.view.fine)

    def _settled(self) -> int | None:
        """A lane is never lower than what it holds: made so low, its height is its contents' again."""
        tried = self._tried
        return None if tried is None or self._height(self.view, self._ref[1]) > tried + 0.5 else tried

    @staticmethod
    def _height(view: MapView, lane: int) -> float:
        return next(span.size for span in view.picture.lanes if span.id == lane)
