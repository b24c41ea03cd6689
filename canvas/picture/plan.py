"""The plan of a map: which stages and lanes there are, how wide and high, and what lies where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from canvas.picture import emotion, header, hints, river, scores
from canvas.picture.cards import Look
from canvas.picture.cells import Cells, Measured
from canvas.picture.display import Cards, Group, Hits, Item, Picture, Span, Stack, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.personas import full_name, series, shown, without_points
from canvas.picture.text import block
from canvas.picture.theme import CANVAS
from model.measures import Feedback, Figures, map_figures
from model.records import Card, Channel, Lane, Map, Stage
from model.views import Filter
from resources.formats import isolate
from resources.words import words

if TYPE_CHECKING:
    from model.document import Document

INSET, GAP = CANVAS.card_inset, CANVAS.card_gap
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
    macro: each stage is one block with its figures.
    """

    figures: Figures | None = None
    hidden_lanes: bool = False
    hints: bool = True
    stage_width: float = CANVAS.stage_width
    draft: Draft | None = None
    filter: Filter = field(default_factory=Filter)
    hits: Hits = field(default_factory=dict)
    macro: bool = False


class _Row(NamedTuple):
    """A visible lane."""

    lane: Lane
    title: TextBlock
    cells: dict[int, Measured]  # by stage id, empty ones left out
    hint: tuple[tuple[int, TextBlock], ...]  # (index of a stage, text)
    height: float


class Plan:
    """Everything about a map that its picture needs, measured once."""

    def __init__(self, document: Document, map_id: int, options: Options, cells: Cells) -> None:
        self.document = document
        self.cells = cells
        self.draft = options.draft
        self.map = cast(Map, document["map", map_id])
        self.rtl = self.map.direction == "rtl"
        self.words = words(self.map.language)
        self.stages = cast("list[Stage]", document.children("stage", map=map_id))
        lanes = cast("list[Lane]", document.children("lane", map=map_id))
        self.lanes = [lane for lane in lanes if options.hidden_lanes or not lane.hidden]
        self.stage_width = min(max(options.stage_width, CANVAS.stage_width_min), CANVAS.stage_width_max)
        self.title_width = CANVAS.lane_title if self.map.language == "he" else CANVAS.lane_title_english
        self.width = self.title_width + self.stage_width * max(len(self.stages), 1)
        self.figures = options.figures or map_figures(document, map_id)
        personas = shown(document, map_id)
        self.series = series(document, self.stages, personas, self.words)
        self.unfelt = without_points(document, self.stages, personas) if options.hints else None
        self.rows = self._rows(options.hints)
        self.headings = [header.heading(stage, self.stage_width, self.rtl) for stage in self.stages]
        self.chips = header.chips(personas, self.title_width, self.rtl, self.words)
        heights = [h.height for h in self.headings]
        self.header = max(CANVAS.stage_header, header.corner_height(self.chips), *heights, 0)
        self.height = self.header + sum(row.height for row in self.rows)

    # ---- measuring ----

    def _rows(self, with_hints: bool) -> list[_Row]:
        looks = {stage.id: self._look(k, "") for k, stage in enumerate(self.stages)}
        room = self.stage_width - 2 * INSET
        found = []
        empty = not any(self.document.children("card", lane=lane.id) for lane in self.lanes)
        for number, lane in enumerate(self.lanes):
            measured = {
                stage: self.cells.measure((stage, lane.id), held, room, look)
                for stage, look in looks.items()
                if (held := self._held(stage, lane.id))
            }
            title = header.lane_title(lane, self.title_width, self.rtl, self.words)
            hint = self._hints(lane, not measured, empty and number == 0) if with_hints else ()
            contents = [cell.height + 2 * INSET for cell in measured.values()]
            contents += [text.height + 2 * INSET for _, text in hint]
            contents += [header.lane_title_height(title), _LEAST.get(lane.kind, _OTHER)]
            if lane.kind == "feedback":
                all_of_it = map(self._feedback, self.stages)
                contents += [scores.height(one, self.stage_width, self.words) for one in all_of_it]
            found.append(_Row(lane, title, measured, hint, max(contents)))
        return found

    def _held(self, stage: int, lane: int) -> list[Card]:
        held = cast("list[Card]", self.document.children("card", stage=stage, lane=lane))
        draft = self.draft
        return draft.among(held) if draft and (draft.card.stage, draft.card.lane) == (stage, lane) else held

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
        said = (block(self.words(text), "caption", self._hint_room, self.rtl) for text in texts)
        return tuple(enumerate(said))

    @property
    def _hint_room(self) -> float:
        return self.stage_width - 2 * INSET - 4

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

    def _look(self, index: int, channel: str) -> Look:
        return Look(index, channel, self.rtl, self.map.language)

    # ---- placing ----

    def picture(self) -> Picture:
        whole = Frame(0, 0, self.width, self.height, self.rtl)
        placed = self._places(whole)
        figures, points = self._figures(placed)
        return Picture(
            self.width, self.height, self.rtl, self.header, self.title_width,
            tuple(Span(s.id, self._column(k, 0, 0).x, self.stage_width) for k, s in enumerate(self.stages)),
            tuple(Span(row.lane.id, frame.y, frame.h) for row, frame in placed),
            tuple(self._background(placed, whole)),
            tuple(figures),
            Cards(self._stacks(placed)),
            points=points,
            titles=tuple(self._titles(placed)),
            header=tuple(self._headers()),
            corner=header.corner(self.chips, whole.part(0, 0, self.title_width, self.header), self.words),
        )  # fmt: skip

    def _places(self, whole: Frame) -> list[tuple[_Row, Frame]]:
        """Each row with the frame of its body, from the first stage's start to the last one's end."""
        placed, down = [], self.header
        body = self.width - self.title_width
        for row in self.rows:
            placed.append((row, whole.part(self.title_width, down, body, row.height)))
            down += row.height
        return placed

    def _column(self, index: int, down: float, height: float) -> Frame:
        whole = Frame(0, 0, self.width, self.height, self.rtl)
        return whole.part(self.title_width + index * self.stage_width, down, self.stage_width, height)

    def _background(self, placed: Iterable[tuple[_Row, Frame]], whole: Frame) -> list[Item]:
        items: list[Item] = [
            whole.rect(0, 0, self.width, self.height, "canvas"),
            whole.rect(0, 0, self.width, self.header, "panel"),
            whole.line(0, self.header - 0.5, self.width, self.header - 0.5, "divider"),
        ]
        for k, (_row, frame) in enumerate(placed):
            if k % 2:
                items.append(frame.rect(0, 0, frame.w, frame.h, "lane_alt"))
        for k in range(1, max(len(self.stages), 1) + 1):
            along = self.title_width + k * self.stage_width - 0.5
            items.append(whole.line(along, self.header, along, self.height, "grid"))
        for row, frame in placed:
            items.append(frame.line(0, frame.h - 0.5, frame.w, frame.h - 0.5, "divider"))
            if row.lane.kind == "emotion":
                items += emotion.axis(frame)
        return items

    def _stacks(self, placed: Sequence[tuple[_Row, Frame]]) -> dict[tuple[int, int], Stack]:
        """In reading order: stage by stage, in each from the top lane down."""
        channels = cast("Iterable[Channel]", self.document.all("channel").values())
        kinds = {channel.id: channel.kind for channel in channels}
        stacks: dict[tuple[int, int], Stack] = {}
        for index, stage in enumerate(self.stages):
            look = self._look(index, "")
            for row, frame in placed:
                if held := row.cells.get(stage.id):
                    spare = row.height - 2 * INSET - held.height
                    down = INSET + (min(spare / 2, SHIFT) if spare >= _STAY else 0)
                    column = self._column(index, frame.y, frame.h)
                    place = column.part(INSET, down, self.stage_width - 2 * INSET, held.height)
                    at = stage.id, row.lane.id
                    stacks[at] = self.cells.stack(at, held, place, look, stage.title, kinds)
        return stacks

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
                    place = self._column(k, frame.y, frame.h)
                    feedback = self._feedback(stage)
                    groups.append(scores.group(feedback, place, stage.id, stage.title, self.words))
            on_axis = row.lane.kind == "emotion"
            groups += [self._hint(k, text, frame, on_axis) for k, text in row.hint]
        return groups, points

    def _reaches(self, frame: Frame) -> list[river.Reach]:
        found = []
        for k, stage in enumerate(self.stages):
            figures = self.figures.stages.get(stage.id)
            place = self._column(k, frame.y, frame.h)
            found.append(river.Reach(place, stage.id, stage.title, figures.drop_off if figures else None))
        return found

    def _hint(self, index: int, text: TextBlock, frame: Frame, on_axis: bool) -> Group:
        place = self._column(index, frame.y, frame.h)
        down = place.h / 2 + 4 if on_axis else (place.h - text.height) / 2
        item = place.text(INSET + 2, down, text, "text_3")
        return Group("hint", None, item.x, item.y, text.width, text.height, (item,), text.text)

    def _unfelt_hint(self, frame: Frame) -> list[Group]:
        """Whose curve is yet to be drawn, in the first stage, on the side of zero that others leave free."""
        if self.unfelt is None:
            return []
        name = isolate(self.unfelt.name or full_name(self.unfelt, self.words))
        text = block(self.words(hints.NO_CURVE) % {"name": name}, "caption", self._hint_room, self.rtl)
        start = self.stages[0].id
        mood = sum(point.value for point in self.document.children("emotion", stage=start))
        edge = emotion.MARGIN + 3
        place = self._column(0, frame.y, frame.h)
        item = place.text(INSET + 2, frame.h - edge - text.height if mood >= 0 else edge, text, "text_3")
        return [Group("hint", None, item.x, item.y, text.width, text.height, (item,), text.text)]

    def _columns(self) -> list[emotion.Column]:
        return [
            emotion.Column(
                stage.title, k * self.stage_width, self.stage_width, self._truth(stage) is not None
            )
            for k, stage in enumerate(self.stages)
        ]

    def _truth(self, stage: Stage) -> int | None:
        """The stage's first moment of truth, in a lane that is shown or not."""
        held = cast("list[Card]", self.document.children("card", stage=stage.id))
        return next((card.id for card in held if card.kind == "moment_of_truth"), None)

    def _titles(self, placed: Iterable[tuple[_Row, Frame]]) -> list[Group]:
        groups = []
        for k, (row, body) in enumerate(placed):
            whole = Frame(0, body.y, self.width, body.h, self.rtl)
            frame = whole.part(0, 0, self.title_width, body.h)
            extra = emotion.axis_labels(frame, self.title_width) if row.lane.kind == "emotion" else []
            fill = "lane_alt" if k % 2 else "canvas"
            groups.append(header.lane_group(row.lane, row.title, frame, fill, extra, self.words))
        return groups

    def _headers(self) -> list[Group]:
        count, groups = len(self.stages), []
        for k, (stage, text) in enumerate(zip(self.stages, self.headings, strict=True)):
            place = self._column(k, 0, self.header)
            groups.append(header.stage_header(stage, k, count, text, place, self._truth(stage), self.words))
        return groups
