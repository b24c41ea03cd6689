"""Import a spreadsheet: one dialog that shows how it is read, what comes in, what does not and why.

Every choice is checked anew by the reader's process; the map changes only at the end, in one gesture.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.import_done import Done
from app.import_fields import Fields
from app.import_preview import Preview
from app.import_reading import IMPORTED, Reading
from app.import_refused import ask_where
from app.import_room import UpperFirst, WholeArea
from app.import_stages import Meaning, Stages, with_meaning, with_new_stages
from app.import_words import sentence as words_of
from app.labels import label, line, sentence
from app.messages import say
from importers.check import Check, Choices, Outcome
from importers.job import Import
from model.errors import MasaError
from resources.formats import count, isolate
from resources.words import words

if TYPE_CHECKING:
    from model.document import Document

POLL = 30  # ms
SIZE, LEAST = QSize(1280, 860), QSize(760, 440)
WAITING = QSize(560, 190)  # while the file is read, and when it cannot be
FRAME = QSize(2, 34)  # px of a window's frame, before it is known
LOW = 700  # px: a window under it leaves out what its captions say too
PREVIEW_LEAST = 152  # px, the headings and four rows
SIDE, NARROW, WIDE = 328, 264, 1150  # px, of the side; in a window under WIDE it is NARROW
# Choices after which the file has other columns, or columns other meanings: what was said of them falls.
# Another encoding or header row leaves every column where it is.
_ANEW = {"kind", "table", "separator"}
_OF_COLUMNS = ("mapping", "stage_of", "scale", "date_order")


class ImportDialog(QDialog):
    """It closes when the import is done and tells `imported`; `failed` is set when the file cannot be read.

    While it reads it is small; it gets its whole size when there is something to show.
    """

    imported = Signal(object)  # a Done

    def __init__(
        self, document: Document, map_id: int, path: str | Path, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document = document
        self._map_id = map_id
        self._path = Path(path)
        self._words = _ = words(language)
        self._writer: Iterator[float] | None = None
        self.outcome: Outcome | None = None
        self.failed: MasaError | None = None
        self.setWindowTitle(_("Import"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if _.rtl else Qt.LayoutDirection.LeftToRight)
        self._build()
        self._lay_out()
        self._stages_before = {stage.id for stage in document.children("stage", map=map_id)}
        # a map without stages is waiting for those of the file
        choices = Choices(new_stages=not self._stages_before)
        self.job = Import.into(document, map_id, self._path, document["map", map_id].language, choices)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._poll)
        self._timer.start()
        self.instead.setText(sentence(_("Reading %(file)s") % {"file": isolate(self._path.name)}))
        self._show_parts(False)
        self._show_waiting()

    def _build(self) -> None:
        _ = self._words
        stages = self._document.children("stage", map=self._map_id)
        self.reading = Reading(_)
        self.fields = Fields(_)
        self.preview = Preview(_)
        self.stages = Stages(_, stages)
        self.obstacle = label("", "warn", wrap=True)
        self.told = label("", wrap=True)
        # instead of everything else until the file is read, and when it cannot be
        self.instead = label("", "heading", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.save_refused = QPushButton(_("Save the refused rows…"))
        self.cancel = QPushButton(_("Cancel"))
        self.go = QPushButton(_("Import"))
        self.go.setDefault(True)
        for other in (self.cancel, self.save_refused):  # with the keyboard on it, Enter still imports
            other.setAutoDefault(False)
        self.go.setEnabled(False)
        self.save_refused.hide()
        self.obstacle.hide()
        self.reading.changed.connect(lambda name, value: self.choose(**{name: value}))
        self.fields.changed.connect(lambda name, value: self.choose(**{name: value}))
        self.fields.mapped.connect(self._map_column)
        self.preview.header_chosen.connect(lambda row: self.choose(header_row=row))
        self.stages.meant.connect(self._mean)
        self.stages.all_new.connect(lambda: self._choose_all(with_new_stages(self.job.choices)))
        self.stages.all_about.connect(lambda stage: self.choose(all_about_stage=stage))
        self.save_refused.clicked.connect(self._ask_for_refused)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._start)

    def _lay_out(self) -> None:
        _ = self._words
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(24, 12, 24, 8)
        above.setSpacing(6)
        heading = label(isolate(self._path.name), "title", fills=True)
        self._which = label(_("Which column holds what?"), "heading")
        for part in (heading, self.reading, self._which):
            above.addWidget(part)
        fields = WholeArea(self.fields)
        above.addWidget(fields, 1)
        self._fields_area = fields
        self._parts = UpperFirst(top, self.preview, PREVIEW_LEAST)
        self._parts.shared.connect(self.preview.show_header)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setWidget(self.stages)
        self._side.setFixedWidth(SIDE)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.instead.setContentsMargins(24, 20, 24, 0)
        middle.addWidget(self.instead, 1, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self._parts, 1)
        self._edge = line(upright=True)
        middle.addWidget(self._edge)
        middle.addWidget(self._side)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 8)
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        for button in (self.save_refused, self.cancel, self.go):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(middle, 1)
        box.addWidget(line())
        warning = QHBoxLayout()
        warning.setContentsMargins(24, 8, 24, 0)
        warning.addWidget(self.obstacle)
        box.addLayout(warning)
        box.addWidget(self.bar)
        box.addLayout(foot)
        self.resize(WAITING)

    def _grow(self) -> None:
        """To the size of its contents, frame and all within the screen, in the middle of the window."""
        frame = self.frameGeometry().size() - self.size()
        room = self.screen().availableGeometry()
        size = SIZE.boundedTo(room.size() - frame.expandedTo(FRAME))
        self.setMinimumSize(LEAST.boundedTo(size))
        place = QRect((self.parentWidget() or self).window().frameGeometry())
        outer = QRect(place.topLeft(), size + frame)
        outer.moveCenter(place.center())
        outer.moveLeft(max(room.left(), min(outer.left(), room.right() + 1 - outer.width())))
        outer.moveTop(max(room.top(), min(outer.top(), room.bottom() + 1 - outer.height())))
        self.move(outer.topLeft())
        self.resize(size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(SIDE if self.width() >= WIDE else NARROW)
        self._show_which()

    def _show_which(self) -> None:
        check = self.job.check
        self._which.setVisible(check is not None and check.kind in IMPORTED and self.height() >= LOW)

    # Choices

    def choose(self, **changes: Any) -> None:
        """Read the file by these fields of `Choices` from now on."""
        if self._writer is not None or self.failed:
            return
        if _ANEW & changes.keys():
            changes = dict.fromkeys(_OF_COLUMNS) | changes
            if "table" in changes:
                changes = {"header_row": None} | changes
        self.job.choose(**changes)
        self._show_waiting()

    def _choose_all(self, choices: Choices) -> None:
        self.choose(stage_of=choices.stage_of, new_stages=choices.new_stages)

    def _map_column(self, field: str, column: int | None) -> None:
        self.choose(mapping={**(self.job.choices.mapping or {}), field: column})

    def _mean(self, name: str, meaning: Meaning) -> None:
        if self.job.check:
            self._choose_all(with_meaning(self.job.choices, self.job.check.stage_matches, name, meaning))

    # What is shown

    def _poll(self) -> None:
        if self._writer is not None:
            self._write_on(self._writer)
        elif self.job.poll():
            self.bar.setValue(round(100 * self.job.progress))
            if self.job.error:
                self._fail(self.job.error)
            elif self.job.state == "checked" and self.job.check:
                self._show_check(self.job.check)

    def _show_parts(self, shown: bool) -> None:
        self.instead.setVisible(not shown)
        for part in (self._parts, self._edge, self._side):
            part.setVisible(shown)

    def _show_waiting(self) -> None:
        self.go.setEnabled(False)
        self.bar.setRange(0, 100)
        self.bar.setValue(0)
        self.bar.show()
        self.told.setText(self._words("Reading the file…") if self._parts.isVisible() else "")

    def _show_check(self, check: Check) -> None:
        _ = self._words
        self.bar.hide()
        first, asked = not self._parts.isVisible(), self.stages.make_all.hasFocus()
        if first:
            self._show_parts(True)
            self._grow()
        self.reading.show_check(check)
        self.fields.show_check(check)
        self._show_which()
        self._fields_area.setVisible(check.kind in IMPORTED)
        self.preview.show_check(check)
        self.stages.show_check(check, self.job.choices)
        obstacle = check.obstacle
        self.obstacle.setText(self._obstacle(check))
        self.obstacle.setVisible(obstacle is not None)
        self.save_refused.setVisible(check.refused > 0)
        self.go.setEnabled(check.importable > 0)
        if first or asked:  # Enter is what is left to do
            make_stages = self.stages.make_all
            next_step = self.reading.kind if make_stages.isHidden() else make_stages
            (self.go if self.go.isEnabled() else next_step).setFocus()
        numbers = {
            "good": isolate(count(max(0, check.good + check.warned - check.already))),
            "refused": isolate(count(check.refused)),
            "already": isolate(count(check.already)),
        }
        rows = _("%(good)s rows good, %(refused)s refused, %(already)s already here.") % numbers
        self.told.setText(f"{rows} {_('Nothing has been changed yet.')}")

    def _obstacle(self, check: Check) -> str:
        """Why nothing can be imported, and what to do about it; "" when nothing stands in the way."""
        if check.obstacle is None:
            return ""
        unmatched = any(match.stage is None and match.how != "new" for match in check.stage_matches)
        if check.obstacle.code == "all_refused" and unmatched:
            return self._words("No name in the file is a stage of the map. Match them, or make new stages.")
        return words_of(check.obstacle.code, check.obstacle.params, self._words.language)

    def _fail(self, error: MasaError) -> None:
        """The file cannot be read, or the import went wrong: nothing was changed."""
        self.failed = error
        self._timer.stop()
        self.bar.hide()
        self._freeze()
        shown = self._parts.isVisible()
        text = say(error, self._words.language)
        self.instead.setText(sentence(text))
        self.obstacle.hide()
        self.told.setProperty("role", "error" if shown else "")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self.told.setText(text if shown else "")
        self.go.hide()
        self.cancel.setText(self._words("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _freeze(self) -> None:
        for part in (self._parts, self._side):
            part.setEnabled(False)

    # The import

    def _start(self) -> None:
        """Write in short slices between the events of the window, so that it can be cancelled."""
        self._freeze()
        self.go.setEnabled(False)
        self.bar.setValue(0)
        self.bar.show()
        self._writer = self.job.write(self._document, self._map_id)
        self._timer.setInterval(0)

    def _write_on(self, writer: Iterator[float]) -> None:
        try:
            share = next(writer)
        except StopIteration:
            self._finish()
            return
        except MasaError as error:
            self._writer = None
            self._fail(error)
            return
        self.bar.setValue(round(100 * share))
        total = self.job.check.importable if self.job.check else 0
        numbers = {"done": isolate(count(round(share * total))), "all": isolate(count(total))}
        self.told.setText(self._words("Importing: %(done)s of %(all)s") % numbers)

    def _finish(self) -> None:
        self._writer = None
        self._timer.stop()
        self.bar.hide()
        self.outcome, check = self.job.outcome, self.job.check
        done = self.outcome
        if done is None or check is None:
            return
        stages = self._document.children("stage", map=self._map_id)
        new = next((stage.id for stage in stages if stage.id not in self._stages_before), None)
        self.imported.emit(Done(done, check, self._path, new))
        self.accept()

    def _ask_for_refused(self) -> None:
        if self.job.check:
            ask_where(self, self._path, self.job.check, self._words.language, self.told.setText)

    def done(self, result: int) -> None:
        """However it ends: no process, and nothing half imported, stays behind."""
        self._timer.stop()
        self.job.cancel()
        super().done(result)
