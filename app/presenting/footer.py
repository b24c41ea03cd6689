"""Under the map on the wall: whose journey it is, and how far one has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.presenting.camera import Camera
from app.presenting.distances import DESIGN, SMALLEST
from canvas.picture import shapes
from canvas.picture.display import Item, Rect, TextBlock
from canvas.picture.frame import Frame
from canvas.picture.paint import paint
from canvas.picture.personas import full_name, shown
from canvas.picture.text import block
from canvas.picture.theme import OPACITY
from resources.assets import tokens
from resources.formats import isolate
from resources.terms import MAPS

if TYPE_CHECKING:
    from canvas.hands.view import MapView

SCALE = 24 / SMALLEST  # of its sizes, which are those of the map, on a wall 1080 px high
HEIGHT = tokens()["present"]["footer"] / SCALE
_EDGE, _GAP = 16.0, 8.0
_PORTRAIT = 26.0
_DASH, _CURRENT, _THICK, _BETWEEN = 15.0, 32.0, 6.0, 6.0
_CARET = 12.0


class Footer(QWidget):
    """Painted as the map is, in the map's language and direction. A click on a dash goes to its stage."""

    wanted = Signal(int)  # the index of a stage

    def __init__(self, view: MapView, camera: Camera) -> None:
        super().__init__()
        self._view, self._camera = view, camera
        self.digits = ""  # of a stage's number that is being typed
        self.hint = ""  # told in place of the stage's number
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def place(self, wall: QRect) -> None:
        """At the wall's foot."""
        height = round(tokens()["present"]["footer"] * wall.height() / DESIGN)
        self.setGeometry(0, wall.height() - height, wall.width(), height)

    def refresh(self) -> None:
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """Which stage is spoken of, or what is being typed."""
        if self.hint:
            return self.hint
        _, count = self._view.map_words, len(self._camera.stages)
        if self.digits:
            return _("To stage %(n)s…") % {"n": isolate(self.digits)}
        if not count:
            return _("No stages yet")
        return _("Stage %(n)s of %(count)s") % {"n": self._camera.index + 1, "count": count}

    @property
    def _unit(self) -> float:
        """px of the screen for one of the map's."""
        return self.height() / HEIGHT

    def _frame(self) -> Frame:
        return Frame(0, 0, self.width() / self._unit, HEIGHT, self._view.picture.rtl)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._view.theme.colour("panel")))
        painter.scale(self._unit, self._unit)
        if self._view.is_there:
            paint(painter, self._items(), self._view.theme)

    def _items(self) -> list[Item]:
        frame = self._frame()
        words = block(self.words(), "body", None, frame.rtl)
        end = frame.w - _EDGE - words.width
        items: list[Item] = [
            frame.line(0, 0.5, frame.w, 0.5, "divider"),
            frame.text(end, _middle(words), words, "text"),
        ]
        for index, dash in enumerate(self._dashes(frame, end - 2 * _GAP)):
            now = index == self._camera.index
            opacity = 1.0 if now else OPACITY.passed_stage
            items.append(dash._replace(fill=f"stage:{index % 9}", opacity=opacity))
        along = self._carets(frame, items, end - 2 * _GAP - self._length(frame, end - 2 * _GAP))
        self._names(frame, items, along - 2 * _GAP)
        return items

    def _carets(self, frame: Frame, items: list[Item], end: float) -> float:
        """Signs that lanes lie above or below; where they begin."""
        for name, shown_ in (("caret-down", self._camera.below), ("caret-up", self._camera.above)):
            if shown_:
                end -= _CARET + _GAP / 2
                items.append(frame.icon(name, end - _GAP, (HEIGHT - _CARET) / 2, _CARET, "text"))
        return end - _GAP

    def _names(self, frame: Frame, items: list[Item], end: float) -> None:
        """The map, its kind, and the first persona, as far as there is room."""
        view, _ = self._view, self._view.map_words
        map_ = view.document["map", view.map_id]
        personas = [persona for persona, _line in shown(view.document, view.map_id)]
        kind = block(_(MAPS[map_.kind]), "body", None, frame.rtl)
        room = (end - _EDGE) * (0.6 if personas else 1.0) - kind.width - _GAP
        title = fitting(map_.title or _("Untitled map"), "body/600", room, frame.rtl)
        along = _EDGE + title.width + _GAP
        items.append(frame.text(_EDGE, _middle(title), title, "text"))
        items.append(frame.text(along, _middle(kind), kind, "text_2"))
        along += kind.width + 2 * _GAP
        if not personas or along + _PORTRAIT + _GAP > end:
            return
        persona = personas[0]
        place = frame.part(along, (HEIGHT - _PORTRAIT) / 2, _PORTRAIT, _PORTRAIT)
        middle = place.x + _PORTRAIT / 2, place.y + _PORTRAIT / 2
        items += shapes.avatar(*middle, _PORTRAIT, persona.name.strip()[:1], persona.kind == "ideal")
        along += _PORTRAIT + _GAP
        who = fitting(full_name(persona, _), "body", end - along, frame.rtl)
        items.append(frame.text(along, _middle(who), who, "text"))

    def _dashes(self, frame: Frame, end: float) -> list[Rect]:
        """One for each stage, ending here; narrower where there are many."""
        count = len(self._camera.stages)
        share = self._share(frame)
        along = end - self._length(frame, end)
        dashes = []
        for index in range(count):
            width = (_CURRENT if index == self._camera.index else _DASH) * share
            down = (HEIGHT - _THICK) / 2
            dashes.append(frame.rect(along, down, width, _THICK, radius=min(_THICK, width) / 2))
            along += width + _BETWEEN * share
        return dashes

    def _share(self, frame: Frame) -> float:
        """How much smaller the dashes are than they would be: they take no more than a third."""
        count = len(self._camera.stages)
        return min(1.0, frame.w / 3 / (_CURRENT + max(count - 1, 0) * (_DASH + _BETWEEN)))

    def _length(self, frame: Frame, end: float) -> float:
        count = len(self._camera.stages)
        if not count:
            return 0.0
        return min((_CURRENT + (count - 1) * (_DASH + _BETWEEN)) * self._share(frame), end)

    def dash_at(self, at: QPoint) -> int | None:
        """The stage whose dash is here: all of the footer's height, and half of the way to the next one."""
        frame, unit = self._frame(), self._unit
        words = block(self.words(), "body", None, frame.rtl)
        for index, dash in enumerate(self._dashes(frame, frame.w - _EDGE - words.width - 2 * _GAP)):
            half = _BETWEEN * self._share(frame) / 2
            if QRectF((dash.x - half) * unit, 0, (dash.w + 2 * half) * unit, self.height()).contains(at):
                return index
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.dash_at(event.position().toPoint())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit(index)


def fitting(text: str, style: str, room: float, rtl: bool) -> TextBlock:
    """One line; what is too long for the room ends in three dots."""
    text = " ".join(text.split())
    whole = block(text, style, None, rtl)
    if whole.width <= room:
        return whole
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        fits = block(text[:half] + "…", style, None, rtl).width <= room
        low, high = (half, high) if fits else (low, half - 1)
    return block(text[:low].rstrip() + "…", style, None, rtl)


def _middle(text: TextBlock) -> float:
    return (HEIGHT - text.height) / 2
