"""The cells of a map, where its stages cross its lanes: their cards measured, stacked, drawn when looked at.

What did not change since the picture before is taken from it: on a map of 10,000 cards a gesture touches
two cells of some hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from canvas.picture import cards
from canvas.picture.cards import Look
from canvas.picture.display import Area, Group, Stack
from canvas.picture.frame import Frame
from canvas.picture.theme import CANVAS
from model.records import Card

GAP = CANVAS.card_gap

Crossing = tuple[int, int]  # ids of the stage and the lane


class Measured(NamedTuple):
    """The cards of a cell, top to bottom, with their heights, px."""

    cards: tuple[Card, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        return sum(self.heights) + GAP * max(len(self.heights) - 1, 0)


class Cells:
    """Keeps what was measured, stacked and drawn from one picture to the next."""

    def __init__(self) -> None:
        self._measured: dict[Crossing, tuple[tuple, Measured]] = {}
        self._stacks: dict[Crossing, tuple[tuple, Stack]] = {}
        self._groups: dict[int, tuple[tuple, Group]] = {}

    def measure(self, at: Crossing, held: Sequence[Card], width: float, look: Look) -> Measured:
        """`look`: of a card without a channel, which no height depends on."""
        key = (tuple(held), width, look)
        known = self._measured.get(at)
        if known is None or known[0] != key:
            heights = tuple(cards.height(card, width, look) for card in held)
            known = self._measured[at] = key, Measured(key[0], heights)
        return known[1]

    def stack(
        self, at: Crossing, held: Measured, frame: Frame, look: Look, stage: str, kinds: Mapping[int, str]
    ) -> Stack:
        """`frame`: where the cards lie, one under another. `stage`: its title. `kinds`: of the channels."""
        key = (held, frame, look, stage, kinds)
        known = self._stacks.get(at)
        if known is None or known[0] != key:
            known = self._stacks[at] = key, self._stack(held, frame, look, stage, kinds)
        return known[1]

    def _stack(self, held: Measured, frame: Frame, look: Look, stage: str, kinds: Mapping[int, str]) -> Stack:
        boxes: dict[int, Area] = {}
        x, y, width = frame[:3]
        for card, height in zip(held.cards, held.heights, strict=True):
            boxes[card.id] = x, y, width, height
            y += height + GAP
        records = {card.id: card for card in held.cards}

        def draw(id: int) -> Group:
            card, place = records[id], Frame(*boxes[id], frame.rtl)
            return self._group(card, place, look._replace(channel=kinds.get(card.channel or 0, "")), stage)

        return Stack(frame[:4], boxes, draw)

    def _group(self, card: Card, frame: Frame, look: Look, stage: str) -> Group:
        """A card that did not change and did not move keeps its very group."""
        key = (card, frame, look, stage)
        known = self._groups.get(card.id)
        if known is None or known[0] != key:
            items, words = cards.items(card, frame, look), cards.spoken(card, look, stage)
            group = Group("card", ("card", card.id), frame.x, frame.y, frame.w, frame.h, items, words)
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
