"""For developers: `python -m resources.catalogue` brings the Hebrew catalogue up to date with the sources.

It extracts every marked text of all rooms, keeps the translations there are, drops what no source says
any more, writes `masa.po`, compiles `masa.mo` (both are committed) and prints what still waits for Hebrew.
Needs Babel.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .words import languages

ROOT = Path(__file__).parent.parent
ROOMS = ("app", "canvas", "exporters", "resources")
MARKS = ("_", "N_", "words", "_words", "plural")
PO = ROOT / "resources" / "locale" / "he" / "LC_MESSAGES" / "masa.po"


def extracted() -> Catalog:
    """Every text that the sources mark, with the files that say it."""
    catalogue = Catalog(project="Masa", charset="utf-8")
    files = [ROOT / "main.py", *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
    for file in sorted(files):
        for message in marked(file.read_text("utf-8")):
            catalogue.add(message, None, [(file.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def marked(source: str) -> Iterator[str | tuple[str, str]]:
    """The texts, or pairs of singular and plural, that a module marks.

    Read from its syntax tree: Babel's own reader misses `words(language)("...")`, and takes `words("he")`.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in MARKS:
            values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            texts = [value for value in values if isinstance(value, str) and value not in languages()]
            if name == "plural" and len(texts) == 2:
                yield texts[0], texts[1]
            elif name != "plural" and texts:
                yield texts[0]


def _name(called: ast.expr) -> str:
    """`words` of `session.words(...)` and of `words(language)(...)`."""
    if isinstance(called, ast.Call):
        return _name(called.func)
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def read(path: Path | None = None) -> Catalog:
    """The written catalogue, or another."""
    with (path or PO).open("rb") as file:
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
