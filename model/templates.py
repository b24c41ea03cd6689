"""Templates: whole maps to start from, data files in `resources/templates`, each in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import resources
from resources.terms import CHANNELS as CHANNEL_WORDS
from resources.words import words

from .document import Document, Gesture
from .kinds import HIDDEN_LANES, LANES
from .order import keys_between, place
from .records import Channel, Map, Persona
from .verbs import DIRECTIONS

Content = Mapping[str, Any]  # a template file
HOME = Path(resources.__file__).parent

# What a map without channels of its own starts with.
USUAL_CHANNELS = (
    "word_of_mouth", "paid", "organic", "social", "site", "app",
    "mail", "sms", "phone", "shop", "payment", "delivery",
)  # fmt: skip
_LANE_OF_CARD = {card: lane for lane, card in LANES.items() if card not in (None, "text", "note")}


class Sample(NamedTuple):
    """A spreadsheet that goes with a template.

    kind: as in `masa import --as`, 'feedback' or 'drop-off'. scale: of its scores, an id of `kinds.SCALES`.
    """

    path: Path
    kind: str
    scale: str | None = None


class Shape(NamedTuple):
    """What a drawing of a template shows.

    cards: for each stage, the number of cards by kind. curve: (x in stages, emotion) of the first persona.
    """

    cards: tuple[Mapping[str, int], ...]
    curve: tuple[tuple[float, float], ...]


class Template(NamedTuple):
    id: str
    content: Content

    def title(self, language: str) -> str:
        return str(self.content["title"][language])

    def description(self, language: str) -> str:
        return str(self.content["description"][language])

    def samples(self, language: str) -> list[Sample]:
        """The spreadsheets made for its map in this language, in the order of import; most have none."""
        found = self.content.get("samples", {}).get(language, [])
        home = HOME / "samples"
        return [Sample(home / sample["file"], sample["kind"], sample.get("scale")) for sample in found]

    @property
    def structure(self) -> Shape:
        stages = self.content["stages"]
        kinds = [[card["kind"] for card in stage.get("cards", [])] for stage in stages]
        first = next(iter(self.content.get("personas", {})), None)
        curve = tuple(
            (x + point["at"], point["value"])
            for x, stage in enumerate(stages)
            for point in stage.get("emotions", [])
            if point["persona"] == first
        )
        return Shape(tuple({kind: found.count(kind) for kind in found} for found in kinds), curve)


@lru_cache(maxsize=1)
def _all() -> tuple[Template, ...]:
    files = sorted((HOME / "templates").glob("*.toml"))
    found = [Template(file.stem, tomllib.loads(file.read_text("utf-8"))) for file in files]
    return tuple(sorted(found, key=lambda template: template.content["order"]))


def templates() -> list[Template]:
    """All templates in the order of the start page."""
    return list(_all())


def template(template_id: str) -> Template:
    """KeyError when there is none of this id."""
    return {template.id: template for template in _all()}[template_id]


def apply(document: Document, template_id: str, language: str, *, stages: bool = True) -> Map:
    """The template's map, added in one gesture, in this language and its direction.

    `stages` False: without its stages and what lies in them, for a map that gets its own at once.
    An untitled project takes the template's title, or the map's. KeyError for an unknown id.
    """
    content = template(template_id).content
    if not stages:
        content = {**content, "stages": []}
    title = content["map"]["title"][language]
    with document.gesture("new_map", title=title) as gesture:
        return _Builder(document, gesture, content, language).map(title)


class _Builder:
    """Adds one template's records within a gesture."""

    def __init__(self, document: Document, gesture: Gesture, content: Content, language: str) -> None:
        self.document = document
        self.gesture = gesture
        self.content = content
        self.language = language

    def map(self, title: str) -> Map:
        self.name_project(title)
        (pos,) = place(self.document.children("map"), None).keys
        added: Map = self.gesture.add(
            "map", pos=pos, title=title, language=self.language, direction=DIRECTIONS[self.language]
        )
        channels = self.channels()
        personas = self.personas(added)
        lanes = self.lanes(added)
        for entry, pos in _in_order(self.content["stages"]):
            self.stage(added, entry, pos, lanes, channels, personas)
        return added

    def name_project(self, title: str) -> None:
        project = self.document.project
        if not project.title:
            entry = self.content.get("project", {})
            name = self.text(entry.get("title")) or title
            self.gesture.change("project", project.id, title=name, summary=self.text(entry.get("summary")))

    def channels(self) -> dict[str, Channel]:
        """By the template's key, or by kind. One that the project has under the same name is used again."""
        word = words(self.language)
        usual = {kind: {"kind": kind, self.language: word(CHANNEL_WORDS[kind])} for kind in USUAL_CHANNELS}
        wanted = self.content.get("channels", usual)
        known = self.document.children("channel")
        found = {(channel.kind, channel.name): channel for channel in known}
        channels = {}
        for (key, entry), pos in zip(wanted.items(), place(known, None, len(wanted)).keys, strict=True):
            kind, name = entry["kind"], self.text(entry)
            same = found.get((kind, name))
            channels[key] = same or self.gesture.add("channel", pos=pos, kind=kind, name=name)
        return channels

    def personas(self, added: Map) -> dict[str, Persona]:
        wanted = self.content.get("personas", {})
        keys = place(self.document.children("persona"), None, len(wanted)).keys
        personas = {}
        for (key, entry), pos in zip(wanted.items(), keys, strict=True):
            about = self.text(entry.get("about"))
            persona: Persona = self.gesture.add(
                "persona", pos=pos, name=self.text(entry), kind=entry["kind"], about=about
            )
            self.gesture.add("map_persona", map=added.id, persona=persona.id, pos=pos)
            personas[key] = persona
        return personas

    def lanes(self, added: Map) -> dict[str, int]:
        """Id by kind: all standard lanes, which are shown by the name of their kind."""
        lanes = {}
        for kind, pos in _in_order(kind for kind in LANES if kind != "custom"):
            hidden = int(kind in HIDDEN_LANES)
            lanes[kind] = self.gesture.add("lane", map=added.id, pos=pos, kind=kind, hidden=hidden).id
        return lanes

    def stage(
        self, added: Map, entry: Mapping[str, Any], pos: str,
        lanes: Mapping[str, int], channels: Mapping[str, Channel], personas: Mapping[str, Persona],
    ) -> None:  # fmt: skip
        stage = self.gesture.add(
            "stage",
            map=added.id,
            pos=pos,
            title=self.text(entry["title"]),
            duration=self.text(entry.get("duration")),
            details=self.text(entry.get("details")),
        )
        for card, card_pos in _in_order(entry.get("cards", [])):
            lane = lanes[card.get("lane") or _LANE_OF_CARD[card["kind"]]]
            owner = self.text(self.content["owners"][card["owner"]]) if "owner" in card else ""
            self.gesture.add(
                "card",
                stage=stage.id,
                lane=lane,
                pos=card_pos,
                kind=card["kind"],
                title=self.text(card),
                details=self.text(card.get("details")),
                channel=channels[card["channel"]].id if "channel" in card else None,
                owner=owner,
                evidence=card.get("evidence", "assumed"),
                experience=card.get("experience", ""),
                severity=card.get("severity"),
                outside=int(card.get("outside", False)),
                truth_kind=self.text(card.get("truth_kind")),
            )
        for point in entry.get("emotions", []):
            persona = personas[point["persona"]].id
            self.gesture.add("emotion", stage=stage.id, persona=persona, at=point["at"], value=point["value"])

    def text(self, entry: Mapping[str, str] | None) -> str:
        return entry[self.language] if entry else ""


def _in_order(entries: Any) -> Iterator[tuple[Any, str]]:
    entries = list(entries)
    return zip(entries, keys_between(None, None, len(entries)), strict=True)
