"""The editors of the panel that know the project: what is offered in each, how it is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from app.fields import (
    CheckField,
    Choice,
    ComboField,
    Field,
    NumberField,
    SearchField,
    Section,
    SegmentField,
    TextField,
)
from app.icons import icon
from canvas.picture.cards import CHANNEL_ICONS, UNKNOWN_CHANNEL
from canvas.picture.theme import CANVAS
from model import kinds, verbs
from resources import terms
from resources.formats import isolate, own_direction, short
from resources.words import Words, languages, words

if TYPE_CHECKING:
    from app.session import Session
    from model.records import Card, Stage

CARD_ICONS = {
    "goal": "flag", "action": "cursor-click", "touchpoint": "hand-tap", "thought": "chat-teardrop",
    "pain": "lightning", "moment_of_truth": "star", "opportunity": "lightbulb", "note": "note-blank",
    "text": "text-t", "entry": "sign-in", "exit": "sign-out", "return": "arrow-u-down-left",
    "visitor": "footprints",
}  # fmt: skip
TRUTHS_BY_TIME = ("ZMOT", "FMOT", "SMOT", "TMOT")  # zero, first, second, third: the trade's own letters
MEETINGS = ("touchpoint", "moment_of_truth")  # the kinds of cards where customer and brand meet
TITLE_MOST = 60  # characters of a card's title among others


def _rtl(session: Session) -> bool:
    return session.map is not None and session.map.direction == "rtl"


def line(session: Session) -> TextField:
    return TextField(_rtl(session), paragraphs=False)


def paragraphs(session: Session) -> TextField:
    return TextField(_rtl(session), paragraphs=True)


def words_of(table: dict[Any, str], session: Session) -> list[Choice]:
    return [Choice(value, session.words(text)) for value, text in table.items()]


def evidence(session: Session) -> Field:
    return SegmentField(words_of(terms.EVIDENCE, session))


def experience(session: Session) -> Field:
    return SegmentField(words_of(terms.EXPERIENCE, session), empty="")


def severity(session: Session) -> Field:
    choices = [Choice(None, session.words("Not rated")), *words_of(terms.SEVERITY, session)]
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

    def known() -> list[Choice]:
        cards = session.document.all("card").values() if session.document else ()
        return [Choice(name, name) for name in sorted({card.owner for card in cards} - {""})]

    return ComboField(known(), free=True, placeholder=session.words("No owner"), offer=known)


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


def card_kind(session: Session) -> Field:
    _, theme, rtl = session.words, session.theme, session.rtl
    pictures = {kind: icon(CARD_ICONS[kind], theme, 16, rtl) for kind in kinds.CARDS}
    return ComboField([Choice(kind, _(terms.CARDS[kind]), pictures[kind]) for kind in kinds.CARDS])


def persona_kind(session: Session) -> Field:
    return SegmentField(words_of(terms.PERSONAS, session))


def map_kind(session: Session) -> Field:
    return ComboField(words_of(terms.MAPS, session))


def link_kind(session: Session) -> Field:
    return ComboField(words_of(terms.LINKS, session))


def language(session: Session) -> Field:
    return ComboField([Choice(code, name) for code, name in languages().items()])


def direction(session: Session) -> Field:
    _ = session.words
    return ComboField([Choice("rtl", _("Right to left")), Choice("ltr", _("Left to right"))])


def outside(session: Session) -> Field:
    return CheckField(session.words("Outside the brand's reach"))


def locked(session: Session) -> Field:
    return CheckField(session.words("Locked"))


def hidden(session: Session) -> Field:
    return CheckField(session.words("Hidden"))


def value(session: Session) -> Field:
    return NumberField(-2, 2, 0.1, 1)


def percent_of_stage(session: Session) -> Field:
    return NumberField(0, 100, 5, 0, 100)


def width(session: Session) -> Field:
    low, high = verbs.WIDTHS
    return NumberField(low, high, 10, 0, none=session.words("By itself"), usual=CANVAS.stage_width)


def height(session: Session) -> Field:
    usual = CANVAS.card_min_height + 16
    return NumberField(1, verbs.TALLEST, 10, 0, none=session.words("By itself"), usual=usual)


def stage(session: Session) -> Field:
    """One of the map's stages by number and title."""

    def name(id: Any) -> str:
        return next((stage_words(session, n, each) for n, each in stages(session) if each.id == id), "")

    def offer() -> list[Section]:
        offered = (Choice(each.id, stage_words(session, n, each)) for n, each in stages(session))
        return [Section("", tuple(offered))]

    return SearchField(session.words, name, offer)


def touchpoint(session: Session) -> Field:
    """One of the map's touchpoints, or none."""
    _ = session.words
    none = Choice(None, _("None chosen"))

    def name(id: Any) -> str:
        return none.text if id is None else card_words(session, id)

    def offer() -> list[Section]:
        return [Section("", (none,)), *cards_by_stage(session, ("touchpoint",))]

    return SearchField(_, name, offer)


def end_of_link(session: Session) -> Field:
    """One of the map's cards, but for those that the connector joins already."""

    def offer() -> list[Section]:
        document, joined = session.document, set[int]()
        for table, id in session.selection:
            if table == "link" and document is not None and (link := document.get(table, id)):
                joined |= {link.source, link.target}
        return cards_by_stage(session, kinds.CARDS, joined)

    return SearchField(session.words, lambda id: card_words(session, id), offer)


def cards_by_stage(session: Session, of: tuple[str, ...], but: set[int] | None = None) -> list[Section]:
    """The map's cards of these kinds, under their stages, from the upper lanes to the lower ones."""
    document, found = session.document, []
    if document is None:
        return []
    lanes = [lane.id for lane in document.children("lane", map=session.map_id)]
    drawn = cache(lambda name: icon(name, session.theme, 16, session.rtl))
    for number, each in stages(session):
        cards = [card for card in document.children("card", stage=each.id) if card.kind in of]
        cards.sort(key=lambda card: lanes.index(card.lane))
        offered = (
            Choice(card.id, card_words(session, card.id), drawn(picture_of(session, card)))
            for card in cards
            if card.id not in (but or ())
        )
        found.append(Section(stage_words(session, number, each), tuple(offered)))
    return found


def picture_of(session: Session, card: Card) -> str:
    """The icon of its channel, or else of its kind."""
    channel = session.document.get("channel", card.channel) if session.document and card.channel else None
    if channel is not None and card.kind in MEETINGS:
        return CHANNEL_ICONS.get(channel.kind, UNKNOWN_CHANNEL)
    return CARD_ICONS.get(card.kind, "note-blank")


def card_words(session: Session, id: int) -> str:
    """Its title, or its kind while it has none."""
    card = session.document.get("card", id) if session.document else None
    if card is None:
        return ""
    return short(" ".join(card.title.split()), TITLE_MOST) or session.words(terms.CARDS[card.kind])


def stage_words(session: Session, number: int, stage: Stage) -> str:
    """'2 Basket'."""
    title = short(" ".join(stage.title.split()), TITLE_MOST) or session.words("Untitled")
    return f"{isolate(str(number))} {own_direction(title)}"


def stages(session: Session) -> Iterator[tuple[int, Stage]]:
    """With their numbers, in the journey's order."""
    if session.document is not None:
        yield from enumerate(session.document.children("stage", map=session.map_id), 1)
