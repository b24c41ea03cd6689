"""The keyboard on the canvas: walking, moving, deleting, writing, in both directions of a map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from canvas.hands.frame import Zone
from canvas.hands.places import Box, Cell, box_of
from model import verbs
from tests.canvas.hands import Map, check_undo
from tests.driver import ALT, CTRL, SHIFT, Hand

Key = Qt.Key


def onward(hand: Hand) -> Qt.Key:
    """The arrow that points where the journey goes."""
    return Key.Key_Left if hand.view.picture.rtl else Key.Key_Right


def back(hand: Hand) -> Qt.Key:
    return Key.Key_Right if hand.view.picture.rtl else Key.Key_Left


def test_tab_goes_through_the_cards_and_then_on(on_map: tuple[Map, Hand], qtbot) -> None:
    made, hand = on_map
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 800)
    hand.view.setParent(window)
    after = QPushButton("after", window)
    window.show()
    window.activateWindow()
    hand.view.show()
    hand.view.setFocus()
    seen = []
    for _ in range(4):
        hand.key(Key.Key_Tab)
        seen.append(hand.view.selection()[0][1])
    assert seen == [made.card[title] for title in ("Ad", "Page", "Reviews", "Slow")]
    hand.key(Key.Key_Tab)
    assert window.focusWidget() is after
    hand.view.setFocus()
    hand.key(Key.Key_Backtab, held=SHIFT)
    assert hand.view.selection() == [("card", made.card["Reviews"])]
    hand.view.setParent(None)


def test_arrows_go_where_they_point(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.select([("card", made.card["Page"])])
    hand.key(Key.Key_Up)
    assert view.selection() == [("card", made.card["Ad"])]
    hand.key(onward(hand))
    assert view.selection() == [("card", made.card["Reviews"])]
    hand.key(onward(hand))
    assert view.selection() == []
    assert view.selected.cell == Cell(made.stages[2], made.lanes["touchpoints"])
    hand.key(back(hand), back(hand))
    assert view.selection() == [("card", made.card["Ad"])]
    hand.key(Key.Key_Down, Key.Key_Down)
    assert view.selection() == [("emotion", made.point)]
    hand.key(Key.Key_Down)
    assert view.selected.cell == Cell(made.stages[0], made.lanes["pains"])
    hand.key(Key.Key_Down)
    assert view.selected.cell == Cell(made.stages[0], made.lanes["opportunities"])
    hand.key(Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Up)
    assert view.selection() == [("card", made.card["Ad"])]
    hand.key(Key.Key_Up)
    assert view.selection() == [("stage", made.stages[0])]
    hand.key(onward(hand))
    assert view.selection() == [("stage", made.stages[1])]
    hand.key(Key.Key_Down, back(hand), back(hand))
    assert view.selection() == [("lane", made.lanes["touchpoints"])]


def test_ctrl_arrows_move_the_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map

    def state() -> object:
        return made.titles(0), made.titles(1)

    hand.view.select([("card", made.card["Page"])])
    hand.key(Key.Key_Up, held=CTRL)
    check_undo(made.document, lambda: made.titles(0), ["Ad", "Page"], ["Page", "Ad"])
    before = state()
    hand.key(onward(hand), held=CTRL)
    check_undo(made.document, state, before, (["Ad"], ["Reviews", "Page"]))
    assert hand.view.selection() == [("card", made.card["Page"])]


def test_ctrl_arrows_move_stages_lanes_and_emotions(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("stage", made.stages[0])])
    hand.key(onward(hand), held=CTRL)
    check_undo(
        made.document, made.stage_titles, ["Discover", "Compare", "Buy"], ["Compare", "Discover", "Buy"]
    )
    hand.view.select([("lane", made.lanes["pains"])])
    hand.key(Key.Key_Up, held=CTRL)
    assert made.lane_kinds()[:2] == ["touchpoints", "pains"]
    hand.view.select([("emotion", made.point)])
    hand.key(Key.Key_Down, held=CTRL)
    assert made.document["emotion", made.point].value == 0.9


def test_delete_and_undo_leave_no_ghost_in_the_selection(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select_all()
    assert len(hand.view.selection()) == 4
    hand.key(Key.Key_Delete)
    assert hand.view.selection() == []
    check_undo(made.document, lambda: len(made.document.all("card")), 4, 0)
    made.document.undo()
    new = verbs.add_card(made.document, made.stages[2], made.lanes["pains"], "pain", "New")
    hand.view.select([("card", new.id)])
    made.document.undo()
    assert hand.view.selection() == []


def test_undo_outlines_what_it_changed(on_map: tuple[Map, Hand], qtbot) -> None:
    made, hand = on_map
    marks = hand.view.map_scene.marks
    verbs.set_fields(made.document, "card", [made.card["Ad"]], title="Advert")
    assert not marks.items
    made.document.undo()
    assert marks.items
    qtbot.waitUntil(lambda: not marks.items)


def test_enter_keeps_the_text_and_typing_replaces_it(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    ad = made.card["Ad"]

    def title() -> str:
        return made.document["card", ad].title

    told: list[bool] = []
    hand.view.editing_changed.connect(told.append)
    hand.view.select([("card", ad)])
    hand.key(Key.Key_Return)
    assert told == [True]
    hand.write("vert")
    assert told == [True, False]
    check_undo(made.document, title, "Ad", "Advert")
    hand.type("F")
    hand.write("ilm")
    check_undo(made.document, title, "Advert", "Film")
    hand.key(Key.Key_F2)
    hand.type("!")
    hand.key(Key.Key_Escape)
    assert title() == "Film"
    assert hand.view.selection() == [("card", ad)]


def test_shift_enter_breaks_the_line_and_tab_goes_on(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.edit(("card", made.card["Ad"]))
    hand.key(Key.Key_Return, held=SHIFT)
    hand.type("two")
    hand.key(Key.Key_Tab)
    assert made.document["card", made.card["Ad"]].title == "Ad\ntwo"
    assert hand.view.selection() == [("card", made.card["Page"])]
    assert hand.view.writing.sheet is None


def test_double_click_writes_and_a_click_elsewhere_finishes(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    reviews = made.card["Reviews"]
    head = made.document.head
    hand.double_click(hand.at(("card", reviews)))
    hand.type(" here")
    assert made.document.head == head
    hand.click(hand.at(("lane", made.lanes["drop_off"])))
    assert hand.view.writing.sheet is None
    check_undo(made.document, lambda: made.document["card", reviews].title, "Reviews", "Reviews here")


def test_stage_lane_and_persona_are_written_in_place(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    persona = verbs.add_persona(made.document, made.id, "Maya")
    hand.double_click(hand.at(("stage", made.stages[1])))
    hand.write("!")
    check_undo(made.document, lambda: made.stage_titles()[1], "Compare", "Compare!")
    hand.double_click(hand.at(("persona", persona.id)))
    hand.write(" Reed")
    check_undo(made.document, lambda: made.document["persona", persona.id].name, "Maya", "Maya Reed")
    head = made.document.head
    hand.double_click(hand.at(("lane", made.lanes["pains"])))
    hand.key(Key.Key_Return)
    assert made.document.head == head
    hand.double_click(hand.at(("lane", made.lanes["pains"])))
    hand.key(Key.Key_A, held=CTRL)
    hand.write("Troubles")
    check_undo(made.document, made.lane_titles, ["", "", "", "", ""], ["", "", "Troubles", "", ""])


def test_text_typed_in_an_empty_cell_makes_a_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Slow"])])
    hand.key(onward(hand))
    hand.write("Costly")
    assert [made.document["card", hand.view.selection()[0][1]].kind] == ["pain"]
    check_undo(made.document, lambda: made.titles(2, "pains"), [], ["Costly"])


def test_card_left_empty_was_never_made(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    for ending in (Key.Key_Return, Key.Key_Escape, Key.Key_Tab):
        hand.view.select([])
        hand.view.selected.set([], Cell(made.stages[2], made.lanes["pains"]))
        hand.key(Key.Key_Return)
        assert hand.view.writing.sheet
        hand.key(ending)
        assert hand.view.writing.sheet is None
    assert made.document.head == head


def test_direction_of_what_is_written(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["pains"]))
    hand.key(Key.Key_Return)
    editor = hand.view.writing.editor
    assert editor
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert editor.direction == (right if hand.view.picture.rtl else left)
    hand.type("12 ")
    assert editor.direction == (right if hand.view.picture.rtl else left)
    hand.type("שלום App")
    assert editor.direction == right
    hand.key(Key.Key_A, held=CTRL)
    hand.type("App שלום")
    assert editor.direction == left


def test_writing_ends_quietly_when_its_card_is_gone(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    new = verbs.add_card(made.document, made.stages[2], made.lanes["pains"], "pain", "New")
    hand.view.edit(("card", new.id))
    hand.type(" and more")
    made.document.undo()
    assert hand.view.writing.sheet is None
    assert made.titles(2, "pains") == []
    assert made.document.redo_step is not None


def test_escape_clears_the_selection(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Ad"])])
    hand.key(Key.Key_Escape)
    assert hand.view.selection() == []


def test_ctrl_plus_and_zero(on_map: tuple[Map, Hand]) -> None:
    _, hand = on_map
    hand.key(Key.Key_Plus, held=CTRL)
    assert hand.view.zoom > 1.0
    hand.key(Key.Key_0, held=CTRL)
    assert hand.view.zoom == 1.0
    hand.key(Key.Key_Minus, held=CTRL)
    assert hand.view.zoom < 1.0


def test_curve_is_drawn_by_keys(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.selected.set([], Cell(made.stages[1], made.lanes["emotion"]))
    hand.key(Key.Key_Return)
    hand.key(Key.Key_Up, held=CTRL)
    (point,) = made.document.children("emotion", stage=made.stages[1])
    assert (point.at, point.value) == (0.5, 0.1)
    assert hand.view.selection() == [("emotion", point.id)]
    hand.key(Key.Key_Delete)
    assert made.document.children("emotion", stage=made.stages[1]) == []


def test_new_point_belongs_to_the_persona_chosen_last(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.add_persona(made.document, made.id, "Maya")
    second = verbs.add_persona(made.document, made.id, "Dana")
    hand.click(hand.at(("persona", second.id)))
    hand.double_click(hand.cell(made.stages[2], made.lanes["emotion"]))
    (point,) = made.document.children("emotion", stage=made.stages[2])
    assert point.persona == second.id


def test_draft_is_dropped_when_its_place_is_gone(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    new = verbs.add_stage(made.document, made.id, "Late")
    hand.view.selected.set([], Cell(new.id, made.lanes["pains"]))
    hand.type("Too")
    made.document.undo()
    assert hand.view.writing.sheet is None
    assert hand.view.selected.cell is None or hand.view.selected.cell.stage in made.stages


def test_several_cards_of_a_cell_move_sideways_together(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Ad"]), ("card", made.card["Page"])])
    hand.key(onward(hand), held=CTRL)

    def state() -> object:
        return made.titles(0), made.titles(1)

    check_undo(made.document, state, (["Ad", "Page"], ["Reviews"]), ([], ["Reviews", "Ad", "Page"]))


def test_what_is_written_is_kept_when_the_view_is_left(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.edit(("card", made.card["Ad"]))
    hand.type("!")
    hand.view.detach()
    assert made.document["card", made.card["Ad"]].title == "Ad!"


def test_letters_of_an_input_method_begin_writing(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Ad"])])
    event = QInputMethodEvent()
    event.setCommitString("שלום")
    QApplication.sendEvent(hand.view, event)
    hand.write("!")
    assert made.titles(0)[0] == "שלום!"


def test_persona_of_other_maps_only_leaves_this_one(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    document = made.document
    persona = verbs.add_persona(document, made.id, "Maya")
    other = verbs.new_map(document, "Other")
    verbs.show_persona(document, other.id, persona.id)

    def maps() -> list[int]:
        return sorted(link.map for link in document.children("map_persona", persona=persona.id))

    hand.view.select([("persona", persona.id)])
    hand.key(Key.Key_Delete)
    check_undo(document, maps, sorted([made.id, other.id]), [other.id])
    document.undo()
    hand.view.select([("persona", persona.id), ("card", made.card["Ad"])])
    hand.key(Key.Key_Delete)
    assert maps() == [other.id]
    assert made.titles(0) == ["Page"]


def test_space_makes_the_pointer_a_hand(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    QTest.keyPress(hand.view, Key.Key_Space)
    assert hand.view.pointer.space_held
    QTest.keyRelease(hand.view, Key.Key_Space)
    assert not hand.view.pointer.space_held
    assert made.titles(0) == ["Ad", "Page"]


def test_letters_with_alt_are_commands_and_with_alt_gr_letters(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    hand.view.select([("card", made.card["Ad"])])
    hand.type("eק", held=ALT)
    assert hand.view.writing.sheet is None
    hand.key(Key.Key_Return)
    hand.type("eק", held=ALT)
    hand.type("ק", held=CTRL)
    hand.key(Key.Key_Return)
    assert made.document.head == head
    hand.type("€", held=CTRL | ALT)
    hand.type("@", held=CTRL | ALT)
    hand.key(Key.Key_Return)
    assert made.titles(0)[0] == "€@"


def test_home_and_end_go_to_the_ends_of_the_map(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.resize(460, 420)
    for more in range(4):
        verbs.add_stage(made.document, made.id, str(more))
    first, *_, last = (stage.id for stage in made.document.children("stage", map=made.id))

    def in_sight(stage: int) -> bool:
        x, width = next((span.start, span.size) for span in view.picture.stages if span.id == stage)
        seen = view.frame.to_view(Box(x, 0, width, 1), Zone.BODY)
        body = view.frame.body()
        return body.left() <= seen.left() and seen.right() <= body.right() + 1

    bar = view.verticalScrollBar()
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_End, held=CTRL)
    assert in_sight(last)
    assert bar.value() == bar.maximum()
    hand.key(Key.Key_Home)
    assert in_sight(first)
    assert bar.value() == bar.maximum()
    hand.key(Key.Key_End)
    assert in_sight(last)
    hand.key(Key.Key_Home, held=CTRL)
    assert in_sight(first)
    assert bar.value() == bar.minimum()
    view.select([("card", made.card["Ad"])])
    hand.key(Key.Key_End)
    assert in_sight(last)
    assert view.selection() == [("card", made.card["Ad"])]


def test_a_stage_or_a_card_is_brought_into_sight(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    view.resize(460, 320)
    new = [verbs.add_stage(made.document, made.id, str(more)).id for more in range(4)]
    far = verbs.add_card(made.document, new[2], made.lanes["opportunities"], "opportunity", "Far").id
    body = view.frame.body
    view.reveal(("stage", new[3]))
    assert body().left() <= hand.at(("stage", new[3])).x() <= body().right()
    view.reveal(("card", far))
    group = view.picture.cards[far]
    assert body().contains(view.frame.to_view(box_of(group), Zone.BODY))
    where = view.scrolling.at()
    view.reveal(("card", 999))
    assert view.scrolling.at() == where
    view.set_zoom(3.0)  # a stage is now wider than the view: its start is shown
    view.reveal(("stage", made.stages[1]))
    stage = view.frame.to_view(box_of(view.picture.group(("stage", made.stages[1]))), Zone.HEADER)
    assert body().left() <= (stage.right() - 1 if view.picture.rtl else stage.left()) <= body().right()


def test_what_the_document_refuses_stays_to_be_written_on(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, card = hand.view, ("card", made.card["Page"])
    told: list[object] = []
    view.problem.connect(told.append)
    file = made.document.path
    assert file is not None
    view.edit(card)
    hand.key(Key.Key_End)
    hand.type(" two")
    away = file.rename(file.with_name("away.masa"))
    hand.key(Key.Key_Return)
    assert len(told) == 1
    assert view.writing.editor is not None
    assert view.writing.editor.text == "Page two"
    hand.click(hand.at(("card", made.card["Ad"])))  # elsewhere: told once, not again and again
    assert len(told) == 1
    assert view.writing.editor.text == "Page two"
    away.rename(file)
    hand.key(Key.Key_Return)
    assert view.writing.editor is None
    assert made.document[card].title == "Page two"


def test_a_new_card_that_is_refused_stays_to_be_written_on(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, file = hand.view, made.document.path
    assert file is not None
    view.select([("card", made.card["Page"])])
    view.add("touchpoint")
    hand.type("Call")
    away = file.rename(file.with_name("away.masa"))
    hand.key(Key.Key_Tab)
    assert view.writing.editor is not None
    assert view.writing.editor.text == "Call"
    away.rename(file)
    hand.key(Key.Key_Return)
    assert "Call" in {card.title for card in made.document.all("card").values()}


def test_enter_in_an_unchanged_text_changes_nothing(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    card = made.card["Page"]
    verbs.set_fields(made.document, "card", [card], title="10\u00a0km ")
    head = made.document.head
    hand.view.edit(("card", card))
    hand.key(Key.Key_Return)
    assert made.document.head == head
    assert made.document["card", card].title == "10\u00a0km "
