"""Single cells to scores, in the ways people write them: 9, 9/10, "9 - very likely", "4 stars", ★★★★☆."""

from __future__ import annotations

import re
from typing import Any

from importers.values import folded, number

_OF = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:/|out of|of|מתוך) ?(\d+)")
_WITH_WORDS = re.compile(r"(\d+(?:[.,]\d+)?) ?[-:–.(]? ?[^\W\d][^\d]*")
_STARS = re.compile(r"([★⭐]+)\ufe0f?([☆]*)\ufe0f?")


def graded(cell: Any) -> tuple[float, float | None] | None:
    """(score, the top that the cell itself names) of a cell; None when it holds no score."""
    value = number(cell)
    if value is not None:
        return value, None
    if not isinstance(cell, str):
        return None
    text = folded(cell)
    if found := _OF.fullmatch(text):
        return _decimal(found[1]), float(found[2])
    if found := _WITH_WORDS.fullmatch(text):
        return _decimal(found[1]), None
    if found := _STARS.fullmatch(text.replace(" ", "")):
        return float(len(found[1])), float(len(found[1] + found[2])) if found[2] else None
    return None


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))
