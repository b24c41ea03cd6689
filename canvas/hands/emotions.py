"""The emotion lane under the hand: which value a place of it stands for, and whose curve is drawn on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas.picture import emotion
from canvas.picture.display import Picture, Ref, Span
from canvas.picture.frame import Frame

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def value_at(picture: Picture, lane: Span, y: float) -> float:
    """-2..+2 with one decimal, at a height of the map."""
    return round(emotion.value_at(_frame(picture, lane), y), 1)


def height_of(picture: Picture, lane: Span, value: float) -> float:
    """y on the map of a value, -2..+2."""
    return lane.start + emotion.depth(_frame(picture, lane), value)


def _frame(picture: Picture, lane: Span) -> Frame:
    return Frame(0, lane.start, picture.width, lane.size, picture.rtl)


class Whose:
    """The persona whose curve is drawn on; session state."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._persona: int | None = None  # whose chip or point was chosen last
        self._by_chip = False

    def follow(self, current: Ref | None) -> None:
        """What is selected now."""
        if current:
            self._by_chip = current[0] == "persona"
        if current and current[0] in ("persona", "emotion") and (record := self._view.document.get(*current)):
            self._persona = record.id if self._by_chip else record.persona

    def at(self, stage: int) -> int | None:
        """The persona whose chip was chosen, else one without a point in the stage.

        The one drawn last comes before others. None: the map has no personas.
        """
        document, map_id = self._view.document, self._view.map_id
        shown = [link.persona for link in document.children("map_persona", map=map_id)]
        shown.sort(key=lambda persona: persona != self._persona)
        if self._by_chip and shown and shown[0] == self._persona:
            return self._persona
        felt = {point.persona for point in document.children("emotion", stage=stage)}
        return next((persona for persona in shown if persona not in felt), next(iter(shown), None))
