"""Where the map is looked at: scrolling from the journey's start, whichever side it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt

from canvas.hands.places import Box, box_of
from canvas.hands.sheets import group_of
from canvas.picture.display import Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView

BEYOND = 40.0  # px that can be scrolled beyond the map's last stage, and usually beyond its last lane
_AROUND = 24.0  # px left free around what is scrolled to
_POLICY = (Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


class Scrolling:
    """Points are in px of the map at the present zoom."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._across, self._down = view.horizontalScrollBar(), view.verticalScrollBar()
        self.bars = True  # they are shown where there is something to scroll
        self.below = BEYOND  # px of the map that can be scrolled beyond its last lane

    def at(self) -> QPointF:
        """The top left of what is in sight."""
        return QPointF(self._turned(self._across.value()), self._down.value())

    def to(self, at: QPointF) -> None:
        self._across.setValue(self._turned(round(at.x())))
        self._down.setValue(round(at.y()))

    def _turned(self, value: int) -> int:
        """Right to left, Qt counts the horizontal bar from the right."""
        bar = self._across
        return bar.minimum() + bar.maximum() - value if self._view.isRightToLeft() else value

    def to_start(self) -> None:
        """Where the journey begins: the top, at the right on a right-to-left map."""
        for bar in (self._across, self._down):
            bar.setValue(bar.minimum())

    def to_first_stage(self) -> None:
        """Sideways to where the journey begins."""
        self._across.setValue(self._across.minimum())

    def to_last_stage(self) -> None:
        """Sideways until the last stage is in sight."""
        if self._view.picture.stages:
            self.show_ref(("stage", self._view.picture.stages[-1].id))

    def to_end(self) -> None:
        """Where the journey ends: its last stage, the foot of the map."""
        self._down.setValue(self._down.maximum())
        self.to_last_stage()

    @property
    def from_start(self) -> int:
        """px scrolled along the journey."""
        return self._across.value() - self._across.minimum()

    def room(self) -> QSize:
        """px for the map together with its scroll bars."""
        return self._view.contentsRect().size()

    def spread(self, from_start: int | None = None) -> None:
        """Give the map the room that can be scrolled; what is in sight stays, counted from the

        journey's start. A map narrower than the view stands in its middle.
        """
        view, picture = self._view, self._view.picture
        keep = self.from_start if from_start is None else from_start
        across, down = self._needed()
        view.setHorizontalScrollBarPolicy(_POLICY[across and self.bars])
        view.setVerticalScrollBarPolicy(_POLICY[down and self.bars])
        if across:
            width = picture.width + BEYOND
            left = -BEYOND if picture.rtl else 0.0
        else:
            width = (self.room().width() - self._thick(down) - 0.01) / view.zoom
            left = (picture.width - width) / 2
        view.setSceneRect(left, 0, width, picture.height + self.below)
        self._across.setValue(self._across.minimum() + keep)

    def _needed(self) -> tuple[bool, bool]:
        """Which scroll bars are shown: a matter of map, zoom and room, never of the bars shown before.

        Left to Qt, each bar's room may call for the other or not, and both come and go for ever.
        """
        picture, zoom, room = self._view.picture, self._view.zoom, self.room()
        length, height = picture.width * zoom, (picture.height + self.below) * zoom
        down = height - room.height() >= 0.5  # less is no px to scroll
        across = length > room.width() - self._thick(down)
        return across, down or height - room.height() + self._thick(across) >= 0.5

    def _thick(self, shown: bool) -> int:
        """px that a bar takes."""
        return self._down.sizeHint().width() if shown and self.bars else 0

    def show_current(self) -> None:
        """What is selected comes in sight."""
        view = self._view
        current, cell = view.selected.current, view.selected.cell
        if current:
            self.show_ref(current)
        elif cell and view.places.has(cell):
            self.show_box(view.places.box(cell))

    def show_ref(self, ref: Ref) -> None:
        """A stage is followed sideways only, a lane up and down only."""
        group, frame = group_of(self._view, ref), self._view.frame
        if group is None or ref[0] == "persona":
            return
        box, middle = box_of(group), frame.to_map(frame.body().center())
        if ref[0] == "stage":
            box = Box(box.x, middle.y(), box.w, 0)
        elif ref[0] == "lane":
            box = Box(middle.x(), box.y, 0, box.h)
        self.show_box(box)

    def show_box(self, box: Box) -> None:
        """Scroll as little as needed for a box of the map to be in sight; too large a one from its start,

        which on a right-to-left map is its right.
        """
        view, body = self._view, self._view.frame.body()
        start = (QPointF(box.x, box.y) - view.mapToScene(0, 0)) * view.zoom
        size = QPointF(box.w, box.h) * view.zoom
        across = _shift(start.x(), size.x(), body.left(), body.right())
        if view.picture.rtl:  # the same seen from the right
            across = -_shift(-start.x() - size.x(), size.x(), -body.right(), -body.left())
        step = QPointF(across, _shift(start.y(), size.y(), body.top(), body.bottom()))
        if not step.isNull():
            self.to(self.at() + step)


def _shift(start: float, length: float, low: float, high: float) -> float:
    """How far to scroll for a stretch to lie between low and high, all in px of the viewport."""
    if start < low + _AROUND or length + 2 * _AROUND > high - low:
        return start - low - _AROUND
    return max(start + length - high + _AROUND, 0.0)
