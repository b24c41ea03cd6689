"""A curve through given points that never goes beyond them: monotone cubic interpolation.

Source: F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic Interpolation",
SIAM Journal on Numerical Analysis 17, 1980.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

Point = tuple[float, float]
FLAT = 1e-9  # slopes below this are level: their ratios would overflow
NEAR = 1e-6  # points that are closer in x stand over each other


class Bezier(NamedTuple):
    """One cubic piece; x runs evenly along it (its control points stand at thirds)."""

    start: Point
    control1: Point
    control2: Point
    end: Point

    def y(self, t: float) -> float:
        a, b, c, d = (p[1] for p in self)
        s = 1 - t
        return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d

    def at(self, t: float) -> Point:
        return self.start[0] + t * (self.end[0] - self.start[0]), self.y(t)

    def split(self, t: float) -> tuple[Bezier, Bezier]:
        """De Casteljau: the parts before and after `t`."""
        a, b, c = (_between(p, q, t) for p, q in pairwise(self))
        d, e = _between(a, b, t), _between(b, c, t)
        middle = _between(d, e, t)
        return Bezier(self.start, a, d, middle), Bezier(middle, e, c, self.end)

    def crossing(self, level: float) -> float | None:
        """The one `t` strictly inside at which a monotone piece passes `level`; None if it does not."""
        before, after = self.start[1] - level, self.end[1] - level
        if before * after >= 0:
            return None
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            if (self.y(middle) - level) * before > 0:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def curve(points: Sequence[Point]) -> list[Bezier]:
    """The pieces between successive points, whose x must not fall; two of one x are joined straight."""
    slopes = [(q[1] - p[1]) / (q[0] - p[0]) if q[0] - p[0] > NEAR else 0.0 for p, q in pairwise(points)]
    tangents = _tangents(slopes)
    pieces = []
    for k, (p, q) in enumerate(pairwise(points)):
        third = (q[0] - p[0]) / 3
        if third > NEAR / 3:
            inner = (p[0] + third, p[1] + tangents[k] * third), (q[0] - third, q[1] - tangents[k + 1] * third)
        else:
            inner = p, q
        pieces.append(Bezier(p, *inner, q))
    return pieces


def _tangents(slopes: Sequence[float]) -> list[float]:
    if not slopes:
        return []
    tangents = [slopes[0]]
    tangents += [(a + b) / 2 if a * b > 0 else 0.0 for a, b in pairwise(slopes)]
    tangents.append(slopes[-1])
    for k, slope in enumerate(slopes):
        if abs(slope) < FLAT:
            tangents[k] = tangents[k + 1] = 0.0
            continue
        a, b = tangents[k] / slope, tangents[k + 1] / slope
        size = a * a + b * b
        if size > 9:
            tangents[k], tangents[k + 1] = 3 * a / sqrt(size) * slope, 3 * b / sqrt(size) * slope
    return tangents


def _between(p: Point, q: Point, t: float) -> Point:
    return p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
