"""Text: broken once, in our own fonts, in its own direction."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QRawFont

from canvas.picture import faces
from canvas.picture.display import TextBlock
from canvas.picture.text import block, is_rtl
from resources import assets

pytestmark = pytest.mark.usefixtures("qapp")

LETTERS = "אבגדהוזחטיךכלםמןנסעףפץצקרשת ABCabc 0123456789 ()[]%₪$.,:;!?\"'-–+/ \n😀★→"
SAMPLES = st.sampled_from([*LETTERS, "שָׁ", "וֹ", "בּ", "❤️", "👩‍💻", "é"])
NO_TEXT = ("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me")  # marks come with their letters
ANY = st.characters(codec="utf-8", exclude_categories=NO_TEXT)
TEXTS = st.lists(SAMPLES | ANY, max_size=60).map("".join)


def runs(text: TextBlock):
    return [run for line in text.lines for run in line.runs]


def seen(text: TextBlock) -> list[str]:
    """What each line shows, from left to right."""
    return ["".join(c for run in line.runs for c in run.chars) for line in text.lines]


def faces_of(text: str) -> set[str]:
    return {run.face for run in runs(block(text))}


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("שלום", True), ("hello", False), ("App חדש", False), ("40% הנחה", True), ("(VIP) לקוח", False),
        ("123", True), ("", True), ("!?", True), ("سلام", True), ("\u200fSMS: התקשרו", True),
    ],
)  # fmt: skip
def test_the_first_strong_letter_gives_the_direction(text: str, rtl: bool) -> None:
    assert block(text, default_rtl=True).rtl is rtl
    assert is_rtl(text, True) is rtl


def test_a_text_without_letters_takes_the_maps_direction() -> None:
    assert block("40%", default_rtl=True).rtl
    assert not block("40%", default_rtl=False).rtl


@pytest.mark.parametrize("text", ["-5", "+972-3-1234567", "=1+1", "40%", "3.50 ₪", "שלום\n-5"])
def test_a_number_without_letters_keeps_its_signs_before_it_on_a_hebrew_map(text: str) -> None:
    number = text.splitlines()[-1]
    found = block(text, "body", 200, default_rtl=True)
    assert seen(found)[-1] == number
    assert found.rtl
    assert found.lines[-1].x + found.lines[-1].width == pytest.approx(200, abs=0.01)


def test_lines_start_on_the_texts_own_side() -> None:
    hebrew = block("שיחה חוזרת אחרי יומיים ועוד יום", "body", 100)
    assert len(hebrew.lines) > 1
    for line in hebrew.lines:
        assert line.x + line.width == pytest.approx(100)
    for line in block("A call back after two days", "body", 100).lines:
        assert line.x == pytest.approx(0)


def test_hebrew_with_brackets_numbers_and_signs_reads_right() -> None:
    assert seen(block("מחיר 40% (VIP)")) == [")VIP( 40% ריחמ"]
    assert seen(block("הנחה 40% על ₪3.50")) == ["₪3.50 לע 40% החנה"]
    bracket = block("(", "body").lines[0].runs[0].ids
    mirrored = next(run for run in runs(block("א)", "body")) if ")" in run.chars)
    assert mirrored.ids[mirrored.chars.index(")")] == bracket[0]


def test_marks_stay_with_their_letter() -> None:
    shown = [c for run in runs(block("שָׁלוֹם")) for c in run.chars if c]
    assert shown == ["ם", "וֹ", "ל", "שָׁ"]


def test_a_word_of_three_hundred_letters_is_broken() -> None:
    text = block("x" * 300, "body", 120)
    assert len(text.lines) > 10
    assert all(line.width <= 120 for line in text.lines)
    assert "".join(seen(text)) == "x" * 300


def test_words_are_broken_between_them_where_that_is_possible() -> None:
    text = block("one two three four five six", "body", 75)
    parts = [text.text[line.start : line.end].strip() for line in text.lines]
    assert parts == ["one two", "three four", "five six"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 1), ("a", 1), ("a\n", 2), ("\na", 2), ("a\n\n\nb", 4), ("a\r\nb", 2), ("a\u2028b", 2)],
)
def test_line_ends_are_kept(text: str, count: int) -> None:
    made = block(text)
    assert len(made.lines) == made.line_count == count
    assert made.height == count * 17


def test_each_character_is_drawn_in_a_face_that_has_it() -> None:
    assert faces_of("שלום hello") == {"Heebo-400"}
    assert {run.face for run in runs(block("שלום", "body/700"))} == {"Heebo-700"}
    assert "DejaVuSans" in faces_of("a ★ → Привет سلام")
    assert "NotoEmoji" in faces_of("a 😀")
    assert faces_of("❤️") == {"NotoEmoji"}
    assert [run.chars for run in runs(block("👩‍💻"))] == [("👩‍💻",)]


@pytest.mark.parametrize("weight", assets.WEIGHTS)
def test_glyphs_are_those_of_our_own_files_whatever_the_system_has(weight: int) -> None:
    ours = QRawFont(str(assets.font_path(f"Heebo-{weight}")), 13)
    assert block("AB", f"body/{weight}").lines[0].runs[0].ids == tuple(ours.glyphIndexesForString("AB"))


def test_the_space_after_an_emoji_is_a_words_space() -> None:
    with_emoji, plain = block("😀 a"), block("😀a")
    assert with_emoji.ink - plain.ink == pytest.approx(block("a a").ink - block("aa").ink)


def test_what_no_face_of_ours_has_is_a_box_of_ours_and_can_be_told() -> None:
    assert faces_of("ไทย") == {"Heebo-400"}
    assert {glyph for run in runs(block("ไทย")) for glyph in run.ids} == {0}
    assert faces.missing("ok ไทยไ 漢 שָׁ 😀 ★") == "ไทย漢"


def test_equal_texts_are_one_block_for_every_painter() -> None:
    assert block("שלום עולם", "body", 90.0, True) is block("שלום עולם", "body", 90.0, True)


def test_an_unpaired_surrogate_is_shown_as_unknown() -> None:
    assert len(block("a\ud800b").lines) == 1


@given(TEXTS, st.floats(40, 300), st.booleans())
@example("א  ", 40.0, False)
@example("😀" * 30, 40.0, True)
def test_no_line_is_wider_than_its_room_and_no_text_is_lost(text: str, width: float, rtl: bool) -> None:
    made = block(text, "body", width, rtl)
    for line in made.lines:
        assert line.x >= -0.01
        assert line.x + line.width <= width + 0.01
    assert Counter("".join(text.split())) == Counter("".join("".join(seen(made)).split()))
    covered = "".join(text[line.start : line.end] for line in made.lines)
    assert covered == text.replace("\n", "")
    assert made.ink <= width + 0.01


@given(TEXTS)
def test_only_our_faces_are_used_and_boxes_only_for_what_they_lack(text: str) -> None:
    unknown = set(faces.missing(text))
    for run in runs(block(text, "body_on")):
        assert run.face in assets.FACES
        for glyph, chars in zip(run.ids, run.chars, strict=True):
            if glyph == 0 and chars:
                assert unknown & set(chars) or any(map(faces.rides, chars))


def test_it_works_in_a_process_without_a_display_or_widgets() -> None:
    code = (
        "import sys; from canvas.picture import layout, paint; from canvas.picture.text import block;"
        "print(len(block('שלום', 'body', 20.0).lines), 'PySide6.QtWidgets' in sys.modules)"
    )
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    plain = {name: value for name, value in os.environ.items() if name not in screens}
    done = subprocess.run([sys.executable, "-c", code], env=plain, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]
