"""Connectors between the cards of a map: which there are, which ways they take, how they are told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from canvas.picture import connectors
from canvas.picture.connectors import Tag
from canvas.picture.crowd import Crowd
from canvas.picture.display import Group, Picture, Stack
from canvas.picture.frame import Frame
from canvas.picture.gutters import Box, Gutters
from canvas.picture.pills import stand
from canvas.picture.routing import Point, Room, choose
from canvas.picture.theme import OPACITY
from canvas.picture.tracks import Course, points
from model.kinds import LANES
from model.records import Card, Lane, Link
from resources import terms
from resources.words import Words

if TYPE_CHECKING:
    from model.document import Document


class Links:
    """Keeps the ways from one picture to the next: another way is sought only where cards have changed."""

    def __init__(self) -> None:
        self._grid: tuple = ()
        self._stacks: dict[tuple[int, int], Stack] = {}
        self._records: dict[int, Link] = {}
        self._courses: dict[int, Course] = {}
        self._groups: dict[int, tuple[tuple, Group]] = {}
        self._drawn: tuple[tuple, dict[int, Group]] = ((), {})

    def draw(self, picture: Picture, document: Document, words: Words) -> dict[int, Group]:
        """By id, straight ones last, which are hardest to see under others.

        A connector is drawn while both its cards are on the picture.
        """
        cell_of = picture.cards.cell_of
        records = {
            id: link
            for id, link in cast("dict[int, Link]", document.all("link")).items()
            if cell_of(link.source) and cell_of(link.target)
        }
        gutters = Gutters(picture, _figure_lanes(picture, document)) if records else None
        changed = gutters is not None and self._route(picture, gutters, records)
        key = (picture.dimmed, words)
        if gutters is None or changed or records != self._records or key != self._drawn[0]:
            self._records = records
            self._drawn = key, self._draw(picture, document, gutters, words) if gutters else {}
        return self._drawn[1]

    def _route(self, picture: Picture, gutters: Gutters, records: dict[int, Link]) -> bool:
        """Seek ways where cards have changed; whether there were any."""
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
        self._courses = courses
        return any(course is not before.get(id) for id, course in courses.items())

    def _draw(self, picture: Picture, document: Document, gutters: Gutters, words: Words) -> dict[int, Group]:
        ways = points(gutters, self._courses)
        said = {id: connectors.tag(link.kind, link.label, picture.rtl) for id, link in self._records.items()}
        taken = Crowd()
        places = {id: stand(way, tag, gutters, taken) for id, way in ways.items() if (tag := said[id])}
        pills = {id: tag.box(at) for id, at in places.items() if (tag := said[id])}
        groups: dict[int, tuple[tuple, Group]] = {}
        for id in sorted(ways, key=lambda id: (-len(ways[id]), id)):
            way, link = ways[id], self._records[id]
            over = [pill for other, pill in pills.items() if other != id and _crosses(way, pill)]
            told = spoken(link, document["card", link.source], document["card", link.target], words)
            faint = not picture.dimmed.isdisjoint((link.source, link.target))
            key = (link, way, said[id], places.get(id), gutters.frame, over, told, faint)
            known = self._groups.get(id)
            groups[id] = known if known and known[0] == key else (key, _group(*key))
        self._groups = groups
        return {id: group for id, (_, group) in groups.items()}


def _crosses(way: Sequence[Point], box: Box) -> bool:
    left, top, right, bottom = box[0], box[1], box[0] + box[2], box[1] + box[3]
    return any(
        min(x, u) <= right and left <= max(x, u) and min(y, v) <= bottom and top <= max(y, v)
        for (x, y), (u, v) in pairwise(way)
    )


def _figure_lanes(picture: Picture, document: Document) -> frozenset[int]:
    lanes = (cast(Lane, document["lane", span.id]) for span in picture.lanes)
    return frozenset(lane.id for lane in lanes if LANES.get(lane.kind, "note") is None)


def _meets(course: Course, cells: Collection[tuple[int, int]]) -> bool:
    """Whether any of these cells (stage, lane) lies between its ends; a detour may lead anywhere."""
    start, end = course.start, course.end
    first, last = min(start.first, end.first), max(start.last, end.last)
    top, bottom = sorted((start.row, end.row))
    return any(
        course.way.is_detour or (first <= column <= last and top <= row <= bottom) for column, row in cells
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


def _group(
    link: Link, way: Sequence[Point], said: Tag | None, at: Point | None, frame: Frame, over: Sequence[Box],
    words: str, faint: bool,
) -> Group:  # fmt: skip
    items = connectors.line(link.kind, way, frame, over)
    xs, ys = [frame.at(along) for along, _ in way], [down for _, down in way]
    if said and at:
        items += connectors.pill(said, at, frame)
        x, y = frame.at(at[0]), at[1]
        xs += [x - said.w / 2, x + said.w / 2]
        ys += [y - said.h / 2, y + said.h / 2]
    left, top = min(xs), min(ys)
    area = (left, top, max(xs) - left, max(ys) - top)
    opacity = OPACITY.filtered_out if faint else 1.0
    return Group("link", ("link", link.id), *area, tuple(items), words, opacity)
