"""`python -m tests.make_samples` writes the spreadsheets of `resources/samples`. All customers are invented.

The counts of every score are given; which day, source and comment an answer has is drawn with a fixed seed.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests import sample_comments as said

HOME = Path(__file__).parent.parent / "resources" / "samples"
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)

Row = tuple[Any, ...]
Counts = Mapping[int, int]  # score → answers
Comments = Mapping[str, Sequence[str]]  # mood → texts

DROP_OFF = [
    ("התעניינות", 1240),
    ("בקשת נסיעה", 486),
    ("שיחה עם המוקד", 402),
    ("חזרה ללקוחה", 171),
    ("החלטה", 96),
]
FUNNEL = [("Discover", 18400), ("Compare", 7912), ("Checkout", 2136), ("Delivery", 1154), ("First use", 1098)]
SECONDS = (0, 81_337, 262_904, 410_552, 118_031)  # from one step to the next

CSAT_REQUEST: Counts = {5: 31, 4: 42, 3: 21, 2: 14, 1: 10}
CES_CALL: Counts = {1: 14, 2: 17, 3: 13, 4: 9, 5: 6, 6: 4, 7: 1}
NPS_CALLBACK: Counts = {0: 2, 1: 1, 2: 3, 3: 4, 4: 4, 5: 5, 6: 4, 7: 7, 8: 5, 9: 4, 10: 3}
CSAT_DISCOVER: Counts = {5: 121, 4: 139, 3: 52, 2: 24, 1: 15}
CSAT_DELIVERY: Counts = {5: 49, 4: 65, 3: 38, 2: 24, 1: 20}
CES_CHECKOUT: Counts = {1: 40, 2: 36, 3: 28, 4: 26, 5: 23, 6: 18, 7: 16}
NPS_FIRST_USE: Counts = {0: 3, 2: 4, 3: 5, 4: 7, 5: 13, 6: 16, 7: 22, 8: 28, 9: 50, 10: 64}

SOURCES_HE = ("סקר SMS", "סקר SMS", "דוא״ל", "שיחת טלפון")
SOURCES_EN = ("Mail survey", "Mail survey", "Site pop-up", "Phone panel")


def answers(
    draw: random.Random, stage: str, counts: Counts, comments: Comments, sources: Sequence[str]
) -> list[Row]:
    """Rows of (day, stage, score, comment, source); a comment is said once, with a score of its mood."""
    lowest, highest = min(counts), max(counts)
    scores = [score for score, n in counts.items() for _ in range(n)]
    draw.shuffle(scores)
    waiting = {mood: draw.sample(texts, len(texts)) for mood, texts in comments.items()}
    rows = []
    for score in scores:
        share = (score - lowest) / (highest - lowest)
        mood = waiting["low" if share < 0.5 else "middle" if share < 0.7 else "high"]
        comment = mood.pop() if mood and draw.random() < 0.45 else ""
        day = FIRST + timedelta(days=draw.randrange((LAST - FIRST).days + 1))
        rows.append((day, stage, score, comment, draw.choice(sources)))
    return rows


def numbered(rows: list[Row], first: int) -> list[Row]:
    """By day, each with the number of its answer."""
    rows.sort(key=lambda row: row[0])
    return [(first + i, *row) for i, row in enumerate(rows)]


def write_csv(
    name: str, header: Sequence[str], rows: Sequence[Row], *, day: str = "%Y-%m-%d", above: Sequence[str] = ()
) -> None:
    """UTF-8 with a byte order mark, as spreadsheet programs save it; comment lines stand above the table."""
    with (HOME / name).open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(f"{line}\r\n" for line in above)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([cell.strftime(day) if isinstance(cell, date) else cell for cell in row])


def write_xlsx(name: str, sheet: str, header: Sequence[str], rows: Sequence[Row], *, rtl: bool) -> None:
    book = Workbook()
    book.properties.creator = "Masa"
    book.properties.created = book.properties.modified = datetime(2026, 10, 1)
    page = book.active
    page.title = sheet
    page.sheet_view.rightToLeft = rtl
    page.append(list(header))
    for row in rows:
        page.append(list(row))
    for column, width in zip("ABCDEF", (14, 12, 18, 16, 60, 16), strict=True):
        page.column_dimensions[column].width = width
    book.save(HOME / name)


def write_funnel(name: str, title: str, steps: Sequence[tuple[str, int]]) -> None:
    """A GA4 funnel exploration: comment lines, then the steps; completion looks forward, time is in µs."""
    rule = "# ---------------------------------------"
    period = f"# {FIRST:%Y%m%d}-{LAST:%Y%m%d}"
    lines = [rule, "# Lumen Home", f"# {title}", period, rule, ""]
    lines.append("Step,Elapsed time,Active users,Completion rate,Abandonments,Abandonment rate")
    for i, (step, users) in enumerate(steps):
        elapsed = SECONDS[i] * 1_000_000 or ""
        if i + 1 < len(steps):
            left = users - steps[i + 1][1]
            rates = f"{1 - left / users:.9g},{left},{left / users:.9g}"
        else:
            rates = ",0,0"
        lines.append(f"{i + 1}. {step},{elapsed},{users},{rates}")
    (HOME / name).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")


def main() -> None:
    draw = random.Random("Masa")
    HOME.mkdir(exist_ok=True)
    steps = [(i, *step) for i, step in enumerate(DROP_OFF, 1)]
    above = ("# דוח נטישה, אורן מוטורס", f"# תאריך התחלה: {FIRST:%Y%m%d}", f"# תאריך סיום: {LAST:%Y%m%d}", "")
    write_csv("test-drive-drop-off.csv", ("מספר שלב", "שלב", "לקוחות"), steps, above=above)
    hebrew = ("מספר תגובה", "תאריך", "שלב")
    rows = numbered(answers(draw, "בקשת נסיעה", CSAT_REQUEST, said.REQUEST_HE, SOURCES_HE), 3001)
    write_csv("test-drive-csat.csv", (*hebrew, "שביעות רצון", "הערות", "מקור"), rows, day="%d/%m/%Y")
    rows = numbered(answers(draw, "שיחה עם המוקד", CES_CALL, said.CALL_HE, SOURCES_HE), 5001)
    write_xlsx("test-drive-ces.xlsx", "סקר מוקד", (*hebrew, "קלות", "הערות", "מקור"), rows, rtl=True)
    rows = numbered(answers(draw, "חזרה ללקוחה", NPS_CALLBACK, said.CALLBACK_HE, SOURCES_HE), 7001)
    write_csv("test-drive-nps.csv", (*hebrew, "ציון NPS", "נימוק", "מקור"), rows, day="%d/%m/%Y")

    write_funnel("e-commerce-funnel.csv", "From ad to first use", FUNNEL)
    english = ("Response ID", "Date", "Stage")
    half = {mood: texts[::2] for mood, texts in said.SHOP_EN.items()}
    other = {mood: texts[1::2] for mood, texts in said.SHOP_EN.items()}
    shop = answers(draw, "Discover", CSAT_DISCOVER, half, SOURCES_EN)
    shop += answers(draw, "Delivery", CSAT_DELIVERY, other, SOURCES_EN)
    write_csv("e-commerce-csat.csv", (*english, "Satisfaction", "Comment", "Source"), numbered(shop, 20001))
    rows = numbered(answers(draw, "Checkout", CES_CHECKOUT, said.CHECKOUT_EN, SOURCES_EN), 30001)
    write_csv("e-commerce-ces.csv", (*english, "Ease", "Comment", "Source"), rows)
    rows = numbered(answers(draw, "First use", NPS_FIRST_USE, said.FIRST_USE_EN, SOURCES_EN), 40001)
    write_xlsx("e-commerce-nps.xlsx", "NPS", (*english, "NPS", "Comment", "Source"), rows, rtl=False)


if __name__ == "__main__":
    main()
