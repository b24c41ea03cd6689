"""Whatever a hand does, in whatever order: nothing fails, and the view shows what the document holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from canvas.hands.places import Cell
from model import verbs
from tests.canvas.hands import Map
from tests.driver import CTRL, SHIFT, Hand, new_thing

Key = Qt.Key
Act = Callable[[Map, Hand, QPoint, QPoint], object]

ACTS: dict[str, Act] = {
    "click": lambda made, hand, a, b: hand.click(a),
    "add to selection": lambda made, hand, a, b: hand.click(a, CTRL),
    "drag": lambda made, hand, a, b: hand.drag(a, b),
    "drag and hold": lambda made, hand, a, b: hand.drag(a, b, drop=False),
    "let go": lambda made, hand, a, b: hand.release(a),
    "double click": lambda made, hand, a, b: hand.double_click(a),
    "hover": lambda made, hand, a, b: hand.move(a),
    "type": lambda made, hand, a, b: hand.type("אb"),
    "enter": lambda made, hand, a, b: hand.key(Key.Key_Return),
    "escape": lambda made, hand, a, b: hand.key(Key.Key_Escape),
    "tab": lambda made, hand, a, b: hand.key(Key.Key_Tab),
    "delete": lambda made, hand, a, b: hand.key(Key.Key_Delete),
    "left": lambda made, hand, a, b: hand.key(Key.Key_Left),
    "down": lambda made, hand, a, b: hand.key(Key.Key_Down),
    "up": lambda made, hand, a, b: hand.key(Key.Key_Up),
    "move right": lambda made, hand, a, b: hand.key(Key.Key_Right, held=CTRL),
    "move up": lambda made, hand, a, b: hand.key(Key.Key_Up, held=CTRL),
    "drop a touchpoint": lambda made, hand, a, b: hand.drop("touchpoint", a),
    "drop a stage": lambda made, hand, a, b: hand.drop("stage", a),
    "drop a lane": lambda made, hand, a, b: hand.drop("lane", a),
    "drop a persona": lambda made, hand, a, b: hand.drop("persona", a),
    "hold a drop": lambda made, hand, a, b: hand.hover_drop(new_thing("pain"), a),
    "leave": lambda made, hand, a, b: hand.leave_drop(),
    "zoom": lambda made, hand, a, b: hand.wheel(a, 240, CTRL),
    "scroll": lambda made, hand, a, b: hand.wheel(a, -120, SHIFT),
    "fit": lambda made, hand, a, b: hand.view.fit_selection(),
    "undo": lambda made, hand, a, b: made.document.undo(),
    "redo": lambda made, hand, a, b: made.document.redo(),
    "hide": lambda made, hand, a, b: _hide(made),
    "select all": lambda made, hand, a, b: hand.view.select_all(),
}
POINTS = st.builds(QPoint, st.integers(0, 880), st.integers(0, 580))


def _hide(made: Map) -> None:
    for lane in made.document.children("lane", map=made.id)[:1]:
        verbs.set_lane_hidden(made.document, lane.id, not lane.hidden)


@pytest.mark.parametrize("language", ["en", "he"])
@settings(max_examples=12)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), POINTS, POINTS), min_size=10, max_size=40))
def test_anything_goes(qapp: QApplication, language: str, steps: list[tuple[str, QPoint, QPoint]]) -> None:
    made = Map(None, language)
    view = made.view()
    view.resize(900, 600)
    failed: list[Exception] = []
    made.document.on_listener_error = failed.append
    hand = Hand(view)
    try:
        for name, a, b in steps:
            ACTS[name](made, hand, a, b)
        qapp.processEvents()
        assert failed == []
        _check(made, hand)
    finally:
        view.detach()
        view.close()
        view.deleteLater()
        made.document.close()


def _check(made: Map, hand: Hand) -> None:
    view, document = hand.view, made.document
    view.pointer.cancel()
    view.stop_writing()
    assert all(document.get(*ref) for ref in view.selection())
    shown = {span.id for span in view.picture.lanes}
    assert shown == {lane.id for lane in document.children("lane", map=made.id) if not lane.hidden}
    held = {card.id: card for card in document.all("card").values() if card.lane in shown}
    assert set(view.picture.cards) == set(held)
    for id, card in held.items():
        assert view.places.cell_of(id) == Cell(card.stage, card.lane)
