"""The panel of properties: all fields of what is selected, or of the map when nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.fields import MIXED, Field, TextField
from app.form_deeds import change, value_of
from app.form_fields import card_words, map_words, picture_of
from app.form_page import FormPage
from app.forms import ALL_CARDS, FORMS, Entry
from app.heading import Heading
from app.icons import pixmap
from app.labels import label, surface
from app.link_box import LinkBox
from app.lock_line import LockLine
from app.mixed_box import MixedBox
from app.personas_box import PersonasBox
from app.stage_figures import StageFiguresBox
from resources import terms
from resources.formats import own_direction
from resources.words import N_

if TYPE_CHECKING:
    from app.session import Session
    from app.window import Window
    from model.document import Document
    from model.records import Lane

TABLE_ICONS = {
    "stage": "columns-plus-right", "lane": "rows-plus-bottom", "persona": "user-circle", "emotion": "smiley",
    "link": "flow-arrow", "map": "map-trifold", "mixed": "copy",
}  # fmt: skip
TABLE_WORDS = {
    "card": N_("Card"), "stage": N_("Stage"), "lane": N_("Lane"), "persona": N_("Persona"),
    "emotion": N_("Emotion point"), "link": N_("Connector"), "map": N_("Map"), "mixed": N_("Selection"),
}  # fmt: skip


def holds_keyboard(widget: QWidget) -> bool:
    """It or something in it has the keyboard."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


class Properties(QWidget):
    """A form for each kind of thing that is selected. A form is made once and then follows the document:

    each widget that is made anew costs time, and memory that Qt's stylesheets do not give back.
    """

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__()
        surface(self, "side")
        self._session, self._window = session, window
        self.fields: dict[str, Field] = {}
        self._table, self._ids = "", []  # type: tuple[str, list[int]]
        self._of: Document | None = None  # whose the lists of the editors are
        self.below: StageFiguresBox | PersonasBox | LinkBox | MixedBox | None = None
        self._icon = QLabel()
        self.caption, self.heading = label("", "caption"), Heading()
        self._icon.setFixedSize(34, 34)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._icon.setObjectName("tile")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.caption)
        words.addWidget(self.heading)
        top = QHBoxLayout()
        top.setContentsMargins(16, 14, 16, 8)
        top.setSpacing(10)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        forms = QWidget()
        self._forms = QVBoxLayout(forms)
        self._forms.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(forms)
        self._pages: dict[tuple[str, tuple[Entry, ...]], FormPage] = {}
        self._page: FormPage | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        self.lock_line = LockLine(session, window)
        column.addWidget(self.lock_line)
        column.addWidget(self._scroll, 1)
        session.selected.connect(self._turn)
        session.changed.connect(self._follow)
        self._turn()

    def end(self) -> None:
        """The document is about to be closed, or another panel takes over."""
        self._session.selected.disconnect(self._turn)
        self._session.changed.disconnect(self._follow)

    def commit(self) -> None:
        """Whatever is being typed goes into the document now."""
        for field in list(self.fields.values()):
            field.commit()

    def restyle(self) -> None:
        self.commit()
        self._make_anew()

    # What is shown

    def _turn(self) -> None:
        """Another selection: what was typed for the one before is committed to that one."""
        self.commit()
        for field in self.fields.values():
            field.drop()  # what was refused belongs to nothing that is selected now
        self._table, self._ids = self._chosen()
        if self._of is self._session.document:
            self._show_page()
        else:
            self._make_anew()

    def _chosen(self) -> tuple[str, list[int]]:
        """The selected things' table and ids; "mixed" for several tables; the map for nothing."""
        refs = self._session.selection
        tables = {table for table, _id in refs}
        if len(tables) > 1:
            return "mixed", []
        if not tables or not tables <= FORMS.keys():
            return "map", [] if self._session.map_id is None else [self._session.map_id]
        return tables.pop(), [id for _table, id in refs]

    def _records(self) -> list[Any]:
        document = self._session.document
        refs = self._session.selection if self._table == "mixed" else [(self._table, id) for id in self._ids]
        found = [document.get(*ref) for ref in refs] if document else []
        return [record for record in found if record is not None]

    def _kinds(self, table: str, ids: list[int]) -> set[str]:
        document = self._session.document
        if table != "card" or document is None:
            return set()
        return {card.kind for id in ids if (card := document.get("card", id)) is not None}

    def _entries(self) -> tuple[Entry, ...]:
        """The fields that are offered for what is selected."""
        kinds = self._kinds(self._table, self._ids)
        several = len(self._ids) > 1
        found = {
            entry.field: entry
            for entry in FORMS[self._table]
            if (entry.cards is ALL_CARDS or kinds <= set(entry.cards)) and not (several and entry.one)
        }
        return tuple(found.values())

    def _show_page(self) -> None:
        """The form of what is selected, made if there is none yet, with its values."""
        entries = self._entries()
        form = self._table, entries
        page = self._pages.get(form)
        if page is None:
            page = self._pages[form] = FormPage(self._session, entries)
            page.committed.connect(self._commit)
            page.hide()
            self._forms.addWidget(page)
        if page is not self._page:
            self._turn_to(page)
        self._put_below(page)
        self._show_values()

    def _turn_to(self, page: FormPage) -> None:
        if holds_keyboard(self._scroll):
            self._window.view.setFocus()  # else it goes to the next widget that takes it, a button of the bar
        for before in self._scroll.findChildren(FormPage):
            before.hide()
        self._page, self.fields = page, page.fields
        page.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _put_below(self, page: FormPage) -> None:
        if self._table == "stage" and len(self._ids) == 1:
            self.below = StageFiguresBox(self._session, self._ids[0])
        elif self._table == "map":
            self.below = PersonasBox(self._session, self._window)
        elif self._table == "link":
            self.below = LinkBox(self._session, self._window, self._ids[0] if len(self._ids) == 1 else None)
        elif self._table == "mixed":
            self.below = MixedBox(self._session, self._window)
        else:
            self.below = None
        page.put_below(self.below)

    def _make_anew(self) -> None:
        """The form that is shown and, when they are turned to, all others."""
        self._forget_others()
        self._of = self._session.document
        before, self._pages = self._page, {}
        self._show_page()
        if before is not None:
            before.deleteLater()  # only now: it may be answering a click

    def _forget_others(self) -> None:
        """Forms that are not shown: their lists, colours or direction are older than the document's."""
        for form, page in list(self._pages.items()):
            if page is not self._page:
                self._pages.pop(form).deleteLater()

    def _show_values(self) -> None:
        records, document = self._records(), self._session.document
        if not records or document is None:
            return
        title = self.fields.get("title")
        if self._table == "lane" and isinstance(title, TextField):
            title.hint = self._kind_of_lane(records[0])
        cards = records if self._table == "card" else []
        self.lock_line.show_cards(cards)
        locked = any(card.locked for card in cards)
        for name, editor in self.fields.items():
            editor.setEnabled(self._session.writable and (not locked or name == "locked"))
            values = [value_of(document, record, name) for record in records]
            same = all(value == values[0] for value in values)
            editor.show_value(values[0] if same else MIXED, self._session.words("Different"))
        if self.below is not None:
            self.below.setEnabled(self._session.writable)
        self._show_heading(records)

    def _show_heading(self, records: list[Any]) -> None:
        _, first = self._session.words, records[0]
        several = len(records) > 1
        caption, title = _(TABLE_WORDS[self._table]), ""
        picture = TABLE_ICONS.get(self._table, "note-blank")
        if self._table == "card":
            same = len({card.kind for card in records}) == 1
            caption = _(terms.CARDS[first.kind]) if same else _("Cards")
            picture = picture_of(self._session, first)
            if not several:
                caption = self._placed(caption, first.stage)
        if several:
            n = len(records)
            title = _.plural("%(n)s thing selected", "%(n)s things selected", n) % {"n": n}
        elif self._table == "lane":
            title = first.title or self._kind_of_lane(first)
        elif self._table == "stage":
            caption = self._placed("", first.id)
            title = first.title
        elif self._table == "link":
            title = _("From “%(source)s” to “%(target)s”") % {
                "source": own_direction(card_words(self._session, first.source)),
                "target": own_direction(card_words(self._session, first.target)),
            }
        else:
            title = getattr(first, "title", "") or getattr(first, "name", "")
        self.caption.setText(caption)
        self.heading.setText(title)
        self.heading.setVisible(bool(title))
        ratio = self.devicePixelRatioF()
        colour = self._session.theme.colour("text_2")
        self._icon.setPixmap(pixmap(picture, colour, 20, ratio, self._session.rtl))

    def _kind_of_lane(self, lane: Lane) -> str:
        """What stands on the map while it has no title of its own."""
        return map_words(self._session)(terms.LANES[lane.kind])

    def _placed(self, kind: str, stage_id: int) -> str:
        """'Touchpoint, stage 3'."""
        _, document = self._session.words, self._session.document
        if document is None:
            return kind
        stages = [stage.id for stage in document.children("stage", map=document["stage", stage_id].map)]
        number = stages.index(stage_id) + 1
        if not kind:
            return _("Stage %(n)s") % {"n": number}
        return _("%(kind)s, stage %(n)s") % {"kind": kind, "n": number}

    def _follow(self, changes: list[Any]) -> None:
        """The document changed: by another view, by undo, or by this panel itself."""
        tables = {change.table for change in changes}
        lists = bool(tables & {"channel", "persona", "import_batch"})
        if lists or "map" in tables:
            self._forget_others()
        if not self._records():
            return  # a new selection is on its way
        if lists or ("map" in tables and self._table != "map"):
            self._refill()
        if self.below is not None and tables & self.below.FOLLOWS:
            self.below.fill()
        if (self._table, self._entries()) in self._pages_shown():
            self._show_values()
        else:
            self._turn_form()

    def _pages_shown(self) -> list[tuple[str, tuple[Entry, ...]]]:
        """Which form is shown."""
        return [form for form, page in self._pages.items() if page is self._page]

    def _turn_form(self) -> None:
        """The cards are of another kind now: other fields, the keyboard where it was."""
        name = self._field_with_keyboard()
        self._show_page()
        if name in self.fields:
            self.fields[name].setFocus()

    def _field_with_keyboard(self) -> str:
        return next((name for name, field in self.fields.items() if holds_keyboard(field)), "")

    def _refill(self) -> None:
        """The lists of the editors are older than the document: make them anew, unless one is typed in."""
        if any(field.pending for field in self.fields.values()):
            return
        name = self._field_with_keyboard()
        self._make_anew()
        if name in self.fields:
            self.fields[name].setFocus()

    # What is done

    def _commit(self, field: str, value: Any) -> None:
        document, ids = self._session.document, [record.id for record in self._records()]
        if document is None or not ids:
            return
        table = self._table
        if not self._window.perform(lambda: change(document, table, ids, field, value)):
            self.fields[field].keep()
            self._show_values()
