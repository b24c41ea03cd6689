"""Whose journeys a map shows, and how each one's emotion curve is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from canvas.picture.emotion import LINES, Line, Series
from model.records import Emotion, MapPersona, Persona, Stage
from resources import terms
from resources.words import Words

if TYPE_CHECKING:
    from model.document import Document

Drawn = tuple[Persona, Line]


def shown(document: Document, map_id: int) -> list[Drawn]:
    """The map's personas with their lines: the first actual one solid, the first ideal one dashed.

    Without an ideal one the second is dashed; all others are dotted.
    """
    rows = cast("list[MapPersona]", document.children("map_persona", map=map_id))
    personas = [cast(Persona, document["persona", row.persona]) for row in rows]
    firsts = {persona.kind: persona.id for persona in reversed(personas)}
    solid, dashed, dotted = LINES
    free = [] if "ideal" in firsts else [dashed]
    drawn = []
    for persona in personas:
        if persona.id == firsts.get("actual"):
            line = solid
        elif persona.id == firsts.get("ideal"):
            line = dashed
        else:
            line = free.pop() if free else dotted
        drawn.append((persona, line))
    return drawn


def series(
    document: Document,
    stages: Iterable[Stage],
    personas: Sequence[Drawn],
    _: Words,
    wanted: Collection[int] = (),
) -> list[Series]:
    """The curves that have points, the first actual persona's first; those of nobody have no name.

    `wanted`: others than these personas' are faint; empty: none is.
    """
    points: dict[int | None, list[tuple[int, Emotion]]] = defaultdict(list)
    for index, stage in enumerate(stages):
        held = cast("list[Emotion]", document.children("emotion", stage=stage.id))
        for point in sorted(held, key=lambda point: (point.at, point.id)):
            points[point.persona].append((index, point))
    found = [
        Series(full_name(p, _), line, tuple(points[p.id]), bool(wanted) and p.id not in wanted)
        for p, line in personas
        if points[p.id]
    ]
    if points[None]:
        used = {line for _persona, line in personas}
        spare = next((line for line in LINES if line not in used), LINES[-1])
        found.append(Series("", spare, tuple(points[None])))
    return sorted(found, key=lambda one: LINES.index(one.line))


def without_points(document: Document, stages: Iterable[Stage], personas: Sequence[Drawn]) -> Persona | None:
    """The first persona of the map whose curve is not begun, while another's is."""
    felt = {point.persona for stage in stages for point in document.children("emotion", stage=stage.id)}
    return next((persona for persona, _line in personas if persona.id not in felt), None) if felt else None


def full_name(persona: Persona, _: Words) -> str:
    """'Dana, actual'."""
    return ", ".join(part for part in (persona.name, _(terms.PERSONAS[persona.kind])) if part)
