"""How the open map is looked at: filter, macro view, what is looked for. The session's, not the file's."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from model.views import Filter, Shows

if TYPE_CHECKING:
    from app.session import Session
    from model.document import Document

_TABLES = {"personas": "persona", "channels": "channel"}  # sets of ids


class Showing(QObject):
    """`wanted`: the words in the find bar, None while it is closed."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._of: tuple[Document | None, int | None] = (None, None)
        self.filter, self.macro = Filter(), False
        self.wanted: str | None = None
        self.side = "properties"  # or "outline": what the side panel shows
        session.turned.connect(self._turn)
        session.changed.connect(self._follow)

    def set_filter(self, filter: Filter) -> None:
        self.show(filter, self.macro)

    def set_macro(self, macro: bool) -> None:
        self.show(self.filter, macro)

    def show(self, filter: Filter, macro: bool) -> None:
        if (filter, macro) != (self.filter, self.macro):
            self.filter, self.macro = filter, macro
            self.changed.emit()

    def now(self) -> Shows:
        """As a named view keeps it."""
        document, map_id = self._session.document, self._session.map_id
        lanes = document.children("lane", map=map_id) if document else []
        return Shows(frozenset(lane.id for lane in lanes if lane.hidden), self.filter, self.macro)

    def _turn(self) -> None:
        """Another map is looked at afresh; the same words may be looked for on it."""
        document, map_id = self._session.document, self._session.map_id
        if document is not self._of[0]:
            self.wanted = None
        if (document, map_id) != self._of:
            self._of = document, map_id
            self.show(Filter(), False)

    def _follow(self, changes: list) -> None:
        """A persona or channel that is gone is not asked for any more: nothing would be left in sight."""
        gone = {(change.table, change.id) for change in changes if change.after is None}
        if not any(table in _TABLES.values() for table, _id in gone):
            return
        left = {
            field.name: frozenset(
                value
                for value in getattr(self.filter, field.name)
                if (_TABLES.get(field.name), value) not in gone
            )
            for field in fields(Filter)
        }
        self.set_filter(replace(self.filter, **left))
