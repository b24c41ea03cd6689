"""Every template makes its whole map, in both languages, as one step of undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import kinds
from model.document import Document
from model.templates import Template, apply, template, templates

IDS = ["three-stages", "five-stages", "e-commerce", "test-drive", "blank"]
RICH = ["e-commerce", "test-drive"]
HEBREW = range(0x590, 0x600)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return Document.create(tmp_path / "new.masa")


def texts(document: Document) -> list[str]:
    return [
        value
        for table in ("project", "channel", "persona", "map", "stage", "lane", "card")
        for record in document.all(table).values()
        for field, value in record._asdict().items()
        if isinstance(value, str)
        and field in ("title", "summary", "name", "about", "details", "owner", "duration")
    ]


def hebrew(text: str) -> bool:
    return any(ord(letter) in HEBREW for letter in text)


def test_all_templates_are_there() -> None:
    assert {found.id for found in templates()} == set(IDS)
    assert templates()[-1].id == "blank"
    with pytest.raises(KeyError):
        template("no-such-template")


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("template_id", IDS)
def test_a_map_is_one_gesture(document: Document, template_id: str, language: str) -> None:
    made = apply(document, template_id, language)
    assert (made.language, made.direction) == (language, {"he": "rtl", "en": "ltr"}[language])
    assert document.project.title
    assert document.undo_step is not None
    assert document.undo_step[:2] == ("new_map", {"title": made.title})
    before = {
        table: dict(document.all(table)) for table in ("map", "stage", "lane", "card", "emotion", "persona")
    }
    document.undo()
    assert not document.project.title
    assert not any(document.all(table) for table in before)
    document.redo()
    assert {table: dict(document.all(table)) for table in before} == before


@pytest.mark.parametrize("template_id", IDS)
def test_all_its_words_are_in_the_maps_language(document: Document, template_id: str) -> None:
    apply(document, template_id, "en")
    assert not any(hebrew(text) for text in texts(document))
    other = Document.create(None)
    apply(other, template_id, "he")
    assert len(texts(other)) == len(texts(document))
    for text, english in zip(texts(other), texts(document), strict=True):
        assert hebrew(text) == bool(english), english


@pytest.mark.parametrize("template_id", IDS)
def test_it_has_the_standard_lanes_and_known_kinds(document: Document, template_id: str) -> None:
    made = apply(document, template_id, "he")
    lanes = document.children("lane", map=made.id)
    assert [lane.kind for lane in lanes] == [kind for kind in kinds.LANES if kind != "custom"]
    assert {lane.kind for lane in lanes if lane.hidden} == set(kinds.HIDDEN_LANES)
    for card in document.all("card").values():
        assert card.kind == kinds.LANES[document["lane", card.lane].kind]
        assert card.evidence in kinds.EVIDENCE
        assert card.experience in ("", *kinds.EXPERIENCE)
    assert {channel.kind for channel in document.all("channel").values()} <= set(kinds.CHANNELS)


@pytest.mark.parametrize("template_id", RICH)
def test_the_samples_tell_a_whole_story(document: Document, template_id: str) -> None:
    made = apply(document, template_id, "he")
    stages = document.children("stage", map=made.id)
    assert len(stages) == 5
    assert {persona.kind for persona in document.all("persona").values()} == {"actual", "ideal"}
    assert len(document.children("map_persona", map=made.id)) == 2
    for stage in stages:
        found = {card.kind for card in document.children("card", stage=stage.id)}
        assert found >= {"goal", "action", "touchpoint", "thought", "pain", "opportunity", "text"}
        assert document.children("emotion", stage=stage.id)
    touchpoints = [card for card in document.all("card").values() if card.kind == "touchpoint"]
    assert all(card.channel for card in touchpoints)
    assert any(
        not card.owner and not card.outside for card in touchpoints
    )  # one without an owner, to be found
    assert len([card for card in document.all("card").values() if card.kind == "moment_of_truth"]) == 3
    assert all(card.severity for card in document.all("card").values() if card.kind == "pain")


def test_a_second_map_keeps_the_projects_name_and_channels(document: Document) -> None:
    apply(document, "three-stages", "he")
    title, channels = document.project.title, len(document.all("channel"))
    apply(document, "five-stages", "he")
    assert document.project.title == title
    assert len(document.all("channel")) == channels
    first, second = document.children("map")
    assert first.pos < second.pos


def test_the_drawing_of_a_template_is_its_structure() -> None:
    drawn = template("test-drive").structure
    assert [stage["touchpoint"] for stage in drawn.cards] == [2, 2, 2, 1, 2]
    assert drawn.curve[0] == (0.2, 0.7)
    assert drawn.curve == tuple(sorted(drawn.curve))
    assert [dict(stage) for stage in template("blank").structure.cards] == [{}, {}, {}]


@pytest.mark.parametrize("found", templates(), ids=lambda found: found.id)
def test_its_name_and_description_are_short(found: Template) -> None:
    for language in ("he", "en"):
        assert 0 < len(found.title(language)) <= 20
        assert 0 < len(found.description(language)) <= 60


@pytest.mark.parametrize(("template_id", "language"), [("test-drive", "he"), ("e-commerce", "en")])
def test_its_sample_spreadsheets_are_shipped(template_id: str, language: str) -> None:
    samples = template(template_id).samples(language)
    assert {sample.kind for sample in samples} == {"drop-off", "feedback"}
    assert all(sample.path.is_file() for sample in samples)
    assert template("blank").samples(language) == []
