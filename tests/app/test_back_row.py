"""The back-row check: what would not be seen whole is listed, leads to its place, and leaves when mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from app.presenting import deeds
from app.presenting.back_row import Finding, check
from app.presenting.back_row_dialog import BackRowDialog, finding_words
from app.presenting.distances import Distance
from app.window import Window
from model import verbs
from model.document import Document
from tests.app.conftest import Start
from tests.app.test_window import dialog, opened

WALL = QSize(1920, 1080)
LONG = "Everything that was said in the meeting. " * 12


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    window = opened(start(), shop)
    window.session.settings.smooth = False
    return window


def document(window: Window) -> Document:
    assert window.session.document is not None
    return window.session.document


def found(window: Window, wall: QSize = WALL) -> set[tuple[str, Distance]]:
    map_id = window.session.map_id
    assert map_id is not None
    return {(each.what, each.distance) for each in check(document(window), map_id, wall)}


def first(window: Window, table: str) -> int:
    return document(window).children(table, map=window.session.map_id)[0].id


def test_the_samples_can_be_read_on_a_projector(start: Start, shop: Path, drive: Path) -> None:
    for file in (shop, drive):
        assert found(opened(start(), file)) == set()


def test_what_is_too_large_is_found(window: Window) -> None:
    doc = document(window)
    card = next(card.id for card in doc.all("card").values() if card.kind == "touchpoint")
    verbs.set_fields(doc, "card", [card], title=LONG)
    assert ("card_high", Distance.ONE) in found(window)
    verbs.set_fields(doc, "card", [card], title=LONG * 3)
    assert ("card_high", Distance.THREE) in found(window)
    assert ("card_high", Distance.ONE) not in found(window)  # told once
    doc.undo()
    doc.undo()
    verbs.set_fields(doc, "stage", [first(window, "stage")], title=LONG)
    assert ("title_long", Distance.THREE) in found(window)
    doc.undo()
    stages = doc.children("stage", map=window.session.map_id)
    verbs.set_fields(doc, "card", [card], until=stages[-1].id)
    assert ("card_wide", Distance.THREE) in found(window)
    doc.undo()
    lane = doc["card", card].lane
    for _ in range(9):
        verbs.add_card(doc, stages[0].id, lane, "touchpoint", title="Call")
    assert found(window) == {("lane_high", Distance.THREE)}


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_finding_is_told_with_what_to_do(start: Start, shop: Path, language: str) -> None:
    session = opened(start(language), shop).session
    assert session.document is not None
    stage = session.document.children("stage", map=session.map_id)[0].id
    lane = session.document.children("lane", map=session.map_id)[0].id
    card = next(iter(session.document.all("card")))
    refs = {"title_long": ("stage", stage), "lane_high": ("lane", lane), "few_stages": None}
    told = {
        finding_words(Finding(what, distance, refs.get(what, ("card", card))), session)
        for what in ("card_high", "card_wide", "lane_high", "title_long", "few_stages")
        for distance in (Distance.THREE, Distance.ONE)
    }
    assert len(told) == 7  # for three stages and for one where that makes a difference
    assert all(words.rstrip().endswith(".") for words in told)


def test_the_check_is_open_once_and_tells_that_all_is_well(window: Window) -> None:
    window.resize(1280, 800)
    window.actions_by_id["back_row"].trigger()
    window.actions_by_id["back_row"].trigger()
    shown = dialog(BackRowDialog)
    assert isinstance(shown, BackRowDialog)
    assert shown.told.text()
    shown.reject()


def test_a_narrow_screen_is_told(window: Window) -> None:
    assert ("few_stages", Distance.THREE) in found(window, QSize(800, 1200))


def test_new_findings_come_before_the_presentation_once(window: Window) -> None:
    doc = document(window)
    card = next(card.id for card in doc.all("card").values() if card.kind == "pain")
    verbs.set_fields(doc, "card", [card], title=LONG * 3)
    window.actions_by_id["present"].trigger()
    shown = dialog(BackRowDialog)
    assert isinstance(shown, BackRowDialog)
    assert deeds.running(window) is None
    rows = [shown.list.item(row).text() for row in range(shown.list.count())]
    row = next(k for k, text in enumerate(rows) if "Everything that was said" in text)
    shown.list.setCurrentRow(row)
    assert window.view.selection() == [("card", card)]
    verbs.set_fields(doc, "card", [card], title="Short")
    assert shown.list.count() == len(rows) - 1
    shown.begin.click()
    presentation = deeds.running(window)
    assert presentation is not None
    presentation.wall.close()
    window.actions_by_id["present"].trigger()
    assert deeds.running(window) is not None


def test_a_finding_is_told_again_only_when_it_is_another(window: Window) -> None:
    deeds.remember(window, [Finding("few_stages", Distance.THREE, screens=2)])
    window.actions_by_id["present"].trigger()
    assert (deeds.running(window) is None) == bool(
        [each for each in found(window, window.screen().size()) if each[0] != "few_stages"]
    )
