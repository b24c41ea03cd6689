"""The faces that text is drawn in: ours, chosen by the fonts' own tables. Never a font of the system."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont, QTextCharFormat

from resources import assets

EM = 1000.0  # px an em at which text is laid out
EMOJI = 0x1F000  # from here on the emoji face is asked before the others
JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"


def ensure_gui() -> QGuiApplication:
    """The running application, or an offscreen one for a process without a display."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication([])


def missing(text: str) -> str:
    """The characters of `text` that no face of ours can draw (they show as a box), each once."""
    seen = dict.fromkeys(text)
    return "".join(c for c in seen if not ignorable(c) and not c.isspace() and not _covering(c))


def ranges(text: str, weight: int) -> Iterator[tuple[int, int, str]]:
    """(start, length, face) in UTF-16 units of the parts that Heebo does not draw.

    Spaces are always Heebo's: an emoji face has them as wide as its pictures.
    """
    heebo = f"Heebo-{weight}"
    if all(map(_heebo_draws, set(text))) and _AS_EMOJI not in text:
        return
    start = at = 0
    current = heebo
    joined = False
    for k, char in enumerate(text):
        if char.isspace() or not (rides(char) or joined):
            face = _face(char, text[k + 1 : k + 2] == _AS_EMOJI) or heebo
            if face != current:
                if current != heebo and at > start:
                    yield start, at - start, current
                start, current = at, face
        joined = char == JOINER
        at += 2 if char > "\uffff" else 1
    if current != heebo:
        yield start, at - start, current


@lru_cache(4096)
def _covering(char: str) -> tuple[str, ...]:
    """The families that have a glyph for a character, the preferred one first."""
    order = ("Heebo", *assets.FALLBACK_FACES) if ord(char) < EMOJI else ("NotoEmoji", "Heebo", "DejaVuSans")
    return tuple(f for f in order if _raw("Heebo-400" if f == "Heebo" else f).supportsCharacter(ord(char)))


def _face(char: str, as_emoji: bool) -> str | None:
    """The fallback face of a character, None if Heebo draws it (or none does: then as Heebo's box)."""
    families = _covering(char)
    if as_emoji and "NotoEmoji" in families:
        return "NotoEmoji"
    return families[0] if families and families[0] != "Heebo" else None


@lru_cache(4096)
def _heebo_draws(char: str) -> bool:
    return _covering(char)[:1] == ("Heebo",)


def ignorable(char: str) -> bool:
    """Joiners, variation selectors, direction marks: they have no glyph of their own."""
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


def rides(char: str) -> bool:
    """Marks and joiners: they belong to the character before them."""
    return ignorable(char) or unicodedata.combining(char) != 0


@lru_cache(16)
def _raw(face: str) -> QRawFont:
    ensure_gui()
    return QRawFont(str(assets.font_path(face)), EM, QFont.HintingPreference.PreferNoHinting)


_advance: dict[tuple[str, int], float] = {}


def advances(face: str, ids: tuple[int, ...]) -> list[float]:
    new = [i for i in set(ids) if (face, i) not in _advance]
    if new:
        for i, advance in zip(new, _raw(face).advancesForGlyphIndexes(new), strict=True):
            _advance[face, i] = advance.x()
    return [_advance[face, i] for i in ids]


@lru_cache(1)
def fonts() -> dict[str, QFont]:
    """Our faces as fonts of 1000 px that never merge with another."""
    ensure_gui()
    fonts = {}
    for face in assets.FACES:
        number = QFontDatabase.addApplicationFont(str(assets.font_path(face)))
        font = QFont()
        font.setFamilies(QFontDatabase.applicationFontFamilies(number)[:1])
        font.setWeight(QFont.Weight(int(face.partition("-")[2] or 400)))
        font.setPixelSize(int(EM))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
        fonts[face] = font
    return fonts


@lru_cache(1)
def formats() -> dict[str, QTextCharFormat]:
    formats = {}
    for face, font in fonts().items():
        formats[face] = QTextCharFormat()
        formats[face].setFont(font)
    return formats


def of(raw: QRawFont) -> str:
    """The face that a glyph run was shaped in. KeyError if it is not one of ours."""
    return _names()[raw.familyName(), raw.styleName()]


@lru_cache(1)
def _names() -> dict[tuple[str, str], str]:
    return {(_raw(face).familyName(), _raw(face).styleName()): face for face in assets.FACES}
