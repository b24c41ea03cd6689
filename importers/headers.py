"""Header words: which field of ours a column's header means, by the list `resources/header_synonyms.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

import resources
from importers.questions import asked_for
from importers.values import folded

_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_APART = re.compile(r"[^\w%#]+|_+")
_FUZZY_FROM = 5  # letters: shorter words differ by one letter and mean something else
_FUZZY_TOKENS = 4  # longer headers are sentences, where a word that is nearly ours says little

_NO_SLIPS = frozenset({"state", "states"})  # words of their own, one letter from ours

EXACT, QUESTION, TOKEN, FUZZY = 1.0, 0.75, 0.75, 0.55


def words_of(header: str) -> tuple[str, ...]:
    """The words of a header in one form: "Abandonment rate (%)" → abandonment, rate, %."""
    text = folded(_CAMEL.sub(" ", header)).replace('"', "").replace("'", "").replace("%", " % ")
    return tuple(word for word in _APART.split(text) if word)


@cache
def synonyms() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of each known header → the fields that it can mean, in the list's order."""
    found: dict[tuple[str, ...], list[str]] = {}
    text = (Path(resources.__file__).parent / "header_synonyms.csv").read_text("utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        for word in f"{row['english']}|{row['hebrew']}".split("|"):
            for key in {words_of(form) for form in {word, word.casefold()}} - {()}:
                fields = found.setdefault(key, [])
                if row["field"] not in fields:
                    fields.append(row["field"])
    return {key: tuple(fields) for key, fields in found.items()}


@lru_cache(maxsize=4096)
def meanings(header: str, slips: bool = True) -> dict[str, float]:
    """The fields that a header may mean → how surely, 0..1: exact, a question, whole words, or a slip.

    `slips` False leaves slips of the pen out: much faster, and enough to find the header row.
    """
    words = words_of(header)
    plain = words_of(header.casefold())
    found: dict[str, float] = {}
    for key in {words, plain, tuple(word for word in words if word != "%")}:
        for field in synonyms().get(key, ()):
            found[field] = EXACT
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 6) + 1):
            share = (end - start) / len(words)
            for field in synonyms().get(words[start:end], ()):
                found[field] = max(found.get(field, 0.0), TOKEN * (0.6 + 0.4 * share))
    if score := asked_for(words):
        found[score] = max(found.get(score, 0.0), QUESTION)
    if slips and not found and len(words) <= _FUZZY_TOKENS:
        for key, fields in synonyms().items():
            if len(key) == 1 and any(_one_slip(word, key[0]) for word in words if word not in _NO_SLIPS):
                for field in fields:
                    found[field] = FUZZY
    return found


def is_known(header: str) -> bool:
    """Whether a text is, as a whole, one of the headers that we know."""
    return words_of(header) in synonyms() or words_of(header.casefold()) in synonyms()


def _one_slip(word: str, known: str) -> bool:
    """Whether two words of five letters or more differ by one letter: changed, missing or added."""
    if min(len(word), len(known)) < _FUZZY_FROM or abs(len(word) - len(known)) > 1 or word == known:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known))
    )
    return word[at + 1 :] == known[at + 1 :] or word[at + 1 :] == known[at:] or word[at:] == known[at + 1 :]
