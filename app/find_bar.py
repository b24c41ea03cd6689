"""Ctrl+F: a bar over the map; what it finds is lit on the map, and one after another comes in sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from app.icons import icon, pixmap
from app.labels import label, surface, verbatim
from canvas.hands.sheets import group_of
from model import verbs
from model.finding import Finder, Hit
from model.views import Filter
from resources.formats import count, isolate, own_direction
from resources.terms import LANES
from resources.words import N_, words

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from model.document import Document

HEIGHT, FIELD = 44, 260  # px
PAUSE = 60  # ms after a letter until the map is looked through
# Where words stand that cannot be seen on the map itself.
UNSEEN = {
    "details": N_("in the details"),
    "about": N_("in what is told about the persona"),
    "channel": N_("in the name of the channel"),
    "truth_kind": N_("in the kind of moment"),
    "wished": N_("in the wished outcome"),
    "outcome": N_("in the actual outcome"),
}


class FindField(QLineEdit):
    step = Signal(int)  # 1: to the next, -1: to the one before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step.emit(-1 if back else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "find")
        self.setFixedHeight(HEIGHT)
        self._session, self._window = session, window
        self._finder: Finder | None = None
        self.hits: list[Hit] = []  # on the map that is shown
        self.at: int | None = None  # index of the one in sight
        self._elsewhere: Counter[int] = Counter()  # how many on each other map
        self._deed: Callable[[], object] = lambda: None
        _ = session.words
        self._mark = QLabel()
        self.field, self.count = FindField(), label("", "caption")
        self.back = self._tool(_("Previous"), "find_previous", -1)
        self.onward = self._tool(_("Next"), "find_next", 1)
        self.where = label("", "missing", gives_way=True)
        self.remedy, self.others = QPushButton(), QToolButton()
        self.close_ = self._tool(_("Close"), "", 0)
        self._build()
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.look)
        self.field.textEdited.connect(self._typed)
        self.field.step.connect(self.go)
        self._settles = QTimer(self, interval=PAUSE, singleShot=True)
        self._settles.timeout.connect(self.follow)
        session.changed.connect(self._settle)
        self.restyle()
        self.hide()

    def end(self) -> None:
        self._session.changed.disconnect(self._settle)

    # What is done

    def open(self) -> None:
        """Take the keyboard; what was looked for last is there to be typed over."""
        self.show()
        self._session.showing.wanted = self.field.text()
        self.field.setFocus()
        self.field.selectAll()
        self.look()

    def resume(self) -> None:
        """Another map, or another window, goes on with what is looked for."""
        wanted = self._session.showing.wanted
        if wanted is not None:
            self.field.setText(wanted)
            self.open()

    def leave(self) -> None:
        """The keyboard goes back to the map, where the hit is."""
        self._pause.stop()
        self._session.showing.wanted = None
        self.hide()
        self._window.view.set_hits({})
        self._window.view.setFocus()

    def go(self, step: int) -> None:
        """To the next hit or the one before; after the last comes the first."""
        if not self.isVisible():
            from_here = self._session.selection[-1:]
            self.open()
            if self.at is None or [self.hits[self.at].ref] != from_here:
                return  # its first hit is the next
        if self._settles.isActive():
            self.follow()
        if self._pause.isActive():  # what was just typed is not looked for yet: its first hit is the next
            self.look()
        elif self.hits:
            self.at = 0 if self.at is None else (self.at + step) % len(self.hits)
            self._show_hit()

    def look(self) -> None:
        """Look through the whole project; the first hit from where the user stands comes in sight."""
        self._pause.stop()
        self._settles.stop()
        stands = self._session.selection[-1:] if self.at is None else [self.hits[self.at].ref]
        if not self._read():
            return
        refs = [hit.ref for hit in self.hits]
        self.at = next((refs.index(ref) for ref in stands if ref in refs), None)
        if self.at is None and refs:
            self.at = next((k for k, hit in enumerate(self.hits) if self._seen(hit)), 0)
        self._show_hit()

    def _seen(self, hit: Hit) -> bool:
        """Its words can be read on the map as it is looked at."""
        view = self._window.view
        dimmed = hit.ref[0] == "card" and hit.ref[1] in view.picture.dimmed
        return group_of(view, hit.ref) is not None and not dimmed and next(iter(hit.found), "") not in UNSEEN

    def _typed(self, text: str) -> None:
        self._session.showing.wanted = text
        self._pause.start()

    def _settle(self, _changes: list) -> None:
        self._settles.start()

    def follow(self) -> None:
        """The document changed, or another moment of it is looked at: no hit is sought out for that."""
        self._settles.stop()
        if not self.isVisible():
            return
        ref = self.hits[self.at].ref if self.at is not None else None
        self._read()
        self.at = next((k for k, hit in enumerate(self.hits) if hit.ref == ref), None)
        self.tell()

    def _read(self) -> bool:
        """Find, and light what was found on the map."""
        document, map_id = self._session.document, self._session.map_id
        if document is None:
            return False
        if self._finder is None or self._finder.document is not document:
            self._finder = Finder(document)
        found = self._finder.find(self.field.text(), map_id)
        self.hits = [hit for hit in found if hit.map == map_id]
        self._elsewhere = Counter(hit.map for hit in found if hit.map != map_id)
        self._window.view.set_hits({hit.ref: hit.marked for hit in self.hits})
        return True

    def _show_hit(self) -> None:
        if self.at is not None:
            ref, view = self.hits[self.at].ref, self._window.view
            if ref[0] in ("card", "link", "lane"):
                self._session.showing.set_macro(False)
            if ref[0] == "map":
                view.select([])
            else:
                view.select([ref])
                view.reveal(ref)
        self.tell()

    # What is told

    def tell(self) -> None:
        if not self.isVisible() or self._settles.isActive():  # what was found may be gone
            return
        _, n = self._session.words, len(self.hits)
        if not self.field.text().strip():
            text = ""
        elif not n:
            text = _("Nothing found on this map") if self._elsewhere else _("Nothing found")
        elif self.at is None:
            text = _.plural("%(n)s found", "%(n)s found", n) % {"n": isolate(count(n))}
        else:
            text = _("%(n)s of %(m)s") % {"n": isolate(count(self.at + 1)), "m": isolate(count(n))}
        self.count.setText(text)
        where, remedy, deed = self._whereabouts()
        self.where.setText(where)
        self.where.setVisible(bool(where))
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self._deed = deed
        for button in (self.back, self.onward):
            button.setEnabled(n > 0)
        others = sum(self._elsewhere.values())
        said = _.plural("%(n)s on other maps", "%(n)s on other maps", others) % {"n": isolate(count(others))}
        self.others.setText(said)
        self.others.setVisible(others > 0)

    def _whereabouts(self) -> tuple[str, str, Callable[[], object]]:
        """Why the hit cannot be seen on the map, the word for what helps, and what that does."""
        _, document = self._session.words, self._session.document
        nothing = "", "", lambda: None
        if self.at is None or document is None:
            return nothing
        hit = self.hits[self.at]
        lane = self._hidden_lane(document, hit)
        if lane is not None:
            name = document["lane", lane].title or self._map_words(LANES[document["lane", lane].kind])
            said = _("in the hidden lane “%(lane)s”") % {"lane": own_direction(name)}
            return said, _("Show") if self._session.writable else "", lambda: self._show_lane(lane)
        if hit.ref[0] == "card" and hit.ref[1] in self._window.view.picture.dimmed:
            clear = lambda: self._session.showing.set_filter(Filter())  # noqa: E731
            return _("hidden by filter"), _("Clear the filter"), clear
        if hit.ref[0] == "map":
            return _("in the title of the map"), "", nothing[2]
        field = next(iter(hit.found), "")
        return (_(UNSEEN[field]), "", nothing[2]) if field in UNSEEN else nothing

    def _hidden_lane(self, document: Document, hit: Hit) -> int | None:
        table, id = hit.ref
        if table == "link":
            ends = (document["link", id].source, document["link", id].target)
            lanes = [document["card", card].lane for card in ends]
        elif table == "card":
            lanes = [document["card", id].lane]
        else:
            lanes = [id] if table == "lane" else []
        return next((lane for lane in lanes if document["lane", lane].hidden), None)

    def _map_words(self, text: str) -> str:
        map_ = self._session.map
        return words(map_.language if map_ else self._session.language)(text)

    def _show_lane(self, lane: int) -> None:
        document = self._session.document
        if document is not None:
            self._window.perform(lambda: verbs.set_lane_hidden(document, lane, hidden=False))

    def _help(self) -> None:
        """Do what helps to see the hit."""
        self._deed()
        self.follow()
        self._show_hit()
        self.field.setFocus()

    def _list_others(self) -> None:
        menu, _ = self.others.menu(), self._session.words
        menu.clear()
        for each in self._session.maps():
            if each.id in self._elsewhere:
                said = _("%(title)s: %(n)s found") % {
                    "title": own_direction(each.title or _("Untitled map")),
                    "n": isolate(count(self._elsewhere[each.id])),
                }
                entry = menu.addAction(verbatim(said))
                entry.triggered.connect(lambda _checked=False, id=each.id: self._session.show_map(id))

    # Building

    def _build(self) -> None:
        _ = self._session.words
        self.field.setPlaceholderText(_("Find on the maps"))
        self.field.setAccessibleName(_("Find"))
        self.field.setFixedWidth(FIELD)
        self.count.setMinimumWidth(76)
        self.remedy.setProperty("look", "flat")
        self.remedy.setAutoDefault(False)
        self.remedy.clicked.connect(self._help)
        self.others.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.others.setMenu(QMenu(self.others))
        self.others.menu().aboutToShow.connect(self._list_others)
        self.close_.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(6)
        for widget in (self._mark, self.field, self.back, self.onward, self.count, self.where, self.remedy):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.others)
        row.addWidget(self.close_)

    def _tool(self, name: str, action: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(30, 30)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(self._window.actions_by_id[action].toolTip() if action else name)
        if step:
            button.clicked.connect(lambda: self.go(step))
        return button

    def restyle(self) -> None:
        theme = self._session.theme
        glass = pixmap("magnifying-glass", theme.colour("text_2"), 16, self.devicePixelRatioF())
        self._mark.setPixmap(glass)
        for button, name in ((self.back, "caret-up"), (self.onward, "caret-down"), (self.close_, "x")):
            button.setIcon(icon(name, theme, 16, token="text_2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
