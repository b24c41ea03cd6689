"""Ends of stages and lanes and sides of cards, dragged or moved by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from canvas.hands.places import Cell
from canvas.hands.targets import GRIP, target_at
from canvas.hands.tools import sizes
from model import verbs
from tests.canvas.hands import Map, check_undo
from tests.driver import CTRL, SHIFT, Hand

Key = Qt.Key
Shape = Qt.CursorShape


def along(hand: Hand, by: int) -> QPoint:
    """px in the journey's direction."""
    return QPoint(-by if hand.view.picture.rtl else by, 0)


def onward(hand: Hand) -> Qt.Key:
    return Key.Key_Left if hand.view.picture.rtl else Key.Key_Right


def back(hand: Hand) -> Qt.Key:
    return Key.Key_Right if hand.view.picture.rtl else Key.Key_Left


def size_of(hand: Hand, ref: tuple[str, int]) -> float:
    picture = hand.view.picture
    spans = picture.stages if ref[0] == "stage" else picture.lanes
    return next(span.size for span in spans if span.id == ref[1])


@pytest.fixture(params=["wider", "narrower"])
def fitted(request: pytest.FixtureRequest, on_map: tuple[Map, Hand]) -> tuple[Map, Hand]:
    """In a view wider than the map, which stands in its middle, and in one narrower."""
    made, hand = on_map
    hand.view.resize(1000 if request.param == "wider" else 600, 760)
    hand.view.go_to_start()
    return made, hand


@pytest.mark.parametrize("by", [40, -20])
def test_a_stage_is_as_wide_as_its_end_is_dragged(fitted: tuple[Map, Hand], by: int) -> None:
    made, hand = fitted
    ref = ("stage", made.stages[0])
    before, start = size_of(hand, ref), hand.edge(ref)
    hand.drag(start, start + along(hand, by), drop=False)
    assert size_of(hand, ref) != before  # the map is laid out with it
    assert abs((hand.edge(ref) - start - along(hand, by)).x()) <= 2  # its end is under the pointer
    assert made.document[ref].width is None
    tried = size_of(hand, ref)
    hand.release(start + along(hand, by))
    check_undo(made.document, lambda: made.document[ref].width, None, round(tried))
    assert hand.view.selection() == [ref]


def test_a_stage_keeps_within_its_bounds(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ref = ("stage", made.stages[2])
    for by, width in ((-300, verbs.WIDTHS[0]), (900, verbs.WIDTHS[1])):
        start = hand.edge(ref)
        hand.drag(start, start + along(hand, by))
        assert made.document[ref].width == width


def test_a_lane_is_as_high_as_its_end_is_dragged(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ref = ("lane", made.lanes["pains"])
    before, start = size_of(hand, ref), hand.edge(ref)
    hand.drag(start, start + QPoint(0, 60), drop=False)
    assert size_of(hand, ref) == before + 60
    hand.release(start + QPoint(0, 60))
    check_undo(made.document, lambda: made.document[ref].height, None, round(before + 60))
    start = hand.edge(ref)
    hand.drag(start, start - QPoint(0, 200))  # lower than what it holds
    assert made.document[ref].height is None
    assert size_of(hand, ref) == before


def test_a_double_click_on_an_end_makes_it_automatic(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    stage, lane = ("stage", made.stages[1]), ("lane", made.lanes["pains"])
    verbs.resize_stage(made.document, stage[1], 300)
    verbs.resize_lane(made.document, lane[1], 300)
    for ref, field in ((stage, "width"), (lane, "height")):
        hand.double_click(hand.edge(ref))
        assert getattr(made.document[ref], field) is None
        assert hand.view.writing.editor is None
        head = made.document.head
        hand.double_click(hand.edge(ref))
        assert made.document.head == head
        made.document.undo()
        assert getattr(made.document[ref], field) == 300


def test_escape_gives_the_sizes_back(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    for ref in (("stage", made.stages[0]), ("lane", made.lanes["pains"])):
        before, start = size_of(hand, ref), hand.edge(ref)
        hand.drag(start, start + along(hand, 40) + QPoint(0, 40), drop=False)
        assert size_of(hand, ref) != before
        hand.key(Key.Key_Escape)
        hand.release(start)
        assert size_of(hand, ref) == before
    assert made.document.head == head


def test_ends_and_sides_are_told_by_the_pointer(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ad = ("card", made.card["Ad"])
    for ref, shape in (
        (("stage", made.stages[0]), Shape.SplitHCursor),
        (("lane", made.lanes["pains"]), Shape.SplitVCursor),
        (ad, Shape.SizeHorCursor),
    ):
        edge = hand.edge(ref)
        step = QPoint(0, 1) if ref[0] == "lane" else QPoint(1, 0)
        for by in (-4, 4):  # at least 8 px
            hand.move(edge + step * by)
            assert hand.view.viewport().cursor().shape() == shape
        assert target_at(hand.view, (edge + step * (GRIP + 2)).toPointF()).grip is None
    hand.move(hand.at(ad))
    assert hand.view.viewport().cursor().shape() == Shape.PointingHandCursor


def test_a_card_spans_the_stages_that_its_end_is_dragged_over(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    page = ("card", made.card["Page"])

    def until() -> int | None:
        return made.document[page].until

    start = hand.edge(page)
    end = hand.cell(made.stages[2], made.lanes["touchpoints"]) + along(hand, 60)
    hand.drag(start, end, drop=False)
    assert hand.view.map_scene.ghosts.items
    assert hand.view.map_scene.landing.items
    hand.release(end)
    check_undo(made.document, until, None, made.stages[2])
    group = hand.view.picture.cards[page[1]]
    assert group.w > 3 * 150
    start = hand.edge(page)
    hand.drag(start, hand.cell(made.stages[1], made.lanes["touchpoints"]) + along(hand, 60))
    assert until() == made.stages[1]
    hand.double_click(hand.edge(page))
    assert until() is None


def test_the_ring_of_the_selected_card_is_its_side(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    slow = ("card", made.card["Slow"])
    hand.click(hand.at(slow))
    for out in (-4, 3, 7):
        for down in (8, hand.view.picture.cards[slow[1]].h / 2 - 13):  # beside the handle in the middle
            hand.view.select([slow])
            start = hand.edge(slow) + along(hand, out)
            start.setY(hand.at(slow, dy=-hand.view.picture.cards[slow[1]].h / 2 + down).y())
            hand.move(start)
            assert hand.view.viewport().cursor().shape() == Shape.SizeHorCursor
            hand.drag(start, hand.cell(made.stages[2], made.lanes["pains"]) + along(hand, 60))
            check_undo(made.document, lambda: made.document[slow].until, None, made.stages[2])
            assert hand.view.selection() == [slow]
            made.document.undo()


def test_a_card_comes_to_begin_where_its_other_side_is_dragged_to(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    reviews = ("card", made.card["Reviews"])

    def span() -> object:
        return made.document[reviews].stage, made.document[reviews].until

    start = hand.edge(reviews, start=True)
    hand.drag(start, hand.cell(made.stages[0], made.lanes["touchpoints"]) - along(hand, 60))
    check_undo(made.document, span, (made.stages[1], None), (made.stages[0], made.stages[1]))
    start = hand.edge(reviews, start=True)
    hand.drag(start, hand.cell(made.stages[2], made.lanes["touchpoints"]))  # never beyond its end
    assert span() == (made.stages[1], None)


def test_a_span_is_left_without_a_trace(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    ad = ("card", made.card["Ad"])
    start, end = hand.edge(ad), hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(start, end, drop=False)
    hand.key(Key.Key_Escape)
    hand.release(end)
    hand.drag(start, start + along(hand, 20))  # back to its own border
    hand.drag(start, QPoint(start.x(), -80))  # beside the view
    verbs.lock_cards(made.document, [ad[1]], True)
    hand.drag(hand.edge(ad), end)
    made.document.undo()
    assert made.document.head == head
    assert not hand.view.map_scene.landing.items


def test_a_card_that_spans_is_dragged_by_any_of_its_stages(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ad = made.card["Ad"]
    verbs.span_card(made.document, ad, made.stages[0], made.stages[1])
    top = hand.view.picture.cards[ad].y - hand.view.places.box(Cell(made.stages[1], made.lanes["pains"])).y
    grabbed = hand.cell(made.stages[1], made.lanes["pains"])
    grabbed.setY(hand.at(("card", ad)).y())
    hand.drag(grabbed, grabbed + along(hand, 186))
    assert top < 0
    card = made.document["card", ad]
    assert (card.stage, card.until) == (made.stages[1], made.stages[2])


def test_sizes_by_keys(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    both = CTRL | SHIFT
    ad = ("card", made.card["Ad"])
    hand.view.select([ad])
    hand.key(onward(hand), held=both)
    check_undo(made.document, lambda: made.document[ad].until, None, made.stages[1])
    hand.key(onward(hand), onward(hand), held=both)
    assert made.document[ad].until == made.stages[2]
    hand.key(back(hand), back(hand), back(hand), held=both)
    assert (made.document[ad].stage, made.document[ad].until) == (made.stages[0], None)
    stage, lane = ("stage", made.stages[1]), ("lane", made.lanes["pains"])
    hand.view.select([stage])
    hand.key(onward(hand), held=both)
    check_undo(made.document, lambda: made.document[stage].width, None, 206)
    hand.view.select([lane])
    height = size_of(hand, lane)
    hand.key(Key.Key_Down, held=both)
    assert size_of(hand, lane) == height + 20
    hand.key(Key.Key_Up, held=both)
    assert size_of(hand, lane) == height


def test_with_several_chosen_ends_are_dragged_and_sides_are_not(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    cards = [("card", made.card[title]) for title in ("Ad", "Page")]
    hand.view.select(cards)
    side = hand.edge(cards[0])
    assert target_at(hand.view, side.toPointF()).grip is None
    end = hand.edge(("stage", made.stages[0]))
    hand.drag(end, end + along(hand, 30))
    assert made.document["stage", made.stages[0]].width is not None
    assert made.stage_titles()[0] == "Discover"


def test_on_a_large_map_a_bar_shows_the_place_until_it_is_let_go(
    on_map: tuple[Map, Hand], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, hand = on_map
    monkeypatch.setattr(sizes, "_LIVE", 3)
    for ref in (("stage", made.stages[0]), ("lane", made.lanes["pains"])):
        before, start = size_of(hand, ref), hand.edge(ref)
        end = start + along(hand, 30) + QPoint(0, 30)
        hand.drag(start, end, drop=False)
        assert size_of(hand, ref) == before
        assert hand.view.map_scene.landing.items
        hand.release(end)
        assert size_of(hand, ref) > before
        assert not hand.view.map_scene.landing.items
