"""Personas and their emotion curves."""

from __future__ import annotations

from model.document import Document, Gesture
from model.records import Emotion, Persona
from model.verbs.common import known, places


def add_persona(
    document: Document, map_id: int, name: str = "", kind: str = "actual", *, about: str = ""
) -> Persona:
    """A new persona whose journey is drawn on this map; the first takes over the curve drawn so far."""
    known("persona", kind)
    with document.gesture("add_persona", title=name) as g:
        pos = places(g, "persona", document.children("persona"))[0]
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
    value, at = _clamp(value, -2, 2), _clamp(at, 0, 1)
    with document.gesture("set_emotion", title=document["stage", stage].title, value=f"{value:g}") as g:
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
    point: Emotion = document["emotion", emotion_id]
    felt = {"stage": point.stage, "value": point.value} | {f: v for f, v in wanted.items() if v is not None}
    title = document["stage", int(felt["stage"])].title
    with document.gesture("move_emotion", title=title, value=f"{felt['value']:g}") as g:
        g.change("emotion", emotion_id, **{field: v for field, v in wanted.items() if v is not None})


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(float(value), low), high)


def _show(g: Gesture, document: Document, map_id: int, persona_id: int) -> None:
    siblings = document.children("map_persona", map=map_id)
    g.add("map_persona", map=map_id, persona=persona_id, pos=places(g, "map_persona", siblings)[0])
    if not siblings:
        for stage in document.children("stage", map=map_id):
            for point in document.children("emotion", stage=stage.id, persona=None):
                g.change("emotion", point.id, persona=persona_id)
