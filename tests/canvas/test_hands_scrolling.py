"""Which scroll bars a view has: a matter of the map and the room alone, found once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication

from canvas.hands.scrolling import BEYOND
from canvas.hands.view import MapView
from tests.canvas.hands import Map
from tests.driver import Hand

THIN = "QScrollBar:vertical { width: 10px; } QScrollBar:horizontal { height: 10px; }"
MANY = 50


class Sizes(QObject):
    """Counts the sizes a viewport gets; `MANY` are let through, which ends a loop of them."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.seen = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Resize
        return event.type() == QEvent.Type.Resize and self.seen > MANY


def bars(view: MapView) -> tuple[bool, bool]:
    QApplication.processEvents()
    return view.horizontalScrollBar().isVisible(), view.verticalScrollBar().isVisible()


def test_bars_come_to_rest_where_the_map_is_as_high_as_the_view(on_map: tuple[Map, Hand]) -> None:
    """A product of reals may be a hair more than the whole px it was divided from."""
    _made, hand = on_map
    view = hand.view
    view.setStyleSheet(THIN)
    whole = view.picture.height + BEYOND
    height = next(px for px in range(400, 900) if px / whole * whole > px)
    view.resize(1900, height)
    view.set_zoom(3.0)
    assert bars(view) == (True, True)
    sizes = Sizes(view)
    view.set_zoom(height / whole)
    assert bars(view) == (False, False)
    assert sizes.seen < 10
    assert view.viewport().size() == QSize(1900, height)


def test_bars_are_shown_where_there_is_something_to_scroll(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    view, bar = hand.view, 10
    view.setStyleSheet(THIN)
    width, height = round(view.picture.width), round(view.picture.height + BEYOND)
    for size, shown in (
        ((width, height), (False, False)),
        ((width - 1, height + bar), (True, False)),
        ((width - 1, height + bar - 1), (True, True)),
        ((width + bar, height - 1), (False, True)),
        ((width + bar - 1, height - 1), (True, True)),
        ((width, height), (False, False)),
    ):
        view.resize(*size)
        assert bars(view) == shown, size
        for scroll, there in zip((view.horizontalScrollBar(), view.verticalScrollBar()), shown, strict=True):
            assert (scroll.maximum() > scroll.minimum()) == there, size


def test_fitted_map_is_as_large_as_it_can_be(on_map: tuple[Map, Hand]) -> None:
    _made, hand = on_map
    view = hand.view
    view.resize(1200, 400)
    view.set_zoom(3.0)
    assert bars(view) == (True, True)
    view.fit()
    assert bars(view) == (False, False)
    assert view.zoom == 400 / (view.picture.height + BEYOND)
