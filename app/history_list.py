"""The list of the history: a line through all moments, with a flag where one was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.history_rows import ROW, STATE, Sitting, State
from app.icons import pixmap
from app.versions_words import clock

if TYPE_CHECKING:
    from app.session import Session

HEIGHT, RAIL, TEXT, END = 32, 22, 38, 14  # px: of a row, and from its edges to the line, the words, the time
CLOCK = 44  # px for the time


class HistoryList(QTableView):
    """A table of one column: unlike Qt's list it asks the model for nothing that is out of sight."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setItemDelegate(MomentPainter(session, self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(HEIGHT)
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setMouseTracking(True)
        self.setAccessibleName(session.words("History"))


class MomentPainter(QStyledItemDelegate):
    """The state of a moment is its mark as well as its colour: disc, ring, large disc, flag."""

    def __init__(self, session: Session, parent: HistoryList) -> None:
        super().__init__(parent)
        self._session = session

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, text = index.data(ROW), index.data()
        box, rtl = option.rect, option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Sitting):
            self._write(painter, option, _room(box, rtl, END, END), text, "text_2", 12, QFont.Weight.DemiBold)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen or option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(box, self._colour("accent_tint" if chosen else "hover"))
            state: State = index.data(STATE)
            self._mark(painter, box, rtl, state, bool(row.version))
            faint = state in (State.UNDONE, State.ASIDE) and not chosen
            ink = "accent_text" if chosen else "text_2" if faint else "text"
            weight = QFont.Weight.DemiBold if row.version or chosen else QFont.Weight.Normal
            self._write(painter, option, _room(box, rtl, TEXT, END + CLOCK), text, ink, 13, weight)
            time = _room(box, rtl, box.width() - END - CLOCK, END)
            quiet = "accent_text" if chosen else "text_2"
            self._write(painter, option, time, clock(row.at), quiet, 12, QFont.Weight.Normal, end=True)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        token: str,
        size: int,
        weight: QFont.Weight,
        end: bool = False,
    ) -> None:
        font = QFont(option.font)
        font.setPixelSize(size)
        font.setWeight(weight)
        painter.setFont(font)
        painter.setPen(self._colour(token))
        right = (option.direction == Qt.LayoutDirection.RightToLeft) != end
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), shown)

    def _mark(self, painter: QPainter, box: QRect, rtl: bool, state: State, named: bool) -> None:
        x = box.right() + 1 - RAIL if rtl else box.left() + RAIL
        middle = QPointF(x, box.center().y() + 0.5)
        painter.setPen(QPen(self._colour("divider"), 1.6))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() + 1))
        accent = self._colour("accent")
        if named:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("panel"))
            painter.drawEllipse(middle, 10, 10)
            token = "accent_text" if state in (State.DONE, State.NOW) else "text_3"
            flag = pixmap("flag", self._colour(token).name(), 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(QRectF(x - 8, middle.y() - 8, 16, 16), flag, QRectF(flag.rect()))
        elif state is State.NOW:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(middle, 6.5, 6.5)
        elif state is State.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour("text_3"))
            painter.drawEllipse(middle, 4, 4)
        else:
            painter.setPen(QPen(self._colour("text_3"), 1.4))
            painter.setBrush(self._colour("panel"))
            painter.drawEllipse(middle, 4, 4)

    def _colour(self, token: str) -> QColor:
        return QColor(self._session.theme.colour(token))


def _room(box: QRect, rtl: bool, start: int, end: int) -> QRect:
    """Within a row, so far from where reading starts and ends."""
    return box.adjusted(end, 0, -start, 0) if rtl else box.adjusted(start, 0, -end, 0)
