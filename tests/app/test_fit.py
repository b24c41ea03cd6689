"""View ▸ Fit what is selected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from canvas.hands.frame import Zone
from canvas.hands.places import box_of
from tests.app.conftest import Start
from tests.app.test_window import first_card, opened


def test_ctrl_2_shows_what_is_selected_as_near_as_it_fits(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    assert not window.actions_by_id["fit_selection"].isEnabled()
    document = window.session.document
    assert document is not None
    card = first_card(document)
    window.view.select([("card", card)])
    assert window.actions_by_id["fit_selection"].isEnabled()
    before = window.view.zoom
    window.view.setFocus()
    qtbot.keyClick(window.view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.view.zoom > before
    seen = window.view.frame.to_view(box_of(window.view.picture.cards[card]), Zone.BODY)
    assert window.view.frame.body().contains(seen)
