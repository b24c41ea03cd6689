"""Connectors under the hand: pulled, moved, written on, deleted, by mouse and by keys alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor

from canvas.hands.frame import Zone
from canvas.hands.places import Box, Cell
from canvas.picture.display import Text
from model import verbs
from model.views import Filter
from tests.canvas.hands import Map, check_undo
from tests.driver import CTRL, SHIFT, Hand

K = Qt.Key


def joined(made: Map) -> list[tuple[str, str, str, str]]:
    """Every connector: from, to, kind, label."""
    title = {id: card.title for id, card in made.document.all("card").items()}
    links = made.document.all("link").values()
    return [(title[link.source], title[link.target], link.kind, link.label) for link in links]


def on_screen(hand: Hand, x: float, y: float) -> QPoint:
    return hand.view.frame.to_view(Box(x, y, 0, 0), Zone.BODY).center().toPoint()


def handle(hand: Hand, card: int, side: str) -> QPoint:
    """Where a card's handle is: "left", "right", "top" or "bottom"."""
    group = hand.view.picture.cards[card]
    dx, dy = {"left": (-0.5, 0), "right": (0.5, 0), "top": (0, -0.5), "bottom": (0, 0.5)}[side]
    return hand.at(("card", card), dx * group.w, dy * group.h)


def onward(hand: Hand) -> str:
    return "left" if hand.view.picture.rtl else "right"


def pull(hand: Hand, card: int, to: QPoint, side: str = "", drop: bool = True) -> None:
    """From a handle of a card under the pointer."""
    hand.move(hand.at(("card", card), dx=20))
    start = handle(hand, card, side or onward(hand))
    hand.move(start)
    hand.drag(start, to, drop=drop)


def on_way(hand: Hand, link: int, part: int = 0) -> QPoint:
    """The middle of a stretch of a connector."""
    way = hand.view.picture.links.sketches[link].way
    (x, y), (u, v) = way[part], way[part + 1]
    return on_screen(hand, (x + u) / 2, (y + v) / 2)


def cursor(hand: Hand) -> Qt.CursorShape:
    shape: QCursor = hand.view.viewport().cursor()
    return shape.shape()


def test_pulled_from_a_handle_to_a_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    pull(hand, made.card["Page"], hand.at(("card", made.card["Reviews"])))
    (link,) = made.document.all("link")
    assert hand.view.selection() == [("link", link)]
    check_undo(made.document, lambda: joined(made), [], [("Page", "Reviews", "flow", "")])


def test_from_every_side(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    for side in ("left", "right", "top", "bottom"):
        pull(hand, made.card["Ad"], hand.at(("card", made.card["Slow"])), side)
        assert joined(made) == [("Ad", "Slow", "causes", "")], side
        made.document.undo()


def test_the_chosen_card_has_handles_too(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.click(hand.at(("card", made.card["Ad"])))
    start = handle(hand, made.card["Ad"], onward(hand)) + QPoint(-4 if hand.view.picture.rtl else 4, 0)
    hand.drag(start, hand.at(("card", made.card["Reviews"])))
    assert joined(made) == [("Ad", "Reviews", "flow", "")]


def test_the_middle_of_a_card_still_moves_it(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.move(hand.at(("card", made.card["Ad"])))
    hand.drag(hand.at(("card", made.card["Ad"])), hand.cell(made.stages[2], made.lanes["touchpoints"]))
    assert not joined(made)
    assert made.titles(2) == ["Ad"]


def test_esc_while_pulling_leaves_no_trace(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head, target = made.document.head, hand.at(("card", made.card["Reviews"]))
    pull(hand, made.card["Ad"], target, drop=False)
    assert hand.view.map_scene.landing.items
    hand.key(K.Key_Escape)
    hand.release(target)
    assert made.document.head == head
    assert not hand.view.map_scene.landing.items
    assert not joined(made)


def test_what_cannot_be_joined_says_so(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"], "condition", "if new")
    head, target = made.document.head, hand.at(("card", made.card["Reviews"]))
    pull(hand, made.card["Ad"], target, drop=False)
    assert cursor(hand) == Qt.CursorShape.ForbiddenCursor
    said = [item.block.text for item in hand.view.map_scene.landing.items if isinstance(item, Text)]
    assert said == ["These cards are connected already"]
    hand.release(target)
    assert made.document.head == head
    pull(hand, made.card["Ad"], hand.at(("card", made.card["Ad"])))
    assert made.document.head == head


def test_on_an_empty_place_a_card_is_begun(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    pull(hand, made.card["Reviews"], hand.cell(made.stages[2], made.lanes["pains"]))
    assert hand.view.writing.editor is not None
    hand.write("Costs too much")
    assert made.titles(2, "pains") == ["Costs too much"]
    assert joined(made) == [("Reviews", "Costs too much", "causes", "")]
    made.document.undo()
    assert not joined(made)
    made.document.undo()
    assert made.titles(2, "pains") == []
    made.document.redo()
    made.document.redo()
    assert joined(made) == [("Reviews", "Costs too much", "causes", "")]


def test_a_card_begun_and_left_makes_nothing(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    pull(hand, made.card["Reviews"], hand.cell(made.stages[2], made.lanes["pains"]))
    hand.key(K.Key_Escape)
    assert made.document.head == head


def test_not_on_figures(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head, target = made.document.head, hand.cell(made.stages[2], made.lanes["emotion"])
    pull(hand, made.card["Reviews"], target, drop=False)
    assert cursor(hand) == Qt.CursorShape.ForbiddenCursor
    hand.release(target)
    assert made.document.head == head
    assert hand.view.writing.editor is None


def test_a_click_on_its_line_chooses_it(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Slow"]).id
    for part in range(len(hand.view.picture.links.sketches[link].way) - 1):
        hand.view.select([])
        hand.click(on_way(hand, link, part))
        assert hand.view.selection() == [("link", link)], part
    hand.view.select([])
    hand.click(on_way(hand, link, 1) + QPoint(5, 0))
    assert hand.view.selection() == [("link", link)], "near it"


def test_deleted_and_brought_back(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"], "yes", "new").id
    hand.click(on_way(hand, link))
    hand.key(K.Key_Delete)
    check_undo(made.document, lambda: joined(made), [("Ad", "Reviews", "yes", "new")], [])


def test_its_ends_go_to_other_cards(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"], "condition", "if new").id
    hand.click(on_way(hand, link))
    way = hand.view.picture.links.sketches[link].way
    hand.drag(on_screen(hand, *way[-1]), hand.at(("card", made.card["Slow"])))
    before, after = [("Ad", "Reviews", "condition", "if new")], [("Ad", "Slow", "condition", "if new")]
    check_undo(made.document, lambda: joined(made), before, after)
    assert hand.view.selection() == [("link", link)]
    way = hand.view.picture.links.sketches[link].way
    hand.drag(on_screen(hand, *way[0]), hand.at(("card", made.card["Page"])))
    check_undo(made.document, lambda: joined(made), after, [("Page", "Slow", "condition", "if new")])


def test_an_end_let_go_where_it_was_or_nowhere_changes_nothing(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"]).id
    head = made.document.head
    hand.click(on_way(hand, link))
    end = hand.view.picture.links.sketches[link].way[-1]
    hand.drag(on_screen(hand, *end), hand.at(("card", made.card["Reviews"])))
    hand.drag(on_screen(hand, *end), hand.cell(made.stages[2], made.lanes["pains"]))
    hand.drag(on_screen(hand, *end), hand.at(("card", made.card["Ad"])))
    hand.drag(on_screen(hand, *end), hand.at(("card", made.card["Slow"])), drop=False)
    hand.key(K.Key_Escape)
    hand.release(hand.at(("card", made.card["Slow"])))
    assert made.document.head == head
    assert not hand.view.map_scene.away


def test_its_words_are_written_in_place(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"], "condition").id
    hand.double_click(on_way(hand, link))
    hand.write("אם חדש")
    check_undo(
        made.document, lambda: joined(made),
        [("Ad", "Reviews", "condition", "")], [("Ad", "Reviews", "condition", "אם חדש")],
    )  # fmt: skip
    hand.click(on_way(hand, link))
    hand.key(K.Key_F2)
    hand.key(K.Key_A, held=CTRL)
    hand.key(K.Key_Backspace)
    hand.key(K.Key_Return)
    assert joined(made) == [("Ad", "Reviews", "condition", "")]
    hand.type("new")
    hand.key(K.Key_Escape)
    assert joined(made) == [("Ad", "Reviews", "condition", "")]


def test_a_card_and_its_connectors_stay_together(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"]).id
    hand.drag(hand.at(("card", made.card["Reviews"])), hand.cell(made.stages[2], made.lanes["pains"]))
    end = hand.view.picture.links.sketches[link].way[-1]
    box = hand.view.places.card_box(made.card["Reviews"])
    assert box.x - 0.01 <= end[0] <= box.x + box.w + 0.01
    assert box.y - 0.01 <= end[1] <= box.y + box.h + 0.01
    verbs.remove(made.document, [("card", made.card["Reviews"])])
    assert not hand.view.picture.links
    made.document.undo()
    assert list(hand.view.picture.links) == [link]


def test_connected_by_keys_alone(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    said: list[str] = []
    hand.view.said.connect(said.append)
    hand.view.select([("card", made.card["Ad"])])
    hand.key(K.Key_J, held=CTRL)
    assert said == ["Go to another card with the arrows. Enter connects, Esc leaves."]
    hand.key(K.Key_Return)
    assert said[1:] == ["A card is not connected to itself"]
    hand.key(K.Key_Left if hand.view.picture.rtl else K.Key_Right)
    assert hand.view.selection() == [("card", made.card["Reviews"])]
    hand.type("x")
    hand.key(K.Key_Delete)
    assert hand.view.writing.editor is None, "no other key means anything meanwhile"
    hand.key(K.Key_Return)
    check_undo(made.document, lambda: joined(made), [], [("Ad", "Reviews", "flow", "")])


def test_connecting_by_keys_is_left_without_a_trace(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    head = made.document.head
    hand.view.select([("card", made.card["Ad"])])
    hand.key(K.Key_J, held=CTRL)
    hand.key(K.Key_Down)
    hand.key(K.Key_Escape)
    assert hand.view.selection() == [("card", made.card["Ad"])]
    hand.key(K.Key_Return)
    assert hand.view.writing.editor is not None, "Enter writes again"
    hand.key(K.Key_Escape)
    assert made.document.head == head


def test_connected_by_keys_to_a_new_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Reviews"])])
    hand.key(K.Key_J, held=CTRL)
    hand.key(K.Key_Left if hand.view.picture.rtl else K.Key_Right)
    assert hand.view.selected.cell == Cell(made.stages[2], made.lanes["touchpoints"])
    hand.key(K.Key_Return)
    hand.write("Shop")
    assert joined(made) == [("Reviews", "Shop", "flow", "")]


def test_the_card_that_is_connected_may_go(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Ad"])])
    hand.key(K.Key_J, held=CTRL)
    verbs.remove(made.document, [("card", made.card["Ad"])])
    assert hand.view.connecting.source is None


def test_a_press_of_the_mouse_ends_connecting_by_keys(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("card", made.card["Ad"])])
    hand.key(K.Key_J, held=CTRL)
    hand.click(hand.at(("card", made.card["Slow"])))
    assert hand.view.connecting.source is None
    assert hand.view.selection() == [("card", made.card["Slow"])]


def test_keys_walk_along_connectors(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    out = verbs.add_link(made.document, made.card["Ad"], made.card["Reviews"]).id
    back = verbs.add_link(made.document, made.card["Reviews"], made.card["Ad"]).id
    hand.view.select([("card", made.card["Ad"])])
    both = CTRL | SHIFT
    for expected in (("link", out), ("link", back), ("card", made.card["Ad"])):
        hand.key(K.Key_J, held=both)
        assert hand.view.selection() == [expected]
    hand.key(K.Key_J, held=both)
    hand.key(K.Key_Left if hand.view.picture.rtl else K.Key_Right)
    assert hand.view.selection() == [("card", made.card["Reviews"])]
    said: list[str] = []
    hand.view.said.connect(said.append)
    hand.view.select([("card", made.card["Slow"])])
    hand.key(K.Key_J, held=both)
    assert said == ["This card has no connectors"]


def test_far_away_there_are_no_handles(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.set_zoom(0.4)
    pull(hand, made.card["Ad"], hand.at(("card", made.card["Reviews"])))
    assert not joined(made)


def test_the_map_scrolls_while_a_connector_is_pulled(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.resize(420, 400)
    hand.view.go_to_start()
    before = hand.view.scrolling.at()
    rtl = hand.view.picture.rtl
    edge = hand.view.frame.body()
    to = QPoint(
        int(edge.left()) + 4 if rtl else int(edge.right()) - 4, handle(hand, made.card["Ad"], "top").y()
    )
    pull(hand, made.card["Ad"], to, drop=False)
    hand.view.pointer._scroll()
    after: QPointF = hand.view.scrolling.at()
    assert (after.x() < before.x()) is rtl
    assert after.x() != before.x()
    hand.key(K.Key_Escape)
    hand.release(to)


def test_what_the_filter_hides_is_not_chosen(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    link = verbs.add_link(made.document, made.card["Ad"], made.card["Slow"]).id
    at = on_way(hand, link)
    hand.view.set_filter(Filter(kinds=frozenset({"touchpoint"})))
    hand.click(at)
    assert hand.view.selection() == []
    hand.view.set_filter(Filter())
    hand.click(at)
    assert hand.view.selection() == [("link", link)]
