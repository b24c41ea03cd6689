"""Finding words in a project, whatever their case, points, accents, quotation marks and final letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from model.document import Document

Ref = tuple[str, int]
Ranges = tuple[tuple[int, int], ...]
Texts = tuple[tuple[str, str], ...]  # by field, empty ones left out

_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_JOINTS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u05be_/\n", " "))
_QUOTES = "'\"`\u00b4\u05f3\u05f4\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
_MARKS = (
    range(0x300, 0x370),
    range(0x591, 0x5C8),
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2066, 0x206A),
)
_SILENT = dict.fromkeys([*map(ord, _QUOTES), *(code for marks in _MARKS for code in marks)])
_TABLE = _SILENT | _FINALS | _JOINTS
_PLAIN = re.compile(r"[ !#-&(-_a-~\u05d0-\u05ea\n]*")  # folds letter by letter

# Which fields of a record are looked through, the one that names it first.
FIELDS: dict[str, tuple[str, ...]] = {
    "map": ("title",),
    "persona": ("name", "about"),
    "stage": ("title", "duration", "details"),
    "lane": ("title",),
    "card": ("title", "details", "owner", "truth_kind", "wished", "outcome"),
    "link": ("label",),
}


@dataclass(frozen=True)
class Hit:
    """A record of a map that has all of the words. `texts`: what was looked through, by field."""

    ref: Ref
    map: int
    texts: Texts = field(repr=False)
    words: tuple[str, ...] = field(repr=False)

    @cached_property
    def found(self) -> dict[str, Ranges]:
        """Each field that has any of the words, the one that names the record first, and where they stand.

        A card's "channel" is the name of its channel.
        """
        places = {name: ranges(text, self.words) for name, text in self.texts}
        return {name: there for name, there in places.items() if there}

    @property
    def marked(self) -> tuple[str, ...]:
        """The words as they are written in the record."""
        texts = dict(self.texts)
        places = ((texts[name], place) for name, there in self.found.items() for place in there)
        return tuple(dict.fromkeys(text[start:end] for text, (start, end) in places))


def fold(text: str) -> str:
    """The text as it is compared: 'שָׁלוֹם ד״ר' → 'שלומ דר', 'Café-Bar' → 'cafe bar'."""
    return unicodedata.normalize("NFD", text).casefold().translate(_TABLE)


def wanted(text: str) -> tuple[str, ...]:
    """The words of what is looked for."""
    return tuple(dict.fromkeys(fold(text).split()))


def ranges(text: str, words: tuple[str, ...]) -> Ranges:
    """Where these folded words stand in a text, in its order, merged where they meet."""
    at: Sequence[int]
    if _PLAIN.fullmatch(text):
        plain, at = fold(text), range(len(text))
    else:
        letters = [(each, k) for k, letter in enumerate(text) for each in fold(letter)]
        plain, at = "".join(each for each, _ in letters), [k for _, k in letters]
    found = []
    for word in words:
        start = plain.find(word)
        while start >= 0:
            end = start + len(word)
            found.append((at[start], _whole(text, at[end - 1] + 1)))
            start = plain.find(word, end)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _whole(text: str, end: int) -> int:
    """The points that belong to the last letter are part of the place."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


class _Read(NamedTuple):
    """What is looked through of a record, and what that was made from."""

    record: Any
    channel: str
    texts: Texts
    folded: str


class Finder:
    """Looks again and again through one document; what did not change is not read anew."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._read: dict[Ref, _Read] = {}

    def find(self, text: str, first: int | None = None) -> list[Hit]:
        """Records with all words of the text, map by map (`first` before others), along the journey."""
        words = wanted(text)
        if not words:
            return []
        maps = sorted(self.document.all("map").values(), key=lambda m: (m.id != first, m.pos, m.id))
        along = ((ref, map_.id) for map_ in maps for ref in self._along(map_.id))
        return [hit for ref, map_id in along if (hit := self._hit(ref, map_id, words))]

    def _along(self, map_id: int) -> Iterator[Ref]:
        """All records of a map: personas and lanes, then each stage with its cards and their connectors."""
        children, linked = self.document.children, self.document.all("link")
        yield "map", map_id
        for shown in children("map_persona", map=map_id):
            yield "persona", shown.persona
        lanes = children("lane", map=map_id)
        for lane in lanes:
            yield "lane", lane.id
        for stage in children("stage", map=map_id):
            yield "stage", stage.id
            for lane in lanes:
                for card in children("card", stage=stage.id, lane=lane.id):
                    yield "card", card.id
                    if linked:
                        for link in children("link", source=card.id):
                            yield "link", link.id

    def _hit(self, ref: Ref, map_id: int, words: tuple[str, ...]) -> Hit | None:
        table = ref[0]
        record = self.document[ref]
        channel = self._channel(record) if table == "card" else ""
        read = self._read.get(ref)
        if read is None or read.record is not record or read.channel != channel:
            named = ((name, getattr(record, name)) for name in FIELDS[table])
            texts = tuple((name, text) for name, text in (*named, ("channel", channel)) if text)
            folded = "\n".join(fold(text) for _name, text in texts)
            read = self._read[ref] = _Read(record, channel, texts, folded)
        for word in words:
            if word not in read.folded:
                return None
        return Hit(ref, map_id, read.texts, words)

    def _channel(self, card: Any) -> str:
        channel = card.channel and self.document.get("channel", card.channel)
        return channel.name if channel else ""


def find(document: Document, text: str, first: int | None = None) -> list[Hit]:
    """Once; to look again and again, keep a `Finder`."""
    return Finder(document).find(text, first)
