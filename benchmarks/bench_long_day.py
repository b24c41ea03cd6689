"""A long day: thousands of gestures with mouse and keys in the real window, without a screen.

    python benchmarks/bench_long_day.py [GESTURES]

Cards and stages are dragged, typed, dropped from the palette and deleted, faces of the curve moved, undone
and redone, with zooms in between; every 500 gestures a spreadsheet is imported (every other time undone
again) and every 1,000 a map exported and a version named or restored. After each thousand: memory, the
median of a drag from the press of the button to the repainted map, and whether Qt warned. In the end the
file is closed and opened: it must hold what memory held, to its root and back.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app import file_actions
from app.gui import Program
from app.settings import Settings
from exporters.start import start_export
from importers.job import Import
from model import verbs
from model.document import Document
from model.records import RECORDS
from model.templates import apply
from model.versions import moments, name_moment, restore, versions
from tests.driver import Hand

KINDS = ("touchpoint", "pain", "thought", "opportunity", "note", "goal", "action", "moment_of_truth")
MOST_CARDS, MOST_STAGES = 60, 8
STUCK = 120  # s: a gesture that takes longer ends the day, and where it stands is told
WORDS = ("לקוחה מחכה", "לתשובה", "ארבע דקות", "customer asks", "for a price", "₪3.50", "מה (עכשיו)?")


class Day:
    """One program, one file, one user; `step` is something that user does."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.folder, self.chance, self.done = folder, random.Random(2026), Counter[str]()
        self.drags: list[float] = []
        self.path = folder / "יום ארוך.masa"
        document = Document.create(self.path)
        apply(document, "test-drive", "he")
        document.close()
        Settings(language="he", theme="light", folder=str(folder)).save()
        self.program = Program(app)
        self.program.window.resize(1600, 1000)
        self.program.window.show()
        file_actions.open_path(self.program.window, self.path)
        self.app = app
        app.processEvents()

    @property
    def document(self) -> Document:
        assert self.program.session.document is not None
        return self.program.session.document

    @property
    def hand(self) -> Hand:
        return Hand(self.program.window.view)

    @property
    def map_id(self) -> int:
        assert self.program.session.map_id is not None
        return self.program.session.map_id

    def records(self, table: str) -> list[Any]:
        return self.document.children(table, map=self.map_id)

    def cards(self) -> list[Any]:
        shown = {lane.id for lane in self.records("lane") if not lane.hidden}
        return [card for card in self.document.all("card").values() if card.lane in shown]

    def words(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randrange(1, 7)))

    def cell(self) -> QPoint:
        lanes = [
            each.id
            for each in self.records("lane")
            if not each.hidden and each.kind not in ("emotion", "drop_off")
        ]
        return self.hand.cell(self.chance.choice(self.records("stage")).id, self.chance.choice(lanes))

    # ---- what is done ----

    def drag_card(self) -> None:
        if cards := self.cards():
            start = time.perf_counter()
            self.hand.drag(self.hand.at(("card", self.chance.choice(cards).id)), self.cell())
            self.app.processEvents()
            self.drags.append(time.perf_counter() - start)

    def drop_card(self) -> None:
        if len(self.cards()) < MOST_CARDS:
            self.hand.drop(self.chance.choice(KINDS), self.cell())
            self.hand.write(self.words())
        else:
            self.delete_cards()

    def write_card(self) -> None:
        if cards := self.cards():
            self.hand.double_click(self.hand.at(("card", self.chance.choice(cards).id)))
            self.hand.write(self.words())

    def delete_cards(self) -> None:
        if cards := self.cards():
            chosen = self.chance.sample(cards, min(len(cards), self.chance.randrange(1, 5)))
            self.program.window.view.select([("card", card.id) for card in chosen])
            self.program.window.actions_by_id["delete"].trigger()

    def drag_stage(self) -> None:
        one, two = (self.chance.choice(self.records("stage")).id for _ in range(2))
        self.hand.drag(self.hand.at(("stage", one)), self.hand.at(("stage", two)))

    def drop_stage(self) -> None:
        stages = self.records("stage")
        if len(stages) < MOST_STAGES:
            self.hand.drop("stage", self.hand.at(("stage", self.chance.choice(stages).id)))
            self.hand.write(self.words())
        else:
            self.program.window.view.select([("stage", self.chance.choice(stages).id)])
            self.program.window.actions_by_id["delete"].trigger()

    def move_face(self) -> None:
        points = [
            p for stage in self.records("stage") for p in self.document.children("emotion", stage=stage.id)
        ]
        if points:
            at = self.hand.at(("emotion", self.chance.choice(points).id))
            self.hand.drag(at, at + QPoint(0, self.chance.randrange(-40, 40)))

    def edit_in_panel(self) -> None:
        if cards := self.cards():
            ids = [card.id for card in self.chance.sample(cards, min(3, len(cards)))]
            verbs.set_fields(
                self.document, "card", ids, owner=self.words(), severity=self.chance.randrange(1, 4)
            )

    def undo(self) -> None:
        for _ in range(self.chance.randrange(1, 6)):
            if not self.document.undo_leaves_session:
                self.program.window.actions_by_id["undo"].trigger()

    def redo(self) -> None:
        for _ in range(self.chance.randrange(1, 6)):
            self.program.window.actions_by_id["redo"].trigger()

    def look_around(self) -> None:
        view = self.program.window.view
        self.chance.choice([view.zoom_in, view.zoom_out, view.go_to_start])()
        self.hand.wheel(view.viewport().rect().center(), self.chance.choice([120, -120]))
        self.app.processEvents()
        view.fit()

    # ---- now and then ----

    def bring_in(self) -> None:
        names = [stage.title or "x" for stage in self.records("stage")]
        table = self.folder / "answers.csv"
        rows = [
            f"{self.chance.choice(names)},{self.chance.randrange(11)},{self.words()},2026-0{i % 9 + 1}-05"
            for i in range(300)
        ]
        table.write_text("\n".join(["שלב,ציון NPS,הערה,תאריך", *rows]), encoding="utf-8-sig")
        with Import.into(self.document, self.map_id, table, "he") as job:
            job.wait()
            for _ in job.write(self.document, self.map_id):
                self.app.processEvents()
            assert job.outcome is not None
            self.done["answers imported"] += job.outcome.imported
        if self.done["import"] % 2:
            self.program.window.actions_by_id["undo"].trigger()
        self.done["import"] += 1

    def export(self) -> None:
        kind = ("pdf", "xlsx", "png")[self.done["export"] % 3]
        running = start_export(self.document, self.map_id, self.folder / f"map.{kind}")
        while not running.poll():
            self.app.processEvents()
            time.sleep(0.005)
        self.done["export"] += 1

    def keep_or_restore(self) -> None:
        if self.done["version"] % 3 == 2:
            restore(self.document, versions(self.document)[0].id)
        else:
            name_moment(self.document, self.words())
        self.done["version"] += 1

    # ---- all day ----

    def step(self, number: int) -> None:
        if number % 500 == 499:
            self.bring_in()
        if number % 1000 == 999:
            self.export()
            self.keep_or_restore()
        deeds: dict[Callable[[], None], int] = {
            self.drag_card: 25, self.write_card: 15, self.drop_card: 15, self.edit_in_panel: 8,
            self.move_face: 8, self.delete_cards: 4, self.drag_stage: 3, self.drop_stage: 2,
            self.undo: 10, self.redo: 6, self.look_around: 4,
        }  # fmt: skip
        deed = self.chance.choices([*deeds], [*deeds.values()])[0]
        deed()
        if self.program.window.view.writing.editor is not None:
            self.hand.key(Qt.Key.Key_Escape)
        self.done[deed.__name__] += 1
        self.app.processEvents()


def memory_mb() -> float:
    """Resident memory of this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def empty_caches() -> None:
    """Texts that were laid out and painted are kept for the next time, up to a limit: that is no leak."""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and each.__module__.startswith("canvas."):
            each.cache_clear()


def rows(document: Document) -> dict[str, dict[int, Any]]:
    return {table: dict(document.all(table)) for table in RECORDS}


class Run:
    """Gesture after gesture from within Qt's own loop, so that it clears away what it would for a user."""

    def __init__(self, day: Day, gestures: int, warnings: list[str]) -> None:
        self.day, self.gestures, self.warnings = day, gestures, warnings
        self.number, self.first = 0, 0.0
        self.error: BaseException | None = None
        self.timer = QTimer()
        self.timer.timeout.connect(self.next)
        self.timer.start(0)

    def next(self) -> None:
        faulthandler.dump_traceback_later(STUCK, exit=True)
        try:
            self.day.step(self.number)
        except BaseException as error:
            self.error = error
        self.number += 1
        if self.number % 1000 == 0:
            self.tell()
        if self.error or self.number == self.gestures:
            self.timer.stop()
            self.day.app.quit()

    def tell(self) -> None:
        whole, drag = memory_mb(), statistics.median(self.day.drags[-200:]) * 1e3
        empty_caches()
        now = memory_mb()
        self.first = self.first or now
        size = self.day.path.stat().st_size / 2**20
        print(
            f"{self.number:>6} gestures: {whole:.0f} MB, {now:.1f} without caches "
            f"({now / self.first - 1:+.1%}); a drag {drag:.1f} ms; file {size:.1f} MB; "
            f"{len(self.warnings)} warnings",
            flush=True,
        )


def check(day: Day) -> int:
    """The closed file holds what memory held, to its root and back; the number of its steps."""
    document = day.document
    held, head, line = rows(document), document.head, len(moments(document))
    day.program.window.close()
    day.program.close()
    again = Document.open(day.path)
    assert rows(again) == held, "the file differs from memory"
    again.go_to(moments(again)[-1].id)
    again.go_to(head)
    assert rows(again) == held, "the way to the root and back leads elsewhere"
    again.close()
    return line


def main(gestures: int) -> None:
    warnings: list[str] = []

    def hear(kind: QtMsgType, context: object, text: str) -> None:
        if kind != QtMsgType.QtInfoMsg and "propagateSizeHints" not in text:
            warnings.append(text)

    qInstallMessageHandler(hear)
    with tempfile.TemporaryDirectory(dir=os.environ.get("MASA_BENCH_DIR")) as name:
        os.environ["MASA_CONFIG"] = str(Path(name) / "config")
        app = QApplication(["masa", "-style", "fusion"])
        day = Day(app, Path(name))
        run = Run(day, gestures, warnings)
        sys.excepthook = lambda kind, error, trace: setattr(run, "error", error)
        app.exec()
        if run.error:
            raise SystemExit(f"gesture {run.number}: {run.error!r}") from run.error
        steps = check(day)
    print(f"file equals memory, to the root and back over {steps} steps")
    print(", ".join(f"{n} {deed}" for deed, n in day.done.items()))
    for warning in dict.fromkeys(warnings):
        print("Qt warned:", warning)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
