"""What a user can do to a project: plain functions over a document, each one gesture, one step of undo.

`before` and `after` are ids of siblings that the thing is put next to; None: at the end. Titles may be empty.
Unknown ids raise KeyError, unknown kinds and impossible values ValueError.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from model import kinds
from model.document import Document, Gesture
from model.order import place
from model.records import Card, Channel, Emotion, Lane, Map, Persona, Stage

Ref = tuple[str, int]  # (table, id)

STANDARD_LANES = tuple(kind for kind in kinds.LANES if kind != "custom")
DIRECTIONS = {"he": "rtl", "en": "ltr"}
_TITLES = {
    "persona": "name",
    "channel": "name",
    "import_batch": "file",
}  # field that names a record, else `title`
_KINDS: dict[str, Collection[str]] = {
    "card": kinds.CARDS,
    "lane": kinds.LANES,
    "map": kinds.MAPS,
    "channel": kinds.CHANNELS,
    "persona": ("actual", "ideal"),
}

# The closed list of gestures and the parameters of their names, as shown at Edit ▸ Undo.
GESTURES: dict[str, tuple[str, ...]] = {
    "new_map": ("title",),
    "set_language": ("title",),
    "set_direction": ("title",),
    "add_stage": ("title",),
    "move_stage": ("title",),
    "add_lane": ("title",),
    "move_lane": ("title",),
    "hide_lane": ("title",),
    "show_lane": ("title",),
    "add_card": ("title",),
    "move_card": ("title",),
    "move_cards": ("n",),
    "add_persona": ("title",),
    "show_persona": ("title",),
    "hide_persona": ("title",),
    "set_emotion": (),
    "move_emotion": (),
    "edit_project": ("title",),
    "edit_map": ("title",),
    "edit_stage": ("title",),
    "edit_lane": ("title",),
    "edit_card": ("title",),
    "edit_persona": ("title",),
    "edit_channel": ("title",),
    "edit_emotion": (),
    "edit_many": ("n",),
    "remove_map": ("title",),
    "remove_stage": ("title",),
    "remove_lane": ("title",),
    "remove_card": ("title",),
    "remove_persona": ("title",),
    "remove_channel": ("title",),
    "remove_emotion": (),
    "remove_import": ("title",),
    "remove_many": ("n",),
    "import_feedback": ("file",),
    "import_drop_off": ("file",),
    "restore_version": ("title",),
    "older_steps": ("n",),  # what compaction made one step
}


# ---- maps ----


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
    _known("map", kind)
    with document.gesture("new_map", title=title) as g:
        direction = DIRECTIONS[language]
        pos = _place(g, "map", document.children("map"))[0]
        made: Map = g.add("map", pos=pos, title=title, kind=kind, language=language, direction=direction)
        for pos, stage in zip(place((), None, len(stages)).keys, stages, strict=True):
            g.add("stage", map=made.id, pos=pos, title=stage)
        for pos, lane in zip(place((), None, len(lanes)).keys, lanes, strict=True):
            _known("lane", lane)
            g.add("lane", map=made.id, pos=pos, kind=lane, hidden=int(lane in kinds.HIDDEN_LANES))
    return made


def set_map_language(document: Document, map_id: int, language: str) -> None:
    """The language of what is drawn on the map and in its exports; the direction follows it."""
    with document.gesture("set_language", title=document["map", map_id].title) as g:
        g.change("map", map_id, language=language, direction=DIRECTIONS[language])


def set_map_direction(document: Document, map_id: int, direction: str) -> None:
    with document.gesture("set_direction", title=document["map", map_id].title) as g:
        g.change("map", map_id, direction=direction)


# ---- stages and lanes ----


def add_stage(
    document: Document, map_id: int, title: str = "", *, before: int | None = None, after: int | None = None
) -> Stage:
    siblings = document.children("stage", map=map_id)
    with document.gesture("add_stage", title=title) as g:
        pos = _place(g, "stage", siblings, _next(siblings, before, after))[0]
        made: Stage = g.add("stage", map=map_id, pos=pos, title=title)
    return made


def move_stage(
    document: Document, stage_id: int, *, before: int | None = None, after: int | None = None
) -> None:
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
    _known("lane", kind)
    siblings = document.children("lane", map=map_id)
    with document.gesture("add_lane", title=title) as g:
        pos = _place(g, "lane", siblings, _next(siblings, before, after))[0]
        made: Lane = g.add("lane", map=map_id, pos=pos, kind=kind, title=title)
    return made


def move_lane(
    document: Document, lane_id: int, *, before: int | None = None, after: int | None = None
) -> None:
    _move(document, "lane", lane_id, before, after)


def set_lane_hidden(document: Document, lane_id: int, hidden: bool) -> None:
    with document.gesture("hide_lane" if hidden else "show_lane", title=document["lane", lane_id].title) as g:
        g.change("lane", lane_id, hidden=int(hidden))


# ---- cards ----


def add_card(
    document: Document,
    stage: int,
    lane: int,
    kind: str,
    title: str = "",
    *,
    before: int | None = None,
    **values: Any,
) -> Card:
    """`values`: further fields of the card."""
    _known("card", kind)
    _same_map(document, stage, lane)
    with document.gesture("add_card", title=title) as g:
        pos = _place(g, "card", document.children("card", stage=stage, lane=lane), before)[0]
        made: Card = g.add("card", stage=stage, lane=lane, pos=pos, kind=kind, title=title, **values)
    return made


def move_cards(
    document: Document, ids: Sequence[int], stage: int, lane: int, *, before: int | None = None
) -> None:
    """Into one cell, in the order of `ids`, in front of the card `before` (which may be one of them)."""
    _same_map(document, stage, lane)
    cell, moved = document.children("card", stage=stage, lane=lane), set(ids)
    if before in moved:
        later = cell[[card.id for card in cell].index(before) :]
        before = next((card.id for card in later if card.id not in moved), None)
    siblings = [card for card in cell if card.id not in moved]
    name, params = _name(document, "move", [("card", id) for id in ids])
    with document.gesture(name, **params) as g:
        for id, pos in zip(ids, _place(g, "card", siblings, before, len(ids)), strict=True):
            g.change("card", id, stage=stage, lane=lane, pos=pos)


def set_channel(document: Document, ids: Sequence[int], name: str, kind: str = "unknown") -> None:
    """The channel of these cards, made if the project has none of this name; an empty name: no channel."""
    gesture, params = _name(document, "edit", [("card", id) for id in ids])
    with document.gesture(gesture, **params) as g:
        channel = _channel(g, document, name, kind).id if name.strip() else None
        for id in ids:
            g.change("card", id, channel=channel)


# ---- personas and emotions ----


def add_persona(
    document: Document, map_id: int, name: str = "", kind: str = "actual", *, about: str = ""
) -> Persona:
    """A new persona whose journey is drawn on this map; the first takes over the curve drawn so far."""
    _known("persona", kind)
    with document.gesture("add_persona", title=name) as g:
        pos = _place(g, "persona", document.children("persona"))[0]
        made: Persona = g.add("persona", pos=pos, name=name, kind=kind, about=about)
        _show(g, document, map_id, made.id)
    return made


def show_persona(document: Document, map_id: int, persona_id: int) -> None:
    """A persona of the project comes onto this map; nothing happens if it is there."""
    if document.children("map_persona", map=map_id, persona=persona_id):
        return
    with document.gesture("show_persona", title=document["persona", persona_id].name) as g:
        _show(g, document, map_id, persona_id)


def hide_persona(document: Document, map_id: int, persona_id: int) -> None:
    """It leaves this map, with its emotion curve there, and stays in the project."""
    with document.gesture("hide_persona", title=document["persona", persona_id].name) as g:
        drawn = document.children("map_persona", map=map_id, persona=persona_id)
        g.remove("map_persona", *(row.id for row in drawn))
        for stage in document.children("stage", map=map_id):
            points = document.children("emotion", stage=stage.id, persona=persona_id)
            g.remove("emotion", *(point.id for point in points))


def set_emotion(
    document: Document, stage: int, value: float, *, at: float = 0.5, persona: int | None = None
) -> Emotion:
    """A curve's point at this place of the stage: changed if there is one, else added. Clamped to -2..+2."""
    with document.gesture("set_emotion") as g:
        value, at = _clamp(value, -2, 2), _clamp(at, 0, 1)
        for point in document.children("emotion", stage=stage, persona=persona):
            if point.at == at:
                changed: Emotion = g.change("emotion", point.id, value=value)
                return changed
        added: Emotion = g.add("emotion", stage=stage, persona=persona, at=at, value=value)
        return added


def move_emotion(
    document: Document,
    emotion_id: int,
    *,
    value: float | None = None,
    at: float | None = None,
    stage: int | None = None,
) -> None:
    """What is None stays as it is; clamped to -2..+2 and to the stage."""
    wanted = {
        "value": None if value is None else _clamp(value, -2, 2),
        "at": None if at is None else _clamp(at, 0, 1),
        "stage": stage,
    }
    with document.gesture("move_emotion") as g:
        g.change("emotion", emotion_id, **{field: v for field, v in wanted.items() if v is not None})


# ---- anything ----


def set_fields(document: Document, table: str, ids: Iterable[int], **values: Any) -> None:
    """The same fields of one or several records; a card's cell and every order are for the moving verbs."""
    ids = list(ids)
    if "kind" in values:
        _known(table, values["kind"])
    name, params = _name(document, "edit", [(table, id) for id in ids])
    with document.gesture(name, **params) as g:
        for id in ids:
            g.change(table, id, **values)


def remove(document: Document, refs: Iterable[Ref]) -> None:
    """Records with all that hangs on them; those that are already gone are passed over."""
    refs = [ref for ref in dict.fromkeys(refs) if document.get(*ref)]
    if not refs:
        return
    name, params = _name(document, "remove", refs)
    with document.gesture(name, **params) as g:
        for table in dict.fromkeys(table for table, _ in refs):
            # some may have gone with one before them
            g.remove(table, *(id for name, id in refs if name == table and document.get(table, id)))


# ---- within ----


def _known(table: str, kind: str) -> None:
    if kind not in _KINDS.get(table, (kind,)):
        raise ValueError(f"no kind of {table}: {kind!r}")


def _same_map(document: Document, stage: int, lane: int) -> None:
    if document["stage", stage].map != document["lane", lane].map:
        raise ValueError("stage and lane of different maps")


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(float(value), low), high)


def _place(
    g: Gesture, table: str, siblings: Sequence[Any], before: int | None = None, n: int = 1
) -> list[str]:
    keys, rekeyed = place(siblings, before, n)
    for id, pos in rekeyed.items():
        g.change(table, id, pos=pos)
    return keys


def _next(siblings: Sequence[Any], before: int | None, after: int | None) -> int | None:
    """`before`, or the sibling that follows `after`."""
    if after is None:
        return before
    ids = [sibling.id for sibling in siblings]
    following = ids[ids.index(after) + 1 :]
    return following[0] if following else None


def _move(document: Document, table: str, id: int, before: int | None, after: int | None) -> None:
    record = document[table, id]
    siblings = [other for other in document.children(table, map=record.map) if other.id != id]
    if id in (before, after):
        return
    with document.gesture(f"move_{table}", title=record.title) as g:
        g.change(table, id, pos=_place(g, table, siblings, _next(siblings, before, after))[0])


def _channel(g: Gesture, document: Document, name: str, kind: str) -> Channel:
    _known("channel", kind)
    wanted = name.strip().casefold()
    for channel in document.children("channel"):
        if channel.name.strip().casefold() == wanted:
            found: Channel = channel
            return found
    pos = _place(g, "channel", document.children("channel"))[0]
    made: Channel = g.add("channel", pos=pos, name=name.strip(), kind=kind)
    return made


def _show(g: Gesture, document: Document, map_id: int, persona_id: int) -> None:
    siblings = document.children("map_persona", map=map_id)
    g.add("map_persona", map=map_id, persona=persona_id, pos=_place(g, "map_persona", siblings)[0])
    if not siblings:
        for stage in document.children("stage", map=map_id):
            for point in document.children("emotion", stage=stage.id, persona=None):
                g.change("emotion", point.id, persona=persona_id)


def _name(document: Document, verb: str, refs: Sequence[Ref]) -> tuple[str, dict[str, str | int]]:
    """Name and parameters of a gesture: one record goes by its title, several by their number."""
    if len(refs) == 1:
        ((table, id),) = refs
        name = f"{verb}_{'import' if table == 'import_batch' else table}"
        title = getattr(document[table, id], _TITLES.get(table, "title"), None)
        return name, {} if title is None else {"title": title}
    if verb == "move":
        return "move_cards", {"n": len(refs)}
    return f"{verb}_many", {"n": len(refs)}
