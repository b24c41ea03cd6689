"""What the tests of the canvas share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.canvas.hands import Map
from tests.driver import Hand


@pytest.fixture(params=["en", "he"])
def on_map(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path) -> Iterator[tuple[Map, Hand]]:
    """A map that runs either way, and a hand on a real view of it."""
    made = Map(tmp_path / "lamp.masa", request.param)
    view = made.view()
    qtbot.addWidget(view)
    qtbot.waitExposed(view)
    yield made, Hand(view)
    view.detach()
    made.document.close()
