"""A map as a picture."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage

from canvas.picture.theme import theme
from exporters.contents import contents
from exporters.image import MAX_AREA, MAX_SIDE, write_png
from exporters.poster import PT_PER_PX, compose
from model import verbs


@pytest.mark.parametrize("language", ["he", "en"])
def test_the_picture_shows_the_whole_poster_twice_as_large(story, tmp_path, language, qapp):
    document, map_ = story(language)
    facts = write_png(document, map_.id, tmp_path / "map.png")
    image = QImage(str(tmp_path / "map.png"))
    page = compose(contents(document, map_.id), "fit", date.today())
    wanted = [int(page.width * 2 / PT_PER_PX), int(page.height * 2 / PT_PER_PX)]
    assert facts["pixels"] == [image.width(), image.height()] == wanted
    assert image.text("Title") == map_.title
    light = theme("light")
    assert image.pixelColor(3, 3) == QColor(light.colour("canvas"))
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }
    for token in ("pain_tint", "opportunity_tint", "river", "thought_tint"):
        assert light.colour(token).lower() in colours, token


def test_a_large_map_is_scaled_down_to_what_programs_can_open(document, tmp_path, qapp):
    map_ = verbs.new_map(document, "Long", stages=[str(n) for n in range(100)], lanes=["actions"])
    width, height = write_png(document, map_.id, tmp_path / "map.png")["pixels"]
    assert MAX_SIDE - 1 <= width <= MAX_SIDE
    assert width * height <= MAX_AREA
