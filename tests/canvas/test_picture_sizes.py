"""Stage widths, lane heights and cards that span stages: on the picture and under the hand's look-ups."""

from __future__ import annotations

from itertools import pairwise

import pytest

from canvas.hands.places import Box, Cell, Places
from canvas.picture.display import Picture
from canvas.picture.layout import Draft, Layouter, Options, layout
from model import verbs
from model.document import Document
from model.records import Card

pytestmark = pytest.mark.usefixtures("qapp")


class Made:
    """A map of four stages and two lanes that runs either way."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.map = verbs.new_map(
            document, language=language, stages=("A", "B", "C", "D"), lanes=("touchpoints", "pains")
        )
        self.stages = [stage.id for stage in document.children("stage", map=self.map.id)]
        self.touchpoints, self.pains = (lane.id for lane in document.children("lane", map=self.map.id))

    def card(self, stage: int, last: int | None = None, title: str = "x", lane: int | None = None) -> int:
        lane = lane or self.touchpoints
        made: Card = verbs.add_card(self.document, self.stages[stage], lane, "touchpoint", title)
        if last is not None:
            verbs.span_card(self.document, made.id, self.stages[stage], self.stages[last])
        return made.id

    def picture(self, options: Options | None = None) -> Picture:
        return layout(self.document, self.map.id, options)

    def cell(self, stage: int, lane: int | None = None) -> Cell:
        return Cell(self.stages[stage], lane or self.touchpoints)


@pytest.fixture(params=["he", "en"])
def made(request: pytest.FixtureRequest, document: Document) -> Made:
    return Made(document, request.param)


def box(picture: Picture, card: int) -> Box:
    group = picture.cards[card]
    return Box(group.x, group.y, group.w, group.h)


def test_a_stage_keeps_its_own_width_and_others_the_usual_one(made: Made) -> None:
    verbs.resize_stage(made.document, made.stages[1], 300)
    picture = made.picture()
    assert [span.size for span in picture.stages] == [186, 300, 186, 186]
    assert picture.width == picture.title_width + 3 * 186 + 300
    ends = [(span.start, span.end) for span in picture.stages]
    ends.sort()
    assert all(a[1] == b[0] for a, b in pairwise(ends))
    for stage, head in zip(picture.stages, picture.header, strict=True):
        assert (head.x, head.w) == (stage.start, stage.size)


def test_a_stages_width_scales_with_the_map_and_stays_within_bounds(made: Made) -> None:
    verbs.resize_stage(made.document, made.stages[1], 372)
    narrow, wide = (made.picture(Options(stage_width=width)) for width in (93.0, 279.0))
    assert [span.size for span in narrow.stages] == [140, 186, 140, 140]
    assert [span.size for span in wide.stages] == [279, 480, 279, 279]


def test_a_wider_stage_breaks_fewer_lines(made: Made) -> None:
    card = made.card(1, title="a title that needs several lines where its stage is narrow " * 2)
    before = box(made.picture(), card)
    verbs.resize_stage(made.document, made.stages[1], 480)
    after = box(made.picture(), card)
    assert after.w == before.w + 480 - 186
    assert after.h < before.h


def test_a_lane_is_at_least_as_high_as_wished_and_always_high_enough(made: Made) -> None:
    usual = made.picture().lanes[1].size
    verbs.resize_lane(made.document, made.pains, 300)
    assert made.picture().lanes[1].size == 300
    verbs.resize_lane(made.document, made.pains, 10)
    assert made.picture().lanes[1].size == usual
    for number in range(9):
        made.card(0, title=f"{number}", lane=made.pains)
    assert made.picture().lanes[1].size > 9 * 66


def test_a_spanning_card_is_as_wide_as_its_stages_and_stands_above_their_own_cards(made: Made) -> None:
    own = [made.card(stage, title=f"own {stage}") for stage in range(4)]
    wide = made.card(1, 2, "wide")
    picture = made.picture()
    over = box(picture, wide)
    assert over.w == 2 * 186 - 16
    assert picture.cards.cell_of(wide) == made.cell(1)
    assert picture.cards.crossing == {made.cell(2): (wide,)}
    spans = {span.id: span for span in picture.stages}
    left = min(spans[made.stages[1]].start, spans[made.stages[2]].start)
    assert over.x == left + 8
    for stage in (1, 2):
        assert box(picture, own[stage]).y == over.y + over.h + 8
    assert picture.cards[wide].words.split(", ")[1] in ("B to C", "B עד C")


def test_spanning_cards_lie_in_bands_that_do_not_overlap(made: Made) -> None:
    wide = [made.card(*ends) for ends in ((0, 2), (1, 3), (2, 3), (0, 1), (0, 3))]
    own = [made.card(stage) for stage in range(4) for _n in range(2)]
    picture = made.picture()
    boxes = [box(picture, id) for id in (*wide, *own)]
    for k, one in enumerate(boxes):
        assert not any(one.meets(other) for other in boxes[k + 1 :])
    lane = picture.lanes[0]
    assert all(lane.start + 8 <= one.y and one.y + one.h <= lane.end - 8 for one in boxes)
    assert box(picture, wide[0]).y == lane.start + 8


def test_a_spanning_cards_text_grows_its_band_and_its_lane(made: Made) -> None:
    wide = made.card(0, 1, "long " * 60)
    below = made.card(1)
    before = made.picture()
    verbs.set_fields(made.document, "card", [wide], title="long " * 120)
    after = made.picture()
    grown = box(after, wide).h - box(before, wide).h
    assert grown > 0
    assert box(after, below).y == box(before, below).y + grown
    assert after.lanes[0].size == before.lanes[0].size + grown


def test_a_card_that_is_written_grows_also_when_it_spans(made: Made) -> None:
    wide = made.card(0, 1, "short")
    card = made.document["card", wide]
    grown = made.picture(Options(draft=Draft(card._replace(title="long " * 60))))
    assert box(grown, wide).h > box(made.picture(), wide).h
    assert box(grown, wide).w == box(made.picture(), wide).w


def test_a_span_of_one_stage_or_backwards_is_an_ordinary_card(made: Made) -> None:
    card = made.card(2)
    with made.document.gesture("span_card", title="x") as g:
        g.change("card", card, until=made.stages[0])
    picture = made.picture()
    assert box(picture, card).w == 186 - 16
    assert picture.cards.crossing == {}


def test_spans_that_did_not_change_keep_their_group(made: Made) -> None:
    wide, other = made.card(0, 1), made.card(3)
    layouter = Layouter(made.document, made.map.id)
    before = layouter.layout()
    verbs.set_fields(made.document, "card", [other], title="Other")
    after = layouter.layout()
    assert after.cards[wide] is before.cards[wide]
    verbs.set_fields(made.document, "stage", [made.stages[1]], title="Named anew")
    assert "Named anew" in layouter.layout().cards[wide].words


def test_a_spanning_card_is_found_under_the_pointer_in_each_of_its_stages(made: Made) -> None:
    wide, own = made.card(0, 2), made.card(1)
    picture = made.picture()
    places = Places(picture)
    over, under = box(picture, wide), box(picture, own)
    for x in (over.x + 2, over.x + over.w / 2, over.x + over.w - 2):
        assert places.card_at(x, over.y + 5) == wide
    assert places.card_at(under.x + 5, under.y + 5) == own
    assert places.card_at(under.x + 5, over.y + over.h + 2) is None
    assert places.cell_of(wide) == made.cell(0)
    assert places.cards(made.cell(1)) == [own]
    assert places.crossing(made.cell(1)) == (wide,)


def test_a_rubber_band_catches_a_spanning_card_once_and_in_reading_order(made: Made) -> None:
    wide, own, far = made.card(0, 2), made.card(0), made.card(3)
    picture = made.picture()
    places = Places(picture)
    assert places.cards_in(Box(0, 0, picture.width, picture.height)) == [wide, own, far]
    last = next(span for span in picture.stages if span.id == made.stages[2])
    assert places.cards_in(Box(last.start + 10, 0, 50, picture.height)) == [wide]


def test_a_card_let_go_in_a_crossed_cell_lands_below_the_span(made: Made) -> None:
    wide = made.card(0, 2)
    picture = made.picture()
    places, over = Places(picture), box(picture, wide)
    slot = places.slot(made.cell(1), over.y + 1)
    assert slot.before is None
    assert slot.bar_y == over.y + over.h + 4
    assert places.end_of(made.cell(1)) == over.y + over.h + 8
    assert places.end_of(made.cell(0)) == over.y + over.h + 8
    own = made.card(1)
    places = Places(made.picture())
    assert places.slot(made.cell(1), over.y + 1).before == own
    assert places.lone_box(made.cell(2), 40).y == over.y + over.h + 8
