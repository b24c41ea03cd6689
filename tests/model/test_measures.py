"""Every formula against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import measures
from model.answers import Tally
from model.measures import StageDropOff, funnel
from model.records import DropOff


def rows(*entered: int, **columns: list[int | None]) -> list[DropOff]:
    completed = columns.get("completed", [None] * len(entered))
    left = columns.get("left", [None] * len(entered))
    counts = zip(entered, completed, left, strict=True)
    return [DropOff(i, 1, 10 + i, i, *row) for i, row in enumerate(counts)]


def test_nps_is_promoters_less_detractors() -> None:
    score = measures.nps({10: 3, 9: 2, 8: 2, 7: 1, 6: 1, 0: 1})
    assert (score.value, score.n) == (30, 10)
    # variance of five +1, three 0, two -1 around 0.3 is 0.61 · 10 / 9; half = 1.96 · √(0.6778 / 10)
    assert score.low == pytest.approx(30 - 51.03, abs=0.01)
    assert score.high == pytest.approx(30 + 51.03, abs=0.01)
    assert score.mean == pytest.approx(7.7)


def test_nps_interval_stays_on_the_scale() -> None:
    assert measures.nps({10: 9, 0: 1}).high == 100
    assert measures.nps({0: 9, 10: 1}).low == -100


def test_one_answer_tells_no_interval() -> None:
    assert measures.nps({9: 1})[2:6] == (100, 1, None, None)
    assert measures.stars({4: 1})[2:6] == (4, 1, None, None)


OUTSIDE = [("nps", 11), ("nps", -1), ("csat5", 6), ("ces7", 0), ("stars5", 0.5)]


@pytest.mark.parametrize(("scale", "answer"), OUTSIDE)
def test_an_answer_outside_its_scale_is_an_error(scale: str, answer: float) -> None:
    with pytest.raises(ValueError, match=r"outside"):
        measures.score(scale, {answer: 1})


def test_no_answers_have_no_score() -> None:
    with pytest.raises(ValueError, match="no answers"):
        measures.nps({})


def test_csat_is_the_share_of_the_two_best() -> None:
    score = measures.csat({5: 40, 4: 33, 3: 20, 2: 15, 1: 10})
    assert score.value == pytest.approx(100 * 73 / 118)
    assert score.mean == pytest.approx((200 + 132 + 60 + 30 + 10) / 118)
    # Wilson, 73 of 118
    assert score.low == pytest.approx(52.86, abs=0.01)
    assert score.high == pytest.approx(70.12, abs=0.01)


def test_csat_of_seven_counts_six_and_seven() -> None:
    assert measures.csat({7: 1, 6: 1, 5: 2}, "csat7").value == 50


def test_ces_is_a_mean_where_seven_is_easy() -> None:
    score = measures.ces({7: 1, 4: 2, 1: 1})
    assert (score.value, score.n, score.scale) == (4, 4, "ces7")
    assert score.low == pytest.approx(4 - 1.959964 * (6 / 4) ** 0.5)


def test_reversed_ces_is_turned() -> None:
    assert measures.ces({1: 3, 2: 1}, "ces7r")[:4] == ("ces", "ces7", 6.75, 4)
    assert measures.ces({1: 1}, "ces5r").value == 5


def test_the_older_ces_keeps_its_name() -> None:
    assert measures.score("ces5", {5: 2, 4: 2})[:3] == ("ces", "ces5", 4.5)


def test_stars_are_a_mean() -> None:
    score = measures.score("stars5", {5: 3, 4: 1})
    assert (score.measure, score.value, score.high) == ("stars", 4.75, 5)


@given(st.dictionaries(st.integers(0, 10), st.integers(1, 1000), min_size=1))
def test_every_interval_holds_its_value_within_the_scale(counts: dict[float, int]) -> None:
    score = measures.nps(counts)
    assert -100 <= score.value <= 100
    if score.low is not None and score.high is not None:
        assert -100 <= score.low <= score.value + 1e-9
        assert score.value - 1e-9 <= score.high <= 100


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_holds_the_share(part: int, more: int) -> None:
    low, high = measures.wilson(part, part + more)
    assert 0 <= low <= part / (part + more) <= high <= 1


def test_scores_come_in_one_order_however_many_answers_each_has() -> None:
    answers = [
        Tally(1, scale, 4.0, "", n) for n, scale in enumerate(("stars5", "ces7", "csat5", "nps"), start=1)
    ]
    assert list(measures.feedback(answers).scores) == ["nps", "csat", "ces", "stars"]
    assert list(measures.feedback(reversed(answers)).scores) == ["nps", "csat", "ces", "stars"]


def test_of_two_scales_as_much_used_it_is_always_the_same_one() -> None:
    answers = [Tally(1, "ces5", 5.0, "", 3), Tally(1, "ces7", 1.0, "", 3)]
    assert measures.feedback(answers) == measures.feedback(answers[::-1])
    assert measures.feedback(answers).scores["ces"].scale == "ces7"


def test_closed_funnel_looks_forward_and_its_last_step_completes() -> None:
    steps = funnel(rows(1240, 486, 402, 171, 96), is_open=False)
    assert [s.left for s in steps] == [754, 84, 231, 75, 0]
    assert [s.completed for s in steps] == [486, 402, 171, 96, 96]
    assert steps[0].abandonment_rate == pytest.approx(0.608, abs=1e-3)
    assert steps[0].completion_rate == pytest.approx(1 - 754 / 1240)
    assert steps[4] == StageDropOff(96, 96, 0, 1, 0, 96 / 1240)


def test_what_the_file_says_wins() -> None:
    steps = funnel(rows(100, 60, completed=[None, 22], left=[35, None]), is_open=False)
    assert [(s.completed, s.left) for s in steps] == [(65, 35), (22, 38)]
    assert steps[0].abandonment_rate == 0.35


def test_a_step_before_a_gap_says_nothing_of_who_left() -> None:
    first, _, third = rows(1000, 800, 100)
    steps = funnel([first, third], is_open=False, steps=3)
    assert steps[0] == StageDropOff(1000, None, None, None, None, 1)
    assert steps[1] == StageDropOff(100, 100, 0, 1, 0, 0.1)
    own = funnel([first._replace(left=200), third], is_open=False, steps=3)
    assert own[0] == StageDropOff(1000, 800, 200, 0.8, 0.2, 1)


def test_the_step_before_a_missing_last_one_does_not_complete() -> None:
    steps = funnel(rows(1000, 800), is_open=False, steps=3)
    assert steps[0].left == 200
    assert steps[1] == StageDropOff(800, None, None, None, None, 0.8)


def test_of_parts_that_are_more_than_the_whole_those_who_left_are_believed() -> None:
    (step, _) = funnel(rows(600, 200, completed=[300, None], left=[400, None]), is_open=False)
    assert step == StageDropOff(600, 200, 400, 200 / 600, 400 / 600, 1)


def test_an_open_funnel_takes_only_the_files_own_columns() -> None:
    steps = funnel(rows(100, 60, 50, left=[10, None, None]), is_open=True)
    assert steps[0] == StageDropOff(100, 90, 10, 0.9, 0.1)
    assert steps[1] == StageDropOff(60, None, None, None, None)
    assert steps[2].completed is None


def test_numbers_that_rise_are_no_closed_funnel() -> None:
    steps = funnel(rows(23608, 17623, 12406, 385477), is_open=False)
    assert {(s.left, s.completion_rate, s.conversion) for s in steps} == {(None, None, None)}


def test_nobody_entered_no_rate() -> None:
    steps = funnel(rows(0, 0), is_open=False)
    assert steps == [StageDropOff(0, 0, 0, None, None)] * 2


def test_an_empty_funnel() -> None:
    assert funnel([], is_open=False) == []
