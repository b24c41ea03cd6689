"""Totals: a word is not enough, the numbers must bear it out; comments are never looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.tables import check, codes, write_text


def left_out(path: Path) -> list[int]:
    """The numbers of the rows that were left out as totals, as they are told."""
    found = check(path, ["Awareness", "Purchase", "Loyalty"], new_stages=True)
    notes = [note for note in found.warnings if note.code == "totals_left_out"]
    rows = list(notes[0].params["rows"]) if notes else []
    assert found.skips.get("total_row", 0) == len(rows)
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "comment,nps\n" + "Average,0\n" * 30 + "great,9\nTotal,0\nממוצע,2\nMean,1\n",
        "nps,comment\n9,great\n3,Average\n8,Total\n4,ok\n7,ממוצע\n",
        "customer,nps,comment\nTotal Energies,9,x\nTotal,3,y\nSum,2,z\nBezeq,10,w\n",
        "Stage,Users\nAll users,1000\nTotal,600\nOrders,100\n",
        "Stage,Users\nTotal visitors,1000\nTotal carts,600\nOrders,100\n",
        "Stage,Users\nAwareness,1000\nPurchase,600\nLoyalty,100\n,1200\n",
        "comment,stars\nAverage,3\nVery good,5\nFine,4\nAverage,4\n",
    ],
)
def test_words_alone_make_no_total(tmp_path: Path, text: str) -> None:
    assert left_out(write_text(tmp_path, text)) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("customer,nps\na,9\nb,3\nc,6\nTotal,18\n", [5]),
        ("customer,nps\na,9\nb,3\nc,7\nAverage,6.3\n", [5]),
        ("id,score,comment\n1,5,fine\n2,4,well\nTotal,,\n", [4]),
        ("Stage,Entered,Completed\nAwareness,1000,600\nPurchase,600,100\nTotal,1600,700\n", [4]),
        ('שלב,משתמשים\nמודעות,"1,000"\nקנייה,600\nסה״כ,"1,600"\n', [4]),
        ("Stage,Users\nAwareness,1000\nPurchase,600\nLoyalty,100\n,1700\n", [5]),
        ("Stage,Users\nTotal,1600\nAwareness,1000\nPurchase,600\n", [2]),
        ("Stage,Users\nAwareness,1000\nPurchase,600\nLoyalty,100\nAverage,567\n", [5]),
        ("Stage,Users\nAwareness,900\nPurchase,600\nTotal,1200\n", [4]),  # of persons, each counted once
    ],
)
def test_totals_are_left_out_and_told(tmp_path: Path, text: str, rows: list[int]) -> None:
    assert left_out(write_text(tmp_path, text)) == rows


def test_a_table_without_totals_says_nothing_of_them(tmp_path: Path) -> None:
    assert "totals_left_out" not in codes(check(write_text(tmp_path, "nps,comment\n9,fine\n")))
