"""Which fields the panel offers for what: data, from which the panel makes its editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import form_fields as make
from app.fields import Field
from app.form_fields import MEETINGS
from model import kinds
from resources.words import N_

if TYPE_CHECKING:
    from app.session import Session

ALL_CARDS = kinds.CARDS
TRUTH = ("moment_of_truth",)


@dataclass(frozen=True)
class Entry:
    """One field of a record: its label, its editor, and the kinds of cards that have it.

    Of several entries for one field the last that fits is taken.
    `beside`: it stands in one row with the field before. `one`: it is offered for one thing only.
    """

    field: str
    label: str
    make: Callable[[Session], Field]
    cards: tuple[str, ...] = ALL_CARDS
    beside: bool = False
    one: bool = False


FORMS: dict[str, tuple[Entry, ...]] = {
    "card": (
        Entry("title", N_("Title"), make.line, one=True),
        Entry("title", N_("What is decided"), make.line, TRUTH, one=True),
        Entry("truth_kind", N_("Kind of moment"), make.truth_kind, TRUTH),
        Entry("wished", N_("Wished outcome"), make.line, TRUTH),
        Entry("outcome", N_("Actual outcome"), make.line, TRUTH),
        Entry("touchpoint", N_("Deciding touchpoint"), make.touchpoint, TRUTH),
        Entry("channel", N_("Channel"), make.channel, MEETINGS),
        Entry("owner", N_("Owner"), make.owner),
        Entry("experience", N_("Experience against what was expected"), make.experience, MEETINGS),
        Entry("severity", N_("Severity"), make.severity, ("pain",)),
        Entry("evidence", N_("Evidence"), make.evidence),
        Entry("persona", N_("For whom"), make.persona),
        Entry("kind", N_("Kind of card"), make.card_kind),
        Entry("stage", N_("From stage"), make.stage, one=True),
        Entry("until", N_("To stage"), make.stage, beside=True, one=True),
        Entry("details", N_("Details"), make.paragraphs),
        Entry("outside", "", make.outside, ("touchpoint",)),
        Entry("locked", "", make.locked),
    ),
    "stage": (
        Entry("title", N_("Title"), make.line, one=True),
        Entry("duration", N_("How long it lasts"), make.line),
        Entry("details", N_("Details"), make.paragraphs),
        Entry("width", N_("Width, in pixels at 100%"), make.width),
    ),
    "lane": (
        Entry("title", N_("Title"), make.line, one=True),
        Entry("height", N_("Least height, in pixels at 100%"), make.height),
        Entry("hidden", "", make.hidden),
    ),
    "persona": (
        Entry("name", N_("Name"), make.line, one=True),
        Entry("kind", N_("Kind"), make.persona_kind),
        Entry("about", N_("About"), make.paragraphs),
    ),
    "emotion": (
        Entry("value", N_("Emotion, from -2 to +2"), make.value),
        Entry("at", N_("Place in the stage, in percent"), make.percent_of_stage),
    ),
    "link": (
        Entry("kind", N_("Kind of connector"), make.link_kind),
        Entry("label", N_("Label"), make.line),
        Entry("source", N_("From card"), make.end_of_link, one=True),
        Entry("target", N_("To card"), make.end_of_link, one=True),
    ),
    "map": (
        Entry("title", N_("Title"), make.line),
        Entry("kind", N_("Kind"), make.map_kind),
        Entry("language", N_("Language of the map"), make.language),
        Entry("direction", N_("Direction"), make.direction),
    ),
    "mixed": (),
}
