"""The bar over the map: which map it is, undo and redo, import, export, the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from app import menus, views_menu
from app.action_button import ActionButton
from app.filtering import passing_words
from app.icons import icon, pixmap
from app.labels import label, line, surface
from resources.assets import tokens
from resources.terms import MAPS

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

EXPORTS = ("export_pdf", "export_xlsx", "export_png")


class TopBar(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "bar")
        self.setFixedHeight(tokens()["window"]["tool_bar"])
        self._session, self._window = session, window
        _ = session.words
        self._mark = QLabel()
        self.title, self.kind = label("", "heading", gives_way=True), label("", "quiet")
        self.switch = QToolButton()
        self.switch.setAccessibleName(_("Go to map"))
        self.switch.setToolTip(_("Go to map"))
        self.switch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choices = QMenu(self.switch)
        choices.aboutToShow.connect(lambda: menus.maps(window, choices))
        self.switch.setMenu(choices)
        self.export = self._worded(_("Export"), Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        formats = QMenu(self.export)
        formats.addActions([window.actions_by_id[id] for id in EXPORTS])
        formats.aboutToShow.connect(lambda: window.tint(EXPORTS))
        self.export.setMenu(formats)
        self.load = self._worded(_("Import data"), Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.load.clicked.connect(window.actions_by_id["import"].trigger)
        self.load.setToolTip(window.actions_by_id["import"].toolTip())
        self.present = QPushButton(_("Present"))
        self.present.setProperty("look", "primary")
        self.present.setFixedHeight(32)
        self.present.setIconSize(QSize(24, 18))  # room between icon and words
        self.present.setAutoDefault(False)
        self.present.setToolTip(window.actions_by_id["present"].toolTip())
        self.present.clicked.connect(window.actions_by_id["present"].trigger)
        self.filtered = QToolButton()
        self.filtered.setObjectName("filtered")
        self.filtered.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filtered.setToolTip(_("Clear the filter"))
        self.filtered.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filtered.clicked.connect(window.actions_by_id["clear_filter"].trigger)
        self.views = QToolButton()
        self.views.setAccessibleName(_("Views"))
        self.views.setToolTip(_("Views"))
        self.views.setIconSize(QSize(18, 18))
        self.views.setFixedSize(34, 32)
        self.views.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        looks = QMenu(self.views)
        looks.aboutToShow.connect(lambda: views_menu.fill(window, looks))
        self.views.setMenu(looks)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        for widget in (
            self._mark,
            self.title,
            self.kind,
            self.switch,
            line(upright=True, length=24),
            self._tool("undo"),
            self._tool("redo"),
        ):
            row.addWidget(widget)
        row.addStretch(1)
        self.filter = self._tool("filter")
        for widget in (self.filtered, self._tool("find"), self.filter, self.views):
            row.addWidget(widget)
        row.addSpacing(6)
        for widget in (self.load, self.export, line(upright=True, length=24), self._tool("panel")):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.present)
        for button in (self.switch, self.export, self.views):
            button.menu().aboutToHide.connect(lambda button=button: _unlight(button))
        self.refresh()
        self.restyle()

    def refresh(self) -> None:
        """The map's own title and kind, in the words of the interface."""
        map_ = self._session.map
        if map_ is None:
            return
        _ = self._session.words
        self.title.setText(map_.title or _("Untitled map"))
        self.kind.setText(_(MAPS[map_.kind]))
        self.switch.setVisible(len(self._session.maps()) > 1)
        self.load.setEnabled(self._session.writable)
        self.show_filter()

    def show_filter(self) -> None:
        """The sign that a filter is on; a click takes it off."""
        session = self._session
        on = bool(session.showing.filter)
        self.filtered.setVisible(on)
        if on:
            self.filtered.setText(passing_words(session))

    def restyle(self) -> None:
        theme, rtl = self._session.theme, self._session.rtl
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(pixmap("map-trifold-fill", theme.colour("accent"), 18, ratio))
        self.switch.setIcon(icon("caret-down", theme, 14, token="text_2"))
        self.views.setIcon(icon("eye", theme, 18))
        self.filtered.setIcon(icon("x", theme, 12, token="accent_text"))
        self.load.setIcon(icon("download-simple", theme, 18))
        self.export.setIcon(icon("export", theme, 18, rtl))
        self.present.setIcon(icon("presentation", theme, 18, token="text_on_accent"))

    def _tool(self, id: str) -> QToolButton:
        button = ActionButton(self._window.actions_by_id[id])
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(34, 32)
        return button

    def _worded(self, text: str, style: Qt.ToolButtonStyle) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolButtonStyle(style)
        button.setIconSize(QSize(24, 18))  # room between icon and words
        button.setFixedHeight(32)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _unlight(button: QToolButton) -> None:
    """While its menu is open a button is not told that the pointer has left it."""
    if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        button.update()
