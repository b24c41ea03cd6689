"""What an export tells: the smallest printed text and a paper that would do, characters that no font has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exporters.start import PAPERS
from resources.formats import count, decimal, isolate
from resources.words import N_, words

READABLE = 7.0  # points
CHARACTERS_MOST = 10  # named of those that no font has

FORMATS = {"pdf": N_("PDF"), "xlsx": N_("Excel"), "png": N_("PNG picture")}
FIT = N_("Fitted to the map")


def paper_name(paper: str, language: str) -> str:
    return words(language)(FIT) if paper == "fit" else paper


def smallest_text(points: float, paper: str, language: str) -> str:
    """The size of the smallest printed text; where it is too small to read, a paper that would do."""
    _ = words(language)
    told = _("The smallest text prints at %(size)s pt.") % {"size": isolate(decimal(points))}
    if not too_small(points):
        return told
    enough = large_enough(points, paper)
    if enough is None:
        return f"{told} {_('That is too small to read, and no paper is large enough.')}"
    return f"{told} {_('That is too small to read; %(paper)s is large enough.') % {'paper': enough}}"


def too_small(points: float) -> bool:
    """Also a fitted page has a largest size, at which a very long map gets small."""
    return points < READABLE


def large_enough(points: float, paper: str) -> str | None:
    """The smallest paper on which a text of so many points on this one can be read; None: there is none.

    Each paper is √2 times as wide as the next smaller one, and margins do not grow with it.
    """
    if paper == "fit":
        return None
    larger = sorted(each for each in PAPERS if each < paper)
    steps = ((each, len(larger) - at) for at, each in enumerate(larger))
    return next((each for each, n in reversed(list(steps)) if points * 2 ** (n / 2) >= READABLE), None)


def facts(found: Mapping[str, Any], paper: str, language: str) -> list[str]:
    """Sentences about a finished export."""
    _ = words(language)
    told = []
    if "smallest_pt" in found:
        told.append(smallest_text(found["smallest_pt"], paper, language))
    if found.get("pixels"):
        width, height = (isolate(count(side)) for side in found["pixels"])
        told.append(_("%(width)s by %(height)s pixels.") % {"width": width, "height": height})
    if found.get("missing_characters"):
        shown = " ".join(list(found["missing_characters"])[:CHARACTERS_MOST])
        told.append(
            _("Characters that no font here has, shown as boxes: %(characters)s") % {"characters": shown}
        )
    return told
