"""Writing in place, from the first letter to one gesture of the document, or to nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from canvas.hands import walking
from canvas.hands.editor import Editor, Ending
from canvas.hands.frame import Zone
from canvas.hands.places import box_of
from canvas.hands.sheets import Sheet, bears_made_up_name, card_sheet, group_of, sheet_of
from canvas.picture import cards
from canvas.picture.cards import Look
from model.errors import MasaError
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView
    from canvas.picture.display import Ref
    from model.document import Document

RIGHT_TO_LEFT_MARK = "\u200f"
_HINT_UNTIL = 3  # the hint is shown until something was written that often


class Writing(QObject):
    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._editor: Editor | None = None
        self._sheet: Sheet | None = None
        self._times = 0
        self._refused: str | None = None  # the text that the document refused

    @property
    def sheet(self) -> Sheet | None:
        """What is being written on."""
        return self._sheet

    @property
    def editor(self) -> Editor | None:
        return self._editor

    @property
    def unwritten(self) -> bool:
        """The document refused what stands there: it is nowhere else."""
        return self._refused is not None

    def write_into(self, copy: Document) -> Ref | None:
        """Put what stands there into a copy of the document; here it stays. Raises MasaError."""
        if self._editor is None or self._sheet is None or not (self._editor.text or self._sheet.keeps_empty):
            return None
        return self._sheet.write(copy, self._editor.text)

    def begin(self, sheet: Sheet, typed: str | None = None, select: bool = False) -> None:
        """`typed` replaces the text, as a letter typed on a card does; `select`: all of it is selected,
        as is a name that nobody chose.
        """
        view = self._view
        if not self.end(Ending.LEFT) and self._editor:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if sheet.zone is Zone.BODY:
            view.scrolling.show_box(sheet.box)
        _ = words(view.language)
        hint = _("Enter ends, Tab goes on") if self._times < _HINT_UNTIL and sheet.zone is Zone.BODY else ""
        if _.rtl and hint:
            hint = RIGHT_TO_LEFT_MARK + hint  # a label takes its direction from the first letter, "Enter"
        self._sheet = sheet
        self._editor = editor = Editor(view, view.theme, view.picture.rtl, sheet, hint)
        editor.setAccessibleName(_("Text on the map"))
        editor.ended.connect(self._ended)
        editor.written.connect(self._grow)
        if sheet.draft and sheet.ref is None:
            from canvas.hands import clipboard  # here: it knows how writing ends

            editor.lay_out_by(lambda: clipboard.paste_block(view))
        self.place()
        editor.begin(typed, select or bears_made_up_name(sheet))
        view.overlay.mark()
        view.editing_changed.emit(True)

    def end(self, how: Ending) -> bool:
        """Write what stands there, unless it was dropped; then select what was written on.

        False: the document refused it (`problem` told), and it stays to be written on. The same text is
        tried again by another Enter or before the map goes.
        """
        view, editor, sheet = self._view, self._editor, self._sheet
        if editor is None or sheet is None:
            return True
        text, written = editor.text, sheet.ref
        if how is Ending.LEFT and text == self._refused:
            return False
        # before the map changes and the field is hidden: losing the focus would end the writing again
        self._editor = self._sheet = self._refused = None
        draft, view.draft = view.draft, None
        if how is not Ending.DROPPED and (text or sheet.keeps_empty) and (editor.changed or not sheet.ref):
            try:
                written = sheet.write(view.document, text)
            except MasaError as error:
                self._editor, self._sheet, self._refused, view.draft = editor, sheet, text, draft
                view.problem.emit(error)
                return False
        if editor.has_focus():  # before it is hidden: Qt would go on from there, to the next card
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()
        view.overlay.clear_landing()
        view.settle()
        if written:
            view.select([written])
        view.overlay.mark()
        view.editing_changed.emit(False)
        return True

    def place(self) -> None:
        """Over its place on the map: after scrolling, zooming or a change of the map."""
        if self._editor and self._sheet:
            frame, sheet = self._view.frame, self._sheet
            offset = self._view.viewport().pos()
            box = frame.to_view(sheet.box, sheet.zone).translated(offset)
            text = frame.to_view(sheet.words, sheet.zone).translated(offset)
            self._editor.place(box, text, self._view.zoom)

    def keep(self) -> None:
        """After a change of the map: follow what is written on, or drop the writing when that is gone."""
        if self._sheet is None:
            return
        ref, needs = self._sheet.ref, self._sheet.needs
        gone = not self._view.is_there or any(self._view.document.get(*need) is None for need in needs)
        draft = self._sheet.draft
        gone = gone or (draft is not None and draft.card.id not in self._view.picture.cards)
        if gone or (ref and group_of(self._view, ref) is None):
            self.end(Ending.DROPPED)
            return
        if ref:
            self._sheet = sheet_of(self._view, ref) or self._sheet
        elif self._sheet.draft:
            self._sheet = card_sheet(self._view, self._sheet.draft, self._sheet.write)
        if self._editor:
            self._editor.set_sheet(self._sheet)
        self.place()

    def _grow(self) -> None:
        """The card grows with its text, and its lane with it, as they will when it is written."""
        view, sheet, editor = self._view, self._sheet, self._editor
        if sheet is None or editor is None or sheet.draft is None:
            return
        card = sheet.draft.card._replace(title=editor.text)
        decides = view.document.get("card", card.touchpoint)
        # a height depends on no more
        look = Look(0, "", view.picture.rtl, view.map_words.language, decides.title if decides else "")
        box = box_of(view.picture.cards[card.id])
        if cards.height(card, box.w, look) != box.h:
            view.draft = sheet.draft._replace(card=card)
            self._sheet = replace(sheet, draft=view.draft)
            view.settle()
            self.keep()

    def set_theme(self) -> None:
        if self._editor:
            self._editor.set_theme(self._view.theme)

    def _ended(self, how: Ending) -> None:
        if self._editor is None:
            return
        self._times += how is not Ending.DROPPED
        if self.end(how) and how in (Ending.NEXT, Ending.PREVIOUS):
            onward = how is Ending.NEXT
            if not self._view.step_card(1 if onward else -1):
                walking.go_on(self._view, onward)
