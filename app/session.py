"""What is open and how it is shown. It outlives a window, which is made anew when the language changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from app import settings
from app.style import system_theme
from canvas.picture.theme import Theme, theme
from resources.words import Words, known_language, words

if TYPE_CHECKING:
    from model.document import Document
    from model.records import Map

Ref = tuple[str, int]


class Session(QObject):
    """One a process. `document` and `map_id`: None on the start page. `selection`: (table, id) pairs."""

    changed = Signal(list)  # the document's changes: list of model.changes.Change
    turned = Signal()  # to another document, to none, or to another map
    selected = Signal()  # the selection is another one
    restyled = Signal()  # the theme is another one
    reworded = Signal()  # the language is another one: the window is made anew

    def __init__(self) -> None:
        super().__init__()
        self.settings = settings.load()
        self.document: Document | None = None
        self.map_id: int | None = None
        self.selection: list[Ref] = []
        self._unsubscribe: Callable[[], None] | None = None

    # Words and looks

    @property
    def language(self) -> str:
        return self.settings.language or system_language()

    @property
    def words(self) -> Words:
        return words(self.language)

    @property
    def rtl(self) -> bool:
        return self.words.rtl

    @property
    def theme(self) -> Theme:
        return theme(self.settings.theme or system_theme())

    def set_language(self, language: str | None) -> None:
        """None: follow the system."""
        before = self.language
        self.settings.language = language
        self.settings.save()
        if self.language != before:
            self.reworded.emit()

    def set_theme(self, name: str | None) -> None:
        """None: follow the system."""
        self.settings.theme = name
        self.settings.save()
        self.restyled.emit()

    # The document

    def show(self, document: Document) -> None:
        """Turn to an opened document; the one before is closed."""
        self.close()
        self.document = document
        maps = self.maps()
        self.map_id = maps[0].id if maps else None
        self._unsubscribe = document.subscribe(self._hear)
        document.on_listener_error = lambda error: sys.excepthook(type(error), error, error.__traceback__)
        if document.path:
            self.settings.remember(document.path)
            self.settings.save()
        self.turned.emit()

    def close(self) -> None:
        """Back to the start page; the file is left closed and complete."""
        if self.document is None:
            return
        document, self.document, self.map_id, self.selection = self.document, None, None, []
        if self._unsubscribe:
            self._unsubscribe()
        self.turned.emit()
        document.close()

    @property
    def map(self) -> Map | None:
        if self.document is None or self.map_id is None:
            return None
        return self.document.get("map", self.map_id)

    def maps(self) -> list[Map]:
        return sorted(self.document.all("map").values(), key=_place) if self.document else []

    def show_map(self, map_id: int) -> None:
        if map_id != self.map_id:
            self.map_id, self.selection = map_id, []
            self.turned.emit()

    def select(self, refs: list[Ref]) -> None:
        if refs != self.selection:
            self.selection = refs
            self.selected.emit()

    @property
    def file_name(self) -> str:
        return Path(self.document.path).name if self.document and self.document.path else ""

    def _hear(self, changes: list) -> None:
        gone = {(change.table, change.id) for change in changes if change.after is None}
        if ("map", self.map_id) in gone and self.document:
            left = self.maps()
            self.map_id, self.selection = (left[0].id if left else None), []
            self.turned.emit()
            return
        self.changed.emit(changes)
        self.select([ref for ref in self.selection if ref not in gone])


def system_language() -> str:
    """The first of the system's languages decides; one that Masa does not speak is English."""
    wanted = QLocale.system().uiLanguages()
    return known_language(wanted[0]) if wanted else "en"


def _place(map_: Map) -> tuple[str, int]:
    return map_.pos, map_.id
