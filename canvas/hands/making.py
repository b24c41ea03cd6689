"""New things: where they go, and that they are written on before they are in the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from canvas.hands.editor import Ending
from canvas.hands.emotions import OnCurve, value_at
from canvas.hands.frame import Zone
from canvas.hands.landing import holds_cards, own_lane, show_lane_border, show_stage_border
from canvas.hands.linking import kind_between
from canvas.hands.places import Border, Box, Cell, Slot
from canvas.hands.sheets import Sheet, card_sheet, new_sheet
from canvas.hands.targets import chips_of
from canvas.picture.display import Ref, Span
from canvas.picture.plan import NEW, Draft
from canvas.picture.theme import CANVAS
from model import verbs
from model.kinds import LANES, MARKS
from model.records import Card

if TYPE_CHECKING:
    from canvas.hands.view import MapView
    from model.document import Document


class Making:
    """A stage, lane or persona begins with words to keep or replace; an empty card is never made."""

    def __init__(self, view: MapView) -> None:
        self._view = view

    def add(self, kind: str) -> None:
        """Beside what is selected. `kind`: a kind of card, "stage", "lane", "persona" or "emotion".

        Where a card has no stage or no lane to lie in yet, that is made first.
        """
        view = self._view
        # what it changes on the map comes before the new thing's place is sought
        view.writing.end(Ending.LEFT)
        if not view.is_there:
            return
        if kind not in ("stage", "persona"):
            view.set_macro(False)  # which shows no place for it
        cell = view.current_cell()
        if kind not in ("lane", "persona") and not view.picture.stages:
            kind = "stage"
        if kind == "stage":
            self.stage(
                _after(view.picture.stages, cell and cell.stage, self._journey_end(), view.picture.rtl)
            )
        elif kind == "lane" or (kind not in ("persona", "emotion") and own_lane(view, kind) is None):
            self.lane(_after(view.picture.lanes, cell and cell.lane, view.picture.height))
        elif kind == "persona":
            self.persona()
        elif kind == "emotion":
            self._point_beside(cell)
        else:
            self._card_beside(kind, cell)

    def _card_beside(self, kind: str, cell: Cell | None) -> None:
        view = self._view
        here = cell is not None and self._belongs(kind, cell.lane)
        lane = cell.lane if cell and here else own_lane(view, kind)
        if lane is None:
            return
        stage = cell.stage if cell else view.first_stage_in_sight()
        home = Cell(stage, lane)
        self.card(kind, view.places.slot(home, view.places.end_of(home)))

    def _point_beside(self, cell: Cell | None) -> None:
        """On the emotion lane, where a menu was asked for there, else in the middle of the stage."""
        view = self._view
        lane = next((s.id for s in view.picture.lanes if view.document["lane", s.id].kind == "emotion"), None)
        if lane is None:
            return
        home = Cell(cell.stage if cell else view.first_stage_in_sight(), lane)
        asked = view.pointer.asked
        if asked is not None and view.places.cell_at(asked.x(), asked.y()) == home == cell:
            self.point_at(home, asked)
        else:
            view.scrolling.show_box(view.places.box(home))
            self.card_in(home)

    def _belongs(self, kind: str, lane: int) -> bool:
        """Notes and texts go into any lane that holds cards, marks among cards, others into their own."""
        own = LANES.get(self._view.document["lane", lane].kind, "note")
        if kind in MARKS:
            return own not in (None, "text")
        return own == kind or (kind in ("note", "text") and own is not None)

    def card(self, kind: str, slot: Slot, typed: str = "", joined: int | None = None) -> None:
        """`joined`: the card from which a connector leads to it, once it is there."""
        view, (cell, before, _) = self._view, slot

        def write(document: Document, text: str) -> Ref:
            made = verbs.add_card(document, cell.stage, cell.lane, kind, text, before=before)
            if joined is not None and document.get("card", joined):
                link_kind = kind_between(document["card", joined], made)
                verbs.add_link(document, joined, made.id, link_kind)
            return ("card", made.id)

        if not view.writing.end(Ending.LEFT):  # what stands there was refused, and stays to be written on
            return
        view.selected.set([], cell)
        view.draft = Draft(Card(NEW, cell.stage, cell.lane, "", kind, typed), before)
        view.settle()
        self._write(card_sheet(view, view.draft, write), typed or None)

    def joined_card(self, slot: Slot, source: int) -> None:
        """Of the kind that its lane holds, with a connector from another card."""
        kind = LANES.get(self._view.document["lane", slot.cell.lane].kind, "note")
        if kind is not None:
            self.card(kind, slot, joined=source)

    def card_in(self, cell: Cell, typed: str = "") -> None:
        """At the end of a cell, of the kind that its lane holds; on the emotion lane a neutral point."""
        view = self._view
        kind = LANES.get(view.document["lane", cell.lane].kind, "note")
        if kind is not None:
            self.card(kind, view.places.slot(cell, view.places.end_of(cell)), typed)
        elif not typed and view.document["lane", cell.lane].kind == "emotion":
            box = view.places.box(cell)
            self.point_at(cell, QPointF(box.x + box.w / 2, box.y + box.h / 2))

    def at_cell(self, cell: Cell, at: QPointF) -> None:
        """A double click on an empty place: a card, or on the emotion lane a point of the curve."""
        view = self._view
        if holds_cards(view, cell.lane):
            self.card_in(cell)
        elif view.document["lane", cell.lane].kind == "emotion":
            self.point_at(cell, at)

    def begins_curve(self, cell: Cell) -> bool:
        """While no curve is drawn, a click on the emotion lane begins one, as its hint says."""
        return not self._view.picture.points and self._view.document["lane", cell.lane].kind == "emotion"

    def point_on(self, cell: Cell, curve: OnCurve) -> None:
        """A point more of a curve, where it runs: it can then be dragged up or down."""
        self._point(cell, QPointF(curve.x, curve.y), curve.persona)

    def point_at(self, cell: Cell, at: QPointF) -> None:
        """A point of the current persona's curve at a place of the emotion lane."""
        self._point(cell, at, self._view.whose.at(cell.stage))

    def _point(self, cell: Cell, at: QPointF, persona: int | None) -> None:
        view, box = self._view, self._view.places.box(cell)
        along = (at.x() - box.x) / box.w
        value = value_at(view.picture, Span(cell.lane, box.y, box.h), at.y())
        along = round(1 - along if view.picture.rtl else along, 2)
        made = view.act(verbs.set_emotion, cell.stage, value, at=along, persona=persona)
        if made:
            view.select([("emotion", made.id)])

    def stage(self, border: Border) -> None:
        view = self._view

        def write(document: Document, text: str) -> Ref:
            return ("stage", verbs.add_stage(document, view.map_id, text, before=border.before).id)

        width = CANVAS.stage_width - 16
        x = border.at - width - 8 if view.picture.rtl else border.at + 8
        box = Box(x, 8, width, view.picture.header_height - 16)
        view.scrolling.show_box(Box(x, view.picture.header_height, width, 1))
        _ = view.map_words
        show_stage_border(view, border, [], [])
        self._write(new_sheet(Zone.HEADER, box, "heading", _("New stage"), write, _ref("stage", border)))

    def lane(self, border: Border) -> None:
        view = self._view
        if view.picture.macro:  # dropped where no lane is shown
            view.set_macro(False)
            border = Border(None, view.picture.height)

        def write(document: Document, text: str) -> Ref:
            return ("lane", verbs.add_lane(document, view.map_id, title=text, before=border.before).id)

        width = view.picture.title_width - 8
        x = view.picture.width - width - 4 if view.picture.rtl else 4.0
        view.scrolling.show_box(
            Box(view.frame.to_map(view.frame.body().center()).x(), border.at, 1, CANVAS.lane_height.owner)
        )
        box = Box(x, border.at + 2, width, 36)
        _ = view.map_words
        show_lane_border(view, border, [], [])
        self._write(new_sheet(Zone.TITLES, box, "body_on", _("New lane"), write, _ref("lane", border)))

    def persona(self) -> None:
        view = self._view

        def write(document: Document, text: str) -> Ref:
            return ("persona", verbs.add_persona(document, view.map_id, text).id)

        width = view.picture.title_width - 8
        x = view.picture.width - width - 4 if view.picture.rtl else 4.0
        room = view.picture.header_height
        box = Box(x, room + 4 if chips_of(view) else 10, width, 36)
        _ = view.map_words
        self._write(new_sheet(Zone.CORNER, box, "body_on", _("New persona"), write))

    def _write(self, sheet: Sheet, typed: str | None = None) -> None:
        self._view.writing.begin(sheet, typed, select=bool(sheet.text))

    def _journey_end(self) -> float:
        """x at which the next stage begins."""
        picture = self._view.picture
        if picture.rtl:
            return min((span.start for span in picture.stages), default=picture.width - picture.title_width)
        return max((span.end for span in picture.stages), default=picture.title_width)


def _ref(table: str, border: Border) -> Ref | None:
    return None if border.before is None else (table, border.before)


def _after(spans: Sequence[Span], id: int | None, end: float, falling: bool = False) -> Border:
    """The border after a span, else the end; `falling`: spans follow towards smaller coordinates."""
    ids = [span.id for span in spans]
    if id not in ids or ids[-1] == id:
        return Border(None, end)
    following = spans[ids.index(id) + 1]
    return Border(following.id, following.end if falling else following.start)
