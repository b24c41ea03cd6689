"""What an import of 100,000 answers costs beside a bare reader and SQLite.

    python benchmarks/bench_import.py

Bare: csv.reader or python-calamine's iter_rows and one executemany into the same table, in one transaction on
a file with the document's settings. Ours: child process, recognition, every row checked, hashed and compared
with what is there, tallies, one gesture. Both in turns in one run, on the same disk; the median and the ratio
are printed.
"""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from importers.job import Import
from model import verbs
from model.document import Document

ROWS, TURNS = 100_000, 5
HEADER = ("Response ID", "Date", "NPS", "Comment", "Stage", "Channel", "Country", "Plan")
STAGES = ("מודעות", "בחינת חלופות", "החלטה")
SENTENCES = (
    "Fast and friendly, thank you",
    "המתנתי ארבע דקות והשיחה נותקה",
    "ok",
    "The form forgot my phone number",
)
ANSWER = "batch, stage, scale, score, comment, date, source, source_id, row_hash"


def answers() -> Iterator[tuple[Any, ...]]:
    """The same answers in every run."""
    chance = random.Random(1)
    for number in range(ROWS):
        yield (
            f"r{number:06d}",
            f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            chance.randint(0, 10),
            f"{chance.choice(SENTENCES)} {number}",
            chance.choice(STAGES),
            chance.choice(("web", "phone", "mail")),
            "IL",
            chance.choice("ABC"),
        )


def make_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *answers()])


def make_xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("answers")
    for row in (HEADER, *answers()):
        sheet.append(row)
    book.save(path)


def bare(table: Path, file: Path) -> float:
    """Seconds of reading and inserting without any check."""
    document = Document.create(file, replace=True)  # for its schema
    document.close()
    start = time.perf_counter()
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN EXCLUSIVE")
    sql = f"INSERT INTO answer({ANSWER}) VALUES(1, NULL, 'nps', ?, ?, ?, ?, ?, 0)"
    if table.suffix == ".csv":
        with table.open(encoding="utf-8", newline="") as opened:
            rows: Iterator[Sequence[Any]] = csv.reader(opened)
            next(rows)
            connection.executemany(sql, ((row[2], row[3], row[1], row[5], row[0]) for row in rows))
    else:
        import python_calamine

        rows = python_calamine.CalamineWorkbook.from_path(table).get_sheet_by_index(0).iter_rows()
        next(rows)
        connection.executemany(sql, ((row[2], row[3], row[1], row[5], row[0]) for row in rows))
    connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - start


def ours(table: Path, file: Path) -> tuple[float, float]:
    """Seconds of a whole import, and the longest slice in milliseconds that the window would wait."""
    document = Document.create(file, replace=True)
    made = verbs.new_map(document, "מסע", language="he", stages=list(STAGES))
    start = time.perf_counter()
    with Import.into(document, made.id, table, "he") as job:
        job.wait()
        longest, last = 0.0, time.perf_counter()
        for _ in job.write(document, made.id):
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        assert job.outcome is not None
        assert job.outcome.imported == ROWS
    seconds = time.perf_counter() - start
    document.close()
    return seconds, longest * 1e3


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    with tempfile.TemporaryDirectory() as folder:
        tables = [Path(folder, "answers.csv"), Path(folder, "answers.xlsx")]
        make_csv(tables[0])
        make_xlsx(tables[1])
        print(f"{ROWS:,} answers, 8 columns   bare ms   ours ms   ratio   longest slice ms")
        for table in tables:
            floor, whole = [], []
            for _ in range(TURNS):
                floor.append(bare(table, Path(folder, "bare.masa")))
                whole.append(ours(table, Path(folder, "ours.masa")))
            low, high = statistics.median(floor), statistics.median(seconds for seconds, _ in whole)
            wait = statistics.median(slice for _, slice in whole)
            print(f"{table.suffix:<24}{low * 1e3:10.0f}{high * 1e3:10.0f}{high / low:8.2f}{wait:19.1f}")


if __name__ == "__main__":
    main()
