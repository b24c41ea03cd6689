"""The document and this map: which changes concern it, and what deleting means here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from canvas.hands import locks
from canvas.picture.display import Ref
from model import verbs
from model.document import Change, Document

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_OF_STAGE = ("card", "emotion", "drop_off")
_OF_MAP = ("stage", "lane", "map_persona", "import_batch")


def touch(document: Document, map_id: int, changes: list[Change]) -> bool:
    """Whether any of these changes can be seen on the map."""
    stages = {c.id: c for c in changes if c.table == "stage"}

    def map_of(record: Any, table: str) -> int | None:
        if table in _OF_MAP:
            return record.map
        stage = document.get("stage", record.stage)
        if stage is None and record.stage in stages:  # removed together with its stage
            stage = stages[record.stage].before
        return stage.map if stage else None

    for change in changes:
        if change.table in ("persona", "channel", "link") or (change.table, change.id) == ("map", map_id):
            return True
        if change.table in (*_OF_STAGE, *_OF_MAP):
            records = (record for record in (change.before, change.after) if record)
            if any(map_of(record, change.table) == map_id for record in records):
                return True
    return False


def delete(view: MapView, refs: list[Ref]) -> None:
    """Remove from the document, in one step. A persona that other maps show only leaves this map.

    Locked cards stay, and stages and lanes that hold some.
    """
    document, map_id = view.document, view.map_id
    held = {ref: locks.locked_in(view, ref) for ref in refs}
    refs = [ref for ref in refs if not held[ref]]
    if locked := set().union(*held.values()):
        locks.tell_locked(view, len(locked))
    if len(refs) == 1 and refs[0][0] == "persona" and _elsewhere(document, map_id, refs[0][1]):
        view.act(verbs.hide_persona, map_id, refs[0][1])
    elif refs:
        view.act(verbs.remove, [ref for each in refs for ref in _removed(document, map_id, each)])


def _removed(document: Document, map_id: int, ref: Ref) -> list[Ref]:
    table, id = ref
    if table == "persona" and _elsewhere(document, map_id, id):
        return [("map_persona", link.id) for link in document.children("map_persona", map=map_id, persona=id)]
    return [ref]


def _elsewhere(document: Document, map_id: int, persona: int) -> bool:
    return any(link.map != map_id for link in document.children("map_persona", persona=persona))
