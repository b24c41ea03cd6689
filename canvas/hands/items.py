"""The items of the scene: the map, painted on tiles, and marks of the session over it.

They show and never write: truth is the document, the picture is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from canvas.hands.contents import NOTHING, Contents, differences
from canvas.hands.shapes import bounds, on_paper
from canvas.hands.tiles import Tiles
from canvas.picture.display import Group, Item, Picture, Ref
from canvas.picture.paint import paint
from canvas.picture.theme import Theme

GROUND, MARKS, LANDING = range(3)  # z: what is painted over what
_MANY = 200  # of more things that change all is painted anew


class Layer(QGraphicsItem):
    """Marks of the session as display items: rings, what is dragged. None is in the document."""

    def __init__(self, scene: MapScene, z: int) -> None:
        super().__init__()
        self._scene = scene
        self.items: tuple[Item, ...] = ()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # tells what is exposed
        self.setZValue(z)
        scene.addItem(self)

    def show_items(self, items: Sequence[Item]) -> bool:
        """False when they are what is shown already."""
        before, self.items = self.items, tuple(items)
        if self.items == before:
            return False
        changed = set(before).symmetric_difference(self.items)
        if len(changed) > _MANY or not changed:
            self.update()
        for item in changed if len(changed) <= _MANY else ():
            self.update(bounds(item))
        return True

    def boundingRect(self) -> QRectF:
        return self._scene.extent

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        exposed: QRectF = option.exposedRect
        paint(painter, [item for item in self.items if bounds(item).intersects(exposed)], self._scene.theme)


class Ground(Layer):
    """The map itself from its tiles. Its marks lie under the cards: the map is painted anew around them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        scene, exposed = self._scene, option.exposedRect
        scene.tiles.paint(painter, exposed, scene.in_sight())
        zoom = painter.worldTransform().m11()
        for item in self.items:
            area = bounds(item) & exposed
            if not area.isEmpty():
                painter.save()
                painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
                paint(painter, scene.items_in(area, zoom, self.items), scene.theme)
                painter.restore()


class MapScene(QGraphicsScene):
    """What is painted of the map, and over it: kept in step with the picture."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # there are three items
        self._theme = theme
        self._tinted: frozenset[Ref] = frozenset()  # several selected: their paper is tinted
        self.away: frozenset[Ref] = frozenset()  # dragged: not at their places
        self._contents = Contents(NOTHING)
        self.extent = QRectF()
        self.tiles = Tiles(self, self, self.update)
        self.ghosts, self.marks, self.landing = Ground(self, GROUND), Layer(self, MARKS), Layer(self, LANDING)

    @property
    def theme(self) -> Theme:
        return self._theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._theme = theme
        self.tiles.clear()

    def in_sight(self) -> QRectF:
        """The part of the map that is in view."""
        view = self.views()[0]
        shown = view.viewportTransform().inverted()[0].mapRect(QRectF(view.viewport().rect()))
        return shown & self.extent

    def show_picture(self, picture: Picture) -> None:
        before, self._contents = self._contents.picture, Contents(picture)
        extent = QRectF(0, 0, picture.width, picture.height)
        if extent != self.extent:
            for layer in (self.ghosts, self.marks, self.landing):
                layer.prepareGeometryChange()
            self.extent = extent
        self._spoil(differences(before, picture))

    def items_in(self, area: QRectF, zoom: float, ghosts: Iterable[Item] = ()) -> Iterator[Item]:
        """What is painted there, with marks that lie under the cards."""
        yield from self._contents.under(area, zoom)
        yield from ghosts
        for group in self._contents.over(area, zoom):
            yield self.dressed(group)

    def roughly(self, area: QRectF) -> Iterator[Item]:
        return self._contents.roughly(area)

    def tint(self, refs: frozenset[Ref]) -> None:
        before, self._tinted = self._tinted, refs
        self._dress(before ^ refs)

    def take_away(self, refs: frozenset[Ref]) -> None:
        before, self.away = self.away, refs
        self._dress(before ^ refs)

    def _dress(self, refs: frozenset[Ref]) -> None:
        areas = (area for ref in refs for area in self._contents.areas_of(ref))
        self._spoil([self.extent] if len(refs) > _MANY else areas)

    def _spoil(self, areas: Iterable[QRectF]) -> None:
        areas = list(areas)
        self.tiles.spoil(areas)
        for area in areas:
            self.update(area)

    @property
    def worn(self) -> tuple[frozenset[Ref], frozenset[Ref]]:
        """What makes groups look other than on the picture."""
        return self._tinted, self.away

    def dressed(self, group: Group) -> Group:
        """The group as it is painted now: dragged it is elsewhere, one of several selected is tinted."""
        if group.ref in self.away:
            return Group(group.role, group.ref, group.x, group.y, group.w, group.h, ())
        return on_paper(group, "accent_tint") if group.ref in self._tinted else group
