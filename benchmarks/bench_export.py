"""What exports cost beside their bare peers.

    python benchmarks/bench_export.py

PDF: a map of 5,000 cards through reportlab, beside the same picture through Qt's own QPdfWriter; its
texts are laid out before. Excel: 20,000 answers in a workbook with all its sheets, beside openpyxl's
write-only rows of the same values without style or safety. In turns in one run, CPU time; medians and
their ratio are printed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from openpyxl import Workbook
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from canvas.picture.paint import paint
from canvas.picture.text import ensure_gui
from canvas.picture.theme import theme
from exporters.contents import Contents, contents
from exporters.excel import write_workbook
from exporters.pdf import draw_poster
from exporters.poster import FIT, Poster, compose
from model import verbs
from model.answers import all_answers
from model.document import Document
from model.records import Map

STAGES, CARDS, ANSWERS, TURNS = 40, 42, 20_000, 3
KINDS = {"touchpoints": "touchpoint", "pains": "pain", "thoughts": "thought"}


def made() -> tuple[Document, Map]:
    document = Document.create(None)
    titles = [f"שלב {n}" for n in range(STAGES)]
    map_ = verbs.new_map(document, "מפה גדולה", language="he", stages=titles, lanes=list(KINDS))
    stages = document.children("stage", map=map_.id)
    with document.gesture("add_card") as g:
        for stage in stages:
            for lane in document.children("lane", map=map_.id):
                for n in range(CARDS):
                    title = f"הלקוח ממלא טופס {n} ומחכה"
                    g.add(
                        "card",
                        stage=stage.id,
                        lane=lane.id,
                        pos=f"a{n:03d}",
                        kind=KINDS[lane.kind],
                        title=title,
                    )
    bulk = document.begin_bulk("import_feedback", file="answers.csv")
    batch = bulk.gesture.add(
        "import_batch", map=map_.id, kind="feedback", file="answers.csv", file_hash="a", at=0, rows=ANSWERS
    )
    bulk.add_answers(
        batch.id,
        [
            (
                stages[n % STAGES].id,
                "nps",
                n % 11,
                f"המתנתי {n} דקות",
                f"2026-08-{n % 28 + 1:02d}",
                "survey",
                "",
                n,
            )
            for n in range(ANSWERS)
        ],
    )
    bulk.commit()
    return document, map_


def by_qt(poster: Poster, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QSizeF(poster.width, poster.height), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    for part in poster.parts:
        painter.save()
        painter.translate(part.x, part.y)
        painter.scale(part.scale, part.scale)
        paint(painter, part.items, theme("print"))
        painter.restore()
    painter.end()


def bare_rows(map_: Contents, path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    for answer in all_answers(map_.document, map_.map.id):
        sheet.append([answer.stage, answer.scale, answer.score, answer.comment, answer.date, answer.source])
    book.save(path)


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(name: str, ours: Callable[[], object], peer: Callable[[], object]) -> None:
    pairs = [(cpu(ours), cpu(peer)) for _ in range(TURNS)]
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name}: {one:.2f} s to {other:.2f} s = {one / other:.2f} x")


def main() -> None:
    gui = ensure_gui()
    document, map_ = made()
    shown = contents(document, map_.id)
    poster = compose(shown, FIT, date.today())
    list(poster.texts())
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        draw_poster(shown, poster)  # lays out every text, which both then draw
        compare(
            "PDF of 5,000 cards", lambda: draw_poster(shown, poster), lambda: by_qt(poster, out / "qt.pdf")
        )
        compare(
            "workbook with 20,000 answers",
            lambda: write_workbook(document, out / "ours.xlsx", map_.id),
            lambda: bare_rows(shown, out / "bare.xlsx"),
        )
    document.close()
    del gui


if __name__ == "__main__":
    main()
