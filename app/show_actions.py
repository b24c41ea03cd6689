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


def panel_shown(window: Window) -> bool:
    return window.session.settings.panel and not window.session.history


def toggle_panel(window: Window) -> None:
    window.show_panel(not panel_shown(window))


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
