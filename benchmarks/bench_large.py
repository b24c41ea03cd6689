"""Large maps under the hand: 300, 3,000 and 30,000 cards beside bare rectangles and beside NodeGraphQt.

python benchmarks/bench_large.py [--nodes PYTHON] [--at 1920x1080] [CARDS ...]

PYTHON is an interpreter that has NodeGraphQt and this project's PySide6; without one it is left out. Each of
the three works in a process of its own, one after another, without a screen, with the same steps: a window at
100 %, 200 notches of 30 px down over what was never seen, up and down again over what was, 60 a second, a
card dragged for 200 moves of the mouse, then all that fits, painted again and again. Times end when
everything is painted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView

STAGES = {300: 9, 3_000: 20, 30_000: 100}  # by the number of cards
NOTCH, STEPS = 30, 200  # px, and how many of them
WIDE, HIGH = 186, 74  # px from a rectangle to the next
NODES_AT_MOST = 3_000  # of more a peer is not worth waiting for


def grid(cards: int) -> Iterator[tuple[float, float]]:
    """Where the peers have as many things."""
    stages = STAGES[cards]
    for k in range(cards):
        yield 130.0 + WIDE * (k % stages), 70.0 + HIGH * (k // stages)


def memory() -> float:
    """MB that this process holds."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def timed(act: Callable[[], object]) -> float:
    """ms until it is done and painted."""
    begin = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000


def paced(act: Callable[[], object], times: int) -> Iterator[float]:
    """ms of each time, 60 of them a second; the rest of each sixtieth is the program's own."""
    for _ in range(times):
        begin = time.perf_counter()
        yield timed(act)
        while time.perf_counter() - begin < 1 / 60:
            QApplication.processEvents()


class Masa:
    def build(self, cards: int, size: tuple[int, int]) -> QGraphicsView:
        from benchmarks.bench_canvas import big_map
        from canvas.hands.view import MapView
        from canvas.picture.theme import theme

        self.document, map_id = big_map(cards, STAGES[cards])
        self.before, begin = memory(), time.perf_counter()
        self.view = view = MapView(self.document, map_id, theme("light"), "en")
        show(view, size)
        self.built = (time.perf_counter() - begin) * 1000
        return view

    def pan(self, step: int) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + step)

    def card(self) -> QPoint:
        view = self.view
        sight = view.in_sight()
        boxes = (view.places.card_box(id) for id in view.places.cards_in(sight))
        box = next(box for box in boxes if box.x > sight.x + 300 and box.y > sight.y + 120)
        from canvas.hands.frame import Zone

        return view.frame.to_view(box, Zone.BODY).center().toPoint()

    def fit(self) -> float:
        """s until all of it is painted."""
        begin = time.perf_counter()
        self.view.fit()
        QApplication.processEvents()
        while self.view.map_scene.tiles.is_busy:
            QApplication.processEvents()
        return time.perf_counter() - begin

    def gesture(self) -> list[float]:
        """A card moved to the next stage and back, in ms."""
        from model import verbs

        view = self.view
        view.set_zoom(1.0)
        view.go_to_start()
        QApplication.processEvents()
        card = self.document["card", next(iter(view.picture.cards))]
        stages = [span.id for span in view.picture.stages]
        return [
            timed(lambda k=k: view.act(verbs.move_cards, [card.id], stages[k % 2], card.lane))
            for k in range(1, 21)
        ]


class Bare:
    """A rectangle for each card."""

    def build(self, cards: int, size: tuple[int, int]) -> QGraphicsView:
        self.before, begin = memory(), time.perf_counter()
        self.scene = QGraphicsScene()
        for x, y in grid(cards):
            self.scene.addRect(x, y, 170, 66).setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
        self.view = QGraphicsView(self.scene)
        self.view.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        show(self.view, size)
        self.built = (time.perf_counter() - begin) * 1000
        return self.view

    def pan(self, step: int) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + step)

    def card(self) -> QPoint:
        at = next(at for at in grid(300) if at[0] > 300 and at[1] > 120)
        return self.view.mapFromScene(at[0] + 85, self.view.mapToScene(0, 0).y() // HIGH * HIGH + at[1] + 33)

    def fit(self) -> float:
        begin = time.perf_counter()
        self.view.fitInView(self.scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        QApplication.processEvents()
        return time.perf_counter() - begin


class Nodes(Bare):
    """A node with one input and one output for each card, in NodeGraphQt."""

    def build(self, cards: int, size: tuple[int, int]) -> QGraphicsView:
        from NodeGraphQt import BaseNode, NodeGraph

        class Node(BaseNode):
            __identifier__ = "bench"
            NODE_NAME = "Node"

            def __init__(self) -> None:
                super().__init__()
                self.add_input("in")
                self.add_output("out")

        self.graph = graph = NodeGraph()
        graph.register_node(Node)
        self.before, begin = memory(), time.perf_counter()
        for k, at in enumerate(grid(cards)):
            graph.create_node("bench.Node", f"{k}: asks a friend", pos=at, selected=False, push_undo=False)
        self.view = graph.viewer()
        self._at(QRectF(0, 0, *size))
        graph.widget.resize(*size)
        graph.widget.show()
        QApplication.processEvents()
        self._at(QRectF(0, 0, self.view.width(), self.view.height()))
        QApplication.processEvents()
        self.built = (time.perf_counter() - begin) * 1000
        return self.view

    def _at(self, range_: QRectF) -> None:
        self.view._scene_range = range_
        self.view._update_scene()

    def pan(self, step: int) -> None:
        self.view._set_viewer_pan(0, step)

    def fit(self) -> float:
        begin = time.perf_counter()
        whole = self.view.scene().itemsBoundingRect()
        self._at(whole)
        QApplication.processEvents()
        return time.perf_counter() - begin


def show(view: QGraphicsView, size: tuple[int, int]) -> None:
    view.resize(*size)
    view.show()
    QApplication.processEvents()


def drag(view: QGraphicsView, start: QPoint) -> list[float]:
    """To and fro between columns, in ms a move."""
    target, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(target, left, pos=start)
    QTest.mouseMove(target, start + QPoint(12, 8))
    QApplication.processEvents()
    moves = [QPoint(abs(k % 80 - 40) * 6 - 120, abs(k % 50 - 25) * 6 - 75) for k in range(STEPS)]
    times = [timed(lambda at=at: QTest.mouseMove(target, start + at)) for at in moves]
    QTest.keyClick(target, Qt.Key.Key_Escape)
    QTest.mouseRelease(target, left, pos=start)
    QApplication.processEvents()
    return times


def measure(who: str, cards: int, size: tuple[int, int]) -> dict[str, Any]:
    made = {"masa": Masa, "bare": Bare, "nodes": Nodes}[who]()
    view = made.build(cards, size)
    found: dict[str, Any] = {"build": made.built, "KB a card": (memory() - made.before) * 1000 / cards}
    reach = min(STEPS, int(70 + HIGH * cards / STAGES[cards] - size[1]) // NOTCH)
    found["pan, new"] = list(paced(partial(made.pan, NOTCH), reach))
    found["pan"] = [*paced(partial(made.pan, -NOTCH), reach), *paced(partial(made.pan, NOTCH), reach)]
    if who == "masa":
        while view.map_scene.tiles.is_busy:
            QApplication.processEvents()
    found["drag"] = drag(view, made.card())
    found["until it fits"] = made.fit() * 1000
    found["repaint at fit"] = [timed(view.viewport().repaint) for _ in range(20)]
    found["zoom at fit"] = view.transform().m11()
    found["KB a card, all seen"] = (memory() - made.before) * 1000 / cards
    if who == "masa":
        found["gesture"] = made.gesture()
    return found


def tell(name: str, told: dict[str, dict[str, Any]]) -> None:
    said = []
    for who, found in told.items():
        value = found.get(name)
        if isinstance(value, list) and value:
            late = sorted(value)[int(len(value) * 0.95)]
            said.append(f"{who} {statistics.median(value):.2f} p95 {late:.2f}")
        elif value:
            said.append(f"{who} {value:.1f}")
    middle = {who: found[name] for who, found in told.items() if name in found}
    numbers = {who: statistics.median(v) if isinstance(v, list) else v for who, v in middle.items() if v}
    ratios = [f"{own / numbers['masa']:.1f} x {who}" for who, own in numbers.items() if who != "masa"]
    print(f"  {name:20} {'   '.join(said):60} {', '.join(ratios)}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("cards", nargs="*", type=int, default=list(STAGES))
    options.add_argument("--nodes", help="an interpreter that has NodeGraphQt")
    options.add_argument("--at", default="1280x720", help="px of the window")
    options.add_argument("--child", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        app = QApplication([])
        found = measure(chosen.child, chosen.cards[0], tuple(map(int, chosen.at.split("x"))))
        print(json.dumps(found), flush=True)
        app.exit()
        os._exit(0)  # thousands of nodes take minutes to be taken down
    for cards in chosen.cards:
        told = {}
        for who, python in (("masa", sys.executable), ("bare", sys.executable), ("nodes", chosen.nodes)):
            if python and (who != "nodes" or cards <= NODES_AT_MOST):
                command = [python, __file__, "--child", who, "--at", chosen.at, str(cards)]
                done = subprocess.run(command, capture_output=True, text=True)
                told[who] = json.loads(done.stdout.splitlines()[-1]) if not done.returncode else {}
        print(
            f"{cards} cards at {chosen.at}, ms, and how much more others take; load {os.getloadavg()[0]:.1f}"
        )
        for name in told["masa"]:
            tell(name, told)


if __name__ == "__main__":
    main()
