"""A writer that acknowledges each step on a pipe is killed at random moments: nothing said may be lost.

    python benchmarks/bench_kills.py [KILLS [STEP]]      STEP, as compact: the writer mostly does this

The writer is a process of its own (fork) that works on one file: gestures over several records, undo, redo,
jumps, imports, names of versions, compaction, closing and opening. Before a step it says what it will do;
after it, in a single write, the head and a digest of all records. Killed with SIGKILL, its file is opened
by `Document.open` and must be at the last step said, or where the step under way leads from there, whole:
memory equals file, every record of one gesture is there or none.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from model import verbs
from model.answers import Answer
from model.compaction import compact
from model.document import Document
from model.records import RECORDS
from model.versions import moments, name_moment

STAGES = 6
A_FILE = 100  # kills


def digest(document: Document) -> str:
    rows = [sorted(document.all(table).values()) for table in RECORDS]
    return hashlib.blake2b(repr(rows).encode(), digest_size=8).hexdigest()


def make(path: Path) -> None:
    document = Document.create(path)
    verbs.new_map(document, "מסע", stages=["0"] * STAGES, lanes=["pains", "feedback"])
    document.close()


def bring_in(document: Document, chance: random.Random) -> None:
    """Some hundred answers, in slices; sometimes cancelled."""
    bulk = document.begin_bulk("import_feedback", file="a.csv")
    batch = bulk.gesture.add(
        "import_batch",
        map=min(document.all("map")),
        kind="feedback",
        file="a.csv",
        file_hash="",
        at=1,
        rows=300,
    )
    for start in range(3):
        rows = [Answer(None, "nps", i % 11, "מצוין", "", "", "", start * 100 + i) for i in range(100)]
        bulk.add_answers(batch.id, rows)
    if chance.random() < 0.3:
        bulk.rollback()
    else:
        bulk.commit()


KINDS = {"edit": 60, "undo": 10, "redo": 8, "jump": 3, "import": 4, "name": 4, "compact": 2, "reopen": 6}


def step(document: Document, kind: str, target: int, number: int, chance: random.Random) -> Document:
    """One thing a user does; gestures give all stages the same title, so that half of one would show."""
    if kind == "edit" and document.all("map"):
        verbs.set_fields(document, "stage", document.all("stage"), title=str(number))
    elif (
        kind == "undo" and document.undo_step and document.undo_step.gesture not in ("new_map", "older_steps")
    ):
        document.undo()
    elif kind == "redo":
        document.redo()
    elif kind == "jump":
        document.go_to(target)
    elif kind == "import" and document.all("map"):
        bring_in(document, chance)
    elif kind == "name":
        name_moment(document, f"version {number}")
    elif kind == "compact":
        shorten(document)
    elif kind == "reopen":
        path = document.path
        document.close()
        document = Document.open(path or "")
    return document


def shorten(document: Document) -> None:
    """As the window does it, but the copy is shortened here: a child process would outlive a kill."""
    with closing(Document.from_snapshot(document.snapshot())) as copy:
        compact(copy, keep=20)
        document.file.exchange(copy.snapshot()).wait()


def write(path: Path, pipe: int, seed: int) -> None:
    """Work until killed."""
    chance, document = random.Random(seed), Document.open(path)
    for number in range(10**9):
        kind = chance.choices([*KINDS], [*KINDS.values()])[0]
        target = chance.choice(moments(document)[:10]).id
        say(pipe, {"doing": kind, "target": target})
        document = step(document, kind, target, number, chance)
        say(pipe, {"head": document.head, "digest": digest(document)})


def say(pipe: int, what: dict[str, Any]) -> None:
    os.write(pipe, json.dumps(what).encode() + b"\n")


def killed(path: Path, seed: int, chance: random.Random) -> list[dict[str, Any]]:
    """What a writer said before it was killed, at any moment from its opening on."""
    reader, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            write(path, pipe, seed)
        finally:
            os._exit(1)
    os.close(pipe)
    time.sleep(chance.uniform(0, 0.04 if chance.random() < 0.3 else 0.3))  # many while it still opens
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit("the writer ended by itself: see the traceback")
    said = b""
    while select.select([reader], [], [], 0)[0] and (data := os.read(reader, 1 << 16)):
        said += data
    os.close(reader)
    return [json.loads(line) for line in said.splitlines()]


def check(path: Path, last: dict[str, Any], doing: dict[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """'said': the file is at the last step said; 'next': the one under way was committed. Else the end."""
    document = Document.open(path)
    with closing(document):
        now = {"head": document.head, "digest": digest(document)}
        titles = {stage.title for stage in document.all("stage").values()}
        whole = len(titles) <= 1 and len(document.all("stage")) in (0, STAGES)
        counted = {
            batch: document.file.query("SELECT count(*) FROM answer WHERE batch=?", (batch,))[0][0]
            for batch in document.all("import_batch")
        }
        again = Document.from_snapshot(document.snapshot())
        if not whole or set(counted.values()) - {300} or digest(again) != now["digest"]:
            raise SystemExit(f"half of a step: {titles}, {counted}")
        again.close()
        if (last["head"], last["digest"]) == (now["head"], now["digest"]):
            return "said", now
        came_from = document.file.moment(document.head).parent
        parent = document.file.moment(last["head"]).parent
        leads_here = doing and {
            "edit": came_from == last["head"],
            "import": came_from == last["head"],
            "redo": came_from == last["head"],
            "undo": parent == now["head"],
            "jump": doing["target"] == now["head"],
        }.get(doing["doing"])
        if not leads_here:
            raise SystemExit(f"LOST: was {last}, then {doing}, is {now}")
        return "next", now


def main(kills: int) -> None:
    chance, counts = random.Random(2026), Counter[str]()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=os.environ.get("MASA_BENCH_DIR")) as name:
        for kill in range(kills):
            if kill % A_FILE == 0:
                path = Path(name) / f"{kill}.masa"
                make(path)
                with closing(Document.open(path)) as document:
                    last = {"head": document.head, "digest": digest(document)}
            said = killed(path, kill, chance)
            done = [each for each in said if "head" in each]
            doing = said[-1] if said and "doing" in said[-1] else None
            last = done[-1] if done else last
            journal = path.with_name(path.name + "-journal")
            counts["steps"] += len(done)
            counts["journal"] += journal.exists() and journal.stat().st_size > 0
            found, last = check(path, last, doing)
            counts[found] += 1
            if kill % A_FILE == A_FILE - 1:
                print(
                    f"{kill + 1} kills, {counts['steps']} steps, {time.perf_counter() - start:.0f} s",
                    flush=True,
                )
    print(f"{kills} kills, {counts['steps']} steps acknowledged: none lost, none half")
    print(f"the file was at the last step said {counts['said']} times, one further {counts['next']} times;")
    print(f"a journal waited {counts['journal']} times")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        KINDS[sys.argv[2]] = sum(KINDS.values())
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
