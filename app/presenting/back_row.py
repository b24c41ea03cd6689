"""The back-row check: what would not be seen whole on a wall, although its letters are large enough there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize

from app.presenting import distances
from app.presenting.distances import STAGES, Distance, Fit
from canvas.picture.display import Picture, Ref, Sizes
from canvas.picture.header import heading
from canvas.picture.layout import Layouter, Options
from canvas.picture.theme import CANVAS
from resources.assets import tokens

if TYPE_CHECKING:
    from model.document import Document

HEADER_MOST = 0.4  # of the view's height that a stage's header may take


class Finding(NamedTuple):
    """`what`: "card_high", "card_wide", "lane_high", "title_long" or "few_stages"; of the map's `ref` if any.

    `screens`: how many one needs to see all of it.
    """

    what: str
    distance: Distance
    ref: Ref | None = None
    screens: int = 2


def area_of(wall: QSize) -> QSize:
    """What the footer and the edge leave of a wall for the map."""
    present, scale = tokens()["present"], distances.scale(wall.height())
    around = round(present["footer"] * scale) + round(present["top_margin"] * scale)
    return QSize(wall.width(), wall.height() - around)


def check(document: Document, map_id: int, wall: QSize) -> list[Finding]:
    """For a wall of this size, in px as the system counts them; what is too much from afar is told once."""
    layouter = Layouter(document, map_id)
    hebrew = document["map", map_id].language == "he"
    titles = CANVAS.lane_title if hebrew else CANVAS.lane_title_english
    even: Sizes = {("stage", stage.id): None for stage in document.children("stage", map=map_id)}
    found: list[Finding] = []
    for distance in STAGES:
        fit = distances.fit(distance, area_of(wall), wall.height(), titles)
        picture = layouter.layout(Options(stage_width=fit.column or Options.stage_width, sizes=even))
        if fit.stages < STAGES[distance] <= len(picture.stages):
            found.append(Finding("few_stages", distance, screens=fit.stages))
        told = {each.ref for each in found}
        found += [each for each in _too_large(document, picture, fit, distance, wall) if each.ref not in told]
    return found


def _too_large(
    document: Document, picture: Picture, fit: Fit, distance: Distance, wall: QSize
) -> list[Finding]:
    area = area_of(wall)
    across, down = area.width() / fit.zoom, area.height() / fit.zoom
    room = max(distances.room_below_header(picture, fit.zoom, area), distances.LINE)
    found: list[Finding] = []
    for span in picture.stages:
        stage = document["stage", span.id]
        if heading(stage, span.size, picture.rtl).height > HEADER_MOST * down:
            found.append(Finding("title_long", distance, ("stage", span.id)))
    high_in: set[int] = set()
    for (_stage, lane), stack in picture.cards.cells.items():
        for id, (_x, _y, width, height) in stack.boxes.items():
            if height > room + 0.5:
                found.append(Finding("card_high", distance, ("card", id), _parts(height, room)))
                high_in.add(lane)
            elif distance is Distance.THREE and width > across - picture.title_width:
                found.append(Finding("card_wide", distance, ("card", id)))
    if distance is Distance.THREE:  # one stage is looked at card by card
        found += [
            Finding("lane_high", distance, ("lane", lane.id), _parts(lane.size, room))
            for lane in picture.lanes
            if lane.size > room + 0.5 and lane.id not in high_in
        ]
    return found


def _parts(height: float, room: float) -> int:
    return -int(-height // room)
