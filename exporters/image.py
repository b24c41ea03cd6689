"""A map as a PNG: the poster that the PDF shows, in the light theme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from canvas.picture.faces import missing
from canvas.picture.paint import paint
from canvas.picture.text import ensure_gui
from canvas.picture.theme import theme

from .contents import contents
from .poster import FIT, PT_PER_PX, Poster, compose

if TYPE_CHECKING:
    from model.document import Document

MAX_SIDE = 16_384  # px
MAX_AREA = 200e6  # px
_SCREEN_DPM = 96 / 0.0254  # dots a metre of a picture at scale 1


def write_png(
    document: Document,
    map_id: int | None,
    path: Path,
    scale: float = 2.0,
    progress: Callable[[float], None] | None = None,
) -> dict[str, object]:
    """Write the whole map as a picture, `scale` px for each px of the map, fewer where it would be too large.

    Gives facts: pixels, missing_characters. Raises MasaError 'export_no_map', MemoryError, OSError.
    """
    ensure_gui()
    tell = progress or (lambda share: None)
    map_ = contents(document, map_id)
    poster = compose(map_, FIT, date.today())
    tell(0.3)
    image = _painted(poster, _px_per_pt(poster, scale))
    image.setText("Title", map_.title)
    tell(0.7)
    path.write_bytes(_encoded(image))
    tell(1.0)
    return {
        "pixels": [image.width(), image.height()],
        "missing_characters": missing("".join(poster.texts())),
    }


def _px_per_pt(poster: Poster, scale: float) -> float:
    """Pixels for each point of the poster within the largest side and area."""
    width, height = poster.width, poster.height
    wanted = scale / PT_PER_PX
    return min(wanted, MAX_SIDE / max(width, height), sqrt(MAX_AREA / (width * height)))


def _painted(poster: Poster, px: float) -> QImage:
    light = theme("light")
    image = QImage(int(poster.width * px), int(poster.height * px), QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError
    image.fill(QColor(light.colour("canvas")))
    dots = round(_SCREEN_DPM * px * PT_PER_PX)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    for part in poster.parts:
        painter.save()
        painter.translate(part.x * px, part.y * px)
        painter.scale(part.scale * px, part.scale * px)
        paint(painter, part.items, light)
        painter.restore()
    painter.end()
    return image


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise MemoryError
    return bytes(buffer.data().data())
