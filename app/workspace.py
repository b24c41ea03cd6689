"""Around the open map: the bar above it, the palette and the properties beside it, the line below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import actions, context_menu, file_actions
from app.dialogs import tell_error
from app.find_bar import FindBar
from app.labels import line
from app.notice import Notice
from app.palette import Palette
from app.properties import Properties, holds_keyboard
from app.reading_bar import ReadingBar
from app.selection_bar import SelectionBar
from app.side_panel import SidePanel
from app.status_row import StatusRow
from app.top_bar import TopBar
from canvas.hands.view import MapView
from resources.assets import tokens

if TYPE_CHECKING:
    from app.history_panel import HistoryPanel
    from app.session import Session
    from app.window import Window

NARROW = 1100  # px of the window under which the palette shows icons only


class Workspace(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        if session.document is None or session.map_id is None:
            raise LookupError("a workspace needs an open map")
        self._session, self._window = session, window
        self._begun = False  # it was shown before
        self.bar = TopBar(session, window)
        self.palette_ = Palette(session)
        self.reading = ReadingBar(session, window)
        self.view = self._make_view()
        self.history: HistoryPanel | None = None
        self.panel = Properties(session, window)
        self.side = SidePanel(session, window, self.panel, self.view)
        self.find_bar = FindBar(session, window)
        self.status = StatusRow(session, window)
        self.notice = Notice(session, self)
        self._middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        self._panel_line = line(upright=True)
        self._centre = centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.reading)  # over the map only: the list of the history stays where it is
        centre.addWidget(self.find_bar)
        centre.addWidget(self.view, 1)
        middle.addWidget(self.palette_)
        middle.addWidget(line(upright=True))
        middle.addLayout(centre, 1)
        middle.addWidget(self._panel_line)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.palette_.setEnabled(session.writable)
        self.palette_.wanted.connect(self._add)
        self._hear(self.view)
        session.changed.connect(self._follow)
        session.selected.connect(self._follow_selection)
        session.looked.connect(self._look)
        session.showing.changed.connect(self._show_otherwise)
        self.show_side()

    def _make_view(self) -> MapView:
        session = self._session
        if session.document is None or session.map_id is None:
            raise LookupError("a workspace needs an open map")
        view = MapView(session.document, session.map_id, session.theme, session.language)
        view.setProperty("ownFocus", True)  # it rings what is selected, not itself
        view.set_filter(session.showing.filter)
        view.set_macro(session.showing.macro)
        return view

    def _hear(self, view: MapView) -> None:
        for each in actions.ACTIONS:
            if each.on_map:
                view.addAction(self._window.actions_by_id[each.id])
        view.selection_changed.connect(lambda refs: self._session.select(list(refs)))
        view.zoom_changed.connect(self.status.show_zoom)
        view.macro_changed.connect(self._session.showing.set_macro)
        view.problem.connect(lambda error: tell_error(self._session, error, self._window))
        for signal in (view.problem, view.editing_changed):
            signal.connect(lambda _what: self.status.set_unwritten(view.writing.unwritten))
        view.said.connect(self.status.tell)
        context_menu.listen(self._window, view)
        self.selection_bar = SelectionBar(self._window, view)
        view.files_dropped.connect(self._files_dropped)

    def begin(self) -> None:
        """Take the keyboard, and what was selected before the window was made anew."""
        if self._session.selection:
            self.view.select(self._session.selection)
        self.view.setFocus()
        self.find_bar.resume()

    def end(self) -> None:
        """Before the document is closed or shown by another workspace."""
        self._session.changed.disconnect(self._follow)
        self._session.selected.disconnect(self._follow_selection)
        self._session.looked.disconnect(self._look)
        self._session.showing.changed.disconnect(self._show_otherwise)
        self.find_bar.end()
        self.side.end()
        self.reading.end()
        self.panel.end()
        if self.history is not None:
            self.history.end()
        _leave(self.view)

    def finish_typing(self) -> None:
        self.panel.commit()
        self.view.stop_writing()

    def show_side(self) -> None:
        """At the side: the history, else the properties, else nothing."""
        history, panel = self._session.history, self._session.settings.panel
        if history and self.history is None:
            from app.history_panel import HistoryPanel

            self.history = HistoryPanel(self._session, self._window)
            self.history.setFixedWidth(tokens()["window"]["inspector"])
            self._middle.addWidget(self.history)
        for side, stays in ((self.side, panel and not history), (self.history, history)):
            if side is not None and not stays and holds_keyboard(side):
                self.view.setFocus()
        if self.history is not None:
            self.history.setVisible(history)
        self.side.choose()
        self.side.setVisible(panel and not history)
        self._panel_line.setVisible(panel or history)

    def _look(self) -> None:
        """At another moment of the same file, from where the user stands."""
        before, self.view = self.view, self._make_view()
        had_keyboard = before.hasFocus()
        self.view.setGeometry(before.geometry())
        self._centre.replaceWidget(before, self.view)
        self.view.set_zoom(before.zoom)
        at = before.scrolling.at()
        _leave(before)
        before.hide()
        before.deleteLater()
        self.view.show()
        self._hear(self.view)
        self.view.scrolling.to(at)
        self.view.select(self._session.selection)
        if had_keyboard:
            self.view.setFocus()
        self.palette_.setEnabled(self._session.writable)
        self.side.overview.watch(self.view)
        self.find_bar.follow()
        self.bar.refresh()
        self.status.refresh()

    def _show_otherwise(self) -> None:
        """Another filter, or from above."""
        showing = self._session.showing
        self.view.set_filter(showing.filter)
        self.view.set_macro(showing.macro)
        self.find_bar.tell()
        self.bar.show_filter()

    def restyle(self) -> None:
        self.bar.restyle()
        self.palette_.restyle()
        self.view.set_theme(self._session.theme)
        self.panel.restyle()
        self.side.restyle()
        self.find_bar.restyle()
        self.reading.restyle()
        if self.history is not None:
            self.history.restyle()
        self.status.restyle()
        self.notice.restyle()
        self.selection_bar.restyle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._session.selection and not self._begun:
            self.view.go_to_start()  # only now has the view its size
        self._begun = True

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


def _leave(view: MapView) -> None:
    view.detach()
    view.blockSignals(True)
