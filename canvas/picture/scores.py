"""Feedback of a stage: score, method, n, its interval on a scale."""

from __future__ import annotations

from canvas.picture.display import Group, Item, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.shapes import disc
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, style
from model.kinds import SCALES
from model.measures import Feedback, Score
from resources import formats
from resources.words import N_, Words

FEW = 30  # below so many answers the dot is hollow
PAD = 16.0
TOP = 8.0
BLOCK = 58.0  # one score: figures, scale line, interval
METHODS = {
    "nps": N_("NPS"), "csat5": N_("CSAT"), "csat7": N_("CSAT, 1 to 7"), "ces7": N_("CES"),
    "ces5": N_("CES, 1 to 5"), "stars5": N_("Stars"),
}  # fmt: skip


def height(feedback: Feedback, width: float, _: Words) -> float:
    """The height, px, of a stage's scores with the room above and below."""
    if not feedback.scores:
        return CANVAS.lane_height.feedback
    return 2 * TOP + sum(BLOCK + _more(score, width, _) for score in feedback.scores.values())


def group(feedback: Feedback, frame: Frame, stage: int, title: str, _: Words) -> Group:
    items: list[Item] = []
    said = [title]
    down = TOP
    for score in feedback.scores.values():
        extra = _more(score, frame.w, _)
        items += _score(score, frame.part(0, down, frame.w, BLOCK + extra), _)
        said.append(spoken(score, _))
        down += BLOCK + extra
    if not items:
        said.append(without(feedback, _))
        text = block(said[-1], "body", frame.w - 20, frame.rtl)
        items.append(frame.text(10, (frame.h - text.height) / 2, text, "text_3"))
    return Group("feedback", ("stage", stage), *frame[:4], tuple(items), ", ".join(filter(None, said)))


def without(feedback: Feedback, _: Words) -> str:
    """What is said of a stage without a score."""
    if not feedback.n:
        return _("No feedback yet")
    said = _.plural("%(n)s answer without a score", "%(n)s answers without a score", feedback.n)
    return said % {"n": formats.count(feedback.n)}


def colour(score: Score) -> str:
    """Above the middle of its scale, below it, or neither: judged by the interval, not by the value alone."""
    low, high = _ends(score)
    middle = (low + high) / 2
    if score.low is not None and score.low > middle:
        return "promoter"
    if score.high is not None and score.high < middle:
        return "detractor"
    return "passive"


def spoken(score: Score, _: Words) -> str:
    """'CSAT 62%, n = 118'."""
    shown = formats.score(score.measure, score.value, round(_ends(score)[1]))
    return f"{_(METHODS[score.scale])} {formats.isolate(shown)}, {formats.sample_size(score.n)}"


def _ends(score: Score) -> tuple[float, float]:
    if score.measure == "csat":
        return 0.0, 100.0
    if score.measure == "nps":
        return -100.0, 100.0
    return float(SCALES[score.scale][0]), float(SCALES[score.scale][1])


def _interval(score: Score, _: Words) -> tuple[str, str]:
    if score.low is None or score.high is None:
        return "", _("one answer: no interval")
    name = _("%(level)s interval") % {"level": formats.isolate("95%")}
    return name, formats.interval(score.measure, score.low, score.high, _)


def _more(score: Score, width: float, _: Words) -> float:
    """How much higher a score gets in a narrow stage."""
    return style("caption").line * (_wrapped(score, width, _) + _crowded(score, width, _))


def _wrapped(score: Score, width: float, _: Words) -> bool:
    """The interval does not fit beside its name."""
    name, ends = (block(text, "caption") for text in _interval(score, _))
    return name.width + 8 + ends.width > width - 2 * PAD


def _crowded(score: Score, width: float, _: Words) -> bool:
    """The number of answers does not fit beside value and method."""
    return sum(text.width for text in _heading(score, _)) + 7 + 8 > width - 2 * PAD


def _heading(score: Score, _: Words) -> tuple[TextBlock, TextBlock, TextBlock]:
    shown = formats.score(score.measure, score.value, round(_ends(score)[1]))
    return (
        block(formats.isolate(shown), "figure"),
        block(_(METHODS[score.scale]), "body_on"),
        block(formats.sample_size(score.n), "caption"),
    )


def _score(score: Score, frame: Frame, _: Words) -> list[Item]:
    shade = colour(score)
    value, method, size = _heading(score, _)
    base = style("figure").baseline
    items: list[Item] = [
        frame.text(PAD, 1, value, shade),
        frame.text(PAD + value.width + 7, 1 + base - style("body").baseline, method, "text"),
    ]
    crowded = _crowded(score, frame.w, _)
    if not crowded:
        beside = 1 + base - style("caption").baseline
        items.append(frame.text(frame.w - PAD - size.width, beside, size, "text_3"))
    items += _scale(score, frame, shade)
    name, ends = _interval(score, _)
    label, range_ = block(name, "caption"), block(ends, "caption/500")
    line, down = style("caption").line, 39.0
    items.append(frame.text(PAD, down, label, "text_3"))
    if _wrapped(score, frame.w, _):
        down += line
        items.append(frame.text(PAD, down, range_, "text_2"))
    else:
        items.append(frame.text(PAD + label.width + (8 if name else 0), down, range_, "text_2"))
    if crowded:
        items.append(frame.text(PAD, down + line, size, "text_3"))
    return items


def _scale(score: Score, frame: Frame, shade: str) -> list[Item]:
    low, high = _ends(score)
    length, y = frame.w - 2 * PAD, 31.0

    def along(value: float) -> float:
        return PAD + length * (value - low) / (high - low)

    items: list[Item] = [frame.line(PAD, y, PAD + length, y, "divider", 1.6)]
    if score.low is not None and score.high is not None:
        start, end = along(score.low), along(score.high)
        items.append(frame.rect(start, y - 2, max(end - start, 1.0), 4, shade, None, 1, 2, (), 0.5))
    hollow = score.n < FEW
    dot = 10.0 - (2 if hollow else 0)
    fill, stroke = ("card", shade) if hollow else (shade, None)
    items.append(disc(frame.at(along(score.value)), frame.y + y, dot, fill, stroke, 2))
    return items
