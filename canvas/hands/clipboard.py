"""Copy, cut, paste, duplicate: cards to and from the clipboard, for other maps, windows and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from canvas.hands import locks
from canvas.hands.editor import Ending
from canvas.hands.landing import holds_cards, own_lane
from canvas.hands.places import Cell
from canvas.hands.speech import tell
from canvas.picture.paint import paint
from model import verbs
from model.clips import Clip, clip
from model.kinds import LANES
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView

MIME = "application/x-masa-cards"  # what `model.clips` writes, in UTF-8
_LARGEST = 4e6  # px of the picture of what is copied
_PICTURED = 300  # cards; more make no picture that could be read
_AROUND = 12.0  # px around them


def copy(view: MapView) -> bool:
    """The selected cards, or those of selected stages and lanes; False when there are none."""
    cards = _chosen(view)
    if not cards or view.writing.sheet:
        return False
    QGuiApplication.clipboard().setMimeData(_data(view, cards))
    _ = words(view.language)
    n = len(cards)
    tell(view, _.plural("%(n)s card copied", "%(n)s cards copied", n) % {"n": n})
    return True


def cut(view: MapView) -> None:
    """Locked cards stay where they are."""
    if view.fixed or view.writing.sheet:
        return
    cards = locks.unlocked(view, _chosen(view))
    if not cards:
        return
    QGuiApplication.clipboard().setMimeData(_data(view, cards))
    view.act(verbs.remove, [("card", id) for id in cards])


def duplicate(view: MapView) -> None:
    cards = _chosen(view)
    if cards and not view.fixed and not view.writing.sheet:
        _choose(view, view.act(verbs.duplicate_cards, cards) or [])


def paste(view: MapView) -> None:
    """Into the selected cell or after the selected card, else into the first stage in sight."""
    if view.fixed or not view.is_there or view.writing.sheet or not view.picture.stages:
        return
    view.writing.end(Ending.LEFT)
    data = QGuiApplication.clipboard().mimeData() or QMimeData()  # None: nothing was ever copied
    found = _clip(data)
    made = _paste_cards(view, found) if found else _paste_texts(view, data)
    _choose(view, made)


def paste_block(view: MapView) -> bool:
    """On a new card without words: more than one text becomes cards from its cell."""
    from canvas.hands import grids

    data = QGuiApplication.clipboard().mimeData() or QMimeData()
    try:
        grid = grids.grid_of(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")
    except grids.TooMuchError:
        return False
    if sum(map(len, grid)) < 2:
        return False
    view.writing.end(Ending.DROPPED)
    paste(view)
    return True


def _choose(view: MapView, made: list[int]) -> None:
    """What is new is chosen, and the first of it comes in sight."""
    if made:
        view.select(("card", id) for id in made)
        view.reveal(("card", made[0]))


def _chosen(view: MapView) -> list[int]:
    """In reading order."""
    cards = set(view.selected.of("card"))
    for table, id in view.selection():
        if table in ("stage", "lane"):
            cards |= {card.id for card in view.document.children("card", **{table: id})}
    return view.places.in_reading_order(cards)


# ---- to the clipboard ----


def _data(view: MapView, cards: list[int]) -> QMimeData:
    from canvas.hands import grids  # here: no start copies, nor needs what reads HTML and tables

    data = QMimeData()
    data.setData(MIME, clip(view.document, cards).encode())
    grid = _grid(view, cards)
    data.setText(grids.tabbed(grid).rstrip("\n") if len(cards) > 1 else grid[0][0])
    data.setHtml(grids.table(grid, view.picture.rtl))
    if len(cards) <= _PICTURED:
        data.setImageData(_image(view, cards))
    return data


def _grid(view: MapView, cards: list[int]) -> list[list[str]]:
    """Their texts as they lie: a column for each stage, for each lane as many rows as its fullest cell."""
    titles: dict[Cell, list[str]] = {}
    for id in cards:
        cell = view.places.cell_of(id) or Cell(0, 0)
        titles.setdefault(cell, []).append(view.document["card", id].title)
    stages = [span.id for span in view.picture.stages]
    used = [stages.index(cell.stage) for cell in titles]
    rows = []
    for lane in (span.id for span in view.picture.lanes):
        columns = [titles.get(Cell(stage, lane), []) for stage in stages[min(used) : max(used) + 1]]
        for k in range(max(map(len, columns))):
            rows.append([column[k] if k < len(column) else "" for column in columns])
    return rows


def _image(view: MapView, cards: list[int]) -> QImage:
    """The cards as they lie, twice as fine as at 100 % where that is not too large."""
    groups = [view.picture.cards[id] for id in cards]
    area = QRectF()
    for group in groups:
        area |= QRectF(group.x, group.y, group.w, group.h)
    area.adjust(-_AROUND, -_AROUND, _AROUND, _AROUND)
    scale = min(2.0, (_LARGEST / (area.width() * area.height())) ** 0.5)
    size = (area.size() * scale).toSize()
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(view.theme.colour("canvas")))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-area.topLeft())
    paint(painter, groups, view.theme)
    painter.end()
    return image


# ---- from the clipboard ----


def _clip(data: QMimeData) -> Clip | None:
    """None also for what only pretends to be one of ours: its text is pasted then."""
    if not data.hasFormat(MIME):
        return None
    try:
        return Clip(bytes(data.data(MIME).data()).decode())
    except ValueError:
        return None


def _paste_cards(view: MapView, found: Clip) -> list[int]:
    cell, before = _target(view, found.cards[0]["lane_kind"], found.cards[0]["kind"])
    if cell is None:
        return []
    made = view.act(verbs.paste, found, cell.stage, cell.lane, before=before) or []
    _ = words(view.language)
    n = len(made)
    tell(view, _.plural("%(n)s card pasted", "%(n)s cards pasted", n) % {"n": n})
    return list(made)


def _paste_texts(view: MapView, data: QMimeData) -> list[int]:
    from canvas.hands import grids

    _ = words(view.language)
    try:
        grid = grids.grid_of(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")
    except grids.TooMuchError:
        tell(view, _("That is too much to paste at once; import it as a file"))
        return []
    cell, before = _target(view, "", "note")
    if not grid or cell is None:
        tell(view, _("Nothing in the clipboard can be pasted here"))
        return []
    if len(grid[0]) == 1:
        kind = LANES.get(view.document["lane", cell.lane].kind) or "note"
        texts = [row[0] for row in grid if row[0]]
        made = view.act(verbs.add_cards, [(*cell, kind, text) for text in texts], before=before) or []
        tell(view, _.plural("%(n)s card made", "%(n)s cards made", len(made)) % {"n": len(made)})
        return list(made)
    name = view.map_words("New stage")
    block = view.act(verbs.add_block, grid, cell.stage, cell.lane, new_stage=name)
    if block is None:
        return []
    _tell_block(view, block)
    return list(block.cards)


def _tell_block(view: MapView, block: verbs.Block) -> None:
    """ "12 cards made, with 2 new stages and a new lane"."""
    _ = words(view.language)
    n = len(block.cards)
    text = _.plural("%(n)s card made", "%(n)s cards made", n) % {"n": n}
    parts = [text]
    if block.stages:
        more = block.stages
        parts.append(_.plural("%(n)s new stage", "%(n)s new stages", more) % {"n": more})
    if block.lanes:
        parts.append(_("a new lane"))
    tell(view, ", ".join(parts))


def _target(view: MapView, lane_kind: str, kind: str) -> tuple[Cell | None, int | None]:
    """The cell where things land, and the card in front of which they do; None: last."""
    cards = view.places.in_reading_order(view.selected.of("card"))
    if cards:
        cell = view.places.cell_of(cards[0])
        if cell and holds_cards(view, cell.lane):
            held = view.places.cards(cell)
            last = max(held.index(id) for id in cards if id in held)
            return cell, next(iter(held[last + 1 :]), None)
    cell = view.current_cell()
    if cell is not None:
        return _for_cards(view, cell), None
    lanes = [view.document["lane", span.id] for span in view.picture.lanes]
    home = next((lane.id for lane in lanes if lane.kind == lane_kind and holds_cards(view, lane.id)), None)
    lane = home or own_lane(view, kind)
    return (Cell(view.first_stage_in_sight(), lane) if lane else None), None


def _for_cards(view: MapView, cell: Cell) -> Cell | None:
    """The cell, or the nearest below it, else above it, whose lane holds cards."""
    lanes = [span.id for span in view.picture.lanes]
    at = lanes.index(cell.lane)
    found = next((lane for lane in (*lanes[at:], *lanes[:at][::-1]) if holds_cards(view, lane)), None)
    return cell._replace(lane=found) if found else None
