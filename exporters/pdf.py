"""A map as a PDF: one page, vector, our fonts embedded, every word found, a bookmark for each stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from canvas.picture.text import ensure_gui
from canvas.picture.theme import theme
from resources import assets

from .contents import Contents, contents
from .poster import FIT, Poster, compose

if TYPE_CHECKING:
    from model.document import Document

Progress = Callable[[float], None]  # told shares of 1
_LANGUAGES = {"he": "he-IL", "en": "en-US"}
_INITIAL_FACE = "Heebo-400"  # reportlab names a font of its own at the page's start unless it is given one


def write_pdf(
    document: Document, map_id: int | None, path: Path, paper: str = FIT, progress: Progress | None = None
) -> dict[str, object]:
    """Write the whole map on one page. paper: 'A0' .. 'A4' or 'fit'; map_id None: the first map.

    Gives facts: pages, smallest_pt, missing_characters. Raises MasaError 'export_no_map', OSError.
    """
    from canvas.picture.faces import missing

    ensure_gui()
    tell = progress or (lambda share: None)
    map_ = contents(document, map_id)
    poster = compose(map_, paper, date.today())
    tell(0.4)
    path.write_bytes(draw_poster(map_, poster))
    tell(1.0)
    return {
        "pages": 1,
        "smallest_pt": round(poster.smallest, 1),
        "missing_characters": missing("".join(poster.texts())),
    }


def draw_poster(map_: Contents, poster: Poster) -> bytes:
    """A whole PDF file of one page."""
    canvas = _canvas(map_, poster)
    _draw(canvas, poster)
    _bookmarks(canvas, map_, poster)
    canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def _canvas(map_: Contents, poster: Poster) -> Any:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # binary streams: a fifth smaller
    pdfmetrics.registerFont(TTFont(_INITIAL_FACE, str(assets.font_path(_INITIAL_FACE))))
    canvas = Canvas(
        "",
        pagesize=(poster.width, poster.height),
        pageCompression=1,
        pdfVersion=(1, 7),
        initialFontName=_INITIAL_FACE,
        lang=_LANGUAGES[map_.map.language],
    )
    canvas.setTitle(map_.title)
    canvas.setSubject(map_.project.title)
    canvas.setAuthor("")
    canvas.setCreator("Masa")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if map_.rtl:
        canvas.setViewerPreference("Direction", "R2L")
    return canvas


def _draw(canvas: Any, poster: Poster) -> None:
    from .glyphs import GlyphWriter, number
    from .page import PagePainter

    texts = GlyphWriter(canvas._doc)
    for part in poster.parts:
        painter = PagePainter(texts, theme("print"))
        painter.paint(part.items)
        scale = f"{part.scale:.5f}"
        place = f"{number(part.x, 3)} {number(poster.height - part.y, 3)}"
        canvas._code += [f"q {scale} 0 0 {scale} {place} cm", *painter.operators, "Q"]


def _bookmarks(canvas: Any, map_: Contents, poster: Poster) -> None:
    """An outline of the stages, each opening the page at its column."""
    part = poster.map
    top = poster.height - part.y
    bottom = top - poster.picture.height * part.scale
    spans = {span.id: span for span in poster.picture.stages}
    for index, stage in enumerate(map_.stages):
        span = spans[stage.id]
        left, right = (part.x + side * part.scale for side in (span.start, span.end))
        key = f"stage-{stage.id}"
        canvas.bookmarkPage(key, fit="FitR", left=left, bottom=bottom, right=right, top=top)
        canvas.addOutlineEntry(f"{index + 1}. {map_.stage_name(stage)}", key)
