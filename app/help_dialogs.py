"""Help: the page of keyboard shortcuts, made from the table of actions, and the page about the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import __version__, actions, logo
from app.labels import label
from app.session import Session
from resources.formats import isolate

FRAME = 48  # px, at most, of a window's frame


class ShortcutsDialog(QDialog):
    """Every action that has keys, under the title of its menu, and the keys that the map hears."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(8, 0, 8, 8)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        for title, rows in shortcut_groups():
            row = grid.rowCount()
            grid.addWidget(label(_(title).replace("&", ""), "heading"), row, 0, 1, 2)
            grid.setRowMinimumHeight(row, 36)
            for text, keys in rows:
                row = grid.rowCount()
                grid.addWidget(label(_(text).rstrip("…")), row, 0)
                grid.addWidget(label(keys, "quiet"), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setProperty("ownFocus", True)  # it has the keyboard only to scroll
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(_close_button(self, _("Close")))
        self.resize(520, min(620, self.screen().availableSize().height() - FRAME))


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """By menu: (text to translate, keys as this system writes them)."""
    groups = []
    for title, entries in actions.MENUS:
        known = [actions.action(entry) for entry in entries if isinstance(entry, str)]
        rows = [(each.text, _shown(each.keys)) for each in known if each.keys]
        if rows:
            groups.append((title, rows))
    groups.append((actions.IN_WINDOW, [(text, _shown(keys)) for text, keys in actions.WINDOW_KEYS]))
    groups.append((actions.ON_WALL, [(text, _shown(keys)) for text, keys in actions.WALL_KEYS]))
    groups.append((actions.ON_MAP, [(text, _shown(keys)) for text, keys in actions.MAP_KEYS]))
    return groups


def _shown(keys: tuple[str, ...]) -> str:
    native = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return "  ".join(isolate(key) for key in native)


class AboutDialog(QDialog):
    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About Masa"))
        mark = label()
        mark.setPixmap(logo.pixmap(session.theme, 64, session.rtl, self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.addWidget(label(_("Masa"), "display"))
        words.addWidget(label(_("Customer journey maps"), "quiet"))
        words.addSpacing(8)
        words.addWidget(label(_("Version %(version)s") % {"version": isolate(__version__)}))
        words.addWidget(label(_("Qt %(version)s") % {"version": isolate(qVersion())}, "quiet"))
        words.addSpacing(8)
        words.addWidget(label(_("Free software under the MIT licence."), wrap=True))
        words.addWidget(
            label(
                _("Fonts: Heebo, DejaVu Sans, Noto Emoji. Icons: Phosphor. Their licences come with Masa."),
                "quiet",
                wrap=True,
            )
        )
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(_close_button(self, _("Close")))
        self.setMinimumWidth(440)


def _close_button(dialog: QDialog, text: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox()
    buttons.addButton(text, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    return buttons
