"""The outline of a map as a tree: stage › lane › card. A row is made when its parent is first opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from itertools import count
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from model.changes import Change
from model.document import Document
from model.views import Filter
from resources.terms import CARDS, LANES
from resources.words import words

Index = QModelIndex | QPersistentModelIndex
Ref = tuple[str, int]
ROW, STATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
MANY = 500  # changes at once after which the tree is made anew
_ROOT = QModelIndex()


class Row(NamedTuple):
    """What a row stands for. `number`: of a stage, from 1."""

    ref: Ref
    kind: str = ""
    number: int = 0


class _Node:
    __slots__ = ("key", "parent", "ref", "rows")

    def __init__(self, key: int, ref: Ref, parent: _Node | None) -> None:
        self.key, self.ref, self.parent = key, ref, parent
        self.rows: list[_Node] | None = None  # None: not asked for yet


class OutlineRows(QAbstractItemModel):
    renamed = Signal(tuple, str)  # a reference and its new title, as typed

    def __init__(self, document: Document, map_id: int, language: str) -> None:
        super().__init__()
        self._document, self._map, self._language = document, map_id, language
        self._filter, self._only = Filter(), None  # type: tuple[Filter, Collection[int] | None]
        self._keys = count(1)
        self._nodes: dict[int, _Node] = {}
        self._top = self._node(("map", map_id), None)

    # Which rows there are

    def restrict(self, cards: Collection[int] | None) -> None:
        """Show only these cards, with their stages and lanes; None: all."""
        if cards != self._only:
            self._only = cards
            self._renew()

    def set_filter(self, filter: Filter) -> None:
        """Cards that it hides on the map are marked."""
        if filter != self._filter:
            self._filter = filter
            for node in list(self._nodes.values()):
                if node.rows and node.rows[0].ref[0] == "card":
                    self._say(node.rows[0], node.rows[-1])

    def follow(self, changes: list[Change]) -> None:
        """After a gesture, undo or redo: only rows that it touched are others."""
        if self._document.get("map", self._map) is None:
            return
        if len(changes) > MANY:
            self._renew()
            return
        tables = {change.table for change in changes}
        if "stage" in tables or self._only is not None:
            self._sync(self._top)
        stages = self._top.rows or []
        if tables & {"stage", "map"}:
            self._say_all(stages)
        if "lane" in tables or "map" in tables:
            for stage in stages:
                self._sync(stage)
                self._say_all(stage.rows or [])
                for lane in stage.rows or []:
                    self._say_all(lane.rows or [])
        cells = {
            (card.stage, card.lane)
            for change in changes
            if change.table == "card"
            for card in (change.before, change.after)
            if card is not None
        }
        touched = {change.id for change in changes if change.table == "card"}
        for stage in stages:
            lanes = {lane for each, lane in cells if each == stage.ref[1]}
            if lanes:
                self._sync(stage)
                for lane in stage.rows or []:
                    if lane.ref[1] in lanes:
                        self._sync(lane)
                        for node in lane.rows or []:
                            if node.ref[1] in touched:
                                self._say(node, node)

    def _renew(self) -> None:
        self.beginResetModel()
        self._nodes.clear()
        self._top = self._node(("map", self._map), None)
        self.endResetModel()

    def _children(self, node: _Node) -> list[Ref]:
        """What the document holds for a node now."""
        document, (table, id), only = self._document, node.ref, self._only
        if table == "map":
            stages = [stage.id for stage in document.children("stage", map=id)]
            if only is not None:
                left = (document.get("card", card) for card in only)
                there = {card.stage for card in left if card is not None}
                stages = [stage for stage in stages if stage in there]
            return [("stage", stage) for stage in stages]
        if table == "stage":
            lanes = document.children("lane", map=self._map)
            return [("lane", lane.id) for lane in lanes if self._cards(id, lane.id)]
        if table == "lane" and node.parent is not None:
            return [("card", card) for card in self._cards(node.parent.ref[1], id)]
        return []

    def _cards(self, stage: int, lane: int) -> list[int]:
        held, only = self._document.children("card", stage=stage, lane=lane), self._only
        return [card.id for card in held if only is None or card.id in only]

    def _rows(self, node: _Node) -> list[_Node]:
        if node.rows is None:
            node.rows = [self._node(ref, node) for ref in self._children(node)]
        return node.rows

    def _node(self, ref: Ref, parent: _Node | None) -> _Node:
        node = _Node(next(self._keys), ref, parent)
        self._nodes[node.key] = node
        return node

    def _sync(self, node: _Node) -> None:
        """Rows that came, went or moved; what moved goes and comes."""
        if node.rows is None:
            return
        now, at = self._children(node), self._index(node)
        before = [each.ref for each in node.rows]
        if before == now:
            return
        steps = SequenceMatcher(None, before, now, autojunk=False).get_opcodes()
        for step, start, end, first, last in reversed(steps):
            if step in ("delete", "replace"):
                self.beginRemoveRows(at, start, end - 1)
                for gone in node.rows[start:end]:
                    self._forget(gone)
                del node.rows[start:end]
                self.endRemoveRows()
            if step in ("insert", "replace"):
                self.beginInsertRows(at, start, start + last - first - 1)
                node.rows[start:start] = [self._node(ref, node) for ref in now[first:last]]
                self.endInsertRows()

    def _forget(self, node: _Node) -> None:
        for each in node.rows or []:
            self._forget(each)
        del self._nodes[node.key]

    def _say(self, first: _Node, last: _Node) -> None:
        self.dataChanged.emit(self._index(first), self._index(last))

    def _say_all(self, rows: list[_Node]) -> None:
        if rows:
            self._say(rows[0], rows[-1])

    # Where things are

    def index_of(self, ref: Ref) -> QModelIndex:
        """The row of a record; of a lane the first. Invalid when it has none."""
        table, id = ref
        record = self._document.get(table, id) if table in ("stage", "lane", "card") else None
        if record is None:
            return QModelIndex()
        if table == "stage":
            path: Iterable[Ref] = [ref]
        elif table == "card":
            path = [("stage", record.stage), ("lane", record.lane), ref]
        else:
            first = (each for each in self._rows(self._top) if ref in [r.ref for r in self._rows(each)])
            stage = next(first, None)
            path = [stage.ref, ref] if stage else [ref]
        node = self._top
        for step in path:
            found = next((each for each in self._rows(node) if each.ref == step), None)
            if found is None:
                return QModelIndex()
            node = found
        return self._index(node)

    def ref(self, index: Index) -> Ref | None:
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        return node.ref if node else None

    def _index(self, node: _Node) -> QModelIndex:
        if node.parent is None or node.parent.rows is None:
            return QModelIndex()
        return self.createIndex(node.parent.rows.index(node), 0, node.key)

    def _of(self, index: Index) -> _Node:
        return self._nodes[index.internalId()] if index.isValid() else self._top

    # What the tree asks

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        rows = self._rows(self._of(parent))
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row].key)

    def parent(self, index: Index = _ROOT) -> Any:
        node = self._nodes.get(index.internalId()) if index.isValid() else None
        return self._index(node.parent) if node and node.parent else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self._rows(self._of(parent))) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 1

    def hasChildren(self, parent: Index = _ROOT) -> bool:
        table = self._of(parent).ref[0]
        return table == "lane" or (table != "card" and self.rowCount(parent) > 0)  # a lane's row has cards

    def flags(self, index: Index) -> Qt.ItemFlag:
        ref = self.ref(index)
        record = self._document.get(*ref) if ref else None
        if ref is None or record is None:
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if ref[0] == "card":
            found |= Qt.ItemFlag.ItemNeverHasChildren
        locked = ref[0] == "card" and record.locked
        if not self._document.read_only and not locked:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        ref = self.ref(index)
        record = self._document.get(*ref) if ref else None
        if ref is None or record is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return self._title(ref, record) if ref[0] == "lane" else record.title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._title(ref, record)
        if role == ROW:
            return Row(ref, record.kind if ref[0] != "stage" else "", index.row() + 1)
        if role == STATE:
            return self._state(ref, record)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            _ = words(self._language)
            kind = {"stage": _("Stage"), "lane": _("Lane")}.get(ref[0]) or _(CARDS[record.kind])
            parts = (self._title(ref, record), kind, self._state(ref, record))
            return ", ".join(part for part in parts if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        ref = self.ref(index)
        if ref is None or role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False  # also of a lane that goes by its kind: its name is not written into it
        self.renamed.emit(ref, value)
        return True

    def _title(self, ref: Ref, record: Any) -> str:
        if record.title:
            return str(record.title)
        if ref[0] == "lane":
            return words(self._document["map", self._map].language)(LANES[record.kind])
        return words(self._language)("Untitled")

    def _state(self, ref: Ref, record: Any) -> str:
        """Why it cannot be seen on the map."""
        _ = words(self._language)
        if ref[0] == "lane" and record.hidden:
            return _("hidden lane")
        if ref[0] == "card" and not self._filter.passes(record):
            return _("hidden by filter")
        return ""
