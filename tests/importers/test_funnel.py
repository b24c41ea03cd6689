"""Drop-off tables: steps, counts, rates, and what the file says against itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from importers.check import Check, Choices, Note
from importers.reader import Session
from tests.importers.tables import GA4, check, codes, write_book, write_text

STAGES = ["Awareness", "Decision", "Purchase"]
CLOSED = "Stage,Users\nAwareness,1000\nDecision,400\nPurchase,100\n"


def params(found: Check, code: str) -> list[dict[str, Any]]:
    return [dict(note.params) for note in found.warnings if note.code == code]


def test_a_plain_closed_funnel(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, CLOSED), STAGES)
    assert (found.kind, found.good, found.open_funnel, found.unit) == ("drop_off", 3, False, "persons")
    assert codes(found) == []


def test_ga4_is_read_to_the_end_of_its_first_table(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, GA4), new_stages=True)
    assert [match.name for match in found.stage_matches] == ["Open the shop", "Choose a dress", "Pay"]
    assert found.good == 3
    assert "counts_disagree" not in codes(found)
    assert "rates_disagree" not in codes(found)
    assert [row.reason.code for row in found.preview if row.reason][-2:] == ["other_table", "other_table"]


def test_rising_numbers_are_an_open_funnel(tmp_path: Path) -> None:
    found = check(
        write_text(tmp_path, "funnel's stage,value\na_count,100\nb_count,60\nc_count,900\n"), new_stages=True
    )
    assert found.open_funnel
    assert params(found, "open_funnel") == [{"name": "c_count"}]
    assert "rates_disagree" not in codes(found)


@pytest.mark.parametrize(
    ("unit", "header"),
    [("sessions", "sessions"), ("persons", "Active users"), ("persons", "לקוחות"), ("", "נכנסו")],
)
def test_what_was_counted(tmp_path: Path, unit: str, header: str) -> None:
    assert check(write_text(tmp_path, CLOSED.replace("Users", header)), STAGES).unit == unit


def test_unknown_steps_are_refused_unless_they_become_stages(tmp_path: Path) -> None:
    path = write_text(tmp_path, CLOSED.replace("Decision", "Hesitating"))
    found = check(path, STAGES)
    assert [(r.cell, r.value, r.code) for r in found.refusals] == [("A3", "Hesitating", "stage_unknown")]
    assert (found.good, found.refused) == (2, 1)
    assert check(path, STAGES, new_stages=True).good == 3
    assert check(path, STAGES, stage_of={"Hesitating": 2}).good == 3


def test_a_table_without_any_known_step_says_why_nothing_comes_in(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, CLOSED))
    assert found.obstacle == Note("all_refused", {"n": 3})
    assert found.importable == 0


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("many", "count_not_a_number"),
        ("-5", "count_negative"),
        ("12.5", "count_not_whole"),
        ("", "count_missing"),
    ],
)
def test_counts_that_are_none(tmp_path: Path, cell: str, code: str) -> None:
    found = check(write_text(tmp_path, CLOSED.replace("400", cell)), STAGES)
    assert [(r.cell, r.code) for r in found.refusals] == [("B3", code)]


def test_nobody_leaves_who_did_not_enter(tmp_path: Path) -> None:
    text = "Stage,entered,completed,left\nAwareness,100,40,60\nDecision,40,10,70\nPurchase,10,90,0\n"
    found = check(write_text(tmp_path, text), STAGES)
    assert [(r.cell, r.code) for r in found.refusals] == [
        ("D3", "more_left_than_entered"), ("C4", "more_completed_than_entered"),
    ]  # fmt: skip


def test_points_that_part_thousands_are_told(tmp_path: Path) -> None:
    found = check(
        write_text(tmp_path, "sep=;\nstage;entered;left\nAwareness;1.000;200\nDecision;800;100\n"), STAGES
    )
    assert found.good == 2
    assert params(found, "thousands_unsure") == [{"column": "entered", "value": "1.000", "number": 1000}]


@pytest.mark.parametrize(
    ("header", "rates", "wrong"),
    [
        ("Completion rate", (0.4, 0.25, ""), 0),
        ("Completion rate (%)", (40, 25, ""), 0),
        ("Completion rate", ("40%", "25%", "0%"), 0),
        ("Pct_of_Previous", (100, 40, 25), 0),
        ("Abandonment rate", (0.6, 0.75, 0), 0),
        ("שיעור נטישה", ("60%", "75%", ""), 0),
        ("Completion rate", (0.4, 0.9, ""), 1),
        ("Pct_of_Previous", ("", 40, 25), 0),
        ("Pct_of_Previous", (40, 25, ""), 1),
    ],
)
def test_rates_are_held_against_the_counts(
    tmp_path: Path, header: str, rates: tuple[Any, ...], wrong: int
) -> None:
    counts = (1000, 400, 100)
    rows = "".join(f"{name},{n},{rate}\n" for name, n, rate in zip(STAGES, counts, rates, strict=True))
    found = check(write_text(tmp_path, f"Stage,Users,{header}\n{rows}"), STAGES)
    assert found.good == 3
    assert len(params(found, "rates_disagree")) == wrong
    assert ("rate_previous" in found.mapping) == (header == "Pct_of_Previous")
    if header == "Completion rate" and wrong:
        assert params(found, "rates_disagree") == [{"name": "Decision", "rate": 90.0, "counted": 25.0}]


def test_those_who_left_are_held_against_the_next_step(tmp_path: Path) -> None:
    text = "Stage,Users,Abandonments\nAwareness,1000,550\nDecision,400,300\nPurchase,100,0\n"
    found = check(write_text(tmp_path, text), STAGES)
    assert params(found, "counts_disagree") == [{"name": "Awareness", "left": 550, "counted": 600}]


def test_steps_are_taken_by_their_numbers(tmp_path: Path) -> None:
    text = "no,stage,users\n3,Purchase,100\n1,Awareness,1000\n2,Decision,400\n"
    found = check(write_text(tmp_path, text), STAGES)
    assert [match.name for match in found.stage_matches] == STAGES
    assert not found.open_funnel


def test_one_row_a_step_and_segment_is_not_added_up(tmp_path: Path) -> None:
    text = "Product,Stage,Count\n" + "".join(
        f"Product {n},{name},{100 * n}\n" for n in (1, 2) for name in STAGES
    )
    found = check(write_text(tmp_path, text), STAGES)
    assert found.obstacle == Note("steps_repeat", {"name": "Awareness", "n": 2})


def test_of_segments_the_row_of_all_users_is_taken(tmp_path: Path) -> None:
    rows = ("1. Awareness,All Users,1000", ",Mobile,700", "2. Decision,All Users,400", ",Mobile,200")
    text = "\n".join(["Step,Segment,Active users", *rows])
    found = check(write_text(tmp_path, text), STAGES)
    assert (found.good, found.obstacle) == (2, None)
    assert params(found, "segment_taken") == [{"value": "All Users"}]
    assert [row.reason for row in found.preview if row.status == "skipped"][1:] == [
        Note("other_segment", {"value": "Mobile"}), Note("other_segment", {"value": "Mobile"}),
    ]  # fmt: skip


def test_totals_are_no_step(tmp_path: Path) -> None:
    for total in ('סה"כ', "Grand total", "Total:"):
        quoted = total.replace('"', '""')
        found = check(write_text(tmp_path, CLOSED + f'"{quoted}",1500\n'), STAGES)
        assert (found.good, found.refused, found.open_funnel) == (3, 0, False)
        assert found.preview[-1].reason == Note("total_row")


def test_two_steps_beside_each_other_may_be_one_stage(tmp_path: Path) -> None:
    text = "Stage,Users\nAwareness,1000\nChoose,400\nCompare,300\nPurchase,100\n"
    found = check(write_text(tmp_path, text), STAGES, stage_of={"Choose": 2, "Compare": 2})
    assert (found.good, params(found, "steps_joined")) == (4, [{"names": ("Choose", "Compare")}])
    apart = check(write_text(tmp_path, text), STAGES, stage_of={"Choose": 2, "Compare": 1})
    assert [(r.cell, r.code, r.params["row"]) for r in apart.refusals] == [("A4", "stage_twice", 2)]


def test_formulas_that_nobody_calculated(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["stage", "entered", "left"],
        ["Awareness", 100, "=B2-B3"],
        ["Decision", 70, "=B3-B4"],
    ]
    found = check(write_book(tmp_path, {"a": rows}), STAGES)
    assert found.obstacle == Note("formulas_not_calculated", {"column": "left", "n": 2})
    rows[2][2] = 30
    assert params(check(write_book(tmp_path, {"a": rows}), STAGES), "formulas_empty") == [
        {"column": "left", "n": 1}
    ]


def test_a_table_of_events_is_read_as_steps_when_the_user_says_so(tmp_path: Path) -> None:
    path = write_text(tmp_path, "event_type,unique_users\nAwareness,900\nDecision,400\n")
    assert check(path, STAGES).kind == "event_counts"
    found = check(path, STAGES, kind="drop_off")
    assert (found.good, found.kind_reason.code) == (2, "reason_chosen")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, CLOSED), STAGES, mapping={"entered": None})
    assert found.obstacle == Note("no_count_column")
    assert check(write_text(tmp_path, CLOSED), STAGES, mapping={"stage": None}).obstacle == Note(
        "no_stage_column"
    )


def positions(path: Path, **choices: Any) -> list[tuple[int, int]]:
    """(position, entered) of the steps that would be written."""
    session = Session(path, list(enumerate(STAGES, start=1)), "en", lambda message: None)
    session.check(Choices(**choices))
    return [(row[1], row[2]) for row in session.slice(session.new_rows(), {})["steps"]]


@pytest.mark.parametrize("middle", ["Zebra,800", "Decision,", "Decision,many", ",800"])
def test_a_refused_step_leaves_its_place_empty(tmp_path: Path, middle: str) -> None:
    path = write_text(tmp_path, f"Stage,Users\nAwareness,1000\n{middle}\nPurchase,100\n")
    found = check(path, STAGES)
    assert (found.good, found.refused) == (2, 1)
    assert positions(path) == [(0, 1000), (2, 100)]
    assert params(found, "next_step_missing") == [{"names": ("Awareness",)}]


def test_the_files_own_count_needs_no_next_step(tmp_path: Path) -> None:
    text = "Stage,Users,Left\nAwareness,1000,200\nZebra,800,700\nPurchase,100,0\n"
    assert "next_step_missing" not in codes(check(write_text(tmp_path, text), STAGES))


def test_a_steps_own_columns_may_disagree(tmp_path: Path) -> None:
    text = "Stage,Entered,Completed,Left\nAwareness,1000,600,400\nDecision,600,300,400\nPurchase,200,200,0\n"
    found = check(write_text(tmp_path, text), STAGES)
    assert params(found, "parts_disagree") == [
        {"name": "Decision", "entered": 600, "completed": 300, "left": 400}
    ]
    text = "Stage,Entered,Completed\nAwareness,1000,900\nDecision,600,100\nPurchase,100,30\n"
    found = check(write_text(tmp_path, text), STAGES)
    assert params(found, "completed_disagrees") == [{"name": "Awareness", "completed": 900, "counted": 600}]


def test_steps_against_the_order_of_the_map_are_told(tmp_path: Path) -> None:
    text = "Stage,Users\nPurchase,100\nDecision,400\nAwareness,1000\n"
    found = check(write_text(tmp_path, text), STAGES)
    assert params(found, "against_the_map") == [{"names": ("Decision", "Awareness")}]
    assert "against_the_map" not in codes(check(write_text(tmp_path, CLOSED), STAGES))


def test_large_counts_are_exact_or_refused(tmp_path: Path) -> None:
    text = "Stage,Users\nAwareness,9007199254740993\nDecision,99999999999999999999\nPurchase,1e3\n"
    path = write_text(tmp_path, text)
    assert positions(path) == [(0, 9007199254740993), (2, 1000)]
    assert [(r.cell, r.code) for r in check(path, STAGES).refusals] == [("B3", "count_too_large")]
