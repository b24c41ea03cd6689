"""Named views of a map: which lanes are shown, which cards stand out, near or from above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.labels import verbatim
from model.views import Filter, Shows, read
from resources.words import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from app.session import Session
    from app.window import Window

_ALL, _ESSENTIALS = N_("All lanes"), N_("Essentials")
# kinds of lanes
ESSENTIALS = ("goal", "touchpoints", "emotion", "pains", "moments_of_truth", "opportunities")


def built_in(session: Session) -> Iterator[tuple[str, Shows]]:
    """The views that every map has, with their names."""
    document, map_, _ = session.document, session.map, session.words
    if document is None or map_ is None:
        return
    yield _(_ALL), Shows()
    lanes = document.children("lane", map=map_.id)
    others = frozenset(lane.id for lane in lanes if lane.kind not in ESSENTIALS)
    if len(others) < len(lanes):
        yield _(_ESSENTIALS), Shows(others)


def fill(window: Window, menu: QMenu) -> None:
    """A tick for the view that the map is looked at through."""
    menu.clear()
    session, _ = window.session, window.session.words
    document, map_ = session.document, session.map
    if document is None or map_ is None:
        return
    now = session.showing.now()
    for name, shows in built_in(session):
        entry = menu.addAction(name)
        entry.setCheckable(True)
        entry.setChecked(shows == now)
        entry.triggered.connect(lambda _checked=False, shows=shows: apply_shows(window, shows))
    menu.addSeparator()
    for view in document.children("map_view", map=map_.id):
        entry = menu.addAction(verbatim(view.name))
        entry.setCheckable(True)
        entry.setChecked(read(document, view) == now)
        entry.triggered.connect(lambda _checked=False, id=view.id: apply(window, id))
    menu.addSeparator()
    menu.addAction(window.actions_by_id["views"])


def apply(window: Window, view_id: int) -> None:
    from model import verbs  # here: no start changes anything

    session, document = window.session, window.session.document
    if document is None:
        return
    shows = read(document, document["map_view", view_id])
    if not session.writable or window.perform(lambda: verbs.apply_view(document, view_id)):
        session.showing.show(shows.filter, shows.macro)


def apply_shows(window: Window, shows: Shows) -> None:
    """Of a document that is only read, lanes stay as they are."""
    from model import verbs  # here: no start changes anything

    session, document, map_id = window.session, window.session.document, window.session.map_id
    if document is None or map_id is None:
        return
    if not session.writable or window.perform(lambda: verbs.set_lanes_hidden(document, map_id, shows.hidden)):
        session.showing.show(shows.filter, shows.macro)


def uncover(window: Window, ref: tuple[str, int]) -> None:
    """Make sure that a stage, lane or card can be seen: its lane is shown, the filter lets it pass."""
    from model import verbs  # here: no start changes anything

    session, document = window.session, window.session.document
    if document is None:
        return
    table, id = ref
    card = document["card", id] if table == "card" else None
    lane = card.lane if card else id if table == "lane" else None
    if lane is None:
        return
    session.showing.set_macro(False)
    if document["lane", lane].hidden and session.writable:
        window.perform(lambda: verbs.set_lane_hidden(document, lane, hidden=False))
    if card and not session.showing.filter.passes(card):
        session.showing.set_filter(Filter())
