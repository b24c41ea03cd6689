"""What can be done with the moments of the history: look, go there, restore, name, shorten the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from resources.formats import count, isolate

if TYPE_CHECKING:
    from app.window import Window
    from model.document import Document
    from model.history import Way
    from model.past_work import Shorter


def can_name(window: Window) -> bool:
    live = window.session.live
    return live is not None and not live.read_only


def look(window: Window, moment: int) -> None:
    """Show the project as it was then; the newest moment is now."""
    session = window.session
    window.finish_typing()
    if session.live is not None and moment == session.live.head:
        session.back()
    elif moment != session.moment:
        _find_way(window, moment, lambda way: None if session.look(moment, way) else _no_map(window))


def go_to(window: Window, moment: int) -> None:
    """Undo or redo up to this moment; undo past the opening of the file is asked about, once."""
    from app.map_actions import ask_about_past

    session = window.session
    window.finish_typing()

    def go(way: Way) -> None:
        live = session.live
        if live is None or not _had_map(window, live, way):
            return

        def do() -> None:
            session.back()
            live.go_to(moment, way)

        if live.leaves_session(moment) and not session.warned_of_past:
            ask_about_past(window, do)
        else:
            do()

    _find_way(window, moment, go)


def restore(window: Window, moment: int | None = None) -> None:
    """Make the project what it was then, as a new step; None: at the moment that is looked at."""
    from model import versions

    session = window.session
    window.finish_typing()
    chosen = session.moment if moment is None else moment

    def do(way: Way) -> None:
        live = session.live
        if live is not None and _had_map(window, live, way):
            session.back()
            versions.restore(live, way.end, way)

    if chosen is not None:
        _find_way(window, chosen, do)


def name(window: Window, moment: int | None = None) -> None:
    """Ask for a name; None: of the moment that is looked at, else of now."""
    from app.versions_dialog import NameDialog
    from model import versions

    session = window.session
    window.finish_typing()
    live = session.live
    if live is None:
        return
    chosen = moment or session.moment or live.head

    def give(text: str) -> None:
        window.perform(lambda: versions.name_moment(live, text, chosen))
        session.named.emit()

    dialog = NameDialog(session, versions.moment(live, chosen), window)
    dialog.named.connect(give)
    dialog.open()


def name_now(window: Window) -> None:
    name(window)


def remove_name(window: Window, moment: int) -> None:
    from model import versions

    live = window.session.live
    if live is not None:
        window.perform(lambda: versions.remove_name(live, moment))
        window.session.named.emit()


def shorten(window: Window) -> None:
    """Find what compaction would free, tell it, and do it if the user wants."""
    from app.past_waiting import wait_for_work
    from model import past_work

    session, live = window.session, window.session.live
    if live is None:
        return
    session.back()
    window.finish_typing()
    text = session.words("Looking at what can be shortened…")
    window.perform(
        lambda: wait_for_work(
            window, text, past_work.shorten(live), lambda shorter: _offer(window, live, shorter)
        )
    )


def _offer(window: Window, live: Document, shorter: Shorter) -> None:
    from app.questions import Answer, ask
    from model.compaction import KEEP

    session, freed = window.session, shorter.freed
    _ = session.words
    if not freed.steps and not freed.answers:
        words = _("There is nothing to shorten: the last %(n)s steps and all named versions always stay.")
        ask(
            session, window, _("The history is short already"), words % {"n": isolate(count(KEEP))},
            [Answer(_("Close"))],
        )  # fmt: skip
        return
    steps = _.plural("%(n)s old step is joined to others", "%(n)s old steps are joined", freed.steps)
    parts = [steps % {"n": isolate(count(freed.steps))}] if freed.steps else []
    if freed.answers:
        answers = _.plural(
            "%(n)s removed answer is deleted for good", "%(n)s removed answers are deleted for good",
            freed.answers,
        )  # fmt: skip
        parts.append(answers % {"n": isolate(count(freed.answers))})
    told = _(
        "%(what)s. This frees about %(size)s. The map, its named versions and the last %(n)s steps stay. "
        "This cannot be undone."
    ) % {"what": ", ".join(parts), "size": size_words(freed.bytes), "n": isolate(count(KEEP))}
    do = Answer(_("Shorten"), lambda: window.perform(lambda: _shorten(window, live, shorter)))
    ask(session, window, _("Shorten the history?"), told, [Answer(_("Cancel")), do])


def _shorten(window: Window, live: Document, shorter: Shorter) -> None:
    from app.past_waiting import wait_for_exchange
    from model.past_work import exchange

    session = window.session
    under_way = exchange(live, shorter)
    if under_way is None:  # the file was written since
        shorten(window)
    else:
        text = session.words("Shortening the history…")
        wait_for_exchange(window, text, under_way, lambda: _tell_shortened(window, shorter))


def _tell_shortened(window: Window, shorter: Shorter) -> None:
    _ = window.session.words
    window.session.named.emit()
    if window.workspace is not None:
        told = _("The history was shortened. The file is about %(size)s smaller.")
        window.workspace.notice.tell(told % {"size": size_words(shorter.freed.bytes)})


def size_words(size: int) -> str:
    """'840 KB', '1.4 MB'."""
    if size >= 1_000_000:
        return isolate(f"{size / 1_000_000:.1f} MB")
    return isolate(f"{max(1, round(size / 1000))} KB")


def _find_way(window: Window, moment: int, then: Callable[[Way], object]) -> None:
    """To a near moment at once; to a far one in a child, while the window waits for it."""
    from app.past_waiting import wait_for_work
    from model import past_work

    live = window.session.live
    if live is None:
        return

    def find() -> None:
        near = past_work.near_way(live, moment)
        if near is not None:
            then(near)
        else:
            text = window.session.words("Looking for this moment…")
            wait_for_work(window, text, past_work.find_way(live, moment), then)

    window.perform(find)


def _had_map(window: Window, live: Document, way: Way) -> bool:
    maps = dict.fromkeys(live.all("map"), True)
    maps |= {change.id: change.after is not None for change in way.changes if change.table == "map"}
    if any(maps.values()):
        return True
    _no_map(window)
    return False


def _no_map(window: Window) -> None:
    from app.questions import Answer, ask

    _ = window.session.words
    words = _("The project had no map yet at this moment. Choose a later one.")
    ask(window.session, window, _("There is nothing to show"), words, [Answer(_("Close"))])
