"""The window on the wall: the map without panels, its footer, and what lies over it for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.dialogs import tell_error
from app.presenting import keys
from app.presenting.blind import Blind
from app.presenting.camera import Camera
from app.presenting.distances import Distance, scale
from app.presenting.footer import Footer
from app.presenting.motion import Motion
from app.presenting.spot import Spot
from canvas.hands.view import MapView
from canvas.picture.theme import Theme, theme
from model.errors import MasaError
from resources.assets import tokens

if TYPE_CHECKING:
    from app.session import Session

HINT = 4000  # ms that a hint stands in the footer
NOTCH = 120  # eighths of a degree of the wheel


class Wall(QWidget):
    """The same view on the same document as in the window: what is changed on one is seen on both.

    Selection, place and distance are its own.
    """

    ended = Signal()
    swap_wanted = Signal()

    def __init__(self, session: Session, stage: int | None) -> None:
        super().__init__()
        if session.document is None or session.map_id is None:
            raise LookupError("only an open map can be presented")
        self._session, self._document = session, session.document
        _ = session.words
        self.setWindowTitle(_("Presentation"))
        self.view = MapView(session.document, session.map_id, wall_theme(session), session.language)
        self.view.setParent(self)
        self.view.setProperty("ownFocus", True)
        self.view.set_filter(session.showing.filter)
        self.view.scrolling.bars = False
        self.camera = Camera(self.view, Motion(self.view, session.settings.smooth), stage)
        self.footer = Footer(self.view, self.camera)
        self.footer.setParent(self)
        self.spot = Spot(self)
        self.black = False
        self._cover = QWidget(self)
        self._cover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cover.setAutoFillBackground(True)
        self._cover.setPalette(QPalette(QColor(Qt.GlobalColor.black)))
        self._cover.hide()
        self._blind = Blind(self.view, self.camera)
        self._turned = 0
        self._hint = QTimer(self, interval=HINT, singleShot=True)
        self._hint.timeout.connect(lambda: self._tell(""))
        self._spoken: int | None = None  # the stage that a screen reader was told of
        self.camera.moved.connect(self.footer.refresh)
        self.camera.moved.connect(self._announce)
        self.footer.wanted.connect(self.jump)
        self.view.said.connect(self._tell)
        self.view.problem.connect(lambda error: tell_error(session, error, self))
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self._undoing("Ctrl+Z", self._undo)
        self._undoing("Ctrl+Y", self._redo)
        self._undoing("Ctrl+Shift+Z", self._redo)
        self._heard = (
            (session.showing.changed, self._filter),
            (session.restyled, self.restyle),
        )
        for signal, slot in self._heard:
            signal.connect(slot)
        self._unsubscribe = session.document.subscribe(self._follow)  # after the view has
        self.setFocusProxy(self.view)
        self.setAutoFillBackground(True)
        self._paper()

    def leave(self) -> None:
        """Before the document is closed, or the wall is."""
        for signal, slot in self._heard:
            signal.disconnect(slot)
        self._unsubscribe()
        self.view.detach()
        self.view.blockSignals(True)

    # ---- what keys ask ----

    def go(self, by: int) -> None:
        """To the next stage or the one before; what was chosen is let go of."""
        self._let_go()
        self.camera.step(by)

    def jump(self, index: int) -> None:
        self._let_go()
        self.camera.go_to(index)

    def look(self, nearer: bool) -> None:
        self.camera.look_from(keys.beside(self.camera.distance, nearer))

    def type_digit(self, digit: str) -> None:
        """At once where no further digit can follow, else with Enter."""
        count = len(self.camera.stages)
        number = int(self.footer.digits + digit)
        if number == 0 or number > count:
            self._digits("")
        elif number * 10 > count:
            self.jump(number - 1)
        else:
            self._digits(str(number))

    def enter(self) -> None:
        """To the stage whose number was typed; from the overview back to where one was."""
        if self.footer.digits:
            self.jump(int(self.footer.digits) - 1)
        elif self.camera.distance is Distance.ALL:
            self.camera.overview()

    def escape(self) -> None:
        """Out of one thing after the other, and at last of the presentation."""
        if self.black:
            self.show_black(False)
        elif self.footer.digits:
            self._digits("")
        elif self.view.selected.refs or self.view.selected.cell:
            self.view.selected.set([])
        else:
            self.close()

    def show_black(self, black: bool) -> None:
        """Nothing is shown, so that people look at who speaks."""
        self.black = black
        self._cover.setVisible(black)
        self._cover.raise_()

    def _let_go(self) -> None:
        self.view.stop_writing()
        self.view.selected.set([])
        self._digits("")

    def _digits(self, digits: str) -> None:
        self.footer.digits = digits
        self.footer.refresh()

    def _tell(self, text: str) -> None:
        self.footer.hint = text
        self.footer.refresh()
        if text:
            self._hint.start()

    def _undoing(self, key: str, deed: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(deed)

    def _undo(self) -> None:
        """No further than to the opening of the file: what goes beyond is asked about in the window."""
        document = self._document
        if document.undo_step is not None and not document.undo_leaves_session:
            self._perform(document.undo)

    def _redo(self) -> None:
        self._perform(self._document.redo)

    def _perform(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except MasaError as error:
            tell_error(self._session, error, self)

    def _announce(self) -> None:
        """Which stage is spoken of now, to a screen reader."""
        stage = self.camera.stage
        group = self.view.picture.group(("stage", stage)) if stage is not None else None
        if group is not None and stage != self._spoken and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, group.words))
        self._spoken = stage

    # ---- following ----

    def _follow(self, _changes: list) -> None:
        if self.view.is_there:
            self.camera.follow()

    def _filter(self) -> None:
        self.view.set_filter(self._session.showing.filter)

    def restyle(self) -> None:
        self.view.set_theme(wall_theme(self._session))
        self._paper()
        self.footer.update()

    def _paper(self) -> None:
        """Over the map's header the wall goes on in its colour."""
        self.setPalette(QPalette(QColor(self.view.theme.colour("panel"))))

    # ---- events ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return keys.press(self, event)
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel(event.angleDelta().y())
            return True
        return False

    def _wheel(self, turned: int) -> None:
        """A notch is a distance."""
        self._turned = self._turned + turned if self._turned * turned >= 0 else turned
        if abs(self._turned) >= NOTCH:
            self.look(nearer=self._turned > 0)
            self._turned = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.footer.place(self.rect())
        top = round(tokens()["present"]["top_margin"] * scale(self.height()))
        self.view.setGeometry(0, top, self.width(), self.height() - self.footer.height() - top)
        self._cover.setGeometry(self.rect())
        if self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now has the view its size."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        self.camera.place()
        self.camera.moved.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.ended.emit()


def wall_theme(session: Session) -> Theme:
    return theme("projector") if session.settings.wall == "projector" else session.theme
