"""Cards dragged together, copied by a drag, locked; and how many are chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from canvas.hands import choosing, clipboard, locks
from canvas.hands.pointer import EDGE, STEP, edge_step
from model import verbs
from tests.canvas.hands import Map, check_undo
from tests.driver import CTRL, SHIFT, Hand

Key = Qt.Key
Shape = Qt.CursorShape


def all_titles(made: Map) -> object:
    lanes = ("touchpoints", "pains", "opportunities")
    return [[made.titles(stage, lane) for lane in lanes] for stage in range(3)]


def shape(hand: Hand) -> Qt.CursorShape:
    return hand.view.viewport().cursor().shape()


# ---- dragged together ----


def test_cards_of_several_cells_keep_their_places_to_each_other(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    before = all_titles(made)
    hand.view.select([("card", made.card[title]) for title in ("Reviews", "Slow")])
    end = hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(hand.at(("card", made.card["Reviews"])), end)
    after = [[["Ad", "Page"], [], []], [[], [], []], [["Reviews"], ["Slow"], []]]
    check_undo(made.document, lambda: all_titles(made), before, after)
    assert len(hand.view.selection()) == 2


def test_those_of_one_cell_land_in_their_order_where_the_bar_is(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    before = all_titles(made)
    hand.view.select([("card", made.card[title]) for title in ("Page", "Ad")])
    hand.drag(hand.at(("card", made.card["Page"])), hand.at(("card", made.card["Reviews"]), dy=-30))
    check_undo(
        made.document,
        lambda: all_titles(made),
        before,
        [[[], [], []], [["Ad", "Page", "Reviews"], ["Slow"], []], [[], [], []]],
    )


def test_what_would_leave_the_map_stays_at_its_edge(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card[title]) for title in ("Reviews", "Slow")])
    hand.drag(hand.at(("card", made.card["Reviews"])), hand.cell(made.stages[0], made.lanes["opportunities"]))
    assert made.titles(0, "opportunities") == ["Reviews", "Slow"]


def test_several_let_go_where_they_were_make_no_step(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    hand.view.select([("card", made.card[title]) for title in ("Ad", "Reviews")])
    start = hand.at(("card", made.card["Ad"]))
    hand.drag(start, start + QPoint(12, 3))
    assert made.document.head == head


# ---- copies ----


def test_a_drag_with_ctrl_copies(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    before = all_titles(made)
    ad = made.card["Ad"]
    start, end = hand.at(("card", ad)), hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(start, end, drop=False, held=CTRL)
    assert shape(hand) == Shape.DragCopyCursor
    assert not hand.view.map_scene.away  # the card itself stays where it is
    hand.release(end, CTRL)
    after = [[["Ad", "Page"], [], []], [["Reviews"], ["Slow"], []], [["Ad"], [], []]]
    check_undo(made.document, lambda: all_titles(made), before, after)


def test_the_copies_are_chosen_and_lie_where_the_bar_was(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card[title]) for title in ("Ad", "Page")])
    hand.drag(hand.at(("card", made.card["Ad"])), hand.at(("card", made.card["Reviews"]), dy=-30), held=CTRL)
    assert made.titles(1) == ["Ad", "Page", "Reviews"]
    assert [made.document[ref].title for ref in hand.view.selection()] == ["Ad", "Page"]
    assert all(made.document[ref].stage == made.stages[1] for ref in hand.view.selection())


def test_ctrl_may_come_and_go_in_the_middle_of_a_drag(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ad = ("card", made.card["Ad"])
    end = hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(hand.at(ad), end, drop=False)
    assert shape(hand) == Shape.ClosedHandCursor
    hand.hold(Key.Key_Control)
    assert shape(hand) == Shape.DragCopyCursor
    assert ad not in hand.view.map_scene.away
    hand.let_go(Key.Key_Control)
    assert shape(hand) == Shape.ClosedHandCursor
    assert ad in hand.view.map_scene.away
    hand.release(end)
    assert (made.titles(0), made.titles(2)) == (["Page"], ["Ad"])


def test_escape_ends_a_copying_drag_without_a_trace(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    end = hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(hand.at(("card", made.card["Ad"])), end, drop=False, held=CTRL)
    hand.key(Key.Key_Escape)
    hand.release(end, CTRL)
    assert made.document.head == head
    assert not hand.view.map_scene.landing.items


# ---- locked ----


def test_locked_cards_stay_whatever_the_hand_does(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, ad = hand.view, ("card", made.card["Ad"])
    told: list[str] = []
    view.said.connect(told.append)
    view.select([ad])
    locks.toggle(view)
    check_undo(made.document, lambda: made.document[ad].locked, 0, 1)
    head = made.document.head
    told.clear()
    end = hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(hand.at(ad), end, drop=False)
    assert shape(hand) == Shape.ForbiddenCursor
    hand.release(end)
    assert len(told) == 1
    assert "locked" in told[0]
    for key in (Key.Key_Return, Key.Key_F2, Key.Key_Delete):
        hand.key(key)
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down):
        hand.key(key, held=CTRL)
        hand.key(key, held=CTRL | SHIFT)
    hand.type("x")
    hand.double_click(hand.at(ad))
    clipboard.cut(view)
    view.select([("stage", made.stages[0])])
    view.delete_selection()
    assert view.writing.editor is None
    assert made.document.head == head
    assert len(told) > 10


def test_of_several_the_locked_ones_stay(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.lock_cards(made.document, [made.card["Ad"]], True)
    hand.view.select([("card", made.card[title]) for title in ("Ad", "Page")])
    hand.drag(hand.at(("card", made.card["Page"])), hand.cell(made.stages[2], made.lanes["touchpoints"]))
    assert (made.titles(0), made.titles(2)) == (["Ad"], ["Page"])
    hand.view.select([("card", made.card[title]) for title in ("Ad", "Page")])
    hand.key(Key.Key_Delete)
    assert (made.titles(0), made.titles(2)) == (["Ad"], [])


def test_a_locked_card_can_be_copied_and_unlocked(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ad = made.card["Ad"]
    verbs.lock_cards(made.document, [ad], True)
    hand.drag(hand.at(("card", ad)), hand.cell(made.stages[2], made.lanes["touchpoints"]), held=CTRL)
    assert made.titles(2) == ["Ad"]
    hand.view.select([("card", ad), ("card", made.card["Page"])])
    locks.toggle(hand.view)  # one of them was not: all are now
    assert made.document["card", made.card["Page"]].locked
    hand.key(Key.Key_L, held=CTRL | SHIFT)
    assert not made.document["card", ad].locked


# ---- chosen ----


def test_shift_and_a_click_adds_one_and_takes_it_out(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    cards = {title: ("card", id) for title, id in made.card.items()}
    hand.click(hand.at(cards["Page"]))
    hand.click(hand.at(cards["Slow"]), SHIFT)
    assert hand.view.selection() == [cards["Page"], cards["Slow"]]
    hand.click(hand.at(cards["Page"]), SHIFT)
    assert hand.view.selection() == [cards["Slow"]]


def test_shift_and_arrows_choose_only_in_the_lanes_between(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    cards = {title: ("card", id) for title, id in made.card.items()}
    late = verbs.add_card(made.document, made.stages[2], made.lanes["touchpoints"], "touchpoint", "Late").id
    onward, back = (Key.Key_Right, Key.Key_Left)
    if hand.view.picture.rtl:
        onward, back = back, onward
    hand.view.select([cards["Page"]])
    hand.key(onward, onward, held=SHIFT)
    assert hand.view.selection() == [cards["Page"], cards["Ad"], cards["Reviews"], ("card", late)]
    hand.key(back, back, held=SHIFT)
    assert hand.view.selection()[0] == cards["Page"]
    assert ("card", late) not in hand.view.selection()


def test_shift_and_arrows_choose_on(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    cards = {title: ("card", id) for title, id in made.card.items()}
    onward = Key.Key_Left if hand.view.picture.rtl else Key.Key_Right
    hand.view.select([cards["Ad"]])
    hand.key(onward, held=SHIFT)
    assert hand.view.selection() == [cards["Ad"], cards["Page"], cards["Reviews"]]
    hand.key(onward, held=SHIFT)  # nothing there
    assert len(hand.view.selection()) == 3
    hand.view.select([("stage", made.stages[0])])
    hand.key(onward, held=SHIFT)
    assert hand.view.selection() == [("stage", made.stages[1])]


def test_a_click_with_ctrl_takes_out_but_a_drag_takes_all(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ad, page = ("card", made.card["Ad"]), ("card", made.card["Page"])
    hand.view.select([ad, page])
    hand.click(hand.at(ad), CTRL)
    assert hand.view.selection() == [page]
    hand.click(hand.at(ad), CTRL)
    hand.drag(hand.at(ad), hand.cell(made.stages[2], made.lanes["touchpoints"]), held=CTRL)
    assert made.titles(2) == ["Ad", "Page"]


def test_a_whole_stage_or_lane_is_chosen(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    cards = {title: ("card", id) for title, id in made.card.items()}
    hand.view.select([cards["Slow"]])
    hand.key(Key.Key_Space, held=CTRL)
    assert hand.view.selection() == [cards["Reviews"], cards["Slow"]]
    hand.view.select([("lane", made.lanes["touchpoints"])])
    hand.key(Key.Key_Space, held=SHIFT)
    assert hand.view.selection() == [cards["Ad"], cards["Page"], cards["Reviews"]]
    assert not hand.view.pointer.space_held
    hand.view.select([("stage", made.stages[2])])
    choosing.whole_stage(hand.view)  # it has none
    assert hand.view.selection() == [("stage", made.stages[2])]


def test_the_band_adds_with_shift_and_with_ctrl(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    slow = ("card", made.card["Slow"])
    start = hand.cell(made.stages[2], made.lanes["touchpoints"], dy=-60)
    for held in (SHIFT, CTRL):
        hand.view.select([slow])
        hand.drag(start, hand.at(("card", made.card["Reviews"])), held=held)
        assert hand.view.selection() == [slow, ("card", made.card["Reviews"])]


@pytest.mark.parametrize("deep", [1, EDGE // 2, EDGE, 3 * EDGE])
def test_the_map_scrolls_faster_the_nearer_the_edge(on_map: tuple[Map, Hand], deep: int) -> None:
    _made, hand = on_map
    body = hand.view.frame.body()
    speed = min(deep / EDGE, 1) * STEP
    middle = body.center()
    assert edge_step(hand.view, middle).isNull()
    for point, step in (
        (QPoint(round(body.left()) + EDGE - deep, round(middle.y())), (-speed, 0)),
        (QPoint(round(body.right()) - EDGE + deep, round(middle.y())), (speed, 0)),
        (QPoint(round(middle.x()), round(body.top()) + EDGE - deep), (0, -speed)),
        (QPoint(round(middle.x()), round(body.bottom()) - EDGE + deep), (0, speed)),
    ):
        found = edge_step(hand.view, point.toPointF())
        assert (found.x(), found.y()) == pytest.approx(step, abs=STEP / EDGE)


def test_of_very_many_only_some_are_seen_to_be_dragged_but_all_land(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = made.lanes["touchpoints"]
    verbs.add_cards(made.document, [(made.stages[0], lane, "touchpoint", str(k)) for k in range(150)])
    ad = hand.at(("card", made.card["Ad"]))
    hand.view.select(("card", card.id) for card in made.document.children("card", stage=made.stages[0]))
    end = hand.at(("card", made.card["Reviews"]), dy=-30)
    hand.drag(ad, end, drop=False)
    assert len(hand.view.map_scene.landing.items) < 100
    assert len(hand.view.map_scene.away) == 152
    hand.release(end)
    assert made.titles(1)[:3] == ["Ad", "Page", "0"]
    assert made.titles(1)[-2:] == ["149", "Reviews"]
