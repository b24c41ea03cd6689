"""The map as screen readers see it: a tree of its stages with what lies in them, its lanes and its personas.

Qt shows them a graphics view as one empty box. The tree is built when one asks, from the view's own picture.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from canvas.hands import walking
from canvas.hands.frame import Zone
from canvas.hands.places import Cell, box_of
from canvas.hands.sheets import group_of
from canvas.hands.speech import told
from canvas.hands.targets import chips_of, target_at
from canvas.picture.display import Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_ROLES = {
    "stage": QAccessible.Role.Grouping,
    "lane": QAccessible.Role.RowHeader,
    "link": QAccessible.Role.Link,
}
_ZONES = {"stage": Zone.HEADER, "lane": Zone.TITLES, "persona": Zone.CORNER}
_Text = QAccessible.Text
Found = Any  # an interface or None, which Qt takes although its stubs do not say so


class MapTree(QAccessibleWidget):
    """Of one view. Its parts stay as long as their records are on the map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, QAccessible.Role.Tree, view.accessibleName())
        self._view = view
        self._parts: dict[Ref, Part] = {}
        view.accessible = self  # Qt's cache does not keep what Python made

    def part(self, ref: Ref) -> Part | None:
        """None when it is not shown."""
        if group_of(self._view, ref) is None:
            return None
        if ref not in self._parts:
            self._parts[ref] = Part(self._view, self, ref)
        return self._parts[ref]

    def refs(self) -> list[Ref]:
        """Its own children: stages in the journey's order, lanes from the top, personas, connectors."""
        picture = self._view.picture
        return [
            *(("stage", span.id) for span in picture.stages),
            *(("lane", span.id) for span in picture.lanes),
            *(group.ref for group in chips_of(self._view) if group.ref),
            *(("link", id) for id in picture.links),
        ]

    def forget(self) -> None:
        """After a change: parts whose records are gone go, and readers look again."""
        for ref in [ref for ref in self._parts if group_of(self._view, ref) is None]:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self._parts.pop(ref)))
        QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.ObjectReorder))

    def text(self, kind: _Text) -> str:
        """Its title is its description."""
        if kind == _Text.Description and self._view.is_there:
            return str(self._view.document["map", self._view.map_id].title)
        return self._view.accessibleName() if kind == _Text.Name else ""

    def childCount(self) -> int:
        return len(self.refs())

    def child(self, index: int) -> Found:
        refs = self.refs()
        return self.part(refs[index]) if 0 <= index < len(refs) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        refs = self.refs()
        return refs.index(child.ref) if isinstance(child, Part) and child.ref in refs else -1

    def childAt(self, x: int, y: int) -> Found:
        at = self._view.viewport().mapFromGlobal(QPoint(x, y))
        if not self._view.viewport().rect().contains(at):
            return None
        ref = target_at(self._view, at.toPointF()).ref
        return self.part(ref) if ref else None

    def focusChild(self) -> Found:
        current = self._view.selected.current
        return self.part(current) if current and self._view.hasFocus() else None


class Part(QAccessibleInterface):
    """One record on the map. A card says what it is, its text, its stage and its lane."""

    def __init__(self, view: MapView, tree: MapTree, ref: Ref) -> None:
        super().__init__()
        self._view, self._tree, self.ref = view, tree, ref

    def isValid(self) -> bool:
        return group_of(self._view, self.ref) is not None

    def object(self) -> Found:
        return None

    def parent(self) -> Found:
        cell = walking.cell_of(self._view, self.ref) if self.ref[0] in ("card", "emotion") else None
        return (self._tree.part(("stage", cell.stage)) if cell else None) or self._tree

    def refs(self) -> list[Ref]:
        """Of a stage: its emotion points and cards, lane by lane."""
        table, stage = self.ref
        if table != "stage":
            return []
        lanes = self._view.picture.lanes
        return [ref for lane in lanes for ref in walking.things(self._view, Cell(stage, lane.id))]

    def childCount(self) -> int:
        return len(self.refs())

    def child(self, index: int) -> Found:
        refs = self.refs()
        return self._tree.part(refs[index]) if 0 <= index < len(refs) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        refs = self.refs()
        return refs.index(child.ref) if isinstance(child, Part) and child.ref in refs else -1

    def childAt(self, x: int, y: int) -> Found:
        found = self._tree.childAt(x, y)
        return found if isinstance(found, Part) and found.ref in self.refs() else None

    def text(self, kind: _Text) -> str:
        if kind == _Text.Name:
            return told(self._view, self.ref)
        return ""

    def setText(self, kind: _Text, text: str) -> None:
        """Writing goes through the view: Enter on what is selected."""

    def rect(self) -> QRect:
        group = group_of(self._view, self.ref)
        if group is None:
            return QRect()
        zone = _ZONES.get(self.ref[0], Zone.BODY)
        box = self._view.frame.to_view(box_of(group), zone).toRect()
        return QRect(self._view.viewport().mapToGlobal(box.topLeft()), box.size())

    def role(self) -> QAccessible.Role:
        return _ROLES.get(self.ref[0], QAccessible.Role.ListItem)

    def state(self) -> QAccessible.State:
        state: Any = QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = self.ref in self._view.selected
        state.focused = self._view.hasFocus() and self._view.selected.current == self.ref
        state.offscreen = not self.rect().intersects(self._tree.rect())
        card = self._view.document.get(*self.ref) if self.ref[0] == "card" else None
        state.readOnly = self._view.fixed or bool(card and card.locked)
        return state


def _made(key: str, shown: QObject | None) -> QAccessibleInterface | None:
    from canvas.hands.view import MapView

    return MapTree(shown) if isinstance(shown, MapView) else None


@cache
def install() -> None:
    """Once in a program."""
    QAccessible.installFactory(_made)


def changed(view: MapView) -> None:
    """After a change of the picture."""
    if view.accessible:
        view.accessible.forget()


def chosen(view: MapView) -> bool:
    """The keyboard went to one thing: its reader says it. False when there is no one thing, or no reader."""
    tree = QAccessible.queryAccessibleInterface(view) if QAccessible.isActive() else None
    current = view.selected.current if len(view.selected) == 1 else None
    part = tree.part(current) if isinstance(tree, MapTree) and current else None
    if part is None:
        return False
    QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.Focus))
    return True
