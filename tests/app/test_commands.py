"""What the commands share: the word for a long wait, things by their names."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from app.commands import common


class Thing(NamedTuple):
    title: str


def test_a_long_wait_says_something_where_no_terminal_shows_progress(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(common, "PATIENCE", 0.0)
    with common.Progress("Reading answers.csv") as progress:
        progress._patience.join()
        progress("Reading answers.csv: 50%")
    assert capsys.readouterr().err == "masa: Reading answers.csv…\n"


def test_a_short_one_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with common.Progress("Reading answers.csv") as progress:
        progress("Reading answers.csv: 50%")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("title", "found"),
    [("Purchase", 0), (" purchase ", 0), ("קנייה", 2), ("login", None), ("Buy", None), ("", None)],
)
def test_things_are_found_by_their_names_in_any_spelling(title: str, found: int | None) -> None:
    things = [Thing("Purchase"), Thing("Login"), Thing("קנייה"), Thing("LOGIN")]
    assert common.titled(things, title) is (None if found is None else things[found])
