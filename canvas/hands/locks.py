"""Locked cards: no hand moves, changes or deletes them, and the user is told why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from canvas.hands.keys import KEYS
from canvas.hands.speech import tell
from canvas.picture.display import Ref
from model import verbs
from resources.formats import isolate
from resources.words import words

if TYPE_CHECKING:
    from canvas.hands.view import MapView


def is_locked(view: MapView, ref: Ref) -> bool:
    record = view.document.get(*ref)
    return ref[0] == "card" and record is not None and bool(record.locked)


def locked_in(view: MapView, ref: Ref) -> set[int]:
    """The locked cards that would go with this: a card itself, all of a stage or lane."""
    table, id = ref
    if table == "card":
        return {id} if is_locked(view, ref) else set()
    if table not in ("stage", "lane"):
        return set()
    return {card.id for card in view.document.children("card", **{table: id}) if card.locked}


def refused(view: MapView, ref: Ref) -> bool:
    """Whether this is a locked card; the user is told."""
    if not is_locked(view, ref):
        return False
    tell_locked(view, 1)
    return True


def unlocked(view: MapView, cards: Iterable[int]) -> list[int]:
    """Those of the cards that are not locked; the user is told of the others."""
    cards = list(cards)
    free = [id for id in cards if not is_locked(view, ("card", id))]
    if len(free) < len(cards):
        tell_locked(view, len(cards) - len(free))
    return free


def tell_locked(view: MapView, n: int) -> None:
    _ = words(view.language)
    keys = QKeySequence(KEYS["lock"][0]).toString(QKeySequence.SequenceFormat.NativeText)
    text = _.plural(
        "This card is locked; %(keys)s unlocks it", "%(n)s cards are locked; %(keys)s unlocks them", n
    )
    tell(view, text % {"n": n, "keys": isolate(keys)})


def toggle(view: MapView) -> None:
    """Lock the selected cards; unlock them when all of them are locked."""
    cards: Sequence[int] = view.selected.of("card")
    if not cards or view.fixed:
        return
    locks = not all(is_locked(view, ("card", id)) for id in cards)
    view.act(verbs.lock_cards, cards, locks)
    _ = words(view.language)
    n = len(cards)
    if locks:
        text = _.plural("The card is locked", "%(n)s cards are locked", n)
    else:
        text = _.plural("The card is unlocked", "%(n)s cards are unlocked", n)
    tell(view, text % {"n": n})
