"""Which column holds what: a row a field, with its column, first values, how they are read, how sure."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.import_parts import Choice, column_name, theme_in_use
from app.import_words import DATE_ORDERS, FIELDS, SCALES
from app.labels import label
from importers.check import DROP_OFF_FIELDS, FEEDBACK_FIELDS, Check
from resources.formats import own_direction, percent
from resources.words import N_, Words

UNSURE = 0.7  # below it a guess is shown as a question
SAMPLES = 3  # first values shown
SAMPLE_MOST = 24  # characters of each
ROW, CONTROL = 32, 28  # px, a row and the choices in it
BORDERS = 2  # px of a choice's height
INSET = 8  # px from the ends of a row to its texts

REQUIRED = {"drop_off": ("stage", "entered")}
READ_AS = {
    "comment": N_("Text"),
    "date": N_("Date"),
    "stage": N_("Matched to the stages"),
    "source": N_("Text"),
    "source_id": N_("Known again at the next import"),
    "order": N_("Order of the stages"),
    "entered": N_("Whole number"),
    "completed": N_("Whole number"),
    "left": N_("Whole number"),
    "rate_completed": N_("Checked against the counts"),
    "rate_previous": N_("Checked against the counts"),
    "rate_left": N_("Checked against the counts"),
    "segment": N_("One segment is read"),
}


class Fields(QWidget):
    """Tells `mapped(field, column or None)` and `changed(name of a field of Choices, value)`."""

    mapped = Signal(str, object)
    changed = Signal(str, object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._kind = ""
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        for column, stretch in enumerate((8, 8, 7, 8, 0)):
            self._grid.setColumnStretch(column, stretch)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setStyleSheet(f"QComboBox {{ min-height: {CONTROL - BORDERS}px; }}")

    def show_check(self, check: Check) -> None:
        if check.kind != self._kind:
            self._build(check)
        for row in self._rows.values():
            row.show_check(check)

    def column(self, field: str) -> Choice:
        """The combo of a field's column."""
        return self._rows[field].column

    @property
    def scale(self) -> Choice | None:
        """The combo of the scores' scale; only for feedback."""
        row = self._rows.get("score")
        return row.choice if row else None

    def _build(self, check: Check) -> None:
        """The rows of this kind: what it needs, what the file has, the others; they stay where they are."""
        self._kind = kind = check.kind
        self._rows = {}
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        _ = self._words
        headings = (_("Field"), _("Column in the file"), _("First values"), _("Read as"), _("Sure of"))
        for column, text in enumerate(headings):
            heading = QLabel(text)
            heading.setProperty("role", "caption")
            heading.setContentsMargins(*_inset(column))
            self._grid.addWidget(heading, 0, column)
        fields = {"feedback": FEEDBACK_FIELDS, "drop_off": DROP_OFF_FIELDS}.get(kind, ())
        required = REQUIRED.get(kind, ())
        in_order = sorted(fields, key=lambda each: (each not in required, each not in check.mapping))
        for number, field in enumerate(in_order, 1):
            row = self._rows[field] = _Row(self, field, field in required)
            row.place(self._grid, number)


class _Row:
    """The widgets of one field."""

    def __init__(self, fields: Fields, field: str, required: bool) -> None:
        self._fields = fields
        self._field = field
        self._words = _ = fields._words
        name = _(FIELDS[field])
        self._ground = _Ground()
        self._name = label(_("%(field)s, required") % {"field": name} if required else name, fills=True)
        self.column = Choice(_("Column for %(field)s") % {"field": name})
        self.column.activated.connect(lambda: fields.mapped.emit(field, self.column.currentData()))
        self._samples = label("", "quiet", fills=True)
        self._sure = QLabel()
        self._sure.setMinimumWidth(44)
        self._sure.setProperty("role", "caption")
        self.choice: Choice | None = None
        self._read_as: QWidget
        if field in ("score", "date"):
            self.choice = Choice(_("Scale of the scores") if field == "score" else _("Order of the dates"))
            self.choice.activated.connect(self._chosen)
            self._read_as = self.choice
        else:
            self._read_as = label(_(READ_AS[field]), fills=True)

    def place(self, grid: QGridLayout, number: int) -> None:
        grid.addWidget(self._ground, number, 0, 1, 5)
        for column, widget in enumerate((self._name, self.column, self._samples, self._read_as, self._sure)):
            widget.setContentsMargins(*_inset(column))
            grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)
        self._ground.lower()

    def show_check(self, check: Check) -> None:
        _ = self._words
        index = check.mapping.get(self._field)
        columns = [
            (own_direction(column_name(check, column, _)), column) for column in range(len(check.columns))
        ]
        self.column.offer([(_("Not in this file"), None), *columns], index)
        self._samples.setText(" · ".join(_samples(check, index)))
        sure = check.sure.get(self._field) if index is not None else None
        unsure = sure is not None and sure < UNSURE
        if self.choice is not None:
            self._offer(check, self.choice)
            self.choice.setVisible(index is not None and self.choice.count() > 0)
            key = "scale" if self._field == "score" else "date_order"
            if sure is not None:
                sure = min(sure, check.sure.get(key, 1.0))
                unsure = sure < UNSURE
            if index is not None and self._field == "score" and not check.scale:
                unsure = True
        elif isinstance(self._read_as, QLabel):
            self._read_as.setText(_(READ_AS[self._field]) if index is not None else "")
        self._show_sure(sure, unsure)

    def _offer(self, check: Check, choice: Choice) -> None:
        _ = self._words
        if self._field == "score":
            entries: list[tuple[str, Any]] = [(_(name), scale) for scale, name in SCALES.items()]
            choice.offer(entries, check.scale or None)
        else:
            orders = DATE_ORDERS.items() if check.date_order else ()  # ISO dates leave nothing to choose
            choice.offer([(_(name), order) for order, name in orders], check.date_order)

    def _chosen(self) -> None:
        if self.choice is not None:
            name = "scale" if self._field == "score" else "date_order"
            self._fields.changed.emit(name, self.choice.currentData())

    def _show_sure(self, sure: float | None, unsure: bool) -> None:
        theme = theme_in_use()
        colour = theme.colour("warn" if unsure else "ok")
        text = percent(sure, 0) if sure is not None else ""
        self._sure.setText(f'<span style="color: {colour}">{text}</span>' if text else "")
        self._ground.colours(theme.colour("warn_tint") if unsure else None, theme.colour("divider"))


def _inset(column: int) -> tuple[int, int, int, int]:
    """Margins of what stands in a column: only the outer ones keep away from the ends."""
    side = INSET if column in (0, 4) else 0
    return side, 0, side, 0


class _Ground(QWidget):
    """What a row lies on: a line at its top, a tint when it is a question. Painted: style sheets are slow."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(ROW)
        self._tint: str | None = None
        self._line = "transparent"

    def colours(self, tint: str | None, line: str) -> None:
        self._tint, self._line = tint, line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tint:
            painter.fillRect(self.rect(), QColor(self._tint))
        painter.fillRect(0, 0, self.width(), 1, QColor(self._line))


def _samples(check: Check, column: int | None) -> list[str]:
    """The first values of a column that are no headers and not empty."""
    if column is None:
        return []
    cells = (
        row.cells[column] for row in check.preview if row.status != "skipped" and column < len(row.cells)
    )
    found = [" ".join(cell.split()) for cell in cells if cell.strip()][:SAMPLES]
    return [
        own_direction(cell if len(cell) <= SAMPLE_MOST else cell[: SAMPLE_MOST - 1] + "…") for cell in found
    ]
