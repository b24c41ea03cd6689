"""Copy, cut, paste and duplicate: within a map, between maps and projects, from and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from canvas.hands import clipboard
from canvas.hands.clipboard import MIME
from canvas.hands.frame import Zone
from canvas.hands.places import Cell
from canvas.hands.view import MapView
from canvas.picture.theme import theme
from model import verbs
from tests.canvas.hands import Map, check_undo
from tests.driver import CTRL, Hand

Key = Qt.Key


@pytest.fixture(autouse=True)
def _empty(qapp: QGuiApplication) -> Iterator[None]:
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()


def holds(text: str = "", html: str = "", own: bytes | None = None) -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if own is not None:
        data.setData(MIME, own)
    QGuiApplication.clipboard().setMimeData(data)


def held() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def cards(made: Map) -> object:
    return sorted((c.stage, c.lane, c.pos, c.kind, c.title) for c in made.document.all("card").values())


def chosen(hand: Hand) -> list[str]:
    return [hand.view.document[ref].title for ref in hand.view.selection()]


def listen(hand: Hand) -> list[str]:
    told: list[str] = []
    hand.view.said.connect(told.append)
    return told


def pick(made: Map, hand: Hand, *titles: str) -> None:
    hand.view.select([("card", made.card[title]) for title in titles])


# ---- our own cards ----


def test_a_copy_lands_in_the_chosen_cell(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.set_fields(made.document, "card", [made.card["Ad"]], owner="Marketing", evidence="told")
    pick(made, hand, "Ad")
    hand.key(Key.Key_C, held=CTRL)
    before = cards(made)
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["touchpoints"]))
    hand.key(Key.Key_V, held=CTRL)
    after = cards(made)
    check_undo(made.document, lambda: cards(made), before, after)
    (card,) = made.document.children("card", stage=made.stages[2])
    assert (card.title, card.owner, card.evidence) == ("Ad", "Marketing", "told")
    made.document.undo()
    hand.key(Key.Key_V, held=CTRL)
    assert chosen(hand) == ["Ad"]


def test_it_lands_after_the_chosen_card_else_where_the_journey_is_looked_at(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    pick(made, hand, "Reviews")
    clipboard.copy(hand.view)
    pick(made, hand, "Ad")
    clipboard.paste(hand.view)
    assert made.titles(0) == ["Ad", "Reviews", "Page"]
    hand.view.select([])
    clipboard.paste(hand.view)
    assert made.titles(0) == ["Ad", "Reviews", "Page", "Reviews"]
    hand.view.select([("stage", made.stages[2])])
    clipboard.paste(hand.view)
    assert made.titles(2) == ["Reviews"]


def test_several_keep_their_places_and_their_connectors(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.add_link(made.document, made.card["Reviews"], made.card["Slow"], "causes")
    pick(made, hand, "Slow", "Reviews")
    clipboard.copy(hand.view)
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["touchpoints"]))
    clipboard.paste(hand.view)
    assert (made.titles(2), made.titles(2, "pains")) == (["Reviews"], ["Slow"])
    assert len(made.document.all("link")) == 2
    assert sorted(chosen(hand)) == ["Reviews", "Slow"]


def test_between_projects(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    pick(made, hand, "Ad", "Slow")
    clipboard.copy(hand.view)
    other = Map(None, "he")
    view = other.view()
    view.selected.set([], Cell(other.stages[1], other.lanes["touchpoints"]))
    clipboard.paste(view)
    assert other.titles(1) == ["Reviews", "Ad"]
    assert other.titles(2, "pains") == ["Slow"]
    view.detach()


def test_a_cut_takes_away_in_one_step(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    before = cards(made)
    pick(made, hand, "Ad", "Slow")
    hand.key(Key.Key_X, held=CTRL)
    check_undo(made.document, lambda: len(made.document.all("card")), 4, 2)
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["touchpoints"]))
    clipboard.paste(hand.view)
    assert made.titles(2) == ["Ad"]
    made.document.undo()
    made.document.undo()
    assert cards(made) == before


def test_a_stage_gives_its_cards(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select([("stage", made.stages[1])])
    assert clipboard.copy(hand.view)
    assert held().text() == "Reviews\nSlow"
    hand.view.select([("stage", made.stages[2])])
    assert not clipboard.copy(hand.view)
    assert held().text() == "Reviews\nSlow"


def test_a_duplicate_stands_after_its_card_and_is_chosen(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    pick(made, hand, "Ad")
    hand.key(Key.Key_D, held=CTRL)
    check_undo(made.document, lambda: made.titles(0), ["Ad", "Page"], ["Ad", "Ad", "Page"])
    made.document.undo()
    pick(made, hand, "Ad")
    clipboard.duplicate(hand.view)
    assert hand.view.selection() != [("card", made.card["Ad"])]
    assert chosen(hand) == ["Ad"]


# ---- for other programs ----


def test_other_programs_get_a_table_and_a_picture(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.set_fields(made.document, "card", [made.card["Slow"]], title="<slow>\nvery")
    hand.view.select_all()
    clipboard.copy(hand.view)
    assert held().text() == 'Ad\tReviews\nPage\t\n\t"<slow>\nvery"'
    assert "&lt;slow&gt;<br>very" in held().html()
    assert f'dir="{"rtl" if hand.view.picture.rtl else "ltr"}"' in held().html()
    image = QImage(held().imageData())
    assert image.width() > 2 * 2 * 150
    colours = {QColor(image.pixel(x, image.height() // 3)).name() for x in range(0, image.width(), 3)}
    assert len(colours) > 2
    pick(made, hand, "Ad")
    clipboard.copy(hand.view)
    assert held().text() == "Ad"


# ---- from other programs ----


def test_lines_become_cards_under_each_other(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    told = listen(hand)
    holds("• First\n• Second\n\n• שלישי\n")
    pick(made, hand, "Ad")
    clipboard.paste(hand.view)
    after = ["Ad", "First", "Second", "שלישי", "Page"]
    check_undo(made.document, lambda: made.titles(0), ["Ad", "Page"], after)
    assert told == ["3 cards made"]
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["pains"]))
    clipboard.paste(hand.view)
    assert chosen(hand) == ["First", "Second", "שלישי"]
    assert {made.document[ref].kind for ref in hand.view.selection()} == {"pain"}


def test_a_block_becomes_cells_and_the_stages_and_lane_it_lacks(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    told = listen(hand)
    holds("a\tb\tc\n\td\t\ne\t\t\nf\t\tg")
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["touchpoints"]))

    def state() -> object:
        return made.stage_titles(), made.lane_kinds(), cards(made)

    before = state()
    clipboard.paste(hand.view)
    check_undo(made.document, state, before, state())
    stages = made.document.children("stage", map=made.id)
    lanes = made.document.children("lane", map=made.id)
    assert (len(stages), len(lanes)) == (5, 6)
    assert all(stage.title for stage in stages)

    def cell(stage: int, lane: int) -> list[str]:
        held = made.document.children("card", stage=stages[stage].id, lane=lane)
        return [card.title for card in held]

    assert [cell(k, made.lanes["touchpoints"]) for k in (2, 3, 4)] == [["a"], ["b"], ["c"]]
    assert [cell(k, made.lanes["pains"]) for k in (2, 3, 4)] == [[], ["d"], []]
    assert cell(2, made.lanes["opportunities"]) == ["e"]
    assert [cell(k, lanes[-1].id) for k in (2, 3, 4)] == [["f"], [], ["g"]]
    assert told == ["7 cards made, 2 new stages, a new lane"]


def test_a_table_of_a_web_page_becomes_cells(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    holds("ignored", "<table><tr><td>x</td><td>two<br>lines</td></tr></table>")
    hand.view.selected.set([], Cell(made.stages[0], made.lanes["emotion"]))  # it holds no cards
    clipboard.paste(hand.view)
    assert made.titles(0, "pains") == ["x"]
    assert made.titles(1, "pains") == ["Slow", "two\nlines"]


@pytest.mark.parametrize(
    "own",
    [
        b"\xff\xfe",
        b"[]",
        b'{"cards": []}',
        json.dumps({"cards": [{"kind": "pain"}], "links": []}).encode(),
        b'{"cards":' + b"[" * 100_000,
    ],
)
def test_what_pretends_to_be_cards_is_pasted_as_text(on_map: tuple[Map, Hand], own: bytes) -> None:
    made, hand = on_map
    holds("Words", own=own)
    hand.view.selected.set([], Cell(made.stages[2], made.lanes["pains"]))
    clipboard.paste(hand.view)
    assert made.titles(2, "pains") == ["Words"]


def test_nothing_and_too_much_are_told(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    told, head = listen(hand), made.document.head
    clipboard.paste(hand.view)
    holds("x\n" * 3000)
    clipboard.paste(hand.view)
    image = QMimeData()
    image.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(image)
    clipboard.paste(hand.view)
    assert made.document.head == head
    assert len(told) == 3
    assert "too much" in told[1]


def test_while_writing_the_clipboard_is_the_texts(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    holds("one\ntwo")
    hand.view.edit(("card", made.card["Ad"]))
    for deed in (clipboard.copy, clipboard.cut, clipboard.paste, clipboard.duplicate):
        deed(hand.view)
    hand.key(Key.Key_V, held=CTRL)
    hand.key(Key.Key_Return)
    assert made.titles(0) == ["Adone\ntwo", "Page"]


def test_a_map_that_is_only_looked_at_gives_and_takes_nothing(on_map: tuple[Map, Hand]) -> None:
    made, _hand = on_map
    then = made.document.as_of(made.document.head)
    looked = MapView(then, made.id, theme("light"), "en")
    looked.select([("card", made.card["Ad"])])
    assert clipboard.copy(looked)
    for deed in (clipboard.cut, clipboard.paste, clipboard.duplicate):
        deed(looked)
    assert len(then.all("card")) == 4
    looked.detach()


def test_the_first_of_what_is_pasted_comes_in_sight(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.select_all()
    clipboard.copy(hand.view)
    hand.view.resize(420, 300)
    hand.view.select([("stage", made.stages[2])])
    clipboard.paste(hand.view)
    first = hand.view.places.card_box(hand.view.selected.of("card")[0])
    assert hand.view.frame.body().intersects(hand.view.frame.to_view(first, Zone.BODY))


def test_a_block_pasted_into_a_new_card_becomes_cards_from_its_cell(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    hand.view.making.card_in(Cell(made.stages[1], made.lanes["opportunities"]))
    holds("one")
    hand.key(Key.Key_V, held=CTRL)
    hand.key(Key.Key_Escape)
    holds("a\tb\nc\td")
    hand.view.making.card_in(Cell(made.stages[1], made.lanes["opportunities"]))
    hand.key(Key.Key_V, held=CTRL)
    assert hand.view.writing.sheet is None
    new = {"a", "b", "c", "d"}

    def there() -> set[str]:
        return new & {card.title for card in made.document.all("card").values()}

    check_undo(made.document, there, set(), new)
    assert "a" in made.titles(1, "opportunities")
