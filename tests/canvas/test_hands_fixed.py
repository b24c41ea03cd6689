"""A map that is only looked at: it is selected, walked and moved under the hand, and never changed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from canvas.hands.view import MapView
from canvas.picture.theme import theme
from tests.canvas.hands import Map
from tests.driver import CTRL, Hand


def looking(made: Map) -> tuple[MapView, Hand]:
    """A view of the map as it is at this moment."""
    then = made.document.as_of(made.document.head)
    view = MapView(then, made.id, theme("light"), "en")
    view.resize(500, 400)
    view.show()
    view.go_to_start()
    return view, Hand(view)


def test_no_hand_changes_it(on_map: tuple[Map, Hand]) -> None:
    made, _hand = on_map
    view, hand = looking(made)
    told: list[object] = []
    view.problem.connect(told.append)
    before = view.document.snapshot()
    ad = ("card", made.card["Ad"])
    hand.click(hand.at(ad))
    assert view.selection() == [ad]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        hand.key(key)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        hand.key(key, held=CTRL)
    hand.type("letters")
    hand.double_click(hand.at(ad))
    hand.double_click(hand.cell(made.stages[0], made.lanes["pains"]))
    hand.click(hand.cell(made.stages[0], made.lanes["pains"]))
    assert not hand.drop("pain", hand.cell(made.stages[0], made.lanes["pains"]))
    for thing in ("stage", "lane", "persona", "note"):
        view.add(thing)
    view.select([ad])
    view.delete_selection()
    assert view.writing.editor is None
    assert view.document.snapshot() == before
    assert told == []
    view.detach()


def test_a_drag_moves_the_map_under_the_hand(on_map: tuple[Map, Hand]) -> None:
    made, _hand = on_map
    view, hand = looking(made)
    before = view.scrolling.at()
    start = hand.at(("card", made.card["Reviews"]))
    hand.drag(start, start + QPoint(70 if view.picture.rtl else -70, 0))
    assert view.scrolling.at() != before
    assert view.document["card", made.card["Reviews"]].stage == made.stages[1]
    hand.key(Qt.Key.Key_Escape)
    assert view.selection() == []
    hand.key(Qt.Key.Key_Tab)
    assert view.selection()
    view.detach()
