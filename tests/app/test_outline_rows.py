"""The rows of the outline, as they follow any changes, are those of a tree made anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app import outline_rows
from app.outline_rows import ROW, STATE, OutlineRows
from model import verbs
from model.document import Document
from model.views import Filter

DEEDS = ("add", "add", "move", "move", "remove", "stage", "lane", "rename", "hide", "undo", "redo", "only")


def tree(rows: OutlineRows, at: QModelIndex | None = None) -> list[Any]:
    """All rows with what they show, deep."""
    at = at or QModelIndex()
    found = []
    for row in range(rows.rowCount(at)):
        index = rows.index(row, 0, at)
        found.append((rows.ref(index), index.data(), index.data(STATE), tree(rows, index)))
    return found


@given(
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 99), st.integers(0, 99)), max_size=30),
    opened=st.booleans(),
)
def test_they_follow_any_changes(deeds: list[tuple[str, int, int]], opened: bool) -> None:
    document = Document.create(None)
    made = verbs.new_map(document, "Lamp", stages=("One", "Two", "Three"), lanes=("touchpoints", "pains"))
    rows = OutlineRows(document, made.id, "en")
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    stop = document.subscribe(rows.follow)
    if opened:
        tree(rows)
    only: set[int] | None = None
    for deed, a, b in deeds:
        stages = [stage.id for stage in document.children("stage", map=made.id)]
        lanes = [lane.id for lane in document.children("lane", map=made.id)]
        cards = sorted(document.all("card"))
        if deed == "add" and stages:
            verbs.add_card(document, stages[a % len(stages)], lanes[b % len(lanes)], "pain", f"Card {a}")
        elif deed == "move" and cards and stages:
            before = cards[(a + b) % len(cards)]
            card = document["card", before]
            verbs.move_cards(document, [cards[a % len(cards)]], card.stage, card.lane, before=before)
        elif deed == "remove" and cards:
            verbs.remove(document, [("card", cards[a % len(cards)])])
        elif deed == "stage" and stages:
            if a % 3 == 0:
                verbs.add_stage(document, made.id, f"Stage {b}")
            elif a % 3 == 1:
                verbs.remove(document, [("stage", stages[b % len(stages)])])
            else:
                verbs.move_stage(document, stages[b % len(stages)])
        elif deed == "lane":
            verbs.move_lane(document, lanes[a % len(lanes)])
        elif deed == "rename" and cards:
            verbs.set_fields(document, "card", [cards[a % len(cards)]], title=f"Named {b}")
        elif deed == "hide":
            verbs.set_lane_hidden(document, lanes[a % len(lanes)], bool(b % 2))
        elif deed == "undo" and document.undo_step and document.undo_step.gesture != "new_map":
            document.undo()
        elif deed == "redo":
            document.redo()
        elif deed == "only":
            only = None if a % 3 == 0 else set(cards[: b % 4])
            rows.restrict(only)
        fresh = OutlineRows(document, made.id, "en")
        fresh.restrict(only)
        assert tree(rows) == tree(fresh)
    stop()
    del tester
    document.close()


@pytest.fixture
def lamp(document: Document) -> dict[str, int]:
    made = verbs.new_map(
        document, "Lamp", language="he", stages=("גילוי", ""), lanes=("touchpoints", "pains")
    )
    first, second = (stage.id for stage in document.children("stage", map=made.id))
    lanes = {lane.kind: lane.id for lane in document.children("lane", map=made.id)}
    ad = verbs.add_card(document, first, lanes["touchpoints"], "touchpoint", "מודעה")
    slow = verbs.add_card(document, second, lanes["pains"], "pain", "")
    return {"map": made.id, "first": first, "second": second, "ad": ad.id, "slow": slow.id, **lanes}


def test_a_row_says_what_it_is_and_why_it_is_not_seen(document: Document, lamp: dict[str, int]) -> None:
    rows = OutlineRows(document, lamp["map"], "he")
    verbs.set_lane_hidden(document, lamp["pains"], hidden=True)
    rows.set_filter(Filter(kinds=frozenset({"pain"})))
    ad, slow = rows.index_of(("card", lamp["ad"])), rows.index_of(("card", lamp["slow"]))
    said = Qt.ItemDataRole.AccessibleTextRole
    assert ad.data(said) == "מודעה, נקודת מגע, מוסתר במסנן"
    assert ad.parent().data() == "נקודות מגע"
    assert slow.data() == "ללא שם"
    assert slow.parent().data(STATE) == "מסלול מוסתר"
    assert rows.index_of(("stage", lamp["second"])).data(ROW).number == 2
    assert rows.parent(rows.index_of(("stage", lamp["second"]))) == QModelIndex()


def test_a_lane_is_found_where_it_first_holds_cards(document: Document, lamp: dict[str, int]) -> None:
    rows = OutlineRows(document, lamp["map"], "en")
    assert rows.index_of(("lane", lamp["pains"])).parent().data(ROW).ref == ("stage", lamp["second"])
    verbs.remove(document, [("card", lamp["slow"])])
    rows = OutlineRows(document, lamp["map"], "en")
    assert not rows.index_of(("lane", lamp["pains"])).isValid()
    assert not rows.index_of(("emotion", 1)).isValid()


def test_very_many_changes_make_it_anew(
    document: Document, lamp: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outline_rows, "MANY", 1)
    rows = OutlineRows(document, lamp["map"], "en")
    tree(rows)
    document.subscribe(rows.follow)
    verbs.set_fields(document, "card", [lamp["ad"], lamp["slow"]], title="Both")
    assert [row[1] for stage in tree(rows) for lane in stage[3] for row in lane[3]] == ["Both", "Both"]


def test_what_is_locked_is_not_written_on(document: Document, lamp: dict[str, int]) -> None:
    rows = OutlineRows(document, lamp["map"], "en")
    index = rows.index_of(("card", lamp["ad"]))
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    verbs.lock_cards(document, [lamp["ad"]], True)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
