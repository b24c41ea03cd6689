"""A workbook of a map, or of every map of a project: the map as a grid, and tables of what is on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from resources.words import words

from .contents import all_contents, contents

if TYPE_CHECKING:
    from model.document import Document

Progress = Callable[[float], None]  # told shares of 1


def write_workbook(
    document: Document, path: Path, map_id: int | None = None, progress: Progress | None = None
) -> dict[str, object]:
    """Write an .xlsx of one map, None: of all. Gives facts: the number of sheets.

    Raises MasaError 'export_no_map' and, from the file itself, OSError.
    """
    from openpyxl import Workbook

    from . import table_sheets
    from .answer_sheets import write_answers
    from .grid_sheet import write_map

    maps = (
        [contents(document, map_id)] if map_id is not None else all_contents(document) or [contents(document)]
    )
    first = maps[0]
    _ = words(first.map.language)
    tell = progress or (lambda share: None)
    book = Workbook(write_only=True)
    book.properties.title = first.title if len(maps) == 1 else first.project.title or first.title
    book.properties.language = {"he": "he-IL", "en": "en-US"}[first.map.language]
    book.properties.creator = "Masa"
    for one in maps:
        write_map(book, one)
    tell(0.1)
    for write in (
        table_sheets.write_stages, table_sheets.write_touchpoints, table_sheets.write_moments,
        table_sheets.write_links, table_sheets.write_feedback, table_sheets.write_personas,
    ):  # fmt: skip
        write(book, maps, _, first.rtl)
    tell(0.2)
    write_answers(book, maps, _, first.rtl, lambda share: tell(0.2 + 0.6 * share))
    book.save(path)
    tell(1.0)
    return {"sheets": len(book.sheetnames)}
