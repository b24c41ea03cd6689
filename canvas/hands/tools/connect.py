"""Pulling a connector from a card's handle to another card, or an end of one to another card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import linking
from canvas.hands.frame import Zone
from canvas.hands.landing import card_slot, is_over, show_card_landing
from canvas.hands.linking import Pull
from canvas.hands.places import Slot
from canvas.hands.tools.base import Tool
from model import verbs

if TYPE_CHECKING:
    from canvas.hands.view import MapView


class Connect(Tool):
    """To a card, or to an empty place, where a card is begun that is connected once it is written."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: MapView, press: QPointF, zone: Zone, pull: Pull) -> None:
        super().__init__(view, press, zone)
        self._pull = pull
        if pull.link is not None:
            view.overlay.take_away([("link", pull.link)])

    def move(self, point: QPointF) -> None:
        view, at = self.view, self.at(point)
        card = self._card(point)
        slot = self._slot(point) if card is None else None
        refused = self._refused(card) if card is not None else None
        joined = card if refused is None else None
        items = linking.line_to(view, self._pull, at, joined)
        if joined is not None:
            items = [linking.ring(view, joined), *items]
        if (
            refused and card != self._pull.card
        ):  # over the card that it comes from there is nothing to say yet
            items += linking.tag(view, refused, at)
        show_card_landing(view, slot, [], items)
        lands = joined is not None or slot is not None
        view.set_cursor(self.cursor if lands else Qt.CursorShape.ForbiddenCursor)

    def finish(self, point: QPointF) -> None:
        card, slot = self._card(point), self._slot(point)
        self.cancel()
        view, pull = self.view, self._pull
        if card is None:
            if slot is not None:
                view.making.joined_card(slot, pull.card)
        elif self._refused(card) is None:
            if pull.link is None:
                linking.join(view, pull.card, card)
            else:
                self._move_end(pull.link, card)

    def cancel(self) -> None:
        self.view.overlay.take_away(())
        super().cancel()

    def _move_end(self, link: int, card: int) -> None:
        end = "source" if self._pull.from_target else "target"
        if getattr(self.view.document["link", link], end) != card:
            self.view.act(verbs.move_link, link, **{end: card})

    def _card(self, point: QPointF) -> int | None:
        at = self.at(point)
        return self.view.places.card_at(at.x(), at.y()) if is_over(self.view, point) else None

    def _slot(self, point: QPointF) -> Slot | None:
        """Where a new card would lie."""
        return card_slot(self.view, point) if self._pull.link is None else None

    def _refused(self, card: int) -> str | None:
        ends = (card, self._pull.card) if self._pull.from_target else (self._pull.card, card)
        return linking.allowed(self.view, *ends, moved=self._pull.link)
