"""The display list as PDF operators: rectangles, lines, paths, hatching, icons, texts, groups.

y is turned upwards here, item by item; the page's matrix does the rest. Shades are flat: what the screen
shows with opacity is mixed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import floor

from canvas.picture.display import HATCH_STEP, Command, Group, Icon, Item, Line, Path, Rect, Text
from canvas.picture.theme import Theme, rgb
from resources import assets

from .glyphs import GlyphWriter, number

_KAPPA = 0.5522847  # control points of a quarter circle as a cubic (4/3 · (√2 − 1))
_SQUARE_ROUND = "2 J 1 j"  # caps and joins of what is not dashed


class PagePainter:
    """Collects the operators of one page."""

    def __init__(self, texts: GlyphWriter, theme: Theme) -> None:
        self._texts = texts
        self._theme = theme
        self.operators: list[str] = [_SQUARE_ROUND]

    def paint(self, items: Iterable[Item], opacity: float = 1.0) -> None:
        for item in items:
            if isinstance(item, Group):
                self.paint(item.items, opacity * item.opacity)
            elif isinstance(item, Text):
                self.operators += self._texts.text(item, self._fill(item.colour, opacity))
            elif isinstance(item, Rect):
                self._rect(item, opacity * item.opacity)
            elif isinstance(item, Line):
                self._line(item, opacity)
            elif isinstance(item, Path):
                self._path(item, opacity * item.opacity)
            else:
                self._draw_icon(item, opacity)

    def _rect(self, item: Rect, opacity: float) -> None:
        x, y, w, h = item.x, item.y, item.w, item.h
        if w <= 0 or h <= 0:
            return
        outline = (
            _rounded(x, y, w, h, min(item.radius, w / 2, h / 2)) if item.radius > 0
            else f"{number(x)} {number(-y - h)} {number(w)} {number(h)} re"
        )  # fmt: skip
        self._shape(outline, item.fill, item.stroke, item.width, item.dash, opacity)

    def _line(self, item: Line, opacity: float) -> None:
        outline = f"{number(item.x1)} {number(-item.y1)} m {number(item.x2)} {number(-item.y2)} l"
        self._shape(outline, None, item.stroke, item.width, item.dash, opacity)

    def _path(self, item: Path, opacity: float) -> None:
        outline = path_operators(item.commands)
        if not item.hatch:
            self._shape(outline, item.fill, item.stroke, item.width, item.dash, opacity)
            return
        self._shape(outline, item.fill, None, item.width, (), opacity)
        lines = " ".join(_hatch_lines(item.commands))
        self.operators.append(f"q {outline} W n {self._stroke(item.hatch, opacity)} 1 w {lines} S Q")
        self._shape(outline, None, item.stroke, item.width, item.dash, opacity)

    def _draw_icon(self, item: Icon, opacity: float) -> None:
        scale = item.size / 256
        matrix = (
            f"{-scale:.5f} 0 0 {scale:.5f} {number(item.x + item.size)} {number(-item.y)} cm" if item.mirrored
            else f"{scale:.5f} 0 0 {scale:.5f} {number(item.x)} {number(-item.y)} cm"
        )  # fmt: skip
        outline = _icon_outline(item.name)
        self.operators.append(f"q {self._fill(item.colour, opacity)} {matrix} {outline} f Q")

    def _shape(
        self,
        outline: str,
        fill: str | None,
        stroke: str | None,
        width: float,
        dash: tuple[float, ...],
        opacity: float,
    ) -> None:
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((bool(fill), bool(stroke)))
        if paint is None:
            return
        state = []
        if fill:
            state.append(self._fill(fill, opacity))
        if stroke:
            state.append(f"{self._stroke(stroke, opacity)} {number(width)} w")
        drawn = f"{' '.join(state)} {outline} {paint}"
        if stroke and dash:
            drawn = f"q 0 J [{' '.join(map(number, dash))}] 0 d {drawn} Q"
        self.operators.append(drawn)

    def _fill(self, token: str, opacity: float) -> str:
        return f"{self._colour(token, opacity)} rg"

    def _stroke(self, token: str, opacity: float) -> str:
        return f"{self._colour(token, opacity)} RG"

    def _colour(self, token: str, opacity: float) -> str:
        colour = self._theme.colour(token) if opacity >= 1 else self._theme.mixed(token, opacity)
        return " ".join(number(part / 255, 3) for part in rgb(colour))


@lru_cache(256)
def _icon_outline(name: str) -> str:
    return path_operators(assets.icon(name))


def path_operators(commands: Iterable[Command]) -> str:
    """Path construction operators of a path, y turned upwards."""
    names = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    parts = []
    for name, *values in commands:
        parts += [number(-value if index % 2 else value) for index, value in enumerate(values)]
        parts.append(names[name])
    return " ".join(parts)


def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    k = r * (1 - _KAPPA)
    return path_operators((
        ("M", x + r, y), ("L", x + w - r, y), ("C", x + w - k, y, x + w, y + k, x + w, y + r),
        ("L", x + w, y + h - r), ("C", x + w, y + h - k, x + w - k, y + h, x + w - r, y + h),
        ("L", x + r, y + h), ("C", x + k, y + h, x, y + h - k, x, y + h - r),
        ("L", x, y + r), ("C", x, y + k, x + k, y, x + r, y), ("Z",),
    ))  # fmt: skip


def _hatch_lines(commands: tuple[Command, ...]) -> list[str]:
    """45° lines over the box of a path, anchored to the map so that neighbours continue each other."""
    xs = [value for _, *values in commands for value in values[::2]]
    ys = [value for _, *values in commands for value in values[1::2]]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    at = floor((left + top) / HATCH_STEP) * HATCH_STEP  # lines x + y = at
    lines = []
    while at < right + bottom:
        lines.append(f"{number(at - bottom)} {number(-bottom)} m {number(at - top)} {number(-top)} l")
        at += HATCH_STEP
    return lines
