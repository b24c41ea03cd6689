"""Names of stages in a file and on the map."""

from __future__ import annotations

import pytest

from importers.check import LEFT_OUT
from importers.stages import match_stages, places, without_number

STAGES = [(1, "מודעות"), (2, "בחינת חלופות"), (3, "החלטה"), (4, "1. Purchase")]


def found(*names: str, new_stages: bool = False, **chosen: int | None) -> list[tuple[int | None, str]]:
    matches = match_stages(dict.fromkeys(names, 1), STAGES, chosen, new_stages)
    return [(match.stage, match.how) for match in matches]


def test_the_same_words() -> None:
    assert found("מודעות", " מודעות ", "מוּדָעוּת", "purchase") == [(1, "exact")] * 3 + [(4, "exact")]


def test_other_words_for_the_same_stage_in_both_languages() -> None:
    assert found("Awareness", "Consideration", "רכישה") == [(1, "synonym"), (2, "synonym"), (4, "synonym")]


def test_unknown_names_have_no_stage_or_become_one() -> None:
    assert found("Enlightenment") == [(None, "")]
    assert found("Enlightenment", new_stages=True) == [(None, "new")]


def test_the_users_choice_comes_first() -> None:
    assert found("Awareness", Awareness=3) == [(3, "chosen")]
    assert found("Awareness", "Bliss", new_stages=True, Awareness=None, Bliss=LEFT_OUT) == [
        (None, "new"),
        (None, ""),
    ]


def test_a_word_that_two_stages_share_is_not_guessed() -> None:
    two = [(1, "Purchase online"), (2, "קנייה"), (3, "Buy")]
    assert match_stages({"רכישה": 1}, two, {}, False)[0].stage is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [("1. Open App", "Open App"), ("Step 2: Login", "Login"), ("שלב 3 - תשלום", "תשלום"), ("4) Pay", "Pay"),
     ("3 days later", "3 days later"), ("2024", "2024"), ("B2B", "B2B")],
)  # fmt: skip
def test_numbers_of_steps_are_no_part_of_their_name(name: str, plain: str) -> None:
    assert without_number(name) == plain


def test_new_stages_go_where_the_file_has_them() -> None:
    names = dict.fromkeys(["First", "מודעות", "Then", "More", "החלטה", "Last"], 1)
    matches = match_stages(names, STAGES, {}, True)
    assert places(matches, [1, 2, 3, 4]) == [("First", 1), ("Then", 2), ("More", 2), ("Last", 4)]


def test_new_stages_of_an_empty_map_come_in_the_order_of_the_file() -> None:
    assert places(match_stages({"A": 1, "B": 1}, [], {}, True), []) == [("A", None), ("B", None)]


def test_names_without_a_letter_are_each_their_own() -> None:
    stages = [(1, "⭐"), (2, "🚀"), (3, ""), (4, " ")]
    matches = match_stages({"🚀": 1, "🎁": 1, "": 1}, stages, {}, False)
    assert [match.stage for match in matches] == [2, None, None]
