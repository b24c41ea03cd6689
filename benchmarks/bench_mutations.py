"""Random damage to a real file: no crash, no hang, no change to a refused file, and what comes in is whole.

    python benchmarks/bench_mutations.py [MUTATIONS]

The file is the one of the tests that has a past of every kind: in turns as the first format has it, which is
brought up to date when it comes in, and as today's has it. Each mutation is opened in a process of its
own group of fifty, so that a crash of SQLite or a hang would be seen: bits flipped, bytes and pages
overwritten, swapped, cut out, doubled; values in the header and in cells set to extremes; texts and
differences of the history garbled in place. What comes in is undone to its root and redone, looked at in an
earlier moment, changed and copied: memory must equal the file all along.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from model import verbs
from model.compaction import compact
from model.document import Document
from model.errors import MasaError
from model.records import RECORDS
from model.told import CHECK_SECONDS
from model.versions import moments, versions

OLD = Path(__file__).parent.parent / "tests" / "files" / "version-1.masa"
PAGE, GROUP = 4096, 50
EXTREMES = (b"\0", b"\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff" * 8, b"\x7f" + b"\xff" * 7, b"\0" * 8)


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def overwrite(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    new = chance.randbytes(chance.choice([1, 4, 40, 400, PAGE]))[: len(data) - start]
    data[start : start + len(new)] = new


def extreme(data: bytearray, chance: random.Random) -> None:
    """At the start of the file, of a page, or of a row, where SQLite keeps what it goes by."""
    page = chance.randrange(len(data) // PAGE) * PAGE
    start = min(chance.choice([0, page]) + chance.randrange(chance.choice([16, 110, PAGE])), len(data) - 8)
    value = chance.choice(EXTREMES)
    data[start : start + len(value)] = value


def swap_pages(data: bytearray, chance: random.Random) -> None:
    one, two = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


def copy_page(data: bytearray, chance: random.Random) -> None:
    one, two = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE] = data[two : two + PAGE]


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice([1, 7, PAGE, len(data)])]


def double(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data)) // PAGE * PAGE
    data[start:start] = data[start : start + chance.choice([1, PAGE])]


def garble_values(data: bytearray, chance: random.Random) -> None:
    """A stretch of text, a difference or an id, where the page's own structure stays as it is."""
    marks = [b"\x78\x9c", "כאב".encode(), "לא".encode(), b"edit_card", b'{"', b"feedback", b"nps", b"a0"]
    start = data.find(chance.choice(marks), chance.randrange(len(data)))
    if start >= 0:
        for at in range(start, min(len(data), start + chance.randrange(1, 30))):
            data[at] = chance.randrange(256)


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, overwrite, extreme, swap_pages, copy_page, cut, double, garble_values,
)  # fmt: skip


@lru_cache
def honest(old: bool) -> bytes:
    if old:
        return OLD.read_bytes()
    with closing(Document.from_snapshot(honest(True))) as document:
        return document.snapshot()


def mutated(seed: int) -> bytes:
    chance, data = random.Random(seed), bytearray(honest(bool(seed // len(WAYS) % 2)))
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        if len(data) > PAGE:
            WAYS[seed % len(WAYS)](data, chance)
    return bytes(data)


def is_file(document: Document) -> None:
    """Memory and file are the same."""
    again = Document.from_snapshot(document.snapshot())
    with closing(again):
        for table in RECORDS:
            if dict(again.all(table)) != dict(document.all(table)):
                raise SystemExit(f"memory and file differ in {table}")


def work(document: Document) -> str:
    """As a user might; a damaged step of the history may be refused, nothing else may happen."""
    told = "whole"
    deeds: tuple[Callable[[], object], ...] = (
        lambda: [None for _ in iter(document.undo, None)],
        lambda: [None for _ in iter(document.redo, None)],
        lambda: [is_file(document.as_of(each.id)) for each in [*versions(document), *moments(document)[::4]]],
        lambda: verbs.new_map(document, "הלאה"),
        document.undo,
        lambda: document.snapshot(history=False),
        lambda: compact(document, keep=3),
    )
    for deed in deeds:
        try:
            deed()
        except MasaError as error:
            if error.code not in ("history_damaged", "file_damaged"):
                raise
            told = error.code
        is_file(document)
    return told


def try_one(seed: int, path: Path) -> str:
    data = mutated(seed)
    for left in path.parent.iterdir():  # as the older file is kept
        left.unlink()
    path.write_bytes(data)
    try:
        document = Document.open(path)
    except MasaError as error:
        if path.read_bytes() != data or len(list(path.parent.iterdir())) > 1:
            raise SystemExit(f"seed {seed}: a refused file was changed") from error
        return error.code
    with closing(document):
        return work(document)


def group(first: int, last: int, folder: Path) -> list[str]:
    """What came of these seeds, each written before the next begins."""
    outcome, folder = folder / "outcome", folder / f"{first}"
    folder.mkdir()
    child = os.fork()
    if child == 0:
        signal.alarm(int(CHECK_SECONDS) * 4)
        code = 1
        try:
            with outcome.open("w") as written:
                for seed in range(first, last):
                    start = time.perf_counter()
                    told = try_one(seed, folder / "מפה.masa")
                    written.write(f"{told} {time.perf_counter() - start:.3f}\n")
                    written.flush()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    said = outcome.read_text().splitlines()
    if status:
        raise SystemExit(f"seed {first + len(said)}: ended with status {status}")
    shutil.rmtree(folder)
    return said


def main(mutations: int) -> None:
    counts, slowest = Counter[str](), 0.0
    with tempfile.TemporaryDirectory() as name:
        for first in range(0, mutations, GROUP):
            for line in group(first, min(first + GROUP, mutations), Path(name)):
                code, seconds = line.split()
                counts[code] += 1
                slowest = max(slowest, float(seconds))
    print(f"{mutations} mutations: no crash, no hang; the slowest took {slowest:.2f} s")
    for code, n in counts.most_common():
        print(f"  {n:>6}  {code}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
