"""What you see is what prints: the PDF's painter and the screen's draw the same page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QColor, QImage, QPainter

from canvas.picture.layout import Options, layout
from canvas.picture.paint import paint
from canvas.picture.text import ensure_gui
from canvas.picture.theme import theme
from exporters.contents import Contents, contents
from exporters.pdf import draw_poster
from exporters.poster import Poster, compose, picture_items
from model import verbs
from model.kinds import MARKS

PX = 2.0  # pixels a point


def on_screen(page: Poster) -> Image.Image:
    image = QImage(round(page.width * PX), round(page.height * PX), QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for part in page.parts:
        painter.save()
        painter.translate(part.x * PX, part.y * PX)
        painter.scale(part.scale * PX, part.scale * PX)
        paint(painter, part.items, theme("print"))
        painter.restore()
    painter.end()
    size = image.width(), image.height()
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())


def check(shown: Contents, page: Poster) -> None:
    screen = on_screen(page)
    with pypdfium2.PdfDocument(draw_poster(shown, page)) as pdf:
        paper = pdf[0].render(scale=PX).to_pil().convert("RGB").resize(screen.size)
    # the screen sets glyphs on whole pixels, so that only places are compared, not pixels
    difference = ImageChops.difference(screen.reduce(8), paper.reduce(8)).convert("L")
    assert difference.reduce(2).getextrema()[1] <= 28
    shades = difference.histogram()
    assert sum(shade * n for shade, n in enumerate(shades)) / sum(shades) < 0.6


@pytest.mark.parametrize("language", ["he", "en"])
def test_both_painters_draw_the_same_page(story, language, qapp):
    ensure_gui()
    document, map_ = story(language)
    shown = contents(document, map_.id)
    check(shown, compose(shown, "A3", date.today()))


@pytest.mark.parametrize("language", ["he", "en"])
def test_both_painters_draw_marks_spans_locks_and_wide_stages(story, language, qapp):
    ensure_gui()
    document, map_ = story(language)
    stages = [stage.id for stage in document.children("stage", map=map_.id)]
    lane = next(one.id for one in document.children("lane", map=map_.id) if one.kind == "touchpoints")
    verbs.resize_stage(document, stages[1], 300)
    for kind in MARKS:
        verbs.add_card(document, stages[1], lane, kind, "123")
    wide = verbs.add_card(document, stages[0], lane, "touchpoint", "123", locked=1)
    verbs.span_card(document, wide.id, stages[0], stages[2])
    shown = contents(document, map_.id)
    check(shown, compose(shown, "A3", date.today()))


@pytest.mark.parametrize("language", ["he", "en"])
def test_both_painters_draw_the_macro_view(story, language, qapp):
    ensure_gui()
    document, map_ = story(language)
    shown = contents(document, map_.id)
    page = compose(shown, "A3", date.today())
    picture = layout(document, map_.id, Options(macro=True))
    check(shown, replace(page, map=page.map._replace(items=picture_items(picture)), picture=picture))
