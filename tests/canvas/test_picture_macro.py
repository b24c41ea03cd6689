"""The macro view: a block for each stage with its figures, in the map's language and direction."""

from __future__ import annotations

from itertools import pairwise

import pytest

from canvas.picture.display import Group, Item, Path, Picture, Text
from canvas.picture.layout import Layouter, Options, layout
from model import verbs
from model.document import Document
from model.records import Map
from model.views import Filter
from tests.gallery import figures, rich_map

pytestmark = pytest.mark.usefixtures("qapp")
MACRO = Options(macro=True)


def flat(items: tuple[Item, ...]) -> list[Item]:
    return [one for item in items for one in (flat(item.items) if isinstance(item, Group) else [item])]


def texts(group: Group) -> list[str]:
    found = [item.block.text for item in flat(group.items) if isinstance(item, Text)]
    return ["".join(char for char in text if char not in "\u2066\u2069") for text in found]


@pytest.fixture(params=["he", "en"])
def rich(request: pytest.FixtureRequest, document: Document) -> tuple[Document, Map, Picture]:
    map, known = rich_map(document, request.param)
    return document, map, layout(document, map.id, Options(figures=known, macro=True))


def test_each_stage_is_one_block_under_its_header(rich) -> None:
    document, map, picture = rich
    stages = document.children("stage", map=map.id)
    assert picture.macro
    assert [group.ref for group in picture.figures] == [("stage", stage.id) for stage in stages]
    assert [head.ref for head in picture.header] == [group.ref for group in picture.figures]
    assert not any((picture.lanes, picture.cards, picture.points, picture.links))
    for span, block in zip(picture.stages, picture.figures, strict=True):
        assert (block.x, block.w) == (span.start + 8, span.size - 16)
        assert picture.header_height < block.y
        assert block.y + block.h < picture.height
    xs = [block.x for block in picture.figures]
    assert xs == sorted(xs, reverse=picture.rtl)
    side = picture.width - picture.title_width if picture.rtl else 0
    assert [title.x for title in picture.titles] == [side]


def test_everything_a_block_says_lies_within_it(rich) -> None:
    _document, _map, picture = rich
    for block in picture.figures:
        for item in flat(block.items):
            if isinstance(item, Text):
                for line in item.block.lines:
                    assert block.x <= item.x + line.x
                    assert item.x + line.x + line.width <= block.x + block.w
                assert block.y <= item.y
                assert item.y + item.block.height <= block.y + block.h


def test_the_same_figure_of_all_stages_stands_in_one_row(rich) -> None:
    _document, _map, picture = rich
    rows = [{round(item.y1) for item in block.items if hasattr(item, "y1")} for block in picture.figures]
    assert all(a & b for a, b in pairwise(rows))
    assert len(picture.titles[0].words.split(", ")) >= 7


def test_a_block_says_its_counts_the_worst_pain_moods_and_who_left(document: Document) -> None:
    map = verbs.new_map(document, language="en", stages=("A", "B"), lanes=("touchpoints", "pains"))
    first, second = (stage.id for stage in document.children("stage", map=map.id))
    touchpoints, pains = (lane.id for lane in document.children("lane", map=map.id))
    for _n in range(3):
        verbs.add_card(document, first, touchpoints, "touchpoint", "t", owner="Sales")
    verbs.add_card(document, first, pains, "pain", "p", severity=2)
    dana = verbs.add_persona(document, map.id, "Dana").id
    verbs.set_emotion(document, first, -1.0, at=0.2, persona=dana)
    verbs.set_emotion(document, first, 0.5, at=0.8, persona=dana)
    known = figures([first, second], [1240, 486])
    a, b = layout(document, map.id, Options(figures=known, macro=True)).figures
    assert texts(a)[:5] == ["3", "touchpoints", "1", "pain", "At worst: Worked around"]
    assert "−0.2" in texts(a) or "−0.3" in texts(a)
    assert {"1,240", "people", "754 left, 60.8%"} <= set(texts(a))
    assert any(isinstance(item, Path) and item.hatch for item in a.items)
    assert texts(b)[:4] == ["No touchpoints", "No pains", "No moments of truth", "no data"]
    said = "3 touchpoints, 1 pain, At worst: Worked around, No moments of truth, Dana, actual: "
    assert a.words.startswith(said)
    heard = layout(document, map.id, MACRO).header[0].words
    assert heard.startswith(f"Stage 1: A, {said}")
    assert "Dana, actual" in layout(document, map.id, MACRO).titles[0].words


def test_rows_without_any_figure_are_left_out(document: Document) -> None:
    map = verbs.new_map(document, language="en", stages=("A",))
    assert layout(document, map.id, MACRO).titles[0].words == "Touchpoints, Pains, Moments of truth"


def test_an_open_funnel_has_no_leaks(document: Document) -> None:
    map = verbs.new_map(document, language="en", stages=("A", "B"))
    stages = [stage.id for stage in document.children("stage", map=map.id)]
    known = figures(stages, [100, 150])
    batch = known.batch._replace(open=1)
    picture = layout(document, map.id, Options(figures=known._replace(batch=batch), macro=True))
    assert not any(isinstance(item, Path) and item.hatch for block in picture.figures for item in block.items)


def test_the_filter_narrows_what_is_counted(document: Document) -> None:
    map = verbs.new_map(document, language="en", stages=("A",), lanes=("touchpoints",))
    stage, lane = document.children("stage", map=map.id)[0].id, document.children("lane", map=map.id)[0].id
    for owner in ("Sales", "Sales", "Service"):
        verbs.add_card(document, stage, lane, "touchpoint", "t", owner=owner)
    only = Options(macro=True, filter=Filter(owners=frozenset({"Service"})))
    assert texts(layout(document, map.id, only).figures[0])[:2] == ["1", "touchpoint"]


@pytest.mark.parametrize(("language", "by_filter", "by_lane"), [
    ("en", "hidden by filter", "hidden lane"), ("he", "מוסתר במסנן", "מסלול מוסתר"),
])  # fmt: skip
def test_what_is_hidden_is_not_said_to_be_missing(
    document: Document, language: str, by_filter: str, by_lane: str
) -> None:
    map = verbs.new_map(document, language=language, stages=("A",), lanes=("touchpoints", "moments_of_truth"))
    stage = document.children("stage", map=map.id)[0].id
    touchpoints, truths = document.children("lane", map=map.id)
    verbs.add_card(document, stage, touchpoints.id, "touchpoint", "t", owner="Sales")
    verbs.add_card(document, stage, truths.id, "moment_of_truth", "m", owner="Service")
    verbs.set_lane_hidden(document, truths.id, hidden=True)
    only = Options(macro=True, filter=Filter(owners=frozenset({"Service"})))
    said = texts(layout(document, map.id, only).figures[0])
    assert said[0] == by_filter
    assert said[2] == by_lane
    assert texts(layout(document, map.id, MACRO).figures[0])[0] == "1"


@pytest.mark.parametrize("stages", [0, 1, 30])
def test_any_number_of_stages(document: Document, stages: int) -> None:
    map = verbs.new_map(document, stages=[f"{k}" for k in range(stages)])
    picture = layout(document, map.id, MACRO)
    assert len(picture.figures) == stages
    assert picture.height > picture.header_height


def test_the_cards_are_as_before_when_one_looks_closely_again(rich) -> None:
    document, map, _picture = rich
    layouter = Layouter(document, map.id)
    before = layouter.layout()
    layouter.layout(MACRO)
    after = layouter.layout()
    assert all(after.cards[id] is before.cards[id] for id in before.cards)
