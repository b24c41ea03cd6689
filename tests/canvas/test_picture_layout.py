"""The picture of a map: order, direction, room, what empty things say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.picture import cards
from canvas.picture.cards import Look
from canvas.picture.display import Group, Icon, Item, Path, Picture, Rect, Text
from canvas.picture.frame import Frame
from canvas.picture.layout import Layouter, Options, layout
from model import kinds, verbs
from model.document import Document
from model.records import Card, Map
from tests.gallery import rich_map

pytestmark = pytest.mark.usefixtures("qapp")

TITLES = st.text(st.sampled_from("אבגדהםןשָ abcXYZ 0123 ()%₪.,!?-😀★"), max_size=80) | st.just("x" * 300)


def flat(items: Iterator[Item] | tuple[Item, ...]) -> list[Item]:
    return [one for item in items for one in (flat(item.items) if isinstance(item, Group) else [item])]


def texts(items: tuple[Item, ...]) -> list[str]:
    return [item.block.text for item in flat(items) if isinstance(item, Text)]


def hints(picture: Picture) -> list[str]:
    return [group.words for group in picture.figures if group.role == "hint"]


@pytest.fixture(params=["he", "en"])
def made(request: pytest.FixtureRequest, document: Document) -> tuple[Document, Map, Picture]:
    map, known = rich_map(document, request.param)
    return document, map, layout(document, map.id, Options(figures=known))


def plain_map(document: Document, stages: int = 3, language: str = "en") -> Map:
    return verbs.new_map(document, language=language, stages=[f"Stage {k}" for k in range(stages)])


def cell(document: Document, map: Map, stage: int = 0, lane: str = "touchpoints") -> tuple[int, int]:
    found = next(one for one in document.children("lane", map=map.id) if one.kind == lane)
    return document.children("stage", map=map.id)[stage].id, found.id


def test_a_hebrew_map_runs_from_the_right_and_an_english_one_from_the_left(made) -> None:
    document, map, picture = made
    assert [span.id for span in picture.stages] == [s.id for s in document.children("stage", map=map.id)]
    starts = [span.start for span in picture.stages]
    assert picture.rtl is (map.language == "he")
    assert starts == sorted(starts, reverse=picture.rtl)
    for title in picture.titles:
        assert title.x == (picture.width - picture.title_width if picture.rtl else 0)
    edge = starts[0] + picture.stages[0].size if picture.rtl else starts[0]
    assert edge == (picture.width - picture.title_width if picture.rtl else picture.title_width)
    assert starts[-1] == (0 if picture.rtl else picture.width - picture.stages[-1].size)


def test_lanes_follow_each_other_and_hidden_ones_are_left_out(made) -> None:
    document, map, picture = made
    lanes = document.children("lane", map=map.id)
    assert [span.id for span in picture.lanes] == [lane.id for lane in lanes if not lane.hidden]
    assert picture.lanes[0].start == picture.header_height
    assert all(a.end == b.start for a, b in zip(picture.lanes, picture.lanes[1:], strict=False))
    assert picture.lanes[-1].end == picture.height
    everything = layout(document, map.id, Options(hidden_lanes=True))
    assert [span.id for span in everything.lanes] == [lane.id for lane in lanes]


def test_cards_lie_in_their_cell_and_do_not_overlap(made) -> None:
    document, _map, picture = made
    for id, group in picture.cards.items():
        card = document["card", id]
        stage, lane = picture.stage_at(group.x + group.w / 2), picture.lane_at(group.y + group.h / 2)
        assert stage is not None
        assert lane is not None
        assert (stage.id, lane.id) == (card.stage, card.lane)
        assert stage.start <= group.x < group.x + group.w <= stage.end
        assert lane.start <= group.y < group.y + group.h <= lane.end
    groups = list(picture.cards.values())
    for k, a in enumerate(groups):
        for b in groups[k + 1 :]:
            assert a.x + a.w <= b.x or b.x + b.w <= a.x or a.y + a.h <= b.y or b.y + b.h <= a.y


def test_cards_are_in_reading_order(made) -> None:
    document, map, picture = made
    stages = [s.id for s in document.children("stage", map=map.id)]
    lanes = [lane.id for lane in document.children("lane", map=map.id)]
    places = [
        (stages.index(card.stage), lanes.index(card.lane), card.pos)
        for card in (document["card", id] for id in picture.cards)
    ]
    assert places == sorted(places)


@given(TITLES, st.sampled_from([*kinds.CARDS, "other"]), st.booleans(), st.booleans(), st.integers(124, 464))
@example("x" * 300, "touchpoint", False, False, 405)  # lines as wide as their room to the last bit
def test_text_grows_the_card_and_stays_within_it(
    title: str, kind: str, marked: bool, rtl: bool, width: int
) -> None:
    card = Card(
        1, 1, 1, "a", kind, title, owner=title if marked else "", experience="negative" if marked else "",
        severity=3 if marked else None, truth_kind=title if marked else "",
    )  # fmt: skip
    look = Look(0, "site", rtl, "he" if rtl else "en")
    height = cards.height(card, width, look)
    for item in flat(cards.items(card, Frame(100, 200, width, height, rtl), look)):
        for left, top, right, bottom in ink(item):
            assert left >= 100 - 0.01
            assert right <= 100 + width + 0.01
            assert top >= 200 - 0.01
            assert bottom <= 200 + height + 0.01


def ink(item: Item) -> list[tuple[float, float, float, float]]:
    """What an item covers: left, top, right, bottom; a text's lines one by one."""
    if isinstance(item, Text):
        lines, bottom = item.block.lines, item.y + item.block.height
        return [(item.x + one.x, item.y, item.x + one.x + one.width, bottom) for one in lines]
    if isinstance(item, Icon):
        return [(item.x, item.y, item.x + item.size, item.y + item.size)]
    if isinstance(item, Rect):
        return [(item.x, item.y, item.x + item.w, item.y + item.h)]
    if isinstance(item, Path):
        xs = [value for _, *numbers in item.commands for value in numbers[::2]]
        ys = [value for _, *numbers in item.commands for value in numbers[1::2]]
        return [(min(xs), min(ys), max(xs), max(ys))]
    return []


def test_a_right_to_left_card_is_the_mirror_of_a_left_to_right_one() -> None:
    card = Card(1, 1, 1, "a", "touchpoint", "123", experience="positive")
    ltr = cards.items(card, Frame(0, 0, 170, 70, False), Look(0, "site", False, "en"))
    rtl = cards.items(card, Frame(0, 0, 170, 70, True), Look(0, "site", True, "en"))
    for a, b in zip(ltr, rtl, strict=True):
        if isinstance(a, Rect) and isinstance(b, Rect):
            assert b.x == pytest.approx(170 - a.x - a.w)
        if isinstance(a, Icon) and isinstance(b, Icon):
            assert b.x == pytest.approx(170 - a.x - a.size)


def test_an_unchanged_card_keeps_its_group_and_a_changed_one_does_not(document: Document) -> None:
    map, known = rich_map(document, "en")
    layouter = Layouter(document, map.id)
    before = layouter.layout(Options(figures=known))
    first, *others = before.cards
    verbs.set_fields(document, "card", [first], title="Other")
    after = layouter.layout(Options(figures=known))
    assert after.cards[first] is not before.cards[first]
    assert "Other" in texts(after.cards[first].items)
    assert all(after.cards[id] is before.cards[id] for id in others)
    document.undo()
    assert layouter.layout(Options(figures=known)).cards == before.cards
    verbs.remove(document, [("card", first)])
    assert first not in layouter.layout().cards


def test_a_lane_grows_with_its_cards_and_a_header_with_its_titles(document: Document) -> None:
    map = plain_map(document)
    before = layout(document, map.id)
    stage, lane = cell(document, map)
    for k in range(100):
        verbs.add_card(document, stage, lane, "touchpoint", f"Touchpoint {k}")
    verbs.set_fields(document, "stage", [stage], title="x" * 300, duration="four weeks")
    after = layout(document, map.id)
    assert after.header_height > before.header_height
    grown = {span.id: span.size for span in after.lanes}
    assert grown[lane] > 100 * 66
    assert {id: size for id, size in grown.items() if id != lane} == {
        span.id: span.size for span in before.lanes if span.id != lane
    }


def test_a_touchpoint_says_who_owns_it_or_that_nobody_does(document: Document) -> None:
    map = plain_map(document)
    place = cell(document, map)
    owned = verbs.add_card(document, *place, "touchpoint", "A", owner="Sales")
    lost = verbs.add_card(document, *place, "touchpoint", "B")
    outside = verbs.add_card(document, *place, "touchpoint", "C", outside=1)
    picture = layout(document, map.id)
    assert texts(picture.cards[owned.id].items) == ["A", "Sales"]
    assert texts(picture.cards[lost.id].items) == ["B", "No owner"]
    assert texts(picture.cards[outside.id].items) == ["C", "Outside the brand"]
    border = picture.cards[outside.id].items[0]
    assert isinstance(border, Rect)
    assert border.fill is None
    assert border.dash
    assert "No owner" in picture.cards[lost.id].words


def test_the_words_of_a_map_are_in_its_own_language(document: Document) -> None:
    map = plain_map(document, language="he")
    lost = verbs.add_card(document, *cell(document, map), "touchpoint", "B")
    assert texts(layout(document, map.id).cards[lost.id].items) == ["B", "אין אחראי"]


def test_a_stage_with_a_moment_of_truth_has_a_star_that_stands_for_the_card(document: Document) -> None:
    map = plain_map(document)
    card = verbs.add_card(document, *cell(document, map, 1, "moments_of_truth"), "moment_of_truth", "buys")
    picture = layout(document, map.id)
    stars = [[g.ref for g in head.items if isinstance(g, Group)] for head in picture.header]
    assert stars == [[], [("card", card.id)], []]
    assert "moment of truth" in picture.header[1].words


def test_stage_headers_are_numbered_and_hold_title_and_time(made) -> None:
    document, map, picture = made
    stages = document.children("stage", map=map.id)
    for k, (stage, head) in enumerate(zip(stages, picture.header, strict=True)):
        assert texts(head.items)[:3] == [str(k + 1), stage.title, stage.duration]
        assert picture.group(("stage", stage.id)) is head


def test_an_untitled_lane_is_shown_by_its_kind(document: Document) -> None:
    map = plain_map(document)
    assert texts(layout(document, map.id).titles[0].items) == ["Stage goal"]
    verbs.set_fields(document, "lane", [document.children("lane", map=map.id)[0].id], title="Our aims")
    assert texts(layout(document, map.id).titles[0].items) == ["Our aims"]


def test_the_corner_shows_every_persona(document: Document) -> None:
    map = plain_map(document)
    dana = verbs.add_persona(document, map.id, "Dana")
    corner = layout(document, map.id).corner
    assert corner
    assert texts(corner.items) == ["D", "Dana", "actual"]
    verbs.add_persona(document, map.id, "Dana", "ideal")
    corner = layout(document, map.id).corner
    assert corner
    assert texts(corner.items) == ["D", "Dana", "actual", "D", "Dana", "ideal"]
    verbs.add_persona(document, map.id, "Noa")
    corner = layout(document, map.id).corner
    assert corner
    assert texts(corner.items)[6:] == ["N", "Noa"]
    chips = [item for item in corner.items if isinstance(item, Group)]
    assert chips[0].ref == ("persona", dana.id)


def test_a_persona_without_a_name_has_a_figure_for_its_portrait(document: Document) -> None:
    map = plain_map(document)
    verbs.add_persona(document, map.id, "")
    corner = layout(document, map.id).corner
    assert corner
    assert [text for text in texts(corner.items) if text] == ["actual"]
    assert any(isinstance(item, Path) for item in flat(corner.items))


def test_an_empty_map_shows_the_first_steps_and_empty_lanes_what_they_are_for(document: Document) -> None:
    map = plain_map(document)
    shown = hints(layout(document, map.id))
    assert [text[:2] for text in shown[:3]] == ["1.", "2.", "3."]
    assert "Where do customer and brand meet?" in shown
    verbs.add_card(document, *cell(document, map), "touchpoint", "A")
    shown = hints(layout(document, map.id))
    assert shown[0] == "What does the customer want here?"
    assert "Where do customer and brand meet?" not in shown
    assert hints(layout(document, map.id, Options(hints=False))) == []


@pytest.mark.parametrize("stages", [0, 1, 40])
@pytest.mark.parametrize("language", ["he", "en"])
def test_any_number_of_stages(document: Document, stages: int, language: str) -> None:
    map = plain_map(document, stages, language)
    picture = layout(document, map.id)
    assert len(picture.stages) == len(picture.header) == stages
    assert picture.width == picture.title_width + 186 * max(stages, 1)
    if not stages:
        assert len(hints(picture)) == 1


def test_a_map_that_is_gone_is_an_error(document: Document) -> None:
    map = plain_map(document)
    layouter = Layouter(document, map.id)
    layouter.layout()
    verbs.remove(document, [("map", map.id)])
    with pytest.raises(KeyError):
        layouter.layout()


def test_cells_that_did_not_change_are_kept(document: Document) -> None:
    map = verbs.new_map(document, "m", stages=("A", "B", "C"), lanes=("touchpoints", "pains"))
    stages = document.children("stage", map=map.id)
    touchpoints, pains = document.children("lane", map=map.id)
    cards = [verbs.add_card(document, stage.id, pains.id, "pain", "p") for stage in stages]
    layouter = Layouter(document, map.id)
    before = layouter.layout().cards.cells
    verbs.set_fields(document, "card", [cards[1].id], title="q")
    after = layouter.layout().cards.cells
    changed = {at for at in before if after[at] is not before[at]}
    assert changed == {(stages[1].id, pains.id)}
    verbs.move_cards(document, [cards[1].id], stages[1].id, touchpoints.id)
    assert set(layouter.layout().cards.cells) == {
        (stages[0].id, pains.id), (stages[1].id, touchpoints.id), (stages[2].id, pains.id),
    }  # fmt: skip
