"""Text blocks as PDF operators: one BT … ET a line, glyphs in visual order, TJ arrays for kerning.

Coordinates are those of the display list with y turned upwards: the page's matrix scales them.
There is no /ActualText: extractors put right-to-left lines in order themselves, and would do so twice.
"""

from __future__ import annotations

from typing import Any

from canvas.picture.display import Glyphs, Text, TextLine
from resources import assets

from .fonts import EmbeddedFont

_NEAR = 0.02   # px: smaller differences are not seen, and need no operator


def number(value: float, digits: int = 2) -> str:
    """A number as PDF writes it; two decimals are 1/100 px."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class GlyphWriter:
    """Writes text blocks for one PDF document and embeds what they use of our fonts."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._fonts: dict[str, EmbeddedFont] = {}

    def text(self, item: Text, fill: str) -> list[str]:
        """The operators of a text whose fill operator is `fill`."""
        operators = []
        for line in item.block.lines:
            runs = self._line(line, item.x, item.y)
            if runs:
                operators.append(f"BT {fill} {' '.join(runs)} ET")
        return operators

    def _line(self, line: TextLine, left: float, top: float) -> list[str]:
        return [operator for run in line.runs if run.ids for operator in self._run(run, left, top)]

    def _run(self, run: Glyphs, left: float, top: float) -> list[str]:
        font = self._font(run.face)
        operators = [f"/{font.name} {number(run.size)} Tf"]
        pieces: list[str] = []
        pen_x = pen_y = None
        for glyph, x, y, chars in zip(run.ids, run.xs, run.ys, run.chars, strict=True):
            code = f"{font.code(glyph, chars):04X}"
            if pen_x is None or pen_y is None or abs(y - pen_y) > _NEAR:
                if pieces:
                    operators.append(f"[<{''.join(pieces)}>] TJ")
                operators.append(f"1 0 0 1 {number(left + x)} {number(-top - y)} Tm")
                pieces, pen_x, pen_y = [code], x, y
            elif abs(x - pen_x) > _NEAR:
                gap = (pen_x - x) * 1000 / run.size
                pieces.append(f">{number(gap)}<{code}")
                pen_x = x
            else:
                pieces.append(code)
            pen_x += font.advance(glyph) * run.size / 1000
        operators.append(f"[<{''.join(pieces)}>] TJ")
        return operators

    def _font(self, face: str) -> EmbeddedFont:
        if face not in self._fonts:
            self._fonts[face] = EmbeddedFont(self._document, assets.font_path(face))
        return self._fonts[face]
