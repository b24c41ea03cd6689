"""Where the audience looks: at which stage, which lanes, from how far; each move is smooth or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal

from app.presenting import distances
from app.presenting.distances import Distance, Fit
from app.presenting.motion import Focus, Motion
from canvas.hands.frame import Zone
from canvas.hands.places import Box
from canvas.hands.scrolling import BEYOND
from canvas.picture.display import Span

if TYPE_CHECKING:
    from canvas.hands.view import MapView

_NEAREST = 40.0  # a wall may have many more px than a desk


class Camera(QObject):
    """`stage`: the id of the one spoken of, None on a map without any. `screen`: which screenful of lanes."""

    moved = Signal()

    def __init__(self, view: MapView, motion: Motion, stage: int | None) -> None:
        super().__init__(view)
        self._view, self.motion = view, motion
        view.nearest = _NEAREST
        self.distance = self._near = Distance.THREE
        self.stage = stage
        self.screen = 0
        self._index = 0  # of the stage when it was last seen
        self._lane: int | None = None  # the one on top
        self._placed = QPointF()  # where the view was scrolled to by this
        self._keep()

    @property
    def stages(self) -> list[int]:
        return [span.id for span in self._view.picture.stages]

    @property
    def index(self) -> int:
        """Of the stage among all, from 0."""
        return self._index

    @property
    def above(self) -> bool:
        """Lanes lie above what is in view."""
        return self.distance is not Distance.ALL and self.screen > 0

    @property
    def below(self) -> bool:
        return self.distance is not Distance.ALL and self.screen < len(self._tops()) - 1

    def set_smooth(self, smooth: bool) -> None:
        self.motion.smooth = smooth
        self.motion.stop()

    # ---- moving ----

    def step(self, by: int) -> None:
        """To the next stages or those before."""
        self.go_to(self.index + by)

    def go_to(self, index: int) -> None:
        stages = self.stages
        if stages:
            self.stage = stages[min(max(index, 0), len(stages) - 1)]
            self._move(self.distance)

    def scroll(self, by: int) -> None:
        """To the next screenful of lanes, or the one before."""
        if self.distance is not Distance.ALL:
            self.screen = max(self.screen + by, 0)
            self._move(self.distance)

    def look_from(self, distance: Distance) -> None:
        """The lane that was on top stays in view."""
        if distance is not self.distance:
            self._move(distance)

    def overview(self) -> None:
        """All of the map; again: back to where one was."""
        self.look_from(self._near if self.distance is Distance.ALL else Distance.ALL)

    def _move(self, distance: Distance) -> None:
        before = self.motion.shot(self._focus()) if self.motion.smooth else None
        changed, self.distance = distance is not self.distance, distance
        if distance is not Distance.ALL:
            self._near = distance
        self.place(keep_lane=changed)
        if before is not None:
            self.motion.run(before, self.motion.shot(self._focus()))
        self.moved.emit()

    # ---- placing ----

    def follow(self) -> None:
        """After a change of the map; where the user scrolled by hand, the view stays."""
        self._keep()
        by_hand = self._view.scrolling.at() != self._placed or self._view.writing.sheet is not None
        if by_hand or self._view.pointer.busy:
            self._view.frame.light(self.stage)
        else:
            self.place()
        self.moved.emit()

    def place(self, keep_lane: bool = False) -> None:
        """At once: zoom, widths and scrolling for what is to be seen."""
        view, area = self._view, self._view.viewport().size()
        if self.distance is Distance.ALL:
            view.set_column(self._fit(Distance.THREE).column)
            view.set_zoom(distances.whole(view.picture, area, self._wall_height()))
            view.go_to_start()
        else:
            fit = self._fit()
            view.set_column(fit.column)
            view.set_zoom(fit.zoom)
            top = _span(view.picture.lanes, self._lane) if keep_lane else None
            self.screen = self._screen_of(top.start + 1) if top else min(self.screen, len(self._tops()) - 1)
            view.scrolling.below = max(self._room(), BEYOND)  # so that any lane can be on top
            view.scrolling.spread()
            view.scrolling.to(self._at(fit))
            lane = view.picture.lane_at(self._tops()[self.screen] + 1)
            self._lane = lane.id if lane else None
        self._placed = view.scrolling.at()
        self._keep()
        view.frame.light(self.stage)

    def _keep(self) -> None:
        """A stage that is gone gives way to its neighbour."""
        stages = self.stages
        if self.stage not in stages:
            self.stage = stages[min(self._index, len(stages) - 1)] if stages else None
        self._index = stages.index(self.stage) if self.stage is not None else 0

    def _at(self, fit: Fit) -> QPointF:
        """What is at the top left, px at this zoom: the stage in the middle, where the map goes on beyond."""
        view, picture, zoom = self._view, self._view.picture, self._view.zoom
        x = view.scrolling.at().x()
        if span := _span(picture.stages, self.stage):
            x = (span.start + span.size / 2) * zoom - view.frame.body().center().x()
            end, beyond = picture.width * zoom - view.viewport().width(), fit.peek * zoom
            low, high = (-beyond, end) if picture.rtl else (0.0, end + beyond)
            x = min(max(x, low), max(low, high))
        return QPointF(x, (self._tops()[self.screen] - picture.header_height) * zoom)

    def _fit(self, distance: Distance | None = None) -> Fit:
        view = self._view
        size, titles = view.viewport().size(), view.picture.title_width
        return distances.fit(distance or self._near, size, self._wall_height(), titles)

    def _wall_height(self) -> float:
        return self._view.window().height()

    def _room(self) -> float:
        """px of the map for lanes."""
        view = self._view
        room = distances.room_below_header(view.picture, self._fit().zoom, view.viewport().size())
        return max(room, distances.LINE)

    def _tops(self) -> list[float]:
        return distances.screens(self._view.picture.lanes, self._room())

    def end_of_whole(self) -> float | None:
        """Where the last lane that is seen whole ends, px down the view; None: all that is seen is to be."""
        view = self._view
        if self.distance is Distance.ALL or view.scrolling.at() != self._placed or not view.picture.lanes:
            return None
        top, room = self._tops()[self.screen], self._room()
        end = max((lane.end for lane in view.picture.lanes if lane.end <= top + room + 0.5), default=top)
        following = view.picture.lane_at(end + 1)
        if end <= top or (following is not None and following.size > room):
            return None  # a lane higher than the screen is never seen whole
        return (end - top + view.picture.header_height) * view.zoom

    def _screen_of(self, y: float) -> int:
        """Which screenful has this height of the map."""
        return max((k for k, top in enumerate(self._tops()) if top <= y), default=0)

    def _focus(self) -> Focus:
        """What stays in the eye while the distance changes: the stage spoken of, in px of the view."""
        view = self._view
        box = view.frame.body()
        if span := _span(view.picture.stages, self.stage):
            lane = _span(view.picture.lanes, self._lane)
            top = lane.start if lane else view.in_sight().y
            box = view.frame.to_view(Box(span.start, top, span.size, span.size), Zone.BODY)
        return Focus(self.distance, view.scrolling.at(), box)


def _span(spans: tuple[Span, ...], id: int | None) -> Span | None:
    return next((span for span in spans if span.id == id), None)
