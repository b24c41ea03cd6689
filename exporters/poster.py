"""A whole map on one page: head, map and foot, each at the scale that the paper gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from canvas.picture.display import Group, Item, Picture, Span, Text
from canvas.picture.layout import Options, layout
from canvas.picture.theme import CANVAS, style

from .contents import Contents
from .poster_foot import foot
from .poster_head import head

FIT = "fit"
PAPERS = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}  # mm
_MM = 72 / 25.4
MARGIN = 12 * _MM  # pt
PT_PER_PX = 0.75  # 96 px an inch: what 100 % on the screen is on paper
MAX_SIDE = 14_400.0  # pt: Acrobat shows no larger page
_MAX_SCALE = 2.4  # pt a px: more would be a banner, not a map
_HEAD_WIDTH = 1500.0  # px of a head that fills its page
_HEAD_SCALES = 0.6, 2.0  # pt a px, least and most
_LEAST_WIDTH = 480.0  # pt of a page's contents when it is fitted to a small map
_GAPS = 12.0, 12.0  # px of the head, above and below the map
_READABLE = 7.0  # pt
_UPRIGHT_GAIN = 1.2
_FILLING_ROUNDS = 3
_STAGE_WIDTHS = (CANVAS.stage_width, 226.0, 280.0, 360.0)  # tried for the paper's shape


class Part(NamedTuple):
    """Items of the page in px, `scale` pt a px, whose origin is at (x, y) pt from the page's top left."""

    items: tuple[Item, ...]
    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class Poster:
    """A page: sizes in pt; `stages` are the places of the map's columns, in px of the map's part."""

    width: float
    height: float
    parts: tuple[Part, ...]
    map_part: Part
    picture: Picture
    smallest: float  # size in pt of the smallest text

    @property
    def stages(self) -> tuple[Span, ...]:
        return self.picture.stages

    def texts(self) -> Iterator[str]:
        """Everything that is written on the page."""
        for part in self.parts:
            for text in _texts(part.items):
                yield text.block.text


def picture_items(picture: Picture) -> tuple[Item, ...]:
    """A whole map in the order in which it is painted."""
    corner = (picture.corner,) if picture.corner else ()
    moving = (*picture.cards.values(), *picture.points.values())
    return (*picture.background, *picture.figures, *moving, *picture.titles, *picture.header, *corner)


def compose(map_: Contents, paper: str, today: date) -> Poster:
    """The page of a map on a paper of PAPERS, or as large as the map needs (FIT).

    A journey is read sideways: a page is upright only where that prints clearly larger, or larger at all when
    the text would else be too small. KeyError for another paper.
    """
    if paper == FIT:
        return _fitted(map_, today)
    short, long = (side * _MM for side in PAPERS[paper])
    wide, high = (_best_on(map_, size, today) for size in ((long, short), (short, long)))
    gain = high.map_part.scale / wide.map_part.scale
    return high if gain > (_UPRIGHT_GAIN if wide.smallest >= _READABLE else 1.0) else wide


def _best_on(map_: Contents, size: tuple[float, float], today: date) -> Poster:
    """The page whose stages are as wide as prints the map largest: wider ones need less height."""
    best: Poster | None = None
    for stage_width in _STAGE_WIDTHS:
        page = _on_page(map_, _picture(map_, stage_width), *size, today)
        if best is not None and page.map_part.scale <= best.map_part.scale:
            break
        best = page
    assert best is not None
    for _round in range(_FILLING_ROUNDS):  # room that is left at the side makes the stages wider still
        room = (size[0] - 2 * MARGIN) / best.map_part.scale - best.picture.width
        widths = [span.size for span in best.stages]
        if not widths or room < 1 or max(widths) + room / len(widths) > CANVAS.stage_width_max:
            break
        page = _on_page(map_, _picture(map_, max(widths) + room / len(widths)), *size, today)
        if page.map_part.scale < best.map_part.scale:
            break
        best = page
    return best


def _picture(map_: Contents, stage_width: float) -> Picture:
    options = Options(figures=map_.figures, hints=False, stage_width=stage_width)
    return layout(map_.document, map_.map.id, options)


def _on_page(map_: Contents, picture: Picture, width: float, height: float, today: date) -> Poster:
    room = width - 2 * MARGIN
    scale = _head_scale(room)
    top, top_height = head(map_, room / scale)
    bottom, bottom_height = foot(map_, room / scale, today)
    above, below = (
        MARGIN + (side + gap) * scale for side, gap in zip((top_height, bottom_height), _GAPS, strict=True)
    )
    map_scale = min(room / picture.width, (height - above - below) / picture.height, _MAX_SCALE)
    map_x = width - MARGIN - picture.width * map_scale if map_.rtl else MARGIN
    return _poster(
        picture,
        (width, height),
        Part(tuple(top), MARGIN, MARGIN, scale),
        Part(picture_items(picture), map_x, above, map_scale),
        Part(tuple(bottom), MARGIN, height - MARGIN - bottom_height * scale, scale),
    )


def _fitted(map_: Contents, today: date) -> Poster:
    picture = _picture(map_, CANVAS.stage_width)
    room = max(picture.width * PT_PER_PX, _LEAST_WIDTH)
    scale = _head_scale(room)
    top, top_height = head(map_, room / scale)
    bottom, bottom_height = foot(map_, room / scale, today)
    height = (top_height + bottom_height + sum(_GAPS)) * scale + picture.height * PT_PER_PX
    shrink = min(1.0, (MAX_SIDE - 2 * MARGIN) / max(room, height))
    width, height = room * shrink + 2 * MARGIN, height * shrink + 2 * MARGIN
    scale, map_scale = scale * shrink, PT_PER_PX * shrink
    map_x = width - MARGIN - picture.width * map_scale if map_.rtl else MARGIN
    return _poster(
        picture,
        (width, height),
        Part(tuple(top), MARGIN, MARGIN, scale),
        Part(picture_items(picture), map_x, MARGIN + (top_height + _GAPS[0]) * scale, map_scale),
        Part(tuple(bottom), MARGIN, height - MARGIN - bottom_height * scale, scale),
    )


def _head_scale(room: float) -> float:
    least, most = _HEAD_SCALES
    return min(max(room / _HEAD_WIDTH, least), most)


def _poster(picture: Picture, size: tuple[float, float], top: Part, map_part: Part, bottom: Part) -> Poster:
    parts = (top, map_part, bottom)
    sizes = [style(text.block.style).size * part.scale for part in parts for text in _texts(part.items)]
    return Poster(*size, parts, map_part, picture, min(sizes))


def _texts(items: Iterable[Item]) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from _texts(item.items)
