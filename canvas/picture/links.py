"""Connectors between the cards of a map: which there are, which ways they take, how they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from canvas.picture import connectors
from canvas.picture.change import Change
from canvas.picture.display import Links, Picture, Point
from canvas.picture.gutters import Gutters
from canvas.picture.routing import Room, choose, roughly
from canvas.picture.sketches import Sketches, Told
from canvas.picture.tracks import Course, points
from model.kinds import LANES
from model.records import Card, Lane, Link
from resources import terms
from resources.words import Words

if TYPE_CHECKING:
    from model.document import Document


class Linker:
    """Keeps the ways from one picture to the next: another is sought only where cards have changed.

    Lanes that only move up or down take their connectors with them.
    """

    def __init__(self) -> None:
        self._before: tuple[Picture, Gutters] | None = None
        self._records: dict[int, Link] = {}
        self._courses: dict[int, Course] = {}
        self._ways: tuple[tuple, dict[int, list[Point]]] = ((), {})
        self._sketches = Sketches()
        self._drawn: tuple[tuple, Links] = ((), Links())

    def draw(self, picture: Picture, document: Document, words: Words) -> Links:
        """By id, straight ones last, which are hardest to see under others.

        A connector is drawn while both its cards are on the picture.
        """
        cell_of = picture.cards.cell_of
        records = {
            id: link
            for id, link in cast("dict[int, Link]", document.all("link")).items()
            if cell_of(link.source) and cell_of(link.target)
        }
        if not records:
            self._before, self._courses, self._drawn = None, {}, ((), Links())
            return self._drawn[1]
        gutters = Gutters(picture, _figure_lanes(picture, document))
        fresh = self._route(picture, gutters, records)
        key = (records, picture.dimmed, words, gutters.frame, gutters.borders, picture.cards.cells)
        if fresh or key != self._drawn[0]:
            told = {id: self._told(link, picture, document, words) for id, link in records.items()}
            where = (self._courses, gutters.borders, gutters.frame)
            if where != self._ways[0]:
                self._ways = where, points(gutters, self._courses)
            self._drawn = key, Links(self._sketches.draw(told, self._ways[1], gutters, fresh))
        self._before, self._records = (picture, gutters), records
        return self._drawn[1]

    def _route(self, picture: Picture, gutters: Gutters, records: dict[int, Link]) -> set[int]:
        """Seek ways where cards or connectors have changed; which ones those are."""
        change = Change(*self._before, picture, gutters) if self._before else None
        courses: dict[int, Course] = {}
        fresh = set()
        for id, link in records.items():
            known = self._courses.get(id)
            same = change.course(known) if change and known and link == self._records.get(id) else None
            if same is None:
                start, end = gutters.place(link.source), gutters.place(link.target)
                if start is None or end is None:
                    continue
                said = connectors.tag(link.kind, link.label, picture.rtl)
                way = choose(gutters, start, end, said.room if said else Room())
                same = Course(link.source, link.target, start, end, way)
                fresh.add(id)
            courses[id] = same
        self._courses = courses
        return fresh

    @staticmethod
    def _told(link: Link, picture: Picture, document: Document, words: Words) -> Told:
        said = spoken(link, document["card", link.source], document["card", link.target], words)
        is_faint = not picture.dimmed.isdisjoint((link.source, link.target))
        return Told(link.id, link.kind, connectors.tag(link.kind, link.label, picture.rtl), said, is_faint)


def _figure_lanes(picture: Picture, document: Document) -> frozenset[int]:
    lanes = (cast(Lane, document["lane", span.id]) for span in picture.lanes)
    return frozenset(lane.id for lane in lanes if LANES.get(lane.kind, "note") is None)


def spoken(link: Link, source: Card, target: Card, _: Words) -> str:
    """What a screen reader says: "Connector, causes: from X to Y, label"."""
    kind = _(terms.LINKS[link.kind])
    names = {"source": card_name(source, _), "target": card_name(target, _)}
    said = _("Connector, %(kind)s: from %(source)s to %(target)s") % {"kind": kind, **names}
    return f"{said}, {link.label}" if link.label.strip() else said


def card_name(card: Card, _: Words) -> str:
    """Its title, or what kind of card it is while it has none."""
    return card.title.strip() or _(terms.CARDS[card.kind])


def preview(picture: Picture, document: Document, source: int, target: int) -> list[Point]:
    """The way that a connector from card to card would take by itself. KeyError for a card not shown."""
    gutters = Gutters(picture, _figure_lanes(picture, document))
    start, end = gutters.place(source), gutters.place(target)
    if start is None or end is None:
        raise KeyError(source if start is None else target)
    way = roughly(gutters, choose(gutters, start, end), start, end)
    return [(gutters.frame.at(along), down) for along, down in way]
