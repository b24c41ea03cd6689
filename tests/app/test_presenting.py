"""Projecting: keys and mouse on the wall, sizes of what is read there, the window that stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.presenting import deeds
from app.presenting.back_row_dialog import findings
from app.presenting.distances import Distance
from app.presenting.wall import Wall
from app.window import Window
from canvas.picture.display import Group, Item, Text
from model import verbs
from tests.app.conftest import Start
from tests.app.test_window import opened
from tests.driver import Hand

K = Qt.Key


@pytest.fixture(params=["en", "he"])
def window(start: Start, shop: Path, drive: Path, request: pytest.FixtureRequest) -> Window:
    window = opened(start(request.param), shop if request.param == "en" else drive)
    window.session.settings.smooth = False
    return window


@pytest.fixture
def wall(window: Window) -> Wall:
    return presented(window)


def presented(window: Window, width: int = 1920, height: int = 1080) -> Wall:
    """The wall is as large as projectors are."""
    deeds.start(window, None)
    shown = deeds.running(window)
    assert shown is not None
    QApplication.processEvents()
    shown.wall.resize(width, height)
    QApplication.processEvents()
    return shown.wall


def press(wall: Wall, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(wall.view, key, held)


def letter(wall: Wall, text: str) -> None:
    """A key that writes this, on whichever keyboard."""
    none = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, wall.view, K.Key_unknown, text, none)


def onward(wall: Wall) -> Qt.Key:
    """The arrow along the journey."""
    return K.Key_Left if wall.view.picture.rtl else K.Key_Right


def back(wall: Wall) -> Qt.Key:
    return K.Key_Right if wall.view.picture.rtl else K.Key_Left


def in_view(wall: Wall) -> list[int]:
    """The stages that are seen whole, from 1."""
    body, seen = wall.view.frame.body(), wall.view.in_sight()
    left = seen.x + body.left() / wall.view.zoom - 0.5
    right = seen.x + body.right() / wall.view.zoom + 0.5
    spans = enumerate(wall.view.picture.stages, 1)
    return [number for number, span in spans if left <= span.start and span.end <= right]


def texts(items: Iterator[Item] | tuple[Item, ...]) -> Iterator[Text]:
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group):
            yield from texts(item.items)


def smallest(wall: Wall) -> float:
    """px of the screen: the smallest letters of the map, numbers in marks included."""
    picture = wall.view.picture
    groups = (*picture.figures, *picture.cards.values(), *picture.titles, *picture.header)
    sizes = [run.size for text in texts(groups) for line in text.block.lines for run in line.runs]
    return min(sizes) * wall.view.zoom


def test_f5_covers_the_screen_and_esc_leaves_the_window_as_it_was(window: Window, qtbot: QtBot) -> None:
    view = window.view
    view.set_zoom(1.5)
    card = next(iter(view.picture.cards))
    view.select([("card", card)])
    view.scrolling.to_end()
    before = (view.zoom, view.scrolling.at(), view.selection())
    wall = presented(window)
    press(wall, K.Key_PageDown, K.Key_PageDown, K.Key_Plus, K.Key_Down)
    press(wall, K.Key_Escape)
    assert not wall.isVisible()
    assert deeds.running(window) is None
    assert (view.zoom, view.scrolling.at(), view.selection()) == before


def test_letters_can_be_read_from_the_back_row(wall: Wall) -> None:
    assert in_view(wall) == [1, 2, 3]
    assert smallest(wall) >= 24
    letter(wall, "+")
    assert wall.camera.distance is Distance.ONE
    assert in_view(wall) == [1]
    assert smallest(wall) >= 48


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (3840, 2160)])
def test_letters_grow_with_the_wall(window: Window, size: tuple[int, int]) -> None:
    wall = presented(window, *size)
    assert smallest(wall) >= 0.022 * size[1]
    assert in_view(wall) == [1, 2, 3]
    letter(wall, "+")
    assert smallest(wall) >= 0.044 * size[1]
    assert in_view(wall) == [1]


def test_stage_by_stage_by_keys(wall: Wall) -> None:
    camera = wall.camera
    for key in (K.Key_PageDown, K.Key_Space, onward(wall)):
        press(wall, key)
    assert camera.index == 3
    assert in_view(wall) == [3, 4, 5]
    press(wall, K.Key_PageUp)
    press(wall, back(wall))
    press(wall, K.Key_Space, held=Qt.KeyboardModifier.ShiftModifier)
    assert camera.index == 0
    press(wall, K.Key_Backspace)
    assert camera.index == 0
    press(wall, K.Key_End)
    assert camera.index == 4
    press(wall, K.Key_PageDown)
    assert camera.index == 4
    assert wall.view.frame.lit == ("stage", camera.stage)


def test_the_stage_spoken_of_stands_out(wall: Wall) -> None:
    press(wall, K.Key_PageDown)
    shot = wall.view.grab().toImage()
    group = wall.view.picture.group(("stage", wall.camera.stage))
    assert group is not None
    at = Hand(wall.view).at(("stage", wall.camera.stage or 0))
    bar = round(wall.view.frame.header_height) - 3
    theme = wall.view.theme
    assert theme.name == "projector"
    assert shot.pixelColor(at.x(), bar) == QColor(theme.colour("accent"))


def test_overview_and_back(wall: Wall) -> None:
    press(wall, K.Key_PageDown)
    near = wall.view.zoom
    press(wall, K.Key_Home)
    assert wall.camera.distance is Distance.ALL
    seen, picture = wall.view.in_sight(), wall.view.picture
    assert seen.w >= picture.width - 0.5
    assert seen.h >= picture.height - 0.5
    press(wall, K.Key_PageDown)
    press(wall, K.Key_Return)
    assert (wall.camera.index, wall.view.zoom) == (2, near)
    letter(wall, "o")
    letter(wall, "ם")  # the same key of a Hebrew keyboard
    assert (wall.camera.index, wall.view.zoom) == (2, near)


def test_lanes_by_the_screenful_none_cut(wall: Wall) -> None:
    view, tops = wall.view, []
    for _ in range(20):
        lane = view.picture.lane_at(view.in_sight().y + view.picture.header_height + 1)
        tops.append(lane.id if lane else None)
        end = wall.camera.end_of_whole()
        assert end is not None
        assert end <= view.viewport().height() + 1
        if not wall.camera.below:
            break
        press(wall, K.Key_Down)
    assert len(set(tops)) == len(tops) > 1
    press(wall, K.Key_Down)
    assert wall.camera.screen == len(tops) - 1
    press(wall, *[K.Key_Up] * 20)
    assert wall.camera.screen == 0
    assert not wall.camera.above


def test_a_lane_higher_than_the_wall_takes_several_screens(wall: Wall) -> None:
    document = wall.view.document
    card = next(card for card in document.all("card").values() if card.kind == "touchpoint")
    for _ in range(12):
        verbs.add_card(document, card.stage, card.lane, "touchpoint", title="Call")
    lane = next(span for span in wall.view.picture.lanes if span.id == card.lane)
    seen = lane.start
    for _ in range(20):
        sight = wall.view.in_sight()
        top = sight.y + wall.view.picture.header_height
        assert top <= seen + 0.5  # nothing is passed over
        seen = max(seen, sight.y + sight.h)
        if seen >= lane.end:
            break
        press(wall, K.Key_Down)
    assert seen >= lane.end


def test_a_distance_keeps_the_lane_in_view(wall: Wall) -> None:
    press(wall, K.Key_Down)
    view = wall.view
    top = view.picture.lane_at(view.in_sight().y + view.picture.header_height + 1)
    assert top is not None
    letter(wall, "+")
    now = view.picture.lane_at(view.in_sight().y + view.picture.header_height + 1)
    assert now is not None
    assert now.id == top.id
    hand = Hand(view)
    hand.wheel(QPoint(900, 500), -120, Qt.KeyboardModifier.ControlModifier)
    assert wall.camera.distance is Distance.THREE


def test_a_number_jumps_to_its_stage(wall: Wall) -> None:
    letter(wall, "4")
    assert wall.camera.index == 3
    document, map_id = wall.view.document, wall.view.map_id
    for _ in range(8):
        verbs.add_stage(document, map_id)
    letter(wall, "1")
    assert wall.camera.index == 3
    assert "1" in wall.footer.words()
    letter(wall, "2")
    assert wall.camera.index == 11
    letter(wall, "1")
    press(wall, K.Key_Return)
    assert wall.camera.index == 0
    letter(wall, "1")
    press(wall, K.Key_Escape)
    assert wall.isVisible()
    letter(wall, "9")
    assert wall.camera.index == 8


def test_a_click_on_a_dash_goes_to_its_stage(wall: Wall) -> None:
    footer = wall.footer
    spots = [x for x in range(footer.width()) if footer.dash_at(QPoint(x, 40)) == 3]
    assert len(spots) >= 24
    QTest.mouseClick(footer, Qt.MouseButton.LeftButton, pos=QPoint(spots[len(spots) // 2], 40))
    assert wall.camera.index == 3


def test_the_footer_says_where_one_is_in_the_maps_language(wall: Wall) -> None:
    press(wall, K.Key_PageDown)
    hebrew = wall.view.picture.rtl
    assert wall.footer.accessibleName() == ("שלב 2 מתוך 5" if hebrew else "Stage 2 of 5")
    assert wall.footer.height() == 88


def test_what_is_written_on_the_wall_is_in_the_window(wall: Wall, window: Window) -> None:
    view, hand = wall.view, Hand(wall.view)
    card = next(id for id in view.picture.cards if view.document["card", id].kind == "touchpoint")
    hand.double_click(hand.at(("card", card)))
    hand.key(K.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    hand.write("Call")
    assert view.document["card", card].title == "Call"
    assert window.view.picture.cards[card].words.count("Call") == 1
    hand.type("S")  # chosen, a letter writes; it does not change screens
    hand.type("hop")
    hand.key(K.Key_Return)
    assert view.document["card", card].title == "Shop"
    press(wall, K.Key_Escape)
    assert wall.isVisible()
    assert not view.selection()
    press(wall, K.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert view.document["card", card].title == "Call"
    press(wall, K.Key_Y, held=Qt.KeyboardModifier.ControlModifier)
    assert view.document["card", card].title == "Shop"
    assert window.view.selection() == []


def test_a_drag_on_the_wall_moves_a_card(wall: Wall) -> None:
    view, hand = wall.view, Hand(wall.view)
    card = next(id for id in view.picture.cards if view.document["card", id].kind == "touchpoint")
    second = view.picture.stages[1].id
    lane = view.document["card", card].lane
    hand.drag(hand.at(("card", card)), hand.cell(second, lane))
    assert view.document["card", card].stage == second
    press(wall, K.Key_PageDown)
    assert wall.camera.index == 1
    assert not view.selection()


def test_what_is_changed_in_the_window_is_on_the_wall(wall: Wall, window: Window) -> None:
    press(wall, K.Key_PageDown)
    document, map_id = window.view.document, window.view.map_id
    spoken = wall.camera.stage
    first = wall.view.picture.stages[0].id
    verbs.remove(document, [("stage", first)])
    assert (wall.camera.stage, wall.camera.index) == (spoken, 0)
    document.undo()
    assert (wall.camera.stage, wall.camera.index) == (spoken, 1)
    assert in_view(wall) == [1, 2, 3]
    verbs.remove(document, [("stage", stage.id) for stage in document.children("stage", map=map_id)])
    assert wall.camera.stage is None
    press(wall, K.Key_PageDown, K.Key_Home, K.Key_Down)
    document.undo()
    assert wall.camera.stage is not None


def test_the_spot_takes_the_place_of_the_mouse(wall: Wall) -> None:
    letter(wall, "l")
    assert wall.spot.isVisible()
    viewport = wall.view.viewport()
    at = QPointF(700, 300)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, move)
    middle = wall.spot.geometry().center()
    assert (middle - viewport.mapTo(wall, at.toPoint())).manhattanLength() <= 3
    QApplication.processEvents()
    assert viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    letter(wall, "ך")
    assert not wall.spot.isVisible()
    assert viewport.cursor().shape() != Qt.CursorShape.BlankCursor
    wall.spot.hide_cursor()  # the mouse rests
    QApplication.sendEvent(viewport, move)
    assert viewport.cursor().shape() != Qt.CursorShape.BlankCursor


def test_a_black_screen_until_the_next_key(wall: Wall) -> None:
    letter(wall, ".")
    assert wall.grab().toImage().pixelColor(900, 500) == QColor("black")
    press(wall, K.Key_PageDown)
    assert wall.camera.index == 0
    assert wall.grab().toImage().pixelColor(900, 500) != QColor("black")


def test_moves_are_smooth_and_end_at_the_map_itself(window: Window, qtbot: QtBot) -> None:
    window.session.settings.smooth = True
    wall = presented(window)
    motion = wall.camera.motion
    press(wall, K.Key_PageDown)
    for key in (K.Key_PageDown, K.Key_Down, K.Key_Plus, K.Key_Home):
        press(wall, key)
        assert motion.running
        wall.grab()
        qtbot.waitUntil(lambda: not motion.running)
        assert not motion.isVisible()
    press(wall, K.Key_Home)
    press(wall, K.Key_PageUp)
    press(wall, K.Key_PageUp)  # before the first move has ended
    assert wall.camera.index == 0
    window.actions_by_id["smooth"].trigger()
    assert not motion.running
    press(wall, K.Key_End)
    assert not motion.running


def test_the_theme_is_the_projectors_or_the_windows(wall: Wall, window: Window) -> None:
    window.actions_by_id["projector"].trigger()
    assert wall.view.theme.name == "light"
    window.session.set_theme("dark")
    assert wall.view.theme.name == "dark"
    window.actions_by_id["projector"].trigger()
    assert wall.view.theme.name == "projector"
    assert window.view.theme.name == "dark"


def test_it_ends_with_its_map_and_its_window(window: Window) -> None:
    wall = presented(window)
    window.session.close()
    assert not wall.isVisible()
    assert deeds.running(window) is None


def test_closing_the_window_ends_it(window: Window) -> None:
    wall = presented(window)
    window.close()
    assert not wall.isVisible()


def test_a_remote_leads_the_wall_while_the_window_has_the_keyboard(
    wall: Wall, window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.view.setFocus()
    QTest.keyClick(window.view, K.Key_PageDown)
    assert wall.camera.index == 1
    QTest.keyClick(window.view, K.Key_PageUp)
    assert wall.camera.index == 0
    wall.close()
    QTest.keyClick(window.view, K.Key_PageDown)


def test_an_earlier_moment_is_shown_on_the_wall_too(window: Window) -> None:
    presented(window)
    document = window.session.document
    assert document is not None
    stage = document.children("stage", map=window.session.map_id)[0]
    first = document.head
    verbs.set_fields(document, "stage", [stage.id], title="New")
    window.session.look(first)
    shown = deeds.running(window)
    assert shown is not None
    assert shown.wall.isVisible()
    assert shown.wall.view.document is window.session.document
    assert shown.wall.view.document["stage", stage.id].title != "New"
    window.session.back()
    assert shown.wall.view.document["stage", stage.id].title == "New"


def test_from_the_stage_where_one_is(window: Window) -> None:
    stage = window.view.picture.stages[3].id
    window.view.select([("stage", stage)])
    deeds.remember(window, findings(window))  # the test's screen is a small one
    window.actions_by_id["present_here"].trigger()
    shown = deeds.running(window)
    assert shown is not None
    assert shown.wall.camera.stage == stage
