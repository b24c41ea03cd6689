"""The bar over a map that is only looked at: what one sees, why nothing changes, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app import file_actions
from app import versions_actions as versions
from app.icons import pixmap
from app.labels import label, sentence, surface
from app.properties import holds_keyboard
from app.watching import Watch
from model.errors import MasaError

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from model.document import Document

LOOK_AGAIN = 2000  # ms after which a file that somebody else writes is looked at again


class ReadingBar(QWidget):
    """Hidden while the map can be changed."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "reading")
        self._session, self._window = session, window
        _ = session.words
        self._mark = QLabel()
        self.told = label("", "", wrap=True)
        self.restore = self._button(_("Restore this moment"), lambda: versions.restore(window))
        self.back = self._button(_("Back to now"), session.back)
        self.newest = self._button(_("Show the newest"), self._renew)
        self.reopen = self._button(_("Try to open it"), self._reopen)
        self.copy = self._button(_("Save a copy…"), lambda: file_actions.save_copy(window))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self.told, 1)
        for button in (self.restore, self.newest, self.reopen, self.copy, self.back):
            row.addWidget(button)
        self.watch: Watch | None = None
        self._looking = QTimer(self, interval=LOOK_AGAIN)
        self._looking.timeout.connect(self.look_again)
        session.looked.connect(self.refresh)
        self.refresh()

    def end(self) -> None:
        self._looking.stop()
        self._session.looked.disconnect(self.refresh)

    def refresh(self) -> None:
        session = self._session
        looking, why = session.moment is not None, session.reading.why if session.reading else ""
        if not looking and not why and holds_keyboard(self) and self._window.workspace:
            self._window.view.setFocus()  # else hiding the bar would give it to whatever comes next
        self.setVisible(looking or bool(why))
        live_writable = session.live is not None and not session.live.read_only
        self.restore.setVisible(looking and live_writable)
        self.back.setVisible(looking)
        self.reopen.setVisible(not looking and why == "held")
        self.copy.setVisible(not looking and bool(why))
        self.told.setText(sentence(self._words(why)))
        self.newest.hide()
        self.watch = None  # what it last saw may be older than what is read now
        if why == "held" and not looking:
            self._looking.start()
        else:
            self._looking.stop()
        self.restyle()

    def _renew(self) -> None:
        from app.reading import renew

        renew(self._window)

    def look_again(self) -> None:
        """Offer the newest when the owner of the file changed it, as was answered since the last time."""
        read = self._session.reading
        if read is None:
            return
        if self.watch is None or self.watch.file != read.file:
            self.watch = Watch(read.file)
        self.newest.setVisible(self.watch.newest not in (None, (), read.stamp))
        self.watch.ask()

    def restyle(self) -> None:
        name = "clock-counter-clockwise" if self._session.moment is not None else "lock-simple"
        colour = self._session.theme.colour("accent_text")
        self._mark.setPixmap(pixmap(name, colour, 18, self.devicePixelRatioF()))

    def _words(self, why: str) -> str:
        session = self._session
        _ = session.words
        if session.moment is not None and session.live is not None:
            return _("You look at %(moment)s. Nothing can be changed here.") % {
                "moment": self._named(session.live, session.moment)
            }
        if why == "held":
            return _("Open elsewhere: you read what was saved last. Nothing can be changed here.")
        if why == "locked":
            return _("This file cannot be changed where it is. Save a copy in another folder to work on it.")
        return ""

    def _named(self, live: Document, id: int) -> str:
        session = self._session
        from app.versions_words import day_and_time, moment_name  # here: no start waits for them
        from model.versions import moment

        found = moment(live, id)
        return f"{moment_name(found, session.language)}, {day_and_time(found.at, session.words)}"

    def _reopen(self) -> None:
        read = self._session.reading
        if read is None:
            return
        try:
            file_actions.open_now(self._window, read.file)
        except (MasaError, OSError) as error:
            from app.dialogs import tell_error

            tell_error(self._session, error, self._window)

    def _button(self, text: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._window.perform(deed))
        return button
