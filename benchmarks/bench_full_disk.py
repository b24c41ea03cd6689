"""A disk that is really full: gestures, undo, an import, copies and exports, until there is room again.

    mount -t tmpfs -o size=6m none FOLDER && python benchmarks/bench_full_disk.py FOLDER

The folder lies on a small file system of its own, which is filled to the last byte.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from exporters.start import start_export
from importers.job import Import
from model import verbs
from model.document import Document
from model.errors import MasaError
from model.past_work import exchange, shorten
from model.records import RECORDS
from model.templates import apply

BLOCK = 4096


def fill(folder: Path) -> Path:
    """A file that takes all the room there is."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, BLOCK, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
    return filler


def told(deed: Callable[[], object]) -> str:
    try:
        deed()
    except MasaError as error:
        return error.code
    return "done"


def state(document: Document) -> tuple[int, object]:
    return document.head, {table: dict(document.all(table)) for table in RECORDS}


def bring_in(document: Document, table: Path) -> None:
    made = min(document.all("map"))
    with Import.into(document, made, table, "he") as job:
        job.wait()
        for _ in job.write(document, made):
            pass


def put_shorter(document: Document) -> None:
    under_way = exchange(document, shorten(document, keep=2).wait())
    assert under_way is not None
    under_way.wait()


def main(folder: Path) -> None:
    path = folder / "מפה.masa"
    document = Document.create(path)
    apply(document, "test-drive", "he")
    table = folder / "answers.csv"
    names = [stage.title for stage in document.all("stage").values()]
    rows = [f"{names[i % len(names)]},{i % 11},תשובה {i}" for i in range(20_000)]
    table.write_text("\n".join(["שלב,ציון NPS,הערה", *rows]), encoding="utf-8")
    for _ in range(5):
        verbs.add_stage(document, min(document.all("map")), "עוד שלב " * 200)
    deeds: dict[str, Callable[[], object]] = {
        "a gesture": lambda: verbs.set_fields(
            document, "map", [min(document.all("map"))], title="שם ארוך " * 2000
        ),
        "an import": lambda: bring_in(document, table),
        "a copy": lambda: document.save_copy(folder / "copy.masa"),
        "a copy without history": lambda: document.save_copy(folder / "copy.masa", history=False),
        "a PDF": lambda: start_export(document, None, folder / "map.pdf").wait(),
        "an Excel file": lambda: start_export(document, None, folder / "map.xlsx").wait(),
        "compaction": lambda: put_shorter(document),
    }
    filler = fill(folder)
    for name, deed in deeds.items():
        before = state(document)
        code = told(deed)
        same = state(document) == before
        print(f"full: {name:<24} {code:<12} {'as before' if same else 'CHANGED'}", flush=True)
        left = sorted(each.name for each in folder.iterdir())
        assert same or code == "done", name
        assert set(left) <= {path.name, f"{path.name}-journal", table.name, filler.name}, left
    held = state(document)
    filler.unlink()
    for name, deed in deeds.items():
        print(f"room: {name:<24} {told(deed)}", flush=True)
        for made in ("copy.masa", "map.pdf", "map.xlsx"):
            (folder / made).unlink(missing_ok=True)
    document.close()
    again = Document.open(path)
    while again.head != held[0] and again.undo():
        pass
    assert state(again) == held
    again.close()
    print("the file holds all that was done, and undo leads back to where the disk was full")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
