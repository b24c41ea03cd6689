"""The emotion curve: through its points, never beyond them, broken where nothing is known."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.hands.places import Box as Area
from canvas.hands.places import Places
from canvas.picture import emotion
from canvas.picture.crowd import REACH, Box, Crowd
from canvas.picture.display import Group, Item, Path, Picture, Text
from canvas.picture.frame import Frame
from canvas.picture.layout import Options, layout
from canvas.picture.shapes import STAR_OUTLINE
from canvas.picture.spline import curve
from model import verbs
from model.document import Document
from model.records import Map
from model.views import Filter

pytestmark = pytest.mark.usefixtures("qapp")

POINTS = st.lists(st.tuples(st.floats(0, 10), st.floats(-2, 2)), min_size=1, max_size=12).map(sorted)


@given(POINTS)
@example([(0.0, -2.0), (0.1, 2.0), (0.1, -2.0), (9.0, 2.0)])
@example([(5.0, -2.0), (8.0, -5e-324), (9.0, 0.0)])
def test_the_curve_stays_between_each_two_points(points: list[tuple[float, float]]) -> None:
    pieces = curve(points)
    assert len(pieces) == len(points) - 1
    for piece, p, q in zip(pieces, points, points[1:], strict=False):
        assert piece.start == p
        assert piece.end == q
        low, high = min(p[1], q[1]) - 1e-9, max(p[1], q[1]) + 1e-9
        assert all(low <= piece.y(t / 20) <= high for t in range(21))


@given(POINTS.filter(lambda points: len(points) > 1), st.floats(-2, 2))
def test_a_piece_is_cut_where_it_passes_a_level(points: list[tuple[float, float]], level: float) -> None:
    for piece in curve(points):
        t = piece.crossing(level)
        passes = (piece.start[1] - level) * (piece.end[1] - level) < 0
        assert (t is not None) is passes
        if t is not None:
            before, after = piece.split(t)
            assert before.end == after.start
            assert before.end[1] == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize("value", [-2, -0.3, 0, 1.25, 2])
def test_a_value_and_its_place_give_each_other(value: float) -> None:
    lane = Frame(0, 300, 800, 128, False)
    assert emotion.value_at(lane, 300 + emotion.depth(lane, value)) == pytest.approx(value)


def test_no_place_gives_a_value_beyond_the_scale() -> None:
    lane = Frame(0, 300, 800, 128, False)
    assert emotion.value_at(lane, 0) == 2
    assert emotion.value_at(lane, 9999) == -2


@pytest.fixture(params=["en", "he"])
def map(request: pytest.FixtureRequest, document: Document) -> Map:
    return verbs.new_map(document, language=request.param, stages=["A", "B", "C", "D"])


def feel(document: Document, map: Map, values: dict[int, float], persona: int | None = None) -> list[int]:
    stages = document.children("stage", map=map.id)
    return [verbs.set_emotion(document, stages[k].id, v, persona=persona).id for k, v in values.items()]


def lines(picture: Picture, colour: str) -> list[Path]:
    """The curves drawn in a colour, without its markers."""
    items = [item for group in picture.figures if group.role == "curve" for item in group.items]
    return [item for item in items if isinstance(item, Path) and item.stroke == colour and item.fill is None]


def words(picture: Picture) -> list[str]:
    items: list[Item] = [item for group in picture.figures if group.role == "curve" for item in group.items]
    return [item.block.text for item in items if isinstance(item, Text)]


def test_points_stand_in_their_stage_at_their_height(document: Document, map: Map) -> None:
    ids = feel(document, map, {0: 2.0, 1: -2.0, 2: 0.0, 3: 1.0})
    picture = layout(document, map.id)
    assert set(picture.points) == set(ids)
    centres = [(g.x + g.w / 2, g.y + g.h / 2) for g in (picture.points[id] for id in ids)]
    for span, (x, _) in zip(picture.stages, centres, strict=True):
        assert x == pytest.approx(span.start + span.size / 2)
    heights = [y for _, y in centres]
    assert heights[0] < heights[3] < heights[2] < heights[1]
    assert [picture.group(("emotion", id)) for id in ids] == [picture.points[id] for id in ids]
    assert picture.points[ids[3]].words == "D, \u2066+1.0\u2069"


def test_a_stage_without_points_is_a_gap_and_says_so(document: Document, map: Map) -> None:
    feel(document, map, {0: 1.0, 1: 0.5, 3: -1.0})
    picture = layout(document, map.id)
    (path,) = lines(picture, "curve_1")
    assert len(path.commands) == 2
    assert set(words(picture)) & {"no data", "אין נתון"}


def test_areas_are_tinted_by_their_side(document: Document, map: Map) -> None:
    feel(document, map, {0: 1.0, 1: -1.0})
    picture = layout(document, map.id)
    fills = [i.fill for g in picture.figures for i in g.items if isinstance(i, Path) and i.fill]
    assert [fill for fill in fills if fill.startswith("mood")] == ["mood_pos", "mood_neg"]


def test_each_persona_has_its_own_line_and_markers(document: Document, map: Map) -> None:
    personas = [
        verbs.add_persona(document, map.id, name, kind)
        for name, kind in [("Ido", "ideal"), ("Dana", "actual"), ("Noa", "actual")]
    ]
    for k, persona in enumerate(personas):
        feel(document, map, {0: 1.5 - 1.5 * k, 1: 1.2 - 1.5 * k, 2: 1.5 - 1.5 * k}, persona.id)
    picture = layout(document, map.id)
    (solid,), (dashed,), (dotted,) = (lines(picture, f"curve_{k}") for k in (1, 2, 3))
    assert solid.width == 2.6
    assert not solid.dash
    assert dashed.dash == (7, 5)
    assert dotted.dash == (1.5, 4)
    said = " ".join(words(picture))
    assert all(name in said for name in ("Ido", "Dana", "Noa"))


@pytest.mark.parametrize("value", [-2.0, 0.0, 2.0])
def test_points_of_several_personas_at_one_place_are_all_seen(
    document: Document, map: Map, value: float
) -> None:
    stages = document.children("stage", map=map.id)
    personas = [verbs.add_persona(document, map.id, name, kind).id for name, kind in (
        ("Dana", "actual"), ("Dana", "ideal"), ("Noa", "actual"),
    )]  # fmt: skip
    for stage in stages:
        for persona in personas:
            verbs.set_emotion(document, stage.id, value, persona=persona)
    picture = layout(document, map.id)
    lane = next(span for span in picture.lanes if document["lane", span.id].kind == "emotion")
    frame = Frame(0, lane.start, picture.width, lane.size, False)
    for stage in stages:
        points = document.children("emotion", stage=stage.id)
        middles = sorted(picture.points[p.id].x + picture.points[p.id].w / 2 for p in points)
        assert all(b - a >= 12 for a, b in pairwise(middles))
        for point in points:
            group = picture.points[point.id]
            assert picture.stage_at(group.x + group.w / 2).id == stage.id
            assert emotion.value_at(frame, group.y + group.h / 2) == pytest.approx(value)


def test_the_curve_of_a_map_without_personas(document: Document, map: Map) -> None:
    feel(document, map, {0: 1.0, 1: 0.5})
    assert len(lines(layout(document, map.id), "curve_1")) == 1


def test_a_moment_of_truth_has_a_star_on_the_curve(document: Document, map: Map) -> None:
    ids = feel(document, map, {0: 1.0, 1: -1.0})
    stage = document.children("stage", map=map.id)[1]
    lane = next(lane for lane in document.children("lane", map=map.id) if lane.kind == "moments_of_truth")
    verbs.add_card(document, stage.id, lane.id, "moment_of_truth", "buys")
    picture = layout(document, map.id)
    (star,) = [
        item for group in picture.figures if isinstance(group, Group) for item in group.items
        if isinstance(item, Path) and item.width == STAR_OUTLINE and item.fill == "truth"
    ]  # fmt: skip
    face = picture.points[ids[1]]
    assert star.commands[0][1] == pytest.approx(face.x + face.w / 2)
    assert star.commands[0][2] < face.y


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("value", [1.5, -1.5])
def test_a_persona_without_a_curve_is_asked_for(document: Document, language: str, value: float) -> None:
    map = verbs.new_map(document, "m", language=language, stages=("A", "B"), lanes=("emotion",))
    first, second = document.children("stage", map=map.id)
    dana = verbs.add_persona(document, map.id, "Dana").id
    noa = verbs.add_persona(document, map.id, "Noa").id
    assert not any("Noa" in group.words for group in layout(document, map.id).figures)
    verbs.set_emotion(document, first.id, value, persona=dana)
    verbs.set_emotion(document, second.id, 0.5, persona=dana)
    picture = layout(document, map.id)
    (hint,) = (group for group in picture.figures if group.role == "hint")
    assert "Noa" in hint.words
    (lane,) = picture.lanes
    (point,) = (p for id, p in picture.points.items() if document["emotion", id].value == value)
    middle = lane.start + lane.size / 2
    assert (hint.y > middle) is (point.y < middle)  # on the side that the curve leaves free
    assert picture.stages[0].start <= hint.x
    assert hint.x + hint.w <= picture.stages[0].end
    verbs.set_emotion(document, second.id, 0.5, persona=noa)
    assert not any(group.role == "hint" for group in layout(document, map.id).figures)


BOXES = st.tuples(*(st.floats(0, 300) for _ in range(2)), *(st.floats(1, 90) for _ in range(2)))


@given(st.lists(BOXES, max_size=12), BOXES)
def test_crowd_finds_the_nearest_box(boxes: list[Box], own: Box) -> None:
    crowd = Crowd()
    crowd.add(boxes)
    along, down, w, h = own
    gaps = [max(x - along - w, along - x - wide, y - down - h, down - y - high) for x, y, wide, high in boxes]
    assert crowd.clearance(*own) == pytest.approx(min([REACH, *gaps]))


def test_a_filter_by_persona_makes_other_curves_faint(document: Document, map: Map) -> None:
    stage = document.children("stage", map=map.id)[0].id
    dana, noa = (verbs.add_persona(document, map.id, name).id for name in ("Dana", "Noa"))
    hers, other = (verbs.set_emotion(document, stage, 1.0, persona=persona).id for persona in (dana, noa))
    picture = layout(document, map.id, Options(filter=Filter(personas=frozenset({dana}))))
    assert (picture.points[hers].opacity, picture.points[other].opacity) == (1.0, 0.28)
    places, group = Places(picture), picture.points[other]
    assert places.point_at(group.x + 10, group.y + 10, 0) is None
    assert places.points_in(Area(0, 0, picture.width, picture.height)) == [hers]
    plain = layout(document, map.id)
    assert {group.opacity for group in (*plain.points.values(), *plain.figures)} == {1.0}
