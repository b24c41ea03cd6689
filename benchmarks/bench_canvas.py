"""The canvas under the hand: a gesture until it is seen, and panning, for 300, 3,000 and 10,000 cards.

python benchmarks/bench_canvas.py [ROUNDS]: medians and 95th percentiles, in one process without a screen.
Panning stands beside a bare QGraphicsScene with as many rectangles at the same places.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from canvas.hands.view import MapView
from canvas.picture.theme import theme
from model import verbs
from model.document import Document
from model.order import keys_between

SIZES = ((300, 9), (3_000, 20), (10_000, 40))  # cards, stages
LANES = ("goal", "actions", "touchpoints", "thoughts", "emotion", "pains", "drop_off", "opportunities")
KINDS = {
    "goal": "goal", "actions": "action", "touchpoints": "touchpoint", "thoughts": "thought",
    "pains": "pain", "opportunities": "opportunity",
}  # fmt: skip
WORDS = ("looks for a lamp", "compares prices", "asks a friend", "waits for the mail", "משלם בטלפון")
LIMIT = 50.0  # ms that the interface may wait


def big_map(cards: int, stages: int) -> tuple[Document, int]:
    """Cards spread over all cells, a persona's curve with two points a stage; in memory."""
    document, chance = Document.create(None), random.Random(7)
    made = verbs.new_map(document, "Lamp", stages=[f"Stage {k + 1}" for k in range(stages)], lanes=LANES)
    verbs.add_persona(document, made.id, "Dana")
    persona = document.children("map_persona", map=made.id)[0].persona
    columns = document.children("stage", map=made.id)
    rows = [lane for lane in document.children("lane", map=made.id) if lane.kind in KINDS]
    with document.gesture("add_card") as g:
        for number, pos in enumerate(keys_between(None, None, cards)):
            stage, lane = columns[number % stages], rows[number // stages % len(rows)]
            title = f"{number}: {chance.choice(WORDS)}"
            g.add("card", stage=stage.id, lane=lane.id, pos=pos, kind=KINDS[lane.kind], title=title)
        for stage in columns:
            for at in (0.25, 0.75):
                value = round(chance.uniform(-2, 2), 1)
                g.add("emotion", stage=stage.id, persona=persona, at=at, value=value)
    return document, made.id


def timed(act: Callable[[], object]) -> float:
    """ms until it is done and painted."""
    begin = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000


def tell(name: str, times: list[float]) -> float:
    times = sorted(times)
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"  {name:28} {middle:7.1f} ms   p95 {late:7.1f} ms")
    return middle


def pan(view: QGraphicsView, steps: int) -> list[float]:
    """Down and up again, one notch a step, over cards that were painted before."""
    bar = view.verticalScrollBar()
    places = [*range(0, 600, 30), *range(600, 0, -30)]
    for place in places:
        timed(lambda place=place: bar.setValue(place))
    return [timed(lambda k=k: bar.setValue(places[k % len(places)])) for k in range(1, steps)]


def bare(view: MapView) -> QGraphicsView:
    """As many rectangles at the same places in a plain view."""
    scene = QGraphicsScene()
    for group in view.picture.cards.values():
        scene.addRect(group.x, group.y, group.w, group.h)
    plain = QGraphicsView(scene)
    plain.setFrameShape(view.frameShape())
    plain.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    plain.scene_kept = scene
    return plain


def measure(cards: int, stages: int, rounds: int) -> None:
    document, map_id = big_map(cards, stages)
    begin = time.perf_counter()
    view = MapView(document, map_id, theme("light"), "en")
    view.resize(1280, 720)
    view.show()
    QApplication.processEvents()
    print(f"{cards} cards, {stages} stages: first seen after {(time.perf_counter() - begin) * 1000:.0f} ms")
    columns = [span.id for span in view.picture.stages]
    ids = list(view.picture.cards)
    card = document["card", ids[0]]

    def move(k: int) -> None:
        view.act(verbs.move_cards, [card.id], columns[k % 3], card.lane)

    def write(k: int) -> None:
        view.act(verbs.set_fields, "card", [card.id], title=f"asks a friend again {k}")

    def feel(k: int) -> None:
        view.act(verbs.move_emotion, point, value=round(-2 + k % 40 / 10, 1))

    point = next(iter(view.picture.points))
    worst = 0.0
    for name, gesture in (("a card moved", move), ("a card written", write), ("a feeling moved", feel)):
        gesture(0)
        QApplication.processEvents()
        worst = max(worst, tell(name, [timed(partial(gesture, k)) for k in range(1, rounds + 1)]))
    tell("undone", [timed(document.undo) for _ in range(rounds)])
    chosen = []
    for _ in range(5):
        chosen.append(timed(view.select_all))
        view.select([])
    tell("all selected", chosen)
    ours = tell("panned by a notch", pan(view, 200))
    view.hide()
    plain = bare(view)
    plain.resize(1280, 720)
    plain.show()
    QApplication.processEvents()
    floor = tell("bare rectangles panned", pan(plain, 200))
    print(f"  panning {ours / floor:.1f} x bare; slowest gesture {worst:.0f} ms, limit {LIMIT:.0f} ms")
    plain.close()
    view.detach()
    view.close()
    document.close()


if __name__ == "__main__":
    app = QApplication([])
    for cards, stages in SIZES:
        measure(cards, stages, int(sys.argv[1]) if len(sys.argv) > 1 else 15)
