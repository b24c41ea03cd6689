"""What the menus do to how things are shown: zoom, panel, pages of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window import Window


def zoom_in(window: Window) -> None:
    window.view.zoom_in()


def zoom_out(window: Window) -> None:
    window.view.zoom_out()


def zoom_100(window: Window) -> None:
    window.view.set_zoom(1.0)


def fit(window: Window) -> None:
    window.view.fit()


def fit_selection(window: Window) -> None:
    window.view.fit_selection()


def panel_shown(window: Window) -> bool:
    return _side_shown(window, "properties")


def toggle_panel(window: Window) -> None:
    _toggle_side(window, "properties")


def outline_shown(window: Window) -> bool:
    return _side_shown(window, "outline")


def toggle_outline(window: Window) -> None:
    """With it the keyboard, or back to the map."""
    _toggle_side(window, "outline")
    if outline_shown(window) and window.workspace is not None:
        window.workspace.side.outline.tree.setFocus()


def _side_shown(window: Window, side: str) -> bool:
    session = window.session
    return session.settings.panel and not session.history and session.showing.side == side


def _toggle_side(window: Window, side: str) -> None:
    shown = _side_shown(window, side)
    window.session.showing.side = side
    window.show_panel(not shown)


def history_shown(window: Window) -> bool:
    return window.session.history


def toggle_history(window: Window) -> None:
    window.show_history(not window.session.history)


def imports(window: Window) -> None:
    from app.imports_dialog import ImportsDialog

    ImportsDialog(window.session, window).open()


def shortcuts(window: Window) -> None:
    from app.help_dialogs import ShortcutsDialog

    ShortcutsDialog(window.session, window).open()


def about(window: Window) -> None:
    from app.help_dialogs import AboutDialog

    AboutDialog(window.session, window).open()


def log_folder(window: Window) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    from app.log import log_file

    folder = log_file().parent
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
