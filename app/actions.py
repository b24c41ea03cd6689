"""The one table of actions: it feeds the menus, the tool bar and the page of keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import file_actions as files
from app import find_actions as finding
from app import map_actions as maps
from app import menus, views_menu
from app import show_actions as shows
from app import versions_actions as versions
from app.presenting import deeds as presenting
from canvas.hands.keys import KEYS
from resources.words import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from app.window import Window

Test = Callable[["Window"], bool]


def always(window: Window) -> bool:
    return True


def open_map(window: Window) -> bool:
    return window.session.map is not None


def changeable(window: Window) -> bool:
    """A map is open, and not only to be looked at."""
    return window.session.map is not None and window.session.writable


def open_file(window: Window) -> bool:
    return window.session.document is not None


def something(window: Window) -> bool:
    """Something is selected on the map that can be changed."""
    return bool(window.session.selection) and window.session.writable


def chosen(window: Window) -> bool:
    return bool(window.session.selection)


def one_thing(window: Window) -> bool:
    return len(window.session.selection) == 1 and window.session.writable


def cards_chosen(window: Window) -> bool:
    """Cards are selected, or stages and lanes that may hold some."""
    return any(table in ("card", "stage", "lane") for table, _id in window.session.selection)


def some_cards(window: Window) -> bool:
    return cards_chosen(window) and window.session.writable


def one_card(window: Window) -> bool:
    return one_thing(window) and window.session.selection[0][0] == "card"


def joined(window: Window) -> bool:
    """A card is selected that has connectors on the map, or one of these."""
    refs = window.session.selection
    if len(refs) != 1 or refs[0][0] not in ("card", "link"):
        return False
    from canvas.hands import linking  # here, as in map_actions: the start page needs no canvas

    return refs[0][0] == "link" or bool(linking.links_of(window.view, refs[0][1]))


def one_link(window: Window) -> bool:
    return one_thing(window) and window.session.selection[0][0] == "link"


@dataclass(frozen=True)
class Action:
    """`keys`: portable names, the first is shown. `on_map`: heard only while the map has the keyboard."""

    id: str
    text: str
    run: Callable[[Window], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    when: Test = always
    on_map: bool = False
    checked: Test | None = None


@dataclass(frozen=True)
class Submenu:
    """A menu filled each time it opens: `fill(window, menu)`; hidden when `when` fails."""

    text: str
    fill: Callable[[Window, QMenu], object]
    icon: str = ""
    when: Test = always


Entry = str | Submenu | None  # an action's id, a submenu, a line between groups

ACTIONS: tuple[Action, ...] = (
    Action("new", N_("New map…"), files.new, "plus", ("Ctrl+N",)),
    Action("open", N_("Open…"), files.open_file, "folder-open", ("Ctrl+O",)),
    Action("from_table", N_("New map from a spreadsheet…"), files.from_table, "table"),
    Action("save_copy", N_("Save a copy…"), files.save_copy, "copy", ("Ctrl+Shift+S",), open_file),
    Action("name_version", N_("Name this version…"), versions.name_now, "flag", (), versions.can_name),
    Action("import", N_("Import data…"), files.import_data, "download-simple", ("Ctrl+I",), changeable),
    Action("export_pdf", N_("Export PDF…"), files.export_pdf, "file-pdf", ("Ctrl+P",), open_map),
    Action("export_xlsx", N_("Export Excel…"), files.export_xlsx, "file-xls", ("Ctrl+Shift+E",), open_map),
    Action("export_png", N_("Export picture…"), files.export_png, "file-image", ("Ctrl+Shift+P",), open_map),
    Action("close", N_("Close"), files.close, "x", ("Ctrl+W",), open_file),
    Action("quit", N_("Quit"), files.quit_program, "sign-out", ("Ctrl+Q",)),
    Action("undo", N_("Undo"), maps.undo, "arrow-u-up-left", ("Ctrl+Z",), maps.can_undo),
    Action("redo", N_("Redo"), maps.redo, "arrow-u-up-right", ("Ctrl+Y", "Ctrl+Shift+Z"), maps.can_redo),
    Action("edit", N_("Edit text"), maps.edit, "pencil-simple", KEYS["edit"], one_thing, on_map=True),
    Action("delete", N_("Delete"), maps.delete, "trash", KEYS["delete"], something, on_map=True),
    Action("cut", N_("Cut"), maps.cut, "", KEYS["cut"], some_cards, on_map=True),
    Action("copy", N_("Copy"), maps.copy, "", KEYS["copy"], cards_chosen, on_map=True),
    Action("paste", N_("Paste"), maps.paste, "", KEYS["paste"], changeable, on_map=True),
    Action("duplicate", N_("Duplicate"), maps.duplicate, "copy", KEYS["duplicate"], some_cards, on_map=True),
    Action(
        "lock", N_("Lock"), maps.lock, "lock-simple", KEYS["lock"], some_cards, on_map=True,
        checked=maps.all_locked,
    ),
    Action("connect", N_("Connect to…"), maps.connect, "flow-arrow", KEYS["connect"], one_card, on_map=True),
    Action("next_link", N_("Next connector"), maps.next_link, "", KEYS["next_link"], joined, on_map=True),
    Action("turn_link", N_("Turn the connector around"), maps.turn_link, "", (), one_link),
    Action("select_all", N_("Select all"), maps.select_all, "", KEYS["select_all"], open_map, on_map=True),
    Action(
        "select_stage", N_("Select all cards of the stage"), maps.select_stage, "", KEYS["select_stage"],
        open_map, on_map=True,
    ),
    Action(
        "select_lane", N_("Select all cards of the lane"), maps.select_lane, "", KEYS["select_lane"],
        open_map, on_map=True,
    ),
    Action("zoom_in", N_("Zoom in"), shows.zoom_in, "plus", KEYS["zoom_in"], open_map),
    Action("zoom_out", N_("Zoom out"), shows.zoom_out, "minus", KEYS["zoom_out"], open_map),
    Action("zoom_100", N_("Actual size"), shows.zoom_100, "", KEYS["zoom_100"], open_map),
    Action("fit", N_("Fit the map"), shows.fit, "corners-out", KEYS["fit"], open_map),
    Action(
        "fit_selection", N_("Fit what is selected"), shows.fit_selection, "", KEYS["fit_selection"], chosen
    ),
    Action(
        "panel", N_("Properties"), shows.toggle_panel, "sliders-horizontal", ("F4",), open_map,
        checked=shows.panel_shown,
    ),
    Action(
        "outline", N_("Outline"), shows.toggle_outline, "tree-view", ("Ctrl+Shift+O",), open_map,
        checked=shows.outline_shown,
    ),
    Action("find", N_("Find…"), finding.find, "magnifying-glass", ("Ctrl+F",), open_map),
    Action("find_next", N_("Find the next"), finding.find_next, "", ("F3",), open_map),
    Action("find_previous", N_("Find the one before"), finding.find_previous, "", ("Shift+F3",), open_map),
    Action("commands", N_("Commands…"), finding.commands, "command", ("Ctrl+K",)),
    Action("filter", N_("Filter cards…"), finding.filter_cards, "funnel-simple", ("Ctrl+Shift+F",), open_map),
    Action("clear_filter", N_("Clear the filter"), finding.clear_filter, "", (), finding.filtered),
    Action(
        "macro", N_("Macro view"), finding.toggle_macro, "columns", ("Ctrl+Shift+M",), open_map,
        checked=finding.macro_shown,
    ),
    Action("views", N_("Lanes and views…"), finding.views, "eye", ("Ctrl+L",), open_map),
    Action("present", N_("Present"), presenting.present, "presentation", ("F5",), open_map),
    Action(
        "present_here", N_("Present from this stage"), presenting.present_here, "", ("Shift+F5",), open_map
    ),
    Action("back_row", N_("Back-row check…"), presenting.back_row, "", ("Ctrl+F5",), open_map),
    Action(
        "swap_screens", N_("Change screens"), presenting.swap, "swap", ("Ctrl+Shift+F5",),
        presenting.can_swap,
    ),
    Action(
        "projector", N_("Black on white for projectors"), presenting.toggle_projector, when=open_map,
        checked=presenting.projector,
    ),
    Action(
        "smooth", N_("Smooth moves"), presenting.toggle_smooth, when=open_map, checked=presenting.smooth
    ),
    Action(
        "history", N_("History"), shows.toggle_history, "clock-counter-clockwise", ("Ctrl+H",), open_map,
        checked=shows.history_shown,
    ),
    Action("hide_lane", N_("Hide the lane"), maps.hide_lane, "eye-slash", (), maps.one_lane),
    Action("add_stage", N_("Add a stage"), maps.adder("stage"), "columns-plus-right", (), changeable),
    Action("add_lane", N_("Add a lane"), maps.adder("lane"), "rows-plus-bottom", (), changeable),
    Action("add_persona", N_("Add a persona"), maps.adder("persona"), "user-circle", (), changeable),
    Action("add_goal", N_("Add a goal"), maps.adder("goal"), "flag", (), changeable),
    Action("add_action", N_("Add an action"), maps.adder("action"), "cursor-click", (), changeable),
    Action("add_touchpoint", N_("Add a touchpoint"), maps.adder("touchpoint"), "hand-tap", (), changeable),
    Action("add_truth", N_("Add a moment of truth"), maps.adder("moment_of_truth"), "star", (), changeable),
    Action("add_emotion", N_("Add an emotion"), maps.adder("emotion"), "smiley", (), maps.can_add_emotion),
    Action("add_pain", N_("Add a pain"), maps.adder("pain"), "lightning", (), changeable),
    Action("add_thought", N_("Add a thought"), maps.adder("thought"), "chat-teardrop", (), changeable),
    Action(
        "add_opportunity", N_("Add an opportunity"), maps.adder("opportunity"), "lightbulb", (), changeable
    ),
    Action("add_text", N_("Add a text"), maps.adder("text"), "text-t", (), changeable),
    Action("add_note", N_("Add a note"), maps.adder("note"), "note-blank", (), changeable),
    Action("add_entry", N_("Add an entry of customers"), maps.adder("entry"), "sign-in", (), changeable),
    Action("add_exit", N_("Add an exit point"), maps.adder("exit"), "sign-out", (), changeable),
    Action("add_return", N_("Add a return"), maps.adder("return"), "arrow-u-down-left", (), changeable),
    Action("add_visitor", N_("Add who only visits"), maps.adder("visitor"), "footprints", (), changeable),
    Action("imports", N_("Imported files…"), shows.imports, "clock-counter-clockwise", (), open_map),
    Action("shortcuts", N_("Keyboard shortcuts"), shows.shortcuts, "keyboard", ("F1",)),
    Action("log", N_("Show the log"), shows.log_folder, "file"),
    Action("about", N_("About Masa"), shows.about, "info"),
)  # fmt: skip

LANES = Submenu(N_("Lanes"), menus.lanes, when=changeable)

MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (N_("&File"), (
        "new", "open", Submenu(N_("Open recent"), menus.recent), "from_table", None,
        "save_copy", "name_version", None,
        "import", "export_pdf", "export_xlsx", "export_png", None, "close", "quit",
    )),
    (N_("&Edit"), (
        "undo", "redo", None, "cut", "copy", "paste", "duplicate", None,
        "edit", "lock", "delete", None, "connect", "next_link", "turn_link", None,
        "select_all", "select_stage", "select_lane", None,
        "find", "find_next", "find_previous", "commands",
    )),
    (N_("&View"), (
        "zoom_in", "zoom_out", "zoom_100", "fit", "fit_selection", None,
        "macro", "filter", "clear_filter", None,
        "hide_lane", LANES, Submenu(N_("Views"), views_menu.fill, when=open_map), "views", None,
        "panel", "outline", "history", None,
        Submenu(N_("Theme"), menus.themes), Submenu(N_("Language"), menus.languages_menu),
    )),
    (N_("&Map"), (
        "add_stage", "add_lane", "add_persona", None,
        "add_goal", "add_action", "add_touchpoint", "add_thought", "add_emotion", "add_pain", "add_truth",
        "add_opportunity", "add_text", "add_note", None,
        "add_entry", "add_exit", "add_return", "add_visitor", None,
        Submenu(N_("Language of the map"), menus.map_languages, when=changeable),
        Submenu(N_("Go to map"), menus.maps, when=menus.several_maps),
    )),
    (N_("&Data"), ("import", "imports")),
    (N_("&Presentation"), (
        "present", "present_here", "back_row", None, "swap_screens", None, "projector", "smooth",
    )),
    (N_("&Help"), ("shortcuts", None, "log", "about")),
)  # fmt: skip

ON_WALL = N_("While presenting")
# Keys of a presentation, as long as nothing is chosen on its map.
WALL_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Next stage, one before"), ("PgDown", "PgUp")),
    (N_("Stage or lanes where the arrow points"), ("Left", "Right", "Up", "Down")),
    (N_("Nearer, farther"), ("+", "-")),
    (N_("All of the map, and back"), ("Home", "O")),
    (N_("Pointer"), ("L",)),
    (N_("Black screen"), ("B",)),
    (N_("Change screens"), ("S",)),
    (N_("End, or let go of what is chosen"), ("Esc",)),
)
ON_MAP = N_("On the map")
# Keys that the map itself hears, for the page of shortcuts.
MAP_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Next thing, one before"), ("Tab", "Shift+Tab")),
    (N_("To the neighbour"), ("Left", "Right", "Up", "Down")),
    (N_("Move what is selected"), ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down")),
    (N_("Select on to the neighbour"), ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down")),
    (
        N_("Span stages, make a stage wider or a lane higher"),
        ("Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+Up", "Ctrl+Shift+Down"),
    ),
    (N_("Write in place"), (*KEYS["write"][:1], *KEYS["edit"])),
    (N_("Menu of what is selected"), ("Menu", "Shift+F10")),
    (N_("Leave without a change"), KEYS["leave"]),
    (N_("To the first stage, to the last"), (*KEYS["first_stage"], *KEYS["last_stage"])),
    (N_("To the beginning of the map, to its end"), (*KEYS["start"], *KEYS["end"])),
)
IN_WINDOW = N_("In the window")
# Keys of the window that are no actions: the menus, and what people press to be sure.
WINDOW_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Menus"), ("F10",)),
    (N_("Whether all is saved"), ("Ctrl+S",)),
)


def action(id: str) -> Action:
    """KeyError for an unknown id."""
    return _BY_ID[id]


_BY_ID = {each.id: each for each in ACTIONS}
