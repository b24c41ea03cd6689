"""Maps with cards, personas, curves and real figures, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from model import templates, verbs
from model.document import Document
from model.kinds import LINKS
from model.records import Map

TEMPLATES = {"he": "test-drive", "en": "e-commerce"}
ENTERED = (1240, 486, 402, 171, 96)
SCORES = {"csat5": (5, 5, 4, 4, 2, 1), "ces7": (1, 2, 3, 3, 5), "nps": (0, 6, 7, 9, 10)}
COMMENT = {"he": "=חיכיתי יומיים", "en": "=Waited two days"}


def add_figures(document: Document, map_: Map) -> None:
    """A drop-off import for every stage, answers of three scales, one scale a stage, one answer unplaced."""
    stages = document.children("stage", map=map_.id)
    comment = COMMENT[map_.language]
    bulk = document.begin_bulk("import_feedback", file="answers.csv")
    answers = bulk.gesture.add(
        "import_batch",
        map=map_.id,
        kind="feedback",
        file="סקר מוקד.csv",
        file_hash="a",
        at=1_790_000_000,
        rows=16,
    )
    funnel = bulk.gesture.add(
        "import_batch",
        map=map_.id,
        kind="drop_off",
        file="ga4-q3.csv",
        file_hash="b",
        at=1_790_000_000,
        rows=5,
        unit="persons",
        period="2026-07-01/2026-09-30",
    )
    for position, (stage, entered) in enumerate(zip(stages, ENTERED, strict=True)):
        bulk.gesture.add("drop_off", batch=funnel.id, stage=stage.id, position=position, entered=entered)
    rows = [
        (stage.id, scale, float(score), comment, "2026-08-12", "survey", "", hash((scale, n)))
        for stage, (scale, scores) in zip(stages, SCORES.items(), strict=False)
        for n, score in enumerate(scores)
    ]
    bulk.add_answers(answers.id, [*rows, (None, "", None, "#N/A", "", "", "", 99)])
    bulk.commit()


def add_links(document: Document, map_: Map) -> None:
    """A connector of each kind, from touchpoint to touchpoint."""
    stages = document.children("stage", map=map_.id)
    cards = [card for stage in stages for card in document.children("card", stage=stage.id)]
    met = [card.id for card in cards if card.kind == "touchpoint"]
    for kind, source, target in zip(LINKS, met, met[1:], strict=False):
        verbs.add_link(document, source, target, kind, "?" if kind == "condition" else "")


@pytest.fixture
def story() -> Iterator[Callable[[str], tuple[Document, Map]]]:
    """story("he"): a document of the template's map with figures."""
    made: list[Document] = []

    def make(language: str) -> tuple[Document, Map]:
        document = Document.create(None)
        made.append(document)
        map_ = templates.apply(document, TEMPLATES[language], language)
        add_figures(document, map_)
        add_links(document, map_)
        return document, map_

    yield make
    for document in made:
        document.close()
