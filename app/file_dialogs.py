"""Dialogs that ask for a file, wholly in the reader's words: Qt's own Hebrew lacks some of theirs."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QFileInfo, QObject, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFileIconProvider,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

from app.icons import icon
from app.import_parts import theme_in_use
from resources.formats import isolate
from resources.words import Words

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\u200e\u200f\u2066-\u2069]')


def for_a_file(title: str) -> str:
    """A title as the name of a file on every system, without an ending; "" where nothing is left of it."""
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip(". ")


def documents() -> Path:
    """Where the user's documents are; the home folder where there is no such folder."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


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


class _Path(QObject):
    """Paints the path of the folder from the left: in a Hebrew window Qt turns it round and cuts it."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self._combo = combo
        combo.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._combo or event.type() != QEvent.Type.Paint:
            return False
        option = QStyleOptionComboBox()
        self._combo.initStyleOption(option)
        painter = QStylePainter(self._combo)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self._combo.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, field, self._combo
        )
        shown = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideMiddle, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(room, int(flags), shown)
        return True


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
        # endings in brackets would be torn apart in a Hebrew line
        self.setOption(QFileDialog.Option.HideNameFilterDetails)
        typed = self.findChild(QLineEdit, "fileNameEdit")
        folder = self.findChild(QComboBox, "lookInCombo")
        if typed is not None and folder is not None:  # a dialog of the system's own has none
            typed.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            folder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self._path = _Path(folder)
            self._tint(words.rtl)

    def _tint(self, rtl: bool) -> None:
        """Icons in the theme's colours: Qt's own are black in the dark, too."""
        back, onward = ("arrow-right", "arrow-left") if rtl else ("arrow-left", "arrow-right")
        for name, picture in (
            ("backButton", back), ("forwardButton", onward), ("toParentButton", "arrow-up"),
            ("newFolderButton", "plus"), ("listModeButton", "list"), ("detailModeButton", "table"),
        ):  # fmt: skip
            if (button := self.findChild(QToolButton, name)) is not None:
                button.setIcon(icon(picture, theme_in_use(), 18))


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
