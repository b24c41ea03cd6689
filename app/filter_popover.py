"""The filter: which cards stand out, by persona, channel, kind, owner and evidence; all others are faint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.filtering import cards_of, passing_words
from app.labels import label, line, surface, verbatim
from model.views import Filter
from resources import terms
from resources.formats import count, isolate

if TYPE_CHECKING:
    from app.session import Session
    from model.records import Card

WIDTH, HEIGHT = 560, 520  # px, at most
_FIELDS = {"personas": "persona", "channels": "channel", "kinds": "kind", "owners": "owner",
           "evidence": "evidence"}  # fmt: skip
Option = tuple[Any, str, int]  # value, its words, how many cards have it


class FilterPopover(QFrame):
    """It closes with Esc, or when something else is clicked."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        surface(self, "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        _ = session.words
        self.setAccessibleName(_("Filter"))
        self.boxes: dict[tuple[str, Hashable], QCheckBox] = {}
        self.counts: dict[tuple[str, Hashable], QLabel] = {}
        self.counted = label("", "caption")
        self.clear = QPushButton(_("Clear the filter"))
        self.clear.setProperty("look", "flat")
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(lambda: session.showing.set_filter(Filter()))
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 8, 6)
        top.addWidget(label(_("Filter"), "heading"))
        top.addSpacing(8)
        top.addWidget(self.counted)
        top.addStretch(1)
        top.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(line())
        column.addWidget(self._lists())
        session.showing.changed.connect(self._show)
        self._show()

    def open_under(self, button: QWidget) -> None:
        """Below a button, its end at the button's end, within the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(0, button.height() + 4))
        x = corner.x() if self._session.rtl else corner.x() + button.width() - self.width()
        room = button.screen().availableGeometry()
        x = max(room.left(), min(x, room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _lists(self) -> QScrollArea:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 8, 16, 12)
        grid.setHorizontalSpacing(28)
        columns = (QVBoxLayout(), QVBoxLayout())
        for at, column in enumerate(columns):
            column.setSpacing(0)
            grid.addLayout(column, 0, at)
            grid.setColumnStretch(at, 1)
        lengths = [0, 0]
        for title, name, options in self._groups():
            shorter = lengths.index(min(lengths))
            lengths[shorter] += len(options) + 2
            column = columns[shorter]
            column.addWidget(label(title, "label"))
            for value, words, n in options:
                column.addLayout(self._option(name, value, words, n))
            column.addSpacing(8)
        for column in columns:
            column.addStretch(1)
        if not self.boxes:
            words = self._session.words("There are no cards yet. Add one, then choose which stand out.")
            grid.addWidget(label(words, "quiet", wrap=True), 1, 0, 1, 2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedSize(WIDTH, min(HEIGHT, page.sizeHint().height()))
        return area

    def _groups(self) -> list[tuple[str, str, list[Option]]]:
        """Heading, field of the filter, what can be chosen; a group of one choice would ask nothing."""
        session, document = self._session, self._session.document
        if document is None:
            return []
        _, self._cards = session.words, cards_of(session)
        have = {name: Counter(_value(card, field) for card in self._cards) for name, field in _FIELDS.items()}
        personas = {each.id: each.name or _("Unnamed persona") for each in document.children("persona")}
        channels: dict[Any, str] = {
            each.id: each.name or _(terms.CHANNELS[each.kind]) for each in document.children("channel")
        }
        owners = sorted({card.owner.strip() for card in self._cards} - {""}, key=str.casefold)
        found: list[tuple[str, str, dict[Any, str]]] = [
            (_("Kind"), "kinds", {id: _(text) for id, text in terms.CARDS.items()}),
            (_("Evidence"), "evidence", {id: _(text) for id, text in terms.EVIDENCE.items()}),
            (_("Persona"), "personas", personas),
            (_("Channel"), "channels", channels | {None: _("No channel yet")}),
            (_("Owner"), "owners", {name: name for name in owners} | {"": _("No owner")}),
        ]
        groups = []
        for title, name, words in found:
            chosen = getattr(session.showing.filter, name)
            options = [
                (value, text, have[name][value])
                for value, text in words.items()
                if have[name][value] or value in chosen
            ]
            if len(options) > 1 or chosen or (options and name == "personas"):
                groups.append((title, name, options))
        return groups

    def _option(self, name: str, value: Any, words: str, n: int) -> QHBoxLayout:
        box = QCheckBox(verbatim(self._fitting(words)))
        box.setAccessibleName(words)
        box.toggled.connect(lambda on: self._choose(name, value, on))
        self.boxes[name, value] = box
        self.counts[name, value] = said = label(isolate(count(n)), "caption")
        row = QHBoxLayout()
        row.addWidget(box)
        row.addWidget(said)
        row.addStretch(1)
        return row

    def _fitting(self, words: str) -> str:
        room = WIDTH // 2 - 90
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _choose(self, name: str, value: Any, on: bool) -> None:
        asked = self._session.showing.filter
        chosen = getattr(asked, name)
        self._session.showing.set_filter(
            replace(asked, **{name: chosen | {value} if on else chosen - {value}})
        )

    def _show(self) -> None:
        asked = self._session.showing.filter
        for (name, value), box in self.boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(value in getattr(asked, name))
            box.blockSignals(blocked)
        self.counted.setText(passing_words(self._session))
        self.clear.setEnabled(bool(asked))


def _value(card: Card, field: str) -> Any:
    return card.owner.strip() if field == "owner" else getattr(card, field)
