"""The palette: what can be put on a map, dragged onto it or clicked."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

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
)
MORE = (  # in a list of their own, which a button under the others opens
    Thing("entry", "sign-in", CARDS["entry"], "", "card", "river_text"),
    Thing("return", "arrow-u-down-left", CARDS["return"], "", "card", "river_text"),
    Thing("visitor", "footprints", CARDS["visitor"], "", "card", "text_2"),
    Thing("goal", "flag", CARDS["goal"], "", "card", "goal"),
    Thing("action", "cursor-click", CARDS["action"]),
    Thing("text", "text-t", CARDS["text"]),
)
FRAMES = (  # what the map is made of
    Thing("stage", "columns-plus-right", N_("Stage")),
    Thing("lane", "rows-plus-bottom", N_("Lane")),
    Thing("persona", "user-circle", N_("Persona")),
)
HEIGHTS, NARROW_HEIGHTS = (46, 54), (34, 40)  # px of a button, with its word and without


class Palette(QWidget):
    """A column of buttons, as high as there is room; narrow or low, it shows only the icons."""

    wanted = Signal(str)  # the id of a thing that was clicked

    def __init__(self, session: Session) -> None:
        super().__init__()
        surface(self, "palette")
        self._narrow = False
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        self.buttons: dict[str, PaletteButton] = {}
        for thing in THINGS:
            self._add(PaletteButton(thing, session))
        self.more = Flyout(session, self)
        self.more_button = MoreButton(session, self.more)
        column.addWidget(self.more_button)
        column.addSpacing(8)
        column.addWidget(line())
        column.addSpacing(8)
        for thing in FRAMES:
            self._add(PaletteButton(thing, session))
        column.addStretch(1)
        for each in (*self.buttons.values(), *self.more.buttons.values()):
            each.clicked.connect(lambda _checked=False, id=each.thing.id: self.wanted.emit(id))
        self._shown: tuple[PaletteButton | MoreButton, ...] = (*self.buttons.values(), self.more_button)
        self._fit()

    def _add(self, button: PaletteButton) -> None:
        self._column.addWidget(button)
        self.buttons[button.thing.id] = button

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._fit()

    def restyle(self) -> None:
        for button in (*self._shown, *self.more.buttons.values()):
            button.restyle()

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, NARROW_HEIGHTS[0] * len(self._shown) + self._besides())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _besides(self) -> int:
        """Px of height that are not buttons: margins, and the line with its room."""
        return 16 + 17

    def _fit(self) -> None:
        room = (self.height() - self._besides()) // len(self._shown)
        narrow = self._narrow or room < HEIGHTS[0]
        low, high = NARROW_HEIGHTS if narrow else HEIGHTS
        style = Qt.ToolButtonStyle
        self.setFixedWidth(NARROW if narrow else WIDE)
        for button in self._shown:
            button.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextUnderIcon)
            button.setFixedHeight(min(max(room, low), high))


class Flyout(QFrame):
    """What is put on maps more seldom; it closes with Esc, a click, or when a thing is dragged out of it."""

    def __init__(self, session: Session, palette: Palette) -> None:
        super().__init__(palette, Qt.WindowType.Popup)
        surface(self, "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on its button closes it, only
        self.setAccessibleName(session.words("More"))
        self._button: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(0)
        self.buttons: dict[str, PaletteButton] = {}
        for thing in MORE:
            button = PaletteButton(thing, session)
            button.setText(session.words(thing.name))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFixedHeight(36)
            button.clicked.connect(self.hide)
            column.addWidget(button)
            self.buttons[thing.id] = button

    def open_beside(self, button: QWidget) -> None:
        """On the map's side of the palette, its first row beside the button."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(0, 0))
        x = corner.x() - self.width() - 4 if self.isRightToLeft() else corner.x() + button.width() + 4
        room = button.screen().availableGeometry()
        self.move(x, max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self._button = button
        self.show()
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._button is not None:  # the pointer left it unnoticed
            self._button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self._button.update()


class MoreButton(QToolButton):
    def __init__(self, session: Session, flyout: Flyout) -> None:
        super().__init__()
        self._session = session
        _ = session.words
        self.setText(_("More"))
        self.setToolTip(_("Entry, return, goal and more"))
        self.setIconSize(QSize(20, 20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: flyout.open_beside(self))
        self.restyle()

    def restyle(self) -> None:
        self.setIcon(icon("dots-three", self._session.theme, 20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _press(self, event):
            super().keyPressEvent(event)


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

    def restyle(self) -> None:
        self.setIcon(icon(self.thing.icon, self._session.theme, 20, self._session.rtl))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _press(self, event):
            super().keyPressEvent(event)

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
        if self.window().windowType() == Qt.WindowType.Popup:
            self.window().hide()  # it would keep the mouse from the map
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


def _press(button: QToolButton, event: QKeyEvent) -> bool:
    """Enter does what Space does."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    button.click()
    return True


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
