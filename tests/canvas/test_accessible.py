"""What a screen reader finds on the map: stages with their cards, lanes and personas, in words."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from canvas.hands.accessible import MapTree, Part
from canvas.hands.view import MapView
from model import verbs
from tests.canvas.hands import Map
from tests.driver import Hand

Name = QAccessible.Text.Name


def tree_of(view: MapView) -> MapTree:
    found = QAccessible.queryAccessibleInterface(view)
    assert isinstance(found, MapTree)
    return found


def children(node: QAccessibleInterface) -> list[Part]:
    found = [node.child(k) for k in range(node.childCount())]
    assert all(isinstance(part, Part) for part in found)
    return found  # type: ignore[return-value]


def part(view: MapView, table: str, id: int) -> Part:
    found = tree_of(view).part((table, id))
    assert found is not None
    return found


def test_a_stage_holds_its_cards_and_each_says_stage_and_lane(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    tree = tree_of(hand.view)
    stages = [each for each in children(tree) if each.ref[0] == "stage"]
    assert [each.ref[1] for each in stages] == [span.id for span in hand.view.picture.stages]
    cards = [each for stage in stages for each in children(stage) if each.ref[0] == "card"]
    assert {each.ref[1] for each in cards} == set(hand.view.picture.cards)
    for each in cards:
        card = made.document["card", each.ref[1]]
        stage = made.document["stage", card.stage]
        lane = hand.view.picture.group(("lane", card.lane))
        assert lane is not None
        for word in (card.title, stage.title, lane.words):
            assert word in each.text(Name)
        assert each.parent().text(Name) == tree.part(("stage", card.stage)).text(Name)
        assert each.parent().indexOfChild(each) >= 0


def test_a_part_is_where_it_is_drawn(on_map: tuple[Map, Hand]) -> None:
    _, hand = on_map
    tree = tree_of(hand.view)
    for each in children(tree):
        if not each.state().offscreen and each.ref[0] in ("stage", "lane"):
            at = each.rect().center()
            found = tree.childAt(at.x(), at.y())
            assert isinstance(found, Part)
            assert found.ref == each.ref


def test_what_is_chosen_has_the_focus_and_is_told(
    on_map: tuple[Map, Hand], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, hand = on_map
    card = next(iter(hand.view.picture.cards))
    QAccessible.setActive(True)
    try:
        hand.view.setFocus()
        hand.view.select([("card", card)])
        each = part(hand.view, "card", card)
        assert each.state().focused
        assert each.state().selected
        focused = tree_of(hand.view).focusChild()
        assert isinstance(focused, Part)
        assert focused.ref == ("card", card)
    finally:
        QAccessible.setActive(False)


def test_parts_follow_the_document(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    card = next(iter(hand.view.picture.cards))
    each = part(hand.view, "card", card)
    verbs.lock_cards(made.document, [card], True)
    assert each.state().readOnly
    verbs.set_fields(made.document, "card", [card], title="שם חדש")
    assert "שם חדש" in each.text(Name)
    before = len(children(each.parent()))
    verbs.remove(made.document, [("card", card)])
    stage = tree_of(hand.view).part(("stage", next(iter(hand.view.picture.stages)).id))
    assert stage is not None
    assert len(children(stage)) == before - 1
    assert tree_of(hand.view).part(("card", card)) is None
    made.document.undo()
    assert len(children(stage)) == before


def test_a_view_that_goes_takes_its_tree_along(qtbot: QtBot, tmp_path) -> None:
    for _ in range(3):
        made = Map(tmp_path / f"lamp{_}.masa", "he")
        view = made.view()
        for stage in children(tree_of(view)):
            children(stage)
        view.detach()
        made.document.close()
        view.deleteLater()
        del view, stage
        QApplication.sendPostedEvents(None, 52)  # deferred deletes
        gc.collect()
