"""Dragging a stage by its header, or a lane by its title, to another place in the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from canvas.hands import marks
from canvas.hands.frame import Zone
from canvas.hands.landing import show_lane_border, show_stage_border
from canvas.hands.places import Border
from canvas.hands.shapes import shifted
from canvas.hands.tools.base import Tool
from canvas.picture.display import Group, Item
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class _MoveInFrame(Tool):
    """`following`: what comes after the moved thing, so that landing there changes nothing."""

    def __init__(self, view: MapView, press: QPointF, zone: Zone, table: str, id: int) -> None:
        super().__init__(view, press, zone)
        self._id = id
        groups = (*view.picture.header, *view.picture.titles)
        self._groups: list[Group] = [group for group in groups if group.ref == (table, id)]
        self._ghosts = [marks.ghost(group) for group in self._groups]
        ids = [span.id for span in (view.picture.stages if table == "stage" else view.picture.lanes)]
        self._following = dict(zip(ids, [*ids[1:], None], strict=True))[id]
        view.overlay.take_away([(table, id)])

    def cancel(self) -> None:
        self.view.overlay.take_away(())
        super().cancel()

    def _lifted(self, dx: float, dy: float) -> list[Item]:
        return [
            shifted(item, dx, dy)
            for group in self._groups
            for item in (*marks.shadow(group), group, marks.edge(group))
        ]

    def _stays(self, border: Border) -> bool:
        return border.before in (self._id, self._following)


class MoveStage(_MoveInFrame):
    def move(self, point: QPointF) -> None:
        at = self.at(point)
        show_stage_border(
            self.view, self._border(point), self._ghosts, self._lifted((at - self.origin).x(), 0)
        )

    def finish(self, point: QPointF) -> None:
        border = self._border(point)
        self.cancel()
        if not self._stays(border):
            self.view.act(verbs.move_stage, self._id, before=border.before)

    def _border(self, point: QPointF) -> Border:
        return self.view.places.stage_border(self.at(point).x())


class MoveLane(_MoveInFrame):
    def move(self, point: QPointF) -> None:
        at = self.at(point)
        show_lane_border(
            self.view, self._border(point), self._ghosts, self._lifted(0, (at - self.origin).y())
        )

    def finish(self, point: QPointF) -> None:
        border = self._border(point)
        self.cancel()
        if not self._stays(border):
            self.view.act(verbs.move_lane, self._id, before=border.before)

    def _border(self, point: QPointF) -> Border:
        return self.view.places.lane_border(self.at(point).y())
