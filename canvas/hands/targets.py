"""What lies under the pointer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from canvas.hands.frame import Zone
from canvas.hands.linking import Pull, pull_at
from canvas.hands.places import Cell
from canvas.hands.ways import BY_LINK, ON_LINK, link_at
from canvas.picture.display import Group, Ref, Span

if TYPE_CHECKING:
    from canvas.hands.view import MapView

REACH = 4.0  # px around a face that still count as the face; with several curves only the face itself does
GRIP = 5.0  # px at both sides of an edge where it can be taken
_RING = 8.0  # px beyond a side of the selected card: its ring and a little more
_MIDDLE = 12.0  # px above and below the middle of a side
_LEAST = 48.0  # px; the sides of a smaller card are not taken, so that it can be


class Grip(NamedTuple):
    """An edge that can be dragged: of a stage or a lane its end, of a card either side.

    `start`: the side where the card's first stage is.
    """

    ref: Ref
    start: bool = False


class Target(NamedTuple):
    """`ref`: the record under the pointer, if any; `cell`: the cell, if any; `at`: the point on the map.

    `grip`: the edge under the pointer, if it can be dragged. `pull`: the handle of a connector there.
    """

    zone: Zone
    at: QPointF
    ref: Ref | None = None
    cell: Cell | None = None
    grip: Grip | None = None
    pull: Pull | None = None


def target_at(view: MapView, point: QPointF) -> Target:
    """What lies under a point of the viewport."""
    zone = view.frame.zone(point)
    at = view.frame.to_map(point, zone)
    x, y = at.x(), at.y()
    if zone is Zone.BODY and view.picture.macro:
        blocks = (group for group in view.picture.figures if group.contains(x, y))
        return Target(zone, at, next((group.ref for group in blocks), None))
    if zone is Zone.BODY:
        cell = view.places.cell_at(x, y)
        several = len(view.document.children("map_persona", map=view.map_id)) > 1
        emotion = view.places.point_at(x, y, 0.0 if several else REACH / view.zoom)
        if emotion is not None:
            return Target(zone, at, ("emotion", emotion), cell)
        return _on_cards(view, at, cell)
    if zone is Zone.HEADER:
        stage = view.picture.stage_at(x)
        ref = _star_at(view, x, y) or (("stage", stage.id) if stage else None)
        end = _end_at(view.picture.stages, x, GRIP / view.zoom, view.picture.rtl)
        return Target(zone, at, ref, grip=Grip(("stage", end)) if end is not None else None)
    if zone is Zone.TITLES:
        lane = view.picture.lane_at(y)
        end = _end_at(view.picture.lanes, y, GRIP / view.zoom)
        grip = Grip(("lane", end)) if end is not None else None
        return Target(zone, at, ("lane", lane.id) if lane else None, grip=grip)
    chips = (group for group in chips_of(view) if group.contains(x, y))
    return Target(zone, at, next((group.ref for group in chips), None))


def _on_cards(view: MapView, at: QPointF, cell: Cell | None) -> Target:
    """A handle, a connector that is all but hit, the edge of a card, a card, a connector near by."""
    x, y = at.x(), at.y()
    if pull := pull_at(view, x, y):
        ref = ("card", pull.card) if pull.link is None else ("link", pull.link)
        return Target(Zone.BODY, at, ref, cell, pull=pull)
    link = link_at(view.picture, x, y, ON_LINK / view.zoom)
    if link is not None:
        return Target(Zone.BODY, at, ("link", link), cell)
    card, grip = view.places.card_at(x, y), _side_at(view, x, y)
    if card is None and grip is None:
        near = link_at(view.picture, x, y, BY_LINK / view.zoom)
        return Target(Zone.BODY, at, ("link", near) if near is not None else None, cell)
    return Target(Zone.BODY, at, ("card", card) if card is not None else None, cell, grip)


def _end_at(spans: Iterable[Span], at: float, reach: float, falling: bool = False) -> int | None:
    """The stage or lane whose end is there; `falling`: ends have smaller coordinates than starts."""
    ends = ((abs((span.start if falling else span.end) - at), span.id) for span in spans)
    far, id = min(ends, default=(reach + 1, 0))
    return id if far <= reach else None


def _side_at(view: MapView, x: float, y: float) -> Grip | None:
    """The side of a card that is there, with its ring when it is selected; several have none."""
    if len(view.selected) > 1:
        return None
    ring, inside = _RING / view.zoom, GRIP / view.zoom
    for near in (x, x - ring, x + ring):
        card = view.places.card_at(near, y)
        if card is None:
            continue
        left, top, width, height = view.places.card_box(card)
        if width < _LEAST / view.zoom:
            return None
        beyond = max(left - x, x - left - width)  # of its nearer side, negative: within
        if (
            beyond >= 0
            and ("card", card) not in view.selected
            and abs(y - top - height / 2) < _MIDDLE / view.zoom
        ):
            continue  # there its handle is, and where connectors leave it
        if not -inside <= beyond <= (ring if ("card", card) in view.selected else inside):
            continue
        return Grip(("card", card), start=(x < left + width / 2) != view.picture.rtl)
    return None


def _star_at(view: MapView, x: float, y: float) -> Ref | None:
    """The moment of truth whose star on the journey's line is there, if its card is shown."""
    for group in _nested(view.picture.header):
        if (
            group.role == "moment_of_truth"
            and group.contains(x, y)
            and group.ref
            and view.picture.group(group.ref)
        ):
            return group.ref
    return None


def chips_of(view: MapView) -> list[Group]:
    """The persona chips in the corner."""
    corner = view.picture.corner
    return [group for group in _nested(corner.items if corner else ()) if group.ref]


def _nested(items: Iterable[object]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from _nested(item.items)
