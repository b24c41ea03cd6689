"""Text files: every encoding and separator that users' programs write."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from importers.text import decode, read
from tests.importers.tables import HEBREW, check, codes, write_text

ROWS = [
    ["תאריך", "ציון", "הערות", "שלב"],
    ["25/06/2024", "9", 'שירות "מצוין", תודה', "הרשמה"],
    ["26/06/2024", "2", "לא עבד\nשוב", "תשלום"],
]


@pytest.mark.parametrize(
    ("data", "encoding", "separator"),
    [
        (HEBREW.encode("utf-8"), "utf-8", ","),
        (HEBREW.encode("utf-8-sig"), "utf-8", ","),
        (HEBREW.encode("cp1255"), "cp1255", ","),
        (HEBREW.encode("iso8859-8"), "cp1255", ","),
        (HEBREW.replace("\r\n", "\r").encode("cp1255"), "cp1255", ","),
        (HEBREW.replace("\r\n", "\r\r\n").encode("cp1255"), "cp1255", ","),
        (HEBREW.replace("\r\n", "\n").encode("utf-8"), "utf-8", ","),
        (HEBREW.encode("utf-16"), "utf-16-le", ","),
        (codecs.BOM_UTF16_BE + HEBREW.encode("utf-16-be"), "utf-16-be", ","),
        (HEBREW.encode("utf-16-le"), "utf-16-le", ","),
        (HEBREW.encode("utf-16-be"), "utf-16-be", ","),
        (
            HEBREW.replace('", ', "\0").replace(",", "\t").replace("\0", '", ').encode("utf-16"),
            "utf-16-le",
            "\t",
        ),
        (b"sep=,\r\n" + HEBREW.encode("utf-8"), "utf-8", ","),
    ],
)
def test_all_these_files_give_the_same_rows(
    tmp_path: Path, data: bytes, encoding: str, separator: str
) -> None:
    grid, read_as, parted_by = read(write_text(tmp_path, data))
    assert grid.rows == ROWS
    assert (read_as, parted_by) == (encoding, separator)
    assert grid.warnings == []


def test_latin_letters_of_windows_are_not_taken_for_hebrew() -> None:
    assert decode("prénom;durée;où;été;déjà;à côté".encode("cp1252")).text.startswith("prénom;durée")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("naïve,score\n“good” – très bien,5\n", "cp1252"),
        ("Отзыв;Оценка\nХорошо;5\nПлохо;1\n", "cp1251"),
        ("评论,评分\n很好的服务,5\n", "gb18030"),
    ],
)
def test_other_old_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode((text * 10).encode(encoding)).text == text * 10


def test_the_user_may_say_the_encoding_and_the_separator(tmp_path: Path) -> None:
    path = write_text(tmp_path, "שלב;ציון,נוסף\nא;5\n", encoding="cp1255")
    grid, encoding, separator = read(path, "cp1255", ";")
    assert grid.rows == [["שלב", "ציון,נוסף"], ["א", "5"]]
    assert (encoding, separator) == ("cp1255", ";")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_beside_decimal_commas_and_comments(tmp_path: Path, separator: str) -> None:
    rows = [["stage", "entered", "share"], ["A", "1000", "12.5%"], ["B", "500", "50%"]]
    text = "# made by hand; on Monday, late\n" + "\n".join(separator.join(row) for row in rows)
    assert read(write_text(tmp_path, text))[2] == separator


def test_a_decimal_comma_does_not_part_cells(tmp_path: Path) -> None:
    grid, _, separator = read(write_text(tmp_path, "תאריך;ציון;אחוז\r\n05.06.2024;4,5;12,5%\r\n"))
    assert separator == ";"
    assert grid.rows[1] == ["05.06.2024", "4,5", "12,5%"]


def test_a_text_without_separators_has_one_column(tmp_path: Path) -> None:
    grid, _, separator = read(write_text(tmp_path, "The room was small\nIt was loud at night\n"))
    assert separator == ""
    assert grid.rows == [["The room was small"], ["It was loud at night"]]


def test_lines_of_two_encodings_are_read_and_told(tmp_path: Path) -> None:
    mixed = "שלב,הערות\n".encode() + "תשלום,טוב מאוד\n".encode("cp1255") * 3
    found = check(write_text(tmp_path, mixed))
    assert found.preview[1].cells == ("תשלום", "טוב מאוד")
    (note,) = [note for note in found.warnings if note.code == "encoding_mixed"]
    assert note.params["row"] == 2


def test_an_unclosed_quote_swallows_no_rows(tmp_path: Path) -> None:
    lines = [f"{n % 11},text {n}" for n in range(300)]
    lines[5] = '5,"text 5'
    found = check(write_text(tmp_path, "\n".join(["nps,comment", *lines])))
    assert found.good == 300
    assert [dict(note.params) for note in found.warnings if note.code == "quote_unclosed"] == [{"row": 7}]


def test_nul_characters_are_dropped_and_told(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, b"nps,comment\n9,go\0od\n"))
    assert found.preview[1].cells == ("9", "good")
    assert "nul_bytes" in codes(found)


def test_hebrew_that_was_lost_before_is_told(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, "nps,comment\n9,???? ?????\n3,?????\n"))
    assert "hebrew_lost" in codes(found)


def test_cells_longer_than_the_default_limit_of_csv(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, f"nps,comment\n9,{'long ' * 40_000}\n8,short\n"))
    assert found.good == 2
    assert "cells_cut" in codes(found)
