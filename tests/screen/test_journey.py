"""From the start page to a PDF with a real mouse and keyboard, in both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from pypdf import PdfReader

from model.templates import template
from resources.words import words
from tests.screen.desk import ROOT, Desk

pytestmark = pytest.mark.screen
SHOTS = Path(os.environ.get("MASA_SHOTS") or mkdtemp(prefix="masa-shots-"))

STORIES = {
    "en": {
        "stages": ("Discover", "Compare", "Buy"),
        "touchpoint": "Shop window",
        "pain": "No prices (yet) 40%",
        "persona": "Maya",
        "truth": "Asks for an offer",
        "title": "Lamp journey",
    },
    "he": {
        "stages": ("היכרות", "השוואה", "קנייה"),
        "touchpoint": "חלון ראווה",
        "pain": "אין מחיר (עדיין) 40%",
        "persona": "מאיה",
        "truth": "מבקשת הצעה",
        "title": "מסע המנורה",
    },
}


@pytest.fixture(params=[("en", "light", "1280x720"), ("he", "dark", "1920x1080")], ids=["en", "he"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    language, theme, size = request.param
    desk = Desk(tmp_path / "config", size, language, theme)
    try:
        yield desk, language
        desk.shot(SHOTS / f"{language}-end.png")
    finally:
        desk.close()


def masa(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


def save_as(desk: Desk, path: Path) -> None:
    """In the file dialog that is open."""
    desk.keys("ctrl+a")
    desk.type(str(path))
    desk.keys("Return")


def test_from_an_empty_map_to_a_pdf(desk: tuple[Desk, str], tmp_path: Path) -> None:
    desk, language = desk
    _, story = words(language), STORIES[language]
    file, pdf, table = tmp_path / "lamp.masa", tmp_path / "lamp.pdf", tmp_path / "funnel.csv"
    lines = [f"{stage},{n}" for stage, n in zip(story["stages"], (1000, 400, 120), strict=True)]
    table.write_text("stage,users\n" + "\n".join(lines), encoding="utf-8")
    number = iter(range(1, 99))

    def shot(name: str) -> None:
        desk.shot(SHOTS / f"{language}-{next(number):02d}-{name}.png")

    desk.open()
    shot("start")
    desk.click(control=template("blank").title(language))
    desk.until(lambda: desk.ask(title=True) == _("Where to save the new map"), "the file dialog")
    save_as(desk, file)
    desk.until(lambda: file.exists() and "lamp" in desk.ask(title=True), "the new map")
    desk.find(palette="touchpoint")

    for number_, title in enumerate(story["stages"], 1):
        desk.click(stage=_("Stage %(n)s") % {"n": number_}, double=True)
        desk.write(title)
        desk.find(stage=title)
    shot("stages")

    first, second = story["stages"][:2]
    for kind, lane, stage in (
        ("touchpoint", "touchpoints", first),
        ("pain", "pains", second),
        ("truth", "moments_of_truth", second),
    ):
        if kind == "truth":
            desk.keys("ctrl+1")
        desk.drag({"palette": "moment_of_truth" if kind == "truth" else kind}, {"cell": [stage, lane]})
        desk.write(story[kind])
        desk.find(card=story[kind])
        shot(kind)
    desk.keys("ctrl+0", "ctrl+Home")
    desk.drag({"palette": "persona"}, {"cell": [first, "touchpoints"]})
    desk.write(story["persona"])
    desk.click(cell=[first, "emotion"], double=True)
    shot("persona")

    desk.drag({"card": story["touchpoint"]}, {"cell": [second, "touchpoints"]})
    desk.until(lambda: _card(file, story["touchpoint"]) == second, "the moved card")
    desk.keys("ctrl+z")
    desk.until(lambda: _card(file, story["touchpoint"]) == first, "undo")
    desk.keys("ctrl+shift+z")
    desk.until(lambda: _card(file, story["touchpoint"]) == second, "redo")

    desk.click(control=_("Import data"))
    desk.until(lambda: desk.ask(title=True) == _("Import data"), "the file dialog")
    save_as(desk, table)
    desk.until(lambda: desk.ask(control=_("Import")), "a table that can be imported")
    shot("import")
    desk.click(control=_("Import"))
    desk.until(lambda: _stages(file)[0]["drop_off"], "the figures")
    shot("imported")
    desk.keys("Escape")
    shot("figures")

    desk.until(lambda: "lamp" in desk.ask(title=True), "the map again")
    desk.keys("ctrl+p")
    desk.until(lambda: desk.ask(title=True) == _("Export"), "the export dialog")
    shot("export")
    desk.click(field=_("File"))
    save_as(desk, pdf)
    desk.until(pdf.exists, "the PDF")
    shot("exported")
    desk.keys("Escape")
    desk.close_window()

    figures = [stage["drop_off"]["entered"] for stage in _stages(file)]
    assert figures == [1000, 400, 120]
    page = PdfReader(pdf).pages[0].extract_text()
    for word in (*story["stages"], *story["pain"].split()[:2], story["persona"]):
        assert word in page
    assert not list(tmp_path.glob("*-journal"))


def _stages(file: Path) -> list[dict]:
    return json.loads(masa("show", file, "--json"))["maps"][0]["stages"]


def _card(file: Path, title: str) -> str | None:
    """The stage that holds the card."""
    return next((s["title"] for s in _stages(file) if any(c["title"] == title for c in s["cards"])), None)
