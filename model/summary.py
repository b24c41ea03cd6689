"""A whole project told as plain data: the JSON of `masa show`."""

from __future__ import annotations

from typing import Any

from resources.terms import LANES
from resources.words import words

from .document import Document
from .kinds import MEASURES
from .measures import Feedback, Figures, Score, StageDropOff, map_figures
from .records import Link, Map, Stage

DIGITS = 4  # of what is computed; counts stay whole


def summary(doc: Document) -> dict[str, Any]:
    """Rates are shares of 1, NPS -100..100, CSAT in percent, CES and stars means on their scale."""
    return {
        "title": doc.project.title,
        "personas": [{"name": persona.name, "kind": persona.kind} for persona in doc.children("persona")],
        "maps": [_map(doc, found) for found in doc.children("map")],
    }


def _map(doc: Document, found: Map) -> dict[str, Any]:
    figures = map_figures(doc, found.id)
    return {
        "title": found.title,
        "language": found.language,
        "direction": found.direction,
        "stages": [_stage(doc, found, stage, figures) for stage in doc.children("stage", map=found.id)],
        "links": [_link(doc, link) for link in doc.all("link").values() if _map_of(doc, link) == found.id],
        "drop_off": _source(figures),
        "feedback": _feedback(figures.feedback),
        "unplaced": figures.unplaced,
    }


def _stage(doc: Document, found: Map, stage: Stage, figures: Figures) -> dict[str, Any]:
    """Cards by lane, top to bottom; a lane without a title has the name of its kind."""
    _ = words(found.language)
    drop_off, feedback = figures.stages[stage.id]
    return {
        "title": stage.title,
        "cards": [
            {
                "kind": card.kind,
                "title": card.title,
                "lane": lane.title or _(LANES[lane.kind]),
                "hidden": bool(lane.hidden),
            }
            for lane in doc.children("lane", map=found.id)
            for card in doc.children("card", stage=stage.id, lane=lane.id)
        ],
        "drop_off": _drop_off(drop_off),
        "feedback": _feedback(feedback),
    }


def _map_of(doc: Document, link: Link) -> int:
    return int(doc["stage", doc["card", link.source].stage].map)


def _link(doc: Document, link: Link) -> dict[str, Any]:
    """A connector and the cards at its ends."""
    ends = {"from": doc["card", link.source], "to": doc["card", link.target]}
    told = {end: {"title": card.title, "stage": doc["stage", card.stage].title} for end, card in ends.items()}
    return {"kind": link.kind, "label": link.label, **told}


def _source(figures: Figures) -> dict[str, Any] | None:
    """Where the drop-off of the map's stages comes from."""
    batch = figures.batch
    if batch is None:
        return None
    return {"open": bool(batch.open), "unit": batch.unit, "period": batch.period, "file": batch.file}


def _drop_off(found: StageDropOff | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "entered": found.entered,
        "completed": found.completed,
        "left": found.left,
        "completion_rate": _rounded(found.completion_rate),
        "abandonment_rate": _rounded(found.abandonment_rate),
    }


def _feedback(found: Feedback) -> dict[str, Any]:
    scores = {measure: _score(found.scores.get(measure)) for measure in MEASURES}
    return {"n": found.n, **scores}


def _score(found: Score | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": _rounded(found.value),
        "n": found.n,
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "mean": _rounded(found.mean),
        "scale": found.scale,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
