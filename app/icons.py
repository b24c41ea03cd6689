"""Icons for widgets: the shipped paths, tinted with a theme's colour, as crisp as the finest screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap

from canvas.picture.theme import Theme
from resources import assets

GRID = 256  # the icons' own units


@lru_cache(256)
def path(name: str) -> QPainterPath:
    """An icon's path on its own grid. KeyError for a name that does not exist."""
    result = QPainterPath()
    result.setFillRule(Qt.FillRule.WindingFill)
    for letter, *at in assets.icon(name):
        if letter == "M":
            result.moveTo(*at)
        elif letter == "L":
            result.lineTo(*at)
        elif letter == "C":
            result.cubicTo(*at)
        else:
            result.closeSubpath()
    return result


@lru_cache(512)  # one and the same each time: of every other Qt keeps what it scaled and painted, too
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0, rtl: bool = False) -> QPixmap:
    """An icon in "#RRGGBB", `size` px wide at 100 %."""
    result = QPixmap(round(size * ratio), round(size * ratio))
    result.fill(Qt.GlobalColor.transparent)
    result.setDevicePixelRatio(ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if rtl and name in assets.MIRRORED_ICONS:
        painter.translate(size, 0)
        painter.scale(-1, 1)
    painter.scale(size / GRID, size / GRID)
    painter.fillPath(path(name), QColor(colour))
    painter.end()
    return result


def icon(name: str, theme: Theme, size: int = 18, rtl: bool = False, token: str = "text") -> QIcon:
    """An icon for a button or a menu in a theme's colours, with its disabled and checked looks."""
    result = QIcon()
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    for mode, state, colour in (
        (QIcon.Mode.Normal, QIcon.State.Off, token),
        (QIcon.Mode.Normal, QIcon.State.On, "accent_text"),
        (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
    ):
        result.addPixmap(pixmap(name, theme.colour(colour), size, ratio, rtl), mode, state)
    return result
