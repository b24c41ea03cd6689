"""Beside the map: the properties or the outline, and at the foot the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.labels import label, line, surface
from app.overview import Overview
from resources.assets import tokens

if TYPE_CHECKING:
    from app.outline import Outline
    from app.properties import Properties
    from app.session import Session
    from app.window import Window
    from canvas.hands.view import MapView

SIDES = ("properties", "outline")
LOW = {"properties": 560, "outline": 480}  # px of height under which the overview gives its room to the rest


class SidePanel(QWidget):
    def __init__(self, session: Session, window: Window, properties: Properties, view: MapView) -> None:
        super().__init__()
        surface(self, "side")
        self.setFixedWidth(tokens()["window"]["inspector"])
        self._session, self._window = session, window
        _ = session.words
        self._properties = properties
        self._outline: Outline | None = None
        self.overview = Overview(session)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(_("Side panel"))
        for name in (_("Properties"), _("Outline")):
            self.tabs.addTab(name)
        self._pages = QStackedWidget()
        self._pages.addWidget(properties)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(6)
        foot.addWidget(label(_("Overview"), "caption"))
        foot.addWidget(self.overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(line())
        column.addWidget(self._pages, 1)
        self._foot_line = line()
        column.addWidget(self._foot_line)
        column.addWidget(self._foot)
        self.choose()
        self.tabs.currentChanged.connect(self._turned)
        self.overview.watch(view)

    @property
    def outline(self) -> Outline:
        """Made when it is first looked at: no start waits for it."""
        if self._outline is None:
            from app.outline import Outline

            self._outline = Outline(self._session, self._window)
            self._pages.addWidget(self._outline)
        return self._outline

    def choose(self) -> None:
        """The page that the session names."""
        self.tabs.setCurrentIndex(SIDES.index(self._session.showing.side))
        self._show_page()

    def _show_page(self) -> None:
        outline = self._session.showing.side == "outline"
        self._pages.setCurrentWidget(self.outline if outline else self._properties)
        self._make_room()

    def _turned(self, row: int) -> None:
        self._session.showing.side = SIDES[row]
        self._show_page()
        self._window.refresh()

    def end(self) -> None:
        if self._outline is not None:
            self._outline.end()
        self.overview.end()

    def restyle(self) -> None:
        if self._outline is not None:
            self._outline.restyle()
        self.overview.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        for part in (self._foot_line, self._foot):
            part.setVisible(self.height() >= LOW[SIDES[self.tabs.currentIndex()]])
