"""View ▸ History: every moment of the project; a click looks at one, buttons go there or name it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import versions_actions as versions
from app.fields import Choice, SegmentField
from app.history_list import HistoryList
from app.history_rows import HistoryRows, State
from app.icons import icon, pixmap
from app.labels import label, line, surface
from model.versions import Moment
from resources.formats import count, isolate

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window


class HistoryPanel(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "side")
        self._session, self._window = session, window
        self._stale = True  # the document went on while the panel was hidden
        _ = session.words
        self.rows = HistoryRows(session.language)
        self.list = HistoryList(session)
        self.list.setModel(self.rows)
        self.steps = label("", "caption")
        self.which = SegmentField([Choice(False, _("All steps")), Choice(True, _("Named versions"))])
        self.which.show_value(False)
        self.which.committed.connect(lambda _named: self.load())
        self.none = label(_("No named versions yet. Name a moment to find it again."), "quiet", wrap=True)
        self.none.setContentsMargins(16, 8, 16, 8)
        self._make_actions()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addWidget(line())
        column.addLayout(self._foot())
        self.list.clicked.connect(lambda _index: self.look.trigger())
        self.list.activated.connect(lambda _index: self.look.trigger())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._offer())
        session.changed.connect(self._follow)
        session.looked.connect(self._choose)
        session.named.connect(self.load)
        self.restyle()

    def end(self) -> None:
        self._session.changed.disconnect(self._follow)
        self._session.looked.disconnect(self._choose)
        self._session.named.disconnect(self.load)

    def load(self) -> None:
        live = self._session.live
        if not self.isVisible() or live is None:
            self._stale = True
            return
        self._stale = False
        self.rows.load(live, named_only=bool(self.which.button(True).isChecked()))
        self._choose()

    def restyle(self) -> None:
        theme, ratio = self._session.theme, self.devicePixelRatioF()
        self._mark.setPixmap(pixmap("clock-counter-clockwise", theme.colour("text_2"), 20, ratio))
        self.close_.setIcon(icon("x", theme, 14, token="text_2"))
        self.list.viewport().update()

    def chosen(self) -> Moment | None:
        """The moment whose row is selected."""
        return self.rows.moment(self.list.currentIndex())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.load()

    # Following the document

    def _follow(self, _changes: list) -> None:
        live = self._session.live
        if self._stale or not self.isVisible() or live is None:
            self._stale = True
            return
        self.rows.follow(live)
        self._choose()

    def _choose(self) -> None:
        """Select the moment that is shown on the map, and say what can be done with it."""
        session = self._session
        shown = session.moment or (session.live.head if session.live else 0)
        row = self.rows.row_of(shown)
        if row is not None:
            index = self.rows.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        else:
            self.list.setCurrentIndex(QModelIndex())  # what is shown has no row: nothing is chosen
        moments = sum(isinstance(each, Moment) for each in self.rows.rows)
        _ = session.words
        said = _.plural("%(n)s moment", "%(n)s moments", moments)
        self.steps.setText(said % {"n": isolate(count(moments))})
        self.none.setVisible(self.rows.named_only and not moments)
        self._offer()

    def _offer(self) -> None:
        """What can be done with the chosen moment, in words that fit it."""
        _, moment = self._session.words, self.chosen()
        state = self.rows.state(moment) if moment else None
        free = versions.can_name(self._window)
        self.look.setEnabled(moment is not None)
        self.go.setEnabled(free and state in (State.DONE, State.UNDONE))
        self.go.setText(_("Redo up to here") if state is State.UNDONE else _("Undo down to here"))
        self.restore.setEnabled(free and state not in (None, State.NOW))
        self.name.setEnabled(free and moment is not None)
        named = moment is not None and bool(moment.version)
        self.name.setText(_("Rename…") if named else _("Name this moment…"))
        self.unname.setEnabled(free and named)
        self.shorten.setEnabled(free)
        for action, button in self._buttons:
            button.setText(action.text())
            button.setEnabled(action.isEnabled())

    # Building

    def _make_actions(self) -> None:
        _, window = self._session.words, self._window
        self.look = self._action(_("Look at this moment"), lambda id: versions.look(window, id))
        self.go = self._action(_("Undo down to here"), lambda id: versions.go_to(window, id))
        self.restore = self._action(_("Restore this moment"), lambda id: versions.restore(window, id))
        self.name = self._action(_("Name this moment…"), lambda id: versions.name(window, id))
        self.unname = self._action(_("Remove the name"), lambda id: versions.remove_name(window, id))
        self.shorten = QAction(_("Shorten the history…"), self)
        self.shorten.triggered.connect(lambda: window.perform(lambda: versions.shorten(window)))

    def _action(self, text: str, deed: Callable[[int], object]) -> QAction:
        action = QAction(text, self)

        def do() -> None:
            moment = self.chosen()
            if moment is not None:
                self._window.perform(lambda: deed(moment.id))

        action.triggered.connect(do)
        self.list.addAction(action)
        return action

    def _top(self) -> QVBoxLayout:
        _ = self._session.words
        self._mark = QLabel()
        self._mark.setFixedSize(34, 34)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark.setObjectName("tile")
        self.close_ = QToolButton()
        self.close_.setIconSize(QSize(14, 14))
        self.close_.setFixedSize(28, 28)
        self.close_.setToolTip(_("Close"))
        self.close_.setAccessibleName(_("Close"))
        self.close_.clicked.connect(lambda: self._window.show_history(False))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.steps)
        words.addWidget(label(_("History"), "heading"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self.close_, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 12, 10)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.which)
        return column

    def _foot(self) -> QVBoxLayout:
        self._buttons: list[tuple[QAction, QPushButton]] = []
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        for action, look in ((self.go, ""), (self.name, ""), (self.shorten, "flat")):
            button = QPushButton(action.text())
            button.setAutoDefault(False)
            button.setProperty("look", look)
            button.clicked.connect(action.trigger)
            self._buttons.append((action, button))
            column.addWidget(button)
        return column
