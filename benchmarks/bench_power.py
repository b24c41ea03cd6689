"""Simulated power cuts: what was not synced is lost in part, and still nothing acknowledged may be.

    python benchmarks/bench_power.py [CUTS]

A layer under SQLite (`power_log.py`) records every write, truncation, sync and deletion of some hundred
steps: gestures, undo, redo, imports, compaction, closing and opening. Then the power fails at random places
of that record: of each file stays what was synced, and of what was written since then all, nothing, a
beginning, an end, or any of its sectors of 512 bytes. `Document.open` must find the state after the last
step that had ended, or after the one under way.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench_kills import KINDS, make, step
from bench_kills import digest as digest_of_records
from power_log import Event, Recorder

from model.document import Document
from model.versions import moments


def digest(document: Document) -> str:
    return f"{document.head} {digest_of_records(document)}"


STEPS, SECTOR = 400, 512


class Disk:
    """Of each file the bytes that are safe, and what was asked since its last sync."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.safe = {name: bytearray(data) for name, data in files.items()}
        self.open: dict[str, list[Event]] = {}

    def take(self, event: Event) -> None:
        if event.kind in ("write", "truncate"):
            self.open.setdefault(event.file, []).append(event)
        elif event.kind == "sync":
            self.safe[event.file] = (
                _applied(self.safe.get(event.file), self.open.pop(event.file, [])) or bytearray()
            )
        elif event.kind == "delete":
            self.safe.pop(event.file, None)
            self.open.pop(event.file, None)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that are found when the power is back."""
        found = {}
        for name in self.safe.keys() | self.open.keys():
            asked = [part for event in self.open.get(name, ()) for part in _sectors(event)]
            data = _applied(self.safe.get(name), _kept(asked, chance))
            if data is not None:
                found[name] = bytes(data)
        return found


def _sectors(event: Event) -> Iterator[Event]:
    if event.kind == "truncate":
        yield event
    start = 0
    while start < len(event.data):
        end = min(len(event.data), (event.at + start) // SECTOR * SECTOR + SECTOR - event.at)
        yield event._replace(at=event.at + start, data=event.data[start:end])
        start = end


def _kept(asked: list[Event], chance: random.Random) -> list[Event]:
    place = chance.randrange(len(asked) + 1)
    share = chance.random()
    ways: tuple[list[Event], ...] = (
        asked,
        [],
        asked[:place],
        asked[place:],
        [event for event in asked if chance.random() < share],
    )
    return list(chance.choice(ways))


def _applied(data: bytearray | None, events: list[Event]) -> bytearray | None:
    """None: no such file, and nothing of it reached the disk."""
    if data is None and not events:
        return None
    data = bytearray(data or b"")
    for event in events:
        if event.kind == "truncate":
            del data[event.at :]
            data.extend(bytes(event.at - len(data)))
        else:
            data.extend(bytes(max(0, event.at - len(data))))
            data[event.at : event.at + len(event.data)] = event.data
    return data


def record(path: Path) -> tuple[dict[str, bytes], list[Event]]:
    """The file at first, and what was asked of the disk since; a note of the state after each step."""
    make(path)
    first = {str(path): path.read_bytes()}
    recorder, chance = Recorder(), random.Random(7)
    document = Document.open(path)
    recorder.note("state", digest(document))
    for number in range(STEPS):
        kind = chance.choices([*KINDS], [*KINDS.values()])[0]
        document = step(document, kind, chance.choice(moments(document)[:10]).id, number, chance)
        recorder.note("state", digest(document))
    recorder.on = False
    document.close()
    return first, recorder.events


def main(cuts: int) -> None:
    chance, counts = random.Random(2026), Counter[str]()
    with tempfile.TemporaryDirectory(dir=os.environ.get("MASA_BENCH_DIR")) as name:
        path = Path(name) / "cut.masa"
        first, events = record(path)
        states = [(at, event.file) for at, event in enumerate(events) if event.kind == "state"]
        disk, taken = Disk(first), 0
        for cut in sorted(chance.randrange(states[0][0], states[-1][0]) for _ in range(cuts)):
            for event in events[taken:cut]:
                disk.take(event)
            taken = max(taken, cut)
            for old in path.parent.iterdir():
                old.unlink()
            for file, data in disk.after_a_cut(chance).items():
                Path(file).write_bytes(data)
            document = Document.open(path)
            found = digest(document)
            document.close()
            before = [state for at, state in states if at < cut][-1:]
            after = [state for at, state in states if at >= cut][:1]
            if found not in before + after:
                raise SystemExit(f"LOST: the power failed at event {cut} of {len(events)}")
            counts["before" if found in before else "after"] += 1
    writes = Counter(event.kind for event in events)
    print(
        f"{STEPS} steps: {writes['write']} writes, {writes['sync']} syncs, {writes['truncate']} truncations"
    )
    print(
        f"{cuts} power cuts: none lost, none refused; the step under way was there {counts['after']} times, "
        f"else the one before"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
