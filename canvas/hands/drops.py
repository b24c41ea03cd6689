"""Drops: new things dragged from the palette; files go to whoever listens to `MapView.files_dropped`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from canvas.hands import landing
from canvas.hands.editor import Ending
from canvas.hands.frame import Zone
from canvas.hands.places import Box
from canvas.hands.pointer import TICK, edge_step
from model.kinds import CARDS

if TYPE_CHECKING:
    from canvas.hands.view import MapView

MIME = "application/x-masa-new"  # data: a kind of card, "stage", "lane" or "persona", in ASCII
KINDS = (*CARDS, "stage", "lane", "persona")


class Drops(QObject):
    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._kind: str | None = None
        self._last = QPointF()
        self._scrolling = QTimer(self, interval=TICK)
        self._scrolling.timeout.connect(self._scroll)

    def enter(self, event: QDragMoveEvent) -> None:
        self._kind = _kind(event.mimeData()) if self._view.is_there and not self._view.fixed else None
        if self._kind or _files(event.mimeData()):
            self._view.writing.end(Ending.LEFT)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.move(event)
        else:
            event.ignore()

    def move(self, event: QDragMoveEvent) -> None:
        if self._kind is None:
            event.setAccepted(bool(_files(event.mimeData())))
            return
        self._last = event.position()
        self._scrolling.start()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(self._landing(self._last) is not None)

    def leave(self) -> None:
        self._kind = None
        self._scrolling.stop()
        self._view.overlay.clear_landing()

    def drop(self, event: QDropEvent) -> None:
        kind, point = self._kind, event.position()
        make = self._landing(point) if kind and self._view.is_there else None
        self.leave()
        files = _files(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(bool(make or files))
        if make:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            make()
        elif files:
            self._view.files_dropped.emit(files)

    def _landing(self, point: QPointF) -> Callable[[], object] | None:
        """Shows where the thing would land; what makes it there, or None where it cannot land."""
        view, kind, making = self._view, self._kind, self._view.making
        at = view.frame.to_map(point, Zone.BODY)
        if kind == "stage":
            stage = view.places.stage_border(at.x())
            landing.show_stage_border(view, stage, [], [])
            return lambda: making.stage(stage)
        if kind == "lane":
            lane = view.places.lane_border(at.y())
            landing.show_lane_border(view, lane, [], [])
            return lambda: making.lane(lane)
        if kind == "persona":
            landing.show_whole(view, Box(0, 0, view.picture.width, view.picture.height))
            return making.persona
        slot = landing.new_card_slot(view, kind, point) if kind else None
        landing.show_card_landing(view, slot, [], [])
        return (lambda: making.card(kind, slot)) if kind and slot else None

    def _scroll(self) -> None:
        step = edge_step(self._view, self._last)
        if not step.isNull():
            self._view.scrolling.to(self._view.scrolling.at() + step)
            self._landing(self._last)


def _kind(data: QMimeData) -> str | None:
    kind = bytes(data.data(MIME).data()).decode("ascii", "replace") if data.hasFormat(MIME) else ""
    return kind if kind in KINDS else None


def _files(data: QMimeData) -> list[str]:
    """Files of any kind: those that cannot be used are told by whoever they are handed to."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
