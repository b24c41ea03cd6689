"""What lies in the lanes of a map: cells with their cards, and above them the cards that span stages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from canvas.picture import cards
from canvas.picture.board import Columns
from canvas.picture.cards import Look
from canvas.picture.cells import GAP, Cells, Measured
from canvas.picture.theme import CANVAS
from model.records import Card, Lane, Stage

if TYPE_CHECKING:
    from canvas.picture.plan import Draft
    from model.document import Document

INSET = CANVAS.card_inset


class Band(NamedTuple):
    """A card that spans stages, from the index of the first to that of the last. `down`: below the inset."""

    card: Card
    first: int
    last: int
    down: float
    height: float


class Held(NamedTuple):
    """A lane's cards. cells: by stage id, those of one stage. taken: px that bands take above them, by index
    of the stage. height: of the lane that holds them, 0 for none.
    """

    cells: dict[int, Measured]
    bands: tuple[Band, ...]
    taken: tuple[float, ...]
    height: float


class Shelves:
    """Measures the lanes of one map."""

    def __init__(
        self, document: Document, stages: Sequence[Stage], columns: Columns, look: Look, cells: Cells,
        draft: Draft | None,
    ) -> None:  # fmt: skip
        """`look`: of any card on the map."""
        self._document = document
        self._stages = stages
        self._columns = columns
        self._look = look
        self._cells = cells
        self._draft = draft
        self._wide = self._spanning()

    def of(self, lane: Lane) -> Held:
        wide = self._wide.get(lane.id, [])
        bands, taken = self._bands(wide)
        away = {card.id for _first, _last, card in wide}
        measured: dict[int, Measured] = {}
        height = 0.0
        for k, stage in enumerate(self._stages):
            held = self._held(stage.id, lane.id)
            if away:
                held = [card for card in held if card.id not in away]
            if held:
                room, look = self._columns.widths[k] - 2 * INSET, self._look._replace(stage=k)
                cell = self._cells.measure((stage.id, lane.id), held, room, look, self.title)
                measured[stage.id] = cell
                height = max(height, taken[k] + cell.height + 2 * INSET)
            elif taken[k]:
                height = max(height, taken[k] - GAP + 2 * INSET)
        return Held(measured, bands, taken, height)

    def title(self, card: int) -> str:
        """Of a card anywhere, "" when it is gone."""
        found = cast("Card | None", self._document.get("card", card))
        return found.title if found else ""

    def _held(self, stage: int, lane: int) -> list[Card]:
        held = cast("list[Card]", self._document.children("card", stage=stage, lane=lane))
        draft = self._draft
        return draft.among(held) if draft and (draft.card.stage, draft.card.lane) == (stage, lane) else held

    def _spanning(self) -> dict[int, list[tuple[int, int, Card]]]:
        """By lane, in reading order: cards that end in a later stage than they begin."""
        index = {stage.id: k for k, stage in enumerate(self._stages)}
        found: defaultdict[int, list[tuple[int, int, Card]]] = defaultdict(list)
        for last, stage in enumerate(self._stages):
            for card in cast("list[Card]", self._document.children("card", until=stage.id)):
                first = index.get(card.stage, last)
                if first < last:
                    if self._draft and self._draft.card.id == card.id:
                        card = self._draft.card
                    found[card.lane].append((first, last, card))
        for spans in found.values():
            spans.sort(key=lambda span: (span[0], span[2].pos, span[2].id))
        return found

    def _bands(self, wide: Sequence[tuple[int, int, Card]]) -> tuple[tuple[Band, ...], tuple[float, ...]]:
        """Each as high as the ones before it leave room in all of its stages."""
        taken = [0.0] * len(self._stages)
        bands = []
        for first, last, card in wide:
            room = self._columns.room(first, last) - 2 * INSET
            look = self._look._replace(stage=first, deciding=self.title(card.touchpoint or 0))
            height = cards.height(card, room, look)
            down = max(taken[first : last + 1])
            bands.append(Band(card, first, last, down, height))
            taken[first : last + 1] = [down + height + GAP] * (last + 1 - first)
        return tuple(bands), tuple(taken)
