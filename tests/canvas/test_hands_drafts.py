"""A card takes its room on the map while it is written, and the document knows nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from canvas.hands.frame import Zone
from canvas.hands.places import Box, Cell, box_of
from canvas.picture.layout import layout
from tests.canvas.hands import Map, check_undo
from tests.driver import Hand

Key = Qt.Key
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"


def lane_box(hand: Hand, lane: int) -> QRectF:
    """In the viewport."""
    span = next(span for span in hand.view.picture.lanes if span.id == lane)
    return hand.view.frame.to_view(Box(0, span.start, hand.view.picture.width, span.size), Zone.BODY)


def paper(hand: Hand) -> QRectF:
    """Where the editor lies in the viewport."""
    editor = hand.view.writing.editor
    assert editor
    return QRectF(editor.geometry()).translated(-hand.view.viewport().pos().toPointF())


def test_lane_grows_at_once_for_a_new_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane, head = made.lanes["touchpoints"], made.document.head
    before = lane_box(hand, lane)
    for _ in range(3):  # afterwards the editor says no more how it ends
        hand.view.edit(("card", made.card["Slow"]))
        hand.key(Key.Key_Return)
    hand.view.select([("card", made.card["Page"])])
    hand.view.add("touchpoint")
    grown = lane_box(hand, lane)
    assert grown.height() > before.height()
    assert grown.contains(paper(hand))
    assert made.document.head == head
    hand.key(Key.Key_Escape)
    assert lane_box(hand, lane) == before
    assert made.document.head == head
    hand.view.add("touchpoint")
    where = paper(hand)
    hand.write("Third")
    card = made.document.children("card", stage=made.stages[0], lane=lane)[2].id
    assert where.contains(hand.at(("card", card)).toPointF())
    check_undo(made.document, lambda: made.titles(0), ["Ad", "Page"], ["Ad", "Page", "Third"])


def test_escape_comes_back_to_the_cell(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    cell = Cell(made.stages[0], made.lanes["pains"])
    hand.view.making.card_in(cell)
    hand.key(Key.Key_Escape)
    assert hand.view.selection() == []
    assert hand.view.selected.cell == cell


def test_card_that_lands_between_two_parts_them(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    page = hand.at(("card", made.card["Page"]))
    assert hand.drop("touchpoint", hand.at(("card", made.card["Page"]), dy=-20))
    assert hand.at(("card", made.card["Page"])).y() > page.y()
    assert hand.at(("card", made.card["Ad"])).y() < paper(hand).center().y() < page.y() + 40
    hand.key(Key.Key_Escape)
    assert hand.at(("card", made.card["Page"])) == page


def test_lane_grows_with_what_is_typed(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane, slow = made.lanes["pains"], made.card["Slow"]
    before, shown = lane_box(hand, lane), box_of(hand.view.picture.cards[slow])
    hand.view.edit(("card", slow))
    hand.type(LONG)
    typed = lane_box(hand, lane)
    assert typed.height() > before.height()
    hand.key(Key.Key_Escape)
    assert lane_box(hand, lane) == before
    assert box_of(hand.view.picture.cards[slow]) == shown
    hand.view.edit(("card", slow))
    hand.write(LONG)
    assert lane_box(hand, lane) == typed
    assert hand.view.picture.lanes == layout(made.document, made.id).lanes


def test_lane_grows_with_a_new_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = made.lanes["opportunities"]
    hand.view.selected.set([], Cell(made.stages[1], lane))
    hand.type(LONG)
    assert lane_box(hand, lane).top() <= paper(hand).top()
    typed = hand.view.picture.lanes
    hand.key(Key.Key_Return)
    assert hand.view.picture.lanes == typed
    assert made.titles(1, "opportunities") == [LONG]


def test_what_is_not_written_yet_cannot_be_selected(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["pains"]))
    hand.type("New")
    hand.view.select_all()
    assert {id for _table, id in hand.view.selection()} == set(made.card.values())
