"""What is selected: session state, a set of references in the order they were chosen, or one empty cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from canvas.hands.places import Cell
from canvas.picture.display import Ref


class Selection:
    def __init__(self, changed: Callable[[], None]) -> None:
        self._refs: dict[Ref, None] = {}
        self._changed = changed
        self.cell: Cell | None = None  # only while nothing else is selected

    @property
    def refs(self) -> list[Ref]:
        return list(self._refs)

    @property
    def current(self) -> Ref | None:
        """The one chosen last: where the keyboard stands."""
        return next(reversed(self._refs), None)

    def __contains__(self, ref: object) -> bool:
        return ref in self._refs

    def __len__(self) -> int:
        return len(self._refs)

    def of(self, table: str) -> list[int]:
        return [id for kind, id in self._refs if kind == table]

    def set(self, refs: Iterable[Ref], cell: Cell | None = None) -> None:
        new = dict.fromkeys(refs)
        cell = None if new else cell
        if list(new) != list(self._refs) or cell != self.cell:
            self._refs, self.cell = new, cell
            self._changed()

    def toggle(self, ref: Ref) -> None:
        if ref in self._refs:
            self.set(other for other in self._refs if other != ref)
        else:
            self.set([*self._refs, ref])

    def keep(self, alive: Callable[[Ref], bool], has: Callable[[Cell], bool]) -> None:
        """Drop what is no longer there."""
        cell = self.cell if self.cell and has(self.cell) else None
        self.set([ref for ref in self._refs if alive(ref)], cell)
