"""How each kind of card looks. Text grows the card; nothing is cut."""

from __future__ import annotations

from typing import NamedTuple

from canvas.picture import shapes
from canvas.picture.display import Item, Path, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, DASH, RADIUS
from canvas.picture.theme import style as type_style
from model.records import Card
from resources import terms
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
}  # fmt: skip
_SEVERITY_ROOM = 20.0


def height(card: Card, width: float, look: Look) -> float:
    """The height, px, that the whole text needs in a card `width` wide."""
    if card.kind == "touchpoint":
        title = block(card.title, "body_on", _title_width(card, width), look.rtl)
        foot = block(foot_words(card, look)[0], "caption", _foot_width(width), look.rtl)
        return max(_TOUCHPOINT_LEAST, PAD + title.height + _FOOT_GAP + foot.height + PAD)
    if card.kind == "moment_of_truth":
        return max(_LEAST.truth - 16, sum(text.height for text in _truth_texts(card, width, look)))
    form = FORMS.get(card.kind, FORMS["text"])
    text = block(card.title, form.style, _width(card, width), look.rtl)
    return max(form.least, form.top + text.height + form.bottom)


def items(card: Card, frame: Frame, look: Look) -> tuple[Item, ...]:
    """The card drawn into its frame."""
    if card.kind == "touchpoint":
        return _touchpoint(card, frame, look)
    if card.kind == "moment_of_truth":
        return _truth(card, frame, look)
    form = FORMS.get(card.kind, FORMS["text"])
    drawn = list(_OUTLINES[card.kind](card, frame)) if card.kind in _OUTLINES else []
    text = block(card.title, form.style, _width(card, frame.w), look.rtl)
    room = frame.h - form.top - form.bottom
    down = form.top + (0 if card.kind == "note" else (room - text.height) / 2)
    if form.icon:
        beside = form.top + 3 if card.kind == "thought" else down + text.height / 2 - form.icon_size / 2
        drawn.append(frame.icon(form.icon, form.icon_at, beside, form.icon_size, form.icon_colour))
    drawn.append(frame.text(form.start, down, text, form.colour))
    return tuple(drawn)


def spoken(card: Card, look: Look, stage: str) -> str:
    """What a screen reader says of the card."""
    _ = words(look.language)
    parts = [f"{_(terms.CARDS[card.kind])}: {card.title}", stage]
    if card.kind == "touchpoint":
        parts += [_(terms.CHANNELS.get(look.channel, "")), foot_words(card, look)[0]]
        parts += [_(terms.EXPERIENCE.get(card.experience, "")), _(terms.EVIDENCE.get(card.evidence, ""))]
    if card.severity:
        parts.append(_(terms.SEVERITY[card.severity]))
    if card.truth_kind:
        parts.append(card.truth_kind)
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
    return width - form.start - form.end - (_SEVERITY_ROOM if card.severity and card.kind == "pain" else 0)


def _title_width(card: Card, width: float) -> float:
    return width - _TITLE_AT - (PAD + 2 + CANVAS.experience_mark + 4 if card.experience else PAD)


def _foot_width(width: float) -> float:
    return width - _TITLE_AT - CANVAS.evidence_mark - 6 - PAD


def _touchpoint(card: Card, frame: Frame, look: Look) -> tuple[Item, ...]:
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
    foot = block(owner, "caption", _foot_width(frame.w), look.rtl)
    top = frame.h - PAD - foot.height
    mark = CANVAS.evidence_mark
    drawn += shapes.evidence(frame.at(_TITLE_AT + mark / 2), frame.y + top + 8, card.evidence)
    drawn.append(frame.text(_TITLE_AT + mark + 6, top, foot, colour))
    if card.experience:
        far = PAD + 2 + CANVAS.experience_mark / 2
        drawn += shapes.experience(frame.at(frame.w - far), frame.y + PAD + 8, card.experience)
    return tuple(drawn)


_TRUTH_TEXT_AT = 28.0


def _truth_texts(card: Card, width: float, look: Look) -> list[TextBlock]:
    room = width - _TRUTH_TEXT_AT - 2
    texts = []
    if card.truth_kind:
        texts.append(block(card.truth_kind, "body/600", room, look.rtl))
    if card.title or not card.truth_kind:
        texts.append(block(card.title, "body", room, look.rtl))
    return texts


def _truth(card: Card, frame: Frame, look: Look) -> tuple[Item, ...]:
    texts = _truth_texts(card, frame.w, look)
    down = (frame.h - sum(text.height for text in texts)) / 2
    drawn: list[Item] = [shapes.star(frame.at(11), frame.y + frame.h / 2)]
    for text in texts:
        colour = "text_2" if text.style == "body" else "truth_text"
        drawn.append(frame.text(_TRUTH_TEXT_AT, down, text, colour))
        down += text.height
    return tuple(drawn)


def _action(card: Card, frame: Frame) -> tuple[Item, ...]:
    return (frame.rect(0.5, 0.5, frame.w - 1, frame.h - 1, "card", "card_border", 1, RADIUS.card),)


def _pain(card: Card, frame: Frame) -> tuple[Item, ...]:
    w, h, cut, r = frame.w - 0.5, frame.h - 0.5, CANVAS.pain_corner, RADIUS.card
    outline = shapes.rounded(
        (0.5, 0.5, r), (w - cut, 0.5, 0), (w, cut + 0.5, 0), (w, h, r), (0.5, h, r),
    )  # fmt: skip
    drawn: list[Item] = [Path(frame.commands(*outline), "pain_tint", "pain", 1)]
    if card.severity:
        left = frame.at(frame.w - 25, 16)
        drawn += shapes.severity(left, frame.y + frame.h - 6.5, card.severity, frame.rtl)
    return tuple(drawn)


def _thought(card: Card, frame: Frame) -> tuple[Item, ...]:
    w, h, tail, r = frame.w - 0.5, frame.h - 0.5 - CANVAS.thought_tail, CANVAS.thought_tail, RADIUS.card
    outline = shapes.rounded(
        (0.5, 0.5, r), (w, 0.5, r), (w, h, r), (21 + tail, h, 0), (21, h + tail, 0), (21, h, 0), (0.5, h, r),
    )  # fmt: skip
    return (Path(frame.commands(*outline), "thought_tint", "thought", 0.7),)


def _opportunity(card: Card, frame: Frame) -> tuple[Item, ...]:
    radius = min(frame.h / 2, RADIUS.opportunity + 4)
    box = frame.rect(0.5, 0.5, frame.w - 1, frame.h - 1, "opportunity_tint", "opportunity", 1.2, radius)
    return (box,)


def _note(card: Card, frame: Frame) -> tuple[Item, ...]:
    w, h, fold = frame.w - 0.5, frame.h - 0.5, CANVAS.note_corner
    outline = shapes.rounded((0.5, 0.5, 1), (w, 0.5, 1), (w, h - fold, 0), (w - fold, h, 0), (0.5, h, 1))
    corner = (("M", w, h - fold), ("L", w - fold, h - fold), ("L", w - fold, h), ("Z",))
    return (
        Path(frame.commands(*outline), "note", "note_border", 1),
        Path(frame.commands(*corner), "note_border"),
    )


_OUTLINES = {
    "action": _action, "pain": _pain, "thought": _thought, "opportunity": _opportunity, "note": _note,
}  # fmt: skip
