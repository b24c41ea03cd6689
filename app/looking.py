"""What is shown while the window that has a file open is looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from app.labels import label, sentence
from resources.formats import isolate
from resources.words import Words

SOON = 150  # ms: a window that answers at once needs no words


class Looking(QDialog):
    """Shown by itself when it lasts; `rejected` when the user does not want to wait."""

    def __init__(self, file: Path, _: Words, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # a start goes on after it
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Masa"))
        text = _("Looking for the window in which %(file)s is open…") % {"file": isolate(file.name)}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(sentence(text)))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        column.addWidget(bar)
        buttons = QDialogButtonBox()
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setDefault(True)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        QTimer.singleShot(SOON, self, self.show)
