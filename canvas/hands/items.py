"""The light items of the scene: each paints one group of the picture, or marks of the session over it.

Items show and never write: truth is the document, the picture is made from it, items are made from the
picture.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from canvas.hands.shapes import BLEED, bounds, from_afar, on_paper
from canvas.hands.ways import is_in
from canvas.picture.display import Area, Cards, Group, Item, Picture, Ref, Sketch, Stack
from canvas.picture.paint import paint
from canvas.picture.theme import Theme

READABLE = 0.3  # zoom under which texts are lines
FIGURES, GHOSTS, CARDS, LINKS, POINTS, MARKS, LANDING = range(7)  # z: what is painted over what


class GroupItem(QGraphicsItem):
    """Paints one group of the picture."""

    def __init__(self, scene: MapScene, group: Group, z: int) -> None:
        super().__init__()
        self._scene, self._group, self._bounds = scene, group, bounds(group)
        self._far: Group | None = None
        self.setZValue(z)
        scene.addItem(self)

    def show_group(self, group: Group) -> None:
        if group == self._group:
            return
        self.prepareGeometryChange()
        self._group, self._bounds, self._far = group, bounds(group), None
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        group = self._group
        if painter.worldTransform().m11() < READABLE:
            group = self._far = self._far or from_afar(group)
        paint(painter, (self._scene.dressed(group),), self._scene.theme)


class LinkItem(QGraphicsItem):
    """Paints one connector; its group is made when a part of it is looked at."""

    def __init__(self, scene: MapScene, sketch: Sketch, z: float) -> None:
        super().__init__()
        self._scene, self._sketch, self._bounds = scene, sketch, _area(sketch.area)
        self._far: Group | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # tells what is exposed
        self.setZValue(z)
        scene.addItem(self)

    def show_sketch(self, sketch: Sketch, z: float) -> None:
        if sketch is self._sketch:
            return
        self.prepareGeometryChange()
        self._sketch, self._bounds, self._far = sketch, _area(sketch.area), None
        self.setZValue(z)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not is_in(self._sketch, option.exposedRect):
            return
        group = self._sketch.group
        if painter.worldTransform().m11() < READABLE:
            group = self._far = self._far or from_afar(group)
        paint(painter, (self._scene.dressed(group),), self._scene.theme)


class CellItem(QGraphicsItem):
    """Paints the cards of one cell: those that are looked at, no others are drawn or even made."""

    def __init__(self, scene: MapScene, stack: Stack) -> None:
        super().__init__()
        self._scene, self._stack, self._bounds = scene, stack, _area(stack.area)
        self._far: dict[int, Group] = {}
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # tells what is exposed
        self.setZValue(CARDS)
        scene.addItem(self)

    def show_stack(self, stack: Stack) -> None:
        if stack is self._stack:
            return
        self.prepareGeometryChange()
        self._stack, self._bounds, self._far = stack, _area(stack.area), {}
        self.update()

    def update_cards(self, ids: Sequence[int]) -> None:
        if len(ids) > 1:
            self.update()
        else:
            self.update(_area(self._stack.boxes[ids[0]]))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        exposed: QRectF = option.exposedRect
        from_far = painter.worldTransform().m11() < READABLE
        for id, box in self._stack.boxes.items():
            if _area(box).intersects(exposed):
                group = self._seen_from_far(id) if from_far else self._stack.group(id)
                paint(painter, (self._scene.dressed(group),), self._scene.theme)

    def _seen_from_far(self, id: int) -> Group:
        if id not in self._far:
            self._far[id] = from_afar(self._stack.group(id))
        return self._far[id]


def _area(box: Area) -> QRectF:
    return QRectF(*box).adjusted(-BLEED, -BLEED, BLEED, BLEED)


class Layer(QGraphicsItem):
    """Marks of the session as display items: rings, ghosts, what is dragged. None is in the document."""

    def __init__(self, scene: MapScene, z: int) -> None:
        super().__init__()
        self._scene = scene
        self.items: tuple[Item, ...] = ()
        self._bounds = QRectF()
        self.setZValue(z)
        scene.addItem(self)

    def show_items(self, items: Sequence[Item]) -> bool:
        """False when they are what is shown already."""
        items = tuple(items)
        if items == self.items:
            return False
        self.prepareGeometryChange()
        self.items = items
        self._bounds = QRectF()
        for item in items:
            self._bounds |= bounds(item)
        self.update()
        return True

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        paint(painter, self.items, self._scene.theme)


class MapScene(QGraphicsScene):
    """Keeps one item for each cell with cards, emotion point and figure in step with the picture."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._tinted: frozenset[Ref] = frozenset()  # several selected: their paper is tinted
        self.away: frozenset[Ref] = frozenset()  # dragged: not at their places
        self._cells: dict[tuple[int, int], CellItem] = {}
        self._cards = Cards()
        self._points: dict[int, GroupItem] = {}
        self._links: dict[int, LinkItem] = {}
        self._figures: list[GroupItem] = []
        self.ghosts = Layer(self, GHOSTS)
        self.marks = Layer(self, MARKS)
        self.landing = Layer(self, LANDING)

    def show_picture(self, picture: Picture) -> None:
        self._cards = picture.cards
        self._keep_cells(picture.cards.cells)
        self._keep_links(picture.links.sketches)
        self._keep_points(picture.points)
        for item, group in zip(self._figures, picture.figures, strict=False):
            item.show_group(group)
        for item in self._figures[len(picture.figures) :]:
            self.removeItem(item)
        more = picture.figures[len(self._figures) :]
        self._figures = self._figures[: len(picture.figures)]
        self._figures += [GroupItem(self, group, FIGURES) for group in more]

    def _keep_cells(self, stacks: dict[tuple[int, int], Stack]) -> None:
        for at in self._cells.keys() - stacks.keys():
            self.removeItem(self._cells.pop(at))
        for at, stack in stacks.items():
            if at in self._cells:
                self._cells[at].show_stack(stack)
            else:
                self._cells[at] = CellItem(self, stack)

    def _keep_links(self, sketches: dict[int, Sketch]) -> None:
        """Straight ones lie over those that turn, as the picture has them last."""
        for id in self._links.keys() - sketches.keys():
            self.removeItem(self._links.pop(id))
        for id, sketch in sketches.items():
            z = LINKS + 1 / len(sketch.way)
            if id in self._links:
                self._links[id].show_sketch(sketch, z)
            else:
                self._links[id] = LinkItem(self, sketch, z)

    def _keep_points(self, groups: dict[int, Group]) -> None:
        for id in self._points.keys() - groups.keys():
            self.removeItem(self._points.pop(id))
        for id, group in groups.items():
            if id in self._points:
                self._points[id].show_group(group)
            else:
                self._points[id] = GroupItem(self, group, POINTS)

    def tint(self, refs: frozenset[Ref]) -> None:
        before, self._tinted = self._tinted, refs
        self._update(before ^ refs)

    def take_away(self, refs: frozenset[Ref]) -> None:
        before, self.away = self.away, refs
        self._update(before ^ refs)

    def _update(self, refs: frozenset[Ref]) -> None:
        cells: dict[tuple[int, int], list[int]] = {}
        for table, id in refs:
            at = self._cards.cell_of(id) if table == "card" else None
            if at is not None:
                cells.setdefault(at, []).append(id)
            elif table == "emotion" and id in self._points:
                self._points[id].update()
            elif table == "link" and id in self._links:
                self._links[id].update()
        for at, ids in cells.items():
            self._cells[at].update_cards(ids)

    def dressed(self, group: Group) -> Group:
        """The group as it is painted now: dragged it is elsewhere, one of several selected is tinted."""
        if group.ref in self.away:
            return Group(group.role, group.ref, group.x, group.y, group.w, group.h, ())
        return on_paper(group, "accent_tint") if group.ref in self._tinted else group
