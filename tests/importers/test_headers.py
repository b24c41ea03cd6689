"""Header words: our list of synonyms, and what is near it."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from importers.headers import is_known, meanings


def test_every_word_of_the_list_means_its_field() -> None:
    text = files("resources").joinpath("header_synonyms.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    wrong = [
        (row["field"], word)
        for row in rows
        for word in f"{row['english']}|{row['hebrew']}".split("|")
        if word and meanings(word).get(row["field"]) != 1.0
    ]
    assert len(rows) == 37
    assert wrong == []


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("survey_q6_nps", "nps"),
        ("NPS_Score", "nps"),
        ("npsScore", "nps"),
        ("funnel's stage", "stage"),
        ("Active users", "entered"),
        ("Completion rate (%)", "rate_completed"),
        ("Abandonments", "left"),
        ("FeedbackText", "comment"),
        ("\u200fהערות\u200f", "comment"),
        ("תַּאֲרִיךְ", "date"),
        ("שלב במסע", "stage"),
        ("Elapsed time (seconds)", "duration"),
        ("dropoff_from_previous_pct", "rate_left"),
        ("Pct_of_Previous", "rate_previous"),
        ("conversion_from_previous_pct", "rate_previous"),
        ("אחוז מהשלב הקודם", "rate_previous"),
        ("Stagee", "stage"),
        ("How likely are you to recommend us to a friend?", "nps"),
        ("סה״כ", "entered"),
    ],
)
def test_the_surest_meaning(header: str, field: str) -> None:
    found = meanings(header)
    assert max(found, key=lambda name: found[name]) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("כמה קל היה לך? (1-7)", "ces"),
        ("עד כמה קלה הייתה ההזמנה?", "ces"),
        ("באיזו מידה היו ההוראות פשוטות?", "ces"),
        ("היה לי קל לפתור את הבעיה", "ces"),
        ("החברה הקלה עליי לטפל בפנייה", "ces"),
        ("כמה מאמץ נדרש ממך?", "ces"),
        ("עד כמה היית שבע רצון? (1-5)", "csat"),
        ("עד כמה היית שבע/ת רצון מהשירות?", "csat"),
        ("כמה שבעי רצון אתם?", "csat"),
        ("מהי מידת שביעות רצונך?", "csat"),
        ("עד כמה אתם מרוצים מהמשלוח?", "csat"),
        ("מה הסיכוי שתמליצו עלינו לחבר?", "nps"),
        ("מה הסבירות שתמליצי עלינו?", "nps"),
        ("האם היית ממליצה עלינו לחברה?", "nps"),
        ("עד כמה סביר להמליץ עלינו?", "nps"),
    ],
)
def test_a_hebrew_question_in_any_form_means_its_score(header: str, field: str) -> None:
    found = meanings(header)
    assert max(found, key=lambda name: found[name]) == field
    assert found[field] >= 0.75


@pytest.mark.parametrize("header", ["ממליצים", "מרוצים", "המלצות", "קל", "כמה זמן חיכית?", "מספר הקלות"])
def test_hebrew_words_that_ask_for_nothing_are_no_scores(header: str) -> None:
    assert not {"nps", "csat", "ces"} & {name for name, sure in meanings(header).items() if sure >= 0.6}


@pytest.mark.parametrize("header", ["SKU", "state", "Country club", ""])
def test_words_that_are_only_near_ours_mean_nothing(header: str) -> None:
    assert not {"csat", "stage", "entered"} & set(meanings(header))


def test_exact_is_surer_than_a_word_within_and_that_than_a_slip() -> None:
    assert meanings("stage")["stage"] > meanings("our stage")["stage"] > meanings("stagee")["stage"]


def test_a_header_is_known_as_a_whole_only() -> None:
    assert is_known("Active users")
    assert is_known("תאריך")
    assert not is_known("Active users of the north")
