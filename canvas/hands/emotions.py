"""The emotion lane under the hand: which value a place of it stands for."""

from __future__ import annotations

from canvas.picture import emotion
from canvas.picture.display import Picture, Span
from canvas.picture.frame import Frame


def value_at(picture: Picture, lane: Span, y: float) -> float:
    """-2..+2 with one decimal, at a height of the map."""
    return round(emotion.value_at(_frame(picture, lane), y), 1)


def height_of(picture: Picture, lane: Span, value: float) -> float:
    """y on the map of a value, -2..+2."""
    return lane.start + emotion.depth(_frame(picture, lane), value)


def _frame(picture: Picture, lane: Span) -> Frame:
    return Frame(0, lane.start, picture.width, lane.size, picture.rtl)
