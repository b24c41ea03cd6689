"""The display list: what a map looks like, free of any device. Every painter (screen, PNG, PDF) draws it.

Units are px at 100 % zoom, x to the right, y down; right-to-left is already decided. Colours are token names
of `resources/tokens.toml` ("pain_tint"; "stage:0" .. for the nine stage colours), resolved when painted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

HATCH_STEP = 8.5  # px along x between the lines of a hatch: 6 apart at 45°

Ref = tuple[str, int]  # (table, id) of the record that something on the map stands for
Point = tuple[float, float]
Area = tuple[float, float, float, float]  # x, y, w, h
Sizes = Mapping[Ref, int | None]  # widths of stages, heights of lanes, px; None: as they are by themselves
Hits = Mapping[Ref, tuple[str, ...]]  # what a search found: the words as they stand in each record's texts
Command = tuple  # ("M", x, y) ("L", x, y) ("C", x1, y1, x2, y2, x, y) ("Z",)


class Glyphs(NamedTuple):
    """A run of glyphs of one font face in visual order; xs, ys of its baseline from the block's top left."""

    face: str  # file stem in resources/fonts, as "Heebo-500"
    size: float  # px
    ids: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    chars: tuple[str, ...]  # what each glyph stands for, "" when the one before holds it


class TextLine(NamedTuple):
    x: float  # left edge of its ink within the block
    baseline: float
    width: float
    start: int  # its characters are text[start:end]
    end: int
    runs: tuple[Glyphs, ...]


@dataclass(frozen=True, eq=False)
class TextBlock:
    """A text broken into lines once, for every painter. `rtl`: the text's own direction.

    Its size is known at once; glyphs are read when `lines` is first asked for.
    """

    text: str
    style: str  # a style of theme.style(): "body", "caption/600"
    limit: float | None  # the width it was broken for, None: only where the text says
    width: float  # the same, or without a limit its natural width
    height: float
    ink: float  # width of the widest line
    rtl: bool
    line_count: int
    shape: Callable[[TextBlock], tuple[TextLine, ...]] = field(repr=False)

    @cached_property
    def lines(self) -> tuple[TextLine, ...]:
        return self.shape(self)


class Rect(NamedTuple):
    """`stroke` is drawn along the edge, half of its width inside and half outside."""

    x: float
    y: float
    w: float
    h: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


class Line(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


class Path(NamedTuple):
    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    hatch: str | None = None  # token of lines at 45° (x + y constant) within the path


class Icon(NamedTuple):
    """An icon of resources/icons (one filled path on a 256 grid), scaled into a square."""

    name: str
    x: float
    y: float
    size: float
    colour: str
    mirrored: bool = False


class Text(NamedTuple):
    """A text block whose top left is at (x, y)."""

    x: float
    y: float
    block: TextBlock
    colour: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong to one record (or to none): what is selected, dragged, repainted together.

    Items are in the coordinates of the map. `role`: what it is, in the field's terms ("card", "stage",
    "lane", "persona", "emotion_point", "curve", "drop_off", "feedback", "moment_of_truth", "hint", ...).
    `words`: what a screen reader says and a PDF bookmark shows.
    """

    role: str
    ref: Ref | None
    x: float
    y: float
    w: float
    h: float
    items: tuple[Item, ...]
    words: str = ""
    opacity: float = 1.0

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h


Item = Rect | Line | Path | Icon | Text | Group


class Stack(ABC):
    """The cards of one cell, top to bottom; what is not looked at is neither placed nor made.

    A card that spans stages is in the stack of its first one, and as wide as all of them.
    """

    def __init__(
        self, area: Area, ids: tuple[int, ...], form: tuple, dimmed: frozenset[int] = frozenset()
    ) -> None:
        """`area`: around all of them. `ids`: of the cards. `dimmed`: those that the filter hides.

        `form`: equal where the same cards lie at the same places of the area.
        """
        self.area = area
        self.ids = ids
        self.form = form
        self.dimmed = dimmed
        self._groups: dict[int, Group] = {}

    @cached_property
    def boxes(self) -> dict[int, Area]:
        """By the card's id."""
        return self._placed()

    def group(self, id: int) -> Group:
        """KeyError when the card is not in this cell."""
        if id not in self._groups:
            self._groups[id] = self._drawn(id)
        return self._groups[id]

    def is_drawn(self, id: int) -> bool:
        """It was looked at."""
        return id in self._groups

    @abstractmethod
    def _placed(self) -> dict[int, Area]: ...

    @abstractmethod
    def _drawn(self, id: int) -> Group: ...


class Cards(Mapping[int, Group]):
    """Card id → its group, in reading order. `cells`: the same by (stage, lane), empty cells left out.

    `crossing`: by (stage, lane) the cards of earlier stages that span this one too.
    """

    def __init__(
        self,
        cells: dict[tuple[int, int], Stack] | None = None,
        crossing: dict[tuple[int, int], tuple[int, ...]] | None = None,
    ) -> None:
        self.cells = cells or {}
        self.crossing = crossing or {}

    @cached_property
    def _at(self) -> dict[int, tuple[int, int]]:
        return {id: at for at, stack in self.cells.items() for id in stack.ids}

    def __getitem__(self, id: int) -> Group:
        return self.cells[self._at[id]].group(id)

    def __iter__(self) -> Iterator[int]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def cell_of(self, id: int) -> tuple[int, int] | None:
        """Its stage, the first of those it spans, and its lane."""
        return self._at.get(id)


class Sketch:
    """A connector: where it runs; its group is made when it is first looked at.

    `way`: its corners, from its source to its target. `tag`: around its words or mark, None without any.
    `area`: around all of it.
    """

    def __init__(
        self, way: tuple[Point, ...], tag: Area | None, area: Area, draw: Callable[[], Group]
    ) -> None:
        self.way = way
        self.tag = tag
        self.area = area
        self._draw = draw

    @cached_property
    def group(self) -> Group:
        return self._draw()


class Links(Mapping[int, Group]):
    """Link id → the group of its connector. One that did not change keeps its very sketch."""

    def __init__(self, sketches: dict[int, Sketch] | None = None) -> None:
        self.sketches = sketches or {}

    def __getitem__(self, id: int) -> Group:
        return self.sketches[id].group

    def __iter__(self) -> Iterator[int]:
        return iter(self.sketches)

    def __len__(self) -> int:
        return len(self.sketches)


class Span(NamedTuple):
    """Where a stage lies on x, or a lane on y."""

    id: int
    start: float
    size: float

    @property
    def end(self) -> float:
        return self.start + self.size


@dataclass(frozen=True)
class Picture:
    """A whole map, painted in the order of the fields; `header` and `titles` stay visible on scrolling.

    A macro view has no lanes, cards, points and links; its blocks are in `figures`, their rows in `titles`.
    """

    width: float
    height: float
    rtl: bool
    header_height: float  # the header's row at the top of the map
    title_width: float  # the lane titles' column: at the right when rtl, else at the left
    stages: tuple[Span, ...]  # in the journey's order (falling x when rtl)
    lanes: tuple[Span, ...]  # visible lanes, top to bottom
    background: tuple[Item, ...]  # lane stripes, grid lines
    figures: tuple[Group, ...]  # curves, drop-off, feedback, hints: not moved by hand
    cards: Cards = field(default_factory=Cards)  # card id → its group, in reading order
    links: Links = field(default_factory=Links)  # link id → its connector
    points: dict[int, Group] = field(default_factory=dict)  # emotion id → its face
    titles: tuple[Group, ...] = ()  # lane titles
    header: tuple[Group, ...] = ()  # line, stations, stage titles, stars
    corner: Group | None = None  # persona chips where header and titles meet
    dimmed: frozenset[int] = frozenset()  # cards that the filter hides: faint, and not for the mouse
    macro: bool = False  # each stage is one block with its figures

    def stage_at(self, x: float) -> Span | None:
        return next((s for s in self.stages if s.start <= x < s.end), None)

    def lane_at(self, y: float) -> Span | None:
        return next((s for s in self.lanes if s.start <= y < s.end), None)

    def group(self, ref: Ref) -> Group | None:
        """The group of a card, a connector, an emotion point, a stage or a lane."""
        table, id = ref
        if table == "card":
            return self.cards.get(id)
        if table == "link":
            return self.links.get(id)
        if table == "emotion":
            return self.points.get(id)
        return next((g for g in (*self.header, *self.titles) if g.ref == ref), None)
