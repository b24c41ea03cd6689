"""The plan of a map: what lies where in its lanes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from canvas.picture import emotion, header, hints, hits, river, scores
from canvas.picture.board import Board
from canvas.picture.cards import Look
from canvas.picture.cells import GAP, Cells, Measured, Setting, Wide
from canvas.picture.display import Cards, Group, Hits, Item, Picture, Sizes, Span, Stack, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.personas import full_name, series, without_points
from canvas.picture.rows import INSET, Held, Shelves
from canvas.picture.text import block
from canvas.picture.theme import CANVAS
from model.measures import Feedback, Figures
from model.records import Card, Channel, Lane, Stage
from model.views import Filter
from resources.formats import isolate

if TYPE_CHECKING:
    from model.document import Document

__all__ = ["GAP", "INSET", "NEW", "SHIFT", "Draft", "Options", "Plan"]

SHIFT = (CANVAS.card_min_height + GAP) / 2  # a cell is centred in its lane, but moved down by no more,
_STAY = 24.0  # and not at all for less room than this: tops stay in line
_LEAST = {**vars(CANVAS.lane_height), "moments_of_truth": CANVAS.lane_height.truth}
_OTHER = CANVAS.lane_height.goal
_NO_FEEDBACK = Feedback(0, {})


NEW = 0  # id of a card that is not in the document yet


class Draft(NamedTuple):
    """A card as it is being written: it takes its room on the map before it is in the document.

    `card`: one of the map's with other words, or a new one with the id NEW, which lies in front of the card
    `before`, or last in its cell when None.
    """

    card: Card
    before: int | None = None

    def among(self, held: list[Card]) -> list[Card]:
        """The cards of its cell with it."""
        if self.card.id != NEW:
            return [self.card if card.id == self.card.id else card for card in held]
        at = next((k for k, card in enumerate(held) if card.id == self.before), len(held))
        return [*held[:at], self.card, *held[at:]]


@dataclass(frozen=True)
class Options:
    """figures: the map's, None = computed here. hidden_lanes: shown too. hints: what empty lanes are for.

    draft: a card that is being written. filter: other cards are faint. hits: what a search found is marked.
    macro: each stage is one block with its figures. sizes: that a drag under way tries.
    """

    figures: Figures | None = None
    hidden_lanes: bool = False
    hints: bool = True
    stage_width: float = CANVAS.stage_width
    draft: Draft | None = None
    filter: Filter = field(default_factory=Filter)
    hits: Hits = field(default_factory=dict)
    macro: bool = False
    sizes: Sizes = field(default_factory=dict)


class _Row(NamedTuple):
    """A visible lane."""

    lane: Lane
    title: TextBlock
    held: Held
    hint: tuple[tuple[int, TextBlock], ...]  # (index of a stage, text)
    height: float


class Plan(Board):
    """The lanes of a map, measured once and placed."""

    def __init__(self, document: Document, map_id: int, options: Options, cells: Cells) -> None:
        super().__init__(document, map_id, options)
        self.cells = cells
        lanes = [
            lane._replace(height=options.sizes.get(("lane", lane.id), lane.height))
            for lane in cast("list[Lane]", document.children("lane", map=map_id))
        ]
        self.lanes = [lane for lane in lanes if options.hidden_lanes or not lane.hidden]
        wanted = options.filter.personas
        self.series = series(document, self.stages, self.personas, self.words, wanted)
        self.unfelt = without_points(document, self.stages, self.personas) if options.hints else None
        look = Look(0, "", self.rtl, self.map.language)
        self.shelves = Shelves(document, self.stages, self.columns, look, cells, options.draft)
        self.rows = self._rows(options.hints)
        self.height = self.header + sum(row.height for row in self.rows)

    # ---- measuring ----

    def _rows(self, with_hints: bool) -> list[_Row]:
        found = []
        empty = not any(self.document.children("card", lane=lane.id) for lane in self.lanes)
        for number, lane in enumerate(self.lanes):
            held = self.shelves.of(lane)
            title = header.lane_title(lane, self.title_width, self.rtl, self.words)
            hint = self._hints(lane, not held.height, empty and number == 0) if with_hints else ()
            contents = [held.height, lane.height or 0.0, *(text.height + 2 * INSET for _, text in hint)]
            contents += [header.lane_title_height(title), _LEAST.get(lane.kind, _OTHER)]
            if lane.kind == "feedback":
                contents += [
                    scores.height(self._feedback(stage), width, self.words)
                    for stage, width in zip(self.stages, self.columns.widths, strict=True)
                ]
            found.append(_Row(lane, title, held, hint, max(contents)))
        return found

    def _hints(self, lane: Lane, bare: bool, first_steps: bool) -> tuple[tuple[int, TextBlock], ...]:
        """The texts of a lane without cards: what it is for, or in an empty map's first lane how to begin."""
        if not bare or self._has_figures(lane):
            return ()
        if not self.stages:
            texts = [hints.NO_STAGES] if lane == self.lanes[0] else []
        elif first_steps:
            texts = list(hints.FIRST_STEPS[: len(self.stages)])
        else:
            texts = [hints.LANE_HINTS.get(lane.kind, hints.LANE_HINTS["custom"])]
        return tuple((k, self._said(self.words(text), k)) for k, text in enumerate(texts))

    def _said(self, text: str, index: int) -> TextBlock:
        """In the width of a stage; a map without stages is as wide as one."""
        room = self.columns.widths[index] if self.stages else self.body
        return block(text, "caption", room - 2 * INSET - 4, self.rtl)

    def _has_figures(self, lane: Lane) -> bool:
        if lane.kind == "emotion":
            return bool(self.series)
        known = self.figures.stages.values()
        if lane.kind == "drop_off":
            return any(stage.drop_off for stage in known)
        return lane.kind == "feedback" and any(stage.feedback.n for stage in known)

    def _feedback(self, stage: Stage) -> Feedback:
        figures = self.figures.stages.get(stage.id)
        return figures.feedback if figures else _NO_FEEDBACK

    # ---- placing ----

    def picture(self) -> Picture:
        placed = self._places()
        figures, points = self._figures(placed)
        cards = self._cards(placed)
        hidden = (stack.dimmed for stack in cards.cells.values()) if self.options.filter else ()
        return Picture(
            self.width, self.height, self.rtl, self.header, self.title_width,
            stages=self.spans(),
            lanes=tuple(Span(row.lane.id, frame.y, frame.h) for row, frame in placed),
            background=tuple(self._background(placed)),
            figures=tuple(figures),
            cards=cards,
            points=points,
            titles=tuple(self._titles(placed)),
            header=tuple(self.headers()),
            corner=self.corner(),
            dimmed=frozenset[int]().union(*hidden),
        )  # fmt: skip

    def _places(self) -> list[tuple[_Row, Frame]]:
        """Each row with the frame of its body, from the first stage's start to the last one's end."""
        placed, down = [], self.header
        for row in self.rows:
            placed.append((row, self.whole.part(self.title_width, down, self.body, row.height)))
            down += row.height
        return placed

    def _background(self, placed: Iterable[tuple[_Row, Frame]]) -> list[Item]:
        items = self.paper()
        for k, (_row, frame) in enumerate(placed):
            if k % 2:
                items.append(frame.rect(0, 0, frame.w, frame.h, "lane_alt"))
        for end in self._ends():
            along = self.title_width + end - 0.5
            items.append(self.whole.line(along, self.header, along, self.height, "grid"))
        for row, frame in placed:
            items.append(frame.line(0, frame.h - 0.5, frame.w, frame.h - 0.5, "divider"))
            if row.lane.kind == "emotion":
                items += emotion.axis(frame)
        return items

    def _ends(self) -> list[float]:
        """Of the stages, along the body."""
        ends = zip(self.columns.starts, self.columns.widths, strict=True)
        return [start + width for start, width in ends] or [self.body]

    def _cards(self, placed: Sequence[tuple[_Row, Frame]]) -> Cards:
        """In reading order: stage by stage, in each from the top lane down."""
        channels = cast("Iterable[Channel]", self.document.all("channel").values())
        kinds = {channel.id: channel.kind for channel in channels}
        stacks: dict[tuple[int, int], Stack] = {}
        for index, stage in enumerate(self.stages):
            look = Look(index, "", self.rtl, self.map.language)
            setting = Setting(stage.title, kinds, self.options.filter, self.options.hits)
            for row, frame in placed:
                wide = self._wide(row, frame, index)
                held = row.held.cells.get(stage.id)
                if held or wide:
                    held = held or Measured()
                    at = stage.id, row.lane.id
                    place = self._place(row, frame, index, held)
                    stacks[at] = self.cells.stack(at, held, place, look, setting, wide)
        return Cards(stacks, self._crossing())

    def _place(self, row: _Row, frame: Frame, index: int, held: Measured) -> Frame:
        """Where the cards of a cell lie: under its bands, or alone and a little down."""
        down = INSET + row.held.taken[index]
        spare = row.height - INSET - down - held.height
        if not row.held.taken[index] and spare >= _STAY:
            down += min(spare / 2, SHIFT)
        start, width = self.columns.starts[index], self.columns.widths[index]
        return frame.part(start + INSET, down, width - 2 * INSET, held.height)

    def _wide(self, row: _Row, frame: Frame, index: int) -> tuple[Wide, ...]:
        """The cards that begin in this stage and span others."""
        found = []
        for card, first, last, down, height in row.held.bands:
            if first == index:
                start, width = self.columns.starts[first], self.columns.room(first, last)
                place = frame.part(start + INSET, INSET + down, width - 2 * INSET, height)
                low, high = (self.stages[k].title or str(k + 1) for k in (first, last))
                said = self.words("%(low)s to %(high)s") % {"low": low, "high": high}
                deciding = self.shelves.title(card.touchpoint or 0)
                found.append(Wide(card, place, said, deciding))
        return tuple(found)

    def _crossing(self) -> dict[tuple[int, int], tuple[int, ...]]:
        found: dict[tuple[int, int], tuple[int, ...]] = {}
        for row in self.rows:
            for band in row.held.bands:
                for stage in self.stages[band.first + 1 : band.last + 1]:
                    at = stage.id, row.lane.id
                    found[at] = (*found.get(at, ()), band.card.id)
        return found

    def _figures(self, placed: Iterable[tuple[_Row, Frame]]) -> tuple[list[Group], dict[int, Group]]:
        groups: list[Group] = []
        points: dict[int, Group] = {}
        for row, frame in placed:
            if row.lane.kind == "emotion" and not points:
                unfelt = self._unfelt_hint(frame)
                taken = tuple(emotion.box_in(frame, hint) for hint in unfelt)
                columns = tuple(self._columns())
                curves, points = emotion.curves(tuple(self.series), columns, frame, self.words, taken)
                groups += [*curves, *unfelt]
            elif row.lane.kind == "drop_off" and self._has_figures(row.lane):
                batch = self.figures.batch
                unit, is_open = (batch.unit, bool(batch.open)) if batch else ("", False)
                groups += river.river(self._reaches(frame), unit, is_open, self.words)
            elif row.lane.kind == "feedback" and self._has_figures(row.lane):
                for k, stage in enumerate(self.stages):
                    place = self.column(k, frame.y, frame.h)
                    feedback = self._feedback(stage)
                    groups.append(scores.group(feedback, place, stage.id, stage.title, self.words))
            on_axis = row.lane.kind == "emotion"
            groups += [self._hint(k, text, frame, on_axis) for k, text in row.hint]
        return groups, points

    def _reaches(self, frame: Frame) -> list[river.Reach]:
        found = []
        for k, stage in enumerate(self.stages):
            figures = self.figures.stages.get(stage.id)
            place = self.column(k, frame.y, frame.h)
            found.append(river.Reach(place, stage.id, stage.title, figures.drop_off if figures else None))
        return found

    def _hint(self, index: int, text: TextBlock, frame: Frame, on_axis: bool) -> Group:
        place = self.column(index, frame.y, frame.h) if self.stages else frame
        down = place.h / 2 + 4 if on_axis else (place.h - text.height) / 2
        item = place.text(INSET + 2, down, text, "text_3")
        return Group("hint", None, item.x, item.y, text.width, text.height, (item,), text.text)

    def _unfelt_hint(self, frame: Frame) -> list[Group]:
        """Whose curve is yet to be drawn, in the first stage, on the side of zero that others leave free."""
        if self.unfelt is None:
            return []
        name = isolate(self.unfelt.name or full_name(self.unfelt, self.words))
        text = self._said(self.words(hints.NO_CURVE) % {"name": name}, 0)
        start = self.stages[0].id
        mood = sum(point.value for point in self.document.children("emotion", stage=start))
        edge = emotion.MARGIN + 3
        place = self.column(0, frame.y, frame.h)
        item = place.text(INSET + 2, frame.h - edge - text.height if mood >= 0 else edge, text, "text_3")
        return [Group("hint", None, item.x, item.y, text.width, text.height, (item,), text.text)]

    def _columns(self) -> list[emotion.Column]:
        ways = zip(self.stages, self.columns.starts, self.columns.widths, strict=True)
        return [emotion.Column(s.title, start, w, s.id in self.truths) for s, start, w in ways]

    def _titles(self, placed: Iterable[tuple[_Row, Frame]]) -> list[Group]:
        groups = []
        for k, (row, body) in enumerate(placed):
            frame = self.whole.part(0, body.y, self.title_width, body.h)
            extra = emotion.axis_labels(frame, self.title_width) if row.lane.kind == "emotion" else []
            fill = "lane_alt" if k % 2 else "canvas"
            group = header.lane_group(row.lane, row.title, frame, fill, extra, self.words)
            groups.append(hits.lit(group, self.options.hits))
        return groups
