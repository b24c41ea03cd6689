"""The start page: new, open, from a spreadsheet, recent files; templates; a filled sample map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import actions, file_actions, logo
from app.icons import icon
from app.labels import label, line, surface
from app.language_choice import language_choice
from app.recent_files import RecentFiles
from app.sample_card import SampleCard
from app.template_tiles import TemplateGrid
from resources.assets import tokens

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

BUTTONS = (("new", "primary"), ("open", ""), ("from_table", ""))


class StartPage(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        self._session, self._window = session, window
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(line(upright=True))
        row.addWidget(self._main(), 1)

    def restyle(self) -> None:
        """Another theme: what is painted by hand or tinted is made anew."""
        self._mark.setPixmap(self._logo())
        for id, button in self.buttons.items():
            button.setIcon(self._icon(id))
        self.recent.fill()
        self.sample.restyle()
        self.update()

    def _side(self) -> QWidget:
        _ = self._session.words
        side = QWidget()
        surface(side, "side")
        side.setFixedWidth(tokens()["window"]["start_side"])
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(8)
        column.addLayout(self._heading())
        column.addSpacing(20)
        self.buttons: dict[str, QPushButton] = {}
        for id, look in BUTTONS:
            button = self._button(id, look)
            self.buttons[id] = button
            column.addWidget(button)
        column.addSpacing(20)
        column.addWidget(label(_("Recent"), "heading"))
        self.recent = RecentFiles(self._session)
        self.recent.opened.connect(lambda path: file_actions.open_path(self._window, path))
        scroll = _scrolled(self.recent)
        column.addWidget(scroll, 1)
        column.addWidget(self._drop_hint())
        return side

    def _heading(self) -> QHBoxLayout:
        _ = self._session.words
        self._mark = QLabel()
        self._mark.setPixmap(self._logo())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(_("Masa"), "display"))
        words.addWidget(label(_("Customer journey maps"), "quiet"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        return row

    def _button(self, id: str, look: str) -> QPushButton:
        """A wide button with its icon and words at the start and its keys at the end."""
        each = actions.action(id)
        button = QPushButton(self._session.words(each.text).rstrip("…"))
        button.setProperty("look", look)
        button.setProperty("wide", True)
        button.setAutoDefault(True)  # Enter presses it, too
        button.setIcon(self._icon(id))
        button.setIconSize(QSize(18, 18))
        button.setMinimumHeight(40)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._window.actions_by_id[id].trigger())
        if each.keys:
            keys = label(each.keys[0], "keys-primary" if look else "keys")
            keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner = QHBoxLayout(button)
            inner.setContentsMargins(14, 0, 14, 0)
            inner.addStretch(1)
            inner.addWidget(keys)
        return button

    def _drop_hint(self) -> QFrame:
        hint = QFrame()
        surface(hint, "drop")
        row = QHBoxLayout(hint)
        row.setContentsMargins(16, 14, 16, 14)
        row.addWidget(label(self._session.words("Drop a Masa map or a spreadsheet here"), "quiet", wrap=True))
        return hint

    def _main(self) -> QWidget:
        _ = self._session.words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(36, 32, 36, 32)
        column.setSpacing(16)
        self.language = language_choice(self._session)
        self.templates = TemplateGrid(self._session, self.language.currentData())
        self.language.currentIndexChanged.connect(
            lambda: self.templates.set_language(self.language.currentData())
        )
        self.templates.chosen.connect(
            lambda id: file_actions.new_from(self._window, id, self.language.currentData())
        )
        about = _("Each comes with lanes, stages and example words to replace")
        top = _titled(_("Start from a template"), about)
        top.addWidget(self.language)
        column.addLayout(top)
        column.addWidget(self.templates)
        column.addSpacing(12)
        column.addLayout(_titled(_("Sample map"), _("Filled in, with figures; change anything")))
        self.sample = SampleCard(self._session)
        self.sample.opened.connect(lambda id, language: file_actions.open_sample(self._window, id, language))
        column.addWidget(self.sample)
        column.addStretch(1)
        return _scrolled(page)

    def _icon(self, id: str) -> QIcon:
        token = "text_on_accent" if dict(BUTTONS)[id] else "text"
        return icon(actions.action(id).icon, self._session.theme, 18, self._session.rtl, token)

    def _logo(self) -> QPixmap:
        return logo.pixmap(self._session.theme, 44, self._session.rtl, self.devicePixelRatioF())


def _titled(title: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(label(title, "title"))
    row.addWidget(label(words, "quiet", wrap=True), 1)
    return row


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
