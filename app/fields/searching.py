"""One of many values, grouped and found by typing: a list that opens under the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
)

from app.fields.choices import Choice
from app.fields.committing import MIXED, Pressed
from app.labels import surface
from model.finding import fold
from resources.words import Words

ROW, ROWS, FEW = 28, 10, 10  # px; rows in sight; so many are not searched
LISTED = 300  # rows at most; who wants more of them types
WIDEST = 420  # px
_VALUE = Qt.ItemDataRole.UserRole
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS - 1, Qt.Key.Key_PageUp: 1 - ROWS}


class Section(NamedTuple):
    """Values under a heading, which may be empty."""

    heading: str
    choices: tuple[Choice, ...]


class SearchField(Pressed, QComboBox):
    """Looks like a list of one; what it offers is asked for when it opens."""

    committed = Signal(object)

    def __init__(
        self, words: Words, name: Callable[[Any], str], offer: Callable[[], Sequence[Section]]
    ) -> None:
        """`name`: what a value is called. `offer`: what may be chosen now."""
        super().__init__()
        self._words, self._name, self._offer = words, name, offer
        self._shown: Any = MIXED
        self.list: Offered | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setIconSize(QSize(16, 16))

    def show_value(self, value: Any, mixed: str = "") -> None:
        self._shown = value
        self.setPlaceholderText(mixed if value is MIXED else "")
        with QSignalBlocker(self):
            self.clear()
            if value is not MIXED:
                self.addItem(self._name(value), value)
            self.setCurrentIndex(-1 if value is MIXED else 0)
        self.setToolTip("" if value is MIXED else self._name(value))

    def showPopup(self) -> None:
        self.open("")

    def hidePopup(self) -> None:
        """The list goes by itself."""

    def open(self, text: str) -> None:
        """The list, looked through for this text."""
        self.list = Offered(self._words, self._offer(), self._shown, self)
        self.list.setAccessibleName(self.accessibleName())
        self.list.chosen.connect(self._choose)
        self.list.open_under(self, text)

    def _choose(self, value: Any) -> None:
        if value != self._shown:
            self.show_value(value)
            self.committed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up)
        text = event.text()
        if opens:
            self.open("")
        elif text.strip() and text.isprintable() and event.modifiers() in _PLAIN:
            self.open(text)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # scrolling the panel must not open or change anything


class Offered(QFrame):
    """A line to type in over the list; it goes with Esc, with a choice, or when something else is clicked."""

    chosen = Signal(object)

    def __init__(self, words: Words, sections: Sequence[Section], shown: Any, field: SearchField) -> None:
        super().__init__(field.window(), Qt.WindowType.Popup)  # in the field it would look like a part of it
        surface(self, "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # a click on the field closes it, only
        self._words, self._sections, self._shown = words, sections, shown
        self.line = QLineEdit()
        self.line.setProperty("ownFocus", True)
        self.line.setPlaceholderText(words("Type to find"))
        self.line.setAccessibleName(words("Type to find"))
        self.line.setVisible(sum(len(section.choices) for section in sections) > FEW)
        self.rows = QListWidget()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.setProperty("ownFocus", True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.itemClicked.connect(self._take)
        self.rows.itemEntered.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.rows)
        self.line.textChanged.connect(self.look)
        for place in (self.line, self.rows):
            place.installEventFilter(self)

    def open_under(self, field: SearchField, text: str) -> None:
        """Below the field, or over it where the screen ends."""
        self.setFixedWidth(max(field.width(), min(WIDEST, self._widest() + 60)))
        if text and not self.line.isHidden():
            self.line.setText(text)
        else:
            self.look("")
        self.adjustSize()
        under = field.mapToGlobal(QPoint(0, field.height() + 2))
        over = field.mapToGlobal(QPoint(0, -2 - self.height()))
        room = field.screen().availableGeometry()
        x = under.x() + field.width() - self.width() if self.isRightToLeft() else under.x()
        y = under.y() if under.y() + self.height() <= room.bottom() else max(room.top(), over.y())
        self.move(max(room.left(), min(x, room.right() - self.width())), y)
        self.show()
        (self.rows if self.line.isHidden() else self.line).setFocus(Qt.FocusReason.PopupFocusReason)

    def look(self, text: str) -> None:
        """Only what has all the words, in its own text or in its heading."""
        asked = fold(text).split()
        self.rows.clear()
        left, current = LISTED, None
        more = 0
        for section in self._sections:
            choices = [each for each in section.choices if _fits(asked, section.heading, each.text)]
            more += max(0, len(choices) - left)
            choices = choices[: max(0, left)]
            left -= len(choices)
            if choices and section.heading:
                self._say(section.heading, heading=True)
            for choice in choices:
                item = self._offer(choice)
                if current is None or choice.value == self._shown:
                    current = item
        if more:
            words = self._words.plural("%(n)s more: type to find it", "%(n)s more: type to find them", more)
            self._say(words % {"n": more})
        if current is None:
            self._say(self._words("Nothing goes by this name"))
        else:
            self.rows.setCurrentItem(current)
        self.rows.setFixedHeight(ROW * min(max(1, self.rows.count()), ROWS) + 2)
        self.adjustSize()

    def _offer(self, choice: Choice) -> QListWidgetItem:
        item = QListWidgetItem(choice.text, self.rows)
        item.setData(_VALUE, choice.value)
        item.setSizeHint(QSize(0, ROW))
        item.setToolTip(choice.text if len(choice.text) > 40 else "")
        if choice.icon:
            item.setIcon(choice.icon)
        return item

    def _say(self, text: str, *, heading: bool = False) -> None:
        """A row that cannot be chosen."""
        item = QListWidgetItem(text, self.rows)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, ROW))
        item.setForeground(self.palette().brush(QPalette.ColorRole.PlaceholderText))
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold if heading else QFont.Weight.Normal)
        item.setFont(font)

    def _widest(self) -> int:
        texts = [choice.text for section in self._sections for choice in section.choices[:LISTED]]
        return max((self.fontMetrics().horizontalAdvance(text) for text in texts[:LISTED]), default=0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event.key()):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.rows.currentItem())
        elif key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        else:
            return False
        return True

    def _step(self, rows: int) -> None:
        """Along what can be chosen, to the last of it at most."""
        able = [row for row, item in enumerate(self._items()) if item.flags() & Qt.ItemFlag.ItemIsSelectable]
        if able:
            at = able.index(self.rows.currentRow()) if self.rows.currentRow() in able else 0
            self.rows.setCurrentRow(able[min(max(at + rows, 0), len(able) - 1)])

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self.rows.item(row) for row in range(self.rows.count()))

    def _enter(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.rows.setCurrentItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsSelectable:
            value = item.data(_VALUE)
            self.close()
            self.chosen.emit(value)


def _fits(asked: list[str], *texts: str) -> bool:
    held = fold(" ".join(texts)) if asked else ""
    return all(word in held for word in asked)
