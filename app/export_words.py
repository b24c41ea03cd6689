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
    """The size of the smallest printed text, with the next larger paper when it is too small to read."""
    _ = words(language)
    told = _("The smallest text prints at %(size)s pt.") % {"size": isolate(decimal(points))}
    if not too_small(points, paper):
        return told
    larger = larger_than(paper)
    if larger is None:
        return f"{told} {_('That is too small to read.')}"
    return f"{told} {_('That is too small to read; %(paper)s is larger.') % {'paper': larger}}"


def too_small(points: float, paper: str) -> bool:
    """A fitted page is as large as the map needs: it is never called too small."""
    return points < READABLE and paper != "fit"


def larger_than(paper: str) -> str | None:
    """The next larger paper; None for the largest."""
    sheets = sorted(each for each in PAPERS if each != "fit")
    place = sheets.index(paper)
    return sheets[place - 1] if place else None


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
