"""What answers before a press: handles around a thing, an empty cell's invitation, the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from canvas.hands import linking, locks, marks, walking
from canvas.hands.emotions import OnCurve, curve_at
from canvas.hands.frame import Zone
from canvas.hands.landing import holds_cards, is_worked_in
from canvas.hands.places import Box, Cell
from canvas.hands.targets import Target
from canvas.picture.display import Icon, Item, Ref, Text
from canvas.picture.plan import INSET
from canvas.picture.text import block
from model.kinds import LANES
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_ICON = 12.0
_TALLEST = 66.0
_LEAST = 18.0


class Hover:
    def __init__(self, view: MapView) -> None:
        self._view = view
        self._ref: Ref | None = None
        self._cell: Cell | None = None
        self._curve: OnCurve | None = None

    @property
    def ref(self) -> Ref | None:
        """What is under the pointer."""
        return self._ref

    def at(self, target: Target) -> None:
        view = self._view
        cell = target.cell if target.ref is None and target.cell and _is_empty(view, target.cell) else None
        free = target.ref is None and target.zone is Zone.BODY and not view.fixed
        curve = curve_at(view, target.at) if free else None
        if (target.ref, cell, curve) != (self._ref, self._cell, self._curve):
            self._ref, self._cell, self._curve = target.ref, cell, curve
            view.overlay.mark()
        held = view.pointer.space_held
        view.set_cursor(Qt.CursorShape.OpenHandCursor if held else _cursor(view, target, curve))

    def leave(self) -> None:
        if self._ref or self._cell or self._curve:
            self._ref = self._cell = self._curve = None
            self._view.overlay.mark()

    def invites(self, target: Target) -> bool:
        """Whether a click here does what an invitation says: in a cell that holds no card yet, or the chosen.

        On the emotion lane it is shown in the chosen cell only: elsewhere a click there chooses the cell.
        """
        view, cell = self._view, target.cell
        if cell is None or view.fixed:
            return False
        if not (_is_empty(view, cell) or (cell == view.selected.cell and _is_bare(view, cell))):
            return False
        box = invitation_box(view, cell)
        return box.x <= target.at.x() < box.x + box.w and box.y <= target.at.y() < box.y + box.h

    def items(self) -> list[Item]:
        view = self._view
        chosen = view.selected.cell if not view.writing.sheet else None
        cells = [cell for cell in (self._cell, chosen) if cell and not view.fixed and _is_bare(view, cell)]
        if cells:
            return [item for cell in dict.fromkeys(cells) for item in invitation(view, cell)]
        if self._curve:
            return [marks.point(self._curve.x, self._curve.y, view.fine)]
        if self._ref and self._ref[0] in ("card", "link") and self._ref not in view.selected:
            group = view.picture.group(self._ref)
            looks = marks.hovered if self._ref[0] == "card" else linking.under_pointer
            return looks(group, view.fine) if group else []
        return []


def _is_empty(view: MapView, cell: Cell) -> bool:
    """A cell that could hold cards and holds none, nor is filled by those that span it."""
    if not view.places.has(cell) or view.places.cards(cell) or not holds_cards(view, cell.lane):
        return False
    return invitation_box(view, cell).h >= _LEAST


def _is_bare(view: MapView, cell: Cell) -> bool:
    """An empty cell that something can be made in."""
    if not view.places.has(cell) or walking.things(view, cell):
        return False
    return is_worked_in(view, cell.lane) and invitation_box(view, cell).h >= _LEAST


def invitation_box(view: MapView, cell: Cell) -> Box:
    return view.places.lone_box(cell, min(view.places.box(cell).h - 2 * INSET, _TALLEST))


def invitation(view: MapView, cell: Cell) -> list[Item]:
    """ "+ Add a touchpoint", in the language of the interface."""
    box = invitation_box(view, cell)
    rtl = words(view.language).rtl
    text = block(
        add_words(view.language, LANES.get(view.document["lane", cell.lane].kind)), "caption", None, rtl
    )
    size = _ICON + 6 + text.width
    left = box.x + max((box.w - size) / 2, 4)
    middle = box.y + box.h / 2
    icon_x, text_x = (left + size - _ICON, left) if rtl else (left, left + _ICON + 6)
    return [
        marks.invitation(box, "lane_alt" if _lane_index(view, cell) % 2 else "canvas"),
        Icon("plus", icon_x, middle - _ICON / 2, _ICON, "text_2"),
        Text(text_x, middle - text.height / 2, text, "text_2"),
    ]


def _lane_index(view: MapView, cell: Cell) -> int:
    return [span.id for span in view.picture.lanes].index(cell.lane)


def add_words(language: str, kind: str | None) -> str:
    """What a cell invites to; `kind` of the cards of its lane, None on the emotion lane."""
    _ = words(language)
    return {
        None: _("Add an emotion"),
        "goal": _("Add a goal"),
        "action": _("Add an action"),
        "touchpoint": _("Add a touchpoint"),
        "thought": _("Add a thought"),
        "pain": _("Add a pain"),
        "moment_of_truth": _("Add a moment of truth"),
        "opportunity": _("Add an opportunity"),
        "text": _("Add a text"),
    }.get(kind, _("Add a note"))


_EDGES = {
    "stage": Qt.CursorShape.SplitHCursor,
    "lane": Qt.CursorShape.SplitVCursor,
    "card": Qt.CursorShape.SizeHorCursor,
}


def _cursor(view: MapView, target: Target, curve: OnCurve | None) -> Qt.CursorShape | None:
    """A hand over what can be dragged, arrows over an edge that can."""
    if target.grip and not view.fixed:
        return _EDGES[target.grip.ref[0]]
    if target.ref is None:
        return Qt.CursorShape.PointingHandCursor if curve or view.hover.invites(target) else None
    if locks.is_locked(view, target.ref):
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.SizeVerCursor if target.ref[0] == "emotion" else Qt.CursorShape.PointingHandCursor
