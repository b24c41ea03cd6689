"""How the fields and the preview of an import share the height of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget


class WholeArea(QScrollArea):
    """It wants the height of all that it holds; Qt's own asks for a part of it."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        self.setWidgetResizable(True)
        self.setWidget(held)

    def sizeHint(self) -> QSize:
        return self._held.sizeHint() + QSize(2, 2) * self.frameWidth()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)


class UpperFirst(QSplitter):
    """The upper part gets the height that it needs, the lower one the rest; until the user parts them.

    It tells `shared` when it has parted them anew. `least`: px that the lower one keeps.
    """

    shared = Signal()

    def __init__(self, upper: QWidget, lower: QWidget, least: int) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._upper = upper
        self._least = least
        self._by_hand = False
        self.addWidget(upper)
        self.addWidget(lower)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._take_over)

    def _take_over(self) -> None:
        self._by_hand = True

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and not self._by_hand:
            self._share()
        return done

    def _share(self) -> None:
        room = self.height() - self.handleWidth()
        upper = min(self._upper.sizeHint().height(), room - self._least)
        if upper > 0 and self.sizes()[0] != upper:
            self.setSizes([upper, room - upper])
            self.shared.emit()
