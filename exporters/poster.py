"""A whole map on one page: head, map and foot, each at the scale that the paper gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import NamedTuple

from canvas.picture.display import Group, Item, Picture, Text
from canvas.picture.layout import Options, layout
from canvas.picture.theme import CANVAS, style

from .contents import Contents
from .poster_foot import foot
from .poster_head import Strip, head

FIT = "fit"
PAPERS = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}  # mm
_MM = 72 / 25.4
MARGIN = 10 * _MM  # pt
PT_PER_PX = 0.75  # 96 px an inch: what 100 % on the screen is on paper
MAX_SIDE = 14_400.0  # pt: Acrobat shows no larger page
_MAX_SCALE = 2.4  # pt a px: more would be a banner, not a map
_HEAD_WIDTH = 1500.0  # px of a head that fills its page
_HEAD_SCALES = 0.6, 2.0  # pt a px, least and most
_LEAST_WIDTH = 480.0  # pt of a page's contents when it is fitted to a small map
_GAP = 12.0  # px of the head, above and below the map
_MOST_AROUND = 0.5  # of a page's height for margins, head and foot
_READABLE = 7.0  # pt
_UPRIGHT_GAIN = 1.4
_FILLING_ROUNDS = 3
_STAGE_WIDTHS = (CANVAS.stage_width_min, 160.0, CANVAS.stage_width, 226.0, 280.0, 360.0)  # px, tried


class Part(NamedTuple):
    """Items of the page in px, `scale` pt a px, whose origin is at (x, y) pt from the page's top left."""

    items: tuple[Item, ...]
    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class Poster:
    """A page: width, height and the size of its smallest text in pt."""

    width: float
    height: float
    head: Part
    map: Part
    foot: Part
    picture: Picture

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        return self.head, self.map, self.foot

    @cached_property
    def smallest(self) -> float:
        sizes = (
            style(text.block.style).size * part.scale for part in self.parts for text in texts_in(part.items)
        )
        return min(sizes)

    def texts(self) -> Iterator[str]:
        """Everything that is written on the page."""
        for part in self.parts:
            for text in texts_in(part.items):
                yield text.block.text


def picture_items(picture: Picture) -> tuple[Item, ...]:
    """A whole map in the order in which it is painted."""
    corner = (picture.corner,) if picture.corner else ()
    moving = (*picture.cards.values(), *picture.links.values(), *picture.points.values())
    return (*picture.background, *picture.figures, *moving, *picture.titles, *picture.header, *corner)


def compose(map_: Contents, paper: str, today: date) -> Poster:
    """The page of a map on a paper of PAPERS, or as large as the map needs (FIT).

    A journey is read sideways: a page is upright only where that prints clearly larger, or larger at all when
    the text would else be too small. KeyError for another paper.
    """
    if paper == FIT:
        return _fitted(map_, today)
    short, long = (side * _MM for side in PAPERS[paper])
    pictures = cache(partial(_picture, map_))
    wide, high = (_best_on(map_, pictures, size, today) for size in ((long, short), (short, long)))
    gain = high.map.scale / wide.map.scale
    return high if gain > (_UPRIGHT_GAIN if wide.smallest >= _READABLE else 1.0) else wide


def _best_on(
    map_: Contents, pictures: Callable[[float], Picture], size: tuple[float, float], today: date
) -> Poster:
    """The page whose stages are as wide as prints the map largest: wider ones need less height."""
    best: Poster | None = None
    stage_width = _STAGE_WIDTHS[0]
    for tried in _STAGE_WIDTHS:
        page = _on_page(map_, pictures(tried), *size, today)
        if best is not None and page.map.scale < best.map.scale:
            break
        best, stage_width = page, tried
    assert best is not None
    for _round in range(_FILLING_ROUNDS):  # room that is left at the side makes the stages wider still
        room = (size[0] - 2 * MARGIN) / best.map.scale - best.picture.width
        body = best.picture.width - best.picture.title_width
        wider = (body + room) / body
        widths = [span.size for span in best.picture.stages]
        if not widths or room < 1 or max(widths) * wider > CANVAS.stage_width_max:
            break
        stage_width *= wider
        page = _on_page(map_, pictures(stage_width), *size, today)
        if page.map.scale < best.map.scale:
            break
        best = page
    return best


def _picture(map_: Contents, stage_width: float) -> Picture:
    options = Options(figures=map_.figures, hints=False, stage_width=stage_width)
    return layout(map_.document, map_.map.id, options)


def _on_page(map_: Contents, picture: Picture, width: float, height: float, today: date) -> Poster:
    room = width - 2 * MARGIN
    scale = _head_scale(room)
    while True:
        top, bottom = head(map_, room / scale), foot(map_, room / scale, today)
        above, below = ((part.height + _GAP) * scale + MARGIN for part in (top, bottom))
        if above + below <= _MOST_AROUND * height or scale < _HEAD_SCALES[0] / 10:
            break
        scale *= 0.9  # endless titles become small before they crowd out the map
    map_scale = min(room / picture.width, (height - above - below) / picture.height, _MAX_SCALE)
    foot_y = height - below + _GAP * scale
    return _poster(map_, picture, (width, height), (top, bottom), (scale, map_scale), (above, foot_y))


def _fitted(map_: Contents, today: date) -> Poster:
    picture = _picture(map_, CANVAS.stage_width)
    room = max(picture.width * PT_PER_PX, _LEAST_WIDTH)
    scale = max(_head_scale(room), PT_PER_PX)
    top, bottom = head(map_, room / scale), foot(map_, room / scale, today)
    height = (top.height + bottom.height + 2 * _GAP) * scale + picture.height * PT_PER_PX
    shrink = min(1.0, (MAX_SIDE - 2 * MARGIN) / max(room, height))
    size = room * shrink + 2 * MARGIN, height * shrink + 2 * MARGIN
    scale *= shrink
    map_y = MARGIN + (top.height + _GAP) * scale
    foot_y = size[1] - MARGIN - bottom.height * scale
    return _poster(map_, picture, size, (top, bottom), (scale, PT_PER_PX * shrink), (map_y, foot_y))


def _head_scale(room: float) -> float:
    least, most = _HEAD_SCALES
    return min(max(room / _HEAD_WIDTH, least), most)


def _poster(
    map_: Contents, picture: Picture, size: tuple[float, float], around: tuple[Strip, Strip],
    scales: tuple[float, float], downs: tuple[float, float],
) -> Poster:  # fmt: skip
    """`around`: head and foot; `scales`: theirs and the map's; `downs`: where map and foot begin, in pt."""
    (top, bottom), (scale, map_scale), (map_y, foot_y) = around, scales, downs
    map_x = size[0] - MARGIN - picture.width * map_scale if map_.rtl else MARGIN
    return Poster(
        *size,
        Part(top.items, MARGIN, MARGIN, scale),
        Part(picture_items(picture), map_x, map_y, map_scale),
        Part(bottom.items, MARGIN, foot_y, scale),
        picture,
    )


def texts_in(items: Iterable[Item]) -> Iterator[Text]:
    """All texts of these items, those of groups too."""
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from texts_in(item.items)
