"""The mouse on the canvas: every gesture is done, undone and done again; Esc leaves no trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from model import verbs
from tests.canvas.hands import LANES, Map, check_undo
from tests.driver import CTRL, SHIFT, Hand


def test_card_dragged_to_another_stage(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map

    def state() -> object:
        return made.titles(0), made.titles(1)

    before = state()
    reviews = made.card["Reviews"]
    hand.drag(hand.at(("card", made.card["Ad"])), hand.at(("card", reviews), dy=40))
    check_undo(made.document, state, before, (["Page"], ["Reviews", "Ad"]))


def test_card_reordered_within_its_cell(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    page, ad = made.card["Page"], made.card["Ad"]
    hand.drag(hand.at(("card", page)), hand.at(("card", ad), dy=-20))
    check_undo(made.document, lambda: made.titles(0), ["Ad", "Page"], ["Page", "Ad"])


def test_card_dragged_over_a_header_stays_in_its_lane(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.drag(hand.at(("card", made.card["Slow"])), hand.at(("stage", made.stages[2])))
    check_undo(made.document, lambda: made.titles(2, "pains"), [], ["Slow"])
    assert made.titles(2) == []


def test_several_cards_move_together(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.click(hand.at(("card", made.card["Ad"])))
    hand.click(hand.at(("card", made.card["Reviews"])), CTRL)
    assert len(hand.view.selection()) == 2
    hand.drag(hand.at(("card", made.card["Ad"])), hand.cell(made.stages[2], made.lanes["touchpoints"]))

    def state() -> object:
        return made.titles(0), made.titles(1), made.titles(2)

    check_undo(made.document, state, (["Ad", "Page"], ["Reviews"], []), (["Page"], [], ["Ad", "Reviews"]))


def test_escape_while_dragging_leaves_no_trace(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    hand.drag(
        hand.at(("card", made.card["Ad"])), hand.cell(made.stages[2], made.lanes["touchpoints"]), drop=False
    )
    assert hand.view.map_scene.landing.items
    hand.key(Qt.Key.Key_Escape)
    hand.release(hand.cell(made.stages[2], made.lanes["touchpoints"]))
    assert made.document.head == head
    assert not hand.view.map_scene.landing.items
    assert made.titles(0) == ["Ad", "Page"]


def test_card_dropped_where_it_was_makes_no_step(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    middle = hand.at(("card", made.card["Ad"]))
    hand.drag(middle, middle + QPoint(30, 5))
    assert made.document.head == head


def test_card_does_not_land_on_a_lane_of_figures(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    hand.drag(hand.at(("card", made.card["Ad"])), hand.cell(made.stages[1], made.lanes["emotion"]))
    assert made.document.head == head


def test_stage_dragged_by_its_header(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    first, last = made.stages[0], made.stages[2]
    further = -70 if hand.view.picture.rtl else 70
    hand.drag(hand.at(("stage", first)), hand.at(("stage", last), dx=further))
    check_undo(
        made.document, made.stage_titles, ["Discover", "Compare", "Buy"], ["Compare", "Buy", "Discover"]
    )


def test_lane_dragged_by_its_title(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    start = hand.at(("lane", made.lanes["pains"]))
    top = hand.at(("lane", made.lanes["touchpoints"]))
    hand.drag(start, QPoint(start.x(), top.y() - 60))
    before = list(LANES)
    after = ["pains", "touchpoints", "emotion", "drop_off", "opportunities"]
    check_undo(made.document, made.lane_kinds, before, after)


def test_emotion_dragged_down_and_clamped(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map

    def value() -> float:
        return made.document["emotion", made.point].value

    start = hand.at(("emotion", made.point))
    hand.drag(start, start + QPoint(40, 30))
    moved = value()
    assert -2 < moved < 1
    assert moved == round(moved, 1)
    check_undo(made.document, value, 1.0, moved)
    start = hand.at(("emotion", made.point))
    hand.drag(start, start + QPoint(0, 400))
    assert value() == -2.0


def test_double_click_on_the_emotion_lane_adds_a_point(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map

    def count() -> int:
        return len(made.document.children("emotion", stage=made.stages[1]))

    hand.double_click(hand.cell(made.stages[1], made.lanes["emotion"], dy=-20))
    check_undo(made.document, count, 0, 1)
    made_point = made.document.children("emotion", stage=made.stages[1])[0]
    assert made_point.value > 0
    assert made_point.at == pytest.approx(0.5, abs=0.02)


def test_rubber_band_selects_what_it_touches(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = made.lanes["touchpoints"]
    hand.drag(hand.cell(made.stages[2], lane, dy=-60), hand.at(("card", made.card["Page"])))
    assert set(hand.view.selection()) == {("card", made.card[title]) for title in ("Ad", "Page", "Reviews")}
    assert not hand.view.map_scene.landing.items


def test_clicks_select(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, ad, page = hand.view, ("card", made.card["Ad"]), ("card", made.card["Page"])
    told: list[list] = []
    view.selection_changed.connect(told.append)
    hand.click(hand.at(ad))
    assert view.selection() == [ad]
    hand.click(hand.at(page), SHIFT)
    assert view.selection() == [ad, page]
    hand.click(hand.at(ad), CTRL)
    assert view.selection() == [page]
    hand.click(hand.at(("stage", made.stages[1])))
    assert view.selection() == [("stage", made.stages[1])]
    hand.click(hand.at(("lane", made.lanes["pains"])))
    assert view.selection() == [("lane", made.lanes["pains"])]
    hand.click(hand.cell(made.stages[0], made.lanes["drop_off"]))
    assert view.selection() == []
    assert told[-1] == []


def test_persona_chip_is_selected_and_removed(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    persona = verbs.add_persona(made.document, made.id, "Maya")
    hand.click(hand.at(("persona", persona.id)))
    assert hand.view.selection() == [("persona", persona.id)]
    hand.key(Qt.Key.Key_Delete)
    check_undo(made.document, lambda: len(made.document.all("persona")), 1, 0)


def test_wheel_zooms_about_the_pointer(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.resize(480, 320)
    view.go_to_start()
    point = hand.at(("card", made.card["Reviews"]))
    before = view.frame.to_map(point.toPointF())
    told: list[float] = []
    view.zoom_changed.connect(told.append)
    for _ in range(3):
        hand.wheel(point, 120, CTRL)
    after = view.frame.to_map(point.toPointF())
    assert view.zoom > 1.3
    assert told[-1] == view.zoom
    assert (after - before).manhattanLength() < 3


def test_zoom_has_limits_and_fit_shows_all(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    view = hand.view
    view.set_zoom(99)
    assert view.zoom == 4.0
    view.set_zoom(0.001)
    assert view.zoom == pytest.approx(0.1)
    view.resize(400, 300)
    view.fit()
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert seen.width() >= view.picture.width
    assert seen.height() >= view.picture.height


def test_middle_button_pans(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    view = hand.view
    view.resize(500, 400)
    view.go_to_start()
    before = view.scrolling.at()
    start = QPoint(250, 250)
    hand.drag(start, start + QPoint(0, -60), button=Qt.MouseButton.MiddleButton, drop=False)
    hand.release(start + QPoint(0, -60), button=Qt.MouseButton.MiddleButton)
    assert (view.scrolling.at() - before).y() == 60


def test_header_and_titles_stay_while_the_map_scrolls(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    view = hand.view
    view.resize(500, 300)
    view.set_zoom(1.5)
    view.go_to_start()
    bar = view.horizontalScrollBar()
    bar.setValue(bar.value() + 150)
    view.verticalScrollBar().setValue(120)
    hand.click(QPoint(250, 20))
    assert [table for table, _ in view.selection()] == ["stage"]
    x = view.viewport().width() - 20 if view.picture.rtl else 20
    hand.click(QPoint(x, 200))
    assert [table for table, _ in view.selection()] == ["lane"]


def test_first_click_on_the_emotion_lane_begins_the_curve(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.remove(made.document, [("emotion", made.point)])
    hand.click(hand.cell(made.stages[0], made.lanes["emotion"], dy=30))
    (point,) = made.document.all("emotion").values()
    assert point.value < 0
    hand.click(hand.cell(made.stages[1], made.lanes["emotion"], dy=30))
    assert len(made.document.all("emotion")) == 1


def test_what_is_in_sight_stays_when_the_map_grows(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.resize(420, 400)
    hand.view.go_to_start()
    before = hand.at(("card", made.card["Ad"]))
    verbs.add_stage(made.document, made.id, "Last")
    assert hand.at(("card", made.card["Ad"])) == before
    hand.view.resize(1400, 400)  # all of it fits
    hand.view.resize(360, 400)
    shift = hand.at(("card", made.card["Ad"])) - before
    assert shift.x() == (-60 if hand.view.picture.rtl else 0)


def test_other_maps_do_not_disturb_this_one(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    picture = hand.view.picture
    verbs.new_map(made.document, "Other", stages=("One",))
    assert hand.view.picture is picture
    verbs.set_fields(made.document, "stage", [made.stages[0]], title="Seen")
    assert hand.view.picture is not picture


def test_star_in_the_header_stands_for_its_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = verbs.add_lane(made.document, made.id, "moments_of_truth").id
    card = verbs.add_card(made.document, made.stages[0], lane, "moment_of_truth", "Buys")
    hand.click(hand.at(("stage", made.stages[0]), dx=-69 if hand.view.picture.rtl else 69, dy=-11))
    assert hand.view.selection() == [("card", card.id)]


def test_right_button_selects_what_it_is_pressed_on(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    point = hand.at(("card", made.card["Ad"]))
    hand.press(point, button=Qt.MouseButton.RightButton)
    hand.release(point, button=Qt.MouseButton.RightButton)
    assert hand.view.selection() == [("card", made.card["Ad"])]


def test_escape_gives_the_selection_before_the_rubber_band_back(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    before = [("card", made.card["Slow"])]
    hand.view.select(before)
    start = hand.cell(made.stages[2], made.lanes["touchpoints"], dy=-60)
    hand.drag(start, hand.at(("card", made.card["Page"])), drop=False)
    assert hand.view.selection() != before
    hand.key(Qt.Key.Key_Escape)
    assert hand.view.selection() == before


def test_escape_gives_the_stage_and_the_curve_back(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    for ref, by in ((("stage", made.stages[0]), QPoint(200, 0)), (("emotion", made.point), QPoint(0, 30))):
        start = hand.at(ref)
        hand.drag(start, start + by, drop=False)
        assert hand.view.map_scene.landing.items
        hand.key(Qt.Key.Key_Escape)
        hand.release(start + by)
        assert not hand.view.map_scene.landing.items
        assert not hand.view.map_scene.away
    assert made.document.head == head


def test_double_click_draws_the_curve_that_lacks_a_point(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    dana = verbs.add_persona(made.document, made.id, "Dana").id  # the curve of nobody becomes hers
    noa = verbs.add_persona(made.document, made.id, "Noa").id

    def whose(stage: int) -> list[int]:
        return sorted(point.persona for point in made.document.children("emotion", stage=made.stages[stage]))

    hand.double_click(hand.at(("emotion", made.point), dx=14))  # beside Dana's face, not on it
    assert whose(0) == sorted([dana, noa])
    hand.click(hand.at(("persona", dana)))
    hand.double_click(hand.cell(made.stages[1], made.lanes["emotion"], dy=-20))
    assert whose(1) == [dana]
    hand.double_click(hand.cell(made.stages[1], made.lanes["emotion"], dx=50, dy=30))
    assert whose(1) == sorted([dana, noa])
    hand.click(hand.at(("persona", dana)))
    hand.double_click(hand.cell(made.stages[1], made.lanes["emotion"], dx=-50, dy=-40))
    assert whose(1) == sorted([dana, dana, noa])


def test_double_click_on_anothers_face_adds_nothing(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    for name in ("Dana", "Noa"):
        verbs.add_persona(made.document, made.id, name)
    hand.double_click(hand.at(("emotion", made.point)))
    assert len(made.document.all("emotion")) == 1


def test_a_click_on_a_curve_adds_a_point_where_it_runs(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    dana = verbs.add_persona(made.document, made.id, "Dana").id
    verbs.add_persona(made.document, made.id, "Noa")
    for stage, value in ((1, -1.0), (2, 2.0)):
        verbs.set_emotion(made.document, made.stages[stage], value, persona=dana)
    view, lane = hand.view, made.lanes["emotion"]
    start = hand.at(("emotion", made.point))
    end = hand.cell(made.stages[1], lane)
    middle = QPoint((start.x() + end.x()) // 2, end.y())  # from +1 to -1: halfway it crosses zero

    def points() -> int:
        return len(made.document.all("emotion"))

    hand.move(middle + QPoint(0, 14))
    assert not view.map_scene.marks.items
    hand.move(middle + QPoint(0, 3))
    assert view.map_scene.marks.items
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hand.click(middle + QPoint(0, 3))
    check_undo(made.document, points, 3, 4)
    new = max(made.document.all("emotion").values(), key=lambda point: point.id)
    assert (new.persona, abs(new.value) < 0.3) == (dana, True)
    hand.click(hand.cell(made.stages[2], lane, dy=50))  # beside the curve
    assert points() == 4


def test_the_pointer_goes_over_a_curve_with_a_moment_of_truth(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    lane = verbs.add_lane(made.document, made.id, kind="moments_of_truth").id
    verbs.add_card(made.document, made.stages[0], lane, "moment_of_truth", "Buys")
    face = hand.at(("emotion", made.point))
    for point in (face + QPoint(40, 0), face + QPoint(0, 30), face):
        hand.move(point)
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
