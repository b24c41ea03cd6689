"""The palette: what can be put on a map, dragged onto it or clicked."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.icons import icon, pixmap
from app.labels import line, surface
from app.session import Session
from canvas.hands.drops import MIME
from canvas.picture.theme import Theme
from resources.assets import tokens
from resources.terms import CARDS
from resources.words import N_

WIDE, NARROW = tokens()["window"]["palette"], tokens()["window"]["palette_narrow"]
DRAG_DISTANCE = 6  # px


class Thing(NamedTuple):
    """`word` stands under the icon, `name` is said in full; `fill`, `ink`: tokens of what is dragged."""

    id: str
    icon: str
    name: str
    word: str = ""
    fill: str = "card"
    ink: str = "text"


THINGS = (
    Thing("touchpoint", "hand-tap", CARDS["touchpoint"]),
    Thing("moment_of_truth", "star", CARDS["moment_of_truth"], N_("Truth"), "truth_tint", "truth_text"),
    Thing("pain", "lightning", CARDS["pain"], "", "pain_tint", "pain"),
    Thing("thought", "chat-teardrop", CARDS["thought"], "", "thought_tint", "thought"),
    Thing("opportunity", "lightbulb", CARDS["opportunity"], "", "opportunity_tint", "opportunity"),
    Thing("exit", "sign-out", CARDS["exit"], "", "leak_tint", "leak_text"),
    Thing("note", "note-blank", CARDS["note"], "", "note", "note_text"),
    Thing("stage", "columns-plus-right", N_("Stage")),
    Thing("lane", "rows-plus-bottom", N_("Lane")),
    Thing("persona", "user-circle", N_("Persona")),
)
FRAMES = ("stage", "lane", "persona")  # below the line: what the map is made of


class Palette(QWidget):
    """A column of buttons; narrow, it shows only the icons."""

    wanted = Signal(str)  # the id of a thing that was clicked

    def __init__(self, session: Session) -> None:
        super().__init__()
        surface(self, "palette")
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        self.buttons: dict[str, PaletteButton] = {}
        for thing in THINGS:
            if thing.id == FRAMES[0]:
                column.addSpacing(8)
                column.addWidget(line())
                column.addSpacing(8)
            button = PaletteButton(thing, session)
            button.clicked.connect(lambda _checked=False, id=thing.id: self.wanted.emit(id))
            column.addWidget(button)
            self.buttons[thing.id] = button
        column.addStretch(1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else WIDE)
        for button in self.buttons.values():
            button.set_narrow(narrow)

    def restyle(self) -> None:
        for button in self.buttons.values():
            button.restyle()


class PaletteButton(QToolButton):
    """One thing: a click asks for it, a drag carries it."""

    def __init__(self, thing: Thing, session: Session) -> None:
        super().__init__()
        self.thing, self._session = thing, session
        _ = session.words
        self._pressed_at: QPoint | None = None
        self.setText(_(thing.word or thing.name))
        self.setToolTip(_("%(thing)s: drag it onto the map, or click") % {"thing": _(thing.name)})
        self.setAccessibleName(_(thing.name))
        self.setIconSize(QSize(20, 20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def set_narrow(self, narrow: bool) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextUnderIcon)
        self.setFixedHeight(40 if narrow else 54)

    def restyle(self) -> None:
        self.setIcon(icon(self.thing.icon, self._session.theme, 20, self._session.rtl))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() < DRAG_DISTANCE:
            return
        self._pressed_at = None
        self.setDown(False)
        drag = QDrag(self)
        data = QMimeData()
        data.setData(MIME, self.thing.id.encode("ascii"))
        drag.setMimeData(data)
        picture = self.picture()
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(round(picture.deviceIndependentSize().width() / 2), 16))
        drag.exec(Qt.DropAction.CopyAction)

    def picture(self) -> QPixmap:
        """What hangs at the pointer while the thing is dragged."""
        word = self._session.words(self.thing.name)
        width = 44 + self.fontMetrics().horizontalAdvance(word)
        return _chip(self.thing, word, width, self._session.theme, self._session.rtl, self.devicePixelRatio())


def _chip(thing: Thing, word: str, width: int, theme: Theme, rtl: bool, ratio: float) -> QPixmap:
    result = QPixmap(round(width * ratio), round(32 * ratio))
    result.fill(Qt.GlobalColor.transparent)
    result.setDevicePixelRatio(ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(theme.colour(thing.fill)))
    painter.setPen(QPen(QColor(theme.colour("control_border" if thing.ink == "text" else thing.ink)), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, 31), 6, 6)
    mark = pixmap(thing.icon, theme.colour(thing.ink), 18, ratio, rtl)
    painter.drawPixmap(width - 26 if rtl else 8, 7, mark)
    painter.setPen(QColor(theme.colour("text")))
    room = QRectF(8 if rtl else 32, 0, width - 40, 32)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)
    painter.end()
    return result
