"""View ▸ Lanes and views: lanes hidden, shown and put in order; what is shown, kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from app import views_menu
from app.form_fields import map_words
from app.labels import label
from model import verbs
from resources.terms import LANES

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window

MOST = 80  # characters of a name
_ID = Qt.ItemDataRole.UserRole


class ViewsDialog(QDialog):
    """It stays open beside the map, so that what it does is seen."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        _ = session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Lanes and views"))
        self.lanes, self.views = self._list(_("Lanes")), self._list(_("Views"))
        self.lanes.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.lanes.itemChanged.connect(self._shown_changed)
        self.lanes.model().rowsMoved.connect(lambda *_: self._dropped())
        self.views.itemChanged.connect(self._renamed)
        self.views.itemActivated.connect(lambda _item: self._apply())
        self.views.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.name = QLineEdit()
        self.name.setMaxLength(MOST)
        self.name.setPlaceholderText(_("Name of a new view"))
        self.name.setAccessibleName(_("Name of a new view"))
        self.name.textChanged.connect(lambda _text: self._offer())
        self.name.returnPressed.connect(self._save)
        self._build()
        self._remove_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.views)
        self._remove_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._remove_key.activated.connect(self._remove)
        for each in (self.lanes, self.views):
            each.currentRowChanged.connect(lambda _row: self._offer())
        session.changed.connect(self._fill)
        session.showing.changed.connect(self._offer)
        session.turned.connect(self.reject)
        self.finished.connect(self._end)
        self.resize(620, 520)
        self._fill()

    def _end(self) -> None:
        self._session.changed.disconnect(self._fill)
        self._session.showing.changed.disconnect(self._offer)
        self._session.turned.disconnect(self.reject)

    # What is shown

    def _fill(self, *_changes: object) -> None:
        session = self._session
        document, map_ = session.document, session.map
        if document is None or map_ is None:
            return
        named = map_words(session)
        lanes = document.children("lane", map=map_.id)
        with QSignalBlocker(self.lanes):
            self._renew(self.lanes, [(lane.id, lane.title or named(LANES[lane.kind])) for lane in lanes])
            for row, lane in enumerate(lanes):
                item = self.lanes.item(row)
                item.setCheckState(Qt.CheckState.Unchecked if lane.hidden else Qt.CheckState.Checked)
                if not session.writable:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        with QSignalBlocker(self.views):
            kept = document.children("map_view", map=map_.id)
            self._renew(self.views, [(view.id, view.name) for view in kept])
            if session.writable:
                for row in range(self.views.count()):
                    item = self.views.item(row)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self._offer()

    def _renew(self, shown: QListWidget, rows: list[tuple[int, str]]) -> None:
        current = self._id(shown)
        shown.clear()
        for id, text in rows:
            item = QListWidgetItem(text)
            item.setData(_ID, id)
            shown.addItem(item)
            if id == current:
                shown.setCurrentItem(item)

    def _offer(self) -> None:
        """Which buttons do something now."""
        free, view = self._session.writable, self._id(self.views) is not None
        row, last = self.lanes.currentRow(), self.lanes.count() - 1
        shown = [self.lanes.item(k).checkState() == Qt.CheckState.Checked for k in range(last + 1)]
        self.up.setEnabled(free and row > 0)
        self.down.setEnabled(free and 0 <= row < last)
        self.all.setEnabled(free and not all(shown))
        self.show_.setEnabled(view)
        for button in (self.rename, self.update_, self.remove_):
            button.setEnabled(free and view)
        self.save.setEnabled(free and bool(self.name.text().strip()))
        self.none.setVisible(self.views.count() == 0)
        self.views.setVisible(self.views.count() > 0)

    def _id(self, shown: QListWidget) -> int | None:
        item = shown.currentItem()
        return item.data(_ID) if item else None

    # What is done

    def _do(self, verb: Callable[..., Any], *args: Any, **values: Any) -> None:
        document = self._session.document
        if document is not None and not self._window.perform(lambda: verb(document, *args, **values)):
            self._fill()

    def _shown_changed(self, item: QListWidgetItem) -> None:
        hidden = item.checkState() == Qt.CheckState.Unchecked
        self._do(verbs.set_lane_hidden, item.data(_ID), hidden)

    def _dropped(self) -> None:
        """One lane was dragged to another row."""
        document, map_id = self._session.document, self._session.map_id
        if document is None:
            return
        before = [lane.id for lane in document.children("lane", map=map_id)]
        now = [self.lanes.item(row).data(_ID) for row in range(self.lanes.count())]
        for lane in now:
            if [each for each in before if each != lane] == [each for each in now if each != lane]:
                if before != now:
                    self._move(lane, now.index(lane), now)
                return

    def _move(self, lane: int, to: int, order: list[int]) -> None:
        """`order`: of the lanes as it will be."""
        following = order[to + 1 :]
        self._do(verbs.move_lane, lane, before=following[0] if following else None)

    def _step(self, by: int) -> None:
        order = [self.lanes.item(row).data(_ID) for row in range(self.lanes.count())]
        row = self.lanes.currentRow()
        lane = order.pop(row)
        order.insert(row + by, lane)
        self._move(lane, row + by, order)

    def _show_all(self) -> None:
        self._do(verbs.set_lanes_hidden, self._session.map_id, ())

    def _apply(self) -> None:
        view = self._id(self.views)
        if view is not None:
            views_menu.apply(self._window, view)

    def _renamed(self, item: QListWidgetItem) -> None:
        name = item.text().strip()
        if name:
            self._do(verbs.set_fields, "map_view", [item.data(_ID)], name=name)
        else:
            self._fill()

    def _update(self) -> None:
        item = self.views.currentItem()
        if item is not None:
            self._do(verbs.save_view, self._session.map_id, item.text(), self._session.showing.now())

    def _remove(self) -> None:
        view = self._id(self.views)
        if view is not None and self._session.writable:
            self._do(verbs.remove, [("map_view", view)])

    def _save(self) -> None:
        name = self.name.text().strip()
        if not name or not self._session.writable:
            return
        self._do(verbs.save_view, self._session.map_id, name, self._session.showing.now())
        self.name.clear()
        for row in range(self.views.count()):
            if self.views.item(row).text() == name:
                self.views.setCurrentRow(row)

    # Building

    def _list(self, name: str) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _button(self, text: str, deed: Callable[[], object], look: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setProperty("look", look)
        button.clicked.connect(lambda: deed())
        return button

    def _build(self) -> None:
        _ = self._session.words
        self.up = self._button(_("Move up"), lambda: self._step(-1))
        self.down = self._button(_("Move down"), lambda: self._step(1))
        self.all = self._button(_("Show all"), self._show_all)
        self.show_ = self._button(_("Show"), self._apply)
        self.rename = self._button(_("Rename"), lambda: self.views.editItem(self.views.currentItem()))
        self.update_ = self._button(_("Update"), self._update)
        self.update_.setToolTip(_("Keep under this name what is shown now"))
        self.remove_ = self._button(_("Delete"), self._remove)
        self.save = self._button(_("Save what is shown"), self._save)
        how = _("No views yet. Hide lanes, filter cards, then save what is shown under a name.")
        self.none = label(how, "quiet", wrap=True)
        lanes, views = QVBoxLayout(), QVBoxLayout()
        lanes.setSpacing(8)
        views.setSpacing(8)
        lanes.addWidget(label(_("Lanes"), "heading"))
        lanes.addWidget(self.lanes, 1)
        lanes.addLayout(_row(self.up, self.down, self.all))
        views.addWidget(label(_("Views"), "heading"))
        views.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        views.addWidget(self.views, 1)
        views.addLayout(_row(self.show_, self.rename, self.update_, self.remove_))
        views.addLayout(_row(self.name, self.save))
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(lanes, 1)
        both.addLayout(views, 1)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(both, 1)
        column.addWidget(buttons)


def _row(*widgets: QPushButton | QLineEdit) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return row
