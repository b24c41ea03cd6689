"""A presentation on a real screen that is parted in two: keys, changing screens, unplugging the projector."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import made
from tests.screen.desk import Desk

pytestmark = pytest.mark.screen
LEFT, RIGHT = [0, 0, 1280, 720], [1280, 0, 1280, 720]


@pytest.fixture(params=["en", "he"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "config", "2560x720", request.param)
    try:
        told = randr(desk)
        output = next(line.split()[0] for line in told.splitlines() if " connected" in line)
        randr(desk, "--setmonitor", "laptop", "1280/339x720/191+0+0", output)
        plug(desk)
        desk.open(str(made(tmp_path / "a.masa", "test-drive", request.param)))
        yield desk
    finally:
        desk.close()


def randr(desk: Desk, *words: str) -> str:
    asked = subprocess.run(
        ["xrandr", *words],
        env=desk.environment,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=True,
    )
    return asked.stdout


def plug(desk: Desk) -> None:
    randr(desk, "--setmonitor", "projector", "1280/339x720/191+1280+0", "none")


def test_the_projector_is_plugged_and_unplugged(desk: Desk) -> None:
    def shows(place: list[int], stage: int) -> None:
        desk.until(lambda: desk.ask(wall=True) == [*place, stage], f"stage {stage} at {place}")

    desk.keys("F5")
    desk.until(lambda: desk.ask(wall=True) or desk.ask(says="Present"), "the wall or the sheet before it")
    if not desk.ask(wall=True):
        desk.keys("Return")
    shows(RIGHT, 1)
    desk.keys("Next", "Next")
    shows(RIGHT, 3)
    desk.keys("s")
    shows(LEFT, 3)
    desk.keys("s")
    shows(RIGHT, 3)
    randr(desk, "--delmonitor", "projector")
    shows([0, 0, *desk.ask(screen=True)], 3)
    plug(desk)
    shows(RIGHT, 3)
    desk.keys("Prior")
    shows(RIGHT, 2)
    desk.keys("Escape")
    desk.until(lambda: desk.ask(wall=True) is None, "the end")
    assert desk.ask(title=True)
