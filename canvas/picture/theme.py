"""Colours, type styles and measures of the design tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

from resources import assets

THEMES = ("light", "dark", "projector", "print")
ASCENT, DESCENT = 1.048, 0.421  # of Heebo, in em


class Style(NamedTuple):
    """A type style: size and line height in px, weight of the face."""

    size: float
    line: float
    weight: int

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: the face's own box, centred in the line."""
        return (self.line - (ASCENT + DESCENT) * self.size) / 2 + ASCENT * self.size


@lru_cache(64)
def style(name: str) -> Style:
    """A style of `tokens.toml`; "caption/600" is caption in another weight. KeyError if there is none."""
    base, _, weight = name.partition("/")
    values = assets.tokens()["type"][base]
    return Style(values["size"], values["line"], int(weight or values["weight"]))


def _measures(section: str) -> SimpleNamespace:
    table = assets.tokens()[section].items()
    return SimpleNamespace(**{k: SimpleNamespace(**v) if isinstance(v, dict) else v for k, v in table})


CANVAS = _measures("canvas")  # px at 100 % zoom; CANVAS.stage_width, CANVAS.lane_height.goal, ...
LINE = _measures("line")
RADIUS = _measures("radius")
OPACITY = _measures("opacity")
DASH = SimpleNamespace(**{name: tuple(dash) for name, dash in assets.tokens()["dash"].items()})


@dataclass(frozen=True)
class Theme:
    """One set of colours. `flat`: nothing is drawn translucent, colours are mixed beforehand (paper)."""

    name: str
    colours: dict[str, str]
    stages: tuple[str, ...]

    @property
    def flat(self) -> bool:
        return self.name == "print"

    def colour(self, token: str) -> str:
        """The "#RRGGBB" of a token ("stage:0" to "stage:8", then again). KeyError if there is none."""
        if token.startswith("stage:"):
            return self.stages[int(token[6:]) % len(self.stages)]
        return self.colours[token]

    def mixed(self, token: str, opacity: float, over: str = "canvas") -> str:
        """The flat colour that `token` at `opacity` gives on top of `over`."""
        top, under = rgb(self.colour(token)), rgb(self.colour(over))
        return "#" + "".join(
            f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in zip(top, under, strict=True)
        )


@lru_cache(4)
def theme(name: str) -> Theme:
    """One of THEMES. KeyError if there is none."""
    table = dict(assets.tokens()["colour"][name])
    return Theme(name, table, tuple(table.pop("stages")))


def rgb(colour: str) -> tuple[int, int, int]:
    """0..255 each, of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
