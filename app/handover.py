"""One window a file: whoever starts Masa on a file that another window has open gets that window.

The window that holds a file waits at a local socket that is named by the file's identity and its user. A
second one knocks there, is answered and goes. The socket says nothing of the file but that it is open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from model.file import identity, open_here
from model.who import system_user

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from app.session import Session
    from resources.words import Words

__all__ = ["Doorbell", "handed_over", "look_for", "open_here", "to_front"]

# ms to wait for a window that does not answer, or has no bell as yet: on a busy machine a start takes long
PATIENCE = 3000
AGAIN = 30  # ms until a door without a bell is tried again
HERE = b"here\n"


def bell_name(path: Path) -> str | None:
    """The same for every name of one file; None when it is gone."""
    found = identity(path)
    if found is None:
        return None
    text = f"{system_user()} {found[0]} {found[1]}"
    return "masa-" + hashlib.sha256(text.encode()).hexdigest()[:24]


class Doorbell(QObject):
    """Of the file that the session has open: who rings gets an answer, and the window comes to the front."""

    def __init__(self, session: Session, rung: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._rung = session, rung
        self._name: str | None = None
        self._server: QLocalServer | None = None
        session.turned.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """To the file that is open now. Only its holder gets here: what listens under its name is stale."""
        live = self._session.live
        name = bell_name(live.path) if live and live.path else None
        if name == self._name:
            return
        self.close()
        if name is None:
            return
        try:  # here: no start waits for it, and where its libraries are missing the rest works
            from PySide6.QtNetwork import QLocalServer
        except ImportError:
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        QLocalServer.removeServer(name)
        if server.listen(name):
            self._name, self._server = name, server

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        self._name = self._server = None

    def _answer(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.write(HERE)
            caller.flush()
            caller.disconnectFromServer()
            self._rung()


class Knock(QObject):
    """Ring at a file's window: one of the two deeds is done, at the latest after `PATIENCE`."""

    def __init__(
        self,
        path: Path,
        answered: Callable[[], object],
        nobody: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._path, self._answered, self._nobody = path, answered, nobody
        self._over = False
        self._socket: QLocalSocket | None = None
        QTimer.singleShot(PATIENCE, self, self.give_up)
        self._ring()

    def _ring(self) -> None:
        """Again and again, with a new socket: the window may only just be starting."""
        name = bell_name(self._path)
        try:
            from PySide6.QtNetwork import QLocalSocket
        except ImportError:
            name = None
        if self._over or name is None:
            self.give_up()
            return
        self._hang_up()
        self._socket = QLocalSocket(self)
        self._socket.readyRead.connect(self._heard)
        self._socket.errorOccurred.connect(self._failed)
        self._socket.connectToServer(name)

    def _failed(self) -> None:
        QTimer.singleShot(AGAIN, self, self._ring)

    def give_up(self) -> None:
        self._end(False)

    def _heard(self) -> None:
        if self._socket is not None and self._socket.peek(len(HERE)).data() == HERE:
            self._end(True)

    def _hang_up(self) -> None:
        if self._socket is not None:
            self._socket.blockSignals(True)
            self._socket.abort()
            self._socket.deleteLater()
            self._socket = None

    def _end(self, found: bool) -> None:
        if self._over:
            return
        self._over = True
        self._hang_up()
        (self._answered if found else self._nobody)()
        self.deleteLater()


def look_for(
    path: Path,
    _: Words,
    parent: QWidget | None,
    answered: Callable[[], object],
    nobody: Callable[[], object],
) -> QObject:
    """Bring the window that has the file to the front; the user sees that it is looked for.

    Without a parent, what is returned is to be kept until one of the two deeds is done.
    """
    from app.looking import Looking

    looking = Looking(path, _, parent)

    def after(deed: Callable[[], object]) -> Callable[[], object]:
        def end() -> None:
            looking.hide()
            looking.deleteLater()
            deed()

        return end

    knock = Knock(path, after(answered), after(nobody), looking)
    looking.rejected.connect(knock.give_up)
    return looking


class Answered(QObject):
    said = Signal(int)


def handed_over(path: Path, _: Words) -> bool:
    """Whether another window has the file and came to the front; before this program has a window."""
    loop = QEventLoop()
    queued = Qt.ConnectionType.QueuedConnection  # an answer may come before the loop runs
    done = Answered()
    done.said.connect(loop.exit, queued)
    looking = look_for(path, _, None, lambda: done.said.emit(1), lambda: done.said.emit(0))
    found = bool(loop.exec())
    del looking
    return found


def to_front(window: QWidget) -> None:
    """As far as the system lets a program do that; else its entry in the task bar asks for attention."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
