"""What menus and keys do to find things: the find bar, the command palette, filter, views, outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.views import Filter

if TYPE_CHECKING:
    from app.window import Window
    from app.workspace import Workspace


def _workspace(window: Window) -> Workspace:
    if window.workspace is None:
        raise LookupError("no map is open")
    return window.workspace


def find(window: Window) -> None:
    window.finish_typing()
    _workspace(window).find_bar.open()


def find_next(window: Window) -> None:
    _workspace(window).find_bar.go(1)


def find_previous(window: Window) -> None:
    _workspace(window).find_bar.go(-1)


def commands(window: Window) -> None:
    from app.command_palette import CommandPalette

    window.finish_typing()
    CommandPalette(window.session, window)


def filter_cards(window: Window) -> None:
    from app.filter_popover import FilterPopover

    window.finish_typing()
    FilterPopover(window.session, window).open_under(_workspace(window).bar.filter)


def filtered(window: Window) -> bool:
    return bool(window.session.showing.filter)


def clear_filter(window: Window) -> None:
    window.session.showing.set_filter(Filter())


def macro_shown(window: Window) -> bool:
    return window.session.showing.macro


def toggle_macro(window: Window) -> None:
    window.finish_typing()
    window.session.showing.set_macro(not window.session.showing.macro)


def views(window: Window) -> None:
    from app.views_dialog import ViewsDialog

    window.finish_typing()
    ViewsDialog(window.session, window).show()
