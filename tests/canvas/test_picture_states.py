"""Marks, moments of truth, locks, filter and found words: told by shape and words, in both directions."""

from __future__ import annotations

import pytest

from canvas.hands.places import Places
from canvas.picture import cards
from canvas.picture.cards import Look
from canvas.picture.display import Group, Icon, Item, Path, Rect, Text
from canvas.picture.frame import Frame
from canvas.picture.layout import Layouter, Options, layout
from canvas.picture.text import block, extents
from model import verbs
from model.document import Document
from model.kinds import MARKS
from model.records import Card
from model.views import Filter

pytestmark = pytest.mark.usefixtures("qapp")


def flat(items: tuple[Item, ...]) -> list[Item]:
    return [one for item in items for one in (flat(item.items) if isinstance(item, Group) else [item])]


def texts(items: tuple[Item, ...]) -> list[str]:
    found = [item.block.text for item in flat(items) if isinstance(item, Text)]
    return ["".join(char for char in text if char not in "\u2068\u2069") for text in found]


def drawn(card: Card, rtl: bool = False, width: float = 170.0) -> tuple[Item, ...]:
    look = Look(0, "", rtl, "he" if rtl else "en")
    return cards.items(card, Frame(0, 0, width, cards.height(card, width, look), rtl), look)


@pytest.fixture(params=["he", "en"])
def place(request: pytest.FixtureRequest, document: Document) -> tuple[int, int, int]:
    """A map with its first stage and its lane of touchpoints."""
    map = verbs.new_map(document, language=request.param, stages=("A", "B"))
    lane = next(one for one in document.children("lane", map=map.id) if one.kind == "touchpoints")
    return map.id, document.children("stage", map=map.id)[0].id, lane.id


# ---- marks ----


def test_each_mark_has_an_icon_and_an_outline_of_its_own() -> None:
    outlines, icons = [], []
    for kind in MARKS:
        items = drawn(Card(1, 1, 1, "a", kind, "Comes from a blog"))
        icons.append(next(item.name for item in items if isinstance(item, Icon)))
        shape = next(item for item in items if isinstance(item, Path | Rect))
        outlines.append(shape.commands if isinstance(shape, Path) else (shape.radius, shape.dash))
    assert len(set(icons)) == len(set(outlines)) == len(MARKS)


@pytest.mark.parametrize("kind", ["entry", "exit", "return"])
def test_marks_that_point_turn_round_on_a_right_to_left_map(kind: str) -> None:
    card = Card(1, 1, 1, "a", kind, "123")
    ltr, rtl = drawn(card, False), drawn(card, True)
    (shape,), (turned,) = ([item for item in items if isinstance(item, Path)] for items in (ltr, rtl))
    for (_, *a), (_, *b) in zip(shape.commands, turned.commands, strict=True):
        assert [170 - x for x in a[::2]] == pytest.approx(b[::2])
    assert [item.mirrored for item in rtl if isinstance(item, Icon)] == [True]
    assert [item.mirrored for item in ltr if isinstance(item, Icon)] == [False]


@pytest.mark.parametrize("kind", MARKS)
def test_a_mark_without_words_says_what_it_is(kind: str) -> None:
    said = texts(drawn(Card(1, 1, 1, "a", kind)))
    assert len(said) == 1
    assert said[0]
    assert texts(drawn(Card(1, 1, 1, "a", kind, "Mine"))) == ["Mine"]


# ---- moments of truth ----


def test_a_moment_of_truth_tells_what_was_wished_what_came_and_where_it_is_decided(
    document: Document,
) -> None:
    map = verbs.new_map(document, language="en", stages=("A", "B"))
    stage = document.children("stage", map=map.id)[0].id
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=map.id)}
    test = verbs.add_card(document, stage, lanes["touchpoints"], "touchpoint", "Test drive")
    plain = verbs.add_card(document, stage, lanes["moments_of_truth"], "moment_of_truth", "Buys")
    full = verbs.add_card(
        document, stage, lanes["moments_of_truth"], "moment_of_truth", "Buys", truth_kind="First purchase",
        wished="signs", outcome="leaves", touchpoint=test.id,
    )  # fmt: skip
    layouter = Layouter(document, map.id)
    picture = layouter.layout()
    assert texts(picture.cards[plain.id].items) == ["Buys"]
    told = ["First purchase", "Buys", "Wished: signs", "Actual: leaves", "Decided at: Test drive"]
    assert texts(picture.cards[full.id].items) == told
    assert picture.cards[full.id].h > picture.cards[plain.id].h
    verbs.set_fields(document, "card", [test.id], title="A long drive through the hills behind the town")
    after = layouter.layout()
    assert "Decided at: A long drive through the hills behind the town" in texts(after.cards[full.id].items)
    assert after.cards[full.id].h > picture.cards[full.id].h
    verbs.remove(document, [("card", test.id)])
    assert texts(layouter.layout().cards[full.id].items) == told[:-1]


# ---- locked ----


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("kind", ["touchpoint", "moment_of_truth", *cards.FORMS])
def test_a_locked_card_has_grey_paper_and_a_lock_beside_its_text(kind: str, rtl: bool) -> None:
    card = Card(1, 1, 1, "a", kind, "words that fill several lines of their card " * 3, severity=3, locked=1)
    items = drawn(card, rtl)
    assert any(isinstance(item, Rect | Path) and item.fill == "lane_alt" for item in items)
    lock = next(item for item in items if isinstance(item, Icon) and item.name == "lock-simple")
    assert (lock.x < 85) is rtl
    for item in items:
        if isinstance(item, Text):
            for line in item.block.lines:
                left, right = item.x + line.x, item.x + line.x + line.width
                beside = right <= lock.x or lock.x + lock.size <= left
                assert beside or item.y + item.block.height <= lock.y
    assert "locked" in cards.spoken(card, Look(0, "", False, "en"), "A")


# ---- filter ----


def test_filtered_cards_are_faint_say_so_and_cannot_be_chosen(document: Document, place) -> None:
    map_id, stage, lane = place
    seen = verbs.add_card(document, stage, lane, "touchpoint", "Seen", owner="Sales").id
    hidden = verbs.add_card(document, stage, lane, "touchpoint", "Hidden").id
    layouter = Layouter(document, map_id)
    plain = layouter.layout()
    picture = layouter.layout(Options(filter=Filter(owners=frozenset({"Sales"}))))
    assert picture.dimmed == {hidden}
    assert (picture.cards[seen].opacity, picture.cards[hidden].opacity) == (1.0, 0.28)
    assert picture.cards[hidden].words.split(", ")[-1] in ("hidden by filter", "מוסתר במסנן")
    assert picture.cards[hidden].y == plain.cards[hidden].y
    places, group = Places(picture), picture.cards[hidden]
    assert places.card_at(group.x + 5, group.y + 5) is None
    assert places.cards_in(places.box(places.cell_of(hidden))) == [seen]
    assert places.cards(places.cell_of(hidden)) == [seen, hidden]
    assert layouter.layout().dimmed == frozenset()
    assert layouter.layout().cards == plain.cards


# ---- found words ----


def marked(group: Group) -> list[Rect]:
    return [item for item in flat(group.items) if isinstance(item, Rect) and item.fill == "truth_tint"]


def test_found_words_are_marked_on_cards_headers_lanes_and_personas(document: Document, place) -> None:
    map_id, stage, lane = place
    card = verbs.add_card(document, stage, lane, "touchpoint", "the lamp and another lamp").id
    other = verbs.add_card(document, stage, lane, "touchpoint", "the lamp").id
    dana = verbs.add_persona(document, map_id, "Dana").id
    verbs.set_fields(document, "lane", [lane], title="Meetings")
    hits = {
        ("card", card): ("lamp",),
        ("stage", stage): ("A",),
        ("lane", lane): ("ting",),
        ("persona", dana): ("an",),
    }
    picture = layout(document, map_id, Options(hits=hits))
    assert len(marked(picture.cards[card])) == 2
    assert not marked(picture.cards[other])
    assert len(marked(picture.header[0])) == 1
    assert sum(len(marked(title)) for title in picture.titles) == 1
    assert len(marked(picture.corner)) == 1
    for mark in marked(picture.cards[card]):
        group = picture.cards[card]
        assert group.x < mark.x < mark.x + mark.w < group.x + group.w
        assert group.y <= mark.y < mark.y + mark.h <= group.y + group.h
    assert texts(picture.cards[card].items) == texts(layout(document, map_id).cards[card].items)


def test_a_card_whose_hit_is_not_shown_has_an_edge(document: Document, place) -> None:
    map_id, stage, lane = place
    card = verbs.add_card(document, stage, lane, "touchpoint", "A", details="the lamp").id
    group = layout(document, map_id, Options(hits={("card", card): ("lamp",)})).cards[card]
    assert not marked(group)
    edge = group.items[-1]
    assert isinstance(edge, Rect)
    assert (edge.stroke, edge.fill) == ("truth", None)


@pytest.mark.parametrize(
    ("text", "word", "width"),
    [
        ("one lamp and two", "lamp", None), ("שולחן ומנורה ושטיח", "מנורה", None),
        ("שולחן lamp ושטיח", "lamp", None), ("abc שולחן", "שולחן", None), ("😀 lamp", "lamp", None),
        ("a lamp\nand a second lamp ", "second lamp", None),
        ("שתי מילים שנשברות לשתי שורות", "שנשברות", 60.0),
    ],
)  # fmt: skip
def test_the_place_of_words_is_where_their_glyphs_stand(text: str, word: str, width: float | None) -> None:
    source = block(text, "body", width)
    start = text.index(word)
    found = extents(source, start, start + len(word))
    alone = block(word, "body")
    assert sum(w for _x, _y, w, _h in found) == pytest.approx(alone.ink, abs=1.5)
    for x, y, w, h in found:
        line = source.lines[round(y / h)]
        assert line.start < start + len(word)
        assert start < line.end
        assert line.x - 0.5 <= x
        assert x + w <= line.x + line.width + 0.5


def test_the_places_of_all_letters_fill_their_line() -> None:
    source = block("שלום world", "body")
    (x, _y, w, _h), line = extents(source, 0, len(source.text))[0], source.lines[0]
    assert (x, w) == pytest.approx((line.x, line.width), abs=0.5)
