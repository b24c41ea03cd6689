"""How each kind of card is set: its texts and icons on its outline. Text grows the card; nothing is cut."""

from __future__ import annotations

from typing import NamedTuple

from canvas.picture import outlines, shapes
from canvas.picture.display import Item, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, DASH, RADIUS
from canvas.picture.theme import style as type_style
from model.kinds import MARKS
from model.records import Card
from resources import terms
from resources.formats import own_direction
from resources.words import words

CHANNEL_ICONS = {
    "word_of_mouth": "chats", "paid": "megaphone", "organic": "magnifying-glass", "social": "share-network",
    "phone": "phone", "phone_incoming": "phone-incoming", "agent": "headset", "sms": "chat-text",
    "mail": "envelope-simple", "site": "globe", "form": "textbox", "app": "device-mobile", "push": "bell",
    "shop": "storefront", "basket": "shopping-cart-simple", "payment": "credit-card", "package": "package",
    "delivery": "truck", "meeting": "handshake", "print": "newspaper", "broadcast": "broadcast", "car": "car",
}  # fmt: skip
UNKNOWN_CHANNEL = "question"


PAD = CANVAS.card_padding
_TITLE_AT = PAD + 2 + CANVAS.icon_tile + 8  # a touchpoint's title and foot begin here
_FOOT_GAP = 3
_TITLE, _FOOT = type_style("body_on").line, type_style("caption").line
# Room for two lines of title even where there is one, so that the cards of neighbouring cells stay in line.
_TOUCHPOINT_LEAST = max(CANVAS.card_min_height, PAD + 2 * _TITLE + _FOOT_GAP + _FOOT + PAD)


class Look(NamedTuple):
    """What a card's picture depends on, beside the card and its width."""

    stage: int  # index of its stage on the map
    channel: str  # kind of its channel, "" without one
    rtl: bool
    language: str
    deciding: str = ""  # title of the touchpoint that decides in a moment of truth
    dimmed: bool = False  # the filter hides it


class Form(NamedTuple):
    """How a kind that is an icon and a text is set: offsets from its own edges, px."""

    start: float  # where the text starts
    end: float  # room left at the far side
    top: float
    bottom: float
    least: float  # height that it has at least
    style: str
    colour: str
    icon: str = ""
    icon_at: float = 0.0
    icon_size: float = 16.0
    icon_colour: str = ""


_LEAST = CANVAS.lane_height
_MARK = 28.0
FORMS = {
    "goal": Form(24, 2, 0, 0, _LEAST.goal - 16, "body", "goal", "flag", 3, 16, "goal"),
    "action": Form(32, PAD, 5, 5, _LEAST.goal - 16, "body", "text", "cursor-click", 9, 16, "text_2"),
    "thought": Form(
        31, PAD, 6, 6 + CANVAS.thought_tail, _LEAST.thoughts - 16, "body", "text",
        "quotes-fill", 10, 16, "thought"),
    "pain": Form(31, 10, 2, 2, _LEAST.pains - 16, "body", "text", "lightning-fill", 9, 16, "pain"),
    "opportunity": Form(
        36, 14, 5, 5, _LEAST.opportunities - 16, "body", "text", "lightbulb-fill", 13, 16, "opportunity"),
    "note": Form(9, 9, 6, 6 + CANVAS.note_corner, 50, "body", "note_text"),
    "text": Form(2, 2, 1, 1, _LEAST.owner - 16, "body", "text"),
    "entry": Form(34, 16, 5, 5, _MARK, "body", "text", "sign-in", 13, 16, "river_text"),
    "exit": Form(32, 18, 5, 5, _MARK, "body", "text", "sign-out", 11, 16, "leak_text"),
    "return": Form(38, 14, 5, 5, _MARK, "body", "text", "arrow-u-down-left", 17, 16, "river_text"),
    "visitor": Form(32, 14, 5, 5, _MARK, "body", "text_2", "footprints", 11, 16, "text_2"),
}  # fmt: skip
_SEVERITY_ROOM = 20.0
_SHORT = 3  # lines
_LOCK, _LOCK_ROOM = 12.0, 16.0


def height(card: Card, width: float, look: Look) -> float:
    """The height, px, that the whole text needs in a card `width` wide."""
    if card.kind == "touchpoint":
        title = block(card.title, "body_on", _title_width(card, width), look.rtl)
        foot = block(foot_words(card, look)[0], "caption", _foot_width(card, width), look.rtl)
        return max(_TOUCHPOINT_LEAST, PAD + title.height + _FOOT_GAP + foot.height + PAD)
    if card.kind == "moment_of_truth":
        return max(_LEAST.truth - 16, sum(text.height for text, _ in _truth_texts(card, width, look)))
    form = FORMS.get(card.kind, FORMS["text"])
    text = block(_said(card, look), form.style, _width(card, width), look.rtl)
    return max(form.least, form.top + text.height + form.bottom)


def items(card: Card, frame: Frame, look: Look) -> tuple[Item, ...]:
    """The card drawn into its frame."""
    if card.kind == "touchpoint":
        drawn = _touchpoint(card, frame, look)
    elif card.kind == "moment_of_truth":
        drawn = _truth(card, frame, look)
    else:
        drawn = _plain(card, frame, look)
    if card.locked:
        drawn = [*outlines.locked(drawn, frame), _lock(card, frame)]
    return tuple(drawn)


def _plain(card: Card, frame: Frame, look: Look) -> list[Item]:
    """An icon and a text on the outline of its kind."""
    form = FORMS.get(card.kind, FORMS["text"])
    drawn = list(outlines.of(card, frame, _LOCK_ROOM if card.locked else 0.0))
    text = block(_said(card, look), form.style, _width(card, frame.w), look.rtl)
    room = frame.h - form.top - form.bottom
    down = form.top + (0 if card.kind == "note" else (room - text.height) / 2)
    if form.icon:
        beside = form.top + 3 if card.kind == "thought" else down + _beside(text) - form.icon_size / 2
        drawn.append(frame.icon(form.icon, form.icon_at, beside, form.icon_size, form.icon_colour))
    drawn.append(frame.text(form.start, down, text, form.colour))
    return drawn


def _beside(text: TextBlock) -> float:
    """Where the middle of an icon is: that of a text, of a long one that of its first line."""
    return text.height / (2 if text.line_count <= _SHORT else 2 * text.line_count)


def _said(card: Card, look: Look) -> str:
    """A mark without words says what it is."""
    return card.title or (words(look.language)(terms.CARDS[card.kind]) if card.kind in MARKS else "")


def _lock(card: Card, frame: Frame) -> Item:
    """At the far bottom, before what lies there already."""
    beside = {"note": CANVAS.note_corner, "exit": 12.0, "entry": 6.0, "opportunity": 14.0}.get(card.kind, 4.0)
    under = CANVAS.thought_tail if card.kind == "thought" else 0.0
    return frame.icon("lock-simple", frame.w - beside - _LOCK, frame.h - under - 4 - _LOCK, _LOCK, "text_2")


def spoken(card: Card, look: Look, stage: str) -> str:
    """What a screen reader says of the card."""
    _ = words(look.language)
    parts = [f"{_(terms.CARDS[card.kind])}: {card.title}", stage]
    if card.kind == "touchpoint":
        parts += [_(terms.CHANNELS.get(look.channel, "")), foot_words(card, look)[0]]
        parts += [_(terms.EXPERIENCE.get(card.experience, "")), _(terms.EVIDENCE.get(card.evidence, ""))]
    if card.severity:
        parts.append(_(terms.SEVERITY[card.severity]))
    if card.kind == "moment_of_truth":
        parts += [card.truth_kind, *_outcomes(card, look)]
    if card.locked:
        parts.append(_("locked"))
    if look.dimmed:
        parts.append(_("hidden by filter"))
    return ", ".join(part for part in parts if part)


def foot_words(card: Card, look: Look) -> tuple[str, str]:
    """A touchpoint's foot and its colour: who owns it, or that nobody does."""
    _ = words(look.language)
    if card.owner:
        return card.owner, "text_3"
    if card.outside:
        return _("Outside the brand"), "text_3"
    return _("No owner"), "warn"


def _width(card: Card, width: float) -> float:
    form = FORMS.get(card.kind, FORMS["text"])
    bars = _SEVERITY_ROOM if card.severity and card.kind == "pain" else 0
    return width - form.start - form.end - bars - (_LOCK_ROOM if card.locked else 0)


def _title_width(card: Card, width: float) -> float:
    return width - _TITLE_AT - (PAD + 2 + CANVAS.experience_mark + 4 if card.experience else PAD)


def _foot_width(card: Card, width: float) -> float:
    return width - _TITLE_AT - CANVAS.evidence_mark - 6 - PAD - (_LOCK_ROOM if card.locked else 0)


def _touchpoint(card: Card, frame: Frame, look: Look) -> list[Item]:
    outside = (None, "control_border", DASH.outside)
    fill, stroke, dash = outside if card.outside else ("card", "card_border", ())
    drawn: list[Item] = [frame.rect(0.5, 0.5, frame.w - 1, frame.h - 1, fill, stroke, 1, RADIUS.card, dash)]
    tile, inset = CANVAS.icon_tile, (CANVAS.icon_tile - CANVAS.icon) / 2
    at = PAD + 2
    if not card.outside:
        drawn.append(frame.rect(at, PAD, tile, tile, "lane_alt", None, 1, RADIUS.control))
    channel = CHANNEL_ICONS.get(look.channel, UNKNOWN_CHANNEL)
    drawn.append(frame.icon(channel, at + inset, PAD + inset, CANVAS.icon, f"stage:{look.stage % 9}"))
    title = block(card.title, "body_on", _title_width(card, frame.w), look.rtl)
    drawn.append(frame.text(_TITLE_AT, PAD, title, "text"))
    owner, colour = foot_words(card, look)
    foot = block(owner, "caption", _foot_width(card, frame.w), look.rtl)
    if foot.line_count == 1:  # beside its mark, whichever way it is read
        foot = block(owner, "caption", None, look.rtl)
    top = frame.h - PAD - foot.height
    mark = CANVAS.evidence_mark
    drawn += shapes.evidence(frame.at(_TITLE_AT + mark / 2), frame.y + top + 8, card.evidence)
    drawn.append(frame.text(_TITLE_AT + mark + 6, top, foot, colour))
    if card.experience:
        far = PAD + 2 + CANVAS.experience_mark / 2
        drawn += shapes.experience(frame.at(frame.w - far), frame.y + PAD + 8, card.experience)
    return drawn


_TRUTH_TEXT_AT = 28.0


def _truth_texts(card: Card, width: float, look: Look) -> list[tuple[TextBlock, str]]:
    """Kind and decision, and small what was wished, what came of it and where it is decided; with colours."""
    room = width - _TRUTH_TEXT_AT - 2 - (_LOCK_ROOM if card.locked else 0)
    texts = []
    if card.truth_kind:
        texts.append((block(card.truth_kind, "body/600", room, look.rtl), "truth_text"))
    if card.title or not card.truth_kind:
        texts.append((block(card.title, "body", room, look.rtl), "text_2"))
    texts += [(block(said, "caption", room, look.rtl), "text_2") for said in _outcomes(card, look)]
    return texts


def _outcomes(card: Card, look: Look) -> list[str]:
    _ = words(look.language)
    said = (
        (_("Wished: %(what)s"), card.wished),
        (_("Actual: %(what)s"), card.outcome),
        (_("Decided at: %(what)s"), look.deciding),
    )
    return [sentence % {"what": own_direction(what.strip())} for sentence, what in said if what.strip()]


def _truth(card: Card, frame: Frame, look: Look) -> list[Item]:
    texts = _truth_texts(card, frame.w, look)
    down = (frame.h - sum(text.height for text, _colour in texts)) / 2
    middle = frame.h / 2
    if sum(text.line_count for text, _colour in texts) > _SHORT:
        middle = max(down + _beside(texts[0][0]), 12.0)
    drawn: list[Item] = [shapes.star(frame.at(11), frame.y + middle)]
    for text, colour in texts:
        drawn.append(frame.text(_TRUTH_TEXT_AT, down, text, colour))
        down += text.height
    return drawn
