"""Export a map: format, paper, target; the smallest printed text is told before; then the file is opened."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.export_words import FORMATS, facts, paper_name, smallest_text, too_small
from app.file_dialogs import documents, for_a_file, to_save
from app.import_parts import Choice
from app.labels import label, run_left_to_right, sentence
from app.messages import say
from app.opening_outside import open_outside
from exporters.start import PAPERS, Export, start_export_of
from model.errors import MasaError
from resources.formats import isolate
from resources.words import words

if TYPE_CHECKING:
    from model.document import Document

POLL = 30  # ms
WIDTH = 560  # px
MOMENT_MOST = 40  # characters of a moment's name in that of a file


class ExportDialog(QDialog):
    """`kind`: the format it begins with, one of `exporters.start.FORMATS`.

    `file`: where the document is from, if it has no file of its own; `moment`: of which earlier one it is.
    """

    def __init__(
        self, document: Document, map_id: int, kind: str, language: str, parent: QWidget | None = None, *,
        file: Path | None = None, moment: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document = document
        self._map_id = map_id
        self._file = document.path or file
        self._moment = moment
        self._words = _ = words(language)
        self._running: Export | None = None
        self._measuring: Export | None = None
        self._scratch = TemporaryDirectory(prefix="masa-measure-")
        self._sizes: dict[str, float] = {}
        self._taken: tuple[int, bytes] | None = None  # the document's head, and its bytes as they were there
        self.setWindowTitle(_("Export"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if _.rtl else Qt.LayoutDirection.LeftToRight)

        self.format = Choice(_("Format"))
        self.format.offer(((_(name), id) for id, name in FORMATS.items()), kind)
        self.format.activated.connect(self._format_chosen)
        self.paper = Choice(_("Paper"))
        self.paper.offer(((paper_name(each, language), each) for each in reversed(PAPERS)), "fit")
        self.paper.activated.connect(self._tell_size)
        self.all_maps = QCheckBox(_("All maps of the project"))
        self.size_told = label("", "quiet", wrap=True)
        self.target = QLineEdit(str(self._suggested(kind)))
        run_left_to_right(self.target)
        self.target.setAccessibleName(_("File"))
        self.target.textChanged.connect(self._target_changed)
        self.choose = QPushButton(_("Choose…"))
        self.choose.clicked.connect(self._choose_target)
        self.replaces = label("", "warn", wrap=True)
        self.told = label("", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.open_folder = QPushButton(_("Open folder"))
        self.open_folder.clicked.connect(lambda: self._open(self._out().parent))
        self.open_file = QPushButton(_("Open file"))
        self.open_file.clicked.connect(lambda: self._open(self._out()))
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.export = QPushButton(_("Export"))
        self.export.setDefault(True)
        self.export.clicked.connect(self._start)
        for other in (self.cancel, self.choose):  # Enter twice must not cancel what it began
            other.setAutoDefault(False)
        self._lay_out()

        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self._poll)
        for hidden in (self.bar, self.told, self.open_folder, self.open_file):
            hidden.hide()
        self._target_changed()
        self._format_shown()

    def _lay_out(self) -> None:
        _ = self._words
        heading = QLabel(_("Export"))
        heading.setProperty("role", "title")
        target = QHBoxLayout()
        target.addWidget(self.target, 1)
        target.addWidget(self.choose)
        self._form = form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.addRow(_("Format"), self.format)
        form.addRow(_("Paper"), self.paper)
        form.addRow("", self.size_told)
        form.addRow("", self.all_maps)
        form.addRow(_("File"), target)
        form.addRow("", self.replaces)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_folder)
        buttons.addWidget(self.open_file)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.export)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        for part in (heading, form, self.told, self.bar, buttons):
            if isinstance(part, QWidget):
                box.addWidget(part)
            else:
                box.addLayout(part)
        box.insertStretch(box.count() - 1, 1)
        self.resize(WIDTH, box.totalHeightForWidth(WIDTH))

    # What is chosen

    def _format_chosen(self) -> None:
        path = self._typed()
        if path.suffix.lower().removeprefix(".") in FORMATS:
            self.target.setText(str(path.with_suffix("")))
        self.target.setText(str(self._out()))
        self._format_shown()

    def _format_shown(self) -> None:
        kind = self.format.currentData()
        self._form.setRowVisible(self.paper, kind == "pdf")
        self._form.setRowVisible(self.size_told, kind == "pdf")
        several = len(self._document.all("map")) > 1
        self._form.setRowVisible(self.all_maps, kind == "xlsx" and several)
        self._tell_size()

    def _tell_size(self) -> None:
        """The smallest text on this paper: known, or measured by a child process that writes it aside."""
        self._stop_measuring()
        if self.format.currentData() != "pdf" or self._running is not None:
            return
        paper = self.paper.currentData()
        known = self._sizes.get(paper)
        if known is None:
            aside = Path(self._scratch.name) / f"{paper}.pdf"
            self._measuring = self._export(self._map_id, aside, "pdf", paper)
            self._timer.start()
        small = known is not None and too_small(known)
        text = self._words("Measuring the smallest text…")
        if known is not None:
            text = smallest_text(known, paper, self._words.language)
        self._set_role(self.size_told, "warn" if small else "quiet")
        self.size_told.setText(text)

    def _target_changed(self) -> None:
        path = self._out()
        exists = os.path.isfile(path)  # False also where it must not be looked at
        self.replaces.setText(
            self._words("%(file)s exists and will be replaced.") % {"file": isolate(path.name)}
        )
        self._form.setRowVisible(self.replaces, exists and self._running is None)
        self.export.setEnabled(bool(path.name) and self._running is None)

    def _typed(self) -> Path:
        return Path(os.path.expanduser(self.target.text()))

    def _out(self) -> Path:
        """The file that is written: the typed one with the format's ending."""
        path, ending = self._typed(), f".{self.format.currentData()}"
        if path.name in ("", "..") or path.suffix.lower() == ending:
            return path
        return path.with_name(path.name + ending)

    def _choose_target(self) -> None:
        kind = self.format.currentData()
        _ = self._words
        dialog = to_save(self, _, _("Export"), str(self._out()), f"*.{kind}", suffix=kind)
        dialog.fileSelected.connect(self.target.setText)
        dialog.open()

    def _suggested(self, kind: str) -> Path:
        """Beside the project, named like the map, and an earlier moment's by that too."""
        home = self._file.parent if self._file and self._file.parent.is_dir() else documents()
        title = self._document["map", self._map_id].title or self._document.project.title
        name = for_a_file(title) or self._words("Map")
        if self._moment:
            name = for_a_file(f"{name} {self._moment[:MOMENT_MOST]}")
        return home / f"{name}.{kind}"

    # The export

    def _start(self) -> None:
        self._stop_measuring()
        kind, out = self.format.currentData(), self._out()
        self.target.setText(str(out))
        map_id = None if kind == "xlsx" and self.all_maps.isChecked() else self._map_id
        paper = self.paper.currentData() if kind == "pdf" else "fit"
        try:
            self._running = self._export(map_id, out, kind, paper)
        except MasaError as error:
            self._failed(error)
            return
        self._set_busy(True)
        self._timer.start()

    def _export(self, map_id: int | None, out: Path, kind: str, paper: str) -> Export:
        """A child that exports the project as it is; its bytes are taken once for all papers."""
        head = self._document.head
        if self._taken is None or self._taken[0] != head:
            self._taken = head, self._document.snapshot()
        return start_export_of(self._taken[1], map_id, out, kind, paper, self._document.path)

    def _poll(self) -> None:
        if self._measuring is not None:
            self._poll_measure(self._measuring)
        if self._running is not None:
            self._poll_export(self._running)
        if self._measuring is None and self._running is None:
            self._timer.stop()

    def _poll_measure(self, measuring: Export) -> None:
        try:
            done = measuring.poll()
        except MasaError as error:
            self._measuring = None
            self._set_role(self.size_told, "error")
            self.size_told.setText(say(error, self._words.language))
            return
        if done and measuring.facts is not None:
            self._measuring = None
            self._sizes[measuring.out.stem] = measuring.facts["smallest_pt"]
            self._tell_size()

    def _poll_export(self, running: Export) -> None:
        try:
            done = running.poll()
        except MasaError as error:
            self._running = None
            self._failed(error)
            return
        self.bar.setValue(round(100 * running.progress))
        if done and running.facts is not None:
            self._running = None
            self._set_busy(False)
            paper = self.paper.currentData()
            found = dict(running.facts)
            if self.format.currentData() == "pdf":
                self._sizes[paper] = found.pop("smallest_pt")  # told beside the paper
                self._tell_size()
            sentences = [self._words("Made %(file)s") % {"file": isolate(running.out.name)}]
            sentences += facts(found, paper, self._words.language)
            self._tell("\n".join(sentences), "")
            self._form.setRowVisible(self.replaces, False)  # it is the file just made
            self.open_file.show()
            self.open_folder.show()
            self.cancel.setText(self._words("Close"))
            self.open_file.setFocus()

    def _failed(self, error: MasaError) -> None:
        """Nothing was made: what an earlier one made is not offered beside this."""
        self._set_busy(False)
        self._tell(say(error, self._words.language), "error")
        self._measure_again()

    def _measure_again(self) -> None:
        """What an export broke off."""
        try:
            self._tell_size()
        except MasaError:  # told already
            self.size_told.clear()

    def _set_busy(self, busy: bool) -> None:
        for control in (self.format, self.paper, self.all_maps, self.target, self.choose):
            control.setEnabled(not busy)
        self.bar.setVisible(busy)
        self.bar.setValue(0)
        self.told.hide()
        self.open_file.hide()
        self.open_folder.hide()
        self.cancel.setText(self._words("Cancel"))
        self._target_changed()

    def _tell(self, text: str, role: str) -> None:
        self._set_role(self.told, role)
        self.told.setText(sentence(text))
        self.told.updateGeometry()  # the box around a warning is padded
        self.told.show()
        self._grow()

    def _grow(self) -> None:
        """As high as what stands in it, which else would be squeezed."""
        box = self.layout()
        if box is not None:
            box.activate()
            self.resize(self.width(), max(self.height(), box.totalHeightForWidth(self.width())))

    def _set_role(self, widget: QLabel, role: str) -> None:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # or the padding is the old one

    def _open(self, path: Path) -> None:
        text = self._words("No program here opens %(file)s. It is in %(folder)s.")
        named = {"file": isolate(path.name), "folder": isolate(str(path.parent))}
        open_outside(path, self, lambda: self._tell(text % named, "warn"))

    # The end

    def _stop_measuring(self) -> None:
        if self._measuring is not None:
            self._measuring.cancel()
            self._measuring = None

    def reject(self) -> None:
        """While an export runs it only ends that; what was there before is as it was."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
            self._set_busy(False)
            self._tell(self._words("Cancelled; nothing was written."), "quiet")
            self._measure_again()
            return
        super().reject()

    def done(self, result: int) -> None:
        self._timer.stop()
        self._stop_measuring()
        self._scratch.cleanup()
        super().done(result)
