"""Text, laid out once: QTextLayout at 1000 px an em, in our own fonts. Every painter draws the same glyphs.

At real sizes Qt rounds to whole pixels and breaks lines elsewhere; at 1000 px widths are exact to 0.004 %.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine, QTextOption

from canvas.picture import faces
from canvas.picture.display import Glyphs, TextBlock, TextLine
from canvas.picture.faces import EM, ensure_gui
from canvas.picture.theme import style as type_style

__all__ = ["block", "ensure_gui", "extents", "is_rtl"]

_ENDLESS = 1e7
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONE = re.compile("[\ud800-\udfff]")
_ALL = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll


def is_rtl(text: str, default: bool) -> bool:
    """The direction that the first strong letter gives; `default` for a text without any."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return default


@lru_cache(50_000)
def block(text: str, style: str = "body", width: float | None = None, default_rtl: bool = False) -> TextBlock:
    """`text` in lines of at most `width` px (None: only broken where the text says), aligned to its own side.

    `style`: see `theme.style`. A word wider than `width` is broken anywhere. Needs `ensure_gui()`.
    """
    size, line_height, _ = type_style(style)
    rtl = is_rtl(text, default_rtl)
    ink, count = 0.0, 0
    for paragraph in _paragraphs(text, style, width, rtl):
        for index in range(paragraph.layout.lineCount()):
            ink = max(ink, paragraph.layout.lineAt(index).naturalTextWidth())
            count += 1
    ink *= size / EM
    room = ink if width is None else width
    ink = min(ink, room)  # Qt counts a mark at a break although nothing is drawn beyond the room
    return TextBlock(text, style, width, room, count * line_height, ink, rtl, count, _shape)


def _is_number(text: str) -> bool:
    """No letters but digits, as "-5" or "+972 3 1234567": its signs stand before it on any map."""
    return is_rtl(text, True) and not is_rtl(text, False) and any(char.isdigit() for char in text)


class _Paragraph(NamedTuple):
    start: int  # in the block's text
    text: str
    layout: QTextLayout


def _paragraphs(text: str, style: str, width: float | None, rtl: bool) -> Iterator[_Paragraph]:
    size, _, weight = type_style(style)
    limit = _ENDLESS if width is None else max(width, size) * EM / size
    start = 0
    for match in (*_BREAK.finditer(text), None):
        part = text[start : match.start() if match else len(text)]
        clean = _LONE.sub("\ufffd", _UNSAFE.sub(" ", part))
        yield _Paragraph(start, clean, _layout(clean, weight, limit, rtl and not _is_number(clean)))
        start = match.end() if match else start


def _layout(text: str, weight: int, limit: float, rtl: bool) -> QTextLayout:
    layout = QTextLayout(text, faces.fonts()[f"Heebo-{weight}"])
    formats = []
    for begin, length, face in faces.ranges(text, weight):
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = begin, length, faces.formats()[face]
        formats.append(span)
    if formats:
        layout.setFormats(formats)
    layout.setTextOption(_option(rtl))
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(limit)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _shape(source: TextBlock) -> tuple[TextLine, ...]:
    """The lines of a block with their glyphs."""
    style = type_style(source.style)
    lines: list[TextLine] = []
    for start, text, layout in _paragraphs(source.text, source.style, source.limit, source.rtl):
        offsets = _offsets(text)
        for index in range(layout.lineCount()):
            baseline = style.baseline + len(lines) * style.line
            lines.append(_line(layout.lineAt(index), text, offsets, start, source, baseline))
    return tuple(lines)


def extents(source: TextBlock, start: int, end: int) -> list[tuple[float, float, float, float]]:
    """Where the letters text[start:end] stand in the block: x, y, w, h of each line's part of them.

    A part that mixed directions tear apart is as wide as all of it.
    """
    style = type_style(source.style)
    scale = style.size / EM
    found: list[tuple[float, float, float, float]] = []
    lines = iter(source.lines)
    number = 0
    for begin, text, layout in _paragraphs(source.text, source.style, source.limit, source.rtl):
        units = [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]
        first, last = (units[min(max(at - begin, 0), len(text))] for at in (start, end))
        for index in range(layout.lineCount()):
            line, shown = layout.lineAt(index), next(lines)
            low = max(first, line.textStart())
            high = min(last, line.textStart() + line.textLength())
            if low < high and (reach := _reach(line, low, high)):
                ink = text[shown.start - begin : shown.end - begin]
                left = shown.start - begin + len(ink) - len(ink.lstrip())
                whole = _reach(line, units[left], units[left + len(ink.strip())]) or reach
                x = shown.x + (reach[0] - whole[0]) * scale
                found.append((x, number * style.line, (reach[1] - reach[0]) * scale, style.line))
            number += 1
    return found


def _reach(line: QTextLine, start: int, end: int) -> tuple[float, float] | None:
    """From the leftmost to the rightmost glyph of these units of a line, in 1/1000 em."""
    left, right = [], []
    for run in line.glyphRuns(start, end - start, _ALL):
        face = faces.of(run.rawFont())
        advances = faces.advances(face, tuple(run.glyphIndexes()))
        left += [at.x() for at in run.positions()]
        right += [at.x() + wide for at, wide in zip(run.positions(), advances, strict=True)]
    return (min(left), max(right)) if left else None


def _line(
    line: QTextLine, text: str, offsets: list[int], start: int, source: TextBlock, baseline: float
) -> TextLine:
    size = type_style(source.style).size
    scale = size / EM
    end = line.textStart() + line.textLength()
    found = [run for run in line.glyphRuns(line.textStart(), line.textLength(), _ALL) if run.glyphIndexes()]
    firsts = sorted(offsets[min(run.stringIndexes())] for run in found)
    runs = [_visual(run, text, offsets, [*firsts, offsets[end]]) for run in found]
    runs.sort(key=lambda glyphs: min(glyph.x for glyph in glyphs))
    base = line.y() + line.ascent()
    ink = [g for glyphs in runs for g in glyphs if not g.blank]
    left = min((g.x for g in ink), default=0.0) * scale
    right = max((g.x + g.advance for g in ink), default=0.0) * scale
    shift = (source.width - right) if source.rtl else -left
    return TextLine(
        left + shift, baseline, right - left, start + offsets[line.textStart()], start + offsets[end],
        tuple(
            Glyphs(
                glyphs[0].face, size,
                tuple(g.id for g in glyphs),
                tuple(g.x * scale + shift for g in glyphs),
                tuple(baseline + (g.y - base) * scale for g in glyphs),
                tuple(g.chars for g in glyphs),
            )
            for glyphs in runs
        ),
    )  # fmt: skip


class _Glyph(NamedTuple):
    face: str
    id: int
    x: float  # in 1/1000 em
    y: float
    advance: float
    chars: str
    blank: bool


def _visual(run: QGlyphRun, text: str, offsets: list[int], bounds: list[int]) -> list[_Glyph]:
    """A run's glyphs from left to right, a base before its marks; the first of a cluster has its text.

    `bounds`: where the line's runs begin in the text, and its end.
    """
    raw = run.rawFont()
    face = faces.of(raw)
    ids, indexes, positions = run.glyphIndexes(), run.stringIndexes(), run.positions()
    advances = faces.advances(face, tuple(ids))
    clusters: dict[int, list[int]] = {}
    for k, index in enumerate(indexes):
        clusters.setdefault(offsets[index], []).append(k)
    starts = sorted(clusters)
    end = next(bound for bound in bounds if bound > starts[-1])
    following = dict(zip(starts, (*starts[1:], _cluster_end(text, starts[-1], end)), strict=True))
    glyphs: list[list[_Glyph]] = []
    for begin, members in clusters.items():
        members.sort(key=lambda k: -advances[k])
        chars = text[begin : following[begin]]
        blank = not chars.strip() or all(faces.ignorable(c) for c in chars)
        glyphs.append([
            _Glyph(face, ids[k], positions[k].x(), positions[k].y(), advances[k], "" if n else chars, blank)
            for n, k in enumerate(members)
        ])  # fmt: skip
    glyphs.sort(key=lambda cluster: cluster[0].x)
    return [glyph for cluster in glyphs for glyph in cluster]


def _cluster_end(text: str, begin: int, end: int) -> int:
    """Where the last cluster of a run ends: its marks and the other letters of a ligature belong to it."""
    stop = begin + 1
    while stop < end and not text[stop].isspace():
        stop += 1
    return stop


def _offsets(text: str) -> list[int]:
    """Index of the character at each UTF-16 unit (Qt counts those), and the end."""
    if not text or max(text) < "\U00010000":
        return list(range(len(text) + 1))
    offsets = [i for i, char in enumerate(text) for _ in range(2 if char > "\uffff" else 1)]
    return [*offsets, len(text)]


@lru_cache(2)
def _option(rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    return option
