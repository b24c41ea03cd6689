"""The sheet before a presentation: what the back row would not see whole, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from app.form_fields import map_words
from app.labels import label
from app.presenting import deeds
from app.presenting.back_row import Finding, check
from app.presenting.distances import Distance, scale
from app.presenting.presentation import screen_for
from canvas.picture.header import lane_name
from resources.formats import isolate, own_direction, short
from resources.words import Words

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from canvas.picture.display import Ref

_REF = Qt.ItemDataRole.UserRole
_LIST_MOST = 320  # px


def findings(window: Window) -> list[Finding]:
    """Of the open map on the screen that it would be presented on."""
    document, map_id = window.session.document, window.session.map_id
    if document is None or map_id is None:
        return []
    return check(document, map_id, screen_for(window).size())


class BackRowDialog(QDialog):
    """It stays open beside the map: what is chosen is shown there, what is mended leaves the list."""

    def __init__(self, window: Window, stage: int | None) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        _ = self._session.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Back-row check"))
        screen = screen_for(window).size()
        size = isolate(f"{screen.width()} × {screen.height()}")
        text = _(
            "On the screen of %(size)s px the smallest letters are %(three)s px high with three stages "
            "in view, %(one)s px with one stage."
        )
        sizes = {"size": size, "three": _px(24, screen), "one": _px(48, screen)}
        self.told = label("", "heading", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What the back row would not see whole"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.list.itemClicked.connect(self._show)
        buttons = QDialogButtonBox()
        self.begin = buttons.addButton(_("Present"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.begin.setDefault(True)
        buttons.accepted.connect(lambda: self._present(stage))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(label(text % sizes, "quiet", wrap=True))
        column.addWidget(buttons)
        self._fill()
        self._session.changed.connect(self._fill)
        self._session.turned.connect(self.reject)
        self.finished.connect(self._end)
        self.resize(560, self.sizeHint().height())
        self.begin.setFocus()

    def _end(self) -> None:
        self._session.changed.disconnect(self._fill)
        self._session.turned.disconnect(self.reject)

    def _fill(self, *_changes: object) -> None:
        found, _ = findings(self._window), self._session.words
        deeds.remember(self._window, found)
        self.list.blockSignals(True)
        self.list.clear()
        for each in found:
            item = QListWidgetItem(finding_words(each, self._session))
            item.setData(_REF, each.ref)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(found))
        if found:
            text = _.plural(
                "%(n)s thing would not be seen whole", "%(n)s things would not be seen whole", len(found)
            )
            self.told.setText(text % {"n": len(found)})
        else:
            self.told.setText(_("The back row can read all of it"))

    def _show(self, item: QListWidgetItem | None) -> None:
        """On the map in the window."""
        ref: Ref | None = item.data(_REF) if item else None
        if ref is not None:
            ref = (ref[0], ref[1])
            self._window.view.select([ref])
            self._window.view.reveal(ref)

    def _present(self, stage: int | None) -> None:
        self.accept()
        deeds.start(self._window, stage)


def finding_words(finding: Finding, session: Session) -> str:
    """What it is; what is wrong with it and what to do."""
    _ = session.words
    return f"{_name(finding.ref, session)}\n{_why(finding, _)}" if finding.ref else _why(finding, _)


def _why(finding: Finding, _: Words) -> str:
    one = finding.distance is Distance.ONE
    match finding.what:
        case "card_high" if one:
            return _(
                "Higher than the screen with one stage in view. Shorten it, or move words to its details."
            )
        case "card_high":
            return _("Higher than the screen. Shorten it, or move words to its details.")
        case "card_wide":
            return _("Wider than the screen: it spans too many stages to be read at once. Let it span fewer.")
        case "lane_high":
            return _("Higher than the screen; the down key goes on. Spread its cards over two lanes.")
        case "title_long" if one:
            return _("The title takes too much of the screen with one stage in view. Shorten it.")
        case "title_long":
            return _("The title takes too much of the screen. Shorten it.")
        case _:
            text = _.plural(
                "The screen is too narrow for three stages in letters this large: %(n)s is in view.",
                "The screen is too narrow for three stages in letters this large: %(n)s are in view.",
                finding.screens,
            )
            return text % {"n": finding.screens}


def _name(ref: Ref, session: Session) -> str:
    _, document = session.words, session.document
    table = ref[0]
    record = document.get(*ref) if document else None
    title = getattr(record, "title", "")
    if table == "lane" and record is not None:
        title = lane_name(record, map_words(session))
    title = short(" ".join(title.split()))
    names = {"card": _("Card: %(title)s"), "lane": _("Lane: %(title)s"), "stage": _("Stage: %(title)s")}
    return names[table] % {"title": own_direction(title or _("Untitled"))}


def _px(size: int, screen: QSize) -> int:
    return round(size * scale(screen.height()))
