"""The view itself: other zooms, scrolling by itself, what is said, what happens beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from canvas.hands.frame import Zone
from canvas.hands.places import Box, Cell
from canvas.hands.shapes import from_afar, texts
from canvas.hands.speech import said
from canvas.picture.theme import theme
from model import verbs
from model.errors import MasaError
from tests.canvas.hands import Map, check_undo
from tests.driver import Hand

Key = Qt.Key


@pytest.mark.parametrize("zoom", [0.4, 0.75, 1.6])
def test_cards_are_dragged_at_any_zoom(on_map: tuple[Map, Hand], zoom: float) -> None:
    made, hand = on_map
    hand.view.resize(1300, 760)
    hand.view.set_zoom(zoom)
    hand.view.go_to_start()
    hand.drag(hand.at(("card", made.card["Ad"])), hand.at(("card", made.card["Reviews"]), dy=40))
    assert (made.titles(0), made.titles(1)) == (["Page"], ["Reviews", "Ad"])


def test_dragging_to_the_edge_scrolls(on_map: tuple[Map, Hand], qtbot: QtBot) -> None:
    made, hand = on_map
    view = hand.view
    view.resize(420, 420)
    view.go_to_start()
    start = hand.at(("card", made.card["Ad"]))
    edge = QPoint(4 if view.picture.rtl else view.viewport().width() - 4, start.y())
    last = Cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(start, edge, drop=False)
    at = view.frame.to_map
    qtbot.waitUntil(lambda: view.places.nearest_cell(*at(edge.toPointF()).toTuple()) == last)
    hand.release(edge)
    check_undo(made.document, lambda: made.titles(2), [], ["Ad"])


def test_space_and_drag_pans(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.resize(500, 400)
    view.go_to_start()
    before = view.scrolling.at()
    head = made.document.head
    view.pointer.hold_space(True)
    start = hand.at(("card", made.card["Reviews"]))
    hand.drag(start, start + QPoint(0, -50))
    view.pointer.hold_space(False)
    assert (view.scrolling.at() - before).y() == 50
    assert made.document.head == head


def test_pinch_zooms(on_map: tuple[Map, Hand]) -> None:
    _, hand = on_map
    at = QPointF(300, 300)
    pinch = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(pinch, device, 2, at, at, at, 0.25, QPointF())
    QApplication.sendEvent(hand.view.viewport(), event)
    assert hand.view.zoom == pytest.approx(1.25)


def test_change_from_elsewhere_ends_a_drag(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    target = hand.cell(made.stages[2], made.lanes["touchpoints"])
    hand.drag(hand.at(("card", made.card["Ad"])), target, drop=False)
    verbs.remove(made.document, [("card", made.card["Ad"])])
    hand.release(target)
    assert made.titles(0) == ["Page"]
    assert made.titles(2) == []


def test_refusal_is_told(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    told: list[MasaError] = []
    hand.view.problem.connect(told.append)

    def refuse(*_: object) -> None:
        raise MasaError("file_read_only", file="lamp.masa")

    assert hand.view.act(refuse) is None
    assert [error.code for error in told] == ["file_read_only"]


def test_what_is_said(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.select([("card", made.card["Slow"])])
    assert "Slow" in said(view)
    assert "Compare" in said(view)
    view.select_all()
    assert said(view) == "4 things selected"
    view.selected.set([], Cell(made.stages[2], made.lanes["pains"]))
    assert said(view).startswith("Empty cell, ")
    assert "Buy" in said(view)


def test_theme_changes_while_writing(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.edit(("card", made.card["Ad"]))
    hand.view.set_theme(theme("dark"))
    editor = hand.view.writing.editor
    assert editor
    dark = editor.grab().toImage().pixelColor(editor.width() // 2, editor.height() - 6)
    assert dark.lightness() < 100
    hand.write("!")
    assert made.titles(0)[0] == "Ad!"


def test_writing_is_readable_at_any_zoom_and_stays_in_place(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    for zoom in (0.2, 1.0, 3.0):
        view.set_zoom(zoom)
        view.edit(("card", made.card["Ad"]))
        editor = view.writing.editor
        assert editor
        assert editor.font_size >= 13
        assert editor.geometry().intersects(view.viewport().geometry())
        hand.key(Key.Key_Escape)
    assert made.titles(0) == ["Ad", "Page"]


def test_direction_of_the_map_can_turn(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.resize(420, 400)
    was = view.picture.rtl
    verbs.set_map_direction(made.document, made.id, "ltr" if was else "rtl")
    assert view.picture.rtl is not was
    first = hand.at(("stage", made.stages[0])).x()
    third = hand.at(("stage", made.stages[2])).x()
    assert (first < third) is was
    hand.click(hand.at(("card", made.card["Ad"])))
    assert view.selection() == [("card", made.card["Ad"])]


def test_texts_too_small_to_read_are_lines(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    group = view.picture.cards[made.card["Reviews"]]
    far = from_afar(group)
    assert far.ref == group.ref
    assert list(texts(group.items))
    assert not list(texts(far.items))
    view.set_zoom(0.2)
    view.go_to_start()
    hand.click(hand.at(("card", made.card["Reviews"])))
    assert view.selection() == [("card", made.card["Reviews"])]


def test_map_that_is_undone_shows_nothing_and_comes_back(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, target = hand.view, QPoint(200, 200)
    while made.document.undo():
        pass
    assert not view.is_there
    assert not hand.drop("stage", target)
    view.add("touchpoint")
    hand.drag(target, target + QPoint(50, 50))
    hand.double_click(target)
    hand.type("x")
    view.fit()
    view.grab()
    while made.document.redo():
        pass
    hand.click(hand.at(("card", made.card["Ad"])))
    assert view.selection() == [("card", made.card["Ad"])]


def test_writing_ends_when_its_lane_is_hidden(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = made.lanes["pains"]
    hand.view.edit(("lane", lane))
    hand.type("!")
    verbs.set_lane_hidden(made.document, lane, True)
    assert hand.view.writing.sheet is None
    assert hand.view.selection() == []
    assert made.document["lane", lane].title == ""


@pytest.mark.parametrize("zoom", [0.3, 0.6, 1.0])
def test_map_narrower_than_the_view_stands_in_its_middle(on_map: tuple[Map, Hand], zoom: float) -> None:
    made, hand = on_map
    view = hand.view
    view.set_zoom(zoom)
    picture = view.picture
    seen = view.frame.to_view(Box(0, 0, picture.width, picture.height), Zone.BODY)
    assert seen.center().x() == pytest.approx(view.viewport().width() / 2, abs=2)
    for ref in (("lane", made.lanes["pains"]), ("stage", made.stages[1]), ("card", made.card["Slow"])):
        hand.click(hand.at(ref))
        assert view.selection() == [ref]
    outside = QPoint(4 if not picture.rtl else view.viewport().width() - 4, hand.at(ref).y())
    hand.click(outside)
    assert view.selection() == []
    view.set_zoom(2.0)  # from here on it scrolls, and its start can be reached
    view.go_to_start()
    edge = view.frame.to_view(Box(0, 0, picture.width, 1), Zone.BODY)
    assert edge.right() if picture.rtl else edge.left() == pytest.approx(0, abs=1)


def test_whole_map_is_seen_when_it_is_fitted(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    view = hand.view
    for size in ((1400, 500), (500, 900), (2000, 1500)):
        view.resize(*size)
        view.fit()
        again = view.zoom
        view.fit()
        assert view.zoom == again <= 1.0
        seen = view.frame.to_view(Box(0, 0, view.picture.width, view.picture.height), Zone.BODY)
        assert view.viewport().rect().toRectF().contains(seen)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_corner_of_the_scroll_bars_has_the_colour_of_the_map(on_map: tuple[Map, Hand], name: str) -> None:
    _made, hand = on_map
    view = hand.view
    view.resize(300, 300)
    view.set_theme(theme(name))
    QApplication.processEvents()  # the scroll bars come into sight
    picture = view.grab().toImage()
    x = 3 if view.picture.rtl else picture.width() - 4
    assert picture.pixelColor(x, picture.height() - 4).name().upper() == theme(name).colour("canvas")


def test_of_many_selected_those_in_sight_are_ringed(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, lane = hand.view, made.lanes["opportunities"]
    with made.document.gesture("add_card") as gesture:
        for number in range(150):
            pos = f"a{number:03}V"
            gesture.add(
                "card", stage=made.stages[0], lane=lane, pos=pos, kind="opportunity", title=str(number)
            )
    view.go_to_start()
    view.select_all()
    assert len(view.selection()) == 154
    above = view.map_scene.marks.items
    assert 0 < len(above) < 100
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    below = view.map_scene.marks.items
    assert 0 < len(below) < 100
    assert not set(above) & set(below)
    hand.key(Key.Key_Delete)
    assert not view.picture.cards
    assert not view.map_scene.marks.items
