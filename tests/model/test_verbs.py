"""Every verb: what it does, one step of undo with its name, and what it refuses."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model import kinds, verbs
from model.clips import Clip, clip
from model.document import Document
from model.records import Card, Lane, Map, Persona, Stage
from model.views import Shows

from .inside import Rows, file_rows, memory_rows


class Journey:
    """A Hebrew map of three stages and two lanes, and two cards in its first cell."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.map: Map = verbs.new_map(
            document, "נסיעת מבחן", language="he", stages=["א", "ב", "ג"], lanes=["actions", "pains"]
        )
        self.actions, self.pains = (lane.id for lane in self.lanes)
        self.first, self.second, self.third = (stage.id for stage in self.stages)
        self.one = self.add("one")
        self.two = self.add("two")

    def add(self, title: str, **places: Any) -> Card:
        return verbs.add_card(self.document, self.first, self.actions, "action", title, **places)

    @property
    def stages(self) -> list[Stage]:
        return self.document.children("stage", map=self.map.id)

    @property
    def lanes(self) -> list[Lane]:
        return self.document.children("lane", map=self.map.id)

    def cell(self, stage: int, lane: int) -> list[str]:
        return [card.title for card in self.document.children("card", stage=stage, lane=lane)]

    def link(self) -> int:
        return verbs.add_link(self.document, self.one.id, self.two.id).id

    def view(self) -> int:
        shows = Shows(hidden=frozenset([self.pains]))
        return verbs.save_view(self.document, self.map.id, "תמצית", shows).id


@pytest.fixture
def journey(document: Document) -> Journey:
    return Journey(document)


Do = Callable[[Document, Journey], Any]
STEPS: dict[str, tuple[Do, dict[str, Any]]] = {
    "new_map": (lambda d, j: verbs.new_map(d, "שנייה"), {"title": "שנייה"}),
    "edit_map": (
        lambda d, j: verbs.set_fields(d, "map", [j.map.id], title="new"),
        {"title": "נסיעת מבחן", "field": "title"},
    ),
    "set_language": (lambda d, j: verbs.set_map_language(d, j.map.id, "en"), {"title": "נסיעת מבחן"}),
    "set_direction": (lambda d, j: verbs.set_map_direction(d, j.map.id, "ltr"), {"title": "נסיעת מבחן"}),
    "add_stage": (lambda d, j: verbs.add_stage(d, j.map.id, "ד"), {"title": "ד"}),
    "move_stage": (lambda d, j: verbs.move_stage(d, j.third, before=j.first), {"title": "ג"}),
    "edit_stage": (
        lambda d, j: verbs.set_fields(d, "stage", [j.first], duration="יום"),
        {"title": "א", "field": "duration"},
    ),
    "remove_stage": (lambda d, j: verbs.remove(d, [("stage", j.first)]), {"title": "א"}),
    "add_lane": (lambda d, j: verbs.add_lane(d, j.map.id, title="שלי"), {"title": "שלי", "kind": "custom"}),
    "move_lane": (lambda d, j: verbs.move_lane(d, j.pains, before=j.actions), {"title": "", "kind": "pains"}),
    "hide_lane": (lambda d, j: verbs.set_lane_hidden(d, j.pains, True), {"title": "", "kind": "pains"}),
    "add_card": (lambda d, j: j.add("three"), {"title": "three"}),
    "move_card": (lambda d, j: verbs.move_cards(d, [j.one.id], j.second, j.pains), {"title": "one"}),
    "move_cards": (lambda d, j: verbs.move_cards(d, [j.two.id, j.one.id], j.second, j.pains), {"n": 2}),
    "edit_card": (
        lambda d, j: verbs.set_fields(d, "card", [j.one.id], title="x"),
        {"title": "one", "field": "title"},
    ),
    "edit_many": (
        lambda d, j: verbs.set_fields(d, "card", [j.one.id, j.two.id], owner="x"),
        {"n": 2, "table": "card", "field": "owner"},
    ),
    "remove_card": (lambda d, j: verbs.remove(d, [("card", j.one.id)]), {"title": "one"}),
    "remove_many": (lambda d, j: verbs.remove(d, [("card", j.one.id), ("stage", j.first)]), {"n": 2}),
    "add_persona": (lambda d, j: verbs.add_persona(d, j.map.id, "דנה", "ideal"), {"title": "דנה"}),
    "set_emotion": (lambda d, j: verbs.set_emotion(d, j.first, 1.5), {"title": "א", "value": "1.5"}),
    "add_cards": (
        lambda d, j: verbs.add_cards(
            d, [(j.first, j.pains, "pain", "a"), (j.second, j.actions, "action", "b")]
        ),
        {"n": 2},
    ),
    "copy_cards": (lambda d, j: verbs.duplicate_cards(d, [j.one.id, j.two.id]), {"n": 2}),
    "paste": (
        lambda d, j: verbs.paste(d, Clip(clip(d, [j.one.id])), j.second, j.pains),
        {"n": 1},
    ),
    "lock_cards": (lambda d, j: verbs.lock_cards(d, [j.one.id], True), {"n": 1}),
    "span_card": (lambda d, j: verbs.span_card(d, j.one.id, j.first, j.third), {"title": "one"}),
    "resize_stage": (lambda d, j: verbs.resize_stage(d, j.first, 300), {"title": "א"}),
    "resize_lane": (lambda d, j: verbs.resize_lane(d, j.pains, 200), {"title": "", "kind": "pains"}),
    "add_link": (
        lambda d, j: verbs.add_link(d, j.one.id, j.two.id, "causes", "so"),
        {"source": "one", "target": "two"},
    ),
    "turn_link": (lambda d, j: verbs.turn_link(d, j.link()), {"source": "one", "target": "two"}),
    "move_link": (
        lambda d, j: verbs.move_link(d, j.link(), target=j.add("three").id),
        {"source": "one", "target": "three"},
    ),
    "edit_link": (
        lambda d, j: verbs.set_fields(d, "link", [j.link()], kind="yes"),
        {"source": "one", "target": "two", "field": "kind"},
    ),
    "remove_link": (
        lambda d, j: verbs.remove(d, [("link", j.link())]),
        {"source": "one", "target": "two"},
    ),
    "save_view": (lambda d, j: j.view(), {"title": "תמצית"}),
    "apply_view": (lambda d, j: verbs.apply_view(d, j.view()), {"title": "תמצית"}),
    "edit_view": (
        lambda d, j: verbs.set_fields(d, "map_view", [j.view()], name="x"),
        {"title": "תמצית", "field": "name"},
    ),
    "remove_view": (lambda d, j: verbs.remove(d, [("map_view", j.view())]), {"title": "תמצית"}),
    "choose_lanes": (lambda d, j: verbs.set_lanes_hidden(d, j.map.id, [j.pains]), {"title": "נסיעת מבחן"}),
    "edit_project": (
        lambda d, j: verbs.set_fields(d, "project", [d.project.id], title="P"),
        {"title": "", "field": "title"},
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_verb_is_one_named_step(document: Document, journey: Journey, name: str) -> None:
    do, params = STEPS[name]
    seen: list[tuple[int, Rows]] = [(document.head, memory_rows(document))]
    stop = document.subscribe(lambda _: seen.append((document.head, memory_rows(document))))
    do(document, journey)
    stop()
    (step, before), (_, after) = seen[-2:]
    assert document.undo_step == (name, params, ())
    assert tuple(params) == verbs.GESTURES[name]
    assert after != before
    document.undo()
    assert document.head == step
    assert memory_rows(document) == before == file_rows(document)
    document.redo()
    assert memory_rows(document) == after == file_rows(document)


def test_who_opens_a_gesture() -> None:
    root = Path(verbs.__file__).parents[2]
    rooms = ("app", "canvas", "exporters", "importers", "model")
    modules = (path for room in rooms for path in (root / room).rglob("*.py"))
    found = {
        path.relative_to(root).as_posix()
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("gesture", "begin_bulk")
    }
    assert {each for each in found if not each.startswith("model/verbs/")} == {
        "model/templates.py",
        "model/versions.py",
        "importers/job.py",
    }


def test_every_gesture_that_a_verb_names_is_in_the_closed_list() -> None:
    modules = [path.read_text(encoding="utf-8") for path in Path(verbs.__file__).parent.glob("*.py")]
    nodes = (node for module in modules for node in ast.walk(ast.parse(module)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    named = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "gesture"
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(named) > 10
    assert named <= verbs.GESTURES.keys()


# ---- maps, stages, lanes ----


def test_a_new_map_has_the_standard_lanes_and_its_languages_direction(document: Document) -> None:
    made = verbs.new_map(document, "מפה", language="he")
    lanes = document.children("lane", map=made.id)
    assert [lane.kind for lane in lanes] == [kind for kind in kinds.LANES if kind != "custom"]
    assert {lane.kind for lane in lanes if lane.hidden} == set(kinds.HIDDEN_LANES)
    assert (made.language, made.direction) == ("he", "rtl")
    verbs.set_map_language(document, made.id, "en")
    assert document["map", made.id][4:] == ("en", "ltr")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (lambda j: {}, "אבגx"),
        (lambda j: {"before": j.first}, "xאבג"),
        (lambda j: {"before": j.third}, "אבxג"),
        (lambda j: {"after": j.first}, "אxבג"),
        (lambda j: {"after": j.third}, "אבגx"),
    ],
)
def test_a_stage_is_put_where_it_is_wanted(
    document: Document, journey: Journey, place: Callable[[Journey], dict[str, int]], expected: str
) -> None:
    added = verbs.add_stage(document, journey.map.id, "x", **place(journey))
    assert "".join(stage.title for stage in journey.stages) == expected
    document.undo()
    added = verbs.add_stage(document, journey.map.id, "x")
    verbs.move_stage(document, added.id, **place(journey))
    assert "".join(stage.title for stage in journey.stages) == expected


def test_moving_a_stage_to_where_it_is_is_no_step(document: Document, journey: Journey) -> None:
    head = document.head
    verbs.move_stage(document, journey.second, before=journey.second)
    verbs.move_stage(document, journey.second, after=journey.second)
    assert document.head == head


def test_lanes_move_and_hide(document: Document, journey: Journey) -> None:
    verbs.move_lane(document, journey.actions)
    assert [lane.kind for lane in journey.lanes] == ["pains", "actions"]
    verbs.set_lane_hidden(document, journey.actions, True)
    assert [lane.hidden for lane in journey.lanes] == [0, 1]
    verbs.set_lane_hidden(document, journey.actions, False)
    assert document.undo_step == ("show_lane", {"title": "", "kind": "actions"}, ())


def test_equal_order_keys_of_two_merged_copies_make_room(document: Document, journey: Journey) -> None:
    with document.gesture("merge") as g:
        for stage in journey.stages:
            g.change("stage", stage.id, pos="a0")
    verbs.add_stage(document, journey.map.id, "x", before=journey.second)
    assert "".join(stage.title for stage in journey.stages) == "אxבג"
    document.undo()
    assert {stage.pos for stage in journey.stages} == {"a0"}


# ---- cards ----


def test_cards_move_together_in_the_order_given(document: Document, journey: Journey) -> None:
    three = journey.add("three", before=journey.one.id)
    cell = (journey.first, journey.actions)
    assert journey.cell(*cell) == ["three", "one", "two"]
    verbs.move_cards(document, [journey.two.id, three.id], *cell, before=journey.one.id)
    assert journey.cell(*cell) == ["two", "three", "one"]
    verbs.move_cards(document, [journey.one.id, journey.two.id], *cell, before=journey.two.id)
    assert journey.cell(*cell) == ["one", "two", "three"]
    verbs.move_cards(document, [journey.one.id, journey.two.id], journey.second, journey.pains)
    assert journey.cell(journey.second, journey.pains) == ["one", "two"]
    assert journey.cell(*cell) == ["three"]


def test_moving_nothing_or_nowhere_is_no_step(document: Document, journey: Journey) -> None:
    head = document.head
    verbs.move_cards(document, [], journey.second, journey.pains)
    verbs.set_fields(document, "card", [], title="x")
    verbs.set_fields(document, "card", [journey.one.id], title="one")
    verbs.remove(document, [])
    verbs.remove(document, [("card", 7)])
    assert document.head == head


def test_what_a_verb_refuses(document: Document, journey: Journey) -> None:
    other = verbs.new_map(document, stages=["z"], lanes=["pains"])
    elsewhere = document.children("lane", map=other.id)[0].id
    before = memory_rows(document)
    for refused in (
        lambda: verbs.add_card(document, journey.first, journey.actions, "rumour"),
        lambda: verbs.add_card(document, journey.first, elsewhere, "pain"),
        lambda: verbs.move_cards(document, [journey.one.id], journey.first, elsewhere),
        lambda: verbs.add_lane(document, journey.map.id, "attic"),
        lambda: verbs.new_map(document, kind="dream"),
        lambda: verbs.set_fields(document, "card", [journey.one.id], kind="rumour"),
        lambda: verbs.set_fields(document, "card", [journey.one.id], severity=4),
        lambda: verbs.set_channel(document, [journey.one.id], "x", "telepathy"),
        lambda: verbs.add_persona(document, journey.map.id, kind="typical"),
        lambda: verbs.set_map_direction(document, journey.map.id, "down"),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - the verb or the schema
            refused()
    for unknown in (
        lambda: verbs.add_card(document, 1, journey.actions, "pain"),
        lambda: verbs.move_stage(document, 1),
        lambda: verbs.set_fields(document, "card", [journey.one.id, 1], title="x"),
    ):
        with pytest.raises(KeyError):
            unknown()
    assert memory_rows(document) == before == file_rows(document)


def test_a_channel_of_the_same_name_is_used_again(document: Document, journey: Journey) -> None:
    verbs.set_channel(document, [journey.one.id], " SMS ", "sms")
    verbs.set_channel(document, [journey.two.id], "sms", "mail")
    (channel,) = document.children("channel")
    assert (channel.name, channel.kind) == ("SMS", "sms")
    assert [card.channel for card in document.children("card", stage=journey.first)] == [channel.id] * 2
    verbs.set_channel(document, [journey.one.id], "")
    assert document["card", journey.one.id].channel is None


# ---- personas and emotions ----


def drawn_on(document: Document, map_id: int) -> list[Persona]:
    return [document["persona", drawn.persona] for drawn in document.children("map_persona", map=map_id)]


def test_the_first_persona_takes_over_the_curve(document: Document, journey: Journey) -> None:
    verbs.set_emotion(document, journey.first, -1)
    dana = verbs.add_persona(document, journey.map.id, "דנה")
    assert [point.persona for point in document.all("emotion").values()] == [dana.id]
    verbs.set_emotion(document, journey.first, 2, persona=dana.id)
    verbs.set_emotion(document, journey.first, 1, at=0.9, persona=dana.id)
    ron = verbs.add_persona(document, journey.map.id, "רון", "ideal")
    assert [p.name for p in drawn_on(document, journey.map.id)] == ["דנה", "רון"]
    points = document.children("emotion", persona=dana.id)
    assert [(point.at, point.value) for point in points] == [(0.5, 2), (0.9, 1)]
    assert document.children("emotion", persona=ron.id) == []
    document.undo()
    document.undo()
    document.undo()
    document.undo()
    assert [(p.persona, p.value) for p in document.all("emotion").values()] == [(None, -1)]


def test_a_persona_leaves_a_map_with_its_curve_and_comes_back(document: Document, journey: Journey) -> None:
    dana = verbs.add_persona(document, journey.map.id, "דנה")
    verbs.set_emotion(document, journey.first, -1, persona=dana.id)
    other = verbs.new_map(document, stages=["z"])
    verbs.show_persona(document, other.id, dana.id)
    verbs.hide_persona(document, journey.map.id, dana.id)
    assert not document.all("emotion")
    assert drawn_on(document, journey.map.id) == []
    assert drawn_on(document, other.id) == [dana]
    document.undo()
    assert drawn_on(document, journey.map.id) == [dana]
    head = document.head
    verbs.show_persona(document, journey.map.id, dana.id)
    assert (document.head, len(document.all("emotion"))) == (head, 1)


def test_emotions_are_kept_within_their_scale_and_stage(document: Document, journey: Journey) -> None:
    point = verbs.set_emotion(document, journey.first, -9, at=7)
    assert (point.value, point.at) == (-2, 1)
    verbs.move_emotion(document, point.id, value=3.5)
    verbs.move_emotion(document, point.id, at=-1, stage=journey.second)
    moved = document["emotion", point.id]
    assert (moved.stage, moved.at, moved.value) == (journey.second, 0, 2)
    assert document.undo_step == ("move_emotion", {"title": "ב", "value": "2"}, ())
    verbs.remove(document, [("emotion", point.id)])
    assert document.undo_step == ("remove_emotion", {}, ())
