"""How much of a history is read at one go: a file made to be slow holds gigabytes in a few kilobytes."""

from __future__ import annotations

from collections.abc import Callable

from model.errors import MasaError

MOST_STEPS, MOST_BYTES = 1_000_000, 512 << 20  # bytes of JSON; honest steps have some hundred each
_TOLD_EACH = 250  # steps


class Budget:
    """`take` is asked before each step is read."""

    def __init__(
        self, most: tuple[int, int] | None = None, tell: Callable[[int], object] | None = None
    ) -> None:
        """`most`: steps and bytes, less than what is read at all. `tell` hears how many steps were read."""
        self._most = most or (MOST_STEPS, MOST_BYTES)
        self._tell = tell
        self._steps = self._bytes = 0

    def take(self, size: int) -> None:
        """One step of so many bytes. Raises MasaError("history_too_long")."""
        self._steps += 1
        self._bytes += size
        if self._steps > self._most[0] or self._bytes > self._most[1]:
            raise MasaError("history_too_long", steps=self._steps, mb=self._bytes >> 20)
        if self._tell and self._steps % _TOLD_EACH == 0:
            self._tell(self._steps)
