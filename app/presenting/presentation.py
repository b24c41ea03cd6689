"""A presentation under way: on which screen, from when to when; the window's own place is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from shiboken6 import isValid

from app.presenting import deeds
from app.presenting.wall import Wall

if TYPE_CHECKING:
    from app.window import Window


class Presentation(QObject):
    """It lives while the wall is shown, as a child of the window, which goes on working."""

    def __init__(self, window: Window, stage: int | None) -> None:
        super().__init__(window)
        self.setObjectName(deeds.NAME)
        self._window, self._session = window, window.session
        self.wall = self._made(stage)
        session, app = self._session, QGuiApplication.instance()
        self._heard: list[tuple[SignalInstance, Callable[..., object]]] = [
            (session.turned, self.end),
            (session.looked, self._renew),
            (session.reworded, self.end),
        ]
        if isinstance(app, QGuiApplication):
            self._heard += [
                (signal, self._screens_changed) for signal in (app.screenAdded, app.screenRemoved)
            ]
        for signal, slot in self._heard:
            signal.connect(slot)
        window.installEventFilter(self)
        self._keys: list[QShortcut] = []
        self._hear_remote()
        self.place()
        window.refresh()  # screens can be changed now

    def _made(self, stage: int | None) -> Wall:
        wall = Wall(self._session, stage)
        wall.ended.connect(self.end)
        wall.swap_wanted.connect(self.swap)
        return wall

    def place(self, screen: QScreen | None = None) -> None:
        """On this screen, or the one that the window is not on; where there is only one, over the window."""
        wall, screen = self.wall, screen or screen_for(self._window)
        if wall.isVisible():
            if wall.geometry() == screen.geometry() and wall.isFullScreen():
                return
            wall.hide()
            wall.setWindowState(Qt.WindowState.WindowNoState)
        wall.setScreen(screen)
        wall.setGeometry(screen.geometry())  # setScreen alone would not move it
        wall.showFullScreen()
        wall.raise_()
        wall.activateWindow()
        wall.view.setFocus()

    def swap(self) -> None:
        """Wall and window change screens."""
        window, wall = self._window, self.wall
        to, other = wall.screen(), window.screen()
        if to == other:
            return
        large = window.isMaximized()
        if large:
            window.showNormal()
        room = to.availableGeometry()
        size = window.size().boundedTo(room.size())
        window.setGeometry(room.x(), room.y(), size.width(), size.height())
        if large:
            window.showMaximized()
        self.place(other)

    def end(self) -> None:
        """Back to the window, which is as it was left."""
        if self.parent() is None:
            return
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._window.removeEventFilter(self)
        for key in self._keys:
            if isValid(key):  # not gone with its view
                key.deleteLater()
        self.setParent(None)
        self._put_away(self.wall)
        self._window.activateWindow()
        self._window.refresh()
        self.deleteLater()

    def _put_away(self, wall: Wall) -> None:
        wall.ended.disconnect(self.end)
        wall.leave()
        wall.hide()
        wall.deleteLater()

    def _hear_remote(self) -> None:
        """While the window's map has the keyboard, a remote leads through the wall all the same."""
        self._keys = []
        for key, by in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self._window.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self.wall.go(by))
            self._keys.append(shortcut)

    def _renew(self) -> None:
        """Another moment of the project is looked at: the wall shows it too."""
        if self._session.map is None:
            self.end()
            return
        self._hear_remote()
        before = self.wall
        self.wall = self._made(before.camera.stage)
        self.place()
        self._put_away(before)

    def _screens_changed(self, _screen: QScreen) -> None:
        """When Qt has moved its windows from a screen that is gone."""
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        window = self._window
        room = window.screen().availableGeometry()
        if not window.frameGeometry().intersects(room):
            window.move(room.topLeft())
        self.place()
        window.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.end()
        return False


def screen_for(window: Window) -> QScreen:
    """The first that the window is not on, else its own."""
    own = window.screen()
    return next((screen for screen in QGuiApplication.screens() if screen != own), own)
