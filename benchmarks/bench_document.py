"""What the document costs beside SQLite alone: a gesture that moves a card, and opening 10,000 cards.

    python benchmarks/bench_document.py

Both sides of a row are measured in turns in one run, on the same disk; the median and the ratio are printed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from model import formats, kinds, verbs
from model.document import Document
from model.order import keys_between
from model.records import RECORDS
from model.snapshot import read_snapshot

CARDS, STAGES, TURNS, MOVES = 10_000, 10, 15, 200


def make(path: Path) -> None:
    """A map of 10,000 cards, in one gesture."""
    document = Document.create(path, replace=True)
    made = verbs.new_map(document, "מסע לקוח", language="he", stages=[f"שלב {i}" for i in range(STAGES)])
    stages = document.children("stage", map=made.id)
    lanes = [lane for lane in document.children("lane", map=made.id) if kinds.LANES[lane.kind]]
    with document.gesture("fill") as g:
        for i, pos in enumerate(keys_between(None, None, CARDS)):
            lane = lanes[i % len(lanes)]
            stage = stages[i // len(lanes) % STAGES]
            title = f"כרטיס מספר {i}: the customer looks for a phone number"
            g.add("card", stage=stage.id, lane=lane.id, pos=pos, kind=kinds.LANES[lane.kind], title=title)
    document.close()


def in_turns(turns: int, *sides: Callable[[], float | None]) -> list[float]:
    """Median milliseconds of each side; a side that returns seconds has measured itself."""
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(turns):
        for side, found in zip(sides, times, strict=True):
            start = time.perf_counter()
            own = side()
            found.append((time.perf_counter() - start if own is None else own) * 1e3)
    return [statistics.median(found) for found in times]


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def moving(folder: Path) -> tuple[float, float]:
    """A card to another stage: the gesture, and the same three rows written by bare SQLite."""
    make(folder / "gesture.masa")
    make(folder / "bare.masa")
    document = Document.open(folder / "gesture.masa")
    bare = connect(folder / "bare.masa")
    stages = document.children("stage", map=next(iter(document.all("map"))))
    cards = list(document.all("card").values())
    theirs = [row[0] for row in bare.execute("SELECT id FROM card ORDER BY id")]
    places = [row[0] for row in bare.execute("SELECT id FROM stage ORDER BY pos")]
    head, turn = bare.execute("SELECT max(id) FROM history").fetchone()[0], iter(range(10**9))
    diff = zlib.compress(
        json.dumps([["card", theirs[0], {"stage": places[0]}, {"stage": places[1]}]]).encode()
    )

    def gesture() -> float:
        i = next(turn)
        card = cards[i % CARDS]
        cell = document.children("card", stage=stages[i % STAGES].id, lane=card.lane)
        before = cell[len(cell) // 2].id
        start = time.perf_counter()
        verbs.move_cards(document, [card.id], stages[i % STAGES].id, card.lane, before=before)
        return time.perf_counter() - start

    def commit() -> None:
        nonlocal head
        i = next(turn)
        bare.execute("BEGIN IMMEDIATE")
        stage, pos = places[i % STAGES], f"a{i}V"
        bare.execute("UPDATE card SET stage=?, pos=? WHERE id=?", (stage, pos, theirs[i % CARDS]))
        bare.execute(
            "INSERT INTO history VALUES(?,?,?,'',?,'{}',NULL,?)",
            (head + 1, head, int(time.time()), "move", diff),
        )
        bare.execute("UPDATE meta SET value=? WHERE key='head'", (head + 1,))
        bare.execute("COMMIT")
        head += 1

    ours, alone = in_turns(MOVES, gesture, commit)
    document.close()
    bare.close()
    return ours, alone


def opening(path: Path) -> tuple[float, ...]:
    """Our opening with all its checks, their parts, and the rows alone read by bare SQLite."""

    def ours() -> float:
        start = time.perf_counter()
        document = Document.open(path)
        seconds = time.perf_counter() - start
        document.close()
        return seconds

    def snapshot() -> None:
        read_snapshot(path)

    def raw() -> None:
        with closing(sqlite3.connect(path)) as connection:
            for table in RECORDS:
                connection.execute(f"SELECT * FROM {table}").fetchall()

    def pragma(name: str) -> Callable[[], None]:
        def check() -> None:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute(f"PRAGMA {name}").fetchall()

        return check

    formats.schema_sql()
    sides = (ours, raw, pragma("integrity_check"), pragma("foreign_key_check"), snapshot)
    return tuple(in_turns(TURNS, *sides))


def show(name: str, ours: float, alone: float, limit: float | None = None) -> None:
    asked = "" if limit is None else f"  (at most {limit})"
    print(f"{name:<44}{ours:9.2f} ms{alone:9.2f} ms{ours / alone:7.2f} ×{asked}")


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("MASA_BENCH_DIR")) as name:
        folder = Path(name)
        print(f"SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}, {CARDS} cards")
        print(f"{'':<44}{'Masa':>12}{'SQLite':>12}{'ratio':>9}")
        show("moving one card (gesture, history, index)", *moving(folder), 1.5)
        make(folder / "open.masa")
        ours, raw, integrity, references, snapshot = opening(folder / "open.masa")
        show("opening, checked, all records in memory", ours, raw, 3)
        show("  of it integrity_check", integrity, raw)
        show("  of it foreign_key_check", references, raw)
        show("a snapshot for a reader", snapshot, raw)


if __name__ == "__main__":
    main()
