"""Menus filled when they open: recent files, lanes, languages, themes, maps."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app import file_actions
from app.labels import tip, verbatim
from resources.terms import LANES
from resources.words import N_, languages

if TYPE_CHECKING:
    from app.window import Window

THEMES = ((None, N_("As the system")), ("light", N_("Light")), ("dark", N_("Dark")))


def recent(window: Window, menu: QMenu) -> None:
    _ = window.session.words
    for name in window.session.settings.recent:
        file = Path(name)
        entry = menu.addAction(verbatim(file.name))
        entry.setToolTip(tip(name))
        entry.setEnabled(os.path.exists(file))  # False also where it must not be looked at
        entry.triggered.connect(lambda _checked=False, file=file: file_actions.open_path(window, file))
    if menu.isEmpty():
        menu.addAction(_("No recent files")).setEnabled(False)


def lanes(window: Window, menu: QMenu) -> None:
    """A tick for each lane that is shown, under its name on the map."""
    from app.form_fields import map_words
    from model import verbs

    session = window.session
    document, map_ = session.document, session.map
    if document is None or map_ is None:
        return

    def show(id: int, shown: bool) -> None:
        done = window.perform(lambda: verbs.set_lane_hidden(document, id, hidden=not shown))
        if done and shown:
            window.view.reveal(("lane", id))  # it may lie far below

    for lane in document.children("lane", map=map_.id):
        entry = menu.addAction(verbatim(lane.title or map_words(session)(LANES[lane.kind])))
        entry.setCheckable(True)
        entry.setChecked(not lane.hidden)
        entry.triggered.connect(lambda shown, id=lane.id: show(id, shown))


def themes(window: Window, menu: QMenu) -> None:
    _ = window.session.words
    choices = [(name, _(text)) for name, text in THEMES]
    _choice(window, menu, choices, window.session.settings.theme, window.session.set_theme)


def languages_menu(window: Window, menu: QMenu) -> None:
    choices = [(None, window.session.words("As the system")), *languages().items()]
    _choice(window, menu, choices, window.session.settings.language, window.session.set_language)


def map_languages(window: Window, menu: QMenu) -> None:
    """The language of what is drawn on the map; its direction follows."""
    from model import verbs

    session = window.session
    document, map_ = session.document, session.map
    if document is None or map_ is None:
        return
    _choice(
        window, menu, list(languages().items()), map_.language,
        lambda language: verbs.set_map_language(document, map_.id, language),
    )  # fmt: skip


def several_maps(window: Window) -> bool:
    return len(window.session.maps()) > 1


def maps(window: Window, menu: QMenu) -> None:
    menu.clear()
    session = window.session
    choices = [(each.id, each.title or session.words("Untitled map")) for each in session.maps()]
    _choice(window, menu, choices, session.map_id, session.show_map)


def _choice(
    window: Window, menu: QMenu, choices: list[tuple[Any, str]], now: Any, choose: Callable[[Any], object]
) -> None:
    """Entries of which one is ticked."""
    group = QActionGroup(menu)
    for value, text in choices:
        entry = QAction(verbatim(text), menu, checkable=True, checked=value == now)
        group.addAction(entry)
        menu.addAction(entry)
        entry.triggered.connect(lambda _checked=False, value=value: window.perform(lambda: choose(value)))
