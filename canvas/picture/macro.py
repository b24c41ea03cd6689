"""The macro view: each stage one block with its figures, the same figure of all stages in one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from canvas.picture import river, scores, shapes
from canvas.picture.board import Board
from canvas.picture.display import Group, Item, Path, Picture, TextBlock
from canvas.picture.emotion import Line
from canvas.picture.frame import Frame
from canvas.picture.personas import full_name
from canvas.picture.text import block
from canvas.picture.theme import CANVAS, LINE, RADIUS, style
from model.glance import Glance, glances
from model.measures import StageDropOff
from model.records import Lane, Stage
from resources import terms
from resources.formats import count, isolate, percent, signed

if TYPE_CHECKING:
    from canvas.picture.plan import Options
    from model.document import Document

_INSET = CANVAS.card_inset
_PAD = scores.PAD  # within a block, at both sides
_EDGE = 10.0  # above and below what stands in a row
_LABEL_AT, _ICON_AT = 33.0, 10.0  # of a row's name, as a lane's
_BAR = 10.0
_BODY = style("body").line


class Drawn(NamedTuple):
    """What a block shows in one row: from the top of its frame, `height` px; `words` of it."""

    items: list[Item]
    height: float
    words: str


Draw = Callable[[int, Frame], Drawn]  # index of the stage, the row in its block without its edges


class Row(NamedTuple):
    """One figure of all stages. `line`: a persona's, in place of the icon."""

    icon: str
    title: TextBlock
    draw: Draw
    height: float
    line: Line | None


class Macro(Board):
    def __init__(self, document: Document, map_id: int, options: Options) -> None:
        super().__init__(document, map_id, options)
        lanes = cast("list[Lane]", document.children("lane", map=map_id))
        seen = {lane.id for lane in lanes if options.hidden_lanes or not lane.hidden}
        self.glances = glances(document, self.stages, seen, options.filter)
        self.rows = tuple(self._rows())
        self.height = self.header + sum(row.height for row in self.rows) + 2 * _INSET

    def picture(self) -> Picture:
        blocks = tuple(self._block(k, stage) for k, stage in enumerate(self.stages))
        heads = (  # who hears a stage hears its block with it
            replace(head, words=f"{head.words}, {block.words}")
            for head, block in zip(self.headers(), blocks, strict=True)
        )
        return Picture(
            self.width, self.height, self.rtl, self.header, self.title_width,
            stages=self.spans(),
            lanes=(),
            background=tuple(self.paper()),
            figures=blocks,
            titles=(self._titles(),),
            header=tuple(heads),
            corner=self.corner(),
            macro=True,
        )  # fmt: skip

    # ---- measuring ----

    def _rows(self) -> Iterator[Row]:
        _ = self.words
        yield self._row("hand-tap", _(terms.LANES["touchpoints"]), self._touchpoints)
        yield self._row("lightning", _(terms.LANES["pains"]), self._pains)
        yield self._row("star", _(terms.LANES["moments_of_truth"]), self._truths)
        felt = {persona for glance in self.glances.values() for persona in glance.moods}
        wanted = self.options.filter.personas
        for persona, line in self.personas:
            if persona.id in felt and (not wanted or persona.id in wanted):
                yield self._row("smiley", full_name(persona, _), self._mood(persona.id), line)
        if None in felt:
            yield self._row("smiley", _(terms.LANES["emotion"]), self._mood(None))
        known = self.figures.stages.values()
        if any(stage.drop_off for stage in known):
            yield self._row("funnel", _(terms.LANES["drop_off"]), self._drop_off)
        if any(stage.feedback.n for stage in known):
            yield self._row("chart-bar", _(terms.LANES["feedback"]), self._feedback)

    def _row(self, icon: str, name: str, draw: Draw, line: Line | None = None) -> Row:
        title = block(name, "body_on", self.title_width - _LABEL_AT - 6, self.rtl)
        widths = enumerate(self.columns.widths)
        heights = [draw(k, Frame(0, 0, width - 2 * _INSET, 0, self.rtl)).height for k, width in widths]
        return Row(icon, title, draw, max([title.height, *heights]) + 2 * _EDGE, line)

    # ---- placing ----

    def _block(self, index: int, stage: Stage) -> Group:
        column = self.column(index, self.header, self.height - self.header)
        frame = column.part(_INSET, _INSET, column.w - 2 * _INSET, column.h - 2 * _INSET)
        paper = frame.rect(0.5, 0.5, frame.w - 1, frame.h - 1, "card", "card_border", 1, RADIUS.panel)
        items: list[Item] = [paper]
        said: list[str] = []
        down = 0.0
        for row in self.rows:
            if down:
                items.append(frame.line(_PAD, down, frame.w - _PAD, down, "divider"))
            part = row.draw(index, frame.part(0, down + _EDGE, frame.w, row.height - 2 * _EDGE))
            items += part.items
            said.append(f"{row.title.text}: {part.words}" if row.line else part.words)
            down += row.height
        return Group("block", ("stage", stage.id), *frame[:4], tuple(items), ", ".join(said))

    def _titles(self) -> Group:
        frame = self.whole.part(0, self.header, self.title_width, self.height - self.header)
        items: list[Item] = [
            frame.rect(0, 0, frame.w, frame.h, "canvas"),
            frame.line(frame.w - 0.5, 0, frame.w - 0.5, frame.h, "divider"),
        ]
        down = float(_INSET)
        for row in self.rows:
            if down > _INSET:
                items.append(frame.line(_ICON_AT, down, frame.w - _ICON_AT, down, "divider"))
            items += _sample(row, frame, down + _EDGE + _BODY / 2)
            items.append(frame.text(_LABEL_AT, down + _EDGE, row.title, "text_2"))
            down += row.height
        words = ", ".join(row.title.text for row in self.rows)
        return Group("rows", None, *frame[:4], tuple(items), words)

    # ---- the figures ----

    def _touchpoints(self, index: int, frame: Frame) -> Drawn:
        _, n = self.words, self._at(index).touchpoints
        if not n:
            return self._hidden(index, "touchpoint", frame) or _said(_("No touchpoints"), frame, "warn")
        return _counted(n, _.plural("touchpoint", "touchpoints", n), frame)

    def _pains(self, index: int, frame: Frame) -> Drawn:
        _, glance = self.words, self._at(index)
        if not glance.pains:
            return self._hidden(index, "pain", frame) or _said(_("No pains"), frame)
        drawn = _counted(glance.pains, _.plural("pain", "pains", glance.pains), frame)
        if glance.worst is None:
            return drawn
        bars = shapes.severity(frame.at(frame.w - _PAD - 16, 16), frame.y + 15, glance.worst, frame.rtl)
        said = _("At worst: %(severity)s") % {"severity": _(terms.SEVERITY[glance.worst])}
        worst = block(said, "caption", frame.w - 2 * _PAD, frame.rtl)
        items = [*drawn.items, *bars, frame.text(_PAD, drawn.height + 2, worst, "text_2")]
        return Drawn(items, drawn.height + 2 + worst.height, f"{drawn.words}, {said}")

    def _truths(self, index: int, frame: Frame) -> Drawn:
        _, n = self.words, self._at(index).truths
        if not n:
            return self._hidden(index, "moment_of_truth", frame) or _said(_("No moments of truth"), frame)
        drawn = _counted(n, _.plural("moment of truth", "moments of truth", n), frame)
        star = shapes.star(frame.at(frame.w - _PAD - 8), frame.y + 9, 17)
        return drawn._replace(items=[*drawn.items, star])

    def _hidden(self, index: int, kind: str, frame: Frame) -> Drawn | None:
        """Why none of the cards of this kind that are there is counted; None when there are none."""
        _, by = self.words, self._at(index).hidden.get(kind)
        if by is None:
            return None
        return _said(_("hidden lane") if by == "lane" else _("hidden by filter"), frame)

    def _mood(self, persona: int | None) -> Draw:
        """The mean of its points, as a face and a number."""

        def draw(index: int, frame: Frame) -> Drawn:
            mean = self._at(index).moods.get(persona)
            if mean is None:
                return _said(self.words("no data"), frame)
            value = block(isolate(signed(mean, 1)), "body_on")
            face = shapes.face(frame.at(_PAD + CANVAS.face / 2), frame.y + _BODY / 2, mean)
            number = frame.text(_PAD + CANVAS.face + 8, 0, value, "text")
            return Drawn([*face, number], value.height, value.text)

        return draw

    def _drop_off(self, index: int, frame: Frame) -> Drawn:
        _ = self.words
        figures = self._entered(index)
        if figures is None:
            return _said(_("No figures yet"), frame)
        batch = self.figures.batch
        unit, is_open = (batch.unit, bool(batch.open)) if batch else ("", False)
        items = self._bar(figures, is_open, frame)
        number = block(isolate(count(figures.entered)), "body/700")
        items.append(frame.text(_PAD, _BAR + 6, number, "river_text"))
        said = [number.text]
        if word := river.unit_word(unit, figures.entered, _):
            items.append(frame.text(_PAD + number.width + 5, _BAR + 6, block(word, "caption"), "river_text"))
            said[0] += f" {word}"
        down = _BAR + 6 + number.height
        for text in self._left(figures, is_open, frame.w - 2 * _PAD):
            items.append(frame.text(_PAD, down, text, "leak_text" if figures.left else "text_3"))
            said.append(text.text)
            down += text.height
        return Drawn(items, down, ", ".join(said))

    def _left(self, figures: StageDropOff, is_open: bool, room: float) -> list[TextBlock]:
        _ = self.words
        if figures.left is None:
            return [block(_("Left: cannot be computed"), "caption", room, self.rtl)]
        if is_open:
            said = _("Left, by the file's own count: %(n)s") % {"n": isolate(count(figures.left))}
            return [block(said, "caption", room, self.rtl)]
        said = _.plural("%(n)s left", "%(n)s left", figures.left) % {"n": count(figures.left)}
        if figures.abandonment_rate is not None:
            said = f"{said}, {isolate(percent(figures.abandonment_rate))}"
        return [block(said, "body/600" if figures.left else "body", room, self.rtl)]

    def _bar(self, figures: StageDropOff, is_open: bool, frame: Frame) -> list[Item]:
        """As long as the share of the most customers in any stage; who left is hatched at its end."""
        most = max(known.entered for k in range(len(self.stages)) if (known := self._entered(k)))
        length = (frame.w - 2 * _PAD) * figures.entered / most if most else 0.0
        items: list[Item] = [frame.rect(_PAD, 0, max(length, 1.0), _BAR, "river")]
        if figures.left and not is_open:
            lost = max(length * figures.left / max(figures.entered, figures.left), CANVAS.leak_min)
            start, end = _PAD + max(length - lost, 0.0), _PAD + max(length, lost)
            outline = (("M", start, 0), ("L", end, 0), ("L", end, _BAR), ("L", start, _BAR), ("Z",))
            hatch = "leak_edge" if lost > 6 else None
            items.append(Path(frame.commands(*outline), "leak", "leak_edge", LINE.hair, hatch=hatch))
        return items

    def _feedback(self, index: int, frame: Frame) -> Drawn:
        stage = self.stages[index]
        feedback = self.figures.stages[stage.id].feedback
        if not feedback.scores:
            return _said(scores.without(feedback, self.words), frame)
        height = scores.height(feedback, frame.w, self.words) - 2 * scores.TOP
        place = frame.part(0, -scores.TOP, frame.w, height)
        drawn = scores.group(feedback, place, stage.id, "", self.words)
        return Drawn(list(drawn.items), height, drawn.words)

    def _at(self, index: int) -> Glance:
        return self.glances[self.stages[index].id]

    def _entered(self, index: int) -> StageDropOff | None:
        figures = self.figures.stages.get(self.stages[index].id)
        return figures.drop_off if figures else None


def _sample(row: Row, frame: Frame, middle: float) -> list[Item]:
    """A row's icon, or how the persona's curve is drawn."""
    size = CANVAS.icon_lane
    if row.line is None:
        return [frame.icon(row.icon, _ICON_AT, middle - size / 2, size, "text_2")]
    line, cx = row.line, frame.at(_ICON_AT + size / 2)
    ends = _ICON_AT - 3, _ICON_AT + size + 3
    stroke = frame.line(ends[0], middle, ends[1], middle, line.colour, line.width, line.dash)
    cy = frame.y + middle
    marker: Item = shapes.disc(cx, cy, 9, "card", line.colour, 1.8)
    if line.marker == "diamond":
        marker = shapes.diamond(cx, cy, 11, line.colour)
    elif line.marker == "triangle":
        marker = shapes.triangle(cx, cy, 11, line.colour)
    return [stroke, marker]


def _said(text: str, frame: Frame, colour: str = "text_3") -> Drawn:
    """What is missing, in words."""
    words = block(text, "body", frame.w - 2 * _PAD, frame.rtl)
    return Drawn([frame.text(_PAD, 0, words, colour)], words.height, text)


def _counted(n: int, word: str, frame: Frame) -> Drawn:
    """A number and what it counts; beneath it where that does not fit beside."""
    number, room = block(count(n), "figure"), frame.w - 2 * _PAD - 22
    named = block(word, "body")
    items: list[Item] = [frame.text(_PAD, 0, number, "text")]
    if number.width + 6 + named.width <= room:
        lower = style("figure").baseline - style("body").baseline
        items.append(frame.text(_PAD + number.width + 6, lower, named, "text_2"))
        height = number.height
    else:
        named = block(word, "body", room, frame.rtl)
        items.append(frame.text(_PAD, number.height, named, "text_2"))
        height = number.height + named.height
    return Drawn(items, height, f"{count(n)} {word}")
