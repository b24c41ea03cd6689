"""The scale of a score column, from the words of its header and from its values."""

from __future__ import annotations

from importers.check import Note
from importers.columns import Column
from importers.headers import words_of

_EASE = {"ease", "easy", "קלות", "קל"}
_EFFORT = {"effort", "מאמץ"}
_STARS = {"star", "stars", "כוכבים", "כוכב"}
_GENERIC = {"score", "ציון", "points", "grade", "ניקוד"}


def scale_of(column: Column, score: str) -> tuple[str, float, list[Note]]:
    """The scale (a key of `kinds.SCALES`; '' when it cannot be told), how surely, and what to tell about it.

    A scale that the values do not fill is a guess: 1 to 5 may be the low end of 1 to 10.
    """
    low, high = column.low, column.high
    words = set(words_of(column.name))
    told = {"column": column.name, "low": low, "high": high}
    if score == "nps":
        five = (
            low >= 1 and high <= 5 and "nps" not in words
        )  # "Would you recommend us?" is asked on 1 to 5 too
        return _unsure("nps", told) if five else ("nps", 1.0, [])
    if score == "csat":
        if low >= 1 and high <= 5:
            return ("csat5", 0.9, []) if high == 5 else _unsure("csat5", told)
        return ("csat7", 0.8, []) if low >= 1 and high <= 7 else ("", 0.0, [])
    if score == "ces":
        return _effort(column, words)
    if low >= 1 and high <= 5:
        return ("stars5", 0.9, []) if high == 5 else _unsure("stars5", told)
    if words & _GENERIC and not words & _STARS and low >= 0 and high <= 10 and column.wholes > 0.95:
        return _unsure("nps", told)
    return "", 0.0, []


def _unsure(scale: str, told: dict[str, object]) -> tuple[str, float, list[Note]]:
    return scale, 0.5, [Note("scale_unsure", {**told, "scale": scale})]


def _effort(column: Column, words: set[str]) -> tuple[str, float, list[Note]]:
    """CES: 1-7 or the older 1-5; a question for effort runs the other way than one for ease."""
    if column.low < 1 or column.high > 7:
        return "", 0.0, []
    scale = "ces7" if column.high > 5 else "ces5"
    if words & _EASE:
        return scale, 0.8, []
    unsure = [Note("direction_unsure", {"column": column.name})]
    return (scale + "r" if words & _EFFORT and "score" not in words else scale), 0.5, unsure
