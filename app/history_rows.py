"""The history as rows of a list, newest first, by sittings; only rows in sight are put into words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.labels import tip
from app.versions_words import day_and_time, local, moment_name, sitting_name, step_name
from model import versions
from model.versions import Moment
from resources.words import words

if TYPE_CHECKING:
    from model.document import Document

PAUSE = 30 * 60  # seconds without a step, after which the next one begins another sitting
ROW = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Sitting(NamedTuple):
    """One person's work without a long pause, on one day."""

    began: float
    who: str


class State(Enum):
    """Of a moment's row."""

    DONE = "done"
    NOW = "now"
    UNDONE = "undone"  # redo leads there
    ASIDE = "aside"  # only its name leads there


class HistoryRows(QAbstractListModel):
    """Row by row a `Sitting` or a `Moment` of it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.rows: list[Sitting | Moment] = []
        self.named_only = False
        self._head = 0
        self._line: set[int] = set()

    def load(self, document: Document, *, named_only: bool = False) -> None:
        self.beginResetModel()
        line = versions.moments(document)
        shown = versions.versions(document) if named_only else _without_empty_beginning(line)
        self.named_only, self._head = named_only, document.head
        self._line = {moment.id for moment in line}
        self.rows = by_sittings(shown)
        self.endResetModel()

    def follow(self, document: Document) -> None:
        """After a gesture, undo or redo."""
        before, self._head = self._head, document.head
        if self._head == before:
            return
        if self._head not in self._line:
            newest = versions.moment(document, self._head)
            if newest.parent != before:
                self.load(document, named_only=self.named_only)
                return
            self._line = {id for id in self._line if id <= before} | {newest.id}
            if not self.named_only:
                self._put_on_top(newest, before)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _put_on_top(self, newest: Moment, before: int) -> None:
        """What was undone goes; the new moment joins the last sitting or begins another."""
        at = self.row_of(before)
        if at is None:  # an empty project's beginning, which is not shown
            self._insert(0, [Sitting(newest.at, newest.who), newest])
            return
        sitting = next(row for row in range(at, -1, -1) if isinstance(self.rows[row], Sitting))
        self._remove(sitting + 1, at)
        self._remove(0, sitting)
        last = self.rows[1]
        assert isinstance(last, Moment)
        if belong_together(last, newest):
            self._insert(1, [newest])
        else:
            self._insert(0, [Sitting(newest.at, newest.who), newest])

    def _insert(self, at: int, rows: list[Sitting | Moment]) -> None:
        self.beginInsertRows(_ROOT, at, at + len(rows) - 1)
        self.rows[at:at] = rows
        self.endInsertRows()

    def _remove(self, start: int, end: int) -> None:
        if start < end:
            self.beginRemoveRows(_ROOT, start, end - 1)
            del self.rows[start:end]
            self.endRemoveRows()

    def row_of(self, moment: int) -> int | None:
        found = (row for row, each in enumerate(self.rows) if isinstance(each, Moment) and each.id == moment)
        return next(found, None)

    def moment(self, index: Index) -> Moment | None:
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Moment) else None

    def state(self, moment: Moment) -> State:
        if moment.id == self._head:
            return State.NOW
        if moment.id not in self._line:
            return State.ASIDE
        return State.DONE if moment.id < self._head else State.UNDONE

    # What the list asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.moment(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, Sitting):
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return sitting_name(row.began, row.who, self._language) if role in texts else None
        if role == STATE:
            return self.state(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.version or step_name(row, self._language)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._all(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._all(row)
        return None

    def _all(self, moment: Moment) -> str:
        """'“Workshop 1”, move card “Basket”, today, 09:42, dana, undone'."""
        _ = words(self._language)
        parts = [moment_name(moment, self._language)]
        if moment.version:
            parts.append(step_name(moment, self._language))
        parts.append(day_and_time(moment.at, _))
        if moment.who:
            parts.append(moment.who)
        state = {
            State.NOW: _("as the map is now"),
            State.UNDONE: _("undone"),
            State.ASIDE: _("left by undo; only its name keeps it"),
        }.get(self.state(moment))
        return ", ".join([*parts, state] if state else parts)


def by_sittings(moments: Iterable[Moment]) -> list[Sitting | Moment]:
    """Moments from the newest to the oldest, each sitting before its moments."""
    rows: list[Sitting | Moment] = []
    first = last = None
    for moment in reversed(list(moments)):
        if last is None or not belong_together(last, moment):
            if first is not None:
                rows.append(Sitting(first.at, first.who))
            first = moment
        rows.append(moment)
        last = moment
    if first is not None:
        rows.append(Sitting(first.at, first.who))
    rows.reverse()
    return rows


def belong_together(earlier: Moment, later: Moment) -> bool:
    """Of one sitting; a clock that was set back does not end one."""
    if earlier.who != later.who or later.at - earlier.at > PAUSE:
        return False
    return earlier.at // 60 == later.at // 60 or local(earlier.at).date() == local(later.at).date()


def _without_empty_beginning(line: list[Moment]) -> list[Moment]:
    """A project that began empty had no map to look at."""
    empty = len(line) > 1 and line[-1].parent is None and line[-2].gesture == "new_map"
    return line[:-1] if empty else line
