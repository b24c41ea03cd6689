"""A connector's way where cards that span stages bar the short ones: Dijkstra's shortest path in the grid."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import NamedTuple

from canvas.picture.gutters import Gutters, Line, Place

Node = tuple[int, int]  # index of a gutter, of a depth


class _Grid(NamedTuple):
    gutters: Gutters
    depths: list[tuple[float, int | None]]  # from the top down; index of the corridor, None: a card's middle
    bend: float

    def steps(self, node: Node) -> list[tuple[Node, float, bool]]:
        """The neighbours, how far they are, whether up or down."""
        (x, y), found = node, list[tuple[Node, float, bool]]()
        here, corridor = self.depths[y]
        for other in (y - 1, y + 1):
            if 0 <= other < len(self.depths):
                there = self.depths[other][0]
                if self.gutters.is_free(x, here, there):
                    found.append(((x, other), abs(there - here), True))
        if corridor is not None:
            for other in (x - 1, x + 1):
                inside = 0 <= other < len(self.gutters.xs)
                if inside and self.gutters.is_level(here, min(x, other)):
                    found.append(((other, y), abs(self.gutters.xs[other] - self.gutters.xs[x]), False))
        return found


def detour(gutters: Gutters, source: Place, target: Place, bend: float) -> list[Line]:
    """The lines from a side of `source` to one of `target`, gutters first and last; empty: there is no way.

    `bend`: px of way that a bend counts as.
    """
    corridors = [gutters.at(Line(False, k)) for k in range(len(gutters.ys) + len(gutters.gaps))]
    start, end = source.middle[1], target.middle[1]
    depths: list[tuple[float, int | None]] = [(y, k) for k, y in enumerate(corridors)]
    depths += [(y, None) for y in sorted({start, end} - set(corridors))]
    depths.sort(key=lambda each: each[0])
    at = {y: k for k, (y, _) in enumerate(depths)}
    goals = {(x, at[end]) for x in (target.first, target.last + 1)}
    grid = _Grid(gutters, depths, bend)
    known: dict[tuple[Node, bool], tuple[Node, bool] | None] = {}
    edge: list[tuple[float, tuple[Node, bool], tuple[Node, bool] | None]] = []
    for x in (source.last + 1, source.first):
        heappush(edge, (0.0, ((x, at[start]), True), None))
    while edge:
        far, state, before = heappop(edge)
        if state in known:
            continue
        known[state] = before
        node, upright = state
        if node in goals and upright:
            return _lines(known, state, depths)
        for other, length, up in grid.steps(node):
            if (other, up) not in known:
                heappush(edge, (far + length + (bend if up != upright else 0.0), (other, up), state))
    return []


def _lines(
    known: dict[tuple[Node, bool], tuple[Node, bool] | None],
    state: tuple[Node, bool],
    depths: list[tuple[float, int | None]],
) -> list[Line]:
    found: list[Line] = []
    step: tuple[Node, bool] | None = state
    while step is not None:
        (x, y), upright = step
        line = Line(True, x) if upright else Line(False, depths[y][1] or 0)
        if not found or found[-1] != line:
            found.append(line)
        step = known[step]
    return found[::-1]
