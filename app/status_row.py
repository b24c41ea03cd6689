"""The line under the map: saved, what the map holds, what is selected, the zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.action_button import ActionButton
from app.icons import pixmap
from app.labels import label, surface
from resources.assets import tokens
from resources.formats import isolate
from resources.terms import CARDS

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from resources.words import Words


_NATIVE = QKeySequence.SequenceFormat.NativeText
TELL = 6000  # ms that an answer stands in the row


class StatusRow(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "status")
        self.setFixedHeight(tokens()["window"]["status_bar"])
        self._session, self._window = session, window
        self._unwritten = False
        _ = session.words
        self._tick = QLabel()
        self.saved = label("", "caption")
        self.saved.setToolTip(_("Every change is in the file at once"))
        self.counts, self.chosen = label("", "caption"), label("", "caption")
        self.zoom = QToolButton()
        self.zoom.setToolTip(window.actions_by_id["zoom_100"].toolTip())
        self.zoom.clicked.connect(window.actions_by_id["zoom_100"].trigger)
        self.zoom.setMinimumWidth(52)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._tick)
        row.addWidget(self.saved)
        row.addSpacing(12)
        row.addWidget(self.counts)
        row.addStretch(1)
        row.addWidget(self.chosen)
        row.addSpacing(12)
        zooms = (self._tool("zoom_out"), self.zoom, self._tool("zoom_in"), self._tool("fit"))
        for widget in (self._tool("macro"), *zooms):
            row.addWidget(widget)
        self.telling = QTimer(self, interval=TELL, singleShot=True)
        self.telling.timeout.connect(self._tell_saved)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.activated.connect(self.answer_save)
        self.show_zoom(1.0)
        self._tell_saved()
        self.refresh()
        self.restyle()

    def answer_save(self) -> None:
        """Whoever wants to save learns that it is done, after what is being typed is in the file."""
        self._window.finish_typing()
        if self._unwritten:  # just told, and still to be seen here
            return
        _ = self._session.words
        keys = self._window.actions_by_id["save_copy"].shortcut().toString(_NATIVE)
        if self._session.writable:
            text = _("Saved at every step; %(keys)s saves a copy")
        else:
            text = _("Nothing changes here; %(keys)s saves a copy")
        self.tell(text % {"keys": isolate(keys)})

    def tell(self, text: str) -> None:
        """What was done, or why it was not: for a while in place of the counts."""
        self.saved.setText(text)
        self.counts.hide()
        self.telling.start()

    def set_unwritten(self, unwritten: bool) -> None:
        """Whether a text is being written that the file did not take."""
        if unwritten != self._unwritten:
            self._unwritten = unwritten
            self.telling.stop()
            self._tell_saved()

    def _tell_saved(self) -> None:
        _ = self._session.words
        writable = self._session.writable
        text = _("Saved") if writable else _("Only to look at")
        self.saved.setText(_("Not saved: the text that is being written") if self._unwritten else text)
        self._tick.setVisible(writable and not self._unwritten)
        self.counts.show()

    def show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{zoom:.0%}")

    def refresh(self) -> None:
        document, map_ = self._session.document, self._session.map
        if document is None or map_ is None:
            return
        stages = document.children("stage", map=map_.id)
        cards = [card for stage in stages for card in document.children("card", stage=stage.id)]
        touchpoints = sum(card.kind == "touchpoint" for card in cards)
        truths = sum(card.kind == "moment_of_truth" for card in cards)
        _ = self._session.words
        self.counts.setText(
            _("%(stages)s, %(touchpoints)s, %(truths)s")
            % {
                "stages": _.plural("%(n)s stage", "%(n)s stages", len(stages)) % {"n": len(stages)},
                "touchpoints": _.plural("%(n)s touchpoint", "%(n)s touchpoints", touchpoints)
                % {"n": touchpoints},
                "truths": _.plural("%(n)s moment of truth", "%(n)s moments of truth", truths) % {"n": truths},
            }
        )
        self.chosen.setText(selection_words(self._session, _))
        if not self.telling.isActive():
            self._tell_saved()

    def restyle(self) -> None:
        colour = self._session.theme.colour("ok")
        self._tick.setPixmap(pixmap("check-circle", colour, 16, self.devicePixelRatioF()))

    def _tool(self, id: str) -> QToolButton:
        button = ActionButton(self._window.actions_by_id[id])
        button.setIconSize(QSize(14, 14))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFixedSize(26, 24)
        return button


def selection_words(session: Session, _: Words) -> str:
    """'Nothing selected', 'Touchpoint selected', '3 things selected'."""
    refs = session.selection
    if not refs or session.document is None:
        return _("Nothing selected")
    if len(refs) > 1:
        return _.plural("%(n)s thing selected", "%(n)s things selected", len(refs)) % {"n": len(refs)}
    table, id = refs[0]
    record = session.document.get(table, id)
    if table == "card" and record is not None:
        return _("Selected: %(kind)s") % {"kind": _(CARDS[record.kind])}
    names = {
        "stage": _("Stage"), "lane": _("Lane"), "persona": _("Persona"), "emotion": _("Emotion point"),
        "link": _("Connector"),
    }  # fmt: skip
    return _("Selected: %(kind)s") % {"kind": names.get(table, "")}
