"""The emotion lane under the hand: the value and the curve at a place of it, and whose curve is drawn on."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from canvas.picture import emotion
from canvas.picture.display import Path, Picture, Ref, Span
from canvas.picture.frame import Frame
from canvas.picture.spline import Bezier

if TYPE_CHECKING:
    from canvas.hands.view import MapView


_REACH = 5.0  # px around a curve that still count as the curve


def value_at(picture: Picture, lane: Span, y: float) -> float:
    """-2..+2 with one decimal, at a height of the map."""
    return round(emotion.value_at(_frame(picture, lane), y), 1)


def height_of(picture: Picture, lane: Span, value: float) -> float:
    """y on the map of a value, -2..+2."""
    return lane.start + emotion.depth(_frame(picture, lane), value)


def _frame(picture: Picture, lane: Span) -> Frame:
    return Frame(0, lane.start, picture.width, lane.size, picture.rtl)


class OnCurve(NamedTuple):
    """A place of a persona's curve, between its points."""

    x: float
    y: float
    persona: int | None


def curve_at(view: MapView, at: QPointF) -> OnCurve | None:
    """The curve under a point of the map; of several the nearest."""
    lane = view.picture.lane_at(at.y())
    if lane is None or view.document["lane", lane.id].kind != "emotion":
        return None
    best: tuple[float, float, Bezier] | None = None
    for piece in _pieces(view.picture):
        t = (at.x() - piece.start[0]) / ((piece.end[0] - piece.start[0]) or inf)
        far = abs(piece.y(t) - at.y())
        if 0 < t < 1 and far <= _REACH / view.zoom and (best is None or far < best[0]):
            best = far, piece.y(t), piece
    if best is None:
        return None
    _far, y, piece = best
    ends = (
        id
        for id, face in view.picture.points.items()
        if abs(face.x + face.w / 2 - piece.start[0]) + abs(face.y + face.h / 2 - piece.start[1]) < 1
    )
    point = view.document.get("emotion", next(ends, 0))
    return OnCurve(at.x(), y, point.persona if point else None)


def _pieces(picture: Picture) -> Iterator[Bezier]:
    for group in picture.figures:
        for item in group.items if group.role == "curve" else ():
            if isinstance(item, Path) and item.stroke and not item.fill:  # a star is filled
                start = (0.0, 0.0)
                for _name, *numbers in item.commands:
                    end = numbers[-2], numbers[-1]
                    if len(numbers) == 6:
                        yield Bezier(start, (numbers[0], numbers[1]), (numbers[2], numbers[3]), end)
                    start = end


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
