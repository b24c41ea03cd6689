"""What lies under the pointer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from canvas.hands.frame import Zone
from canvas.hands.places import Cell
from canvas.picture.display import Group, Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView

REACH = 4.0  # px around a face that still count as the face; with several curves only the face itself does


class Target(NamedTuple):
    """`ref`: the record under the pointer, if any; `cell`: the cell, if any; `at`: the point on the map."""

    zone: Zone
    at: QPointF
    ref: Ref | None = None
    cell: Cell | None = None


def target_at(view: MapView, point: QPointF) -> Target:
    """What lies under a point of the viewport."""
    zone = view.frame.zone(point)
    at = view.frame.to_map(point, zone)
    x, y = at.x(), at.y()
    if zone is Zone.BODY:
        cell = view.places.cell_at(x, y)
        several = len(view.document.children("map_persona", map=view.map_id)) > 1
        emotion = view.places.point_at(x, y, 0.0 if several else REACH / view.zoom)
        if emotion is not None:
            return Target(zone, at, ("emotion", emotion), cell)
        card = view.places.card_at(x, y)
        return Target(zone, at, ("card", card) if card is not None else None, cell)
    if zone is Zone.HEADER:
        stage = view.picture.stage_at(x)
        return Target(zone, at, _star_at(view, x, y) or (("stage", stage.id) if stage else None))
    if zone is Zone.TITLES:
        lane = view.picture.lane_at(y)
        return Target(zone, at, ("lane", lane.id) if lane else None)
    chips = (group for group in chips_of(view) if group.contains(x, y))
    return Target(zone, at, next((group.ref for group in chips), None))


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
