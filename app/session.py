"""What is open and how it is shown. It outlives a window, which is made anew when the language changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QObject, Signal

from app import settings
from app.showing import Showing
from app.style import system_theme
from canvas.picture.theme import Theme, theme
from resources.words import Words, known_language, words

if TYPE_CHECKING:
    from model.document import Document
    from model.history import Way
    from model.records import Map

Ref = tuple[str, int]


class Reading(NamedTuple):
    """A project that is only read.

    why: "held" (open elsewhere) or "locked" (it cannot be written). stamp: of the file when it was read.
    """

    why: str
    file: Path
    stamp: tuple[int, ...] = ()


class Session(QObject):
    """One a process. `document` and `map_id`: None on the start page. `selection`: (table, id) pairs.

    While an earlier moment is looked at, `document` is the project as it was then, `live` as it is.
    """

    changed = Signal(list)  # the document's changes: list of model.changes.Change
    turned = Signal()  # to another document, to none, or to another map
    looked = Signal()  # at an earlier moment, or back at now
    named = Signal()  # names of moments, or what the history holds, are others
    copy_wanted = Signal(bool)  # where the file is, it cannot be written; True: go on in the copy
    selected = Signal()  # the selection is another one
    restyled = Signal()  # the theme is another one
    reworded = Signal()  # the language is another one: the window is made anew

    def __init__(self) -> None:
        super().__init__()
        self.settings = settings.load()
        self.document: Document | None = None
        self.map_id: int | None = None
        self.reading: Reading | None = None
        self.moment: int | None = None  # the earlier one that is looked at
        self.history = False  # the panel of the history is shown
        self.warned_of_past = False  # the user knows that undo goes back past the opening of the file
        self._now: tuple[Document, int | None] | None = None  # document and map while a moment is looked at
        self.selection: list[Ref] = []
        self._unsubscribe: Callable[[], None] | None = None
        self.showing = Showing(self)

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

    @property
    def live(self) -> Document | None:
        """The document as it is now, whatever moment of it is looked at."""
        return self._now[0] if self._now else self.document

    @property
    def writable(self) -> bool:
        """What is shown can be changed."""
        return self.document is not None and not self.document.read_only

    @property
    def file(self) -> Path | None:
        """The file of what is shown, also while it is only read."""
        if self.reading is not None:
            return self.reading.file
        return self.live.path if self.live else None

    def show(self, document: Document, reading: Reading | None = None) -> None:
        """Turn to an opened document; the one before is closed last. Raises MasaError where that fails."""
        with self._left():
            self._take(document, reading)
            self.turned.emit()

    def close(self) -> None:
        """Back to the start page; the file is left closed and complete. Raises MasaError."""
        if self.document is not None:
            with self._left():
                self.turned.emit()

    def _left(self) -> ExitStack:
        """Nothing is open any more; what was is closed at the end of this, whatever fails on the way."""
        closing = ExitStack()
        for document in {id(each): each for each in (self.live, self.document) if each}.values():
            closing.callback(document.close)
        if self._unsubscribe:
            self._unsubscribe()
        self.document = self._now = self.map_id = self.moment = self.reading = self._unsubscribe = None
        self.selection = []
        return closing

    def _take(self, document: Document, reading: Reading | None) -> None:
        self.document, self.reading, self.warned_of_past = document, reading, False
        maps = self.maps()
        self.map_id = maps[0].id if maps else None
        self._unsubscribe = document.subscribe(self._hear)
        document.on_listener_error = lambda error: sys.excepthook(type(error), error, error.__traceback__)
        if self.file:
            self.settings.remember(self.file)
            self.settings.save()

    def look(self, moment: int, way: Way | None = None) -> bool:
        """Show the project as it was then, until `back`. False: it had no map to show.

        `way`: to a far moment, see `Document.go_to`.

        Raises MasaError; KeyError for an unknown moment.
        """
        live = self.live
        if live is None:
            return False
        then = live.as_of(moment, way)
        maps = sorted(then.all("map").values(), key=_place)
        if not maps:
            then.close()
            return False
        before, self._now = self.document, self._now or (live, self.map_id)
        self.document, self.moment = then, moment
        if self.map is None:
            self.map_id = maps[0].id
        self._looked_away(before if before is not live else None)
        return True

    def back(self) -> None:
        """From an earlier moment to the project as it is."""
        if self._now is None:
            return
        then, (self.document, map_id) = self.document, self._now
        if self.map is None:
            self.map_id = map_id
        self._now = self.moment = None
        self._looked_away(then)

    def renew(self, document: Document, reading: Reading) -> None:
        """A file that is only read was changed by its owner: show this instead, where the user is."""
        self.back()
        before, self.document, self.reading = self.document, document, reading
        if self.map is None:
            self.map_id = next((each.id for each in self.maps()), None)
        self._looked_away(before)
        self.named.emit()

    def _looked_away(self, from_moment: Document | None) -> None:
        document = self.document
        self.selection = [ref for ref in self.selection if document and document.get(*ref) is not None]
        self.looked.emit()
        self.selected.emit()
        if from_moment is not None:
            from_moment.close()

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
        return self.file.name if self.file else ""

    def _hear(self, changes: list) -> None:
        gone = {(change.table, change.id) for change in changes if change.after is None}
        if ("map", self.map_id) in gone and self.document:
            left = self.maps()
            self.map_id, self.selection = (left[0].id if left else None), []
            self.turned.emit()
            return
        self.changed.emit(changes)
        self.select([ref for ref in self.selection if ref not in gone])


@cache  # asked for with every word, and slow to find
def system_language() -> str:
    """The first of the system's languages decides; one that Masa does not speak is English."""
    wanted = QLocale.system().uiLanguages()
    return known_language(wanted[0]) if wanted else "en"


def _place(map_: Map) -> tuple[str, int]:
    return map_.pos, map_.id
