"""`masa show` tells what a real file holds: cards, the newest drop-off, scores by stage and of the map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from model.document import Document
from model.measures import map_figures
from model.records import Map
from model.summary import summary
from model.templates import apply

Row = tuple[int | None, str, float | None]


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return Document.create(tmp_path / "told.masa")


@pytest.fixture
def journey(document: Document) -> Map:
    return apply(document, "test-drive", "he")


def stages(document: Document, journey: Map) -> list[int]:
    return [stage.id for stage in document.children("stage", map=journey.id)]


def bring_drop_off(
    document: Document, journey: Map, entered: Sequence[int], *, at: int = 1, open: int = 0
) -> None:
    with document.gesture("import_drop_off", file="funnel.csv") as g:
        batch = g.add(
            "import_batch", map=journey.id, kind="drop_off", file=f"funnel-{at}.csv", file_hash="", at=at,
            rows=len(entered), unit="persons", period="2026-07-01/2026-09-30", open=open,
        )  # fmt: skip
        for position, (stage, n) in enumerate(zip(stages(document, journey), entered, strict=False)):
            g.add("drop_off", batch=batch.id, stage=stage, position=position, entered=n)


def bring_answers(document: Document, journey: Map, rows: list[Row]) -> None:
    bulk = document.begin_bulk("import_feedback", file="answers.csv")
    batch = bulk.gesture.add(
        "import_batch",
        map=journey.id,
        kind="feedback",
        file="answers.csv",
        file_hash="",
        at=1,
        rows=len(rows),
    )
    bulk.add_answers(
        batch.id,
        [(stage, scale, score, "", "2026-08-01", "", "", i) for i, (stage, scale, score) in enumerate(rows)],
    )
    bulk.commit()


def test_an_empty_project_has_its_shape(document: Document) -> None:
    assert summary(document) == {"title": "", "personas": [], "maps": []}


def test_a_map_without_figures_says_null(document: Document, journey: Map) -> None:
    (told,) = summary(document)["maps"]
    assert (told["title"], told["direction"]) == ("נסיעת המבחן שלא הייתה", "rtl")
    assert told["stages"][0]["title"] == "התעניינות"
    assert told["stages"][0]["drop_off"] is None
    assert told["stages"][0]["feedback"] == {"n": 0, "nps": None, "csat": None, "ces": None, "stars": None}
    assert told["drop_off"] is None


def test_cards_come_by_lane_with_its_words(document: Document, journey: Map) -> None:
    cards = summary(document)["maps"][0]["stages"][0]["cards"]
    goal = {"kind": "goal", "title": "להבין אם הדגם מתאים למשפחה", "lane": "מטרת השלב", "hidden": False}
    assert cards[0] == goal
    assert cards[-1] == {
        "kind": "text",
        "title": "סרטון של שתי דקות על תא המטען",
        "lane": "תוכן",
        "hidden": True,
    }
    lane = next(lane for lane in document.all("lane").values() if lane.kind == "goal")
    with document.gesture("edit_lane") as g:
        g.change("lane", lane.id, title="לשם מה")
    assert summary(document)["maps"][0]["stages"][0]["cards"][0]["lane"] == "לשם מה"


def test_personas(document: Document, journey: Map) -> None:
    assert summary(document)["personas"] == [
        {"name": "דנה לוי", "kind": "actual"},
        {"name": "דנה לוי", "kind": "ideal"},
    ]


def test_drop_off_of_the_newest_import(document: Document, journey: Map) -> None:
    bring_drop_off(document, journey, [50, 40, 30, 20, 10], at=1)
    bring_drop_off(document, journey, [1240, 486, 402, 171, 96], at=2)
    told = summary(document)["maps"][0]
    assert told["stages"][0]["drop_off"] == {
        "entered": 1240, "completed": 486, "left": 754, "completion_rate": 0.3919, "abandonment_rate": 0.6081,
    }  # fmt: skip
    assert told["drop_off"] == {
        "open": False, "unit": "persons", "period": "2026-07-01/2026-09-30", "file": "funnel-2.csv",
    }  # fmt: skip
    document.undo()
    assert summary(document)["maps"][0]["stages"][0]["drop_off"]["entered"] == 50
    document.redo()
    assert summary(document)["maps"][0]["stages"][0]["drop_off"]["entered"] == 1240


def test_an_open_funnel_says_only_who_entered(document: Document, journey: Map) -> None:
    bring_drop_off(document, journey, [50, 80, 30], open=1)
    told = summary(document)["maps"][0]["stages"]
    assert told[1]["drop_off"] == {
        "entered": 80, "completed": None, "left": None, "completion_rate": None, "abandonment_rate": None,
    }  # fmt: skip
    assert told[4]["drop_off"] is None


def test_two_steps_of_a_file_may_be_one_stage(document: Document, journey: Map) -> None:
    first, second, *_ = stages(document, journey)
    bring_drop_off(document, journey, [])
    batch = next(iter(document.all("import_batch")))
    with document.gesture("import_drop_off") as g:
        for position, (stage, n) in enumerate([(first, 100), (first, 80), (second, 60)]):
            g.add("drop_off", batch=batch, stage=stage, position=position, entered=n)
        g.change("import_batch", batch, rows=3)
    figures = map_figures(document, journey.id).stages
    assert figures[first].drop_off == (100, 60, 40, 0.6, 0.4, 1.0)
    assert figures[second].drop_off == (60, 60, 0, 1.0, 0.0, 0.6)


@pytest.mark.parametrize(
    ("steps", "open", "told"),
    [
        ([(100, None, 10), (300, None, 30), (60, None, None)], 1, (300, None, 40, None, None, None)),
        ([(100, None, 10), (300, None, 30), (60, None, None)], 0, (300, None, 40, None, None, None)),
        ([(100, None, 10), (90, None, None), (60, None, None)], 1, (100, None, None, None, None, None)),
        ([(100, None, None), (90, 120, None), (60, None, None)], 0, (100, 100, 0, 1.0, 0.0, 1.0)),
    ],
    ids=["open", "rising", "not every step says who left", "more completed than entered"],
)
def test_two_steps_that_are_one_stage_say_no_more_than_the_file(
    document: Document,
    journey: Map,
    steps: list[tuple[int, int | None, int | None]],
    open: int,
    told: tuple[float | None, ...],
) -> None:
    first, second, *_ = stages(document, journey)
    bring_drop_off(document, journey, [], open=open)
    batch = next(iter(document.all("import_batch")))
    with document.gesture("import_drop_off") as g:
        for position, (stage, (entered, completed, left)) in enumerate(
            zip((first, first, second), steps, strict=True)
        ):
            counts = {"entered": entered, "completed": completed, "left": left}
            g.add("drop_off", batch=batch, stage=stage, position=position, **counts)
        g.change("import_batch", batch, rows=3)
    assert map_figures(document, journey.id).stages[first].drop_off == told


def test_a_lane_of_a_kind_that_nobody_knows_is_called_by_it(document: Document, journey: Map) -> None:
    stage, *_ = document.children("stage", map=journey.id)
    card = document.children("card", stage=stage.id)[0]
    with document.gesture("edit_lane") as g:
        g.change("lane", card.lane, kind="mine", title="")
    assert summary(document)["maps"][0]["stages"][0]["cards"][0]["lane"] == "mine"


def test_feedback_by_stage_and_of_the_whole_map(document: Document, journey: Map) -> None:
    first, second, *_ = stages(document, journey)
    rows: list[Row] = [(first, "csat5", 5), (first, "csat5", 2), (first, "", None), (second, "nps", 10)]
    bring_answers(document, journey, [*rows, (None, "nps", 0), (None, "nps", 9)])
    told = summary(document)["maps"][0]
    assert told["stages"][0]["feedback"]["n"] == 3
    csat = told["stages"][0]["feedback"]["csat"]
    assert (csat["value"], csat["n"], csat["scale"], csat["mean"]) == (50, 2, "csat5", 3.5)
    assert told["stages"][1]["feedback"]["nps"]["value"] == 100
    assert told["stages"][1]["feedback"]["nps"]["low"] is None
    assert told["feedback"]["n"] == 6
    assert told["feedback"]["nps"]["value"] == round(100 / 3, 4)
    assert told["unplaced"] == 2
    document.undo()
    assert summary(document)["maps"][0]["feedback"]["n"] == 0
    document.redo()
    assert summary(document)["maps"][0]["feedback"]["n"] == 6


def test_both_directions_of_a_scale_count_together_and_the_most_used_scale_is_shown(
    document: Document, journey: Map
) -> None:
    first, *_ = stages(document, journey)
    bring_answers(document, journey, [(first, "ces7", 6), (first, "ces7r", 1), (first, "ces5", 1)])
    ces = map_figures(document, journey.id).stages[first].feedback.scores["ces"]
    assert (ces.scale, ces.value, ces.n) == ("ces7", 6.5, 2)


def test_a_score_beyond_its_scale_from_a_strange_file_is_left_out(document: Document, journey: Map) -> None:
    bring_answers(document, journey, [(None, "nps", 99), (None, "mood", 3), (None, "nps", 9)])
    assert summary(document)["maps"][0]["feedback"]["nps"]["n"] == 1


def test_it_is_json(document: Document, journey: Map) -> None:
    bring_drop_off(document, journey, [0, 0])
    assert json.loads(json.dumps(summary(document), allow_nan=False)) == summary(document)
