"""The map on its tiles looks as if it were painted whole, whatever was done before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from canvas.hands.contents import READABLE, Contents
from canvas.hands.frame import Zone
from canvas.hands.tiles import AFAR
from canvas.hands.view import MapView
from canvas.hands.zooming import LEAST
from canvas.picture.display import Rect
from canvas.picture.paint import paint
from canvas.picture.theme import theme
from model import verbs
from model.views import Filter
from tests.canvas.hands import Map
from tests.driver import Hand

TRACE = 40  # of 255


def shown(view: MapView) -> QImage:
    """The map as the view shows it, beside the strips that stay in sight."""
    image = view.viewport().grab(view.frame.body().toAlignedRect()).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def painted_whole(view: MapView) -> QImage:
    """The same without tiles."""
    body = view.frame.body().toAlignedRect()
    image = QImage(body.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(view.theme.colour("canvas")))
    painter, picture = QPainter(image), view.picture
    painter.translate(-body.topLeft())
    painter.setTransform(view.viewportTransform(), combine=True)
    painter.setClipRect(view.map_scene.extent)
    cards = [view.map_scene.dressed(group) for group in picture.cards.values()]
    paint(painter, (*picture.background, *picture.figures, *cards), view.theme)
    paint(painter, (*picture.links.values(), *picture.points.values()), view.theme)
    for layer in (view.map_scene.marks, view.map_scene.landing):
        paint(painter, layer.items, view.theme)
    painter.end()
    return image


def looks_whole(view: MapView) -> bool:
    """All but a trace in dotted lines, whose dots Qt counts from the edge of what it paints on."""
    channels = (bytes(image.constBits()) for image in (shown(view), painted_whole(view)))
    return all(a == b or abs(a - b) < TRACE for a, b in zip(*channels, strict=True))


def looks_new(view: MapView) -> bool:
    """To the last px as if nothing had been painted before."""
    before = shown(view)
    view.map_scene.tiles.clear()
    return shown(view) == before and looks_whole(view)


def test_what_is_seen_is_what_would_be_painted_whole(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    assert looks_whole(hand.view)
    hand.view.verticalScrollBar().setValue(137)
    assert looks_whole(hand.view)


def test_a_gesture_its_undoing_and_its_redoing_are_seen_at_once(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    before = shown(view)
    hand.drag(hand.at(("card", made.card["Ad"])), hand.cell(made.stages[2], made.lanes["opportunities"]))
    view.select([])
    hand.move(QPoint(5, 5))
    assert shown(view) != before
    assert looks_new(view)
    made.document.undo()
    view.overlay.outline([])
    assert shown(view) == before
    made.document.redo()
    view.overlay.outline([])
    assert looks_new(view)


@pytest.mark.parametrize("change", ["card", "lane", "stage", "connector", "point", "filter", "theme"])
def test_every_change_is_seen(on_map: tuple[Map, Hand], change: str) -> None:
    made, hand = on_map
    view, document = hand.view, made.document
    before = shown(view)
    if change == "card":
        verbs.set_fields(document, "card", [made.card["Reviews"]], title="Reads what others say of it")
    elif change == "lane":
        verbs.set_fields(document, "lane", [made.lanes["touchpoints"]], height=400)
    elif change == "stage":
        verbs.set_fields(document, "stage", [made.stages[0]], width=300)
    elif change == "connector":
        verbs.add_link(document, made.card["Ad"], made.card["Slow"], "causes")
    elif change == "point":
        verbs.set_emotion(document, made.stages[1], -1.5)
    elif change == "filter":
        view.set_filter(Filter(kinds=("pain",)))
    else:
        view.set_theme(theme("dark"))
    assert shown(view) != before
    assert looks_new(view)


def test_what_is_dragged_is_away_from_its_place_and_under_the_pointer(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view, ad = hand.view, ("card", made.card["Ad"])
    start = hand.at(ad)
    there = view.picture.cards[made.card["Ad"]]
    before = shown(view)
    hand.drag(start, hand.cell(made.stages[1], made.lanes["opportunities"]), drop=False)
    within = view.map_scene.items_in(view.map_scene.extent, 1.0)
    assert not next(group for group in within if getattr(group, "ref", None) == ad).items
    hand.key(Qt.Key.Key_Escape)
    view.select([])
    hand.move(QPoint(5, 5))
    assert view.picture.cards[made.card["Ad"]] is there
    assert shown(view) == before


def test_marks_of_a_landing_lie_under_the_cards(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    box = view.places.box(view.places.cell_of(made.card["Ad"]))
    view.map_scene.ghosts.show_items([Rect(*box, fill="accent_tint")])
    colours = {shown(view).pixelColor(at).name() for at in _ground_and_card(hand, made)}
    assert colours == {view.theme.colour("accent_tint").lower(), view.theme.colour("card").lower()}
    view.map_scene.ghosts.show_items([])
    assert looks_new(view)


def _ground_and_card(hand: Hand, made: Map) -> list[QPoint]:
    """Beside a card, and on its paper."""
    view = hand.view
    card = view.frame.to_view(view.places.card_box(made.card["Ad"]), Zone.BODY)
    inside = QPoint(round(card.left()) + 4, round(card.center().y()))
    inside -= view.frame.body().toAlignedRect().topLeft()
    return [inside - QPoint(8, 0), inside]


def test_from_afar_it_is_painted_bit_by_bit_and_then_only_shown(
    on_map: tuple[Map, Hand], qtbot: QtBot
) -> None:
    made, hand = on_map
    view = hand.view
    view.set_zoom(AFAR / 2)
    qtbot.waitUntil(lambda: not view.map_scene.tiles.is_busy)
    before = shown(view)
    verbs.set_fields(made.document, "card", [made.card["Slow"]], kind="opportunity")
    qtbot.waitUntil(lambda: not view.map_scene.tiles.is_busy)
    changed = shown(view)
    assert changed != before
    made.document.undo()
    view.overlay.outline([])
    qtbot.waitUntil(lambda: not view.map_scene.tiles.is_busy)
    assert shown(view) == before
    view.set_zoom(1.0)
    assert looks_new(view)


def test_from_afar_texts_are_lines_and_specks_are_left_out(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    contents = Contents(hand.view.picture)
    whole = hand.view.map_scene.extent
    near, far, farthest = (
        sum(len(group.items) for group in contents.over(whole, zoom)) for zoom in (1.0, READABLE / 2, 0.02)
    )
    assert near >= far > farthest


def test_strips_show_the_same_wherever_the_map_was_scrolled(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    verbs.set_fields(made.document, "lane", [made.lanes["pains"]], height=1900)
    view.set_zoom(1.5)
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    view.go_to_start()
    before = view.grab().toImage()
    for bar in (across, down):
        bar.setValue(bar.maximum())
        view.grab()
    view.go_to_start()
    assert view.grab().toImage() == before
    view.set_theme(theme("dark"))
    assert view.grab().toImage() != before
    view.set_theme(theme("light"))
    assert view.grab().toImage() == before


def test_a_very_large_map_can_be_seen_whole(on_map: tuple[Map, Hand]) -> None:
    made, hand = on_map
    view = hand.view
    for k in range(80):
        verbs.add_stage(made.document, made.id, f"Stage {k}")
    view.fit()
    assert view.zoom < LEAST
    assert view.picture.width * view.zoom <= view.viewport().width()
    view.zoom_out()
    assert view.picture.width * view.zoom <= view.viewport().width()
    view.zoom_in()
    assert view.zoom == LEAST
