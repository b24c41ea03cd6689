"""What exports read of a map: its records in reading order, its figures, its own language's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from model.errors import MasaError
from model.measures import Figures, map_figures
from model.records import Card, Channel, ImportBatch, Lane, Link, Map, MapPersona, Persona, Project, Stage
from model.verbs import spanned
from resources import formats, terms
from resources.words import Words, words

if TYPE_CHECKING:
    from model.document import Document


@dataclass(frozen=True)
class Contents:
    """A map as its readers see it; what lies in a hidden lane is not handed out."""

    document: Document
    map: Map

    @cached_property
    def words(self) -> Words:
        return words(self.map.language)

    @property
    def rtl(self) -> bool:
        return self.map.direction == "rtl"

    @cached_property
    def project(self) -> Project:
        return self.document.project

    @property
    def title(self) -> str:
        return (
            _one_line(self.map.title) or _one_line(self.project.title) or self.words("Customer journey map")
        )

    @property
    def subtitle(self) -> str:
        """'Customer journey map, current state. Orion Motors, quarter 3, 2026'"""
        _ = self.words
        kind = _(terms.MAPS[self.map.kind]).lower()
        first = ", ".join(filter(None, [_("Customer journey map"), kind]))
        batch = self.figures.batch
        when = formats.period(batch.period, _) if batch else ""
        project = _one_line(self.project.title)
        about = ", ".join(filter(None, [project if project != self.title else "", when]))
        return ". ".join(filter(None, [first, about]))

    @cached_property
    def stages(self) -> list[Stage]:
        return cast("list[Stage]", self.document.children("stage", map=self.map.id))

    @cached_property
    def lanes(self) -> list[Lane]:
        lanes = cast("list[Lane]", self.document.children("lane", map=self.map.id))
        return [lane for lane in lanes if not lane.hidden]

    @cached_property
    def cells(self) -> dict[tuple[int, int], list[Card]]:
        """The cards of each (stage, lane), in their order."""
        visible = {lane.id for lane in self.lanes}
        cells: dict[tuple[int, int], list[Card]] = {}
        for stage in self.stages:
            for card in cast("list[Card]", self.document.children("card", stage=stage.id)):
                if card.lane in visible:
                    cells.setdefault((stage.id, card.lane), []).append(card)
        return cells

    def cards(self, kind: str) -> list[tuple[Stage, Card]]:
        """The visible cards of a kind, stage by stage, lane by lane."""
        return [
            (stage, card)
            for stage in self.stages
            for lane in self.lanes
            for card in self.cells.get((stage.id, lane.id), ())
            if card.kind == kind
        ]

    @cached_property
    def personas(self) -> list[Persona]:
        """Whose journeys are drawn on the map."""
        links = cast("list[MapPersona]", self.document.children("map_persona", map=self.map.id))
        return [cast("Persona", self.document["persona", link.persona]) for link in links]

    @cached_property
    def links(self) -> list[tuple[Card, Link, Card]]:
        """Connectors between visible cards with their ends, in the order of where they begin."""
        visible = {card.id: card for held in self.cells.values() for card in held}
        return [
            (card, link, visible[link.target])
            for stage in self.stages
            for lane in self.lanes
            for card in self.cells.get((stage.id, lane.id), ())
            for link in cast("list[Link]", self.document.children("link", source=card.id))
            if link.target in visible
        ]

    @cached_property
    def figures(self) -> Figures:
        return map_figures(self.document, self.map.id)

    @cached_property
    def batches(self) -> list[ImportBatch]:
        return cast("list[ImportBatch]", self.document.children("import_batch", map=self.map.id))

    def stage_name(self, stage: Stage) -> str:
        return _one_line(stage.title) or self.words("Stage %(n)s") % {"n": self.stages.index(stage) + 1}

    def lane_name(self, lane: Lane) -> str:
        return _one_line(lane.title) or self.words(terms.LANES[lane.kind])

    def card_name(self, card: Card) -> str:
        return _one_line(card.title) or self.words(terms.CARDS[card.kind])

    def channel_name(self, card: Card) -> str:
        return "" if card.channel is None else cast("Channel", self.document["channel", card.channel]).name

    def persona_name(self, card: Card) -> str:
        return "" if card.persona is None else cast("Persona", self.document["persona", card.persona]).name

    def span_name(self, card: Card) -> str:
        """'Discover to Buy' of a card that spans stages, else ''."""
        stages = spanned(self.document, card) if card.until is not None else []
        if len(stages) < 2:
            return ""
        ends = {"low": self.stage_name(stages[0]), "high": self.stage_name(stages[-1])}
        return self.words("%(low)s to %(high)s") % ends


def _one_line(text: str) -> str:
    return " ".join(text.split())


def contents(document: Document, map_id: int | None = None) -> Contents:
    """A map of the document, None: the first. Raises MasaError 'export_no_map' when there is none."""
    maps = all_contents(document)
    found = [one for one in maps if map_id in (None, one.map.id)]
    if not found:
        raise MasaError("export_no_map", file=str(document.path or ""))
    return found[0]


def all_contents(document: Document) -> list[Contents]:
    """Every map of the document, in order."""
    maps = cast("list[Map]", list(document.all("map").values()))
    return [Contents(document, one) for one in sorted(maps, key=lambda one: (one.pos, one.id))]
