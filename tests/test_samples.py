"""The sample spreadsheets say what their stories say, and are what their generator writes."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from model import measures
from model.templates import template
from tests import make_samples

HOME = make_samples.HOME


def rows(name: str) -> list[dict[str, str]]:
    if name.endswith(".xlsx"):
        sheet = load_workbook(HOME / name).active
        header, *found = sheet.values
        return [dict(zip(header, map(str, row), strict=True)) for row in found]
    with (HOME / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#") and line.strip()))


def scores(name: str, column: str, stage: str = "") -> Counter[float]:
    found = [row for row in rows(name) if stage in ("", row.get("Stage"))]
    return Counter(float(row[column]) for row in found)


def test_the_test_drive_says_what_its_story_says() -> None:
    entered = [int(row["לקוחות"]) for row in rows("test-drive-drop-off.csv")]
    assert entered == [1240, 486, 402, 171, 96]
    csat = measures.csat(scores("test-drive-csat.csv", "שביעות רצון"))
    ces = measures.ces(scores("test-drive-ces.xlsx", "קלות"))
    nps = measures.nps(scores("test-drive-nps.csv", "ציון NPS"))
    shown = [(round(s.value, 1), s.n, round(s.low or 0, 1), round(s.high or 0, 1)) for s in (csat, ces, nps)]
    assert shown == [(61.9, 118, 52.9, 70.1), (2.9, 64, 2.5, 3.3), (-38.1, 42, -61.2, -15.0)]


def test_the_shop_says_what_its_story_says() -> None:
    discover = measures.csat(scores("e-commerce-csat.csv", "Satisfaction", "Discover"))
    delivery = measures.csat(scores("e-commerce-csat.csv", "Satisfaction", "Delivery"))
    ces = measures.ces(scores("e-commerce-ces.csv", "Ease"))
    nps = measures.nps(scores("e-commerce-nps.xlsx", "NPS"))
    shown = [(round(s.value, 1), s.n) for s in (discover, delivery, ces, nps)]
    assert shown == [(74.1, 351), (58.2, 196), (3.4, 187), (31.1, 212)]


@pytest.mark.parametrize(("template_id", "language"), [("test-drive", "he"), ("e-commerce", "en")])
def test_every_sample_names_the_stages_of_its_map(template_id: str, language: str) -> None:
    found = template(template_id)
    stages = {stage["title"][language] for stage in found.content["stages"]}
    for sample in found.samples(language):
        if sample.kind == "feedback":
            assert {row.get("שלב") or row["Stage"] for row in rows(sample.path.name)} <= stages


def test_the_xlsx_of_a_hebrew_map_opens_from_the_right() -> None:
    assert load_workbook(HOME / "test-drive-ces.xlsx").active.sheet_view.rightToLeft


def test_the_generator_writes_the_shipped_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_samples, "HOME", tmp_path)
    make_samples.main()
    shipped = sorted(file.name for file in HOME.glob("*.*"))
    assert sorted(file.name for file in tmp_path.iterdir()) == shipped
    for name in shipped:
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == (HOME / name).read_bytes()
        else:
            before, after = (load_workbook(home / name).active for home in (HOME, tmp_path))
            assert list(before.values) == list(after.values)
