"""A stage seen from above: what is counted, where, and the mean of feelings."""

from __future__ import annotations

import pytest

from model import verbs
from model.document import Document
from model.glance import glances
from model.views import Filter


@pytest.fixture
def made(document: Document):
    map = verbs.new_map(document, stages=("A", "B", "C"), lanes=("touchpoints", "pains", "moments_of_truth"))
    stages = document.children("stage", map=map.id)
    lanes = [lane.id for lane in document.children("lane", map=map.id)]
    return document, map, stages, lanes


def test_cards_are_counted_by_kind_with_the_worst_pain(made) -> None:
    document, _map, stages, (touchpoints, pains, truths) = made
    for severity in (1, 3, None):
        verbs.add_card(document, stages[0].id, pains, "pain", "p", severity=severity)
    verbs.add_card(document, stages[1].id, pains, "pain", "p")
    verbs.add_card(document, stages[0].id, touchpoints, "touchpoint", "t")
    verbs.add_card(document, stages[0].id, truths, "moment_of_truth", "m")
    found = glances(document, stages, {touchpoints, pains, truths}, Filter())
    assert found[stages[0].id][:4] == (1, 3, 3, 1)
    assert found[stages[1].id][:4] == (0, 1, None, 0)
    assert found[stages[2].id][:4] == (0, 0, None, 0)


def test_a_spanning_card_counts_in_each_of_its_stages(made) -> None:
    document, _map, stages, (touchpoints, *_rest) = made
    card = verbs.add_card(document, stages[0].id, touchpoints, "touchpoint", "t")
    verbs.span_card(document, card.id, stages[0].id, stages[1].id)
    found = glances(document, stages, {touchpoints}, Filter())
    assert [found[stage.id].touchpoints for stage in stages] == [1, 1, 0]


def test_other_lanes_and_what_the_filter_hides_do_not_count(made) -> None:
    document, _map, stages, (touchpoints, pains, _truths) = made
    verbs.add_card(document, stages[0].id, touchpoints, "touchpoint", "t", owner="Sales")
    verbs.add_card(document, stages[0].id, touchpoints, "touchpoint", "t", owner="Service")
    verbs.add_card(document, stages[0].id, pains, "pain", "p")
    found = glances(document, stages, {touchpoints}, Filter(owners=frozenset({"Sales"})))
    assert found[stages[0].id][:2] == (1, 0)
    assert found[stages[0].id].hidden == {"touchpoint": "filter", "pain": "lane"}
    assert not found[stages[1].id].hidden


def test_moods_are_means_by_persona_and_absent_where_nothing_is_felt(made) -> None:
    document, map, stages, _lanes = made
    dana, noa = (verbs.add_persona(document, map.id, name).id for name in ("Dana", "Noa"))
    for at, value in ((0.2, -2.0), (0.8, 1.0)):
        verbs.set_emotion(document, stages[0].id, value, at=at, persona=dana)
    verbs.set_emotion(document, stages[1].id, 2.0, persona=noa)
    found = glances(document, stages, set(), Filter())
    assert [found[stage.id].moods for stage in stages] == [{dana: -0.5}, {noa: 2.0}, {}]
