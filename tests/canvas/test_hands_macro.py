"""The hand on the macro view, and on what a filter hides or a search has found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from canvas.hands.frame import Zone
from canvas.hands.view import MapView
from canvas.picture.display import Rect
from model import verbs
from model.views import Filter
from tests.canvas.hands import Map, check_undo
from tests.driver import Hand


def on_block(view: MapView, stage: int, down: float = 60.0) -> QPoint:
    block = next(group for group in view.picture.figures if group.ref == ("stage", stage))
    point = view.mapFromScene(block.x + block.w / 2, block.y + down)
    assert view.frame.zone(point.toPointF()) is Zone.BODY
    return point


def test_a_block_stands_for_its_stage(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.set_macro(True)
    hand.click(on_block(view, made.stages[1]))
    assert view.selection() == [("stage", made.stages[1])]
    assert not view.picture.lanes
    hand.key(Qt.Key.Key_Left if view.picture.rtl else Qt.Key.Key_Right)
    assert view.selection() == [("stage", made.stages[2])]


def test_a_double_click_on_a_block_looks_into_its_stage(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, told = hand.view, []
    view.macro_changed.connect(told.append)
    view.set_macro(True)
    hand.double_click(on_block(view, made.stages[1]))
    assert not view.macro
    assert told == [True, False]
    assert view.picture.lanes
    assert view.writing.editor is None


def test_dragging_a_block_moves_its_stage(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.set_macro(True)
    hand.drag(on_block(view, made.stages[0]), on_block(view, made.stages[2]))
    order = [*made.stage_titles()]
    assert order != ["Discover", "Compare", "Buy"]
    check_undo(made.document, made.stage_titles, ["Discover", "Compare", "Buy"], order)
    assert view.macro


def test_a_new_card_leaves_the_macro_view_and_a_new_stage_does_not(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.set_macro(True)
    view.add("stage")
    assert view.macro
    hand.write("Use")
    assert "Use" in made.stage_titles()
    view.add("pain")
    assert not view.macro
    hand.write("Late")
    assert "Late" in {card.title for card in made.document.all("card").values()}


def test_a_lane_dropped_on_the_macro_view_is_made_at_the_end(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.set_macro(True)
    assert hand.drop("lane", on_block(view, made.stages[0]))
    assert not view.macro
    hand.write("Ours")
    assert made.lane_titles()[-1] == "Ours"


def test_what_the_filter_hides_is_let_go_and_cannot_be_taken(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, ad, slow = hand.view, made.card["Ad"], made.card["Slow"]
    view.select([("card", ad), ("card", slow)])
    view.set_filter(Filter(kinds=frozenset({"pain"})))
    assert view.selection() == [("card", slow)]
    hand.click(hand.at(("card", ad)))
    assert view.selection() == []
    before = made.titles(0)
    hand.drag(hand.at(("card", ad)), hand.cell(made.stages[2], made.lanes["touchpoints"]))
    assert made.titles(0) == before
    view.set_filter(Filter())
    hand.click(hand.at(("card", ad)))
    assert view.selection() == [("card", ad)]


def test_a_new_card_is_not_hidden_while_it_is_written(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.set_filter(Filter(owners=frozenset({"Nobody"})))
    view.add("touchpoint")
    assert 0 not in view.picture.dimmed
    hand.write("New")
    (made_now,) = (card.id for card in made.document.all("card").values() if card.title == "New")
    assert made_now in view.picture.dimmed


def test_found_words_are_lit_until_the_search_ends(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, page = hand.view, made.card["Page"]

    def lit() -> bool:
        return any(isinstance(i, Rect) and i.fill == "truth_tint" for i in view.picture.cards[page].items)

    view.set_hits({("card", page): ("age",)})
    assert lit()
    verbs.set_fields(made.document, "card", [page], title="Other")
    assert not lit()
    made.document.undo()
    assert lit()
    view.set_hits({})
    assert not lit()


def test_a_mark_is_made_among_the_touchpoints_or_where_one_stands(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.select([("stage", made.stages[1])])
    view.add("exit")
    hand.write("Gives up")
    assert made.titles(1)[-1] == "Gives up"
    view.select([("card", made.card["Slow"])])
    view.add("return")
    hand.write("Comes back")
    assert made.titles(1, "pains") == ["Slow", "Comes back"]


@pytest.mark.parametrize("field", ["wished", "outcome"])
def test_a_moment_of_truth_grows_while_it_is_written(on_map: tuple[Map, Hand], field: str) -> None:
    made, hand = on_map
    document, view = made.document, hand.view
    lane = verbs.add_lane(document, made.id, kind="moments_of_truth").id
    card = verbs.add_card(
        document,
        made.stages[0],
        lane,
        "moment_of_truth",
        "Buys",
        touchpoint=made.card["Ad"],
        **{field: "yes"},
    ).id
    before = view.picture.cards[card].h
    view.edit(("card", card))
    hand.type("decides after a long talk with everybody at home whether it is worth it")
    grown = view.picture.cards[card].h
    assert grown > before
    hand.key(Qt.Key.Key_Return)
    assert view.picture.cards[card].h == grown
