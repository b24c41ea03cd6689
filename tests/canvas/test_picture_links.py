"""Connectors on the picture: they stay attached, never run through a card, and say what they are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest

from canvas.picture.display import Area, Group, Path, Picture, Rect, Text
from canvas.picture.layout import Layouter, Options, layout
from model import verbs
from model.document import Document
from model.kinds import LINKS

pytestmark = pytest.mark.usefixtures("qapp")
LANES = ("actions", "touchpoints", "pains", "emotion", "opportunities")
KINDS = {"actions": "action", "touchpoints": "touchpoint", "pains": "pain", "opportunities": "opportunity"}
Point = tuple[float, float]


class Built:
    """A map of four stages in memory, with cards by name."""

    def __init__(self, language: str = "en", stages: int = 4) -> None:
        self.document = Document.create(None)
        titles = [f"Stage {k + 1}" for k in range(stages)]
        self.id = verbs.new_map(self.document, "Lamp", language=language, stages=titles, lanes=LANES).id
        self.stages = [stage.id for stage in self.document.children("stage", map=self.id)]
        self.lanes = {lane.kind: lane.id for lane in self.document.children("lane", map=self.id)}
        self.card: dict[str, int] = {}

    def add(self, name: str, stage: int, lane: str = "touchpoints") -> int:
        made = verbs.add_card(self.document, self.stages[stage], self.lanes[lane], KINDS[lane], name)
        self.card[name] = made.id
        return made.id

    def join(self, source: str, target: str, kind: str = "flow", label: str = "") -> int:
        return verbs.add_link(self.document, self.card[source], self.card[target], kind, label).id

    def picture(self, **options: object) -> Picture:
        return layout(self.document, self.id, Options(**options))  # type: ignore[arg-type]


def way(group: Group) -> list[Point]:
    """Where a connector runs: the corners of its line, its head left out."""
    lines = [item for item in group.items if isinstance(item, Path) and not item.fill]
    return [(c[-2], c[-1]) for c in lines[1].commands]


def stretches(group: Group) -> Iterator[tuple[Point, Point]]:
    """The upright and level parts of its line, without the rounded corners."""
    line = [item for item in group.items if isinstance(item, Path) and not item.fill][1]
    for before, command in pairwise(line.commands):
        if command[0] == "L":
            yield before[-2:], command[-2:]


def touches(a: Point, b: Point, box: Area, by: float = 0.5) -> bool:
    """Whether an upright or level stretch from a to b lies in a box, its edge left out."""
    x, y, w, h = box[0] + by, box[1] + by, box[2] - 2 * by, box[3] - 2 * by
    return (
        min(a[0], b[0]) < x + w
        and x < max(a[0], b[0]) + 0.01
        and min(a[1], b[1]) < y + h
        and y < (max(a[1], b[1]) + 0.01)
    )


def flat(way: Iterable[Point]) -> list[float]:
    return [number for point in way for number in point]


def boxes(picture: Picture) -> dict[int, Area]:
    return {id: box for stack in picture.cards.cells.values() for id, box in stack.boxes.items()}


def is_at_edge(point: Point, box: Area, reach: float = 20.0) -> bool:
    """On a card's edge, or in front of it by a head's length and words."""
    x, y, w, h = box
    inside = x - reach <= point[0] <= x + w + reach and y - reach <= point[1] <= y + h + reach
    return inside and not touches(point, point, box)


def check(picture: Picture, document: Document) -> None:
    """Every connector is attached to its cards and runs through no card."""
    cards = boxes(picture)
    for id, group in picture.links.items():
        link, points = document["link", id], way(group)
        assert is_at_edge(points[0], cards[link.source], 0.01)
        assert is_at_edge(points[-1], cards[link.target])
        for a, b in stretches(group):
            hit = [card for card, box in cards.items() if touches(a, b, box)]
            assert not hit, f"{link} runs through {hit}: {points}"


@pytest.fixture(params=["en", "he"])
def built(request: pytest.FixtureRequest) -> Iterator[Built]:
    made = Built(request.param)
    yield made
    made.document.close()


def test_neighbours_are_joined_straight(built: Built) -> None:
    for name, stage in (("Ad", 0), ("Page", 1), ("Call", 3)):
        built.add(name, stage)
    built.join("Ad", "Page")
    over = built.join("Page", "Call")
    picture = built.picture()
    check(picture, built.document)
    assert [len(way(group)) for group in picture.links.values()] == [2, 2]
    (x, y), (u, v) = way(picture.links[over])
    assert y == v, "level, over the empty cell between"
    assert (u < x) is picture.rtl, "onward in the journey's direction"


def test_neighbours_in_a_cell_have_a_short_way(built: Built) -> None:
    for name in ("One", "Two", "Three"):
        built.add(name, 1)
    near, far = built.join("One", "Two"), built.join("One", "Three")
    picture = built.picture()
    check(picture, built.document)
    (x, y), (u, v) = way(picture.links[near])
    assert x == u
    assert v > y
    assert len(way(picture.links[far])) > 2, "around the card between"


def test_a_card_between_is_gone_around(built: Built) -> None:
    built.add("Ad", 0)
    built.add("Call", 2)
    link = built.join("Ad", "Call")
    assert len(way(built.picture().links[link])) == 2
    built.add("Page", 1)
    picture = built.picture()
    check(picture, built.document)
    assert len(way(picture.links[link])) > 2


def test_a_map_mirrored_is_its_connectors_mirrored() -> None:
    ways = []
    for direction in ("ltr", "rtl"):
        made = Built()
        for name, stage, lane in (("A", 0, "touchpoints"), ("B", 1, "touchpoints"), ("C", 2, "pains")):
            made.add(name, stage, lane)
        for source, target in (("A", "C"), ("C", "B"), ("B", "A"), ("A", "B")):
            made.join(source, target)
        verbs.set_map_direction(made.document, made.id, direction)
        picture = made.picture()
        assert picture.rtl is (direction == "rtl")
        mirrored = [
            [(picture.width - x if picture.rtl else x, y) for x, y in way(group)]
            for group in picture.links.values()
        ]
        ways.append([pytest.approx(point) for points in mirrored for point in points])
        made.document.close()
    assert ways[0] == [point.expected for point in ways[1]]


def test_those_that_share_a_gutter_have_their_own_tracks(built: Built) -> None:
    for k in range(3):
        built.add(f"Ad {k}", 0)
        built.add(f"Pain {k}", 1, "pains")
    ids = [built.join(f"Ad {k}", f"Pain {2 - k}") for k in range(3)]
    picture = built.picture()
    check(picture, built.document)
    upright = set()
    for id in ids:
        points = way(picture.links[id])
        long = max(pairwise(points), key=lambda pair: abs(pair[1][1] - pair[0][1]))
        upright.add(round(long[0][0], 1))
    assert len(upright) == 3
    ends = {way(picture.links[id])[0] for id in ids}
    assert len(ends) == 3


def test_connectors_of_one_side_of_a_card_are_spread(built: Built) -> None:
    built.add("Ad", 0)
    for k in range(4):
        built.add(f"Page {k}", 1)
        built.join("Ad", f"Page {k}")
    picture = built.picture()
    check(picture, built.document)
    assert len({way(group)[0] for group in picture.links.values()}) == 4


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("language", ["en", "he"])
def test_no_connector_runs_through_a_card(seed: int, language: str) -> None:
    chance = random.Random(seed)
    made = Built(language, stages=5)
    for k in range(24):
        made.add(f"Card {k}", chance.randrange(5), chance.choice(list(KINDS)))
    for _ in range(chance.choice((0, 6))):
        card = made.document["card", made.card[f"Card {chance.randrange(24)}"]]
        last = chance.randrange(made.stages.index(card.stage), 5)
        verbs.span_card(made.document, card.id, card.stage, made.stages[last])
    for _ in range(30):
        source, target = chance.sample(list(made.card), 2)
        made.join(source, target, chance.choice(LINKS))
    picture = made.picture()
    assert len(picture.links) == len(made.document.all("link"))
    check(picture, made.document)
    made.document.close()


def test_kinds_are_told_by_shape_and_words(built: Built) -> None:
    names = [built.add(f"Card {k}", k % 4, "touchpoints") and f"Card {k}" for k in range(7)]
    ids = {kind: built.join(names[k], names[k + 1], kind, "if new") for k, kind in enumerate(LINKS)}
    groups = {kind: built.picture().links[id] for kind, id in ids.items()}
    lines = {
        kind: [i for i in group.items if isinstance(i, Path) and not i.fill] for kind, group in groups.items()
    }
    assert {kind for kind in LINKS if lines[kind][1].dash} == {"no", "causes"}
    assert lines["causes"][1].stroke == "pain"
    assert lines["solves"][1].stroke == "opportunity"
    heads = {
        kind: [i for i in group.items if isinstance(i, Path) and i.fill] for kind, group in groups.items()
    }
    assert [len(heads[kind][0].commands) for kind in ("flow", "causes")] == [4, 5], "triangle, diamond"
    assert not heads["solves"], "a ring"
    for kind, group in groups.items():
        assert [item.block.text for item in group.items if isinstance(item, Text)] == ["if new"], kind
        assert group.words.endswith(", if new")
        assert group.ref == ("link", ids[kind])
    assert len({group.words.split(":")[0] for group in groups.values()}) == len(LINKS) - 1, (
        "yes and no begin alike"
    )


def test_words_for_screen_readers() -> None:
    made = Built()
    made.add("Late", 0, "pains")
    made.add("Leaves", 1, "pains")
    made.add("", 2, "pains")
    told = made.join("Late", "Leaves", "causes", "soon")
    nameless = made.join("Leaves", "", "flow")
    links = made.picture().links
    assert links[told].words == "Connector, Causes: from Late to Leaves, soon"
    assert links[nameless].words == "Connector, Flow: from Leaves to Pain"
    verbs.set_map_language(made.document, made.id, "he")
    assert made.picture().links[told].words == "מחבר, גורם: מ־Late אל Leaves, soon"
    made.document.close()


def test_a_label_covers_no_card(built: Built) -> None:
    for stage in range(3):
        built.add(f"Card {stage}", stage)
    ids = [built.join("Card 0", "Card 1", "condition", "if new"), built.join("Card 1", "Card 2", "yes")]
    picture = built.picture()
    for id in ids:
        group = picture.links[id]
        pill = next(item for item in group.items if isinstance(item, Rect) and item.fill)
        area = (pill.x + 1, pill.y + 1, pill.w - 2, pill.h - 2)
        for box in boxes(picture).values():
            assert not touches((area[0], area[1]), (area[0] + area[2], area[1] + area[3]), box)


def test_labels_of_a_decision_do_not_cover_each_other(built: Built) -> None:
    for name, stage in (("Ask", 0), ("Ask again", 0), ("No", 1), ("Yes", 2), ("Yes, too", 2)):
        built.add(name, stage)
    for stage in range(4):
        built.add(f"Two lines of words, to be done {stage}", stage, "actions")
    ids = (
        built.join("Ask", "No", "no", "nobody called"),
        built.join("Ask", "Yes", "yes", "a drive is booked"),
    )
    tags = [built.picture().links.sketches[id].tag for id in ids]
    (x, y, w, h), (u, v, width, height) = (tag for tag in tags if tag)
    assert x + w <= u or u + width <= x or y + h <= v or v + height <= y


def test_a_long_label_is_whole(built: Built) -> None:
    built.add("Ad", 0)
    built.add("Page", 3)
    label = "when the customer has asked for the third time and nobody has called back"
    id = built.join("Ad", "Page", "condition", label)
    group = built.picture().links[id]
    (text,) = [item for item in group.items if isinstance(item, Text)]
    assert text.block.text == label
    assert text.block.line_count > 1


def test_a_line_passes_under_the_words_of_another(built: Built) -> None:
    for stage in range(4):
        for k in range(2):
            built.add(f"{stage}{k}", stage)
    built.join("00", "10", "condition", "if the customer is new")
    built.join("00", "30", "flow")
    built.join("00", "20", "condition", "else")
    picture = built.picture()
    pills = {
        id: (item.x, item.y, item.w, item.h)
        for id, group in picture.links.items()
        for item in group.items
        if isinstance(item, Rect) and item.fill
    }
    assert len(pills) == 2
    for id, group in picture.links.items():
        for a, b in stretches(group):
            assert not any(touches(a, b, pill) for other, pill in pills.items() if other != id)


def test_hidden_lanes_hide_their_connectors(built: Built) -> None:
    built.add("Ad", 0)
    built.add("Slow", 0, "pains")
    id = built.join("Ad", "Slow", "causes")
    assert list(built.picture().links) == [id]
    verbs.set_lane_hidden(built.document, built.lanes["pains"], True)
    assert not built.picture().links
    assert list(built.picture(hidden_lanes=True).links) == [id]


def test_only_what_changed_is_drawn_anew(built: Built) -> None:
    for stage in range(4):
        built.add(f"Ad {stage}", stage)
        built.add(f"Slow {stage}", stage, "pains")
    first, last = built.join("Ad 0", "Slow 0", "causes"), built.join("Ad 2", "Ad 3")
    layouter = Layouter(built.document, built.id)
    before = layouter.layout().links
    verbs.set_fields(built.document, "map", [built.id], title="Another")
    assert layouter.layout().links is before
    verbs.set_fields(built.document, "card", [built.card["Slow 0"]], title="Too slow")
    after = layouter.layout().links
    assert after[first].words != before[first].words
    assert after[last] is before[last]
    verbs.remove(built.document, [("link", last)])
    assert list(layouter.layout().links) == [first]
    built.document.undo()
    assert layouter.layout().links[last] == before[last]


def test_filtered_cards_make_their_connectors_faint(built: Built) -> None:
    from model.views import Filter

    for stage, lane in ((0, "touchpoints"), (1, "touchpoints"), (1, "pains")):
        built.add(f"{stage} {lane}", stage, lane)
    among, out = built.join("0 touchpoints", "1 touchpoints"), built.join("0 touchpoints", "1 pains")
    picture = built.picture(filter=Filter(kinds=frozenset({"touchpoint"})))
    assert picture.links[among].opacity == 1
    assert picture.links[out].opacity < 0.5


@pytest.mark.parametrize("seed", range(6))
def test_a_picture_does_not_depend_on_those_before(seed: int) -> None:
    """After any gestures connectors run as if the map were laid out for the first time."""
    chance = random.Random(seed)
    made = Built("en" if seed % 2 else "he", stages=5)
    for k in range(20):
        made.add(f"Card {k}", chance.randrange(5), chance.choice(list(KINDS)))
    for _ in range(16):
        source, target = chance.sample(list(made.card), 2)
        made.join(source, target, chance.choice(LINKS), chance.choice(("", "if new")))
    layouter, document = Layouter(made.document, made.id), made.document
    layouter.layout()
    for step in range(14):
        card = document["card", made.card[f"Card {chance.randrange(20)}"]]
        deed = step % 5
        if deed == 0:
            verbs.move_cards(document, [card.id], chance.choice(made.stages), card.lane)
        elif deed == 1:
            verbs.set_fields(document, "card", [card.id], title="a long title " * chance.randrange(1, 9))
        elif deed == 2:
            link = chance.choice(list(document.all("link")))
            verbs.set_fields(document, "link", [link], label="another " * chance.randrange(3))
        elif deed == 3:
            until = chance.randrange(made.stages.index(card.stage), 5)
            verbs.span_card(document, card.id, card.stage, made.stages[until])
        else:
            document.undo()
        kept, fresh = layouter.layout().links, layout(document, made.id).links
        for id, sketch in fresh.sketches.items():
            assert flat(kept.sketches[id].way) == pytest.approx(flat(sketch.way)), step
            assert kept.sketches[id].tag == pytest.approx(sketch.tag), step
            assert len(kept[id].items) == len(sketch.group.items)
    document.close()


def test_lanes_that_move_down_take_their_connectors_along(built: Built) -> None:
    built.add("Ad", 0)
    built.add("Slow", 1, "pains")
    built.add("Late", 3, "pains")
    built.add("Clicks", 0, "actions")
    link = built.join("Slow", "Late", "causes", "soon")
    layouter = Layouter(built.document, built.id)
    before = layouter.layout().links.sketches[link]
    verbs.set_fields(built.document, "card", [built.card["Clicks"]], title="clicks and clicks " * 20)
    after = layouter.layout().links.sketches[link]
    down = after.way[0][1] - before.way[0][1]
    assert down > 0
    assert flat(after.way) == pytest.approx(flat((x, y + down) for x, y in before.way))
    assert before.tag is not None
    assert after.tag == pytest.approx((before.tag[0], before.tag[1] + down, *before.tag[2:]))
