"""What the command palette offers: every action, the places of the open map; how well words fit them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from app import actions, menus, views_menu
from app.form_fields import map_words
from model import verbs
from model.finding import Finder, fold
from resources.formats import isolate, own_direction
from resources.terms import LANES
from resources.words import N_, Words, languages, words

if TYPE_CHECKING:
    from app.window import Window
    from model.document import Document
    from model.records import Lane

CARDS_MOST = 50
CLOSE = 0.75  # share of its letters by which a mistyped word is still known

# Why an action cannot be done now; one whose reason is not here is left out.
WHY: dict[actions.Test, str] = {
    actions.open_map: N_("No map is open"),
    actions.open_file: N_("No file is open"),
    actions.changeable: N_("No map is open that can be changed"),
    actions.something: N_("Nothing is selected"),
    actions.chosen: N_("Nothing is selected"),
    actions.one_thing: N_("Not one single thing is selected"),
    actions.cards_chosen: N_("No cards are selected"),
    actions.some_cards: N_("No cards are selected"),
}


@dataclass(frozen=True)
class Entry:
    """`where`: the menu it is in, or what it is. `why`: it cannot be done now, if not "".

    `folded`: what is looked through.
    """

    id: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    where: str = ""
    keys: str = ""
    why: str = ""
    folded: str = ""


def entries(window: Window) -> list[Entry]:
    """All but the cards, which are too many to be listed unasked."""
    found = [*_actions(window), *_choices(window), *_places(window)]
    return [entry for entry in found if entry is not None]


def matching(all_entries: Iterable[Entry], text: str, recent: list[str]) -> list[Entry]:
    """Those that all words fit, the best first; what was done lately before others that fit as well."""
    asked = fold(text).split()
    late = {id: k for k, id in enumerate(recent)}
    rated = []
    for number, entry in enumerate(all_entries):
        rate = fit(asked, entry.folded)
        if rate is not None:
            lately = late.get(entry.id, len(recent))
            rated.append((bool(entry.why), -rate, lately, number, entry))
    return [entry for *_, entry in sorted(rated, key=lambda each: each[:4])]


def fit(asked: list[str], text: str) -> float | None:
    """How well folded words fit a folded text, 0 to 1 a word; None when one of them does not."""
    total = 0.0
    for word in asked:
        rate = _fit_word(word, text)
        if rate is None:
            return None
        total += rate
    return round(total, 1)


def _fit_word(word: str, text: str) -> float | None:
    if any(each.startswith(word) for each in text.split()):
        return 1.0
    if word in text:
        return 0.8
    if len(word) < 3:
        return None
    close = max((_alike(word, each[: len(word) + 1]) for each in text.split()), default=0.0)
    return 0.5 if close >= CLOSE else None


def _alike(word: str, other: str) -> float:
    if abs(len(word) - len(other)) > 2:
        return 0.0
    return SequenceMatcher(None, word, other, autojunk=False).ratio()


def cards(window: Window, finder: Finder, text: str) -> list[Entry]:
    """The cards of the open map that have all words."""
    session, found = window.session, list[Entry]()
    document, _ = session.document, session.words
    if document is None:
        return found
    for hit in finder.find(text, session.map_id):
        if hit.ref[0] != "card" or hit.map != session.map_id:
            continue
        card = document["card", hit.ref[1]]
        stage = document["stage", card.stage].title
        said = _("Go to “%(title)s”") % {"title": own_direction(card.title or _("Untitled"))}
        found.append(
            Entry(f"card:{card.id}", said, partial(_go, window, hit.ref), "note-blank", own_direction(stage))
        )
        if len(found) == CARDS_MOST:
            break
    return found


def _actions(window: Window) -> Iterator[Entry | None]:
    _ = window.session.words
    for each in actions.ACTIONS:
        action, why = window.actions_by_id[each.id], ""
        if not each.when(window):
            if each.when not in WHY:
                continue
            why = _(WHY[each.when])
        native = QKeySequence.SequenceFormat.NativeText
        keys = isolate(action.shortcut().toString(native)) if each.keys else ""
        shown = action.text().replace("&&", "&")
        where, folded = _menu_of(each.id, _), _both(each.text, shown)
        yield Entry(each.id, shown, action.trigger, each.icon, where, keys, why, folded)


def _menu_of(id: str, _: Words) -> str:
    titles = (title for title, held in actions.MENUS if id in held)
    return _(next(titles, "")).replace("&", "")


def _both(text: str, *more: str) -> str:
    """Words in both languages, so that either finds it."""
    return fold(" ".join([*(words(language)(text) for language in languages()), *more]))


def _choices(window: Window) -> Iterator[Entry]:
    session, _ = window.session, window.session.words
    for name, text in menus.THEMES:
        run = partial(session.set_theme, name)
        yield Entry(f"theme:{name}", _(text), run, "", _("Theme"), folded=_both(text, _("Theme"), "theme"))
    for code, name in languages().items():
        run = partial(session.set_language, code)
        text = fold(" ".join([name, _("Language"), "language"]))
        yield Entry(f"language:{code}", name, run, "globe", _("Language"), folded=text)


def _places(window: Window) -> Iterator[Entry]:
    session, _ = window.session, window.session.words
    document, map_ = session.document, session.map
    if document is None or map_ is None:
        return
    for number, stage in enumerate(document.children("stage", map=map_.id), 1):
        said = _("Go to stage %(n)s: %(title)s") % {
            "n": isolate(str(number)),
            "title": own_direction(stage.title or _("Untitled")),
        }
        yield _place(window, ("stage", stage.id), said, "columns-plus-right", _("Stage"))
    for lane in document.children("lane", map=map_.id):
        yield from _of_lane(window, document, lane)
    for title, shows in views_menu.built_in(session):
        said = _("View: %(name)s") % {"name": title}
        run = partial(views_menu.apply_shows, window, shows)
        yield Entry(f"view:{title}", said, run, "eye", _("View"), folded=fold(said))
    for view in document.children("map_view", map=map_.id):
        said = _("View: %(name)s") % {"name": own_direction(view.name)}
        run = partial(views_menu.apply, window, view.id)
        yield Entry(f"map_view:{view.id}", said, run, "eye", _("View"), folded=fold(said))
    for each in session.maps():
        if each.id != map_.id:
            said = _("Go to map “%(title)s”") % {"title": own_direction(each.title or _("Untitled map"))}
            run = partial(session.show_map, each.id)
            yield Entry(f"map:{each.id}", said, run, "map-trifold", _("Map"), folded=fold(said))


def _of_lane(window: Window, document: Document, lane: Lane) -> Iterator[Entry]:
    session, _ = window.session, window.session.words
    name = own_direction(lane.title or map_words(session)(LANES[lane.kind]))
    if not lane.hidden:
        said = _("Go to lane “%(lane)s”") % {"lane": name}
        yield _place(window, ("lane", lane.id), said, "rows-plus-bottom", _("Lane"))
    if session.writable:
        text = N_("Show lane “%(lane)s”") if lane.hidden else N_("Hide lane “%(lane)s”")
        said = _(text) % {"lane": name}
        run = partial(verbs.set_lane_hidden, document, lane.id, not lane.hidden)
        icon = "eye" if lane.hidden else "eye-slash"
        yield Entry(f"lane_shown:{lane.id}", said, run, icon, _("Lane"), folded=fold(said))


def _place(window: Window, ref: tuple[str, int], said: str, icon: str, where: str) -> Entry:
    return Entry(f"{ref[0]}:{ref[1]}", said, partial(_go, window, ref), icon, where, folded=fold(said))


def _go(window: Window, ref: tuple[str, int]) -> None:
    """Show what is perhaps hidden, select it, scroll to it."""
    views_menu.uncover(window, ref)
    window.view.select([ref])
    window.view.reveal(ref)
