"""What can be done to any record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from model.document import Document
from model.verbs.common import Ref, edited, known, named
from model.verbs.sizes import keep_spans


def set_fields(document: Document, table: str, ids: Iterable[int], **values: Any) -> None:
    """The same fields of one or several records; a card's cell and every order are for the moving verbs."""
    ids = list(ids)
    if "kind" in values:
        known(table, values["kind"])
    name, params = edited(document, table, ids, values)
    with document.gesture(name, **params) as g:
        for id in ids:
            g.change(table, id, **values)


def remove(document: Document, refs: Iterable[Ref]) -> None:
    """Records with all that hangs on them; those that are already gone are passed over."""
    refs = [ref for ref in dict.fromkeys(refs) if document.get(*ref)]
    if not refs:
        return
    name, params = named(document, "remove", refs)
    with document.gesture(name, **params) as g:
        keep_spans(g, document, {id for table, id in refs if table == "stage"})
        for table in dict.fromkeys(table for table, _ in refs):
            # some may have gone with one before them
            g.remove(table, *(id for name, id in refs if name == table and document.get(table, id)))
