"""Dragging cards: between cells, or within a cell to reorder; several keep their places to each other.

With the key for copies held the cards stay and copies of them land.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import locks, marks
from canvas.hands.frame import Zone
from canvas.hands.landing import card_slot, holds_cards, show_card_landing
from canvas.hands.places import Cell, Slot
from canvas.hands.shapes import shifted
from canvas.hands.tools.base import Tool
from canvas.picture.display import Item
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView


_MANY = 100  # of more cards only those in sight are seen to be dragged


class MoveCards(Tool):
    def __init__(
        self, view: MapView, press: QPointF, zone: Zone, grabbed: int, cards: Collection[int]
    ) -> None:
        """`grabbed`: the one of the cards that is under the pointer."""
        super().__init__(view, press, zone)
        self._all = view.places.in_reading_order(cards)
        self._free = locks.unlocked(view, self._all)
        self._moving = set(self._free)
        self._copied: bool | None = None  # whether what is shown is a copy
        near = view.places.cards_in(view.in_sight()) if len(self._all) > _MANY else self._all
        chosen = set(self._all)
        self._seen = [id for id in near if id in chosen][:_MANY]
        self._stages = [span.id for span in view.picture.stages]
        self._lanes = [span.id for span in view.picture.lanes if holds_cards(view, span.id)]
        self._home = view.places.cell_of(grabbed) or Cell(0, 0)
        under = view.places.cell_at(self.origin.x(), self.origin.y()) or self._home
        # a card that spans stages may be taken in a later one than its own
        self._back = self._stages.index(under.stage) - self._stages.index(self._home.stage)

    def move(self, point: QPointF) -> None:
        view, slot = self.view, self._slot(point)
        if self.copies != self._copied:
            self._copied = self.copies
            view.overlay.take_away(() if self.copies else (("card", id) for id in self._free))
        shift = self.at(point) - self.origin
        groups = [view.picture.cards[id] for id in self._seen if self.copies or id in self._moving]
        lifted: list[Item] = [
            shifted(item, shift.x(), shift.y()) for group in groups for item in (*marks.shadow(group), group)
        ]
        if self.copies and slot:
            at = self.at(point)
            lifted += marks.plus(at.x(), at.y(), view.fine)
        ghosts = [] if self.copies else [marks.ghost(group) for group in groups]
        show_card_landing(view, slot, ghosts, lifted, self._cells(slot).values() if slot else ())
        if slot is None:
            view.set_cursor(Qt.CursorShape.ForbiddenCursor)
        else:
            view.set_cursor(Qt.CursorShape.DragCopyCursor if self.copies else self.cursor)

    def finish(self, point: QPointF) -> None:
        slot, cards, view = self._slot(point), self._cards, self.view
        self.cancel()
        if slot is None:
            return
        cells = self._cells(slot)
        if self.copies:
            made = view.act(verbs.copy_cards, cells, before=slot.before)
            view.select(("card", id) for id in made or ())
        elif self._stays(slot, cells):
            return
        elif len(set(cells.values())) > 1:
            view.act(verbs.spread_cards, cells, before=slot.before)
        else:
            view.act(verbs.move_cards, cards, slot.cell.stage, slot.cell.lane, before=slot.before)

    def cancel(self) -> None:
        self.view.overlay.take_away(())
        super().cancel()

    @property
    def _cards(self) -> list[int]:
        """Copies of locked cards can be made."""
        return self._all if self.copies else self._free

    def _slot(self, point: QPointF) -> Slot | None:
        """Where the grabbed card lands."""
        without = () if self.copies else self._cards
        return card_slot(self.view, point, without, self._back, self._home.lane) if self._cards else None

    def _cells(self, slot: Slot) -> dict[int, Cell]:
        """Each card's cell, as far from the grabbed one's as now.

        What would lie beyond the map lies at its edge, what lies in a lane of figures comes along.
        """
        stages, lanes = self._stages, self._lanes
        across = stages.index(slot.cell.stage) - stages.index(self._home.stage)
        rows = {lane: k for k, lane in enumerate(lanes)}
        down = rows[slot.cell.lane] - rows.get(self._home.lane, rows[slot.cell.lane])
        cells = {}
        for id in self._cards:
            stage, lane = self.view.places.cell_of(id) or self._home
            row = rows[lane] + down if lane in rows else rows[slot.cell.lane]
            cells[id] = Cell(_within(stages, stages.index(stage) + across), _within(lanes, row))
        return cells

    def _stays(self, slot: Slot, cells: dict[int, Cell]) -> bool:
        """Nothing would change: no step in the history."""
        if any(self.view.places.cell_of(id) != cell for id, cell in cells.items()):
            return False
        there = self.view.places.cards(slot.cell)
        moved = [id for id in self._cards if cells[id] == slot.cell]
        rest = [id for id in there if id not in moved]
        index = len(rest) if slot.before is None else rest.index(slot.before)
        return [*rest[:index], *moved, *rest[index:]] == there


def _within(ids: Sequence[int], index: int) -> int:
    return ids[min(max(index, 0), len(ids) - 1)]
