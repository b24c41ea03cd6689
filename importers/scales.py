"""The scale of a score column, from the words and numbers of its header and from its values.

A header that names a scale is believed before the values; what fits none of ours is asked for, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from importers.check import Note
from importers.columns import Column
from importers.headers import words_of
from importers.values import folded
from model.kinds import SCALES

_STARS = {"star", "stars", "כוכבים", "כוכב"}
_GENERIC = {"score", "ציון", "points", "grade", "ניקוד"}
_EFFORT = {"effort", "מאמץ"}
_NOT = {"not", "no", "לא", "אינו", "never"}
_GOOD = {
    "easy", "ease", "easily", "easiest", "simple", "satisfied", "happy", "good", "great", "excellent", "best",
    "likely", "agree", "low", "little", "positive", "קל", "קלה", "קלים", "בקלות", "קלות", "פשוט", "מרוצה",
    "פשוטה", "פשוטים", "נוח", "נוחה", "מרוצים", "מרוצות", "שבע", "שבעת",
    "שבעי", "טוב", "טובה", "מצוין", "מצוינת", "סביר", "מסכים", "מעט", "נמוך",
}  # fmt: skip
_BAD = {
    "difficult", "difficulty", "hard", "hardest", "dissatisfied", "unsatisfied", "dissatisfaction", "unhappy",
    "bad", "poor", "terrible", "worst", "unlikely", "disagree", "high", "much", "negative", "complicated",
    "קשה", "קשים", "קשות", "קושי", "בקושי", "מסובך", "מסובכת", "מסובכים",
    "גרוע", "גרועה", "נורא", "רע", "הרבה", "גבוה",
}  # fmt: skip
_HARD = {
    "difficult", "difficulty", "hard", "complicated", "קשה", "קשים", "קשות", "קושי", "מסובך", "מסובכת",
    "מסובכים",
}  # fmt: skip
_UNHAPPY = {"dissatisfied", "dissatisfaction", "unsatisfied", "unhappy"}

_SPAN = re.compile(
    r"(?<![\d.,/])((?:(?<!\w)-)?\d{1,3}) ?(?:-|to|until|through|\.\.+|עד|ועד|ל-) ?(\d{1,3})(?!\d|[.,/]\d)"
)
_TOP = re.compile(r"(?:out of|from|/|מתוך) ?(\d{1,3})(?!\d)")
_ANCHOR = re.compile(r"(?<!\d)(\d{1,3}) ?(?:=|:| is | means | הוא | זה ) ?([^\d,;()]+)")


@dataclass(frozen=True)
class Told:
    """What a header says of its scale: its ends (None: it does not say), and whether the lowest is best."""

    low: int | None = None
    high: int | None = None
    reversed: bool | None = None


def told_by(header: str) -> Told:
    """The scale in a header: "(1-7)", "out of 10", "מ-1 עד 10", "1 = very easy, 7 = very difficult"."""
    text = folded(header)
    low = high = None
    if span := _SPAN.search(text):
        low, high = int(span[1]), int(span[2])
    elif top := _TOP.search(text):
        high = int(top[1])
    anchors = {int(number): _tone(words) for number, words in _ANCHOR.findall(text)}
    if high is None and len(anchors) > 1:
        low, high = min(anchors), max(anchors)
    best = [number for number, tone in anchors.items() if tone > 0]
    worst = [number for number, tone in anchors.items() if tone < 0]
    middle = (low + high) / 2 if low is not None and high is not None else 3.5
    votes = {number < middle for number in best} | {number > middle for number in worst}
    if low is not None and high is not None and not low < high:
        low = high = None
    return Told(low, high, votes.pop() if len(votes) == 1 else None)


def _tone(words: str) -> int:
    """+1 for what is good, -1 for what is bad, 0 where the words say neither."""
    found = set(words_of(words))
    tone = bool(found & _GOOD) - bool(found & _BAD)
    return -tone if found & _NOT else tone


def scale_of(column: Column, score: str) -> tuple[str, float, list[Note]]:
    """The scale (a key of `kinds.SCALES`; '' when it cannot be told), how surely, and what to tell about it.

    A scale that the values do not fill is a guess: 1 to 5 may be the low end of 1 to 10.
    """
    told, words = told_by(column.name), set(words_of(column.name))
    if score == "ces":
        return _effort(column, words, told)
    if told.reversed or words & _UNHAPPY:
        return "", 0.0, []
    if told.high is not None:
        return _named(column, score, words, told)
    return _guessed(column, score, words)


def _named(column: Column, score: str, words: set[str], told: Told) -> tuple[str, float, list[Note]]:
    """The scale that a header names, if it is one of ours for such a score."""
    generic = score == "rating" and bool(words & _GENERIC) and not words & _STARS
    for scale, (low, high, measure) in SCALES.items():
        ours = measure == {"rating": "stars"}.get(score, score) or (generic and measure == "nps")
        if ours and told.high == high and told.low in (low, None):
            if told.low is None and column.low < low:
                continue
            sure = measure == score or (score == "rating" and not generic)
            return (scale, 1.0, []) if sure else _unsure(scale, column)
    return "", 0.0, []


def _guessed(column: Column, score: str, words: set[str]) -> tuple[str, float, list[Note]]:
    low, high = column.low, column.high
    five = low >= 1 and high <= 5
    if score == "nps":
        if not five:
            return "nps", 1.0, []
        # "Would you recommend us?" is asked on 1 to 5 too
        return _unsure("nps", column) if "nps" in words else ("", 0.0, [])
    if score == "csat":
        if five:
            return ("csat5", 0.9, []) if high == 5 else _unsure("csat5", column)
        if low >= 1 and high <= 7:
            return ("csat7", 0.8, []) if high == 7 else _unsure("csat7", column)
        return "", 0.0, []
    generic = words & _GENERIC and not words & _STARS
    if five:
        return ("stars5", 0.9, []) if high == 5 and not generic else _unsure("stars5", column)
    if generic and low >= 0 and 5 < high <= 10 and column.wholes > 0.95:
        return _unsure("nps", column)
    return "", 0.0, []


def _unsure(scale: str, column: Column) -> tuple[str, float, list[Note]]:
    told = {"column": column.name, "low": column.low, "high": column.high}
    return scale, 0.5, [Note("scale_unsure", {**told, "scale": scale})]


def _effort(column: Column, words: set[str], told: Told) -> tuple[str, float, list[Note]]:
    """CES: 1-7 or the older 1-5; a question for effort runs the other way than one for ease."""
    beyond = told.high is None and (column.low < 1 or column.high > 7)  # what the header says is believed
    if beyond or told.low not in (1, None) or told.high not in (5, 7, None):
        return "", 0.0, []
    scale = f"ces{told.high or (7 if column.high > 5 else 5)}"
    if told.reversed is not None:
        return scale + "r" * told.reversed, 0.9, []
    if words & _HARD:
        return "", 0.0, []
    if words & _GOOD:
        return scale, 0.8, []
    unsure = [Note("direction_unsure", {"column": column.name})]
    return (scale + "r" if words & _EFFORT and "score" not in words else scale), 0.5, unsure
