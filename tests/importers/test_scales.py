"""Scales: what a header says of its own scale, and scores in the ways people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.grades import graded
from importers.scales import Told, told_by
from tests.importers.tables import check, codes, mapping, write_text


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("CSAT (1-7)", Told(1, 7)),
        ("Satisfaction (1–10)", Told(1, 10)),
        ("שביעות רצון (1 עד 10)", Told(1, 10)),
        ("שביעות רצון (מ-1 עד 10)", Told(1, 10)),
        ("Score from 0 to 10", Told(0, 10)),
        ("Rating out of 10", Told(None, 10)),
        ("ציון מתוך 5", Told(None, 5)),
        ("CES (1 = very easy, 7 = very difficult)", Told(1, 7, True)),
        ("CES (1 = very difficult, 7 = very easy)", Told(1, 7, False)),
        ("מאמץ (1=קל מאוד, 7=קשה מאוד)", Told(1, 7, True)),
        ("CES score (7 = very difficult)", Told(None, None, True)),
        ("Customer Effort Score (1-5, 5 = very easy)", Told(1, 5, False)),
        ("Satisfaction (1 = very satisfied, 5 = very dissatisfied)", Told(1, 5, True)),
        ("Ease (1 = not easy, 5 = easy)", Told(1, 5, False)),
        ("NPS", Told()),
        ("Score 2024-25", Told()),
    ],
)
def test_what_a_header_says_of_its_scale(header: str, told: Told) -> None:
    assert told_by(header) == told


@pytest.mark.parametrize(
    ("header", "values", "scale"),
    [
        ("CSAT (1-7)", range(1, 6), "csat7"),
        ("CSAT (1-5)", range(1, 5), "csat5"),
        ("Satisfaction (1-10)", range(1, 6), ""),
        ("שביעות רצון (1 עד 10)", range(1, 6), ""),
        ("Rating out of 10", range(1, 6), ""),
        ("Stars (1-5)", range(1, 5), "stars5"),
        ("Score (0-10)", range(1, 6), "nps"),
        ("NPS (0-10)", range(1, 6), "nps"),
        ("באיזו מידה תמליץ עלינו (1-5)", range(1, 6), ""),
        ("מה הסיכוי שתמליצו עלינו לחבר (0-10)", range(0, 11), "nps"),
        ("CES (1 = very easy, 7 = very difficult)", range(1, 8), "ces7r"),
        ("מאמץ (1=קל מאוד, 7=קשה מאוד)", range(1, 8), "ces7r"),
        ("CES score (7 = very difficult)", range(1, 8), "ces7r"),
        ("CES (1-7)", range(1, 6), "ces7"),
        ("Customer Effort Score (1-5, 5 = very easy)", range(1, 6), "ces5"),
        ("How difficult was it to solve your issue? (1-7)", range(1, 8), ""),
        ("כמה קשה היה לטפל בפנייה?", range(1, 8), ""),
        ("Satisfaction (1 = very satisfied, 5 = very dissatisfied)", range(1, 6), ""),
        ("Dissatisfaction (1-5)", range(1, 6), ""),
        ("score", range(2), ""),
        ("כמה קל היה לך? (1-7)", range(2, 6), "ces7"),
        ("כמה קל היה לך? (1 = קל מאוד, 7 = קשה מאוד)", range(2, 6), "ces7r"),
        ("כמה קשה היה לך? (1 = קשה מאוד, 7 = קל מאוד)", range(2, 6), "ces7"),
        ("עד כמה היית שבע רצון? (1-5)", range(2, 6), "csat5"),
        ("עד כמה הייתם מרוצים? (1-7)", range(2, 6), "csat7"),
        ("מה הסיכוי שתמליצו עלינו לחבר?", range(11), "nps"),
        ("מה הסיכוי שתמליצו עלינו לחבר?", range(2, 6), ""),
        ("מה הסיכוי שתמליצו עלינו לחבר? (0 עד 10)", range(2, 6), "nps"),
    ],
)
def test_a_scale_in_the_header_comes_before_the_values(
    tmp_path: Path, header: str, values: range, scale: str
) -> None:
    rows = "".join(f"{value},some words of the customer\n" for value in values for _ in range(3))
    found = check(write_text(tmp_path, f'"{header}",comment\n{rows}'))
    assert found.scale == scale
    if not scale:
        assert found.obstacle is not None
        assert found.obstacle.code == "scale_unknown"
        assert found.importable == 0


def test_a_guessed_scale_is_told(tmp_path: Path) -> None:
    for header in ("NPS", "score", "ציון"):
        text = f"{header},comment\n" + "".join(f"{n},words\n" for n in (1, 2, 3, 4, 5))
        assert "scale_unsure" in codes(check(write_text(tmp_path, text)))


def test_many_scores_outside_a_scale_are_a_wrong_scale(tmp_path: Path) -> None:
    text = "CSAT (1-5),comment\n" + "".join(f"{n},words\n" for n in range(1, 11))
    found = check(write_text(tmp_path, text))
    assert found.obstacle is not None
    assert found.obstacle.code == "scale_unknown"
    assert (check(write_text(tmp_path, text), scale="csat5").good, found.importable) == (5, 0)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (9, (9, None)), ("9", (9, None)), ("9/10", (9, 10)), ("4 out of 5", (4, 5)), ("8 מתוך 10", (8, 10)),
        ("9 - very likely", (9, None)), ("4 stars", (4, None)), ("5 כוכבים", (5, None)), ("★★★★", (4, None)),
        ("★★★☆☆", (3, 5)), ("⭐⭐⭐", (3, None)), ("very likely", None),
        ("3 of 4 days in 2024", None), ("", None), (True, None),
    ],
)  # fmt: skip
def test_scores_as_people_write_them(cell: object, read: object) -> None:
    assert graded(cell) == read


def test_scores_with_words_come_in(tmp_path: Path) -> None:
    text = "NPS,comment\n10/10,a\n9/10,b\n3/10,c\n4/5,d\n"
    found = check(write_text(tmp_path, text))
    assert (found.scale, found.good) == ("nps", 3)
    assert [(r.cell, r.code) for r in found.refusals] == [("A5", "score_of_other_scale")]
    words = "How likely are you to recommend us?,comment\n9 - very likely,a\n0 - not at all,b\n7,c\n"
    assert (check(write_text(tmp_path, words)).good, check(write_text(tmp_path, words)).scale) == (3, "nps")
    stars = check(write_text(tmp_path, "Rating,Review\n★★★★,a\n★★★★★,b\n★☆☆☆☆,c\n"))
    assert (stars.good, stars.scale) == (3, "stars5")


@pytest.mark.parametrize("header", ["NPS", "Satisfaction", "שביעות רצון", "Rating"])
def test_scores_that_cannot_be_read_are_never_lost_in_silence(tmp_path: Path, header: str) -> None:
    path = write_text(tmp_path, f"{header},comment\nVery satisfied,fine\nNeutral,well\nSatisfied,good\n")
    found = check(path)
    assert found.obstacle is not None
    assert (found.obstacle.code, found.obstacle.params["column"]) == ("scores_unread", header)
    told = check(path, headers={"score": ""})
    assert (told.obstacle, told.good, "score" in told.mapping) == (None, 3, False)


def test_a_chosen_scale_that_many_scores_do_not_fit_is_told_first_of_all(tmp_path: Path) -> None:
    path = write_text(tmp_path, "NPS,comment\n" + "".join(f"{n},words\n" for n in range(11)))
    first = check(path, scale="csat5").warnings[0]
    assert (first.code, dict(first.params)) == ("scale_misfit", {"column": "NPS", "n": 6, "of": 11})
    assert "scale_misfit" not in codes(check(path, scale="nps"))


def test_a_single_score_outside_a_scale_that_the_header_names_is_an_error_row(tmp_path: Path) -> None:
    header = "כמה קל היה לך? (1 = קל מאוד, 7 = קשה מאוד)"
    found = check(write_text(tmp_path, f'"{header}",הערה\n2,קל\n6,קשה\n8,אחר\n'))
    assert (found.scale, found.good, found.refused) == ("ces7r", 2, 1)


def test_the_chosen_column_of_scores_is_not_told_as_left_out(tmp_path: Path) -> None:
    path = write_text(tmp_path, "nps,q5_osat,comment\n" + "".join(f"{n},{n},words\n" for n in range(1, 6)))
    for column, other in (("q5_osat", "nps"), ("nps", "q5_osat")):
        found = check(path, headers={"score": column}, scale="csat5")
        told = {
            note.code: list(note.params["columns"]) for note in found.warnings if "columns" in note.params
        }
        assert told == {"other_scores": [other]}


def test_a_scale_without_scores_is_asked_for(tmp_path: Path) -> None:
    path = write_text(tmp_path, "comment,date\nfine,2026-01-01\nwell,2026-01-02\n")
    found = check(path, scale="nps")
    assert found.obstacle is not None
    assert found.obstacle.code == "no_score_column"


def test_columns_may_be_chosen_by_their_headers(tmp_path: Path) -> None:
    path = write_text(tmp_path, "Q1,Q2,When\n9,fine,2026-01-01\n3,bad,2026-01-02\n")
    found = check(path, kind="feedback", headers={"score": "q1", "comment": " Q2", "date": "When"})
    assert mapping(found) == {"score": "Q1", "comment": "Q2", "date": "When"}
    assert found.good == 2
