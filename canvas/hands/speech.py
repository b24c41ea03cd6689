"""What a screen reader is told: what was selected, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from canvas.hands.sheets import group_of
from canvas.hands.walking import cell_of
from canvas.picture.display import Ref
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def announce(view: MapView) -> None:
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, said(view)))


def said(view: MapView) -> str:
    """ "Order e-mail, Touchpoints, Delivery", or how many things are selected."""
    refs = view.selection()
    if len(refs) > 1:
        _ = words(view.language)
        return _.plural("%(n)s thing selected", "%(n)s things selected", len(refs)) % {"n": len(refs)}
    return ", ".join(part for ref in refs for part in _parts(view, ref) if part)


def _parts(view: MapView, ref: Ref) -> list[str]:
    group, cell = group_of(view, ref), cell_of(view, ref)
    names = [group.words if group else ""]
    if cell:
        lane, stage = group_of(view, ("lane", cell.lane)), group_of(view, ("stage", cell.stage))
        names += [lane.words if lane else "", stage.words if stage else ""]
    return names
