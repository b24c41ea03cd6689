"""The sheet that looks like the map: stages across, lanes down, one cell for each stage × lane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from model.glance import moods
from model.kinds import LANES, MARKS, SCALES
from model.measures import Score
from model.records import Card, Lane, Stage
from resources import formats, terms

from .cells import REMARK, Look, Sheet, plain_run
from .contents import Contents

if TYPE_CHECKING:
    from openpyxl import Workbook

_TINTS = {
    "touchpoint": "card", "thought": "thought_tint", "pain": "pain_tint", "moment_of_truth": "truth_tint",
    "opportunity": "opportunity_tint", "note": "note",
}  # fmt: skip
_TITLE = Look(bold=True, size=18, border=False, wrap=False)
_LANE = Look(fill="lane_alt", bold=True)
_TIME = Look(colour="text_2")
_LANE_WIDTH, _STAGE_WIDTH = 20.0, 32.0  # characters


def write_map(book: Workbook, map_: Contents) -> None:
    """Add the sheet of a map, named after it."""
    _ = map_.words
    widths = [_LANE_WIDTH, *[_STAGE_WIDTH] * len(map_.stages)]
    sheet = Sheet(book, map_.title, map_.rtl, widths, "B4")
    sheet.append([sheet.cell(map_.title, look=_TITLE)], 27)
    sheet.append([sheet.cell(map_.subtitle, look=REMARK)], 18)
    head: list[Any] = [sheet.cell(_("Lane"), look=_LANE)]
    for index, stage in enumerate(map_.stages):
        name = f"{index + 1}. {map_.stage_name(stage)}"
        look = Look(fill=f"stage:{index}", colour="on_stage", bold=True, size=12)
        head.append(sheet.cell(name, look=look))
    sheet.append(head)
    if any(stage.duration for stage in map_.stages):
        durations = [sheet.cell(stage.duration, look=_TIME) for stage in map_.stages]
        sheet.append([sheet.cell(_("Time"), look=_LANE), *durations])
    for lane in map_.lanes:
        cells = [_cell(sheet, map_, lane, stage) for stage in map_.stages]
        sheet.append([sheet.cell(map_.lane_name(lane), look=_LANE), *cells])


def _cell(sheet: Sheet, map_: Contents, lane: Lane, stage: Stage) -> Any:
    lines = [_card_line(map_, card) for card in map_.cells.get((stage.id, lane.id), ())]
    fill = _TINTS.get(LANES.get(lane.kind) or "", "") if lines else ""
    if lane.kind == "emotion":
        lines = _emotion_lines(map_, stage)
    elif lane.kind == "drop_off":
        lines = _drop_off_lines(map_, stage)
    elif lane.kind == "feedback":
        lines = [_score_line(map_, score) for score in map_.figures.stages[stage.id].feedback.scores.values()]
    text = "\n".join(lines) if len(lines) < 2 else "\n".join(f"• {line}" for line in lines)
    return sheet.cell(text, look=Look(fill=fill))


def _card_line(map_: Contents, card: Card) -> str:
    """The card's words, and in brackets what its marks say."""
    _ = map_.words
    named = _(terms.CARDS[card.kind]) if card.kind in MARKS else card.truth_kind
    title = ": ".join(filter(None, [named, card.title]))
    marks = [map_.span_name(card), map_.channel_name(card), card.owner]
    if card.kind == "pain" and card.severity:
        marks.append(_(terms.SEVERITY[card.severity]))
    if card.experience in terms.EXPERIENCE:
        marks.append(_(terms.EXPERIENCE[card.experience]))
    if card.outside:
        marks.append(_("outside the brand"))
    said = ", ".join(filter(None, marks))
    return f"{title} ({said})" if said else title


def _emotion_lines(map_: Contents, stage: Stage) -> list[str]:
    """The mean of each persona's points in the stage, in one order in all of them."""
    shown: list[int | None] = [None, *(persona.id for persona in map_.personas)]
    gone = map_.document.all("persona").keys() - set(shown)  # another program may leave their points
    order = [*shown, *sorted(gone)]
    found = moods(map_.document, stage.id)
    lines = []
    for persona, value in sorted(found.items(), key=lambda each: order.index(each[0])):
        mean = plain_run(formats.signed(value, 1))
        lines.append(mean if persona is None else f"{_persona(map_, persona)}: {mean}")
    return lines


def _persona(map_: Contents, id: int) -> str:
    """'Dana Levi, ideal': the actual and the ideal persona often have one name."""
    persona = map_.document["persona", id]
    return f"{persona.name}, {map_.words(terms.PERSONAS[persona.kind])}"


def _drop_off_lines(map_: Contents, stage: Stage) -> list[str]:
    _ = map_.words
    step = map_.figures.stages[stage.id].drop_off
    if step is None:
        return []
    lines = [_("entered %(n)s") % {"n": formats.count(step.entered)}]
    if step.left:
        left = formats.count(step.left)
        share = "" if step.abandonment_rate is None else f" ({formats.percent(step.abandonment_rate)})"
        lines.append(_("left %(n)s") % {"n": left} + share)
    return lines


def _score_line(map_: Contents, score: Score) -> str:
    highest = SCALES[score.scale][1]
    value = plain_run(formats.score(score.measure, score.value, highest))
    return f"{map_.words(terms.MEASURES[score.measure])} {value} (n = {formats.count(score.n)})"
