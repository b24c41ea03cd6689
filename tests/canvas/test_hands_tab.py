"""Tab ends writing and goes on: nothing that was just written is written over."""

from __future__ import annotations

from PySide6.QtCore import Qt

from canvas.hands.places import Cell
from tests.canvas.hands import Map
from tests.driver import SHIFT, Hand

Key = Qt.Key


def test_tab_after_the_last_card_goes_on_to_empty_cells(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, touchpoints = hand.view, made.lanes["touchpoints"]
    hand.double_click(hand.cell(made.stages[2], touchpoints))
    hand.type("Basket")
    hand.key(Key.Key_Tab)
    assert view.selection() == []
    assert view.selected.cell == Cell(made.stages[0], made.lanes["pains"])  # over the lane of figures
    hand.write("Queue")
    assert made.titles(2) == ["Basket"]
    assert made.titles(0, "pains") == ["Queue"]
    made.document.undo()
    assert made.titles(0, "pains") == []
    made.document.redo()
    assert made.titles(0, "pains") == ["Queue"]


def test_tab_writes_a_lane_from_stage_to_stage(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    for card in made.card.values():
        hand.view.select([("card", card)])
        hand.key(Key.Key_Delete)
    hand.double_click(hand.cell(made.stages[0], made.lanes["touchpoints"]))
    for text in ("Ad", "Page", "Shop"):
        hand.type(text)
        hand.key(Key.Key_Tab)
    assert [made.titles(stage) for stage in range(3)] == [["Ad"], ["Page"], ["Shop"]]


def test_where_all_cells_are_full_the_next_letters_make_another_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    last = Cell(made.stages[2], made.lanes["opportunities"])
    hand.view.making.card_in(last)
    hand.type("First")
    hand.key(Key.Key_Tab)
    assert hand.view.selected.cell == last
    hand.write("Second")
    assert made.titles(2, "opportunities") == ["First", "Second"]


def test_back_from_the_first_card_keeps_its_text(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.edit(("card", made.card["Ad"]))
    hand.type("!")
    hand.key(Key.Key_Backtab, held=SHIFT)
    hand.write("Film")
    assert made.titles(0) == ["Ad!", "Page", "Film"]


def test_a_stage_that_was_named_keeps_its_name(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    for card in made.card.values():
        hand.view.select([("card", card)])
        hand.key(Key.Key_Delete)
    hand.view.edit(("stage", made.stages[1]))
    hand.type(" prices")
    hand.key(Key.Key_Tab)
    hand.write("Reviews")
    assert made.stage_titles() == ["Discover", "Compare prices", "Buy"]
    assert made.titles(1) == ["Reviews"]
