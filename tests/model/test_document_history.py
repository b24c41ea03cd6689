"""Any sequence of gestures, undo, redo, reopening: every node of the history comes back, memory is file."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from model import verbs
from model.compaction import compact
from model.document import Document
from model.order import keys_between
from model.records import RECORDS
from model.versions import moments, name_moment, restore

from .inside import Rows, file_rows, memory_rows

numbers = st.integers(0, 10**6)
texts = st.text(st.characters(), max_size=8)  # NUL, lone surrogates, emoji and Hebrew among them


def digest(rows: Rows) -> str:
    """Every value with its type."""
    return hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()


class Histories(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "project.masa"
        self.document = Document.create(self.path)
        self.nodes = {self.document.head: digest(file_rows(self.document))}
        self.root = self.document.head
        verbs.new_map(self.document, "מפה", stages=["א", "ב"], lanes=["actions", "pains", "emotion"])
        self.done()

    def done(self) -> None:
        self.nodes[self.document.head] = digest(file_rows(self.document))

    def pick(self, table: str, n: int) -> Any:
        records = sorted(self.document.all(table).values())
        return records[n % len(records)] if records else None

    def cell(self, n: int) -> tuple[int, int] | None:
        stage = self.pick("stage", n)
        lanes = self.document.children("lane", map=stage.map) if stage else []
        return (stage.id, lanes[n % len(lanes)].id) if lanes else None

    @rule(n=numbers, title=texts, owner=texts)
    def add_card(self, n: int, title: str, owner: str) -> None:
        cell = self.cell(n)
        if cell:
            verbs.add_card(self.document, *cell, "pain", title, owner=owner, severity=n % 3 + 1)
            self.done()

    @rule(n=numbers, k=numbers, count=st.integers(1, 5))
    def move_cards(self, n: int, k: int, count: int) -> None:
        cell, cards = self.cell(n), sorted(self.document.all("card"))
        if cell and cards:
            there = self.document.children("card", stage=cell[0], lane=cell[1])
            before = there[k % len(there)].id if there else None
            verbs.move_cards(self.document, cards[k % len(cards) :][:count], *cell, before=before)
            self.done()

    @rule(title=texts, details=texts, kind=st.sampled_from(["note", "goal"]))
    def edit_all_cards(self, title: str, details: str, kind: str) -> None:
        verbs.set_fields(
            self.document, "card", self.document.all("card"), title=title, details=details, kind=kind
        )
        self.done()

    @rule(n=numbers, title=texts)
    def add_stage(self, n: int, title: str) -> None:
        stage = self.pick("stage", n)
        if stage:
            verbs.add_stage(self.document, stage.map, title, before=stage.id)
            self.done()

    @rule(n=numbers, k=numbers)
    def move_stage(self, n: int, k: int) -> None:
        stage = self.pick("stage", n)
        if stage:
            siblings = self.document.children("stage", map=stage.map)
            verbs.move_stage(self.document, stage.id, after=siblings[k % len(siblings)].id)
            self.done()

    @rule(n=numbers, name=texts)
    def add_persona(self, n: int, name: str) -> None:
        found = self.pick("map", n)
        if found:
            verbs.add_persona(self.document, found.id, name, "ideal")
            self.done()

    @rule(n=numbers, value=st.floats(-3, 3), at=st.floats(-1, 2))
    def set_emotion(self, n: int, value: float, at: float) -> None:
        stage, persona = self.pick("stage", n), self.pick("persona", n)
        if stage:
            verbs.set_emotion(self.document, stage.id, value, at=at, persona=persona and persona.id)
            self.done()

    @rule(n=numbers, name=texts)
    def set_channel(self, n: int, name: str) -> None:
        card = self.pick("card", n)
        if card:
            verbs.set_channel(self.document, [card.id], name, "sms")
            self.done()

    @rule(n=numbers, tables=st.lists(st.sampled_from([*RECORDS][1:9]), min_size=1, max_size=3))
    def remove(self, n: int, tables: list[str]) -> None:
        picked = [(table, self.pick(table, n).id) for table in tables if self.pick(table, n)]
        verbs.remove(self.document, picked)
        self.done()

    @rule(n=numbers, rows=st.integers(1, 40))
    def import_answers(self, n: int, rows: int) -> None:
        stage = self.pick("stage", n)
        if stage:
            bulk = self.document.begin_bulk("import_feedback", file="a.csv")
            batch = bulk.gesture.add(
                "import_batch", map=stage.map, kind="feedback", file="a.csv", file_hash="", at=1, rows=rows
            )
            bulk.add_answers(batch.id, [(stage.id, "nps", i % 11, "", "", "", "", i) for i in range(rows)])
            if n % 3:
                bulk.commit()
            else:
                bulk.rollback()
            self.done()

    @rule(n=numbers)
    def fail(self, n: int) -> None:
        stage = self.pick("stage", n)
        with pytest.raises(ValueError, match="does not allow"), self.document.gesture("dangling") as g:  # noqa: PT012
            if stage:
                g.remove("stage", stage.id)
            g.add("stage", map=12345, pos="a0")

    @rule(n=st.integers(1, 6))
    def undo(self, n: int) -> None:
        for _ in range(n):
            self.document.undo()

    @rule(n=st.integers(1, 6))
    def redo(self, n: int) -> None:
        for _ in range(n):
            self.document.redo()

    @rule(n=numbers)
    def go_to(self, n: int) -> None:
        line = moments(self.document)
        self.document.go_to(line[n % len(line)].id)

    @rule(n=numbers)
    def restore(self, n: int) -> None:
        """Any moment there is, also on a way that was left."""
        moment = self.document.file.moments()
        restore(self.document, moment[n % len(moment)].id)
        assert digest(file_rows(self.document)) == self.nodes[moment[n % len(moment)].id]
        self.done()

    @rule(n=numbers)
    def name(self, n: int) -> None:
        line = moments(self.document)
        name_moment(self.document, f"version {n}", line[n % len(line)].id)

    @rule(keep=st.integers(0, 8))
    def compact(self, keep: int) -> None:
        compact(self.document, keep)

    @rule()
    def reopen(self) -> None:
        self.document.close()
        self.document = Document.open(self.path)

    @invariant()
    def memory_is_file_and_file_is_the_node(self) -> None:
        rows = file_rows(self.document)
        assert digest(rows) == self.nodes[self.document.head]
        assert memory_rows(self.document) == rows

    @invariant()
    def indexes_are_right(self) -> None:
        for stage in self.document.all("stage"):
            cards = [card for card in self.document.all("card").values() if card.stage == stage]
            found = self.document.children("card", stage=stage)
            assert found == sorted(cards, key=lambda card: (card.pos, card.id))

    def teardown(self) -> None:
        chain = [self.document.head]
        while self.document.undo():
            assert digest(file_rows(self.document)) == self.nodes[self.document.head]
            chain.append(self.document.head)
        assert chain[-1] == self.root
        self.reopen()
        way = [self.document.head]
        while self.document.redo():
            assert digest(file_rows(self.document)) == self.nodes[self.document.head]
            way.append(self.document.head)
        assert way[: len(chain)] == chain[::-1]
        self.document.close()
        assert [path.name for path in self.path.parent.iterdir()] == [self.path.name]
        self.folder.cleanup()


Histories.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestHistories = Histories.TestCase


def test_a_gesture_of_thousands_of_rows_is_one_step(document: Document, masa: Path) -> None:
    made = verbs.new_map(document, stages=["א"], lanes=["pains"])
    stage, lane = document.children("stage", map=made.id)[0], document.children("lane", map=made.id)[0]
    with document.gesture("fill") as g:
        for i, pos in enumerate(keys_between(None, None, 3000)):
            g.add("card", stage=stage.id, lane=lane.id, pos=pos, kind="pain", title=f"כאב {i}")
    full = file_rows(document)
    verbs.remove(document, [("stage", stage.id)])
    assert not document.all("card")
    document.close()
    again = Document.open(masa)
    again.undo()
    assert file_rows(again) == full == memory_rows(again)
    again.undo()
    assert not again.all("card")
    again.redo()
    assert file_rows(again) == full
    again.close()
