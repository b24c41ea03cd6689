"""The cells of a map, where its stages cross its lanes: their cards measured, stacked, drawn when looked at.

What did not change since the picture before is taken from it: on a map of 10,000 cards a gesture touches
two cells of some hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from canvas.picture import cards, hits
from canvas.picture.cards import Look
from canvas.picture.display import Area, Group, Hits, Stack
from canvas.picture.frame import Frame
from canvas.picture.theme import CANVAS, OPACITY
from model.records import Card
from model.views import Filter

GAP = CANVAS.card_gap
_NEW = 0  # a card that is being written is never filtered out

Crossing = tuple[int, int]  # ids of the stage and the lane


class Measured(NamedTuple):
    """The cards of a cell, top to bottom, with their heights, px; `height`: of all of them.

    `named`: titles of what decides in them.
    """

    cards: tuple[Card, ...] = ()
    heights: tuple[float, ...] = ()
    height: float = 0.0
    named: tuple[tuple[int, str], ...] = ()
    ids: tuple[int, ...] = ()


class Wide(NamedTuple):
    """A card that spans stages: its place, and the words for them."""

    card: Card
    frame: Frame
    stages: str
    deciding: str


class Setting(NamedTuple):
    """What stands around a cell: its stage's title, the channels' kinds by id, how one looks at the map."""

    stage: str
    kinds: Mapping[int, str]
    filter: Filter
    hits: Hits


class Cells:
    """Keeps what was measured, stacked and drawn from one picture to the next."""

    def __init__(self) -> None:
        self._measured: dict[Crossing, tuple[tuple, Measured]] = {}
        self._stacks: dict[Crossing, tuple[tuple, Stack]] = {}
        self._groups: dict[int, tuple[tuple, Group]] = {}

    def measure(
        self, at: Crossing, held: Sequence[Card], width: float, look: Look, title: Callable[[int], str]
    ) -> Measured:
        """`look`: of a card without a channel, which no height depends on. `title`: of a card anywhere."""
        key = (tuple(held), width, look)
        known = self._measured.get(at)
        if known is None or known[0] != key or any(title(id) != said for id, said in known[1].named):
            deciding = {card.touchpoint: title(card.touchpoint) for card in held if card.touchpoint}
            heights = tuple(
                cards.height(card, width, look._replace(deciding=deciding.get(card.touchpoint or 0, "")))
                for card in held
            )
            height = sum(heights) + GAP * (len(heights) - 1)
            ids, named = tuple(card.id for card in held), tuple(deciding.items())
            known = self._measured[at] = key, Measured(key[0], heights, height, named, ids)
        return known[1]

    def stack(
        self, at: Crossing, held: Measured, frame: Frame, look: Look, setting: Setting,
        wide: tuple[Wide, ...] = (),
    ) -> Stack:  # fmt: skip
        """`frame`: where the cards lie, one under another. `wide`: those that begin here and span stages."""
        key = (held, frame, look, setting, wide)
        known = self._stacks.get(at)
        if known is None or known[0] != key:
            known = self._stacks[at] = key, Pile(self, held, frame, look, setting, wide)
        return known[1]

    def group(self, card: Card, frame: Frame, look: Look, stage: str) -> Group:
        """A card that did not change and did not move keeps its very group."""
        key = (card, frame, look, stage)
        known = self._groups.get(card.id)
        if known is None or known[0] != key:
            items, words = cards.items(card, frame, look), cards.spoken(card, look, stage)
            opacity = OPACITY.filtered_out if look.dimmed else 1.0
            group = Group("card", ("card", card.id), *frame[:4], items, words, opacity)
            known = self._groups[card.id] = key, group
        return known[1]

    def forget(self, stacks: Mapping[Crossing, Stack]) -> None:
        """Keep nothing of cells that are no longer on the map, and of no more cards than are."""
        for kept in (self._measured, self._stacks):
            for at in kept.keys() - stacks.keys():
                del kept[at]
        if len(self._groups) > sum(len(stack.ids) for stack in stacks.values()):
            there = set[int]().union(*(stack.ids for stack in stacks.values()))
            for id in self._groups.keys() - there:
                del self._groups[id]


class Pile(Stack):
    """Cards one under another, below those that span stages."""

    def __init__(
        self, cells: Cells, held: Measured, frame: Frame, look: Look, setting: Setting,
        wide: tuple[Wide, ...],
    ) -> None:  # fmt: skip
        self._cells, self._held, self._frame, self._wide = cells, held, frame, wide
        self._look, self._setting = look, setting
        area: Area = frame[:4]
        ids, bands = held.ids, tuple[tuple[float, ...], ...]()
        if wide:
            area = _around([one.frame[:4] for one in wide] + ([area] if held.cards else []))
            ids = (*(one.card.id for one in wide), *ids)
            bands = tuple((one.frame.y - area[1], one.frame.w, one.frame.h) for one in wide)
        super().__init__(area, ids, (ids, held.heights, frame.y - area[1], bands), self._hidden())

    @cached_property
    def _records(self) -> dict[int, Card]:
        return {card.id: card for card in (*(one.card for one in self._wide), *self._held.cards)}

    @cached_property
    def _deciding(self) -> dict[int, str]:
        """By what decides in a card, its title."""
        return dict(self._held.named) | {one.card.touchpoint or 0: one.deciding for one in self._wide}

    def _hidden(self) -> frozenset[int]:
        wanted = self._setting.filter
        if not wanted:
            return frozenset()
        return frozenset(id for id, card in self._records.items() if not wanted.passes(card)) - {_NEW}

    def _placed(self) -> dict[int, Area]:
        boxes: dict[int, Area] = {one.card.id: one.frame[:4] for one in self._wide}
        x, down, width = self._frame[:3]
        for id, height in zip(self._held.ids, self._held.heights, strict=True):
            boxes[id] = x, down, width, height
            down += height + GAP
        return boxes

    def _drawn(self, id: int) -> Group:
        card, frame, setting = self._records[id], Frame(*self.boxes[id], self._frame.rtl), self._setting
        look = self._look._replace(
            channel=setting.kinds.get(card.channel or 0, ""),
            deciding=self._deciding.get(card.touchpoint or 0, ""),
            dimmed=id in self.dimmed,
        )
        stages = next((one.stages for one in self._wide if one.card.id == id), setting.stage)
        return hits.lit(self._cells.group(card, frame, look, stages), setting.hits)


def _around(boxes: Iterable[Area]) -> Area:
    found = list(boxes)
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    right, bottom = max(box[0] + box[2] for box in found), max(box[1] + box[3] for box in found)
    return left, top, right - left, bottom - top
