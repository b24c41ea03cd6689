"""What every view of a map stands on: its columns, its stage headers and the corner with its personas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, cast

from canvas.picture import header, hits
from canvas.picture.display import Group, Item, Span
from canvas.picture.frame import Frame
from canvas.picture.personas import shown
from canvas.picture.theme import CANVAS
from model.measures import map_figures
from model.records import Card, Map, Stage
from resources.words import words

if TYPE_CHECKING:
    from canvas.picture.plan import Options
    from model.document import Document


class Columns(NamedTuple):
    """Where each stage starts, along the journey from the first one's start, and how wide it is."""

    starts: tuple[float, ...]
    widths: tuple[float, ...]

    def room(self, first: int, last: int) -> float:
        """The width of several stages, by their indexes."""
        return sum(self.widths[first : last + 1])


def columns(stages: Sequence[Stage], usual: float) -> Columns:
    """`usual`: of a stage that has no width of its own; others keep their proportion to it."""
    share = usual / CANVAS.stage_width
    wanted = (share * (stage.width or CANVAS.stage_width) for stage in stages)
    widths = tuple(min(max(w, CANVAS.stage_width_min), CANVAS.stage_width_max) for w in wanted)
    return Columns(tuple(accumulate(widths, initial=0.0))[:-1], widths)


class Board:
    """Measured once for a picture; `height`, of the whole map, is known to those who build on it."""

    height: float

    def __init__(self, document: Document, map_id: int, options: Options) -> None:
        self.document = document
        self.options = options
        self.map = cast(Map, document["map", map_id])
        self.rtl = self.map.direction == "rtl"
        self.words = words(self.map.language)
        self.stages = [
            stage._replace(width=options.sizes.get(("stage", stage.id), stage.width))
            for stage in cast("list[Stage]", document.children("stage", map=map_id))
        ]
        self.columns = columns(self.stages, options.stage_width)
        self.title_width = CANVAS.lane_title if self.map.language == "he" else CANVAS.lane_title_english
        self.body = sum(self.columns.widths) or options.stage_width  # px of all stages
        self.width = self.title_width + self.body
        self.figures = options.figures or map_figures(document, map_id)
        self.personas = shown(document, map_id)
        self.headings = [
            header.heading(stage, width, self.rtl)
            for stage, width in zip(self.stages, self.columns.widths, strict=True)
        ]
        self.chips = header.chips(self.personas, self.title_width, self.rtl, self.words)
        heights = [h.height for h in self.headings]
        self.header = max(CANVAS.stage_header, header.corner_height(self.chips), *heights, 0)

    @property
    def whole(self) -> Frame:
        return Frame(0, 0, self.width, self.height, self.rtl)

    def column(self, index: int, down: float, height: float) -> Frame:
        start, width = self.columns.starts[index], self.columns.widths[index]
        return self.whole.part(self.title_width + start, down, width, height)

    def spans(self) -> tuple[Span, ...]:
        placed = (self.column(k, 0, 0) for k in range(len(self.stages)))
        return tuple(Span(s.id, frame.x, frame.w) for s, frame in zip(self.stages, placed, strict=True))

    def paper(self) -> list[Item]:
        """The map's ground and its header's."""
        return [
            self.whole.rect(0, 0, self.width, self.height, "canvas"),
            self.whole.rect(0, 0, self.width, self.header, "panel"),
            self.whole.line(0, self.header - 0.5, self.width, self.header - 0.5, "divider"),
        ]

    def headers(self) -> list[Group]:
        count, groups = len(self.stages), []
        for k, (stage, text) in enumerate(zip(self.stages, self.headings, strict=True)):
            place = self.column(k, 0, self.header)
            group = header.stage_header(stage, k, count, text, place, self.truths.get(stage.id), self.words)
            groups.append(hits.lit(group, self.options.hits))
        return groups

    def corner(self) -> Group:
        place = self.whole.part(0, 0, self.title_width, self.header)
        return hits.lit(header.corner(self.chips, place, self.words), self.options.hits)

    @cached_property
    def truths(self) -> dict[int, int]:
        """By stage, its first moment of truth, in a lane that is shown or not."""
        found: dict[int, int] = {}
        for stage in self.stages:
            held = cast("list[Card]", self.document.children("card", stage=stage.id))
            if truth := next((card.id for card in held if card.kind == "moment_of_truth"), None):
                found[stage.id] = truth
        return found
