"""Dragging the side of a card, so that it spans the stages up to there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import locks, marks
from canvas.hands.frame import Zone
from canvas.hands.landing import is_over, name_tag
from canvas.hands.places import Box, Cell
from canvas.hands.tools.base import Tool
from canvas.picture.plan import INSET
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class SpanCard(Tool):
    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, view: MapView, press: QPointF, zone: Zone, card: int, start: bool) -> None:
        """`start`: it is dragged by the side where its first stage is."""
        super().__init__(view, press, zone)
        self._card, self._start = card, start
        self._free = not locks.refused(view, ("card", card))
        self._stages = view.picture.stages
        ids = [span.id for span in self._stages]
        covered = verbs.spanned(view.document, view.document["card", card])
        self._before = ids.index(covered[0].id), ids.index(covered[-1].id)

    def move(self, point: QPointF) -> None:
        """The stages it would span are tinted, its outline reaches over them."""
        view = self.view
        if not self._free or not is_over(view, point):
            view.set_cursor(Qt.CursorShape.ForbiddenCursor)
            view.overlay.clear_landing()
            return
        view.set_cursor(self.cursor)
        first, last = self._span(point)
        spans = self._stages[first : last + 1]
        box = view.places.card_box(self._card)
        left, right = min(span.start for span in spans), max(span.end for span in spans)
        lane = (view.places.cell_of(self._card) or Cell(0, 0)).lane
        tints = [
            item for span in spans for item in marks.target(view.places.box(Cell(span.id, lane)), view.fine)
        ]
        outline = marks.reach(Box(left + INSET, box.y, right - left - 2 * INSET, box.h), view.fine)
        moved = self._stages[first if self._start else last]
        tag = name_tag(view, Cell(moved.id, lane))
        view.overlay.show_landing(tints, [outline, *tag])

    def finish(self, point: QPointF) -> None:
        first, last = self._span(point)
        self.cancel()
        if self._free and is_over(self.view, point) and (first, last) != self._before:
            self.view.act(verbs.span_card, self._card, self._stages[first].id, self._stages[last].id)

    def _span(self, point: QPointF) -> tuple[int, int]:
        """Indexes of the first and the last stage: the side comes to the border nearest to the pointer."""
        x = self.at(point).x()
        far = [abs(self._border(k) - x) for k in range(len(self._stages))]
        nearest = far.index(min(far))
        first, last = self._before
        return (min(nearest, last), last) if self._start else (first, max(nearest, first))

    def _border(self, index: int) -> float:
        """x of the side of a stage that a dragged side of the card comes to."""
        span = self._stages[index]
        return span.end if self._start == self.view.picture.rtl else span.start
