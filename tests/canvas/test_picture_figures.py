"""Drop-off and feedback on the map: a figure never stands alone."""

from __future__ import annotations

import pytest

from canvas.picture import scores
from canvas.picture.display import Group, Item, Line, Path, Picture, Text
from canvas.picture.layout import Options, layout
from model import verbs
from model.document import Document
from model.measures import Feedback, Figures, Score, StageDropOff, StageFigures
from model.records import Map
from resources.words import words
from tests.gallery import figures

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(params=["en", "he"])
def map(request: pytest.FixtureRequest, document: Document) -> Map:
    return verbs.new_map(document, language=request.param, stages=["A", "B", "C"])


def stages(document: Document, map: Map) -> list[int]:
    return [stage.id for stage in document.children("stage", map=map.id)]


def groups(picture: Picture, role: str) -> list[Group]:
    return [group for group in picture.figures if group.role == role]


def texts(items: tuple[Item, ...]) -> list[str]:
    return ["".join(c for c in i.block.text if c not in "\u2066\u2069") for i in items if isinstance(i, Text)]


def paths(group: Group, fill: str) -> list[Path]:
    return [item for item in group.items if isinstance(item, Path) and item.fill == fill]


def down(path: Path) -> float:
    ys = [value for _, *numbers in path.commands for value in numbers[1::2]]
    return max(ys) - min(ys)


def closed(document: Document, map: Map, entered: list[int], unit: str = "persons") -> Picture:
    return layout(document, map.id, Options(figures=figures(stages(document, map), entered, unit)))


def test_the_rivers_depth_is_the_number_of_customers(document: Document, map: Map) -> None:
    picture = closed(document, map, [1000, 500, 250])
    depths = [down(paths(group, "river")[0]) for group in groups(picture, "drop_off")]
    assert depths == pytest.approx([58, 29, 14.5])
    tops = {paths(group, "river")[0].commands[0][2] for group in groups(picture, "drop_off")}
    assert len(tops) == 1


def test_a_leak_is_as_wide_as_what_is_lost_and_at_least_three(document: Document, map: Map) -> None:
    picture = closed(document, map, [1000, 500, 499])
    thick, thin, last = (paths(group, "leak") for group in groups(picture, "drop_off"))
    widths = [abs(leak.commands[2][1] - leak.commands[4][1]) for (leak,) in (thick, thin)]
    assert widths == pytest.approx([29, 3])
    assert thick[0].hatch == "leak_edge"
    assert last == []


def test_counts_stand_with_their_unit_and_losses_with_their_share(document: Document, map: Map) -> None:
    shown = [texts(group.items) for group in groups(closed(document, map, [1240, 486, 402]), "drop_off")]
    people, left = ("people", "left") if map.language == "en" else ("אנשים", "עזבו")
    assert shown[0] == ["1,240", people, shown[0][2], "60.8%"]
    assert {"754", left} <= set(shown[0][2].split())
    assert shown[2] == ["402", people]
    assert "486" in groups(closed(document, map, [1240, 486, 402]), "drop_off")[1].words


def test_counts_without_a_unit_stand_alone(document: Document, map: Map) -> None:
    shown = texts(groups(closed(document, map, [5, 5, 5], ""), "drop_off")[0].items)
    assert shown == ["5"]


def test_the_last_stages_leak_stays_on_the_map(document: Document, map: Map) -> None:
    known = figures(stages(document, map), [100, 90, 80])
    last = stages(document, map)[2]
    known.stages[last] = StageFigures(StageDropOff(80, 20, 60, 0.25, 0.75), Feedback(0, {}))
    picture = layout(document, map.id, Options(figures=known))
    (leak,) = paths(groups(picture, "drop_off")[2], "leak")
    xs = [value for _, *numbers in leak.commands for value in numbers[::2]]
    span = picture.stages[2]
    assert min(xs) >= span.start
    assert max(xs) <= span.end


def test_an_open_funnel_has_no_leaks_and_says_why(document: Document, map: Map) -> None:
    ids = stages(document, map)
    unknown = {id: StageFigures(StageDropOff(100, None, None, None, None), Feedback(0, {})) for id in ids[:2]}
    unknown[ids[2]] = StageFigures(None, Feedback(0, {}))
    picture = layout(document, map.id, Options(figures=Figures(unknown, Feedback(0, {}), 0, None)))
    first, _second, nothing = groups(picture, "drop_off")
    assert not paths(first, "leak")
    assert words(map.language)("Left: cannot be computed") in texts(first.items)
    assert any(isinstance(item, Line) and item.dash for item in first.items)
    assert len(texts(nothing.items)) == 1


def test_an_open_funnels_own_count_is_said_without_a_leak(document: Document, map: Map) -> None:
    known = figures(stages(document, map), [100, 90, 80])
    assert known.batch
    picture = layout(document, map.id, Options(figures=known._replace(batch=known.batch._replace(open=1))))
    first = groups(picture, "drop_off")[0]
    assert not paths(first, "leak")
    assert any("10" in text.split() for text in texts(first.items))


def test_a_funnel_of_zeros_is_drawn(document: Document, map: Map) -> None:
    ids = stages(document, map)
    zeros = {id: StageFigures(StageDropOff(0, 0, 0, None, None), Feedback(0, {})) for id in ids}
    picture = layout(document, map.id, Options(figures=Figures(zeros, Feedback(0, {}), 0, None)))
    assert [texts(group.items) for group in groups(picture, "drop_off")] == [["0"]] * 3


def shown_scores(document: Document, map: Map, *found: Score) -> Picture:
    ids = stages(document, map)
    feedback = Feedback(sum(score.n for score in found), {score.measure: score for score in found})
    known = {id: StageFigures(None, Feedback(0, {})) for id in ids} | {ids[0]: StageFigures(None, feedback)}
    return layout(document, map.id, Options(figures=Figures(known, feedback, 0, None)))


def test_a_score_stands_with_its_method_n_and_interval(document: Document, map: Map) -> None:
    picture = shown_scores(document, map, Score("csat", "csat5", 62, 118, 53, 70, 3.6))
    first, second, _ = groups(picture, "feedback")
    to = "to" if map.language == "en" else "עד"
    assert texts(first.items)[:3] == ["62%", "CSAT", "n = 118"]
    assert texts(first.items)[-1] == f"53% {to} 70%"
    assert texts(second.items) == ["No feedback yet" if map.language == "en" else "עוד אין משוב"]


def test_several_scores_of_a_stage_make_the_lane_higher(document: Document, map: Map) -> None:
    csat, nps = Score("csat", "csat5", 62, 118, 53, 70, 3.6), Score("nps", "nps", 31, 212, 20, 42, 8)
    one, two = shown_scores(document, map, csat), shown_scores(document, map, csat, nps)
    assert two.height > one.height
    assert {"+31", "62%", "n = 212"} <= set(texts(groups(two, "feedback")[0].items))


def test_answers_without_a_score_are_counted(document: Document, map: Map) -> None:
    ids = stages(document, map)
    known = {id: StageFigures(None, Feedback(k * 7, {})) for k, id in enumerate(ids)}
    picture = layout(document, map.id, Options(figures=Figures(known, Feedback(21, {}), 0, None)))
    assert ["7" in texts(group.items)[0] for group in groups(picture, "feedback")] == [False, True, False]


def test_on_a_narrow_stage_the_interval_stands_below_its_name(document: Document, map: Map) -> None:
    ids = stages(document, map)
    answers = Feedback(118, {"csat": Score("csat", "csat5", 62, 118, 53, 70, 3.6)})
    known = Figures({id: StageFigures(None, answers) for id in ids}, answers, 0, None)
    wide, narrow = (layout(document, map.id, Options(known, stage_width=width)) for width in (300.0, 140.0))
    assert narrow.height > wide.height
    for picture, below in ((wide, False), (narrow, True)):
        name, ends = [i for i in groups(picture, "feedback")[0].items if isinstance(i, Text)][-2:]
        assert (ends.y > name.y) is below


def test_one_answer_has_no_interval(document: Document, map: Map) -> None:
    picture = shown_scores(document, map, Score("stars", "stars5", 5, 1, None, None, 5))
    assert words(map.language)("one answer: no interval") in texts(groups(picture, "feedback")[0].items)


@pytest.mark.parametrize(
    ("score", "colour"),
    [
        (Score("nps", "nps", 31, 212, 20, 42, 8), "promoter"),
        (Score("csat", "csat5", 50, 48, 36, 64, 3.5), "passive"),
        (Score("ces", "ces7", 3.4, 187, 3.1, 3.7, 3.4), "detractor"),
        (Score("stars", "stars5", 5, 1, None, None, 5), "passive"),
    ],
)
def test_a_scores_colour_is_judged_by_its_interval(score: Score, colour: str) -> None:
    assert scores.colour(score) == colour


def test_the_dot_of_few_answers_is_hollow(document: Document, map: Map) -> None:
    few = shown_scores(document, map, Score("nps", "nps", -38, 29, -61, -15, 5))
    many = shown_scores(document, map, Score("nps", "nps", -38, 30, -61, -15, 5))
    dots = [groups(picture, "feedback")[0].items for picture in (few, many)]
    fills = [[item.fill for item in items if getattr(item, "radius", 0) >= 4] for items in dots]
    assert fills == [["card"], ["detractor"]]
