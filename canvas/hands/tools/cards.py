"""Dragging cards: between cells, or within a cell to reorder; several at once land together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import marks
from canvas.hands.frame import Zone
from canvas.hands.landing import card_slot, show_card_landing
from canvas.hands.places import Slot
from canvas.hands.shapes import shifted
from canvas.hands.tools.base import Tool
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class MoveCards(Tool):
    def __init__(self, view: MapView, press: QPointF, zone: Zone, cards: list[int]) -> None:
        super().__init__(view, press, zone)
        chosen = set(cards)
        self._cards = [id for id in view.picture.cards if id in chosen]  # in reading order
        view.overlay.take_away(("card", id) for id in cards)

    def move(self, point: QPointF) -> None:
        view, at = self.view, self.at(point)
        shift = at - self.origin
        groups = [view.picture.cards[id] for id in self._cards]
        slot = self._slot(point)
        lifted = [
            shifted(item, shift.x(), shift.y()) for group in groups for item in (*marks.shadow(group), group)
        ]
        show_card_landing(view, slot, [marks.ghost(group) for group in groups], lifted)
        view.set_cursor(Qt.CursorShape.ForbiddenCursor if slot is None else self.cursor)

    def finish(self, point: QPointF) -> None:
        slot = self._slot(point)
        self.cancel()
        if slot is not None and not self._stays(slot):
            self.view.act(verbs.move_cards, self._cards, slot.cell.stage, slot.cell.lane, before=slot.before)

    def cancel(self) -> None:
        self.view.overlay.take_away(())
        super().cancel()

    def _slot(self, point: QPointF) -> Slot | None:
        return card_slot(self.view, point, self._cards)

    def _stays(self, slot: Slot) -> bool:
        """Nothing would change: no step in the history."""
        there = self.view.places.cards(slot.cell)
        rest = [id for id in there if id not in self._cards]
        index = len(rest) if slot.before is None else rest.index(slot.before)
        return [*rest[:index], *self._cards, *rest[index:]] == there
