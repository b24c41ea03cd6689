"""Answers: what comes in, what is refused and why, and what is known already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from importers.check import Check, Choices, Note
from importers.reader import Session
from model.errors import MasaError
from tests.importers.tables import HEBREW, check, codes, write_book, write_text


def survey(folder: Path, *rows: str, header: str = "nps,comment,date,stage") -> Path:
    """A survey of good rows, with these at its end; they begin in row 22."""
    good = [f"{n % 11},some words of customer {n},2025-03-{n + 1:02d},Awareness" for n in range(20)]
    return write_text(folder, "\n".join([header, *good, *rows]))


def refused(found: Check) -> list[tuple[str, str, str]]:
    return [(refusal.cell, refusal.value, refusal.code) for refusal in found.refusals]


def params(found: Check, code: str) -> dict[str, Any]:
    (note,) = [note for note in found.warnings if note.code == code]
    return dict(note.params)


@pytest.mark.parametrize(
    ("score", "code"),
    [("11", "score_outside_scale"), ("-1", "score_outside_scale"), ("ten", "score_not_a_number"),
     ("8.5", "score_not_whole"), ("TRUE", "score_not_a_number"), ("=1+1", "score_not_a_number")],
)  # fmt: skip
def test_a_score_that_is_none_is_an_error_row(tmp_path: Path, score: str, code: str) -> None:
    found = check(survey(tmp_path, f"{score},text,2025-03-01,Awareness"), ["Awareness"])
    assert refused(found) == [("A22", score, code)]
    assert (found.good, found.refused, found.importable) == (20, 1, 20)


def test_mean_scores_of_stars_may_have_fractions(tmp_path: Path) -> None:
    text = "stars,comment\n" + "".join(f"{n / 2 + 1},words of a customer\n" for n in range(9))
    assert check(write_text(tmp_path, text)).good == 9


@pytest.mark.parametrize("cell", ["", "NULL", "n/a", "אין"])
def test_a_row_without_score_and_comment_is_no_answer(tmp_path: Path, cell: str) -> None:
    found = check(
        survey(tmp_path, f"{cell},{cell},2025-03-01,Awareness", f"{cell},only words,,"), ["Awareness"]
    )
    assert params(found, "answers_empty") == {"n": 1}
    assert (found.good, found.refused, found.unplaced) == (21, 0, 1)
    assert [(row.status, row.reason) for row in found.preview][-2:] == [
        ("skipped", Note("empty_answer")),
        ("good", None),
    ]


def test_a_date_that_cannot_be_read_is_told_and_left_out(tmp_path: Path) -> None:
    found = check(survey(tmp_path, "9,text,last summer,Awareness"), ["Awareness"])
    assert (found.good, found.warned) == (20, 1)
    assert params(found, "dates_unread") == {"n": 1}
    assert found.preview[-1].reason == Note("date_unread", {"value": "last summer"})


@pytest.mark.parametrize(
    ("language", "header", "order"), [("en", "Date", "mdy"), ("he", "Date", "dmy"), ("en", "תאריך", "dmy")]
)
def test_dates_that_could_be_either_are_told(tmp_path: Path, language: str, header: str, order: str) -> None:
    text = f"nps,comment,{header}\n9,fine on the whole,05/06/2024\n3,rather slow today,07/08/2024\n"
    found = check(write_text(tmp_path, text), language=language)
    assert found.date_order == order
    assert found.sure["date_order"] < 0.7
    assert params(found, "dates_unsure") == {"column": header, "order": order}
    assert "dates_unsure" not in codes(check(write_text(tmp_path, text), date_order="dmy"))


def test_stages_of_the_file_and_of_the_map(tmp_path: Path) -> None:
    path = survey(tmp_path, "9,words,2025-03-01,Bliss", "9,words,2025-03-01,", "9,words,2025-03-01,bliss")
    found = check(path, ["מודעות"])
    assert [(m.name, m.stage, m.how, m.rows) for m in found.stage_matches] == [
        ("Awareness", 1, "synonym", 20), ("Bliss", None, "", 2),
    ]  # fmt: skip
    assert (found.good, found.warned, found.unplaced, found.importable) == (21, 2, 3, 23)
    assert params(found, "stages_unknown") == {"names": ("Bliss",)}


def test_all_answers_may_be_about_one_stage(tmp_path: Path) -> None:
    found = check(survey(tmp_path, "9,words,2025-03-01,Bliss"), ["Anywhere"], all_about_stage=1)
    assert (found.unplaced, found.warned, found.stage_matches) == (0, 0, ())


def test_hebrew(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, HEBREW), ["הרשמה", "תשלום"], "he")
    assert (found.good, found.unplaced, found.date_order) == (2, 0, "dmy")
    assert [match.how for match in found.stage_matches] == ["exact", "exact"]


def test_a_scale_that_is_not_ours_waits_for_the_user(tmp_path: Path) -> None:
    path = write_text(
        tmp_path, "satisfaction,comment\n" + "".join(f"{n * 10},good words\n" for n in range(11))
    )
    found = check(path)
    assert found.obstacle == Note("scale_unknown", {"column": "satisfaction", "low": 0.0, "high": 100.0})
    without = check(path, mapping={"score": None})
    assert (without.obstacle, without.good) == (None, 11)
    chosen = check(path, scale="csat5")
    assert (chosen.obstacle, chosen.good, chosen.refused) == (Note("all_refused", {"n": 11}), 0, 11)


def test_formulas_are_text_and_stay_text(tmp_path: Path) -> None:
    found = check(
        write_text(tmp_path, 'nps,comment\n9,"=HYPERLINK(""http://x"",""y"")"\n3,+1+1\n2,@SUM(1)\n')
    )
    assert [row.cells[1] for row in found.preview[1:]] == ['=HYPERLINK("http://x","y")', "+1+1", "@SUM(1)"]
    assert found.good == 3


def test_error_cells_count_as_missing_and_are_told(tmp_path: Path) -> None:
    path = write_book(tmp_path, {"a": [["nps", "comment"], [9, "good"], ["#DIV/0!", "bad"], [3, "slow"]]})
    found = check(path)
    assert params(found, "error_cells") == {"n": 1}
    assert found.good == 3


def test_long_numbers_that_a_spreadsheet_rounded_are_told(tmp_path: Path) -> None:
    rows = [["ticket id", "nps"], *([3074457347487777543 + n * 10_000, n % 11] for n in range(12))]
    assert "digits_lost" in codes(check(write_book(tmp_path, {"a": rows})))


def test_only_the_first_thousand_refusals_are_listed(tmp_path: Path) -> None:
    text = "nps,comment\n" + "9,good\n" * 2000 + "99,bad\n" * 1200
    found = check(write_text(tmp_path, text))
    assert (found.refused, len(found.refusals), found.good) == (1200, 1000, 2000)


@pytest.mark.parametrize("text", ["nps,comment\n", "nps\n"])
def test_a_header_without_rows_says_so(tmp_path: Path, text: str) -> None:
    found = check(write_text(tmp_path, text))
    assert found.obstacle is not None
    assert found.obstacle.code in ("no_rows", "kind_not_imported")


def test_long_numbers_without_a_header_are_told_by_their_column(tmp_path: Path) -> None:
    rows = [["", "nps"], *([3074457347487777543 + n * 10_000, n % 11] for n in range(12))]
    assert params(check(write_book(tmp_path, {"a": rows})), "digits_lost") == {"column": "A"}


def test_a_workbook_of_error_cells_alone_says_so(tmp_path: Path) -> None:
    with pytest.raises(MasaError, match="table_only_errors"):
        check(write_book(tmp_path, {"a": [["#DIV/0!", "#N/A"], ["#REF!", "#NAME?"]]}))


def test_all_names_of_a_warning_are_counted(tmp_path: Path) -> None:
    text = "stage,nps\n" + "".join(f"Place {n},{n % 11}\n" for n in range(400)) + "Place 1,3\n"
    found = check(write_text(tmp_path, text))
    assert len(params(found, "stages_unknown")["names"]) == 400


def test_the_year_may_come_first_when_the_user_says_so(tmp_path: Path) -> None:
    path = write_text(tmp_path, "nps,date\n9,26/03/04\n3,25/12/31\n")
    session = Session(path, [], "en", lambda message: None)
    session.check(Choices(date_order="ymd"))
    assert session.slice(session.new_rows(), {})["answers"][4] == ["2026-03-04", "2025-12-31"]


def test_dates_that_are_none_in_the_order_that_was_said_are_not_read_in_another(tmp_path: Path) -> None:
    path = write_text(tmp_path, "nps,date\n9,25/03/2026\n3,03/25/2026\n8,01/02/2026\n")
    assert "dates_mixed" in codes(check(path))
    assert params(check(path, date_order="dmy"), "dates_unread") == {"n": 1}
