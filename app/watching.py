"""Whether a file that somebody else writes is another one by now, asked aside: its disk may not answer."""

from __future__ import annotations

import threading
from pathlib import Path

from app.reading import stamp


class Watch:
    """Of one file. A thread waits for the system's answer, so that a dead network folder holds no window."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.newest: tuple[int, ...] | None = None  # its stamp, as far as the system has answered
        self._asking: threading.Thread | None = None

    def ask(self) -> None:
        """Ask again, unless the last question still waits; the answer is in `newest` some time later."""
        if self._asking is None or not self._asking.is_alive():
            self._asking = threading.Thread(target=self._ask, daemon=True, name="watch")
            self._asking.start()

    def _ask(self) -> None:
        self.newest = stamp(self.file)
