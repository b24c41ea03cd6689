"""Around the open map: the bar above it, the palette and the properties beside it, the line below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import file_actions
from app.dialogs import tell_error
from app.labels import line
from app.palette import Palette
from app.properties import Properties
from app.status_row import StatusRow
from app.top_bar import TopBar
from canvas.hands.view import MapView
from resources.assets import tokens

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

NARROW = 1100  # px of the window under which the palette shows icons only


class Workspace(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        if session.document is None or session.map_id is None:
            raise LookupError("a workspace needs an open map")
        self._session, self._window = session, window
        self.bar = TopBar(session, window)
        self.palette_ = Palette(session)
        self.view = MapView(session.document, session.map_id, session.theme, session.language)
        self.view.setProperty("ownFocus", True)  # it rings what is selected, not itself
        self.panel = Properties(session, window)
        self.panel.setFixedWidth(tokens()["window"]["inspector"])
        self.status = StatusRow(session, window)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._panel_line = line(upright=True)
        for widget in (self.palette_, line(upright=True), self.view, self._panel_line, self.panel):
            middle.addWidget(widget, 1 if widget is self.view else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        for id in ("edit", "delete", "select_all"):
            self.view.addAction(window.actions_by_id[id])
        self.palette_.wanted.connect(self._add)
        self.view.selection_changed.connect(lambda refs: session.select(list(refs)))
        self.view.zoom_changed.connect(self.status.show_zoom)
        self.view.problem.connect(lambda error: tell_error(session, error, window))
        self.view.files_dropped.connect(self._files_dropped)
        session.changed.connect(self._follow)
        session.selected.connect(self._follow_selection)
        self.show_panel(session.settings.panel)

    def begin(self) -> None:
        """Take the keyboard, and what was selected before the window was made anew."""
        if self._session.selection:
            self.view.select(self._session.selection)
        self.view.setFocus()

    def end(self) -> None:
        """Before the document is closed or shown by another workspace."""
        self._session.changed.disconnect(self._follow)
        self._session.selected.disconnect(self._follow_selection)
        self.panel.end()
        self.view.detach()
        self.view.blockSignals(True)

    def finish_typing(self) -> None:
        self.panel.commit()
        self.view.stop_writing()

    def show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        self._panel_line.setVisible(shown)

    def restyle(self) -> None:
        self.bar.restyle()
        self.palette_.restyle()
        self.view.set_theme(self._session.theme)
        self.panel.restyle()
        self.status.restyle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._session.selection:
            self.view.go_to_start()  # only now has the view its size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.palette_.set_narrow(self.width() < NARROW)

    def _files_dropped(self, paths: list[str | Path]) -> None:
        """When the drop is over: opening a map takes the view away."""
        files = [Path(path) for path in paths]
        QTimer.singleShot(0, self._window, lambda: file_actions.dropped(self._window, files))

    def _add(self, thing: str) -> None:
        self.panel.commit()
        self.view.setFocus()
        self.view.add(thing)

    def _follow(self, _changes: list) -> None:
        self.bar.refresh()
        self.status.refresh()

    def _follow_selection(self) -> None:
        self.status.refresh()
