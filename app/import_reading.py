"""What the file is read as: its kind with the reason, sheet or table, header row, encoding, separator."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.import_parts import Choice, column_name
from app.import_words import KINDS, SEPARATORS, sentence
from app.labels import label
from importers.check import Check
from importers.text import ENCODINGS
from resources.formats import period
from resources.terms import UNITS
from resources.words import Words

RING = 3  # px around a control for the ring of the keyboard
IMPORTED = ("feedback", "drop_off")
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1255": "Windows-1255",
    "cp1252": "Windows-1252",
}


class Reading(QWidget):
    """Tells each choice as `changed(name of a field of Choices, value)`."""

    changed = Signal(str, object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = _ = words
        self.kind = self._choice("kind", _("Read as"), 12)
        self.table = self._choice("table", _("Table"), 12)
        self.encoding = self._choice("encoding", _("Encoding"), 9)
        self.separator = self._choice("separator", _("Separator"), 7)
        self.header = self._choice("header_row", _("Header row"), 4)
        self.why = label("", "quiet", fills=True)
        row = QHBoxLayout()
        row.setContentsMargins(-RING, 0, -RING, 0)
        row.setSpacing(2)
        self._units: dict[QWidget, QWidget] = {}
        for name, control, stretch in (
            (_("Read as"), self.kind, 3),
            (_("Table"), self.table, 3),
            (_("Header row"), self.header, 1),
            (_("Encoding"), self.encoding, 2),
            (_("Separator"), self.separator, 2),
        ):
            self._units[control] = unit = _captioned(name, control)
            row.addWidget(unit, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(row)
        box.addWidget(self.why)

    def show_check(self, check: Check) -> None:
        _ = self._words
        kinds = IMPORTED if check.kind in IMPORTED else (*IMPORTED, check.kind)
        self.kind.offer(((_(KINDS[kind]), kind) for kind in kinds), check.kind)
        facts = [
            self._reason(check),
            _("open funnel") if check.open_funnel else "",
            _(UNITS[check.unit]) if check.unit else "",
            period(check.period, _),
        ]
        self.why.setText(" · ".join(fact for fact in facts if fact))
        self.table.offer(((name or _("First table"), name) for name in check.tables), check.table)
        self._units[self.table].setVisible(len(check.tables) > 1)
        encodings = ENCODINGS if check.encoding in ENCODINGS else (check.encoding, *ENCODINGS)
        self.encoding.offer(((ENCODING_NAMES.get(each, each), each) for each in encodings), check.encoding)
        self._units[self.encoding].setVisible(bool(check.encoding))
        marks = (
            SEPARATORS if check.separator in SEPARATORS else {check.separator: check.separator} | SEPARATORS
        )
        self.separator.offer(((_(name) or _("None"), mark) for mark, name in marks.items()), check.separator)
        self._units[self.separator].setVisible(bool(check.encoding))
        rows = {check.header_row, *(row.number for row in check.preview)} - {0}
        numbers = [(str(row), row) for row in sorted(rows)]
        self.header.offer([(_("None"), 0), *numbers], check.header_row)

    def _reason(self, check: Check) -> str:
        """Why it is read as this; columns without headers are named by their numbers."""
        why, params = check.kind_reason, dict(check.kind_reason.params)
        if "names" in params and not any(name.strip() for name in params["names"]):
            columns = sorted(set(check.mapping.values()))
            if not columns:
                return ""
            params["names"] = [column_name(check, column, self._words) for column in columns]
        return sentence(why.code, params, self._words.language)

    def _choice(self, field: str, name: str, least: int) -> Choice:
        choice = Choice(name, least)
        choice.activated.connect(lambda: self.changed.emit(field, choice.currentData()))
        return choice


def _captioned(name: str, control: QWidget) -> QWidget:
    """A control under its name."""
    caption = QLabel(name)
    caption.setProperty("role", "caption")
    caption.setBuddy(control)
    unit = QWidget()
    box = QVBoxLayout(unit)
    box.setContentsMargins(*[RING] * 4)
    box.setSpacing(2)
    box.addWidget(caption)
    box.addWidget(control)
    return unit
