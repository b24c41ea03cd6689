"""Every code that an import can give has words, with all its parameters, in both languages."""

from __future__ import annotations

import re

import pytest

from app import import_words, messages
from importers import problems
from importers.check import DROP_OFF_FIELDS, FEEDBACK_FIELDS
from importers.text import SEPARATORS
from model.errors import MasaError
from model.kinds import SCALES
from resources.words import words

VALUES = {
    "names": ["ראשון", "second"],
    "columns": ["a", "b"],
    "n": 12000,
    "row": 3,
    "limit": 5,
    "file": "/x/sales.csv",
}
CODES = {
    **problems.ERRORS, **problems.REASONS, **problems.OBSTACLES, **problems.REFUSALS, **problems.SKIPS,
    **problems.WARNINGS,
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code, language):
    params = {name: VALUES.get(name, "x") for name in CODES[code]}
    told = import_words.sentence(code, params, language)
    assert told
    assert "%" not in told.replace("%)", "")


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_asks_for_a_parameter_that_the_code_has_not(code):
    asked = set(re.findall(r"%\((\w+)\)", import_words.text(code)))
    assert asked <= set(CODES[code])


def test_every_choice_has_a_name():
    assert set(import_words.KINDS) == set(problems.KINDS)
    assert set(import_words.CONTAINERS) >= set(problems.CONTAINERS)
    assert set(import_words.FIELDS) == {*FEEDBACK_FIELDS, *DROP_OFF_FIELDS}
    assert set(import_words.SCALES) == set(SCALES)
    assert set(import_words.SEPARATORS) == set(SEPARATORS)


@pytest.mark.parametrize("code", problems.ERRORS)
def test_a_table_that_cannot_be_read_is_told_like_every_error(code):
    params = {name: VALUES.get(name, "x") for name in problems.ERRORS[code]}
    told = messages.say(MasaError(code, **params), "en")
    assert "unexpected" not in told
    assert ("sales.csv" in told) == ("file" in params)
    assert "/x/" not in told


def test_a_long_list_is_cut_and_says_so():
    names = [f"stage {n}" for n in range(9)]
    told = import_words.sentence("stages_unknown", {"names": names}, "en")
    assert "stage 4" in told
    assert "stage 5" not in told
    assert "4 more" in told


def test_texts_of_the_file_run_in_their_own_direction():
    told = import_words.sentence("stages_unknown", {"names": ["Open App"]}, "he")
    assert "\u2068Open App\u2069" in told
    assert words("he").rtl


def test_a_file_s_name_runs_left_to_right_whatever_its_letters():
    code = next(code for code in import_words.ERRORS if "%(file)s" in import_words.text(code))
    told = import_words.sentence(code, {"file": "/home/dana/סקר.csv"}, "he")
    assert "\u2066סקר.csv\u2069" in told
