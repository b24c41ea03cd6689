"""A screen reader on a real desk: it finds the map's stages and cards through AT-SPI, in words."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from model import templates
from model.document import Document
from tests.screen.desk import PATIENCE, Desk

pytestmark = pytest.mark.screen
LISTENER = Path(__file__).with_name("listener.py")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus of its own, on which programs tell readers what they show."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert daemon.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    yield
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.usefixtures("bus")
def test_it_hears_stage_and_lane_of_every_card(tmp_path: Path, language: str) -> None:
    path = tmp_path / "map.masa"
    document = Document.create(path)
    made = templates.apply(document, "test-drive", language)
    lanes = {lane.id for lane in document.children("lane", map=made.id) if not lane.hidden}
    expected = {
        stage.title: [c.title for c in document.children("card", stage=stage.id) if c.lane in lanes]
        for stage in document.children("stage", map=made.id)
    }
    document.close()
    desk = Desk(tmp_path / "config", language=language)
    try:
        desk.open(str(path))
        told = subprocess.run(
            ["/usr/bin/python3", str(LISTENER)],
            capture_output=True,
            encoding="utf-8",
            timeout=2 * PATIENCE,
            env=desk.environment,
        )
        assert told.returncode == 0, told.stderr
    finally:
        desk.close()
    heard = [json.loads(line) for line in told.stdout.splitlines()]
    top = heard[0][0]
    stages = [name for depth, role, name in heard if depth == top + 1 and role != "row header"]
    for title, cards in expected.items():
        assert any(title in name for name in stages)
        inside = [name for depth, _, name in heard if depth == top + 2 and title in name]
        for card in cards:
            assert any(card in name for name in inside)
