"""The menu of what lies on the map, by right click or by the Menu key; entries are those of the one table.

What cannot be done now is left out: a menu that is opened on a thing is about that thing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu

from app.actions import LANES, Entry, Submenu, action
from app.show_actions import panel_shown
from canvas.hands import menu_place
from model import kinds

if TYPE_CHECKING:
    from app.window import Window
    from canvas.hands.view import MapView

_ADD = {"moment_of_truth": "add_truth"}  # actions that are not called add_ and the kind of the card
_MAP: tuple[Entry, ...] = (
    "add_stage", "add_lane", "add_persona", None, "paste", None, "panel", LANES, None, "select_all", "fit",
    None, "undo", "redo",
)  # fmt: skip
_FIGURES: tuple[Entry, ...] = ("import", "imports", None, LANES, None, "panel")
_CLIPBOARD: tuple[Entry, ...] = ("cut", "copy", "paste", "duplicate")
_SEVERAL: tuple[Entry, ...] = ("panel", None, *_CLIPBOARD, None, "select_all", None, "lock", "delete")
_THINGS: dict[str, tuple[Entry, ...]] = {
    "stage": ("edit", "panel", None, "add_stage", "select_stage", None, "delete"),
    "lane": ("edit", "panel", None, "hide_lane", LANES, "add_lane", "select_lane", None, "delete"),
    "persona": ("edit", "panel", None, "add_persona", None, "delete"),
    "emotion": ("panel", None, "add_emotion", None, "delete"),
    "link": ("edit", "panel", None, "turn_link", None, "delete"),
}


def listen(window: Window, view: MapView) -> None:
    """The Menu key and the right button are the system's; Shift+F10 is so on Windows only."""
    view.menu_wanted.connect(lambda at: show(window, at))
    keys = QShortcut(QKeySequence("Shift+F10"), view, context=Qt.ShortcutContext.WidgetShortcut)
    keys.activated.connect(lambda: menu_place.ask(view))


def show(window: Window, at: QPoint) -> None:
    """Of what is selected, at a point of the screen."""
    if QApplication.activePopupWidget() is not None:
        return  # some systems ask twice
    window.refresh()
    entries = _possible(window, _entries(window)) or _possible(window, _MAP)
    if not entries:
        return
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.fill_menu(menu, entries)
    window.tint(entry for entry in entries if isinstance(entry, str))  # before the menu is measured
    for each in menu.actions():
        each.setShortcutVisibleInContextMenu(True)
    if menu.isRightToLeft():
        at -= QPoint(menu.sizeHint().width(), 0)  # it opens to where reading goes
    menu.popup(at)


def _entries(window: Window) -> tuple[Entry, ...]:
    view, selection = window.view, window.session.selection
    cell = view.selected.cell
    if len(selection) > 1:
        return _SEVERAL
    if selection:
        ((table, id),) = selection
        if table == "card":
            lane = view.document["card", id].lane
            adding = _adding(view.document["lane", lane].kind)
            return ("edit", "panel", None, *_CLIPBOARD, None, *adding, "connect", None, "lock", "delete")
        return _THINGS[table]
    if cell is None:
        return _MAP
    lane_kind = view.document["lane", cell.lane].kind
    if lane_kind in ("drop_off", "feedback"):
        return _FIGURES
    return (*_adding(lane_kind), None, "paste", None, "add_stage", "add_lane", None, "panel", "select_all")


def _adding(lane: str) -> tuple[Entry, ...]:
    """What a lane of this kind holds, and a note, which may lie beside any card."""
    own = kinds.LANES.get(lane, "note")
    if own is None:
        return ("add_emotion",)
    return tuple(dict.fromkeys((_ADD.get(own, f"add_{own}"), "add_note")))


def _possible(window: Window, entries: tuple[Entry, ...]) -> list[Entry]:
    """Those that can be done, with a line only between groups that are left."""

    def can(entry: Entry) -> bool:
        if isinstance(entry, Submenu):
            return entry.when(window)
        if entry == "panel" and panel_shown(window):
            return False  # there already
        return entry is not None and action(entry).when(window)

    groups = (list(group) for is_line, group in groupby(entries, lambda each: each is None) if not is_line)
    left = [kept for group in groups if (kept := [entry for entry in group if can(entry)])]
    return [entry for group in left for entry in (None, *group)][1:]
