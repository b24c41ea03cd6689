"""Connecting by keys: from the chosen card one walks to another as always, and Enter joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from canvas.hands import linking
from canvas.hands.linking import Pull
from canvas.hands.speech import tell
from canvas.picture.display import Item
from model.records import Link
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Connecting:
    """`source`: the card that is being connected, None: none is."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.source: int | None = None
        self._walked: int | None = None  # the card whose connectors are gone through

    def begin(self) -> None:
        """From the chosen card; what to do is told."""
        view, current = self._view, self._view.selected.current
        if view.fixed or current is None or current[0] != "card":
            return
        self.source = current[1]
        view.select([current])
        view.by_keys = True
        _ = words(view.language)
        tell(view, _("Go to another card with the arrows. Enter connects, Esc leaves."))
        view.overlay.mark()

    def press(self, key: Qt.Key) -> bool:
        """While cards are being connected other keys than those of walking mean nothing else."""
        if self.source is None:
            return False
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in _ENDS:
            self._finish()
        return True

    def leave(self) -> None:
        """Without a change; the card that it began with is chosen again."""
        source, self.source = self.source, None
        if source is None:
            return
        self._view.select([("card", source)])
        self._view.scrolling.show_current()
        self._view.overlay.mark()

    def keep(self) -> None:
        """After a change of the map."""
        if self.source is not None and self.source not in self._view.picture.cards:
            self.source = None

    def _finish(self) -> None:
        view, source, target = self._view, self.source, self._target()
        cell = view.selected.cell
        if source is None or (target is None and cell is None):
            return
        if target is None and cell is not None:
            slot = view.places.slot(cell, view.places.end_of(cell))
            self.source = None
            view.making.joined_card(slot, source)
        elif target is not None and (refused := linking.allowed(view, source, target)):
            tell(view, refused)
        elif target is not None:
            self.source = None
            linking.join(view, source, target)
        view.overlay.mark()

    def _target(self) -> int | None:
        current = self._view.selected.current
        return current[1] if current and current[0] == "card" else None

    def items(self) -> list[Item]:
        """The card that it begins with, and the connector as it would be."""
        view, source, target = self._view, self.source, self._target()
        group = view.picture.cards.get(source) if source is not None else None
        if group is None or source is None:
            return []
        found = [linking.ring(view, source)]
        if target is not None and linking.allowed(view, source, target) is None:
            found += linking.line_to(view, Pull(source, (0.0, 0.0)), QPointF(), target)
        return found

    # ---- walking along connectors ----

    def next_link(self) -> None:
        """Choose the connectors of the chosen card, one after another, and then the card again."""
        view, current = self._view, self._view.selected.current
        if current is None or current[0] not in ("card", "link"):
            return
        if current[0] == "card":
            self._walked = current[1]
        else:
            link: Link = view.document["link", current[1]]
            if self._walked not in (link.source, link.target):
                self._walked = link.source
        view.by_keys = True
        card = self._walked or 0
        ids = linking.links_of(view, card)
        index = ids.index(current[1]) + 1 if current[1] in ids else 0
        if not ids:
            _ = words(view.language)
            tell(view, _("This card has no connectors"))
        view.select([("link", ids[index]) if index < len(ids) else ("card", card)])
        view.scrolling.show_current()
