"""For developers: `python -m resources.catalogue` brings the Hebrew catalogue up to date with the sources.

It extracts every marked text of all rooms, keeps the translations there are, drops what no source says
any more, writes `masa.po`, compiles `masa.mo` (both are committed) and prints what still waits for Hebrew.
Needs Babel.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
ROOMS = ("app", "canvas", "exporters", "resources")
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
PO = ROOT / "resources" / "locale" / "he" / "LC_MESSAGES" / "masa.po"


def extracted() -> Catalog:
    """Every text that the sources mark, with the files that say it."""
    catalogue = Catalog(project="Masa", charset="utf-8")
    for file in [ROOT / "main.py", *(ROOT / room for room in ROOMS)]:
        found = extract_from_dir(
            str(file), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Words:",)
        )
        for name, _line, message, comments, _context in found:
            path = file if file.is_file() else file / name
            catalogue.add(message, None, [(path.relative_to(ROOT).as_posix(), 0)], auto_comments=comments)
    return catalogue


def read(path: Path = PO) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="he")


def compiled(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Ids without Hebrew, or with a guessed one."""
    waiting = []
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(texts)):
            waiting.append(message.id if isinstance(message.id, str) else message.id[0])
    return waiting


def refresh() -> list[str]:
    catalogue = read()
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False, sort_output=True, omit_header=False)
    PO.with_suffix(".mo").write_bytes(compiled(catalogue))
    return untranslated(catalogue)


if __name__ == "__main__":
    for text in refresh():
        print(text)
