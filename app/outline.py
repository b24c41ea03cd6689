"""The outline: the map as a tree in step with the canvas, for those who read and work in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.form_fields import CARD_ICONS
from app.labels import label, surface
from app.outline_rows import ROW, STATE, Index, OutlineRows, Ref, Row
from app.row_painting import STRONG, RowPainter
from canvas.hands import changes as deeds
from canvas.picture.header import LANE_ICONS
from model import verbs
from model.finding import Finder

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

HEIGHT, INDENT = 28, 16  # px of a row, and by which a child's begins further in
CHOSEN_MOST = 200  # things selected on the map that are selected in the tree, too
OPENED_MOST = 300  # cards with the words that are typed
PAUSE = 120  # ms after a letter until the tree is narrowed down
_SELECT = QItemSelectionModel.SelectionFlag


class OutlinePainter(QStyledItemDelegate):
    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        about, state = index.data(ROW), index.data(STATE)
        if about is None:
            return
        painter.save()
        row = RowPainter(painter, option, self._session.theme)
        row.start, row.end = 4, 10
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        quiet = bool(state) or about.ref[0] == "lane"
        ink = "accent_text" if chosen else "text_2" if quiet else "text"
        if state:
            row.text_at_end(state, "accent_text" if chosen else "text_3")
        strong = chosen or about.ref[0] == "stage"
        self._mark(row, about, ink)
        row.text(index.data(), ink, weight=STRONG if strong else QFont.Weight.Normal)
        painter.restore()

    def _mark(self, row: RowPainter, about: Row, ink: str) -> None:
        table = about.ref[0]
        if table == "stage":
            row.disc(str(about.number), f"stage:{about.number - 1}", "on_stage")
        elif table == "lane":
            row.icon(LANE_ICONS.get(about.kind, "rows-plus-bottom"), ink)
        else:
            row.icon(CARD_ICONS.get(about.kind, "note-blank"), ink)


class OutlineTree(QTreeView):
    def __init__(self, panel: Outline) -> None:
        super().__init__()
        self._panel = panel
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setProperty("ownFocus", True)  # its selected row shows where the keyboard stands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QTreeView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._panel.delete()
        elif event.key() == Qt.Key.Key_Escape:
            self._panel.leave()
        else:
            super().keyPressEvent(event)


class Outline(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "side")
        self._session, self._window = session, window
        self._turning = False  # the selection comes from the map, or rows come and go
        self._stale = True
        self.rows: OutlineRows | None = None
        self._finder: Finder | None = None
        _ = session.words
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(_("Only cards with these words"))
        self.wanted.setAccessibleName(_("Only cards with these words"))
        self.wanted.setClearButtonEnabled(True)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.narrow)
        self.wanted.textChanged.connect(lambda _text: self._pause.start())
        self.none = label("", "quiet", wrap=True)
        self.none.setContentsMargins(16, 4, 16, 4)
        self.tree = OutlineTree(self)
        self.tree.setAccessibleName(_("Outline"))
        self.tree.setItemDelegate(OutlinePainter(session, self.tree))
        self.tree.doubleClicked.connect(self.tree.edit)
        field = QVBoxLayout()
        field.setContentsMargins(12, 10, 12, 8)
        field.addWidget(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(self.none)
        column.addWidget(self.tree, 1)
        session.changed.connect(self._follow)
        session.selected.connect(self._follow_selection)
        session.looked.connect(self._renew)
        session.showing.changed.connect(self._refilter)

    def end(self) -> None:
        self._session.changed.disconnect(self._follow)
        self._session.selected.disconnect(self._follow_selection)
        self._session.looked.disconnect(self._renew)
        self._session.showing.changed.disconnect(self._refilter)

    def restyle(self) -> None:
        self.tree.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._renew()

    # What is shown

    def _renew(self) -> None:
        """Another document, or one that went on unseen."""
        document, map_id = self._session.document, self._session.map_id
        if not self.isVisible() or document is None or map_id is None:
            self._stale = True
            return
        self._stale = False
        before, self.rows = self.rows, OutlineRows(document, map_id, self._session.language)
        self.rows.set_filter(self._session.showing.filter)
        self.rows.renamed.connect(self._rename)
        self._finder = Finder(document)
        self.tree.setModel(self.rows)
        if before is not None:
            before.deleteLater()
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.narrow()
        if not self.wanted.text().strip():
            self.tree.expandToDepth(0)

    def narrow(self) -> None:
        """Only the cards that have all the words that are typed, in sight if they are not too many."""
        self._pause.stop()
        if self.rows is None or self._finder is None:
            return
        text = self.wanted.text()
        found: set[int] | None = None
        if text.strip():
            hits = self._finder.find(text, self._session.map_id)
            found = {hit.ref[1] for hit in hits if hit.ref[0] == "card" and hit.map == self._session.map_id}
        self._turning = True
        self.rows.restrict(found)
        self._turning = False
        if found is not None and len(found) <= OPENED_MOST:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)
        self._tell()
        self._follow_selection()

    def _tell(self) -> None:
        """Why there are no rows."""
        _ = self._session.words
        empty = self.rows is not None and self.rows.rowCount() == 0
        narrowed = bool(self.wanted.text().strip())
        self.none.setText(_("No card has these words.") if narrowed else _("This map has no stages yet."))
        self.none.setVisible(empty)

    def _follow(self, changes: list[Any]) -> None:
        if self.rows is None or self._stale or not self.isVisible():
            self._stale = True
            return
        self._turning = True
        self.rows.follow(changes)
        self._turning = False
        self._tell()
        self._follow_selection()

    def _refilter(self) -> None:
        if self.rows is not None:
            self.rows.set_filter(self._session.showing.filter)

    def _follow_selection(self) -> None:
        """What is selected on the map is so in the tree, and in sight."""
        if self._turning or self.rows is None or self._stale or not self.isVisible():
            return
        refs = self._session.selection
        indexes = [self.rows.index_of(ref) for ref in refs[-CHOSEN_MOST:]]
        chosen = QItemSelection()
        for index in indexes:
            chosen.select(index, index)
        model = self.tree.selectionModel()
        self._turning = True
        model.select(chosen, _SELECT.ClearAndSelect)
        last = next((index for index in reversed(indexes) if index.isValid()), None)
        if last is not None:
            model.setCurrentIndex(last, _SELECT.NoUpdate)
            self.tree.scrollTo(last)
        self._turning = False

    # What is done

    def _chosen(self) -> None:
        """What is selected in the tree is so on the map; what cannot be seen there is still the panel's."""
        if self._turning or self.rows is None:
            return
        refs = [ref for index in self.tree.selectedIndexes() if (ref := self.rows.ref(index))]
        self._turning = True
        view = self._window.view
        view.select(refs)
        if view.selection():
            view.reveal(view.selection()[-1])
        self._session.select(refs)
        self._turning = False

    def _rename(self, ref: Ref, title: str) -> None:
        document = self._session.document
        if document is not None:
            self._window.perform(lambda: verbs.set_fields(document, ref[0], [ref[1]], title=title))

    def delete(self) -> None:
        if self._session.writable:
            deeds.delete(self._window.view, self._session.selection)

    def leave(self) -> None:
        """The keyboard goes to the map."""
        self._window.view.setFocus()
