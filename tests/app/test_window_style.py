"""The look: tokens and icons exist in both themes, the ring follows the keyboard, Hebrew starts right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import app
from app import actions, form_fields, palette, properties
from app.icons import icon, pixmap
from app.labels import label
from app.style import MARKS, FocusRing, sheet
from app.style import palette as palette_of
from canvas.picture.cards import CHANNEL_ICONS
from canvas.picture.theme import theme
from resources.assets import MIRRORED_ICONS, icon_names
from tests.app.conftest import Start
from tests.app.test_window import opened
from tests.driver import Hand


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_stylesheet_is_made_of_tokens_that_exist(name: str) -> None:
    text = sheet(theme(name), {mark: f"{mark}.png" for mark, _, _ in MARKS}, rtl=True)
    assert "$" not in text
    assert theme(name).colour("accent") in text


@pytest.mark.parametrize("name", ["light", "dark"])
def test_texts_stand_out_from_what_they_stand_on(name: str) -> None:
    colours = palette_of(theme(name))
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
    ]
    for text, ground in pairs:
        assert contrast(colours.color(text), colours.color(ground)) >= 4.5


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1, relative luminance."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_every_icon_that_is_named_exists() -> None:
    named = {each.icon for each in actions.ACTIONS if each.icon}
    named |= {thing.icon for thing in (*palette.THINGS, *palette.MORE, *palette.FRAMES)}
    named |= set(properties.TABLE_ICONS.values()) | set(form_fields.CARD_ICONS.values())
    named |= set(CHANNEL_ICONS.values())
    assert named <= icon_names()


def test_every_icon_is_named_somewhere() -> None:
    root = Path(app.__file__).parent.parent
    code = "".join(
        file.read_text(encoding="utf-8") for room in ("app", "canvas") for file in (root / room).rglob("*.py")
    )
    named = set(re.findall(r'"([a-z-]+)"', code))
    assert icon_names() <= named
    assert icon_names() >= MIRRORED_ICONS


def test_icons_that_point_turn_round_and_undo_does_not(qapp: object) -> None:
    def image(name: str, rtl: bool) -> QImage:
        return pixmap(name, "#000000", 32, rtl=rtl).toImage()

    assert ink(image("export", True)) == pytest.approx(ink(image("export", False))[::-1], abs=40)
    assert ink(image("arrow-right", True)) == pytest.approx(ink(image("arrow-right", False))[::-1], abs=40)
    assert image("arrow-u-up-left", True) == image("arrow-u-up-left", False)


def ink(image: QImage) -> list[int]:
    """How much of each column is painted."""
    return [
        sum(image.pixelColor(x, y).alpha() for y in range(image.height())) // image.height()
        for x in range(image.width())
    ]


def test_an_icon_is_tinted_by_its_theme(qapp: object) -> None:
    for name in ("light", "dark"):
        drawn = icon("plus", theme(name)).pixmap(18, 18).toImage()
        assert drawn.pixelColor(drawn.width() // 2, drawn.height() // 2).name().upper() == theme(name).colour(
            "text"
        )


def test_the_ring_goes_where_the_keyboard_goes(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start(), shop)
    with qtbot.waitActive(window):
        window.activateWindow()
    for button in (
        window.workspace.palette_.buttons["pain"],
        window.workspace.panel.fields["kind"],
    ):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
        assert [ring.widget() for ring in rings] == [button]


def test_controls_are_32_high(start: Start, shop: Path) -> None:
    window = opened(start(), shop)
    fields = window.workspace.panel.fields
    assert fields["kind"].height() == 32
    assert fields["title"].height() >= 32
    assert window.workspace.bar.height() == 46
    assert window.workspace.status.height() == 28


@pytest.mark.parametrize("language", ["en", "he"])
def test_labels_start_where_reading_starts(start: Start, language: str) -> None:
    start(language)
    side = Qt.AlignmentFlag.AlignRight if language == "he" else Qt.AlignmentFlag.AlignLeft
    for text in ("Basket", "סל"):
        assert label(text).alignment() & side


def test_drawn_pictures_of_the_palette_hold_their_word(start: Start, shop: Path, qtbot: QtBot) -> None:
    window = opened(start("he"), shop)
    for button in window.workspace.palette_.buttons.values():
        picture = button.picture()
        assert picture.deviceIndependentSize().width() > button.fontMetrics().horizontalAdvance(button.text())
    line = QLineEdit()
    qtbot.addWidget(line)
    assert line.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, of an open menu
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_menu_within_a_card_s_words_is_of_the_theme(start: Start, shop: Path, name: str) -> None:
    window = opened(start(theme=name), shop)
    hand = Hand(window.view)
    hand.double_click(hand.at(("card", next(iter(window.view.picture.cards)))))
    menu = window.view.writing.editor.focusProxy().createStandardContextMenu()
    menu.popup(window.pos())
    image = menu.grab().toImage()
    assert image.pixelColor(image.width() // 2, 3).name().upper() == theme(name).colour("panel")
    menu.close()
    menu.deleteLater()
