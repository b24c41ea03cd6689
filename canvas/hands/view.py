"""The canvas people work on: it shows one map and hands every event to the part that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from canvas.hands import accessible, changes, keyboard, locks, menu_place, sizing, walking, zooming
from canvas.hands.connecting import Connecting
from canvas.hands.contents import NOTHING
from canvas.hands.drops import Drops
from canvas.hands.editor import Ending
from canvas.hands.emotions import Whose
from canvas.hands.frame import Frame
from canvas.hands.hover import Hover
from canvas.hands.items import MapScene
from canvas.hands.making import Making
from canvas.hands.overlay import Overlay
from canvas.hands.places import Box, Cell, Places
from canvas.hands.pointer import Pointer
from canvas.hands.scrolling import Scrolling
from canvas.hands.selection import Selection
from canvas.hands.sheets import group_of, sheet_of
from canvas.hands.speech import announce
from canvas.hands.writing import Writing
from canvas.picture.display import Hits, Picture, Ref, Sizes
from canvas.picture.layout import Draft, Layouter, Options
from canvas.picture.theme import Theme
from model.document import Change, Document
from model.errors import MasaError
from model.views import Filter
from resources.words import Words, words


class MapView(QGraphicsView):
    """One map of a document. Selection, zoom and writing are the view's own and never in the document.

    `editing_changed(True)` while a text is written in place; `problem` tells what a verb refused.
    """

    selection_changed = Signal(list)  # of references (table, id)
    macro_changed = Signal(bool)
    zoom_changed = Signal(float)  # 1.0 = 100 %
    editing_changed = Signal(bool)
    problem = Signal(object)  # MasaError
    said = Signal(str)  # what was done, or why it was not
    files_dropped = Signal(list)  # of paths
    menu_wanted = Signal(QPoint)  # at a point of the screen, for what is selected

    def __init__(self, document: Document, map_id: int, theme: Theme, language: str) -> None:
        super().__init__()
        self.document, self.map_id, self.theme, self.language = document, map_id, theme, language
        self.map_scene = MapScene(theme)
        self.setScene(self.map_scene)
        self._set_up()
        self._layouter = Layouter(document, map_id)
        self.picture: Picture = self._layouter.layout()
        self.places = Places(self.picture)
        self.selected: Selection = Selection(self._selection_changed)
        self.frame = Frame(self)
        self.scrolling: Scrolling = Scrolling(self)
        self.overlay = Overlay(self)
        self.pointer = Pointer(self)
        self.hover = Hover(self)
        self.writing = Writing(self)
        self.making = Making(self)
        self.connecting: Connecting = Connecting(self)
        self._drops = Drops(self)
        self.draft: Draft | None = None  # the card that is being written
        self._drawn: Draft | None = None  # as it is on the picture
        self.filter, self.macro = Filter(), False
        self._hits: Hits = {}
        self.by_keys = False  # where the keyboard stands is shown while it is used
        self.whose = Whose(self)
        self._sizes: Sizes = {}
        self._column: float | None = None  # px, of every stage
        self.nearest = zooming.MOST  # how near the map can be looked at
        self._newest = document.head
        self._show()
        self.go_to_start()
        self._unsubscribe = document.subscribe(self._document_changed)

    def _set_up(self) -> None:
        self.setViewport(QWidget())  # of another PySide asks which of all widgets it is: 20 ms
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing is filled beneath it
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        _ = words(self.language)
        self.setAccessibleName(_("Journey map"))
        self.accessible: accessible.MapTree | None = None  # once a screen reader asked
        accessible.install()

    def detach(self) -> None:
        """Before the document is closed: what is being written is kept, later changes are not followed."""
        self.stop_writing()
        self._unsubscribe()

    # ---- what the window asks ------------------------------------------------------------------------------

    def selection(self) -> list[Ref]:
        return self.selected.refs

    def select(self, refs: Iterable[Ref]) -> None:
        self.selected.set(ref for ref in refs if self._shown(ref))

    def select_all(self) -> None:
        self.selected.set(("card", id) for id in walking.in_order(self))

    def set_theme(self, theme: Theme) -> None:
        self.theme = self.map_scene.theme = theme
        self.writing.set_theme()
        self.viewport().update()
        self.frame.update()

    def set_filter(self, filter: Filter) -> None:
        """Cards that it does not let pass are faint and cannot be chosen."""
        if filter != self.filter:
            self.filter = filter
            self._look_anew()

    def set_hits(self, hits: Hits) -> None:
        """What a search found is marked on the map."""
        if hits != self._hits:
            self._hits = hits
            self._look_anew()

    def set_macro(self, macro: bool) -> None:
        """Each stage as one block with its figures, in place of the lanes."""
        if macro != self.macro:
            self.macro = macro
            self._look_anew()
            self.macro_changed.emit(macro)

    def set_column(self, width: float | None) -> None:
        """Every stage as wide as this, px at 100 %; None: each as it is."""
        if width != self._column:
            self._column = width
            self._look_anew()

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    def set_zoom(self, zoom: float) -> None:
        zooming.set_zoom(self, zoom)

    def zoom_in(self) -> None:
        zooming.step(self, nearer=True)

    def zoom_out(self) -> None:
        zooming.step(self, nearer=False)

    def fit(self) -> None:
        zooming.fit(self)

    def fit_selection(self) -> None:
        """What is selected, as near as it fits; the whole map when nothing is."""
        groups = [group for ref in self.selection() if (group := group_of(self, ref))]
        whole = QRectF()
        for group in groups:
            whole |= QRectF(group.x, group.y, group.w, group.h)
        if groups:
            zooming.fit_box(self, Box(whole.x(), whole.y(), whole.width(), whole.height()))
        else:
            self.fit()

    def reveal(self, ref: Ref) -> None:
        """Scroll until a stage, lane, card or emotion point is in sight; what is selected stays so."""
        self.scrolling.show_ref(ref)

    def edit(self, ref: Ref) -> None:
        """Write in place what names a record: a card, stage, lane or persona of this map."""
        sheet = None if self.fixed else sheet_of(self, ref)
        if sheet and not locks.refused(self, ref):
            self.select([ref])
            self.scrolling.show_ref(ref)
            self.writing.begin(sheet)

    def add(self, kind: str) -> None:
        """A new card of this kind, stage, lane or persona beside what is selected, to be written on."""
        if not self.fixed:
            self.making.add(kind)

    def delete_selection(self) -> None:
        if not self.fixed:
            changes.delete(self, self.selection())

    # ---- what its parts ask --------------------------------------------------------------------------------

    @property
    def map_words(self) -> Words:
        """Words in the map's own language."""
        return words(self.document["map", self.map_id].language)

    @property
    def fine(self) -> float:
        """Of marks: one px of the screen, never less than one of the map."""
        return max(1.0, 1.0 / self.zoom)

    def in_sight(self) -> Box:
        """The part of the map that the viewport shows."""
        start, area = self.mapToScene(0, 0), self.viewport().rect()
        return Box(start.x(), start.y(), area.width() / self.zoom, area.height() / self.zoom)

    @property
    def is_there(self) -> bool:
        """False while the map itself is undone: nothing is shown then, and nothing can be made."""
        return self.document.get("map", self.map_id) is not None

    @property
    def fixed(self) -> bool:
        """The document is only to be looked at: things can be selected, nothing can be changed."""
        return self.document.read_only

    def act(self, verb: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """Run a verb on the document; what it gives, or None when it was refused (and `problem` told)."""
        if self.fixed:
            return None
        try:
            return verb(self.document, *args, **values)
        except MasaError as error:
            self.problem.emit(error)
            return None

    def current_cell(self) -> Cell | None:
        """The cell of what is selected; a selected stage or lane stands for its first cell."""
        return walking.current_cell(self)

    def first_stage_in_sight(self) -> int:
        body = self.frame.body()
        start = body.right() - 1 if self.picture.rtl else body.left() + 1
        x = self.frame.to_map(QPointF(start, body.center().y())).x()
        inside = self.picture.stage_at(x) or self.picture.stages[0]
        return inside.id

    def edit_current(self) -> None:
        if self.fixed:
            return
        if self.selected.current:
            self.edit(self.selected.current)
        elif self.selected.cell:
            self.making.card_in(self.selected.cell)

    def write(self, letters: str) -> None:
        """Letters typed on what is selected replace its text; on an empty cell they begin a card."""
        if self.fixed:
            return
        current, cell = self.selected.current, self.selected.cell
        if current and locks.refused(self, current):
            return
        if current and (sheet := sheet_of(self, current)):
            self.select([current])
            self.scrolling.show_ref(current)
            self.writing.begin(sheet, typed=letters)
        elif cell:
            self.making.card_in(cell, typed=letters)

    def stop_writing(self) -> None:
        self.writing.end(Ending.DONE)

    def step_card(self, step: int) -> bool:
        """Select the next (1) or previous (-1) card; False at the end."""
        return walking.step(self, step)

    def go_to_start(self) -> None:
        """Scroll to where the journey begins."""
        self.scrolling.to_start()

    def zoomed(self) -> None:
        """After a change of the zoom."""
        self.scrolling.spread()
        self.frame.place()
        self.writing.place()
        self.overlay.mark()
        self.zoom_changed.emit(self.zoom)

    # ---- showing -------------------------------------------------------------------------------------------

    def _document_changed(self, done: list[Change]) -> None:
        undone = self.document.head <= self._newest
        self._newest = max(self._newest, self.document.head)
        if not changes.touch(self.document, self.map_id, done):
            return
        self.pointer.cancel()
        before = self.picture
        self._lay_out()
        if self.picture.rtl != before.rtl:
            self.go_to_start()
        self.selected.keep(self._shown, self.places.has)
        self.writing.keep()
        self.connecting.keep()
        changed = [(change.table, change.id) for change in done] if undone else []
        self.overlay.outline([ref for ref in changed if self._shown(ref)])

    def try_sizes(self, sizes: Sizes) -> None:
        """Lay out as if stages and lanes had these sizes; none: as they are."""
        if sizes != self._sizes:
            self._sizes = sizes
            self._lay_out()

    def settle(self) -> None:
        """Give what is being written its room on the map, or take that back."""
        if self.draft != self._drawn:
            self._lay_out()

    def _look_anew(self) -> None:
        """Another way to look at the same map."""
        self.stop_writing()
        self.pointer.cancel()
        self._lay_out()
        self.selected.keep(self._shown, self.places.has)

    def _lay_out(self) -> None:
        self._drawn = self.draft
        sizes = sizing.even(self, self._column) | dict(self._sizes)
        options = Options(
            stage_width=self._column or Options.stage_width, draft=self.draft, sizes=sizes,
            filter=self.filter, hits=self._hits, macro=self.macro,
        )  # fmt: skip
        self.picture = self._layouter.layout(options) if self.is_there else NOTHING
        self.places = Places(self.picture)
        self._show()

    def _show(self) -> None:
        picture = self.picture
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(rtl if picture.rtl else ltr)  # of the scroll bars; the picture has its own
        self.scrolling.spread()
        self.map_scene.show_picture(picture)
        self.frame.place()
        self.hover.leave()
        self.overlay.mark()
        accessible.changed(self)

    def _shown(self, ref: Ref) -> bool:
        if ref[0] == "card" and ref[1] in self.picture.dimmed:
            return False
        return self.document.get(*ref) is not None and group_of(self, ref) is not None

    def _selection_changed(self) -> None:
        self.whose.follow(self.selected.current)
        self.overlay.mark()
        if not accessible.chosen(self):
            announce(self)
        self.selection_changed.emit(self.selection())

    def set_cursor(self, shape: Qt.CursorShape | None) -> None:
        if shape is None:
            self.viewport().unsetCursor()
        elif self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def drawBackground(self, painter: QPainter, rect: QRectF | Any) -> None:
        """Around the map."""
        if not self.map_scene.extent.contains(rect):
            painter.fillRect(rect, QColor(self.theme.colour("canvas")))

    # ---- events --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        from_start = self.scrolling.from_start
        super().resizeEvent(event)
        self.scrolling.spread(from_start)
        self.frame.place()
        self.writing.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.frame.scrolled(across=dx != 0, down=dy != 0)
        self.writing.place()
        if self.overlay.follows:
            self.overlay.mark()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes through the cards before it leaves the map."""
        return keyboard.tab(self, onward) or super().focusNextPrevChild(onward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(keyboard.press(self, event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.overlay.mark()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters from an input method begin writing as those of the keyboard do."""
        if event.commitString() and not self.pointer.busy:
            self.write(event.commitString())
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(keyboard.release(self, event))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.pointer.space_held:
            self.pointer.hold_space(False)
        self.overlay.mark()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu_place.answer(self, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        zooming.wheel(self, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)
