"""Every step of undo and redo has a name in both languages, which tells what was changed of what."""

from __future__ import annotations

import string
from typing import Any

import pytest

from app.forms import FORMS
from app.step_words import FIELDS, gesture_name
from model import verbs
from model.document import Document
from model.verbs import GESTURES
from resources.formats import FSI, LRI, PDI

LATIN = set(string.ascii_letters)
OWN = {
    ("map", "language"): "set_language",
    ("map", "direction"): "set_direction",
    ("card", "stage"): "span_card",
    ("card", "until"): "span_card",
    ("card", "locked"): "lock_cards",
    ("link", "source"): "move_link",
    ("link", "target"): "move_link",
}  # fields with a gesture of their own


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in (FSI, LRI, PDI))


def hebrew(text: str) -> bool:
    return any("א" <= letter <= "ת" for letter in text)


@pytest.mark.parametrize("gesture", sorted(GESTURES))
def test_every_gesture_has_a_name_in_both_languages(gesture: str) -> None:
    for n in (2, 3, 11):
        params: dict[str, Any] = {name: n if name == "n" else "שלב" for name in GESTURES[gesture]}
        assert gesture_name(gesture, params, "en") not in ("", gesture, "change")
        told = gesture_name(gesture, params, "he")
        assert hebrew(told.replace("שלב", ""))
        assert not LATIN & set(told)


@pytest.mark.parametrize(
    ("table", "field"), [(table, entry.field) for table, entries in FORMS.items() for entry in entries]
)
def test_every_field_of_the_panel_is_named_when_it_changes(table: str, field: str) -> None:
    if (table, field) in OWN:
        assert OWN[table, field] in GESTURES
        return
    assert field in FIELDS
    for gesture, params in (
        (f"edit_{table}", {"title": "סל", "field": field}),
        (f"edit_{table}", {"title": "", "field": field}),
        ("edit_many", {"n": 3, "table": table, "field": field}),
    ):
        assert gesture_name(gesture, params, "en") != gesture_name(gesture, {**params, "field": ""}, "en")
        told = gesture_name(gesture, params, "he")
        assert hebrew(told.replace("סל", ""))
        assert not LATIN & set(told)


STEPS: list[tuple[str, dict[str, Any], str, str]] = [
    ("edit_card", {"title": "Web form", "field": "owner"}, "change owner of “Web form”",
     "שינוי האחריות על ״Web form״"),
    ("edit_card", {"title": "Web form", "field": "title"}, "change text of “Web form”",
     "שינוי הטקסט של ״Web form״"),
    ("edit_many", {"n": 3, "table": "card", "field": "severity"}, "change severity of 3 cards",
     "שינוי החומרה של 3 כרטיסים"),
    ("edit_stage", {"title": "Buy", "field": "title"}, "rename stage “Buy”", "שינוי השם של השלב ״Buy״"),
    ("edit_emotion", {"field": "value"}, "change value of emotion point", "שינוי הערך של נקודת רגש"),
    ("hide_lane", {"title": "", "kind": "backstage"}, "hide lane “Backstage”", "הסתרת מסלול ״מאחורי הקלעים״"),
    ("show_lane", {"title": "Mine", "kind": "custom"}, "show lane “Mine”", "הצגת מסלול ״Mine״"),
    ("add_lane", {"title": "", "kind": "custom"}, "add lane", "הוספת מסלול"),
]  # fmt: skip


@pytest.mark.parametrize(("gesture", "params", "english", "in_hebrew"), STEPS)
def test_a_step_says_what_it_changed(
    gesture: str, params: dict[str, Any], english: str, in_hebrew: str
) -> None:
    assert plain(gesture_name(gesture, params, "en")) == english
    assert plain(gesture_name(gesture, params, "he")) == in_hebrew


@pytest.mark.parametrize(
    ("gesture", "params", "english"),
    [
        ("edit_card", {"title": "Web form"}, "edit card “Web form”"),
        ("edit_many", {"n": 2}, "edit 2 things"),
        ("edit_emotion", {}, "edit emotion"),
        ("hide_lane", {"title": ""}, "hide lane"),
        ("edit_card", {"title": "Web form", "field": "unheard of"}, "edit card “Web form”"),
        ("edit_many", {"n": "many", "field": ["owner"]}, "edit 0 things"),
        ("juggle", {}, "change"),
    ],
)
def test_a_step_of_another_program_is_named_by_what_it_says(
    gesture: str, params: dict[str, Any], english: str
) -> None:
    assert plain(gesture_name(gesture, params, "en")) == english
    assert hebrew(gesture_name(gesture, params, "he"))


def test_a_long_title_is_shortened_in_a_menu() -> None:
    told = gesture_name("move_card", {"title": "word " * 30}, "en")
    assert len(told) < 60
    assert "…" in told


def test_what_the_document_did_is_what_is_told() -> None:
    document = Document.create(None)
    made = verbs.new_map(document, stages=("Buy",), lanes=("touchpoints",))
    stage, lane = (document.children(table, map=made.id)[0].id for table in ("stage", "lane"))
    card = verbs.add_card(document, stage, lane, "touchpoint", "Basket").id

    def told() -> str:
        step = document.undo_step
        assert step is not None
        return plain(gesture_name(step.gesture, step.params, "en"))

    verbs.set_channel(document, [card], "Site", "site")
    assert told() == "change channel of “Basket”"
    verbs.set_fields(document, "card", [card], owner="Sales", evidence="told")
    assert told() == "edit card “Basket”"
    verbs.set_lane_hidden(document, lane, True)
    assert told() == "hide lane “Touchpoints”"
    document.undo()
    assert told() == "edit card “Basket”"
    document.close()


def test_steps_of_the_curve_say_stage_and_value() -> None:
    params = {"title": "קנייה", "value": "-1.5"}
    assert plain(gesture_name("set_emotion", params, "en")) == "set emotion of stage “קנייה”: −1.5"
    assert plain(gesture_name("move_emotion", params, "he")) == "הזזת נקודת רגש, השלב ״קנייה״: −1.5"
    untitled = {"title": "", "value": "2"}
    assert plain(gesture_name("set_emotion", untitled, "en")) == "set emotion of untitled stage: +2.0"
    for older in ({}, {"value": "much"}, {"value": None}):  # a step of an older or a damaged file
        assert plain(gesture_name("set_emotion", older, "en")) == "set emotion"
