"""Spans, copies, connectors and views: what the verbs behind the canvas leave and what they refuse."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model import verbs
from model.clips import Clip, clip
from model.document import Document
from model.views import Filter, Shows, read

from .test_verbs import Journey, journey

__all__ = ["journey"]


def titles(document: Document, stage: int, lane: int) -> list[str]:
    return [card.title for card in document.children("card", stage=stage, lane=lane)]


# ---- spans ----


def test_a_card_spans_stages_until_it_is_told_otherwise(document: Document, journey: Journey) -> None:
    verbs.span_card(document, journey.one.id, journey.first, journey.third)
    card = document["card", journey.one.id]
    assert [stage.title for stage in verbs.spanned(document, card)] == ["א", "ב", "ג"]
    verbs.span_card(document, journey.one.id, journey.first, journey.first)
    assert [stage.title for stage in verbs.spanned(document, document["card", journey.one.id])] == ["א"]
    with pytest.raises(ValueError, match="first stage"):
        verbs.span_card(document, journey.one.id, journey.third, journey.second)


@pytest.mark.parametrize(
    ("moved", "before", "left"),
    [
        ("third", "", ["א", "ב"]),  # to the end of the journey
        ("third", "first", ["ג", "א", "ב"]),
        ("first", "third", ["ב", "א", "ג"]),
        ("first", "", ["ב", "ג"]),
        ("last", "second", ["ב", "ג"]),
    ],
)
def test_a_card_spans_no_stage_that_it_did_not_when_stages_move(
    document: Document, journey: Journey, moved: str, before: str, left: list[str]
) -> None:
    map_id = document["stage", journey.first].map
    last = verbs.add_stage(document, map_id, "ד")
    verbs.span_card(document, journey.one.id, journey.first, journey.third)
    ids = {"first": journey.first, "second": journey.second, "third": journey.third, "last": last.id}

    def titles() -> list[str]:
        return [stage.title for stage in verbs.spanned(document, document["card", journey.one.id])]

    verbs.move_stage(document, ids[moved], before=ids.get(before))
    assert titles() == left
    document.undo()
    assert titles() == ["א", "ב", "ג"]
    document.redo()
    assert titles() == left


def test_a_span_goes_along_when_the_card_moves_and_ends_with_the_map(
    document: Document, journey: Journey
) -> None:
    verbs.span_card(document, journey.one.id, journey.first, journey.second)
    verbs.move_cards(document, [journey.one.id], journey.second, journey.pains)
    assert document["card", journey.one.id].until == journey.third
    verbs.spread_cards(document, {journey.one.id: (journey.third, journey.pains)})
    assert document["card", journey.one.id].until is None


@pytest.mark.parametrize(("gone", "left"), [("first", ["ב", "ג"]), ("third", ["א", "ב"])])
def test_a_spanning_card_survives_the_end_of_one_of_its_stages(
    document: Document, journey: Journey, gone: str, left: list[str]
) -> None:
    verbs.span_card(document, journey.one.id, journey.first, journey.third)
    verbs.remove(document, [("stage", getattr(journey, gone))])
    assert [stage.title for stage in verbs.spanned(document, document["card", journey.one.id])] == left
    document.undo()
    assert len(verbs.spanned(document, document["card", journey.one.id])) == 3


def test_a_spanning_card_goes_with_the_last_of_its_stages(document: Document, journey: Journey) -> None:
    verbs.span_card(document, journey.one.id, journey.first, journey.second)
    verbs.remove(document, [("stage", journey.first), ("stage", journey.second)])
    assert document.get("card", journey.one.id) is None


@pytest.mark.parametrize(("asked", "got"), [(10, 140), (200.4, 200), (9999, 480), (None, None)])
def test_a_stage_is_as_wide_as_it_may_be(
    document: Document, journey: Journey, asked: float | None, got: int | None
) -> None:
    verbs.resize_stage(document, journey.first, asked)
    assert document["stage", journey.first].width == got


# ---- connectors ----


def test_two_cards_have_one_connector_in_each_direction(document: Document, journey: Journey) -> None:
    one, two = journey.one.id, journey.two.id
    first = verbs.add_link(document, one, two)
    again = verbs.add_link(document, one, two, "causes", "because")
    assert (again.id, again.kind, again.label) == (first.id, "causes", "because")
    back = verbs.add_link(document, two, one)
    verbs.turn_link(document, first.id)
    assert document.get("link", back.id) is None
    assert document["link", first.id][1:3] == (two, one)


def test_a_connector_goes_with_its_cards(document: Document, journey: Journey) -> None:
    verbs.add_link(document, journey.one.id, journey.two.id)
    verbs.remove(document, [("card", journey.two.id)])
    assert not document.all("link")
    document.undo()
    assert len(document.all("link")) == 1


def test_connectors_that_cannot_be_are_refused(document: Document, journey: Journey) -> None:
    other = verbs.new_map(document, "x", stages=["s"], lanes=["actions"])
    stage = document.children("stage", map=other.id)[0].id
    lane = document.children("lane", map=other.id)[0].id
    far = verbs.add_card(document, stage, lane, "action", "far")
    for target in (journey.one.id, far.id):
        with pytest.raises(ValueError, match="two cards of one map"):
            verbs.add_link(document, journey.one.id, target)
    with pytest.raises(ValueError, match="no kind of link"):
        verbs.add_link(document, journey.one.id, journey.two.id, "wire")


def test_the_touchpoint_that_decides_may_go(document: Document, journey: Journey) -> None:
    verbs.set_fields(document, "card", [journey.one.id], touchpoint=journey.two.id)
    verbs.remove(document, [("card", journey.two.id)])
    assert document["card", journey.one.id].touchpoint is None


# ---- copies ----


def test_a_duplicate_stands_after_its_card_with_their_connectors(
    document: Document, journey: Journey
) -> None:
    journey.link()
    verbs.lock_cards(document, [journey.one.id], True)
    made = verbs.duplicate_cards(document, [journey.one.id, journey.two.id])
    assert journey.cell(journey.first, journey.actions) == ["one", "one", "two", "two"]
    assert document["card", made[0]].locked == 0
    assert [link[1:3] for link in document.all("link").values()][1:] == [tuple(made)]


def test_spread_cards_lie_in_front_of_the_one_that_is_told(document: Document, journey: Journey) -> None:
    stay = verbs.add_card(document, journey.second, journey.actions, "action", "stay").id
    far = verbs.add_card(document, journey.second, journey.pains, "pain", "far").id
    places_of = {
        journey.one.id: (journey.second, journey.actions),
        far: (journey.third, journey.pains),
        journey.two.id: (journey.second, journey.actions),
    }
    verbs.spread_cards(document, places_of, before=stay)
    assert titles(document, journey.second, journey.actions) == ["one", "two", "stay"]
    assert titles(document, journey.third, journey.pains) == ["far"]
    verbs.copy_cards(document, places_of, before=stay)
    assert titles(document, journey.second, journey.actions) == ["one", "two", "one", "two", "stay"]
    verbs.copy_cards(document, {journey.one.id: (journey.second, journey.actions)})
    assert titles(document, journey.second, journey.actions)[-1] == "one"


def test_a_block_of_texts_makes_cards_and_the_stages_it_lacks(document: Document, journey: Journey) -> None:
    lanes = [lane.id for lane in document.children("lane", map=journey.map.id)]
    texts = [["a", " ", "b", "c"]] + [[f"row {k}", ""] for k in range(len(lanes))]
    before = document.snapshot()
    made = verbs.add_block(document, texts, journey.second, journey.pains, new_stage="New")
    assert (len(made.cards), made.stages, made.lanes) == (3 + len(lanes), 2, 1)
    stages = document.children("stage", map=journey.map.id)
    assert [stage.title for stage in stages[-2:]] == ["New", "New"]
    assert titles(document, journey.second, journey.pains) == ["a"]
    assert titles(document, journey.third, journey.pains) == []
    assert titles(document, stages[-1].id, journey.pains) == ["c"]
    new = document.children("lane", map=journey.map.id)[-1]
    assert (new.kind, titles(document, journey.second, new.id)[-1]) == ("custom", f"row {len(lanes) - 1}")
    document.undo()
    assert Document.from_snapshot(before).all("card") == document.all("card")
    assert len(document.children("stage", map=journey.map.id)) == 3


def test_hidden_lanes_take_nothing_that_is_pasted(document: Document, journey: Journey) -> None:
    verbs.set_lane_hidden(document, journey.pains, hidden=True)
    verbs.move_cards(document, [journey.two.id], journey.second, journey.pains)
    taken = Clip(clip(document, [journey.one.id, journey.two.id]))
    made = verbs.paste(document, taken, journey.first, journey.actions)
    assert all(document["card", id].lane != journey.pains for id in made)


def test_what_was_copied_is_pasted_in_its_shape(document: Document, journey: Journey) -> None:
    verbs.move_cards(document, [journey.two.id], journey.second, journey.pains)
    verbs.set_channel(document, [journey.one.id], "SMS", "sms")
    journey.link()
    taken = Clip(clip(document, [journey.two.id, journey.one.id]))
    verbs.paste(document, taken, journey.second, journey.actions)
    assert titles(document, journey.second, journey.actions) == ["one"]
    assert titles(document, journey.third, journey.pains) == ["two"]
    assert len(document.all("link")) == 2
    verbs.paste(document, taken, journey.third, journey.pains)
    assert titles(document, journey.third, journey.pains) == ["two", "two"]


def test_cards_pasted_into_another_project_bring_their_channel(document: Document, journey: Journey) -> None:
    verbs.set_channel(document, [journey.one.id], "SMS", "sms")
    taken = Clip(clip(document, [journey.one.id]))
    other = Document.create(None)
    made = verbs.new_map(other, "x", stages=["s"], lanes=["pains"])
    stage, lane = (other.children(table, map=made.id)[0].id for table in ("stage", "lane"))
    (pasted,) = verbs.paste(other, taken, stage, lane)
    assert other["channel", other["card", pasted].channel][2:] == ("SMS", "sms")
    assert (other["card", pasted].lane, other["card", pasted].title) == (lane, "one")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "plain text", '{"cards": [], "links": []}', '{"cards": [{}], "links": []}', "[" * 9999],
)
def test_other_texts_are_no_clip(text: str) -> None:
    with pytest.raises(ValueError, match="clip"):
        Clip(text)


@pytest.mark.parametrize(
    ("field", "value"), [("stage", -1), ("lane", "x"), ("span", 10**9), ("title", 5), ("severity", "x")]
)
def test_a_clip_made_to_mislead_is_refused(
    document: Document, journey: Journey, field: str, value: Any
) -> None:
    found = json.loads(clip(document, [journey.one.id]))
    found["cards"][0][field] = value
    with pytest.raises(ValueError, match="clip"):
        Clip(json.dumps(found))


# ---- views ----


def test_a_view_keeps_lanes_and_filter(document: Document, journey: Journey) -> None:
    verbs.set_channel(document, [journey.one.id], "SMS", "sms")
    channel = document["card", journey.one.id].channel
    wanted = Filter(channels=frozenset([None, channel]), owners=frozenset(["", "שירות"]))
    shows = Shows(frozenset([journey.pains]), wanted, macro=True)
    saved = verbs.save_view(document, journey.map.id, "v", shows)
    assert read(document, saved) == shows
    assert verbs.save_view(document, journey.map.id, "v", Shows()).id == saved.id
    verbs.save_view(document, journey.map.id, "v", shows)
    assert verbs.apply_view(document, saved.id) == shows
    assert [lane.hidden for lane in journey.lanes] == [0, 1]
    verbs.remove(document, [("channel", channel)])
    assert read(document, saved).filter.channels == frozenset([None])


@pytest.mark.parametrize(
    "text", ["", "[]", "7", '{"hidden": 5, "filter": [1]}', '{"filter": {"kinds": [[1], {}, 3]}}', "[" * 9999]
)
def test_a_view_that_cannot_be_read_asks_nothing(document: Document, journey: Journey, text: str) -> None:
    saved = document["map_view", journey.view()]
    assert read(document, saved._replace(shows=text)) == Shows()


def test_which_cards_a_filter_leaves(document: Document, journey: Journey) -> None:
    card = journey.one._replace(owner="שירות", evidence="told")
    assert not Filter()
    assert Filter(personas=frozenset([1])).passes(card)
    assert not Filter(personas=frozenset([1])).passes(card._replace(persona=2))
    assert Filter(owners=frozenset(["שירות"]), kinds=frozenset(["action", "pain"])).passes(card)
    assert not Filter(owners=frozenset(["שירות"]), kinds=frozenset(["pain"])).passes(card)
    assert not Filter(evidence=frozenset(["assumed"])).passes(card)
    assert Filter(channels=frozenset([None])).passes(card)
