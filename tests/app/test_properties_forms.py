"""The forms of the panel: kept while others are shown, made anew when they are older than the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.fields import ComboField
from app.form_page import FormPage
from app.window import Window
from model import verbs
from tests.app.conftest import Start
from tests.app.test_properties import document, panel
from tests.app.test_window import opened


@pytest.fixture
def window(start: Start, shop: Path) -> Window:
    return opened(start(), shop)


def card(window: Window, kind: str) -> int:
    return next(card.id for card in document(window).all("card").values() if card.kind == kind)


def turn(window: Window) -> None:
    """To a pain, a touchpoint, a stage, nothing."""
    stage = next(iter(document(window).all("stage")))
    for ref in (("card", card(window, "pain")), ("card", card(window, "touchpoint")), ("stage", stage), None):
        window.view.select([ref] if ref else [])
        QApplication.processEvents()


def clear_away() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_turning_from_thing_to_thing_makes_nothing_anew(window: Window) -> None:
    turn(window)
    clear_away()
    forms, widgets = panel(window).findChildren(FormPage), len(panel(window).findChildren(QWidget))
    for _ in range(3):
        turn(window)
    clear_away()
    assert panel(window).findChildren(FormPage) == forms
    assert len(panel(window).findChildren(QWidget)) == widgets
    assert [form.isVisible() for form in forms].count(True) == 1


def test_a_kept_form_shows_the_other_card(window: Window) -> None:
    project, first = document(window), card(window, "pain")
    beside = project["card", first]
    second = verbs.add_card(project, beside.stage, beside.lane, "pain", "Late")
    window.view.select([("card", first)])
    title = panel(window).fields["title"]
    window.view.select([])
    window.view.select([("card", second.id)])
    assert panel(window).fields["title"] is title
    assert title.toPlainText() == "Late"
    assert panel(window).heading.text() == "Late"


def test_another_form_is_shown_from_its_top(window: Window) -> None:
    window.resize(900, 520)
    window.view.select([("card", card(window, "touchpoint"))])
    QApplication.processEvents()
    bar = panel(window)._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    window.view.select([("card", card(window, "pain"))])
    assert bar.value() == 0


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_new_owner_is_offered_in_forms_that_were_made_before(window: Window) -> None:
    turn(window)
    verbs.set_fields(document(window), "card", [card(window, "goal")], owner="Logistics")
    window.view.select([("card", card(window, "pain"))])
    owner = panel(window).fields["owner"]
    assert isinstance(owner, ComboField)
    owner.showPopup()
    assert owner.findText("Logistics") >= 0
    owner.hidePopup()
    assert owner.currentText() == ""


def test_forms_run_as_the_map_does_also_when_it_is_turned(window: Window) -> None:
    turn(window)
    assert window.session.map_id is not None
    verbs.set_map_direction(document(window), window.session.map_id, "rtl")
    window.view.select([("card", card(window, "pain"))])
    assert panel(window).fields["title"].isRightToLeft()
    window.actions_by_id["undo"].trigger()
    assert not panel(window).fields["title"].isRightToLeft()
