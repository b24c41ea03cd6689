"""What looks like a button in an empty cell does what it says on one click."""

from __future__ import annotations

from PySide6.QtCore import Qt

from canvas.hands.places import Cell
from tests.canvas.hands import Map, check_undo
from tests.driver import Hand


def test_one_click_on_the_invitation_adds_an_emotion(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, place = hand.view, hand.cell(made.stages[1], made.lanes["emotion"], dy=-8)

    def points() -> int:
        return len(made.document.children("emotion", stage=made.stages[1]))

    hand.click(place)
    assert points() == 0  # the cell is chosen, and the invitation stands in it
    hand.move(place)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hand.click(place)
    check_undo(made.document, points, 0, 1)
    (point,) = made.document.children("emotion", stage=made.stages[1])
    assert point.value > 0  # at the height of the click


def test_a_click_beside_the_invitation_only_chooses_the_cell(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = made.lanes["emotion"]
    edge = int(hand.view.places.box(Cell(made.stages[1], lane)).h / 2) - 3
    hand.click(hand.cell(made.stages[1], lane, dy=edge))
    hand.click(hand.cell(made.stages[1], lane, dy=edge))
    assert not made.document.children("emotion", stage=made.stages[1])
    assert hand.view.selected.cell is not None


def test_a_double_click_adds_one_point(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    place = hand.cell(made.stages[1], made.lanes["emotion"])
    hand.click(place)
    hand.double_click(place)
    assert len(made.document.children("emotion", stage=made.stages[1])) == 1


def test_one_click_on_the_invitation_of_the_chosen_cell_writes_a_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    place = hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.move(place)
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hand.click(place)
    hand.write("Shop")
    check_undo(made.document, lambda: made.titles(2), [], ["Shop"])
