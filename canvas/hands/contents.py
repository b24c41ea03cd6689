"""What lies on a picture, found by area in the order it is painted; and where two pictures differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, zip_longest

from PySide6.QtCore import QRectF

from canvas.hands.shapes import BLEED, bounds, from_afar
from canvas.hands.ways import is_in
from canvas.picture.display import Area, Cards, Group, Item, Links, Picture, Rect, Ref, Sketch, Span, Stack

READABLE = 0.3  # zoom under which texts are lines
_SPECK = 3.5  # px of the screen; what is smaller is not seen from afar
NOTHING = Picture(0, 0, False, 0, 0, (), (), (), ())
_FEW = 12  # cells whose cards are compared one by one; more of them are painted anew as they are


class Contents:
    """Of one picture. Nothing is made of what lies elsewhere; `zoom` tells how much of it can be seen."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._grounds = [(bounds(item), item) for item in picture.background]
        self._figures = [(bounds(group), group) for group in picture.figures]
        self._points = [(bounds(group), group) for group in picture.points.values()]

    def under(self, area: QRectF, zoom: float) -> Iterator[Item]:
        """Lane stripes, grid lines and figures."""
        yield from (item for box, item in self._grounds if box.intersects(area))
        yield from (_seen(group, zoom) for box, group in self._figures if box.intersects(area))

    def over(self, area: QRectF, zoom: float) -> Iterator[Group]:
        """Cards, connectors and the points of curves."""
        for stack in self._stacks(area):
            for id, box in stack.boxes.items():
                if _meets(box, area):
                    yield _seen(stack.group(id), zoom)
        for sketch in self.picture.links.sketches.values():
            if _meets(sketch.area, area) and is_in(sketch, area):
                yield _seen(sketch.group, zoom)
        yield from (_seen(group, zoom) for box, group in self._points if box.intersects(area))

    def roughly(self, area: QRectF) -> Iterator[Item]:
        """What stands in for a while until the rest is painted."""
        yield from (item for box, item in self._grounds if box.intersects(area))
        yield from (Rect(*stack.area, fill="grid") for stack in self._stacks(area))

    def areas_of(self, ref: Ref) -> Iterator[QRectF]:
        """Where a card, a point or a connector is painted; nothing for what is not on the picture."""
        (table, id), picture = ref, self.picture
        if table == "card" and (at := picture.cards.cell_of(id)):
            yield around(picture.cards.cells[at].boxes[id])
        elif table == "emotion" and id in picture.points:
            yield bounds(picture.points[id])
        elif table == "link" and id in picture.links:
            yield from _stretches(picture.links.sketches[id])

    def _stacks(self, area: QRectF) -> Iterator[Stack]:
        """In reading order."""
        cells, stages, lanes = self.picture.cards.cells, self.picture.stages, self.picture.lanes
        if self.picture.cards.crossing:  # some reach into cells of later stages
            yield from (stack for stack in cells.values() if _meets(stack.area, area))
            return
        across = _spans(stages, area.left(), area.right())
        down = _spans(lanes, area.top(), area.bottom())
        found = (cells.get((stage, lane)) for stage in across for lane in down)
        yield from (stack for stack in found if stack)


def _spans(spans: Sequence[Span], low: float, high: float) -> list[int]:
    """Those that a stretch touches."""
    return [span.id for span in spans if span.start - BLEED <= high and low <= span.end + BLEED]


def _seen(group: Group, zoom: float) -> Group:
    return group if zoom >= READABLE else from_afar(group, _SPECK / zoom)


def _meets(box: Area, area: QRectF) -> bool:
    x, y, w, h = box
    return (
        x - BLEED <= area.right()
        and area.left() <= x + w + BLEED
        and y - BLEED <= area.bottom()
        and area.top() <= y + h + BLEED
    )


def around(box: Area) -> QRectF:
    """A box with what its contents may draw beyond it."""
    return QRectF(*box).adjusted(-BLEED, -BLEED, BLEED, BLEED)


def differences(before: Picture, after: Picture) -> Iterator[QRectF]:
    """The areas in which what is painted is not the same."""
    if before.stages != after.stages or (before.width, before.rtl) != (after.width, after.rtl):
        yield QRectF(0, 0, max(before.width, after.width), max(before.height, after.height))
        return
    top = _top(before, after)
    height = max(before.height, after.height)
    if top < height:
        yield QRectF(0, top, after.width, height - top)
    areas = chain(
        _groups(before.figures, after.figures, top),
        _cards(before.cards, after.cards, top),
        _links(before.links, after.links, top),
        _groups(before.points.values(), after.points.values(), top),
    )
    yield from (area for area in areas if area.top() < top)


def _top(before: Picture, after: Picture) -> float:
    """From where on lanes are others or elsewhere; the foot of the map when all are as they were."""
    if len(before.background) != len(after.background):
        return 0.0
    pairs = zip_longest(before.lanes, after.lanes)
    moved = (min(span.start for span in pair if span) for pair in pairs if pair[0] != pair[1])
    return next(moved, max(before.height, after.height))


def _groups(before: Iterable[Group], after: Iterable[Group], top: float) -> Iterator[QRectF]:
    for old, new in zip_longest(before, after):
        if min(group.y for group in (old, new) if group) - BLEED < top and old != new:
            yield from (bounds(group) for group in (old, new) if group)


def _cards(before: Cards, after: Cards, top: float) -> Iterator[QRectF]:
    """Of those that begin above `top`."""
    pairs = [(before.cells.get(at), after.cells.get(at)) for at in before.cells.keys() | after.cells.keys()]
    pairs = [(old, new) for old, new in pairs if old is not new and _highest(old, new) < top]
    for old, new in pairs:
        if old and new and len(pairs) <= _FEW:
            yield from _stack(old, new)
        else:
            yield from (around(stack.area) for stack in (old, new) if stack)


def _highest(*stacks: Stack | None) -> float:
    return min(stack.area[1] for stack in stacks if stack) - BLEED


def _stack(old: Stack, new: Stack) -> Iterator[QRectF]:
    """What was never looked at, and is where it was, was never painted either."""
    for id in old.boxes.keys() | new.boxes.keys():
        was, now = old.boxes.get(id), new.boxes.get(id)
        if was != now:
            yield from (around(box) for box in (was, now) if box)
        elif now and old.is_drawn(id) and old.group(id) is not new.group(id):
            yield around(now)


def _links(before: Links, after: Links, top: float) -> Iterator[QRectF]:
    """Of those that begin above `top`."""
    if before.sketches is after.sketches:
        return
    for id in before.sketches.keys() | after.sketches.keys():
        old, new = before.sketches.get(id), after.sketches.get(id)
        for sketch in (old, new) if old is not new else ():
            if sketch and sketch.area[1] - BLEED < top:
                yield from _stretches(sketch)


def _stretches(sketch: Sketch) -> Iterator[QRectF]:
    """Around each straight part of a connector, and around its words."""
    for (x, y), (u, v) in pairwise(sketch.way):
        yield around((min(x, u), min(y, v), abs(u - x), abs(v - y)))
    if sketch.tag:
        yield around(sketch.tag)
