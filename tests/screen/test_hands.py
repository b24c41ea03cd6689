"""A Hebrew map of five stages from nothing, with the mouse and with the keyboard alone; undone and redone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.templates import template
from resources.words import words
from tests.screen.desk import Desk
from tests.screen.test_journey import SHOTS, masa, save_as

pytestmark = pytest.mark.screen

STAGES = ("מודעות", "התלבטות", "השוואה", "קנייה", "נאמנות")
_ = words("he")


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "config", "1440x900", "he", "light")
    try:
        yield desk
        desk.shot(SHOTS / f"{request.node.name}-end.png")
    finally:
        desk.close()


def told(file: Path) -> dict:
    return json.loads(masa("show", file, "--json"))["maps"][0]


def stages(file: Path) -> list[str]:
    return [stage["title"] for stage in told(file)["stages"]]


def where(file: Path, title: str) -> str | None:
    """The stage that holds the card."""
    found = (s["title"] for s in told(file)["stages"] if any(c["title"] == title for c in s["cards"]))
    return next(found, None)


def links(file: Path) -> list[tuple[str, str]]:
    return [(link["from"]["title"], link["to"]["title"]) for link in told(file)["links"]]


def undone_and_redone(desk: Desk, file: Path, steps: int = 80) -> None:
    """All of it, with the keyboard: the map is gone in between, and is the same at the end."""
    whole = told(file)
    for _step in range(steps):
        desk.keys("ctrl+z")
    desk.until(lambda: not stages(file) or stages(file)[0] != STAGES[0], "a map before its first name")
    for _step in range(steps):
        desk.keys("ctrl+y")
    desk.until(lambda: told(file) == whole, "the whole map again")


def test_with_the_mouse(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mouse.masa"
    number = iter(range(1, 99))

    def shot(name: str) -> None:
        desk.shot(SHOTS / f"mouse-{next(number):02d}-{name}.png")

    desk.open()
    desk.click(control=template("blank").title("he"))
    desk.until(lambda: desk.ask(title=True) == _("Where to save the new map"), "the file dialog")
    save_as(desk, file)
    desk.until(lambda: file.exists() and "mouse" in desk.ask(title=True), "the new map")
    for k in range(1, 4):
        desk.click(stage=_("Stage %(n)s") % {"n": k}, double=True)
        desk.write(STAGES[k - 1])
        desk.find(stage=STAGES[k - 1])
    for title in STAGES[3:]:
        desk.click(palette="stage")
        desk.write(title)
        desk.find(stage=title)
    desk.until(lambda: stages(file) == list(STAGES), "five stages in their order")
    shot("stages")

    for kind, stage, lane, title in (
        ("touchpoint", 0, "touchpoints", "מודעה ברשת"),
        ("touchpoint", 1, "touchpoints", "עמוד המוצר"),
        ("thought", 1, "thoughts", "זה יתאים לי?"),
        ("touchpoint", 3, "touchpoints", "קופה"),
    ):
        desk.drag({"palette": kind}, {"cell": [STAGES[stage], lane]})
        desk.write(title)
        desk.find(card=title)
    desk.drag({"palette": "persona"}, {"cell": [STAGES[0], "touchpoints"]})
    desk.write("רות")
    for k in (0, 2, 4):
        desk.click(cell=[STAGES[k], "emotion"], double=True)
        desk.until(lambda: desk.ask(chosen=True)[0] == "emotion", "a point of the curve")
    shot("cards")

    desk.drag({"card": "קופה"}, {"cell": [STAGES[2], "touchpoints"]})
    desk.until(lambda: where(file, "קופה") == STAGES[2], "the moved card")
    desk.drag({"stage": STAGES[4]}, {"stage": STAGES[3]}, offset=(60, 0))
    desk.until(lambda: stages(file)[3:] == [STAGES[4], STAGES[3]], "stages in another order")
    desk.point(*desk.find(card="מודעה ברשת"))
    desk.drag({"edge": "מודעה ברשת"}, {"card": "עמוד המוצר"})
    desk.until(lambda: links(file) == [("מודעה ברשת", "עמוד המוצר")], "a connector")
    shot("connected")
    desk.click(card="קופה")
    desk.keys("Delete")
    desk.until(lambda: where(file, "קופה") is None, "the deleted card")
    undone_and_redone(desk, file)
    shot("redone")


def test_with_the_keyboard_alone(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "keys.masa"
    number = iter(range(1, 99))

    def shot(name: str) -> None:
        desk.shot(SHOTS / f"keys-{next(number):02d}-{name}.png")

    def tab_to(name: str) -> None:
        for _step in range(40):
            if desk.ask(focus=True) == name:
                return
            desk.keys("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def chosen(*what: str) -> None:
        desk.until(lambda: desk.ask(chosen=True) == list(what), f"{what} chosen")

    def command(name: str) -> None:
        desk.keys("ctrl+k")
        desk.type(name)
        desk.keys("Return")

    desk.open()
    desk.keys("ctrl+n")
    desk.until(lambda: desk.ask(title=True) == _("New map"), "the dialog of templates")
    tab_to(template("blank").title("he"))
    desk.keys("space")
    desk.until(lambda: desk.ask(title=True) == _("Where to save the new map"), "the file dialog")
    save_as(desk, file)
    desk.until(lambda: file.exists() and "keys" in desk.ask(title=True), "the new map")

    desk.keys("Down", "Up")
    for k in range(3):
        chosen("stage", _("Stage %(n)s") % {"n": k + 1})
        desk.keys("F2")
        desk.write(STAGES[k])
        chosen("stage", STAGES[k])
        if k < 2:
            desk.keys("Left")  # where the journey goes on
    for title in STAGES[3:]:
        command(_("Add a stage"))
        desk.write(title)
        chosen("stage", title)
    desk.until(lambda: stages(file) == list(STAGES), "five stages in their order")
    shot("stages")

    desk.keys(*["Right"] * 4)
    chosen("stage", STAGES[0])
    desk.keys("Down", "Down", "Down")
    chosen("cell", STAGES[0], "touchpoints")
    desk.type("מודעה ברשת")
    desk.keys("Return")
    chosen("card", "מודעה ברשת")
    desk.keys("Left")
    chosen("cell", STAGES[1], "touchpoints")
    desk.keys("Return")
    desk.write("עמוד המוצר")
    chosen("card", "עמוד המוצר")
    desk.keys("Left", "Left")
    chosen("cell", STAGES[3], "touchpoints")
    desk.type("קופה")
    desk.keys("Return")
    chosen("card", "קופה")
    desk.keys("ctrl+Right")
    desk.until(lambda: where(file, "קופה") == STAGES[2], "the moved card")
    shot("cards")

    desk.keys("Right", "ctrl+j", "Right", "Return")
    desk.until(lambda: links(file) == [("עמוד המוצר", "מודעה ברשת")], "a connector")
    shot("connected")
    desk.keys("Escape", "Down", "Up", *["Left"] * 4)
    chosen("stage", STAGES[4])
    desk.keys("ctrl+Right")
    desk.until(lambda: stages(file)[3:] == [STAGES[4], STAGES[3]], "stages in another order")
    desk.keys("ctrl+f")
    desk.type("קופה")
    desk.until(lambda: desk.ask(chosen=True) == ["card", "קופה"], "the found card")
    desk.keys("Escape", "Delete")
    desk.until(lambda: where(file, "קופה") is None, "the deleted card")
    undone_and_redone(desk, file)
    shot("redone")
