"""What lies over the map for a while: rings, ghosts, landing marks, the outline of what undo has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from canvas.hands import linking, marks
from canvas.hands.sheets import group_of
from canvas.picture.display import Group, Item, Ref

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_MANY = 100
FLASH = 400  # ms that what undo or redo changed stays outlined


class Overlay(QObject):
    """Shows the session's state on the scene's layers and in the strips of the frame."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._outlined: list[Ref] = []
        self._flash = QTimer(self, interval=FLASH, singleShot=True)
        self._flash.timeout.connect(lambda: self.outline([]))

    def mark(self) -> None:
        """Rings around what is selected, what is under the pointer, what undo has changed."""
        view, scene = self._view, self._view.map_scene
        refs = [ref for ref in view.selection() if ref not in scene.away]
        groups = self._groups(refs)
        outlined = [self._outline(group) for group in self._groups(self._outlined)]
        scene.tint(frozenset(refs) if len(refs) > 1 else frozenset())
        lasting = [*self._rings(groups), *self._cell(), *view.connecting.items()]
        if scene.marks.show_items([*view.hover.items(), *lasting, *outlined]):
            view.frame.update()

    def _outline(self, group: Group) -> Item:
        if group.role == "link":
            return replace(group, items=tuple(linking.in_colour(group.items, "focus")))
        return marks.outlined(group, self._view.fine)

    @property
    def follows(self) -> bool:
        """So much is marked that only what is in sight is: scrolling changes it."""
        return len(self._view.selected) > _MANY or len(self._outlined) > _MANY

    def _groups(self, refs: Collection[Ref]) -> list[Group]:
        """What shows these records; of many only those in sight."""
        view = self._view
        if len(refs) > _MANY:
            seen = set(view.places.cards_in(view.in_sight()))
            refs = [ref for ref in refs if ref[0] != "card" or ref[1] in seen]
        return [group for ref in refs if (group := group_of(view, ref))]

    def _rings(self, groups: list[Group]) -> list[Item]:
        view, items = self._view, list[Item]()
        written = view.writing.sheet.ref if view.writing.sheet else None
        alone = len(groups) == 1 and not view.fixed
        for group in groups:
            if group.role == "link":
                items += linking.chosen(view, group, handles=alone)
            elif group.ref != written:
                items += marks.ring(group, view.fine, handles=alone and group.role == "card")
        current = view.selected.current
        on_map = current is not None and current[0] in (
            "card",
            "emotion",
        )  # the frame has no room for a second ring
        if view.by_keys and view.hasFocus() and on_map and current != written:
            items += [marks.focused(group, view.fine) for group in groups if group.ref == current]
        return items

    def _cell(self) -> list[Item]:
        """The empty cell where the keyboard stands."""
        view, cell = self._view, self._view.selected.cell
        if cell is None or not view.places.has(cell) or view.writing.sheet:
            return []
        return marks.chosen_cell(view.places.box(cell), view.fine)

    def outline(self, refs: list[Ref]) -> None:
        """Show for a moment what was changed."""
        self._outlined = refs
        self._flash.stop()
        if refs:
            self._flash.start()
        self.mark()

    def show_landing(self, below: list[Item], above: list[Item]) -> None:
        """While something is dragged: marks under the cards and over them."""
        scene = self._view.map_scene
        changed = scene.ghosts.show_items(below)
        if scene.landing.show_items(above) or changed:
            self._view.frame.update()

    def clear_landing(self) -> None:
        self.show_landing([], [])

    def take_away(self, refs: Iterable[Ref]) -> None:
        """What is dragged is not shown at its place; nothing: all is back."""
        self._view.map_scene.take_away(frozenset(refs))
        self.mark()
        self._view.frame.update()
