"""Text blocks as PDF operators: one BT … ET a line, glyphs in visual order, TJ arrays for kerning.

Coordinates are those of the display list with y turned upwards: the page's matrix scales them. There is
no /ActualText: extractors put right-to-left lines in order themselves, and would do so twice. What they
need to find every word (measured with pypdf, PDFium, MuPDF): marks before their letter in a right-to-left
word, and a gap instead of a space where a number or a Latin word follows a Hebrew one on the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from canvas.picture.display import Text, TextLine
from resources import assets

from .fonts import EmbeddedFont

_APART = "BT 1 0 0 1 0 9999 Tm"  # by way of another height: pypdf would join texts that stand side by side
_NEAR = 0.02  # px: smaller differences are not seen, and need no operator


def number(value: float, digits: int = 2) -> str:
    """A number as PDF writes it; two decimals are 1/100 px."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class _Glyph(NamedTuple):
    face: str
    size: float
    id: int
    x: float
    y: float
    chars: str  # of its cluster; "" when another glyph of the cluster has them


_Cluster = list[_Glyph]


class GlyphWriter:
    """Writes text blocks for one PDF document and embeds what they use of our fonts."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._fonts: dict[str, EmbeddedFont] = {}

    def text(self, item: Text, fill: str) -> list[str]:
        """The operators of a text whose fill operator is `fill`."""
        lines = [self._line(line, item.x, item.y) for line in item.block.lines]
        shown = [f"BT {fill} {' '.join(line)} ET" for line in lines if line]
        return [shown[0].replace("BT", _APART, 1), *shown[1:]] if shown else []

    def _line(self, line: TextLine, left: float, top: float) -> list[str]:
        operators: list[str] = []
        pieces: list[str] = []  # of the TJ array that is being made
        pen: tuple[float, float] | None = None
        used: tuple[str, float] | None = None
        for glyph in _stream(line):
            font = self._font(glyph.face)
            code = f"{font.code(glyph.id, glyph.chars):04X}"
            if pen is None or used != (glyph.face, glyph.size) or abs(glyph.y - pen[1]) > _NEAR:
                operators += _shown(pieces)
                if used != (glyph.face, glyph.size):
                    used = glyph.face, glyph.size
                    operators.append(f"/{font.name} {number(glyph.size)} Tf")
                operators.append(f"1 0 0 1 {number(left + glyph.x)} {number(-top - glyph.y)} Tm")
                pieces, at = [code], glyph.x
            elif abs(glyph.x - pen[0]) > _NEAR:
                pieces.append(f">{number((pen[0] - glyph.x) * 1000 / glyph.size)}<{code}")
                at = glyph.x
            else:
                pieces.append(code)
                at = pen[0]
            pen = at + font.advance(glyph.id) * glyph.size / 1000, glyph.y
        return operators + _shown(pieces)

    def _font(self, face: str) -> EmbeddedFont:
        if face not in self._fonts:
            self._fonts[face] = EmbeddedFont(self._document, assets.font_path(face))
        return self._fonts[face]


def _shown(pieces: list[str]) -> list[str]:
    return [f"[<{''.join(pieces)}>] TJ"] if pieces else []


def _stream(line: TextLine) -> Iterator[_Glyph]:
    """The line's glyphs in the order in which extractors read them right."""
    clusters: list[_Cluster] = []
    for run in line.runs:
        for id, x, y, chars in zip(run.ids, run.xs, run.ys, run.chars, strict=True):
            glyph = _Glyph(run.face, run.size, id, x, y, chars)
            if chars or not clusters:
                clusters.append([glyph])
            else:
                clusters[-1].append(glyph)
    sides = [_side(cluster[0].chars) for cluster in clusters]
    for index, (cluster, side) in enumerate(zip(clusters, sides, strict=True)):
        chars = cluster[0].chars
        if _unseen(chars) or (chars.isspace() and _follows_hebrew(sides, index)):
            continue
        if len(cluster) == 1:
            yield from cluster
        else:  # each glyph stands for its own character
            yield from (glyph._replace(chars="") for glyph in (reversed(cluster) if side == "R" else cluster))


def _unseen(chars: str) -> bool:
    """Whether these are only marks of direction and joining."""
    return bool(chars) and all(unicodedata.category(char) == "Cf" for char in chars)


def _side(chars: str) -> str:
    """'R' or 'L': the side that a cluster belongs to, '' for what takes its neighbours'."""
    for char in chars:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "R"
        if kind in ("L", "EN", "AN"):
            return "L"
    return ""


def _follows_hebrew(sides: list[str], index: int) -> bool:
    """Whether the page shows a Hebrew word to the left of this place, and something else to its right."""
    before = next((side for side in reversed(sides[:index]) if side), "")
    after = next((side for side in sides[index + 1 :] if side), "")
    return before == "R" and after == "L"
