"""New things from the palette, and files, dropped on the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from pytestqt.qtbot import QtBot

from canvas.hands.view import MapView
from canvas.picture.theme import theme
from model import verbs
from model.document import Document
from tests.canvas.hands import Map, check_undo
from tests.driver import Hand, new_thing

Key = Qt.Key


@pytest.mark.parametrize(
    ("kind", "lane"), [("touchpoint", "touchpoints"), ("note", "pains"), ("pain", "pains")]
)
def test_card_lands_where_it_is_dropped(on_map: tuple[Map, Hand], kind: str, lane: str) -> None:
    made, hand = on_map
    assert hand.drop(kind, hand.cell(made.stages[2], made.lanes[lane]))
    hand.write("שלום")
    (ref,) = hand.view.selection()
    assert made.document[ref].kind == kind
    check_undo(made.document, lambda: made.titles(2, lane), [], ["שלום"])


def test_card_lands_between_two(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    assert hand.drop("touchpoint", hand.at(("card", made.card["Page"]), dy=-20))
    hand.write("Middle")
    check_undo(made.document, lambda: made.titles(0), ["Ad", "Page"], ["Ad", "Middle", "Page"])


def test_card_over_figures_lands_in_its_own_lane(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    for lane in ("emotion", "drop_off"):
        assert hand.drop("opportunity", hand.cell(made.stages[1], made.lanes[lane]))
        hand.write(lane)
    assert made.titles(1, "opportunities") == ["emotion", "drop_off"]


@pytest.mark.parametrize("kind", ["entry", "exit", "return", "visitor"])
def test_a_mark_needs_no_words(on_map: tuple[Map, Hand], kind: str) -> None:
    made, hand = on_map
    assert hand.drop(kind, hand.cell(made.stages[2], made.lanes["touchpoints"]))
    hand.key(Key.Key_Return)
    check_undo(made.document, lambda: made.titles(2), [], [""])
    head = made.document.head
    assert hand.drop(kind, hand.cell(made.stages[2], made.lanes["touchpoints"]))
    hand.key(Key.Key_Escape)
    assert made.document.head == head


def test_stage_lands_at_the_nearest_border(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    before_second = 60 if hand.view.picture.rtl else -60
    assert hand.drop("stage", hand.cell(made.stages[1], made.lanes["pains"], dx=before_second))
    hand.write("Weigh")
    before = ["Discover", "Compare", "Buy"]
    check_undo(made.document, made.stage_titles, before, ["Discover", "Weigh", "Compare", "Buy"])


def test_stage_beyond_the_map_comes_last_and_keeps_its_given_name(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    x = 5 if hand.view.picture.rtl else hand.view.viewport().width() - 5
    assert hand.drop("stage", QPoint(x, 300))
    hand.key(Key.Key_Return)
    assert made.stage_titles()[:3] == ["Discover", "Compare", "Buy"]
    assert made.stage_titles()[3]


def test_lane_lands_at_the_nearest_border(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    assert hand.drop("lane", hand.cell(made.stages[1], made.lanes["pains"], dy=-25))
    hand.write("Staff")
    check_undo(made.document, made.lane_titles, [""] * 5, ["", "", "Staff", "", "", ""])


def test_persona_dropped_anywhere_comes_onto_the_map(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    assert hand.drop("persona", hand.cell(made.stages[1], made.lanes["drop_off"]))
    hand.write("Dana")

    def state() -> object:
        document = made.document
        return [document["persona", p.persona].name for p in document.children("map_persona", map=made.id)]

    check_undo(made.document, state, [], ["Dana"])
    assert made.document["emotion", made.point].persona is not None


def test_escape_after_a_drop_leaves_no_trace(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    for kind in ("touchpoint", "stage", "lane", "persona"):
        assert hand.drop(kind, hand.cell(made.stages[1], made.lanes["touchpoints"]))
        hand.type("Some")
        hand.key(Key.Key_Escape)
    assert made.document.head == head


def test_leaving_takes_the_marks_away(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    scene = hand.view.map_scene
    assert hand.hover_drop(new_thing("pain"), hand.cell(made.stages[1], made.lanes["pains"]))
    assert scene.landing.items
    assert scene.ghosts.items
    hand.leave_drop()
    assert not scene.landing.items
    assert not scene.ghosts.items


def test_unknown_things_are_refused(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    point = hand.cell(made.stages[1], made.lanes["pains"])
    assert not hand.drop("connector", point)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/table.csv")])
    assert not hand.drop_data(web, point)


def test_files_are_handed_on(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    told: list[list[str]] = []
    hand.view.files_dropped.connect(told.append)
    assert hand.drop_files(
        ["/somewhere/a.csv", "/somewhere/b.xlsx"], hand.cell(made.stages[1], made.lanes["pains"])
    )
    assert hand.drop_files(["/somewhere/picture.bmp"], QPoint(400, 300))
    assert told == [["/somewhere/a.csv", "/somewhere/b.xlsx"], ["/somewhere/picture.bmp"]]


def test_map_without_stages_takes_a_stage_and_refuses_a_card(document: Document, qtbot: QtBot) -> None:
    made = verbs.new_map(document, "Empty")
    view = MapView(document, made.id, theme("dark"), "en")
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    hand = Hand(view)
    assert not hand.drop("pain", QPoint(400, 300))
    assert hand.drop("stage", QPoint(400, 300))
    hand.write("First")
    assert [stage.title for stage in document.children("stage", map=made.id)] == ["First"]
    document.undo()
    view.add("pain")  # a stage is needed first
    hand.write("Start")
    assert [stage.title for stage in document.children("stage", map=made.id)] == ["Start"]
    assert hand.drop("pain", QPoint(300, 300))
    hand.write("Ouch")
    assert [card.title for card in document.all("card").values()] == ["Ouch"]
    view.detach()


@pytest.mark.parametrize("kind", ["touchpoint", "stage", "lane", "persona", "moment_of_truth"])
def test_palette_button_adds_beside_the_selection(on_map: tuple[Map, Hand], kind: str) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Reviews"])])
    hand.view.add(kind)
    hand.write("New")
    (ref,) = hand.view.selection()
    table = ref[0]
    assert table == (kind if kind in ("stage", "lane", "persona") else "card")
    if kind == "touchpoint":
        assert made.titles(1) == ["Reviews", "New"]
    if kind == "stage":
        assert made.stage_titles() == ["Discover", "Compare", "New", "Buy"]
    if kind == "lane":
        assert made.lane_titles()[1] == "New"
    made.document.undo()
    assert made.document.get(*ref) is None


def test_adding_keeps_what_was_being_written(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.edit(("card", made.card["Ad"]))
    hand.type("!")
    hand.view.add("stage")
    hand.write("Last")
    assert made.titles(0)[0] == "Ad!"
    assert made.stage_titles() == ["Discover", "Last", "Compare", "Buy"]


def test_invitation_in_an_empty_cell(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    point = hand.cell(made.stages[2], made.lanes["opportunities"])
    hand.move(point)
    assert hand.view.map_scene.marks.items
    hand.click(point)
    hand.write("Idea")
    check_undo(made.document, lambda: made.titles(2, "opportunities"), [], ["Idea"])
