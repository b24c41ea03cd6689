"""Turning from one file to another: what is open, what is closed, and what stays where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from app import file_actions, start_page, versions_actions
from model import verbs
from model.document import Document
from model.errors import MasaError
from tests.app.conftest import Start
from tests.app.test_window import first_card, opened


def test_another_file_opens_although_the_one_before_cannot_be_closed(
    start: Start, shop: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    session = opened(program, shop).session
    before, close = session.document, Document.close

    def fail(document: Document) -> None:
        close(document)
        if document is before:
            raise MasaError("disk_error", file=str(shop))

    monkeypatch.setattr(Document, "close", fail)
    with pytest.raises(MasaError) as told:
        file_actions.open_now(program.window, drive)
    assert told.value.params["file"] == str(shop)
    assert session.document.path == drive
    assert program.window.view.document is session.document
    file_actions.open_now(program.window, shop)  # and it is free again
    assert session.document.path == shop


def test_no_start_page_is_made_between_two_files(
    start: Start, shop: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    opened(program, shop)
    monkeypatch.delattr(start_page, "StartPage")
    file_actions.open_now(program.window, drive)
    assert program.session.document.path == drive


def test_the_open_file_is_known_while_an_earlier_moment_is_shown_and_through_a_link(
    start: Start, shop: Path
) -> None:
    program = start()
    session = opened(program, shop).session
    live, before = session.document, session.document.head
    verbs.set_fields(live, "card", [first_card(live)], title="Later")
    link = shop.with_name("link.masa")
    link.symlink_to(shop)
    for name in (shop, link):
        versions_actions.look(program.window, before)
        assert session.document is not live
        file_actions.open_now(program.window, name)
        assert session.document is live


def test_closing_at_an_earlier_moment_closes_the_file(start: Start, shop: Path) -> None:
    program = start()
    session = opened(program, shop).session
    before = session.document.head
    verbs.set_fields(session.document, "card", [first_card(session.document)], title="Later")
    versions_actions.look(program.window, before)
    session.close()
    assert session.document is None
    assert session.moment is None
    assert program.window.start is not None
    Document.open(shop).close()


def test_at_an_earlier_moment_the_personas_are_those_of_then(start: Start, shop: Path) -> None:
    program = start()
    session = opened(program, shop).session
    before = session.document.head
    made = verbs.add_persona(session.document, session.map_id, "Newcomer")
    assert made.id in program.window.workspace.panel.below.ticks
    versions_actions.look(program.window, before)
    assert set(program.window.workspace.panel.below.ticks) == set(session.document.all("persona"))
    assert made.id not in program.window.workspace.panel.below.ticks
    session.back()
    assert made.id in program.window.workspace.panel.below.ticks


@pytest.mark.parametrize("language", ["en", "he"])
def test_hidden_and_shown_again_the_map_is_where_it_was(start: Start, shop: Path, language: str) -> None:
    program = start(language)
    view = opened(program, shop).view
    bar = view.horizontalScrollBar()
    bar.setValue((bar.minimum() + bar.maximum()) // 2)
    there = bar.value()
    program.window.hide()
    program.window.show()
    assert bar.value() == there


def test_themes_pile_up_no_translators(start: Start, qapp: QApplication) -> None:
    session = start("he").session
    before = len(qapp.findChildren(QTranslator))
    for theme in ("dark", "light"):
        session.set_theme(theme)
    assert len(qapp.findChildren(QTranslator)) == before


def test_a_new_map_that_fails_leaves_the_older_file(start: Start, shop: Path) -> None:
    program = start()
    before = shop.read_bytes()
    with pytest.raises(LookupError):
        file_actions._create(program.window, shop, "no such template", "en", True)
    assert shop.read_bytes() == before
    assert program.session.document is None
