"""The frame of a map: stage headers with the journey's line, lane titles, the personas in the corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from canvas.picture import shapes
from canvas.picture.display import Group, Item, Path, TextBlock
from canvas.picture.emotion import Line
from canvas.picture.frame import Frame
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, LINE
from model.records import Lane, Persona, Stage
from resources import terms
from resources.words import Words

LANE_ICONS = {
    "goal": "flag", "actions": "cursor-click", "touchpoints": "hand-tap", "thoughts": "chat-teardrop",
    "emotion": "smiley", "pains": "lightning", "moments_of_truth": "star", "drop_off": "funnel",
    "feedback": "chart-bar", "opportunities": "lightbulb", "owner": "identification-badge",
    "frontstage": "storefront", "backstage": "gear-six", "content": "newspaper", "timing": "clock",
    "custom": "note-blank",
}  # fmt: skip

LINE_AT = 17.0  # of the journey's line, below the map's top
STATION_AT = 20.0
STAR_AT = 24.0  # before the stage's end; on the last stage before the arrow:
LAST_STAR_AT = 36.0
_TITLE_AT, _TITLE_DOWN, _FOOT = 10.0, 32.0, 4.0
_LANE_TEXT_AT, _LANE_DOWN = 33.0, 9.0
_AXIS_ROOM = 20.0
_SMALL = 21.0  # a portrait among several


class Heading(NamedTuple):
    """A stage's title and time, set for its width; `beside`: both fit in one line."""

    title: TextBlock
    time: TextBlock | None
    beside: bool

    @property
    def height(self) -> float:
        below = self.time.height if self.time and not self.beside else 0.0
        return _TITLE_DOWN + self.title.height + below + _FOOT


def heading(stage: Stage, width: float, rtl: bool) -> Heading:
    room = width - 2 * _TITLE_AT
    title = block(stage.title, "heading", None, rtl)
    time = block(stage.duration, "caption", None, rtl) if stage.duration else None
    if title.line_count == 1 and title.width + (9 + time.width if time else 0) <= room:
        return Heading(title, time, True)
    time = block(stage.duration, "caption", room, rtl) if stage.duration else None
    return Heading(block(stage.title, "heading", room, rtl), time, False)


def stage_header(
    stage: Stage, index: int, count: int, text: Heading, frame: Frame, truth: int | None, _: Words
) -> Group:
    """`truth`: id of the first moment of truth in the stage."""
    colour = f"stage:{index % 9}"
    last = index == count - 1
    items: list[Item] = [
        frame.rect(0, 0, frame.w, frame.h, "panel"),
        frame.line(0, frame.h - 0.5, frame.w, frame.h - 0.5, "divider"),
    ]
    end = frame.w - 14 if last else frame.w
    items.append(frame.line(STATION_AT if index == 0 else 0, LINE_AT, end, LINE_AT, colour, LINE.stage))
    if last:
        tip, back = frame.w - 6, frame.w - 17
        arrow = (("M", tip, LINE_AT), ("L", back, LINE_AT - 6.5), ("L", back, LINE_AT + 6.5), ("Z",))
        items.append(Path(frame.commands(*arrow), colour))
    cx, cy = frame.at(STATION_AT), frame.y + LINE_AT
    items.append(shapes.disc(cx, cy, CANVAS.stage_node + 5, "panel"))
    items += shapes.number(cx, cy, index + 1, CANVAS.stage_node, colour, "on_stage")
    items.append(frame.text(_TITLE_AT, _TITLE_DOWN, text.title, "text"))
    if text.time and text.beside:
        items.append(frame.text(_TITLE_AT + text.title.width + 9, _TITLE_DOWN + 3, text.time, "text_3"))
    elif text.time:
        items.append(frame.text(_TITLE_AT, _TITLE_DOWN + text.title.height, text.time, "text_3"))
    said = [_("Stage %(n)s: %(title)s") % {"n": index + 1, "title": stage.title}, stage.duration]
    if truth is not None:
        star = frame.at(frame.w - (LAST_STAR_AT if last else STAR_AT))
        half = CANVAS.star / 2
        drawn = (shapes.disc(star, cy, CANVAS.star + 4, "panel"), shapes.star(star, cy))
        said.append(_("moment of truth"))
        place = (star - half, cy - half, 2 * half, 2 * half)
        items.append(Group("moment_of_truth", ("card", truth), *place, drawn, said[-1]))
    words = ", ".join(part for part in said if part)
    return Group("stage", ("stage", stage.id), *frame[:4], tuple(items), words)


def lane_name(lane: Lane, _: Words) -> str:
    """Its title, or the name of its kind while it has none."""
    return lane.title or _(terms.LANES[lane.kind])


def lane_title(lane: Lane, width: float, rtl: bool, _: Words) -> TextBlock:
    room = width - _LANE_TEXT_AT - 6 - (_AXIS_ROOM if lane.kind == "emotion" else 0)
    return block(lane_name(lane, _), "body_on", room, rtl)


def lane_title_height(text: TextBlock) -> float:
    return 2 * _LANE_DOWN + text.height


def lane_group(
    lane: Lane, text: TextBlock, frame: Frame, fill: str, extra: Sequence[Item], _: Words
) -> Group:
    items = [
        frame.rect(0, 0, frame.w, frame.h, fill),
        frame.line(0, frame.h - 0.5, frame.w, frame.h - 0.5, "divider"),
        frame.line(frame.w - 0.5, 0, frame.w - 0.5, frame.h, "divider"),
        frame.icon(LANE_ICONS.get(lane.kind, "rows-plus-bottom"), 10, _LANE_DOWN, CANVAS.icon_lane, "text_2"),
        frame.text(_LANE_TEXT_AT, _LANE_DOWN, text, "text_2"),
        *extra,
    ]
    words = _("Lane: %(title)s") % {"title": text.text}
    return Group("lane", ("lane", lane.id), *frame[:4], tuple(items), words, 0.55 if lane.hidden else 1.0)


class Chip(NamedTuple):
    """A persona in the corner: its texts, set for the corner's width.

    A word that has no room beside the portrait is not broken: then the texts stand below it.
    """

    persona: Persona
    line: Line
    portrait: float
    name: TextBlock
    kind: TextBlock | None
    height: float
    is_below: bool = False


def chips(personas: Sequence[tuple[Persona, Line]], width: float, rtl: bool, _: Words) -> list[Chip]:
    """One persona stands large; several stand in rows, each ringed with its curve's line.

    Those of one name (the ideal beside the actual one) are each told by their kind, too.
    """
    found: list[Chip] = []
    names = [persona.name.strip() for persona, _line in personas]
    for persona, line in personas:
        kind = _(terms.PERSONAS[persona.kind])
        if len(personas) == 1:
            portrait, room = float(CANVAS.persona_portrait), width - CANVAS.persona_portrait - 21
            is_below = any(block(word, "body_on").width > room for word in persona.name.split())
            name = block(persona.name, "body_on", width - 16 if is_below else room, rtl)
            if is_below and name.line_count == 1:  # under the portrait, whichever way it is read
                name = block(persona.name, "body_on", None, rtl)
            note = block(kind, "caption", None, rtl)
            texts = name.height + note.height
            height = portrait + 4 + texts if is_below else max(portrait, texts)
            found.append(Chip(persona, line, portrait, name, note, height, is_below))
        else:
            own = persona.name.strip()
            name = block(own or kind, "caption/600", width - _SMALL - 19, rtl)
            alike = own and names.count(own) > 1
            below = block(kind, "caption", None, rtl) if alike else None
            height = max(_SMALL, name.height + (below.height if below else 0))
            found.append(Chip(persona, line, _SMALL, name, below, height))
    return found


def corner_height(found: Sequence[Chip]) -> float:
    return 2 * 5 + sum(chip.height for chip in found) + 4 * max(len(found) - 1, 0)


def corner(found: Sequence[Chip], frame: Frame, _: Words) -> Group:
    items: list[Item] = [
        frame.rect(0, 0, frame.w, frame.h, "panel"),
        frame.line(0, frame.h - 0.5, frame.w, frame.h - 0.5, "divider"),
        frame.line(frame.w - 0.5, 0, frame.w - 0.5, frame.h, "divider"),
    ]
    down = max(min(frame.h, CANVAS.stage_header) - corner_height(found), 0) / 2 + 5
    for chip in found:
        items.append(_chip(chip, frame.part(0, down, frame.w, chip.height), _))
        down += chip.height + 4
    words = ", ".join(item.words for item in items if isinstance(item, Group))
    return Group("corner", None, *frame[:4], tuple(items), words)


def _chip(chip: Chip, frame: Frame, _: Words) -> Group:
    cx, cy = frame.at(8 + chip.portrait / 2), frame.y + (chip.portrait if chip.is_below else chip.height) / 2
    persona = chip.persona
    items = list(shapes.avatar(cx, cy, chip.portrait, persona.name.strip()[:1], persona.kind == "ideal"))
    if chip.portrait == _SMALL:
        dash = tuple(part / 2 for part in chip.line.dash)
        items.append(shapes.disc(cx, cy, chip.portrait - 1, None, chip.line.colour, 1.8, dash))
    along = 8 if chip.is_below else 8 + chip.portrait + 7
    down = (chip.height - chip.name.height - (chip.kind.height if chip.kind else 0)) / 2
    if chip.is_below:
        down = chip.portrait + 4
    items.append(frame.text(along, down, chip.name, "text"))
    if chip.kind:
        items.append(frame.text(along, down + chip.name.height, chip.kind, "text_3"))
    words = f"{persona.name}, {_(terms.PERSONAS[persona.kind])}"
    return Group("persona", ("persona", persona.id), *frame[:4], tuple(items), words)
