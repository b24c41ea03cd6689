"""From the records of a map to its picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from canvas.picture.cells import Cells
from canvas.picture.display import Picture
from canvas.picture.links import Linker
from canvas.picture.macro import Macro
from canvas.picture.plan import NEW, Draft, Options, Plan
from canvas.picture.text import ensure_gui

if TYPE_CHECKING:
    from model.document import Document

__all__ = ["NEW", "Draft", "Layouter", "Options", "layout"]


def layout(document: Document, map_id: int, options: Options | None = None) -> Picture:
    """The picture of a map. KeyError for an unknown map."""
    return Layouter(document, map_id).layout(options)


class Layouter:
    """Lays one map out again and again; a card that did not change and did not move keeps its very group."""

    def __init__(self, document: Document, map_id: int) -> None:
        self.document = document
        self.map_id = map_id
        self._cells = Cells()
        self._links = Linker()

    def layout(self, options: Options | None = None) -> Picture:
        """The picture as the document is now. KeyError when the map is gone."""
        ensure_gui()
        options = options or Options()
        if options.macro:
            return Macro(self.document, self.map_id, options).picture()
        plan = Plan(self.document, self.map_id, options, self._cells)
        picture = plan.picture()
        self._cells.forget(picture.cards.cells)
        if self.document.all("link"):
            picture = replace(picture, links=self._links.draw(picture, self.document, plan.words))
        return picture
