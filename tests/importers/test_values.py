"""Numbers, dates and texts as people write them in cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from importers.values import Dates, clean_text, date_order, folded, is_missing, number, shown, whole


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        (7, 7.0),
        (4.5, 4.5),
        ("4,5", 4.5),
        ("4.5", 4.5),
        ("1,234", 1234.0),
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1 234", 1234.0),
        ("1.234.567", 1234567.0),
        ("12%", 0.12),
        ("12,5%", 0.125),
        ("45.5 %", 0.455),
        ("₪ 2,000", 2000.0),
        ('2,000 ש"ח', 2000.0),
        ("(1,200)", -1200.0),
        ("1.56888E+11", 156888000000.0),
        ("\u200e9", 9.0),
        ("0.750", 0.75),
        ("-2", -2.0),
        ("", None),
        ("abc", None),
        ("inf", None),
        ("nan", None),
        ("1_000", None),
        (">10", None),
        (True, None),
        ("3-5", None),
        (date(2024, 1, 1), None),
        ("☆☆☆", None),
        ("1e999", None),
    ],
)
def test_numbers(cell: Any, value: float | None) -> None:
    assert number(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"), [("1.000", 1000.0), ("12.345.678", 12345678.0), ("0.500", 0.5), ("12", 12)]
)
def test_counts_are_whole_so_a_point_parts_thousands(cell: str, value: float) -> None:
    assert whole(cell) == value


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2025-03-06T03:54:33", "2025-03-06"),
        ("2025-03-06 03:54:33", "2025-03-06"),
        ("20240605", "2024-06-05"),
        ("05/06/2024", "2024-06-05"),
        ("5.6.24", "2024-06-05"),
        ("5-6-1999", "1999-06-05"),
        ("13/1/25", "2025-01-13"),
        ("1/13/25", "2025-01-13"),
        ("2024/06/05", "2024-06-05"),
        ("27/3/2018 9:10:11", "2018-03-27"),
        ("5 June 2024", "2024-06-05"),
        ("Jun 5, 2024", "2024-06-05"),
        ("יום ב׳, 10 ביוני 2024", "2024-06-10"),
        ("\u200f05/06/2024", "2024-06-05"),
        (datetime(2024, 6, 5, 13), "2024-06-05"),
        (date(2024, 6, 5), "2024-06-05"),
        (45451.0, "2024-06-08"),
        (45451, "2024-06-08"),
        ("hello", None),
        ("", None),
        ("12", None),
        (12.0, None),
        ("31/02/2024", None),
        (time(3), None),
        (True, None),
    ],
)
def test_dates_day_first(cell: Any, day: str | None) -> None:
    assert Dates("dmy").read(cell) == day


def test_dates_month_first() -> None:
    assert Dates("mdy").read("05/06/2024") == "2024-05-06"


def test_a_day_that_was_read_once_is_not_read_for_another_text() -> None:
    dates = Dates()
    assert dates.read("2024-06-05T10:00:00") == "2024-06-05"
    assert dates.read("2024-06-06T10:00:00") == "2024-06-06"


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1/2/2024", "13/2/2024"], ("dmy", True, False)),
        (["1/2/2024", "2/13/2024"], ("mdy", True, False)),
        (["1/2/2024", "3/4/2024"], ("", True, False)),
        (["13/2/2024", "2/13/2024"], ("dmy", False, True)),
        (["5/5/2024"], ("", False, False)),
        (["2024-01-02", 5.0, "text"], ("", False, False)),
    ],
)
def test_which_comes_first_is_told_only_where_the_dates_say_it(
    cells: list[Any], found: tuple[str, bool, bool]
) -> None:
    assert date_order(cells) == found


def test_texts_that_look_alike_become_one() -> None:
    assert folded("\u200fתַּאֲרִיךְ\u200f") == folded("תאריך")
    assert folded("סה״כ") == folded('סה"כ')
    assert folded("  Net   Promoter ") == "net promoter"


def test_cells_are_shown_as_people_write_them() -> None:
    assert [shown(7.0), shown(4.5), shown(date(2024, 6, 5)), shown(datetime(2024, 6, 5, 13, 4))] == [
        "7", "4.5", "2024-06-05", "2024-06-05 13:04",
    ]  # fmt: skip
    assert shown(timedelta(hours=36)) == "1 day, 12:00:00"
    assert clean_text("\u202bשלום\u202c ") == "שלום"


@pytest.mark.parametrize("cell", ["", " ", "NULL", "n/a", "אין", "-", "—"])
def test_words_for_nothing(cell: str) -> None:
    assert is_missing(cell)
    assert not is_missing(0)
