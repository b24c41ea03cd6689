"""The window: menus over either the start page or the workspace of the open map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from app import actions, file_actions
from app.dialogs import tell_error
from app.icons import icon
from app.labels import label, tip, verbatim
from app.session import Session
from model.errors import MasaError
from resources.assets import tokens

if TYPE_CHECKING:
    from app.start_page import StartPage
    from app.workspace import Workspace
    from canvas.hands.view import MapView

SMALLEST = (800, 520)
FRAME = (4, 36, 4, 4)  # px left, over, right, under: what systems lay round a window
FILE_MOST = 320  # px for the name of the file beside the menus
# The actions with a button of their own.
TOOLS = ("undo", "redo", "panel", "zoom_in", "zoom_out", "fit", "find", "filter", "macro")


class Window(QMainWindow):
    """One a process. It holds no state that a new window in another language could not take over."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.actions_by_id: dict[str, QAction] = {}
        self._make_actions()
        self._make_menus()
        self._file = label("", "quiet", gives_way=True)
        self._file.setContentsMargins(14, 0, 14, 0)
        self._file.setMinimumHeight(tokens()["window"]["menu_bar"])
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.start: StartPage | None = None
        self.workspace: Workspace | None = None
        self._heard = (
            (session.turned, self._turn),
            (session.changed, self._follow),
            (session.selected, self.refresh),
            (session.looked, self.refresh),
            (session.showing.changed, self.refresh),
            (session.copy_wanted, self._save_copy),
            (session.restyled, self._restyle),
        )
        for signal, slot in self._heard:
            signal.connect(slot)
        self._place()
        self._turn()

    # What is shown

    @property
    def view(self) -> MapView:
        """The map in view; only while one is open."""
        if self.workspace is None:
            raise LookupError("no map is open")
        return self.workspace.view

    def _turn(self) -> None:
        """Show the start page, or the workspace of the map the session turned to."""
        before = self._pages.currentWidget()
        if self.workspace is not None:
            self.workspace.end()
        if self.session.map is None:
            from app.start_page import StartPage

            self.workspace = None
            self.start = StartPage(self.session, self)
            now: Any = self.start
        else:
            from app.workspace import Workspace

            self.start = None
            now = self.workspace = Workspace(self.session, self)
        self._pages.addWidget(now)
        self._pages.setCurrentWidget(now)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        if self.workspace is not None:
            self.workspace.begin()
        self._name_file()
        self.refresh()

    def _follow(self, _changes: list) -> None:
        self.refresh()

    def refresh(self) -> None:
        """What can be done now, and under what name."""
        for each in actions.ACTIONS:
            action = self.actions_by_id[each.id]
            action.setEnabled(each.when(self))
            if each.checked:
                action.setChecked(each.checked(self))
        self._name_steps()

    def _name_file(self) -> None:
        _, name = self.session.words, self.session.file_name
        self._file.setText(name)
        self._file.setMinimumWidth(min(FILE_MOST, self._file.sizeHint().width()))
        self._file.setMaximumWidth(FILE_MOST)
        self.menuBar().setCornerWidget(self._file)  # so that the menu bar makes room for another length
        self.setWindowTitle(f"{Path(name).stem} - {_('Masa')}" if name else _("Masa"))

    def _name_steps(self) -> None:
        """Undo and redo say what they will do."""
        _ = self.session.words
        document = self.session.document
        if document is None:
            return
        from app.step_words import gesture_name

        for id, step, text in (
            ("undo", document.undo_step, _("Undo: %(gesture)s")),
            ("redo", document.redo_step, _("Redo: %(gesture)s")),
        ):
            action = self.actions_by_id[id]
            if step and action.isEnabled():
                name = text % {"gesture": gesture_name(step.gesture, step.params, self.session.language)}
            else:
                name = _(actions.action(id).text)
            action.setText(verbatim(name))
            action.setToolTip(tip(f"{name} ({_keys(action)})"))

    def leave(self) -> None:
        """Another window takes over the session."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        if self.workspace is not None:
            self.workspace.end()

    def show_panel(self, shown: bool) -> None:
        self.session.settings.panel = shown
        self.session.settings.save()
        self.show_history(False)

    def show_history(self, shown: bool) -> None:
        """In place of the properties."""
        self.session.history = shown
        if self.workspace is not None:
            self.workspace.show_side()
        self.refresh()

    def _save_copy(self, go_on: bool) -> None:
        file_actions.copy_to(self, go_on=go_on)

    def _restyle(self) -> None:
        self.tint(TOOLS)
        for page in (self.start, self.workspace):
            if page is not None:
                page.restyle()

    # What is done

    def perform(self, deed: Callable[[], object]) -> bool:
        """Do it; an error of ours or the system's is told in words. Whether it was done."""
        try:
            deed()
        except (MasaError, OSError) as error:
            tell_error(self.session, error, self)
            return False
        return True

    def finish_typing(self) -> None:
        """Commit what is being typed, before something else is done to the document."""
        if self.workspace is not None:
            self.workspace.finish_typing()

    # Building

    def _make_actions(self) -> None:
        _ = self.session.words
        for each in actions.ACTIONS:
            action = QAction(_(each.text), self)
            action.setShortcuts([QKeySequence(key) for key in each.keys])
            if each.on_map:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                self.addAction(action)  # its keys work without its menu, too
            if each.keys:
                action.setToolTip(f"{_(each.text)} ({_keys(action)})")
            action.setCheckable(each.checked is not None)
            action.triggered.connect(lambda _checked=False, run=each.run: self._act(run))
            self.actions_by_id[each.id] = action
        self.tint(TOOLS)

    def _act(self, run: Callable[[Window], object]) -> None:
        """What a menu or a shortcut asks for; shortcuts wait while something is dragged on the map."""
        if self.workspace is None or not self.view.pointer.busy:
            self.perform(lambda: run(self))
        else:
            self.refresh()

    def tint(self, ids: Iterable[str]) -> None:
        """Icons in the theme's colours; a menu's are made when it first opens."""
        for id in ids:
            if name := actions.action(id).icon:
                self.actions_by_id[id].setIcon(icon(name, self.session.theme, 18, self.session.rtl))

    def _make_menus(self) -> None:
        for title, entries in actions.MENUS:
            menu = self.menuBar().addMenu(self.session.words(title))
            self.fill_menu(menu, entries)

        keys = QShortcut(QKeySequence("F10"), self)
        keys.activated.connect(lambda: self.menuBar().setActiveAction(self.menuBar().actions()[0]))

    def fill_menu(self, menu: QMenu, entries: Sequence[actions.Entry]) -> None:
        shown = [entry for entry in entries if isinstance(entry, str)]
        menu.aboutToShow.connect(lambda: self.tint(shown))
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, str):
                menu.addAction(self.actions_by_id[entry])
            else:
                self._add_submenu(menu, entry)

    def _add_submenu(self, menu: QMenu, entry: actions.Submenu) -> None:
        submenu = menu.addMenu(self.session.words(entry.text))
        submenu.setToolTipsVisible(True)

        def fill() -> None:
            submenu.clear()
            entry.fill(self, submenu)

        submenu.aboutToShow.connect(fill)
        menu.aboutToShow.connect(lambda: submenu.menuAction().setVisible(entry.when(self)))

    def _place(self) -> None:
        geometry, room = self.session.settings.geometry, self.screen().availableGeometry()
        if not geometry or not self.restoreGeometry(QByteArray.fromHex(geometry.encode())):
            first = QRect(0, 0, 1280, 800)
            first.moveCenter(room.center())  # a place of its own: left to the system it may hang over an edge
            self.setGeometry(fitting(first, room))
        elif not self.isMaximized() and not self.isFullScreen():
            self.setGeometry(fitting(self.geometry(), self.screen().availableGeometry()))

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        file_actions.dropped(self, paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.finish_typing()
        settings = self.session.settings
        settings.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        settings.save()
        super().closeEvent(event)


def fitting(wanted: QRect, room: QRect) -> QRect:
    """A window's place without its frame, so that the frame too is within the room."""
    left, over, right, under = FRAME
    room = room.adjusted(left, over, -right, -under)
    width, height = min(wanted.width(), room.width()), min(wanted.height(), room.height())
    x = max(room.x(), min(wanted.x(), room.x() + room.width() - width))
    y = max(room.y(), min(wanted.y(), room.y() + room.height() - height))
    return QRect(x, y, width, height)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
