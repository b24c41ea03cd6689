"""What a long past costs: a moment 10,000 gestures back, compaction, sharing; and opening 10 MB.

python benchmarks/bench_document_past.py
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench_document import make

from model import verbs
from model.answers import Answer
from model.document import Document
from model.past_work import Shorter, exchange, find_way, shorten
from model.versions import moments, name_moment

GESTURES, TURNS, ANSWERS = 10_000, 5, 40_000


def show(name: str, deed: Callable[[], object], turns: int = TURNS, most: int | None = None) -> None:
    """Median of the turns, in milliseconds."""
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        deed()
        times.append((time.perf_counter() - start) * 1e3)
    limit = "" if most is None else f"  (at most {most})"
    print(f"{name:<58}{statistics.median(times):9.1f} ms{limit}", flush=True)


def work(document: Document) -> None:
    """Gestures on single cards, and now and then one on a hundred."""
    cards = list(document.all("card"))
    for i in range(GESTURES):
        some = cards[:100] if i % 500 == 499 else [cards[i * 7 % len(cards)]]
        verbs.set_fields(
            document, "card", some, title=f"כרטיס {i}: the customer looks for a price", severity=i % 3 + 1
        )


def bring_in(document: Document) -> None:
    bulk = document.begin_bulk("import_feedback", file="answers.csv")
    batch = bulk.gesture.add(
        "import_batch", map=min(document.all("map")), kind="feedback", file="answers.csv", file_hash="", at=1,
        rows=ANSWERS,
    )  # fmt: skip
    stages = sorted(document.all("stage"))
    comment = "לא חזרו אליי במשך שבוע, and nobody could say why"
    rows = [
        Answer(stages[i % len(stages)], "nps", i % 11, comment, "2026-02-01", "mail", str(i), i)
        for i in range(ANSWERS)
    ]
    bulk.add_answers(batch.id, rows)
    bulk.commit()


def go_back_and_forth(document: Document, root: int) -> None:
    head = document.head
    document.go_to(root)
    document.go_to(head)


def put_in_place(document: Document, shorter: Shorter) -> None:
    under_way = exchange(document, shorter)
    assert under_way is not None
    under_way.wait()


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("MASA_BENCH_DIR")) as name:
        made, path = Path(name) / "made.masa", Path(name) / "past.masa"
        make(made)
        memory = Document.from_snapshot(made.read_bytes())
        work(memory)
        name_moment(memory, "Workshop", memory.file.moments()[GESTURES // 2].id)
        bring_in(memory)
        memory.save_copy(path)
        memory.close()

        size = path.stat().st_size / 1e6
        print(f"10,000 cards, {GESTURES:,} gestures, {ANSWERS:,} answers: {size:.1f} MB")
        show("opening, checked", lambda: Document.open(path).close(), 9, round(200 * max(1, size / 10)))
        document = Document.open(path)
        first = moments(document)[-3].id
        show("the list of all moments", lambda: moments(document))
        show("the way to the first moment, in a child", lambda: find_way(document, first).wait())
        way = find_way(document, first).wait()
        show("  of it in the window: begin", lambda: find_way(document, first).cancel())
        show("  then a look at it", lambda: document.as_of(first, way).close())
        near = moments(document)[100].id
        show("a look 100 steps back, without a child", lambda: document.as_of(near).close())
        show("going to the first moment and back, without one", lambda: go_back_and_forth(document, first))
        show("a copy without history", lambda: document.snapshot(history=False))
        show("what compaction frees, in a child", lambda: shorten(document).wait(), 3)
        show("  of it in the window: begin", lambda: shorten(document).cancel(), 3)
        shorter = shorten(document).wait()
        print(f"  {shorter.freed}")
        show("the exchange of the file", lambda: put_in_place(document, shorter), 1)
        document.close()
        print(f"afterwards {path.stat().st_size / 1e6:.1f} MB")
        show("opening, checked", lambda: Document.open(path).close(), 9)


if __name__ == "__main__":
    main()
