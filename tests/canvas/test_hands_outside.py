"""What is let go beside the view goes back; new things land where their kind belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from model import verbs
from tests.canvas.hands import Map, check_undo
from tests.driver import Hand


def beside(hand: Hand) -> list[QPoint]:
    """Over the tool bar, the panels at both sides, the status row."""
    area = hand.view.viewport().rect()
    middle = area.center()
    return [
        QPoint(middle.x(), -30),
        QPoint(-60, middle.y()),
        QPoint(area.right() + 60, middle.y()),
        QPoint(middle.x(), area.bottom() + 40),
    ]


def test_card_let_go_beside_the_view_goes_back(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    for point in beside(hand):
        hand.drag(hand.at(("card", made.card["Reviews"])), point, drop=False)
        assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
        hand.release(point)
        assert not hand.view.map_scene.landing.items
        assert not hand.view.map_scene.away
    assert made.document.head == head


@pytest.mark.parametrize("table", ["stage", "lane"])
def test_stage_and_lane_let_go_beside_the_view_go_back(on_map: tuple[Map, Hand], table: str) -> None:
    made, hand = on_map
    head = made.document.head
    ref = (table, made.stages[1] if table == "stage" else made.lanes["pains"])
    for point in beside(hand):
        hand.drag(hand.at(ref), point)
    assert made.document.head == head


def test_edge_of_the_view_still_takes_a_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    x = -2 if hand.view.picture.rtl else hand.view.viewport().width() + 1
    start = hand.at(("card", made.card["Ad"]))
    hand.drag(start, QPoint(x, start.y()))
    check_undo(made.document, lambda: made.titles(2), [], ["Ad"])


def test_rubber_band_goes_on_beside_the_view(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    start = hand.cell(made.stages[1], made.lanes["opportunities"])
    hand.drag(start, beside(hand)[0])
    assert ("card", made.card["Reviews"]) in hand.view.selection()


def test_card_dropped_on_a_stage_header_lands_in_its_own_lane(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    point = hand.at(("stage", made.stages[1]))
    for kind, lane in (("pain", "pains"), ("opportunity", "opportunities")):
        assert hand.drop(kind, point)
        hand.write(kind)
        assert made.titles(1, lane)[-1] == kind
    assert made.titles(1) == ["Reviews"]


@pytest.mark.parametrize("words", ["owner", "timing", "content"])
def test_card_dropped_among_plain_words_lands_in_its_own_lane(on_map: tuple[Map, Hand], words: str) -> None:
    made, hand = on_map
    lane = verbs.add_lane(made.document, made.id, words, before=made.lanes["touchpoints"]).id
    for kind in ("touchpoint", "note"):
        assert hand.drop(kind, hand.cell(made.stages[2], lane))
        hand.write(kind)
    assert made.titles(2) == ["touchpoint"]
    assert [card.kind for card in made.document.children("card", lane=lane)] == ["note"]


def test_card_among_other_cards_and_in_a_lane_of_ones_own_stays_there(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = verbs.add_lane(made.document, made.id, "custom", before=made.lanes["touchpoints"]).id
    for where in (lane, made.lanes["pains"]):
        assert hand.drop("touchpoint", hand.cell(made.stages[2], where))
        hand.write("Here")
        (card,) = made.document.children("card", stage=made.stages[2], lane=where)
        assert card.kind == "touchpoint"


def test_card_dropped_below_the_map_lands_in_its_own_lane(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.set_zoom(0.5)
    hand.view.go_to_start()
    x = hand.cell(made.stages[2], made.lanes["pains"]).x()
    assert hand.drop("touchpoint", QPoint(x, hand.view.viewport().height() - 10))
    hand.write("Below")
    assert made.titles(2) == ["Below"]
