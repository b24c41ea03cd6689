"""The cells of a map, where its stages cross its lanes: their cards measured, stacked, drawn when looked at.

What did not change since the picture before is taken from it: on a map of 10,000 cards a gesture touches
two cells of some hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
            known = self._measured[at] = key, Measured(key[0], heights, height, tuple(deciding.items()))
        return known[1]

    def stack(
        self, at: Crossing, held: Measured, frame: Frame, look: Look, setting: Setting,
        wide: tuple[Wide, ...] = (),
    ) -> Stack:  # fmt: skip
        """`frame`: where the cards lie, one under another. `wide`: those that begin here and span stages."""
        key = (held, frame, look, setting, wide)
        known = self._stacks.get(at)
        if known is None or known[0] != key:
            known = self._stacks[at] = key, self._stack(held, frame, look, setting, wide)
        return known[1]

    def _stack(
        self, held: Measured, frame: Frame, look: Look, setting: Setting, wide: tuple[Wide, ...]
    ) -> Stack:
        boxes: dict[int, Area] = {one.card.id: one.frame[:4] for one in wide}
        x, y, width = frame[:3]
        for card, height in zip(held.cards, held.heights, strict=True):
            boxes[card.id] = x, y, width, height
            y += height + GAP
        records = {card.id: card for card in (*(one.card for one in wide), *held.cards)}
        said = {one.card.id: one.stages for one in wide}
        deciding = dict(held.named) | {one.card.touchpoint or 0: one.deciding for one in wide}
        dimmed = frozenset[int]()
        if setting.filter:
            dimmed = frozenset(id for id, card in records.items() if not setting.filter.passes(card)) - {_NEW}

        def draw(id: int) -> Group:
            card, place = records[id], Frame(*boxes[id], frame.rtl)
            own = look._replace(
                channel=setting.kinds.get(card.channel or 0, ""),
                deciding=deciding.get(card.touchpoint or 0, ""),
                dimmed=id in dimmed,
            )
            group = self._group(card, place, own, said.get(id, setting.stage))
            return hits.lit(group, setting.hits)

        return Stack(_around(boxes.values()), boxes, draw, dimmed)

    def _group(self, card: Card, frame: Frame, look: Look, stage: str) -> Group:
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
        """Keep nothing of cells and cards that are no longer on the map."""
        for kept in (self._measured, self._stacks):
            for at in kept.keys() - stacks.keys():
                del kept[at]
        there = set[int]().union(*(stack.boxes for stack in stacks.values()))
        for id in self._groups.keys() - there:
            del self._groups[id]


def _around(boxes: Iterable[Area]) -> Area:
    found = list(boxes)
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    right, bottom = max(box[0] + box[2] for box in found), max(box[1] + box[3] for box in found)
    return left, top, right - left, bottom - top
