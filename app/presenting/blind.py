"""Over the foot of the map, so that no lane is seen cut in half: the down key brings it on whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.presenting.camera import Camera
    from canvas.hands.view import MapView


class Blind(QWidget):
    """Away as soon as the map is scrolled by hand."""

    def __init__(self, view: MapView, camera: Camera) -> None:
        super().__init__(view)
        self._view, self._camera = view, camera
        self.hide()
        camera.moved.connect(self.place)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.place)

    def place(self, *_: object) -> None:
        end = self._camera.end_of_whole()
        whole = self._view.viewport().geometry()
        self.setVisible(end is not None and whole.height() - end >= 1)
        if end is not None:
            top = round(end)
            self.setGeometry(whole.x(), whole.y() + top, whole.width(), whole.height() - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(self._view.theme.colour("canvas")))
