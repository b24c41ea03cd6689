"""A small map and a view of it, for the tests of the hands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from canvas.hands.view import MapView
from canvas.picture.theme import theme
from model import verbs
from model.document import Document

LANES = ("touchpoints", "emotion", "pains", "drop_off", "opportunities")


class Map:
    """A document with one map of three stages, and what lies on it by title. `path` None: in memory."""

    def __init__(self, path: Path | None, language: str) -> None:
        self.document = document = Document.create(path)
        made = verbs.new_map(
            document, "Lamp", language=language, stages=("Discover", "Compare", "Buy"), lanes=LANES
        )
        self.id = made.id
        self.stages = [stage.id for stage in document.children("stage", map=made.id)]
        self.lanes = {lane.kind: lane.id for lane in document.children("lane", map=made.id)}
        self.card = {
            title: verbs.add_card(document, self.stages[stage], self.lanes[lane], kind, title).id
            for stage, lane, kind, title in (
                (0, "touchpoints", "touchpoint", "Ad"),
                (0, "touchpoints", "touchpoint", "Page"),
                (1, "touchpoints", "touchpoint", "Reviews"),
                (1, "pains", "pain", "Slow"),
            )
        }
        self.point = verbs.set_emotion(document, self.stages[0], 1.0).id

    def titles(self, stage: int, lane: str = "touchpoints") -> list[str]:
        cards = self.document.children("card", stage=self.stages[stage], lane=self.lanes[lane])
        return [card.title for card in cards]

    def stage_titles(self) -> list[str]:
        return [stage.title for stage in self.document.children("stage", map=self.id)]

    def lane_kinds(self) -> list[str]:
        return [lane.kind for lane in self.document.children("lane", map=self.id)]

    def lane_titles(self) -> list[str]:
        return [lane.title for lane in self.document.children("lane", map=self.id)]

    def view(self, language: str = "en") -> MapView:
        view = MapView(self.document, self.id, theme("light"), language)
        view.resize(1000, 760)
        view.show()
        view.go_to_start()
        return view


def check_undo(document: Document, state: Callable[[], object], before: object, after: object) -> None:
    """What was done is there, can be undone in one step, and done again."""
    assert state() == after
    document.undo()
    assert state() == before
    document.redo()
    assert state() == after
