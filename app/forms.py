"""Which fields the panel offers for what: data, from which the panel makes its editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.fields import CheckField, Choice, ComboField, Field, NumberField, SegmentField, TextField
from app.icons import icon
from canvas.picture.cards import CHANNEL_ICONS, UNKNOWN_CHANNEL
from model import kinds
from resources import terms
from resources.words import N_, Words, languages, words

if TYPE_CHECKING:
    from app.session import Session

ALL_CARDS = kinds.CARDS
MEETINGS = ("touchpoint", "moment_of_truth")  # the kinds of cards where customer and brand meet
TRUTHS_BY_TIME = ("ZMOT", "FMOT", "SMOT", "TMOT")  # zero, first, second, third: the trade's own letters


@dataclass(frozen=True)
class Entry:
    """One field of a record: its label, its editor, and the kinds of cards that have it."""

    field: str
    label: str
    make: Callable[[Session], Field]
    cards: tuple[str, ...] = ALL_CARDS


def _rtl(session: Session) -> bool:
    return session.map is not None and session.map.direction == "rtl"


def line(session: Session) -> TextField:
    return TextField(_rtl(session), paragraphs=False)


def paragraphs(session: Session) -> TextField:
    return TextField(_rtl(session), paragraphs=True)


def _words_of(table: dict[Any, str], session: Session) -> list[Choice]:
    return [Choice(value, session.words(text)) for value, text in table.items()]


def evidence(session: Session) -> Field:
    return SegmentField(_words_of(terms.EVIDENCE, session))


def experience(session: Session) -> Field:
    return SegmentField(_words_of(terms.EXPERIENCE, session), empty="")


def severity(session: Session) -> Field:
    choices = [Choice(None, session.words("Not rated")), *_words_of(terms.SEVERITY, session)]
    return ComboField(choices)


def channel(session: Session) -> Field:
    """The project's channels, then the usual ones it lacks; a value is (name, kind)."""
    _, theme = session.words, session.theme
    known = session.document.children("channel") if session.document else []
    choices = [Choice(("", "unknown"), _("No channel yet"))]
    for each in known:
        picture = icon(CHANNEL_ICONS.get(each.kind, UNKNOWN_CHANNEL), theme, 16)
        choices.append(Choice((each.name, each.kind), each.name, picture))
    names = {each.name.strip().casefold() for each in known}
    named = map_words(session)
    for kind in kinds.CHANNELS:
        name = named(terms.CHANNELS[kind])
        if kind != "unknown" and name.casefold() not in names:
            choices.append(Choice((name, kind), name, icon(CHANNEL_ICONS[kind], theme, 16)))
    return ChannelField(choices)


class ChannelField(ComboField):
    """A channel by name; a name typed that is not there yet makes a channel."""

    def __init__(self, choices: list[Choice]) -> None:
        super().__init__(choices, free=True, placeholder=choices[0].text)

    def _text(self, value: Any) -> str:
        return str(value[0])

    def _typed_value(self) -> Any:
        name = self.currentText().strip()
        for row in range(self.count()):
            if self.itemData(row)[0].casefold() == name.casefold():
                return self.itemData(row)
        return (name, "unknown")


def owner(session: Session) -> Field:
    """Whoever owns cards already, or a new name."""
    names = {card.owner for card in session.document.all("card").values()} if session.document else set()
    choices = [Choice(name, name) for name in sorted(names - {""})]
    return ComboField(choices, free=True, placeholder=session.words("No owner"))


def truth_kind(session: Session) -> Field:
    named = map_words(session)
    offered = [*(named(text) for text in terms.TRUTHS), *TRUTHS_BY_TIME]
    return ComboField([Choice(word, word) for word in offered], free=True)


def persona(session: Session) -> Field:
    _ = session.words
    choices = [Choice(None, _("For every persona"))]
    offered = session.document.children("persona") if session.document else []
    names = [each.name.strip() for each in offered]
    for each, name in zip(offered, names, strict=True):
        shown = each.name or _("Unnamed persona")
        if names.count(name) > 1:  # an ideal one beside the actual one
            shown = f"{shown}, {_(terms.PERSONAS[each.kind])}"
        choices.append(Choice(each.id, shown))
    return ComboField(choices)


def map_words(session: Session) -> Words:
    """Words that become part of the map are in the map's language."""
    return words(session.map.language if session.map else session.language)


FORMS: dict[str, tuple[Entry, ...]] = {
    "card": (
        Entry("title", N_("Title"), line),
        Entry("channel", N_("Channel"), channel, MEETINGS),
        Entry("truth_kind", N_("Kind of moment"), truth_kind, ("moment_of_truth",)),
        Entry("owner", N_("Owner"), owner),
        Entry("experience", N_("Experience against what was expected"), experience, MEETINGS),
        Entry("severity", N_("Severity"), severity, ("pain",)),
        Entry("evidence", N_("Evidence"), evidence),
        Entry("persona", N_("For whom"), persona),
        Entry("details", N_("Details"), paragraphs),
        Entry(
            "outside", "", lambda session: CheckField(session.words("Outside the brand's reach")),
            ("touchpoint",),
        ),
    ),
    "stage": (
        Entry("title", N_("Title"), line),
        Entry("duration", N_("How long it lasts"), line),
        Entry("details", N_("Details"), paragraphs),
    ),
    "lane": (
        Entry("title", N_("Title"), line),
        Entry("hidden", "", lambda session: CheckField(session.words("Hidden"))),
    ),
    "persona": (
        Entry("name", N_("Name"), line),
        Entry("kind", N_("Kind"), lambda session: SegmentField(_words_of(terms.PERSONAS, session))),
        Entry("about", N_("About"), paragraphs),
    ),
    "emotion": (
        Entry("value", N_("Emotion, from -2 to +2"), lambda session: NumberField(-2, 2, 0.1, 1)),
        Entry("at", N_("Place in the stage, in percent"), lambda session: NumberField(0, 100, 5, 0, 100)),
    ),
    "map": (
        Entry("title", N_("Title"), line),
        Entry("kind", N_("Kind"), lambda session: ComboField(_words_of(terms.MAPS, session))),
        Entry(
            "language", N_("Language of the map"),
            lambda session: ComboField([Choice(code, name) for code, name in languages().items()]),
        ),
        Entry(
            "direction", N_("Direction"),
            lambda session: ComboField([
                Choice("rtl", session.words("Right to left")), Choice("ltr", session.words("Left to right")),
            ]),
        ),
    ),
}  # fmt: skip
