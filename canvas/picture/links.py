"""Connectors between the cards of a map: which there are, which ways they take, how they are told."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from canvas.picture import connectors
from canvas.picture.display import Links, Picture, Point, Stack
from canvas.picture.frame import Frame
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
    """Keeps the ways from one picture to the next: another is sought only where cards have changed."""

    def __init__(self) -> None:
        self._grid: tuple = ()
        self._frame: Frame | None = None
        self._stacks: dict[tuple[int, int], Stack] = {}
        self._records: dict[int, Link] = {}
        self._courses: dict[int, Course] = {}
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
            self._courses, self._drawn = {}, ((), Links())
            return self._drawn[1]
        gutters = Gutters(picture, _figure_lanes(picture, document))
        fresh = self._route(picture, gutters, records)
        key = (records, picture.dimmed, words, gutters.frame)
        if fresh or key != self._drawn[0]:
            told = {id: self._told(link, picture, document, words) for id, link in records.items()}
            ways = points(gutters, self._courses)
            everything = records if gutters.frame != self._frame else fresh
            self._frame = gutters.frame
            self._drawn = key, Links(self._sketches.draw(told, ways, gutters, everything))
        self._records = records
        return self._drawn[1]

    def _route(self, picture: Picture, gutters: Gutters, records: dict[int, Link]) -> set[int]:
        """Seek ways where cards or connectors have changed; which ones those are."""
        cards = picture.cards
        grid = (picture.stages, picture.lanes, gutters.bars)
        before = self._courses if grid == self._grid else {}
        old, new = self._stacks, cards.cells
        touched = {
            (gutters.columns[stage], gutters.rows[lane])
            for stage, lane in old.keys() | new.keys()
            if old.get((stage, lane)) is not new.get((stage, lane))
            and stage in gutters.columns and lane in gutters.rows
        } if before else set()  # fmt: skip
        self._grid, self._stacks = grid, new
        courses: dict[int, Course] = {}
        fresh = set()
        for id, link in records.items():
            known = before.get(id)
            ends = link.source, link.target
            if known and link == self._records.get(id) and not _meets(known, touched):
                courses[id] = known
                continue
            start, end = gutters.place(ends[0]), gutters.place(ends[1])
            if start and end:
                said = connectors.tag(link.kind, link.label, picture.rtl)
                way = choose(gutters, start, end, said.room if said else Room())
                courses[id] = Course(*ends, start, end, way)
                fresh.add(id)
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


def _meets(course: Course, cells: Collection[tuple[int, int]]) -> bool:
    """Whether any of these cells (stage, lane) lies between its ends or beside; a detour leads anywhere."""
    start, end = course.start, course.end
    first, last = min(start.first, end.first), max(start.last, end.last)
    top, bottom = sorted((start.row, end.row))
    return any(
        course.way.is_detour or (first - 1 <= column <= last + 1 and top - 1 <= row <= bottom + 1)
        for column, row in cells
    )


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
