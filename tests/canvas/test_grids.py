"""Texts of the clipboard as rows and columns, as spreadsheets, sheets and word processors put them there."""

from __future__ import annotations

import pytest

from canvas.hands.grids import COLUMNS, LIMIT, TooMuchError, grid_of, tabbed, table

GOOGLE = (
    '<meta charset="utf-8"><google-sheets-html-origin><style></style><table xmlns="x" cellspacing="0" '
    'dir="rtl"><colgroup><col width="100"/></colgroup><tbody><tr style="height:21px;"><td>פרסום</td>'
    '<td data-sheets-value="1">אתר<br/>הבית</td></tr><tr><td></td><td>Tom &amp; Co</td></tr></tbody></table>'
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("one", [["one"]]),
        ("one\r\n\r\n  two \n", [["one"], [""], ["two"]]),
        (
            "• one\n- two\n3. three\n4) four\n-5 degrees",
            [["one"], ["two"], ["three"], ["four"], ["-5 degrees"]],
        ),
        ("•\tone\n•\ttwo", [["one"], ["two"]]),
        ("a\tb\r\n\tc\r\n", [["a", "b"], ["", "c"]]),
        ('a\t"two\nlines, ""quoted"""\nb\t', [["a", 'two\nlines, "quoted"'], ["b", ""]]),
        ("\t\t\n\ta\tb\n\t\t", [["a", "b"]]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_lines_and_tabs(text: str, rows: list[list[str]]) -> None:
    assert grid_of(text) == rows


def test_tables_of_other_programs() -> None:
    assert grid_of("anything", GOOGLE) == [["פרסום", "אתר\nהבית"], ["", "Tom & Co"]]
    spanning = "<table><tr><th colspan=2>Both<th>C</tr><tr><td>a<td>b<td>c</table><table><tr><td>no</table>"
    assert grid_of("", spanning) == [["Both", "", "C"], ["a", "b", "c"]]
    nested = "<table><tr><td>out<table><tr><td>in</td></tr></table></td><td>side</td></tr></table>"
    assert grid_of("", nested) == [["outin", "side"]]
    assert grid_of("plain", "<p>no table</p>") == [["plain"]]
    assert grid_of("plain", "<table></table>") == [["plain"]]
    assert grid_of("", '<table><tr><td colspan="99999999999999999">x</td></tr></table>') == [["x"]]


@pytest.mark.parametrize("text", ["x\n" * (LIMIT + 1), "x\t" * COLUMNS + "x"])
def test_too_much_is_refused(text: str) -> None:
    with pytest.raises(TooMuchError):
        grid_of(text)


def test_what_is_given_is_read_again() -> None:
    grid = [["א", 'says "hi"', ""], ["", "two\nlines", "a<b & c"]]
    assert grid_of(tabbed(grid)) == grid
    assert grid_of("", table(grid, rtl=True)) == grid
    assert 'dir="rtl"' in table(grid, rtl=True)
