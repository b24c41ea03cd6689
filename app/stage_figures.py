"""What the figures say of a stage: drop-off with its unit and file, scores with n and interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.labels import label, sentence
from canvas.picture.scores import METHODS
from model.kinds import SCALES
from resources import terms
from resources.formats import count, interval, isolate, percent, sample_size, score, short
from resources.words import Words

if TYPE_CHECKING:
    from app.session import Session
    from model.measures import Figures, Score, StageDropOff
    from model.records import ImportBatch


class StageFiguresBox(QWidget):
    """Read only: the figures change by importing."""

    FOLLOWS = frozenset({"import_batch", "drop_off", "stage"})  # the tables whose changes it shows

    def __init__(self, session: Session, stage_id: int) -> None:
        super().__init__()
        self._session, self._stage_id = session, stage_id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.fill()

    def fill(self) -> None:
        from model.measures import map_figures

        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        document = self._session.document
        if document is None or document.get("stage", self._stage_id) is None:
            return
        figures = map_figures(document, document["stage", self._stage_id].map)
        for role, text in figure_lines(figures, self._stage_id, self._session.words):
            self._column.addWidget(label(sentence(text), role, wrap=True))


def figure_lines(figures: Figures, stage_id: int, _: Words) -> list[tuple[str, str]]:
    """Pairs of a label's role and its text."""
    found = figures.stages[stage_id]
    lines = [("label", _("Drop-off"))]
    if found.drop_off is None or figures.batch is None:
        lines.append(("caption", _("No figures yet. Import a funnel from your web analytics.")))
    else:
        lines += [("body", text) for text in drop_off_lines(found.drop_off, figures.batch, _)]
        lines.append(("caption", _("From %(file)s") % {"file": isolate(short(figures.batch.file))}))
    lines.append(("label", _("Feedback")))
    if not found.feedback.n:
        lines.append(("caption", _("No feedback yet")))
    for each in found.feedback.scores.values():
        lines += score_lines(each, _)
    return lines


def drop_off_lines(drop_off: StageDropOff, batch: ImportBatch, _: Words) -> list[str]:
    """Counts with their unit, each rate beside its count."""
    unit = _(terms.UNITS[batch.unit]) if batch.unit in terms.UNITS else ""
    lines = [_("Entered: %(n)s %(unit)s") % {"n": isolate(count(drop_off.entered)), "unit": unit}]
    for text, number, rate in (
        (_("Completed: %(n)s"), drop_off.completed, drop_off.completion_rate),
        (_("Left: %(n)s"), drop_off.left, drop_off.abandonment_rate),
    ):
        if number is not None:
            share = f" ({isolate(percent(rate))})" if rate is not None else ""
            lines.append(text % {"n": isolate(count(number))} + share)
    if drop_off.left is None and batch.open:
        lines.append(_("Open funnel: how many left cannot be computed"))
    return [line.strip() for line in lines]


def score_lines(found: Score, _: Words) -> list[tuple[str, str]]:
    """'CSAT 62%', then 'n = 118, 95% interval 53% to 70%'."""
    shown = isolate(score(found.measure, found.value, SCALES[found.scale][1]))
    lines = [("body", f"{_(METHODS[found.scale])}: {shown}")]
    note = sample_size(found.n)
    if found.low is not None and found.high is not None:
        ends = interval(found.measure, found.low, found.high, _)
        note = _("95%% interval %(ends)s") % {"ends": ends} + ", " + note
    lines.append(("caption", note))
    return lines
