"""What became of a connector's surroundings from one picture to the next."""

from __future__ import annotations

from canvas.picture.display import Picture, Stack
from canvas.picture.gutters import Gutters
from canvas.picture.tracks import Course


class Change:
    """Between two pictures of one map. Where cards span stages only the same borders count as the same."""

    def __init__(self, before: Picture, old: Gutters, after: Picture, new: Gutters) -> None:
        same = before.stages == after.stages and old.rows == new.rows and old.frame.w == new.frame.w
        barred = (old.bars or new.bars) and (old.bars != new.bars or old.ys != new.ys)
        self._comparable = same and not barred
        self._shifts = [b - a for a, b in zip(old.ys, new.ys, strict=True)] if self._comparable else []
        self._touched = self._cells(before, after, new) if self._comparable else []

    def _cells(self, before: Picture, after: Picture, gutters: Gutters) -> list[tuple[int, int]]:
        """(stage, lane) of the cells whose cards are others now or lie elsewhere in their lane."""
        tops = ({s.id: s.start for s in before.lanes}, {s.id: s.start for s in after.lanes})
        found = []
        for stage, lane in before.cards.cells.keys() | after.cards.cells.keys():
            old, new = before.cards.cells.get((stage, lane)), after.cards.cells.get((stage, lane))
            is_other = (
                old is None or new is None or _within(old, tops[0][lane]) != _within(new, tops[1][lane])
            )
            if old is not new and is_other:
                found.append((gutters.columns[stage], gutters.rows[lane]))
        return found

    def course(self, known: Course) -> Course | None:
        """The same course where it runs now; None where cards have changed on its way or beside."""
        if not self._comparable:
            return None
        start, end = known.start, known.end
        left, right = min(start.first, end.first) - 1, max(start.last, end.last) + 1
        top, bottom = min(start.row, end.row) - 1, max(start.row, end.row) + 1
        far = known.way.is_detour
        if any(far or (left <= x <= right and top <= y <= bottom) for x, y in self._touched):
            return None
        shifts = self._shifts if far else self._shifts[max(top, 0) : bottom + 2]
        shift = shifts[0]
        if any(other != shift for other in shifts):
            return None
        if not shift:
            return known
        return known._replace(
            start=start._replace(down=start.down + shift), end=end._replace(down=end.down + shift)
        )


def _within(stack: Stack, top: float) -> tuple:
    """The cards of a cell and where in its lane they lie."""
    x, y, w, h = stack.area
    return x, y - top, w, h, stack.form
