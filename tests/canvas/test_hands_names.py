"""Names that the program made up are there to be replaced; what a user wrote is there to be changed."""

from __future__ import annotations

import pytest

from model import verbs
from tests.canvas.hands import Map
from tests.driver import Hand


@pytest.mark.parametrize("name", ["Stage 1", "שלב 3", "New stage", "שלב חדש"])
def test_letters_replace_the_made_up_name_of_a_stage(on_map: tuple[Map, Hand], name: str) -> None:
    made, hand = on_map
    verbs.set_fields(made.document, "stage", [made.stages[0]], title=name)
    hand.double_click(hand.at(("stage", made.stages[0])))
    hand.write("Buying")
    assert made.stage_titles()[0] == "Buying"


@pytest.mark.parametrize("name", ["Stage 1 of 3", "Discover", "שלב 3 ואחריו"])
def test_letters_go_on_behind_a_name_of_the_users_own(on_map: tuple[Map, Hand], name: str) -> None:
    made, hand = on_map
    verbs.set_fields(made.document, "stage", [made.stages[0]], title=name)
    hand.double_click(hand.at(("stage", made.stages[0])))
    hand.write("!")
    assert made.stage_titles()[0] == name + "!"


def test_letters_go_on_behind_the_text_of_a_card(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    verbs.set_fields(made.document, "card", [made.card["Ad"]], title="Stage 1")
    hand.double_click(hand.at(("card", made.card["Ad"])))
    hand.write("!")
    assert made.titles(0)[0] == "Stage 1!"
