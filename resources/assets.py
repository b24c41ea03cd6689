"""Where the product's own files are, and what they hold: fonts, icons, design tokens."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WEIGHTS = (400, 500, 600, 700)
FALLBACK_FACES = ("DejaVuSans", "NotoEmoji")
FACES = (*(f"Heebo-{w}" for w in WEIGHTS), *FALLBACK_FACES)

# What points along the journey turns round where reading runs right to left; undo, clocks and logos do not.
MIRRORED_ICONS = frozenset({
    "arrow-right", "arrow-u-down-left", "columns-plus-right", "export", "flow-arrow", "quotes-fill",
    "sign-in", "sign-out", "tree-view",
})  # fmt: skip

_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")


def font_path(face: str) -> Path:
    """The TrueType file of a face ("Heebo-500")."""
    return HERE / "fonts" / f"{face}.ttf"


@lru_cache(1)
def tokens() -> dict[str, Any]:
    """All of `tokens.toml`."""
    return tomllib.loads((HERE / "tokens.toml").read_text(encoding="utf-8"))


@lru_cache(1)
def icon_names() -> frozenset[str]:
    return frozenset(path.stem for path in (HERE / "icons").glob("*.svg"))


@lru_cache(256)
def icon_svg(name: str, colour: str) -> bytes:
    """An icon as an SVG document drawn in `colour` ("#RRGGBB"). KeyError for a name that does not exist."""
    return _svg(name).replace("currentColor", colour).encode()


@lru_cache(256)
def icon(name: str) -> tuple[tuple[Any, ...], ...]:
    """An icon's path on its 256 grid: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",).

    The files hold absolute M, L, C and Z only, so that no general SVG reader is needed.
    """
    data = _svg(name).split(' d="', 1)[1].split('"', 1)[0]
    return tuple(
        (letter, *map(float, numbers.replace(",", " ").split())) for letter, numbers in _COMMAND.findall(data)
    )


def _svg(name: str) -> str:
    if name not in icon_names():
        raise KeyError(name)
    return (HERE / "icons" / f"{name}.svg").read_text(encoding="utf-8")
