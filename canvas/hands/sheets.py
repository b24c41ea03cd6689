"""What is written on in place: where it stands, how it looks, what becomes of its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from canvas.hands.frame import Zone
from canvas.hands.places import Box, box_of
from canvas.hands.shapes import bounds, paper, texts
from canvas.hands.targets import chips_of
from canvas.picture.display import Group, Item, Ref, Text
from canvas.picture.pills import halfway
from canvas.picture.plan import NEW, Draft
from model import verbs
from model.kinds import MARKS
from model.records import Card, Link
from resources.words import languages, words

if TYPE_CHECKING:
    from canvas.hands.view import MapView
    from model.document import Document

PADDING = 8.0  # px between a sheet's edge and its text where the picture does not say
_HEADER_PAD = 10.0
_EDGE = 5.0  # px around the text of a card that has no paper of its own
_LABEL, _LABEL_HIGH = 130.0, 24.0  # px of the paper for a connector's words
_SMALL = 48.0  # px; wider shapes are the card's own outline
TITLE = {"persona": "name"}
ZONES = {"stage": Zone.HEADER, "lane": Zone.TITLES, "persona": Zone.CORNER}


@dataclass(frozen=True)
class Sheet:
    """`box`, `words`: the paper and the place of the text on it, in map px as `zone` shows them.

    `write` puts the text into the document, or into a copy of it, and gives what is selected then; it raises
    MasaError.
    `keeps_empty`: an emptied text is written too; else an empty text means that nothing is made. `needs`:
    without these records there is nothing to write. `draft`: the card that this is on the map, so that it
    can grow while it is written.
    """

    zone: Zone
    box: Box
    words: Box
    style: str
    fill: str
    text: str
    write: Callable[[Document, str], Ref]
    ref: Ref | None = None
    keeps_empty: bool = False
    beside: tuple[Item, ...] = ()
    needs: tuple[Ref, ...] = ()
    draft: Draft | None = None


def sheet_of(view: MapView, ref: Ref) -> Sheet | None:
    """To write anew what names a record; None if it has no name (an emotion point) or is not shown."""
    table, id = ref
    group = group_of(view, ref)
    record = view.document.get(table, id)
    if group is None or record is None or table == "emotion":
        return None
    if isinstance(record, Link):
        return _label_sheet(view, record)
    field = TITLE.get(table, "title")
    title = getattr(record, field) or _shown_name(group, table)
    zone = ZONES.get(table, Zone.BODY)
    draft = view.draft if table == "card" and view.draft and view.draft.card.id == id else None
    words, style = _place_of(group, draft.card.title if draft else title)
    if table == "stage":
        words = Box(group.x + _HEADER_PAD, words.y, group.w - 2 * _HEADER_PAD, words.h)
    box = box_of(group) if zone in (Zone.BODY, Zone.CORNER) else words.grown(PADDING - 2)

    def write(document: Document, text: str) -> Ref:
        verbs.set_fields(document, table, [id], **{field: text})
        return ref

    fill = paper(group) if zone is Zone.BODY else None
    if zone is Zone.BODY and fill is None:
        box = box.grown(_EDGE)
    beside = _beside(group, words) if zone is Zone.BODY else ()
    draft = draft or (Draft(record) if isinstance(record, Card) else None)
    return Sheet(
        zone, box, words, style, fill or "card", title, write, ref,
        keeps_empty=True, beside=beside, draft=draft,
    )  # fmt: skip


def bears_made_up_name(sheet: Sheet) -> bool:
    """A stage that is still "Stage 2" or "New stage", in any language: the name is there to be replaced."""
    if sheet.ref is None or sheet.ref[0] != "stage":
        return False
    plain = re.sub(r"\d+", "%(n)s", sheet.text, count=1)
    return any(plain in (_("Stage %(n)s"), _("New stage")) for _ in map(words, languages()))


def _label_sheet(view: MapView, link: Link) -> Sheet:
    """The words of a connector, where they stand or would stand; without any it says nothing."""
    sketch = view.picture.links.sketches[link.id]
    box = Box(*sketch.tag) if sketch.tag else Box(*halfway(sketch.way), 0.0, 0.0)
    wide, high = max(_LABEL - box.w, 0.0), max(_LABEL_HIGH - box.h, 0.0)
    box = Box(box.x - wide / 2, box.y - high / 2, box.w + wide, box.h + high)

    def write(document: Document, text: str) -> Ref:
        verbs.set_fields(document, "link", [link.id], label=text)
        return ("link", link.id)

    words = Box(box.x + PADDING, box.y + 4, box.w - 2 * PADDING, box.h - 8)
    return Sheet(
        Zone.BODY, box, words, "caption", "canvas", link.label, write, ("link", link.id), keeps_empty=True
    )


def new_sheet(
    zone: Zone,
    box: Box,
    style: str,
    text: str,
    write: Callable[[Document, str], Ref],
    before: Ref | None = None,
) -> Sheet:
    """For a stage, lane or persona that is made when something was written, in front of `before`."""
    needs = (before,) if before else ()
    return Sheet(zone, box, box.grown(-PADDING), style, "card", text, write, needs=needs)


def card_sheet(view: MapView, draft: Draft, write: Callable[[Document, str], Ref]) -> Sheet:
    """For a new card, whose room on the map is there already: it is made when something was written.

    A mark is made without words too.
    """
    card, group = draft.card, view.picture.cards[NEW]
    words, style = _place_of(group, card.title)
    needs: list[Ref] = [("stage", card.stage), ("lane", card.lane)]
    if draft.before is not None:
        needs.append(("card", draft.before))
    fill, beside, box = paper(group), _beside(group, words), box_of(group)
    if fill is None:
        box = box.grown(_EDGE)
    return Sheet(
        Zone.BODY, box, words, style, fill or "card", "", write,
        keeps_empty=card.kind in MARKS,  # they say what they are
        beside=beside, needs=tuple(needs), draft=draft,
    )  # fmt: skip


def group_of(view: MapView, ref: Ref) -> Group | None:
    """The group that shows a record; persona chips included."""
    if ref[0] == "persona":
        return next((chip for chip in chips_of(view) if chip.ref == ref), None)
    return view.picture.group(ref)


def _shown_name(group: Group, table: str) -> str:
    """A lane without a title of its own is shown by the name of its kind."""
    return next((text.block.text for text in texts(group.items)), "") if table == "lane" else ""


def _place_of(group: Group, title: str) -> tuple[Box, str]:
    """Where the title stands in its group, and its type style."""
    found = list(texts(group.items))
    text = next((text for text in found if text.block.text == title), None)
    if text is None:
        text = next(iter(found), None) if not title else None
    if text is not None:
        return Box(text.x, text.y, max(text.block.width, 40.0), text.block.height), text.block.style
    return box_of(group).grown(-PADDING), "body_on"


def _beside(group: Group, words: Box) -> tuple[Item, ...]:
    """Icons and marks beside the text, and what stands over it, stay in sight while the text is written."""
    return tuple(item for item in group.items if _stays(item, bounds(item), words))


def _stays(item: Item, box: QRectF, words: Box) -> bool:
    if isinstance(item, Text):
        return box.bottom() <= words.y + 1
    return box.width() < _SMALL and not words.x <= box.center().x() < words.x + words.w
