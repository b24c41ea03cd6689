"""Whole maps, their stages and lanes."""

from __future__ import annotations

from collections.abc import Sequence

from model import kinds
from model.document import Document
from model.order import place
from model.records import Lane, Map, Stage
from model.verbs.common import called, following, known, places
from model.verbs.sizes import follow_order, spans

STANDARD_LANES = tuple(kind for kind in kinds.LANES if kind != "custom")
DIRECTIONS = {"he": "rtl", "en": "ltr"}


def new_map(
    document: Document,
    title: str = "",
    *,
    language: str = "en",
    kind: str = "current",
    stages: Sequence[str] = (),
    lanes: Sequence[str] = STANDARD_LANES,
) -> Map:
    """A map with stages of these titles and lanes of these kinds; its direction is its language's."""
    known("map", kind)
    with document.gesture("new_map", title=title) as g:
        direction = DIRECTIONS[language]
        pos = places(g, "map", document.children("map"))[0]
        made: Map = g.add("map", pos=pos, title=title, kind=kind, language=language, direction=direction)
        for pos, stage in zip(place((), None, len(stages)).keys, stages, strict=True):
            g.add("stage", map=made.id, pos=pos, title=stage)
        for pos, lane in zip(place((), None, len(lanes)).keys, lanes, strict=True):
            known("lane", lane)
            g.add("lane", map=made.id, pos=pos, kind=lane, hidden=int(lane in kinds.HIDDEN_LANES))
    return made


def set_map_language(document: Document, map_id: int, language: str) -> None:
    """The language of what is drawn on the map and in its exports; the direction follows it."""
    with document.gesture("set_language", title=document["map", map_id].title) as g:
        g.change("map", map_id, language=language, direction=DIRECTIONS[language])


def set_map_direction(document: Document, map_id: int, direction: str) -> None:
    with document.gesture("set_direction", title=document["map", map_id].title) as g:
        g.change("map", map_id, direction=direction)


def add_stage(
    document: Document, map_id: int, title: str = "", *, before: int | None = None, after: int | None = None
) -> Stage:
    siblings = document.children("stage", map=map_id)
    with document.gesture("add_stage", title=title) as g:
        pos = places(g, "stage", siblings, following(siblings, before, after))[0]
        made: Stage = g.add("stage", map=map_id, pos=pos, title=title)
    return made


def move_stage(
    document: Document, stage_id: int, *, before: int | None = None, after: int | None = None
) -> None:
    """Cards that span stages keep those that still lie together (`sizes.follow_order`)."""
    _move(document, "stage", stage_id, before, after)


def add_lane(
    document: Document,
    map_id: int,
    kind: str = "custom",
    title: str = "",
    *,
    before: int | None = None,
    after: int | None = None,
) -> Lane:
    """An empty title: the lane is shown by the name of its kind."""
    known("lane", kind)
    siblings = document.children("lane", map=map_id)
    with document.gesture("add_lane", title=title, kind=kind) as g:
        pos = places(g, "lane", siblings, following(siblings, before, after))[0]
        made: Lane = g.add("lane", map=map_id, pos=pos, kind=kind, title=title)
    return made


def move_lane(
    document: Document, lane_id: int, *, before: int | None = None, after: int | None = None
) -> None:
    _move(document, "lane", lane_id, before, after)


def set_lane_hidden(document: Document, lane_id: int, hidden: bool) -> None:
    name = "hide_lane" if hidden else "show_lane"
    with document.gesture(name, **called("lane", document["lane", lane_id])) as g:
        g.change("lane", lane_id, hidden=int(hidden))


def _move(document: Document, table: str, id: int, before: int | None, after: int | None) -> None:
    record = document[table, id]
    siblings = [other for other in document.children(table, map=record.map) if other.id != id]
    if id in (before, after):
        return
    with document.gesture(f"move_{table}", **called(table, record)) as g:
        covered = spans(document, record.map) if table == "stage" else {}
        g.change(table, id, pos=places(g, table, siblings, following(siblings, before, after))[0])
        follow_order(g, document, covered)
