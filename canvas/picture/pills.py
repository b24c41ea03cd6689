"""Where the words of a connector stand on its way: beside the cards and beside other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from canvas.picture.connectors import Tag
from canvas.picture.crowd import REACH, Crowd
from canvas.picture.gutters import Gutters
from canvas.picture.routing import Point

_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)  # of a stretch, that are tried
_HEAD = 16.0  # px before the tip that stay free
_HIDDEN = 60.0  # what a stretch that vanishes under the words counts as
_FAR = 0.3  # for each px from the way's middle
_OTHERS = 10.0  # for each px that words of two connectors come too near
_HIT = 600.0  # for words that lie on other words
_COVERED = 0.3  # for each square px of a card that is covered: a thin strip hides nothing of what it says


def stand(points: Sequence[Point], said: Tag, gutters: Gutters, taken: Crowd) -> Point:
    """The middle of the place."""
    best, least = halfway(points), inf
    for cost, at in sorted(_offers(points, said, best)):
        if cost >= least:
            break
        left, top, w, h = said.box(at)
        clearance = taken.clearance(left, top, w, h)
        cost += _OTHERS * (REACH - clearance) + (_HIT if clearance < 0 else 0.0)
        cost += _COVERED * sum(
            (min(left + w, card[0] + card[2]) - max(left, card[0]))
            * (min(top + h, card[1] + card[3]) - max(top, card[1]))
            for card in gutters.meeting(left + 1, top + 1, w - 2, h - 2)
        )
        cost += _COVERED * h * max(-left, left + w - gutters.frame.w, 0.0)
        if cost < least:
            best, least = at, cost
    return best


def _offers(points: Sequence[Point], said: Tag, middle: Point) -> Iterator[tuple[float, Point]]:
    """Places on the way, with what they cost: far from its middle, or leaving nothing of their stretch."""
    last = len(points) - 2
    for k, ((x, y), (u, v)) in enumerate(pairwise(points)):
        length = abs(u - x) + abs(v - y)
        free = length - (_HEAD if k == last else 0.0)
        if free <= 0:
            continue
        has_room = free > (said.w if abs(u - x) > abs(v - y) else said.h)
        for share in _SHARES if has_room else _SHARES[:1]:
            part = share * free / length
            at = x + (u - x) * part, y + (v - y) * part
            far = abs(at[0] - middle[0]) + abs(at[1] - middle[1])
            yield _FAR * far + (0.0 if has_room else _HIDDEN), at


def halfway(points: Sequence[Point]) -> Point:
    pairs = list(pairwise(points))
    rest = sum(abs(u - x) + abs(v - y) for (x, y), (u, v) in pairs) / 2
    for (x, y), (u, v) in pairs:
        length = abs(u - x) + abs(v - y)
        if rest <= length and length:
            return x + (u - x) * rest / length, y + (v - y) * rest / length
        rest -= length
    return points[-1]
