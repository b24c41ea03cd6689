"""Connectors under the hand: a gesture until it is seen with 100 of them on 300 cards, and 1,000 on 3,000.

python benchmarks/bench_links.py [ROUNDS]: medians and 95th percentiles, in one process without a screen. Each
joins cards of the same or a near stage, a third of them with words. In brackets: the same map without any.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from benchmarks.bench_canvas import big_map, tell, timed
from canvas.hands.targets import target_at
from canvas.hands.view import MapView
from canvas.picture.links import preview
from canvas.picture.theme import theme
from model import verbs
from model.kinds import LINKS

SIZES = ((300, 9, 100), (3_000, 20, 1_000))  # cards, stages, connectors


def join(view: MapView, count: int, stages: int) -> None:
    """Of every kind, between cards at most two stages apart."""
    chance, order = random.Random(3), list(view.picture.cards)
    near = 2 * len(order) // stages
    pairs: set[tuple[int, int]] = set()
    with view.document.gesture("add_link", source="", target="") as g:
        while len(pairs) < count:
            k = chance.randrange(len(order))
            other = min(max(k + chance.randint(-near, near), 0), len(order) - 1)
            pair = order[k], order[other]
            if k != other and pair not in pairs:
                pairs.add(pair)
                label = chance.choice(("", "", "if new"))
                g.add("link", source=pair[0], target=pair[1], kind=chance.choice(LINKS), label=label)


def measure(cards: int, stages: int, count: int, rounds: int) -> None:
    document, map_id = big_map(cards, stages)
    view = MapView(document, map_id, theme("light"), "en")
    view.resize(1280, 720)
    view.show()
    QApplication.processEvents()
    columns = [span.id for span in view.picture.stages]
    card = document["card", next(iter(view.picture.cards))]

    def move(k: int) -> None:
        view.act(verbs.move_cards, [card.id], columns[k % 3], card.lane)

    def write(k: int) -> None:
        view.act(verbs.set_fields, "card", [card.id], title=f"asks a friend again {k}")

    bare = {
        gesture: statistics.median(timed(partial(gesture, k)) for k in range(rounds))
        for gesture in (move, write)
    }
    join(view, count, stages)
    QApplication.processEvents()
    print(f"{cards} cards, {count} connectors")
    for name, gesture in (("a card moved", move), ("a card written", write)):
        tell(f"{name} ({bare[gesture]:.1f})", [timed(partial(gesture, k)) for k in range(1, rounds + 1)])
    link = next(iter(view.picture.links))

    def change(k: int) -> None:
        view.act(verbs.set_fields, "link", [link], kind=LINKS[k % 2])

    tell("a connector changed", [timed(partial(change, k)) for k in range(rounds)])
    ends = random.Random(5).choices(list(view.picture.cards), k=2 * rounds)
    pulls = [
        timed(partial(preview, view.picture, document, a, b))
        for a, b in zip(ends[:rounds], ends[rounds:], strict=True)
        if a != b
    ]
    tell("pulled over a card", pulls)
    looks = [timed(partial(target_at, view, QPointF(300 + 7 * k, 400))) for k in range(60)]
    tell("what is under the pointer", looks)
    view.detach()
    view.close()
    document.close()


if __name__ == "__main__":
    app = QApplication([])
    for cards, stages, count in SIZES:
        measure(cards, stages, count, int(sys.argv[1]) if len(sys.argv) > 1 else 15)
