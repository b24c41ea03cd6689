"""Dialogs that ask for a file, wholly in the reader's words: Qt's own Hebrew lacks some of theirs."""

from __future__ import annotations

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QFileIconProvider, QLineEdit, QWidget

from resources.formats import isolate
from resources.words import Words


class _Kinds(QFileIconProvider):
    """What the column of kinds says."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def type(self, info: QFileInfo) -> str:
        if info.isRoot():
            return self._words("Drive")
        if info.isDir():
            return self._words("Folder")
        if not info.suffix():
            return self._words("File")
        return self._words("%(kind)s file") % {"kind": isolate(info.suffix())}


class FileDialog(QFileDialog):
    """Deleted when it is closed. Paths and names of files run from the left in it."""

    def __init__(
        self, parent: QWidget, words: Words, heading: str, start: str, kinds: str, *, accept: str
    ) -> None:
        super().__init__(parent, heading, start, kinds)
        _ = words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kinds = _Kinds(words)  # the dialog only borrows it
        self.setIconProvider(self._kinds)
        names = QFileDialog.DialogLabel
        for name, text in (
            (names.LookIn, _("Folder:")), (names.FileName, _("File name:")),
            (names.FileType, _("Kind of file:")), (names.Accept, accept), (names.Reject, _("Cancel")),
        ):  # fmt: skip
            self.setLabelText(name, text)
        for field in (
            self.findChild(QLineEdit, "fileNameEdit"),
            self.findChild(QComboBox, "lookInCombo"),
        ):
            if field is not None:  # a dialog of the system's own has none
                field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def to_save(
    parent: QWidget, words: Words, heading: str, start: str, kinds: str, *, suffix: str
) -> FileDialog:
    """Asks for a place to write to, and before a file is replaced. `start`: the folder or file proposed."""
    dialog = FileDialog(parent, words, heading, start, kinds, accept=words("Save"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words("Save"))
    dialog.setDefaultSuffix(suffix)
    return dialog


def to_open(parent: QWidget, words: Words, heading: str, start: str, kinds: str) -> FileDialog:
    """Asks for a file that is there."""
    dialog = FileDialog(parent, words, heading, start, kinds, accept=words("Open"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog
