"""The emotion curve: a line for each persona through its points, with faces or markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from canvas.picture import shapes
from canvas.picture.crowd import Box, Crowd
from canvas.picture.display import Command, Group, Item, Path, Text
from canvas.picture.frame import Frame
from canvas.picture.spline import Bezier, curve
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, DASH, LINE, OPACITY
from model.records import Emotion
from resources.formats import isolate, signed
from resources.words import Words

MARGIN = 14.0  # from ±2 to the lane's edges
STAR_OVER = CANVAS.face / 2 + 13
STAR_SIZE = 17.0
HIT = 20.0
MARKER = 11.0
_HIDDEN, _SEEN = -8.0, -3.0  # px that markers reach into each other: too far, and little enough
_ASIDE = (14.0, -14.0, 28.0, -28.0)  # px along, where one would cover another


class Line(NamedTuple):
    """How a persona's curve is drawn."""

    colour: str
    width: float
    dash: tuple[float, ...]
    marker: str


LINES = (
    Line("curve_1", LINE.curve, (), "face"),
    Line("curve_2", LINE.curve_other, DASH.curve_other, "diamond"),
    Line("curve_3", LINE.curve_other, DASH.causes, "triangle"),
)


class Series(NamedTuple):
    """One persona's points. `points`: (index of the stage, record) in the journey's order.

    `faint`: the filter asks for others.
    """

    name: str
    line: Line
    points: tuple[tuple[int, Emotion], ...]
    faint: bool = False

    @property
    def opacity(self) -> float:
        return OPACITY.filtered_out if self.faint else 1.0


class Column(NamedTuple):
    """A stage on the curve, along the journey; `truth`: it holds a moment of truth."""

    title: str
    start: float
    width: float
    truth: bool


def depth(frame: Frame, value: float) -> float:
    """How far down in the lane a value lies."""
    return frame.h / 2 - value * (frame.h / 2 - MARGIN) / 2


def value_at(frame: Frame, y: float) -> float:
    """The value, -2..+2, at a place of the lane on the map."""
    value = (frame.h / 2 - (y - frame.y)) * 2 / (frame.h / 2 - MARGIN)
    return min(2.0, max(-2.0, value))


def box_in(frame: Frame, group: Group) -> Box:
    """Where in the lane a group lies."""
    return frame.at(group.x - frame.x, group.w) - frame.x, group.y - frame.y, group.w, group.h


def axis(frame: Frame) -> tuple[Item, ...]:
    """Zero firm, the other levels dotted."""
    items: list[Item] = []
    for level in (2, 1, 0, -1, -2):
        down = round(depth(frame, level)) + 0.5
        colour, dash = ("divider", (2.0, 4.0)) if level else ("control_border", ())
        items.append(frame.line(0, down, frame.w, down, colour, 1, dash))
    return tuple(items)


def axis_labels(frame: Frame, width: float) -> list[Item]:
    """+2, 0 and -2 at the far edge of the lane's title."""
    items: list[Item] = []
    for level in (2, 0, -2):
        text = block(isolate(signed(level)), "caption")
        down = depth(frame, level) - text.height / 2
        items.append(frame.text(width - 6 - text.width, down, text, "text_2"))
    return items


@lru_cache(8)  # most gestures change nothing here
def curves(
    series: tuple[Series, ...],
    columns: tuple[Column, ...],
    frame: Frame,
    _: Words,
    taken: tuple[Box, ...] = (),
) -> tuple[tuple[Group, ...], dict[int, Group]]:
    """The curves with their names and stars, and the groups of the points by the id of their record.

    `taken`: boxes of the lane that names and stars leave free.
    """
    groups: list[Group] = []
    points: dict[int, Group] = {}
    crowd = Crowd()  # what names and stars must keep away from
    crowd.add(taken)
    places = _places(series, columns, frame)
    drawn = [(one, _runs(one, places)) for one in series]
    for _one, runs in drawn:
        for run in runs:
            crowd.add(_occupied(run))
    for one, runs in drawn:
        if one.line.marker == "face":
            areas = tuple(_areas(runs, frame))
            groups.append(Group("curve", None, *frame[:4], areas, opacity=one.opacity))
    for one, runs in reversed(drawn):  # the first persona's curve lies on top
        items: list[Item] = [_line(run, one.line, frame) for run in runs if run]
        items += _gaps(one, columns, frame, crowd, _)
        groups.append(Group("curve", None, *frame[:4], tuple(items), one.name, one.opacity))
    for one in reversed(series):
        for index, point in one.points:
            points[point.id] = _point(one, point, columns[index].title, places[point.id], frame)
    stars = _stars(series[0], columns, places, frame, crowd) if series else []
    crowd.add([(0, frame.h / 2 - 1, frame.w, 2)])  # no name on the line of zero
    groups.append(Group("curve", None, *frame[:4], tuple(stars)))
    for one, runs in drawn:
        names = tuple(_name(one, runs, frame, crowd))
        groups.append(Group("curve", None, *frame[:4], names, opacity=one.opacity))
    return tuple(groups), points


def _places(
    series: Sequence[Series], columns: Sequence[Column], frame: Frame
) -> dict[int, tuple[float, float]]:
    """Where each point stands, by its id: at its value always, aside where it would hide under another."""
    placed: dict[int, tuple[float, float]] = {}
    crowd = Crowd()
    for one in series:
        size = CANVAS.face if one.line.marker == "face" else MARKER
        exact = [columns[k].start + point.at * columns[k].width for k, point in one.points]
        before = -size
        for (index, point), along, after in zip(one.points, exact, [*exact[1:], frame.w], strict=True):
            column, down = columns[index], depth(frame, point.value)
            box = (down - size / 2, size, size)
            if crowd.clearance(along - size / 2, *box) < _HIDDEN:
                start, end = max(before, column.start), min(after, column.start + column.width)
                asides = (along + way for way in _ASIDE if start <= along + way <= end)
                free = (x for x in asides if crowd.clearance(x - size / 2, *box) >= _SEEN)
                along = next(free, along)
            placed[point.id] = along, down
            crowd.add([(along - size / 2, *box)])
            before = along
    return placed


def _runs(one: Series, places: Mapping[int, tuple[float, float]]) -> list[list[Bezier]]:
    """The pieces of a curve; a stage without points parts them."""
    runs: list[list[tuple[float, float]]] = []
    before = None
    for index, point in one.points:
        if before is None or index > before + 1:
            runs.append([])
        runs[-1].append(places[point.id])
        before = index
    return [curve(run) for run in runs]


def _line(run: Sequence[Bezier], line: Line, frame: Frame) -> Path:
    return Path(frame.commands(*_commands(run)), None, line.colour, line.width, line.dash)


def _commands(run: Sequence[Bezier]) -> list[Command]:
    return [("M", *run[0].start), *(("C", *p.control1, *p.control2, *p.end) for p in run)]


def _areas(runs: Sequence[Sequence[Bezier]], frame: Frame) -> list[Item]:
    """The room between curve and zero, tinted by its side."""
    zero = depth(frame, 0)
    items: list[Item] = []
    for run in runs:
        parts: list[Bezier] = []
        for piece in run:
            t = piece.crossing(zero)
            parts += piece.split(t) if t is not None else (piece,)
        for side, same in groupby(parts, lambda p: p.y(0.5) < zero):
            part = list(same)
            outline = [
                ("M", part[0].start[0], zero), ("L", *part[0].start), *_commands(part)[1:],
                ("L", part[-1].end[0], zero), ("Z",),
            ]  # fmt: skip
            tint = "mood_pos" if side else "mood_neg"
            items.append(Path(frame.commands(*outline), tint, opacity=OPACITY.mood_area))
    return items


def _point(one: Series, point: Emotion, stage: str, place: tuple[float, float], frame: Frame) -> Group:
    cx, cy = frame.at(place[0]), frame.y + place[1]
    if one.line.marker == "face":
        items = shapes.face(cx, cy, point.value)
    elif one.line.marker == "diamond":
        items = (shapes.diamond(cx, cy, MARKER, one.line.colour),)
    else:
        items = (shapes.triangle(cx, cy, MARKER, one.line.colour),)
    words = ", ".join(part for part in (one.name, stage, isolate(signed(point.value, 1))) if part)
    place_of = cx - HIT / 2, cy - HIT / 2, HIT, HIT
    return Group("emotion_point", ("emotion", point.id), *place_of, items, words, one.opacity)


def _stars(
    one: Series,
    columns: Sequence[Column],
    places: Mapping[int, tuple[float, float]],
    frame: Frame,
    crowd: Crowd,
) -> list[Item]:
    """A star over the strongest point of a stage with a moment of truth; under it where there is no room."""
    items: list[Item] = []
    for index, same in groupby(one.points, lambda pair: pair[0]):
        if columns[index].truth:
            _i, point = max(same, key=lambda pair: abs(pair[1].value))
            along, down = places[point.id]
            left, half = along - STAR_SIZE / 2, STAR_SIZE / 2
            tops = [down - STAR_OVER - half, down + STAR_OVER - half]
            free = [min(crowd.clearance(left, top, STAR_SIZE, STAR_SIZE), 0) for top in tops]
            over = tops[0] >= 1 and (free[0] >= free[1] or tops[1] + STAR_SIZE > frame.h - 1)
            top = tops[0] if over else tops[1]
            items.append(shapes.star(frame.at(along), frame.y + top + half, STAR_SIZE))
            crowd.add([(left, top, STAR_SIZE, STAR_SIZE)])
    return items


def _gaps(one: Series, columns: Sequence[Column], frame: Frame, crowd: Crowd, _: Words) -> list[Item]:
    """ "no data" in each run of stages between points, at the height of its neighbours."""
    items: list[Item] = []
    for (i, before), (j, after) in zip(one.points, one.points[1:], strict=False):
        if j > i + 1:
            text = block(_("no data"), "caption")
            start, end = columns[i + 1].start, columns[j - 1].start + columns[j - 1].width
            middle = (start + end) / 2 - text.width / 2
            down = depth(frame, (before.value + after.value) / 2) - text.height / 2
            items.append(frame.text(middle, down, text, one.line.colour))
            crowd.add([(middle, down, text.width, text.height)])
    return items


def _occupied(run: Sequence[Bezier]) -> list[Box]:
    boxes = [(x - 11, y - 11, 22.0, 22.0) for p in run for x, y in (p.start, p.end)]
    boxes += [(x - 2, y - 2, 4.0, 4.0) for p in run for x, y in (p.at(k / 12) for k in range(13))]
    return boxes


def _name(one: Series, runs: Sequence[Sequence[Bezier]], frame: Frame, crowd: Crowd) -> list[Text]:
    """The persona's name near its curve, where it is freest; none when there is no free place."""
    if not one.name:
        return []
    text = block(one.name, "caption/600")
    best: tuple[float, float, float] | None = None
    for piece in (p for run in runs for p in run):
        for t in (0.5, 0.3, 0.7):
            x, y = piece.at(t)
            for down in (y + 9, y - 9 - text.height, y + 20, y - 20 - text.height):
                along = min(max(x - text.width / 2, 4), frame.w - text.width - 4)
                if not 2 <= down <= frame.h - text.height - 2:
                    continue
                free = crowd.clearance(along, down, text.width, text.height)
                if best is None or free > best[0] + 0.5:
                    best = (free, along, down)
    if best is None or best[0] <= 0:
        return []
    crowd.add([(best[1], best[2], text.width, text.height)])
    return [frame.text(best[1], best[2], text, one.line.colour)]
