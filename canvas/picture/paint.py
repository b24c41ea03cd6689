"""Draws display items with a QPainter: the screen, PNG, thumbnails. No text is laid out here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QRawFont

from canvas.picture.display import HATCH_STEP, Command, Glyphs, Group, Icon, Item, Line, Path, Rect, Text
from canvas.picture.theme import Theme
from resources import assets

ICON_GRID = 256.0
LARGE = 64.0  # px of the device: from here on Qt 6.11 does not draw the glyphs of a raw font


def paint(painter: QPainter, items: Iterable[Item], theme: Theme) -> None:
    """Draw `items` in their order, in the painter's current transform (1 unit = 1 px at 100 % zoom)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in items:
        _DRAW[type(item)](painter, item, theme)


def _group(painter: QPainter, group: Group, theme: Theme) -> None:
    before = painter.opacity()
    if group.opacity != 1:
        painter.setOpacity(before * group.opacity)
    paint(painter, group.items, theme)
    if group.opacity != 1:
        painter.setOpacity(before)


def _rect(painter: QPainter, rect: Rect, theme: Theme) -> None:
    painter.setBrush(_fill(rect.fill, rect.opacity, theme))
    painter.setPen(_stroke(rect.stroke, rect.width, rect.dash, theme))
    box = QRectF(rect.x, rect.y, rect.w, rect.h)
    if rect.radius:
        painter.drawRoundedRect(box, rect.radius, rect.radius)
    else:
        painter.drawRect(box)


def _line(painter: QPainter, line: Line, theme: Theme) -> None:
    painter.setPen(_stroke(line.stroke, line.width, line.dash, theme))
    painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))


def _path(painter: QPainter, path: Path, theme: Theme) -> None:
    shape = painter_path(path.commands)
    if path.fill:
        painter.fillPath(shape, _fill(path.fill, path.opacity, theme))
    if path.hatch:
        _hatch(painter, shape, _stroke(path.hatch, 1.0, (), theme))
    if path.stroke:
        painter.strokePath(shape, _stroke(path.stroke, path.width, path.dash, theme))


def _hatch(painter: QPainter, shape: QPainterPath, pen: QPen) -> None:
    """45° lines, rising to the right, anchored to the map so that neighbours agree."""
    box = shape.boundingRect()
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen)
    total = box.left() + box.top() - (box.left() + box.top()) % HATCH_STEP
    while total < box.right() + box.bottom():
        painter.drawLine(QPointF(total - box.bottom(), box.bottom()), QPointF(total - box.top(), box.top()))
        total += HATCH_STEP
    painter.restore()


def _icon(painter: QPainter, icon: Icon, theme: Theme) -> None:
    scale = icon.size / ICON_GRID
    before = painter.transform()
    painter.translate(icon.x + (icon.size if icon.mirrored else 0), icon.y)
    painter.scale(-scale if icon.mirrored else scale, scale)
    painter.fillPath(painter_path(assets.icon(icon.name)), _fill(icon.colour, 1.0, theme))
    painter.setTransform(before)


def _text(painter: QPainter, text: Text, theme: Theme) -> None:
    painter.setPen(_stroke(text.colour, 1.0, (), theme))
    at, scale = QPointF(text.x, text.y), abs(painter.deviceTransform().m11())
    for line in text.block.lines:
        for glyphs in line.runs:
            if glyphs.size * scale < LARGE:
                painter.drawGlyphRun(at, glyph_run(glyphs))
            else:
                painter.fillPath(outline(glyphs).translated(at), painter.pen().brush())


_DRAW: dict[type, Callable[[QPainter, Any, Theme], None]] = {
    Rect: _rect, Line: _line, Path: _path, Icon: _icon, Text: _text, Group: _group,
}  # fmt: skip


@lru_cache(20_000)
def glyph_run(glyphs: Glyphs) -> QGlyphRun:
    """The run in Qt's form, in the face's own file."""
    run = QGlyphRun()
    run.setRawFont(_raw_font(glyphs.face, glyphs.size))
    run.setGlyphIndexes(glyphs.ids)
    run.setPositions([QPointF(x, y) for x, y in zip(glyphs.xs, glyphs.ys, strict=True)])
    return run


@lru_cache(2_000)
def outline(glyphs: Glyphs) -> QPainterPath:
    """The run's shapes."""
    font, path = _raw_font(glyphs.face, glyphs.size), QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for id, x, y in zip(glyphs.ids, glyphs.xs, glyphs.ys, strict=True):
        path.addPath(font.pathForGlyph(id).translated(x, y))
    return path


@lru_cache(64)
def _raw_font(face: str, size: float) -> QRawFont:
    return QRawFont(str(assets.font_path(face)), size, QFont.HintingPreference.PreferNoHinting)


@lru_cache(5_000)
def painter_path(commands: tuple[Command, ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for name, *numbers in commands:
        if name == "M":
            path.moveTo(*numbers)
        elif name == "L":
            path.lineTo(*numbers)
        elif name == "C":
            path.cubicTo(*numbers)
        else:
            path.closeSubpath()
    return path


def _fill(token: str | None, opacity: float, theme: Theme) -> QBrush:
    if token is None:
        return _brush("", 1.0)
    if opacity != 1 and theme.flat:
        return _brush(theme.mixed(token, opacity), 1.0)
    return _brush(theme.colour(token), opacity)


def _stroke(token: str | None, width: float, dash: tuple[float, ...], theme: Theme) -> QPen:
    return _pen("" if token is None else theme.colour(token), width, dash)


@lru_cache(512)
def _brush(colour: str, opacity: float) -> QBrush:
    if not colour:
        return QBrush(Qt.BrushStyle.NoBrush)
    tint = QColor(colour)
    tint.setAlphaF(opacity)
    return QBrush(tint)


@lru_cache(512)
def _pen(colour: str, width: float, dash: tuple[float, ...]) -> QPen:
    if not colour:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([part / width for part in dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
