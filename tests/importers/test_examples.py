"""Files that users have, and files that mean harm: MASA_EXAMPLES names their folder (`real`, `hostile`).

Every file is read through the program's own child process: it ends in a check that says something, or in an
error that says why, within the reader's time; it never changes a document that it was not written to.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from importers import problems
from importers.check import Check, Choices
from importers.job import READ_SECONDS, Import
from model import verbs
from model.document import Document
from model.errors import MasaError
from model.measures import Figures, map_figures

BringIn = Callable[[str], tuple[Figures, list[str]]]
pytestmark = pytest.mark.examples


def folder() -> Path:
    return Path(os.environ["MASA_EXAMPLES"])


def files() -> list[Path]:
    named = os.environ.get("MASA_EXAMPLES")
    return (
        sorted(path for part in ("real", "hostile") for path in Path(named, part).iterdir()) if named else []
    )


@pytest.fixture
def figures(document: Document) -> BringIn:
    """Imports a real file, with new stages, twice (the second adds nothing); gives the map's figures."""
    journey = verbs.new_map(document, "Map", language="en", stages=[])

    def bring_in(name: str) -> tuple[Figures, list[str]]:
        for turn in (1, 2):
            choices = Choices(new_stages=True)
            with Import.into(document, journey.id, folder() / "real" / name, "en", choices) as job:
                job.wait()
                list(job.write(document, journey.id))
                assert job.outcome is not None
                assert (job.outcome.imported > 0) == (turn == 1)
                assert job.outcome.refused == 0
        return map_figures(document, journey.id), [
            s.title for s in document.children("stage", map=journey.id)
        ]

    return bring_in


def assert_says_something(check: Check) -> None:
    assert check.kind in problems.KINDS
    assert check.preview
    assert check.importable or check.obstacle or check.already
    for note in check.warnings:
        assert set(problems.WARNINGS[note.code]) == set(note.params)
    for refusal in check.refusals:
        assert set(problems.REFUSALS[refusal.code]) == set(refusal.params)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_no_crash_no_hang_no_silence(path: Path, document: Document) -> None:
    journey = verbs.new_map(document, "Map", language="en", stages=["Awareness", "Purchase"])
    head, names = document.head, sorted(each.name for each in path.parent.iterdir())
    assert READ_SECONDS < 60
    with Import.into(document, journey.id, path, "en") as job:
        with suppress(MasaError):
            job.wait()
        if job.error is not None:
            assert set(problems.ERRORS[job.error.code]) == set(job.error.params)
        else:
            assert job.check is not None
            assert_says_something(job.check)
    assert document.head == head
    assert sorted(each.name for each in path.parent.iterdir()) == names


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("ga4_funnel_exploration_one_table.csv",
         [("Open App", 895, 231, 664), ("Login", 231, 137, 94), ("Landing Page", 137, 4, 133),
          ("Select Top-Up Option", 4, 3, 1), ("Confirm Top-Up", 3, 3, 0), ("Payment Completed", 3, 3, 0)]),
        ("vizora_cleaned_funnel.csv",
         [("Open App", 895, 231, 664), ("Login", 231, 137, 94), ("Landing Page", 137, 4, 133),
          ("Select Top-Up Option", 4, 3, 1), ("Confirm Top-Up", 3, 3, 0), ("Payment Completed", 3, 3, 0)]),
        ("saas_step_users_pct.csv",
         [("Signup", 3000, 2581, 419), ("Email Verified", 2581, 2343, 238),
          ("Profile Completed", 2343, 2155, 188), ("First Project", 2155, 1983, 172),
          ("First Task", 1983, 1265, 718),
          ("Invited Team Member", 1265, 922, 343), ("Integration Connected", 922, 238, 684),
          ("Converted to Paid", 238, 238, 0)]),
        ("appstage_apostrophe_header.csv",
         [("downloads_count", 23608, None, None), ("signups_count", 17623, None, None),
          ("requsting users", 12406, None, None), ("requests_count", 385477, None, None),
          ("accepted_count", 248379, None, None), ("payments_count", 212628, None, None),
          ("reviews_count", 156211, None, None)]),
    ],
)  # fmt: skip
def test_figures_of_real_funnels(name: str, steps: list[object], figures: BringIn) -> None:
    found, titles = figures(name)
    rows = [stage.drop_off for stage in found.stages.values()]
    assert [
        (title, row.entered, row.completed, row.left) for title, row in zip(titles, rows, strict=True)
    ] == steps


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("app_nps_feedback.csv", "nps_score"),
        ("miro_nps_comments.csv", "NPS_Score"),
        ("health_nps_csat_scores.csv", "survey_q6_nps"),
    ],
)
def test_nps_of_real_answers(name: str, column: str, figures: BringIn) -> None:
    """Against the plain formula over the csv module's own reading of the file."""
    with (folder() / "real" / name).open(encoding="utf-8", newline="") as opened:
        scores = [int(row[column]) for row in csv.DictReader(opened) if row[column]]
    balance = sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)
    found, _ = figures(name)
    nps = found.feedback.scores["nps"]
    assert (nps.n, nps.value) == (len(scores), pytest.approx(100 * balance / len(scores)))


def test_stars_of_a_workbook_with_pivots(figures: BringIn) -> None:
    """Against the mean that the workbook's own pivot shows."""
    found, _ = figures("clothing_feedback_with_pivots.xlsx")
    stars = found.feedback.scores["stars"]
    assert (stars.n, stars.value) == (1004, pytest.approx(4.192231075697211))
