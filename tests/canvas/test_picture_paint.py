"""What is painted: the tokens' colours, the same glyphs in each theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from canvas.hands.shapes import BLEED, bounds
from canvas.picture.display import Group, Icon, Item, Line, Path, Rect, Text
from canvas.picture.layout import Options, layout
from canvas.picture.paint import paint
from canvas.picture.text import block
from canvas.picture.theme import THEMES, Theme, theme
from model.document import Document
from resources import assets
from tests.gallery import draw, rich_map

pytestmark = pytest.mark.usefixtures("qapp")
SQUARE = (("M", 2, 2), ("L", 38, 2), ("L", 38, 38), ("L", 2, 38), ("Z",))


LIGHT = theme("light")


def painted(*items: Item, colours: Theme = LIGHT) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor(colours.colour("canvas")))
    painter = QPainter(image)
    paint(painter, items, colours)
    painter.end()
    return image


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


def ink(image: QImage) -> int:
    ground = image.pixelColor(0, 0)
    return sum(image.pixelColor(x, y) != ground for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", THEMES)
def test_shapes_have_their_tokens_colour(name: str) -> None:
    colours = theme(name)
    assert at(painted(Rect(5, 5, 30, 30, "pain"), colours=colours), 20, 20) == colours.colour("pain")
    assert at(painted(Path(SQUARE, "river"), colours=colours), 20, 20) == colours.colour("river")
    line = Line(0, 20, 40, 20, "stage:3", 4)
    assert at(painted(line, colours=colours), 20, 20) == colours.colour("stage:3")
    faint = at(painted(Path(SQUARE, "mood_neg", opacity=0.75), colours=colours), 20, 20)
    assert faint not in (colours.colour("mood_neg"), colours.colour("canvas"))


def test_paper_shows_the_mixed_colour_that_a_screen_shows_translucent() -> None:
    paper = theme("print")
    assert at(painted(Path(SQUARE, "leak", opacity=0.5), colours=paper), 20, 20) == paper.mixed("leak", 0.5)


def test_groups_fade_as_a_whole() -> None:
    dot = Rect(5, 5, 30, 30, "text")
    full, faint = (painted(Group("card", None, 0, 0, 40, 40, (dot,), "", opacity)) for opacity in (1.0, 0.28))
    assert full.pixelColor(20, 20).lightness() < faint.pixelColor(20, 20).lightness()


def test_hatching_stays_within_its_path() -> None:
    image = painted(Path(SQUARE, "leak", hatch="leak_edge"))
    colours = {at(image, x, y) for x in range(4, 36) for y in range(4, 36)}
    assert len(colours) > 2
    assert at(image, 0, 0) == at(image, 39, 39) == LIGHT.colour("canvas")


def test_text_is_drawn_where_its_lines_are() -> None:
    text = block("םם", "body")
    image = painted(Text(10, 10, text, "text"))
    columns = [x for x in range(40) for y in range(40) if at(image, x, y) != LIGHT.colour("canvas")]
    assert min(columns) >= 10
    assert max(columns) <= 10 + text.width + 1


def test_every_icon_can_be_drawn_both_ways() -> None:
    assert assets.icon_names()
    for name in assets.icon_names():
        plain, mirrored = (painted(Icon(name, 4, 4, 32, "text", flag)) for flag in (False, True))
        assert ink(plain) > 20, name
        assert abs(ink(plain) - ink(mirrored)) < 0.2 * ink(plain), name
        assert b"#123456" in assets.icon_svg(name, "#123456")
    with pytest.raises(KeyError):
        assets.icon("no-such-icon")


def test_a_mirrored_icon_points_the_other_way() -> None:
    for flag, side in ((False, 30), (True, 9)):
        image = painted(Icon("arrow-right", 4, 4, 32, "text", flag))
        columns = [sum(at(image, x, y) != at(image, 0, 0) for y in range(40)) for x in range(40)]
        assert sum(columns[16:24]) > 0
        tip = next(x for x in (range(39, -1, -1) if not flag else range(40)) if columns[x])
        assert abs(tip - side) < 8


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_whole_map_can_be_painted_in_every_theme_and_scale(document: Document, language: str) -> None:
    map, known = rich_map(document, language)
    picture = layout(document, map.id, Options(figures=known))
    looks = [draw(picture, name, 0.5) for name in THEMES]
    assert len({bytes(image.constBits()) for image in looks}) == len(THEMES)
    boxes = [group.items[0] for group in picture.cards.values()]
    card = next(box for box in boxes if isinstance(box, Rect) and box.fill == "card")
    big = draw(picture, "light", 2.0)
    assert at(big, round(2 * card.x + 8), round(2 * card.y + 30)) == LIGHT.colour("card")


@pytest.mark.parametrize("zoom", [3.0, 4.0, 8.0])
def test_letters_are_drawn_however_large_they_are(zoom: float) -> None:
    image = QImage(600, 200, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(zoom, zoom)
    score = block("3.4", "figure")
    paint(painter, (Text(2, 2, score, "text"),), LIGHT)
    painter.end()
    assert ink(image) > 0.1 * score.width * score.height * zoom * zoom


def test_what_a_group_may_touch_has_all_that_it_draws(document: Document) -> None:
    map_, figures = rich_map(document, "he")
    picture = layout(document, map_.id, Options(figures=figures))
    leaks = [group for group in picture.figures if group.role == "drop_off"]
    assert any(bounds(group).width() > group.w + 2 * BLEED for group in leaks)  # into the next stage
    for group in leaks:
        assert all(bounds(group).contains(bounds(item)) for item in group.items)
