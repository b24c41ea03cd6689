"""Where a dragged thing would land and how that looks, for drags on the map and palette drops."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from canvas.hands import marks
from canvas.hands.frame import Zone
from canvas.hands.places import Border, Box, Cell, Slot
from canvas.picture.display import Item, Rect, Text
from canvas.picture.plan import INSET
from canvas.picture.text import block
from canvas.picture.theme import RADIUS
from model.kinds import LANES, MARKS

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_TAG_PAD = 5.0
_MARGIN = 4  # px beyond the view's edge that still count as within


def holds_cards(view: MapView, lane: int) -> bool:
    """False in the lanes of figures: emotion, drop-off, feedback."""
    return LANES.get(view.document["lane", lane].kind, "note") is not None


def is_worked_in(view: MapView, lane: int) -> bool:
    """False in the lanes of imported figures, where nothing can be made by hand."""
    return holds_cards(view, lane) or view.document["lane", lane].kind == "emotion"


def own_lane(view: MapView, kind: str) -> int | None:
    """The visible lane where this kind of card is at home, else the first that holds cards.

    Marks of customers who come and go stand among the touchpoints.
    """
    kind = "touchpoint" if kind in MARKS else kind
    lanes = [view.document["lane", span.id] for span in view.picture.lanes]
    home = next((lane.id for lane in lanes if LANES.get(lane.kind) == kind), None)
    return home or next((lane.id for lane in lanes if holds_cards(view, lane.id)), None)


def is_over(view: MapView, point: QPointF) -> bool:
    """Whether something let go at a point of the viewport lands: on it and its scroll bars it does."""
    at = point.toPoint() + view.viewport().pos()
    return view.rect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).contains(at)


def card_slot(
    view: MapView, point: QPointF, without: Collection[int] = (), back: int = 0, home: int | None = None
) -> Slot | None:
    """Where a card let go at a point of the viewport lands; None where no card can lie.

    `back`: how many stages before the one under the point, as far as there are any. `home`: the lane that it
    stays in when it is let go over a stage's header.
    """
    at = view.frame.to_map(point, Zone.BODY)
    cell = view.places.nearest_cell(at.x(), at.y()) if is_over(view, point) else None
    in_header = home is not None and _in_header(view, point)
    if cell is not None and home is not None and in_header:
        cell = cell._replace(lane=home)
    if cell is None or not holds_cards(view, cell.lane):
        return None
    if back:
        stages = [span.id for span in view.picture.stages]
        cell = cell._replace(stage=stages[max(stages.index(cell.stage) - back, 0)])
    return view.places.slot(cell, view.places.end_of(cell, without) if in_header else at.y(), without)


def new_card_slot(view: MapView, kind: str, point: QPointF) -> Slot | None:
    """As `card_slot`; but where its kind does not belong a new card lands in its own lane, in that stage.

    That is over a stage's header, below the map, over figures, and over lanes of plain words.
    """
    at = view.frame.to_map(point, Zone.BODY)
    lane = view.picture.lane_at(at.y())
    if lane is not None and not _in_header(view, point) and _takes(view, kind, lane.id):
        return card_slot(view, point)
    cell, own = view.places.nearest_cell(at.x(), at.y()), own_lane(view, kind)
    if cell is None or own is None or not is_over(view, point):
        return None
    home = Cell(cell.stage, own)
    return view.places.slot(home, view.places.end_of(home))


def _in_header(view: MapView, point: QPointF) -> bool:
    return view.frame.zone(point) in (Zone.HEADER, Zone.CORNER)


def _takes(view: MapView, kind: str, lane: int) -> bool:
    """Any card may lie among other cards; among plain words only words and notes do."""
    own = LANES.get(view.document["lane", lane].kind, "note")
    return own is not None and (own != "text" or kind in ("text", "note"))


def show_card_landing(
    view: MapView,
    slot: Slot | None,
    ghosts: list[Item],
    lifted: list[Item],
    others: Iterable[Cell] = (),
) -> None:
    """The target cell tinted with its stage's name, a bar at the slot, ghosts at the origin.

    `others`: further cells that something lands in.
    """
    below, above = list(ghosts), list(lifted)
    if slot is not None:
        box = view.places.box(slot.cell)
        cells = dict.fromkeys([*others, slot.cell])
        tints = [item for cell in cells for item in marks.target(view.places.box(cell), view.fine)]
        below = [*tints, *below]
        above = [
            *above,
            marks.bar(box.x + INSET, slot.bar_y, box.w - 2 * INSET, view.fine),
            *name_tag(view, slot.cell),
        ]
    view.overlay.show_landing(below, above)


def show_stage_border(view: MapView, border: Border | None, ghosts: list[Item], lifted: list[Item]) -> None:
    bar = [marks.bar(border.at, 0, view.picture.height, view.fine, upright=True)] if border else []
    view.overlay.show_landing(ghosts, [*bar, *lifted])


def show_lane_border(view: MapView, border: Border | None, ghosts: list[Item], lifted: list[Item]) -> None:
    bar = [marks.bar(0, border.at, view.picture.width, view.fine)] if border else []
    view.overlay.show_landing(ghosts, [*bar, *lifted])


def show_whole(view: MapView, box: Box) -> None:
    """What is dropped belongs to all of this box."""
    view.overlay.show_landing([], marks.outline(box, view.fine))


def name_tag(view: MapView, cell: Cell) -> list[Item]:
    """The target's stage, on a tag at the foot of the cell."""
    box = view.places.box(cell)
    title = view.document["stage", cell.stage].title
    if not title:
        return []
    text = block(title, "caption/600", None, view.picture.rtl)
    width = text.width + 2 * _TAG_PAD
    x = box.x + INSET if view.picture.rtl else box.x + box.w - INSET - width
    y = box.y + box.h - text.height - 2
    return [
        Rect(x, y, width, text.height, fill="accent", radius=RADIUS.small),
        Text(x + _TAG_PAD, y, text, "text_on_accent"),
    ]
