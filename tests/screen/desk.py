"""A desk of one's own: Xvfb with a window manager, the program on it, a real mouse and keyboard (xdotool)."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds until something that should have come is missed


def _screen(size: str) -> tuple[subprocess.Popen, str]:
    """Xvfb and its display. Two that start at once may reach for the same number: the loser starts again."""
    for _ in range(5):
        read, write = os.pipe()
        server = subprocess.Popen(
            # -noreset: else the server starts anew when the first client, as xdotool, has left
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if number:
            return server, f":{number}"
        server.wait()
    raise AssertionError("Xvfb does not start")


class Desk:
    """`config` keeps the settings of the program; `size` is the screen's, as '1280x720'."""

    def __init__(
        self, config: Path, size: str = "1280x720", language: str = "en", theme: str = "light"
    ) -> None:
        config.mkdir(parents=True, exist_ok=True)
        settings = {"language": language, "theme": theme, "folder": str(config)}
        (config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self._xvfb, display = _screen(size)
        self.environment = {
            **os.environ, "DISPLAY": display, "MASA_CONFIG": str(config), "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        self._openbox = subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)
        self.until(
            self._is_managed, "the window manager"
        )  # windows that come before it never get the keyboard
        self._run(
            "setxkbmap", "-layout", "us,il"
        )  # else each Hebrew letter is put on a key of its own, and some get lost
        self._program: subprocess.Popen | None = None

    def open(self, *arguments: str) -> None:
        """Start the program; returns when its window is there."""
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.screen.guide", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment, cwd=ROOT, encoding="utf-8",
        )  # fmt: skip
        self.until(lambda: self.ask(title=True), "the window")

    def close_window(self) -> None:
        """The program ends by itself, or AssertionError."""
        program, self._program = self._program, None
        assert program is not None
        for pipe in (program.stdin, program.stdout):
            if pipe:
                pipe.close()
        try:
            assert program.wait(PATIENCE) == 0
        finally:
            program.kill()
            program.wait()

    def close(self) -> None:
        if self._program is not None:
            self.close_window()
        for process in (self._openbox, self._xvfb):
            process.terminate()
            process.wait()

    # ---- asking ----

    def ask(self, **question: Any) -> Any:
        program = self._program
        assert program is not None
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.poll() is None, "the program has ended"
        program.stdin.write(json.dumps(question) + "\n")
        program.stdin.flush()
        ready, _, _ = select.select([program.stdout], [], [], PATIENCE)
        assert ready, f"no answer to {question}: the program hangs"
        answer = json.loads(program.stdout.readline())
        return None if isinstance(answer, dict) and "error" in answer else answer

    def until(self, holds: Callable[[], Any], what: str) -> Any:
        """The first true answer; AssertionError when it does not come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if answer := holds():
                return answer
            select.select([], [], [], 0.05)
        raise AssertionError(f"missed: {what}")

    def find(self, **question: Any) -> tuple[int, int]:
        """Where a thing is, once it is there and does not move any more."""
        before: list[Any] = [None]

        def rests() -> Any:
            now = self.ask(**question)
            still, before[0] = now == before[0], now
            return now if still else None

        x, y = self.until(rests, str(question))
        return x, y

    # ---- acting ----

    def _is_managed(self) -> bool:
        asked = subprocess.run(
            ["xdotool", "get_num_desktops"], env=self.environment, capture_output=True, timeout=PATIENCE
        )
        return asked.returncode == 0

    def _do(self, *words: str) -> None:
        self._run("xdotool", *words)

    def _run(self, *words: str) -> None:
        subprocess.run(words, env=self.environment, check=True, timeout=PATIENCE)

    def point(self, x: int, y: int) -> None:
        self._do("mousemove", str(x), str(y))

    def click(self, double: bool = False, **thing: Any) -> None:
        self.point(*self.find(**thing))
        self._do("click", *(["--repeat", "2", "--delay", "60"] if double else []), "1")

    def drag(self, start: dict, end: dict, offset: tuple[int, int] = (0, 0)) -> None:
        x1, y1 = self.find(**start)
        x2, y2 = self.find(**end)
        x2, y2 = x2 + offset[0], y2 + offset[1]
        self.point(x1, y1)
        self._do("mousedown", "1")
        for step in range(1, 9):
            self.point(x1 + (x2 - x1) * step // 8, y1 + (y2 - y1) * step // 8)
            select.select([], [], [], 0.03)  # a hand takes its time, and the program sees each place
        self.point(x2 + 1, y2)
        select.select([], [], [], 0.1)
        self._do("mouseup", "1")

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.until(lambda: self.ask(title=True), "a window that has the keyboard")
            self._do("key", key)

    def type(self, text: str) -> None:
        self._do("type", "--delay", "25", text)

    def write(self, text: str) -> None:
        """In place of what stands in the editor on the map, then Enter."""
        self.until(lambda: self.ask(writing=True) is not None, "the editor")
        self.keys("ctrl+a")
        self.type(text)
        self.until(lambda: self.ask(writing=True) == text, f"{text} in the editor")
        self.keys("Return")

    def shot(self, path: Path) -> None:
        subprocess.run(
            ["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=PATIENCE
        )
