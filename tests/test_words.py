"""The catalogue is complete, the Hebrew is right, numbers and dates read well in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from resources import catalogue, formats
from resources.words import N_, languages, words

PARAMETER = re.compile(r"%(?:\(\w+\))?[sd%]")


def ids(of: catalogue.Catalog) -> set[str | tuple[str, ...]]:
    return {message.id for message in of if message.id}


def test_the_catalogue_holds_what_the_sources_say_and_nothing_else() -> None:
    assert ids(catalogue.extracted()) == ids(catalogue.read()), "run: python -m resources.catalogue"


def test_every_way_to_say_a_text_is_extracted() -> None:
    source = """
MARKED = N_("one")
_ = words("he")
_("two") + self._("three") + session.words("four") % {"n": 5} + words(language)("five" " and a half")
_.plural("%(n)s six", "%(n)s sixes", n)
say("seven", _(variable), words(cards["eight"]))
"""
    texts = ["one", "two", "three", "four", "five and a half", ("%(n)s six", "%(n)s sixes")]
    assert set(catalogue.marked(source)) == set(texts)


def test_a_refresh_keeps_the_hebrew_and_drops_what_nobody_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "masa.po"
    stale = '\nmsgid "Said by nobody"\nmsgstr "איש אינו אומר"\n'
    copy.write_text(catalogue.PO.read_text("utf-8") + stale, "utf-8")
    monkeypatch.setattr(catalogue, "PO", copy)
    catalogue.refresh()
    assert "Said by nobody" not in copy.read_text("utf-8")
    assert catalogue.read(copy).get("September").string == "ספטמבר"
    assert copy.with_suffix(".mo").read_bytes() == catalogue.compiled(catalogue.read(copy))


def test_hebrew_is_complete() -> None:
    assert catalogue.untranslated(catalogue.read()) == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert catalogue.PO.with_suffix(".mo").read_bytes() == catalogue.compiled(catalogue.read())


def test_hebrew_fills_in_the_same_parameters() -> None:
    for message in catalogue.read():
        if isinstance(message.id, tuple):
            wanted = Counter(PARAMETER.findall(message.id[1]))
            *few, many = message.string
            assert Counter(PARAMETER.findall(many)) == wanted, message.id
            for form in few:  # one and two may be said in words: "כרטיס אחד"
                assert Counter(PARAMETER.findall(form)) <= wanted, message.id
        elif message.id:
            wanted = Counter(PARAMETER.findall(message.id))
            assert Counter(PARAMETER.findall(message.string)) == wanted, message.id


def test_hebrew_keeps_the_ends_of_a_text() -> None:
    """Spaces, three dots, and the key of a menu's mnemonic stay what they are."""
    for message in catalogue.read():
        for source, text in zip(
            message.id if isinstance(message.id, tuple) else (message.id,),
            message.string if isinstance(message.string, tuple) else (message.string,),
            strict=False,
        ):
            if source:
                assert text.strip() == text or source.strip() != source, source
                assert text.endswith("…") == source.endswith("…"), source
                assert "&" not in text or "&" in source, source


def test_both_languages_answer() -> None:
    assert words("en")("September") == "September"
    assert words("he")("September") == "ספטמבר"
    assert words("he").rtl
    assert not words("en").rtl
    assert list(languages()) == ["he", "en"]
    assert N_("September") == "September"
    assert words("he")("") == ""


CODES = [("he_IL", "he"), ("iw", "he"), ("en-GB", "en"), ("C", "en"), ("fr", "en")]


@pytest.mark.parametrize(("code", "language"), CODES)
def test_a_system_code_finds_its_language(code: str, language: str) -> None:
    assert words(code).language == language


def test_hebrew_counts_one_two_and_many() -> None:
    he, en = words("he"), words("en")
    shown = [he.plural("%(n)s card", "%(n)s cards", n) % {"n": n} for n in (1, 2, 3, 11, 0)]
    assert shown == ["כרטיס אחד", "שני כרטיסים", "3 כרטיסים", "11 כרטיסים", "0 כרטיסים"]
    assert [en.plural("%(n)s card", "%(n)s cards", n) % {"n": n} for n in (1, 2)] == ["1 card", "2 cards"]


def test_a_start_loads_no_babel() -> None:
    code = (
        "import sys; from resources.words import words as w; w('he')('May'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent.parent).returncode == 0


def test_numbers() -> None:
    assert formats.count(1240) == "1,240"
    assert formats.count(0) == "0"
    assert formats.percent(754 / 1240) == "60.8%"
    assert formats.percent(1, 0) == "100%"
    assert formats.decimal(2.94) == "2.9"
    assert formats.decimal(-0.04) == "0.0"
    assert formats.decimal(-1234.5) == "−1,234.5"
    assert [formats.signed(n) for n in (-38, 31, 0, -0.2, 0.2)] == ["−38", "+31", "0", "0", "0"]
    assert formats.sample_size(1180) == "\u2066n = 1,180\u2069"


def test_scores() -> None:
    assert formats.score("csat", 61.86, 5) == "62%"
    assert formats.score("nps", -38.1, 10) == "−38"
    assert formats.score("ces", 2.94, 7) == "2.9 / 7"
    assert formats.score("stars", 4.25, 5) == "4.2 / 5"


def test_an_interval_keeps_its_signs_in_hebrew() -> None:
    assert formats.interval("nps", -61, -15, words("he")) == "\u2066−61\u2069 עד \u2066−15\u2069"
    assert formats.interval("csat", 53, 70, words("en")) == "\u206653%\u2069 to \u206670%\u2069"


def test_dates() -> None:
    en, he = words("en"), words("he")
    assert formats.day(date(2026, 11, 21), en) == "21 November 2026"
    assert formats.day(date(2026, 11, 21), he) == "21 בנובמבר 2026"
    assert formats.period("2026-07-01/2026-09-30", he) == "רבעון 3, 2026"
    assert formats.period("2026-09-01/2026-09-30", en) == "September 2026"
    assert formats.period("2025-10-01/2025-10-28", en) == "1 October 2025 to 28 October 2025"
    assert formats.period("2025-01-01/2026-03-31", en) == "1 January 2025 to 31 March 2026"
    assert [formats.period(text, en) for text in ("", "2026", "soon/later", "2026-01-01/x")] == [""] * 4
