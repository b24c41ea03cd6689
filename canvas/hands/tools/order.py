"""Dragging a stage by its header, or a lane by its title, to another place in the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import marks
from canvas.hands.frame import Zone
from canvas.hands.landing import is_over, show_lane_border, show_stage_border
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

    def move(self, point: QPointF) -> None:
        border = self._landing(point)
        self._show(border, self.at(point) - self.origin)
        self.view.set_cursor(Qt.CursorShape.ForbiddenCursor if border is None else self.cursor)

    def finish(self, point: QPointF) -> None:
        border = self._landing(point)
        self.cancel()
        if border is not None and border.before not in (self._id, self._following):
            self._move(border)

    def _landing(self, point: QPointF) -> Border | None:
        """The border it would come to; None beside the view."""
        return self._border(self.at(point)) if is_over(self.view, point) else None

    def _border(self, at: QPointF) -> Border:
        raise NotImplementedError

    def _show(self, border: Border | None, shift: QPointF) -> None:
        raise NotImplementedError

    def _move(self, border: Border) -> None:
        raise NotImplementedError


class MoveStage(_MoveInFrame):
    def _border(self, at: QPointF) -> Border:
        return self.view.places.stage_border(at.x())

    def _show(self, border: Border | None, shift: QPointF) -> None:
        show_stage_border(self.view, border, self._ghosts, self._lifted(shift.x(), 0))

    def _move(self, border: Border) -> None:
        self.view.act(verbs.move_stage, self._id, before=border.before)


class MoveLane(_MoveInFrame):
    def _border(self, at: QPointF) -> Border:
        return self.view.places.lane_border(at.y())

    def _show(self, border: Border | None, shift: QPointF) -> None:
        show_lane_border(self.view, border, self._ghosts, self._lifted(0, shift.y()))

    def _move(self, border: Border) -> None:
        self.view.act(verbs.move_lane, self._id, before=border.before)
