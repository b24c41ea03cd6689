"""How near the map is looked at: 10 % to 400 %, about a point that stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTransform, QWheelEvent

from canvas.hands.places import Box
from canvas.hands.scrolling import BEYOND

if TYPE_CHECKING:
    from canvas.hands.view import MapView

LEAST, MOST = 0.1, 4.0
STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0)
_WHEEL = 1.0015  # factor an eighth of a degree of the wheel
_AROUND = 24.0  # px left free around what is fitted


def set_zoom(view: MapView, zoom: float, about: QPointF | None = None) -> None:
    """`about`: the point of the viewport that stays; None: the middle of what is in sight."""
    zoom = min(max(zoom, farthest(view)), view.nearest)
    if zoom == view.zoom:
        return
    body = view.frame.body()
    about = about or body.center()
    before = view.mapToScene(0, 0) + about / view.zoom
    view.setTransform(QTransform.fromScale(zoom, zoom))
    view.scrolling.spread()
    view.scrolling.to(before * zoom - about)
    view.zoomed()


def step(view: MapView, nearer: bool, about: QPointF | None = None) -> None:
    """To the next of the round figures."""
    if nearer:
        set_zoom(view, next((s for s in STEPS if s > view.zoom * 1.001), MOST), about)
    else:
        set_zoom(view, next((s for s in reversed(STEPS) if s < view.zoom / 1.001), 0.0), about)


def wheel(view: MapView, event: QWheelEvent) -> None:
    """It scrolls; with Ctrl it zooms about the pointer, with Shift it goes sideways."""
    turned = event.angleDelta()
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        set_zoom(view, view.zoom * _WHEEL ** turned.y(), event.position())
    else:
        step = event.pixelDelta() if not event.pixelDelta().isNull() else turned
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not turned.x():
            step = step.transposed()
        view.scrolling.to(view.scrolling.at() - QPointF(step))
    event.accept()


def fit(view: MapView) -> None:
    """All of the map, at most at its own size."""
    if view.picture.stages:
        set_zoom(view, min(_whole(view), 1.0))
    view.go_to_start()


def farthest(view: MapView) -> float:
    """The least zoom: a very large map can be seen whole."""
    return min(LEAST, _whole(view))


def _whole(view: MapView) -> float:
    """The zoom at which all of the map is seen."""
    picture, area = view.picture, view.scrolling.room()  # it then needs no scroll bar
    return min(area.width() / (picture.width + BEYOND), area.height() / (picture.height + BEYOND))


def fit_box(view: MapView, box: Box) -> None:
    """A part of the map, as near as it fits beside header and titles."""
    area, picture = view.viewport().rect(), view.picture
    width = box.w + picture.title_width + 2 * _AROUND
    height = box.h + picture.header_height + 2 * _AROUND
    set_zoom(view, min(area.width() / width, area.height() / height, MOST))
    view.scrolling.show_box(box)
