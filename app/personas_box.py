"""Whose journeys a map shows: a tick for each persona of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.fields import CheckField
from app.labels import label, tip, verbatim
from model import verbs
from resources import terms
from resources.formats import short

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

NAME_MOST = 24  # characters of a name beside its tick


class PersonasBox(QWidget):
    """Taking one off the map takes its curve there along; it stays in the project."""

    FOLLOWS = frozenset({"persona", "map_persona"})  # the tables whose changes it shows

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.ticks: dict[int, CheckField] = {}
        self.fill()

    def fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.ticks = {}
        document, map_ = self._session.document, self._session.map
        if document is None or map_ is None:
            return
        _ = self._session.words
        self._column.addWidget(label(_("Personas on this map"), "label"))
        shown = {link.persona for link in document.children("map_persona", map=map_.id)}
        for persona in document.children("persona"):
            kind = _(terms.PERSONAS[persona.kind])
            name = persona.name or _("Unnamed persona")
            tick = CheckField(verbatim(f"{short(name, NAME_MOST)}, {kind}"))
            tick.setToolTip(tip(name))
            tick.show_value(persona.id in shown)
            tick.committed.connect(lambda on, id=persona.id: self._show(id, bool(on)))
            self._column.addWidget(tick)
            self.ticks[persona.id] = tick
        if not self.ticks:
            self._column.addWidget(
                label(_("None yet. Drag a persona from the palette onto the map."), "caption", wrap=True)
            )

    def _show(self, persona: int, on: bool) -> None:
        document, map_ = self._session.document, self._session.map
        if document is None or map_ is None:
            return
        verb = verbs.show_persona if on else verbs.hide_persona
        if not self._window.perform(lambda: verb(document, map_.id, persona)):
            self.fill()
