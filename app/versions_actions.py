"""What can be done with the moments of the history: look, go there, restore, name, shorten the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.formats import count, isolate

if TYPE_CHECKING:
    from app.window import Window
    from model.document import Document


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
        window.perform(lambda: None if session.look(moment) else _no_map(window))


def go_to(window: Window, moment: int) -> None:
    """Undo or redo up to this moment."""
    session = window.session
    window.finish_typing()

    def go() -> None:
        live = session.live
        if live is not None and _had_map(window, live, moment):
            session.back()
            live.go_to(moment)

    window.perform(go)


def restore(window: Window, moment: int | None = None) -> None:
    """Make the project what it was then, as a new step; None: at the moment that is looked at."""
    from model import versions

    session = window.session
    window.finish_typing()
    chosen = session.moment if moment is None else moment

    def do() -> None:
        live = session.live
        if live is not None and chosen is not None and _had_map(window, live, chosen):
            session.back()
            versions.restore(live, chosen)

    window.perform(do)


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
    """Tell what compaction would free, and do it if the user wants."""
    from app.questions import Answer, ask
    from model.compaction import KEEP, compact, what_compaction_frees

    session, live = window.session, window.session.live
    if live is None:
        return
    _ = session.words
    session.back()
    window.finish_typing()
    freed = what_compaction_frees(live)
    if not freed.steps and not freed.answers:
        words = _("There is nothing to shorten: the last %(n)s steps and all named versions always stay.")
        ask(
            session, window, _("The history is short already"), words % {"n": isolate(count(KEEP))},
            [Answer(_("Close"))],
        )  # fmt: skip
        return

    def do() -> None:
        window.perform(lambda: compact(live))
        session.named.emit()

    steps = _.plural("%(n)s old step is joined to others", "%(n)s old steps are joined", freed.steps)
    parts = [steps % {"n": isolate(count(freed.steps))}]
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
    answers_given = [Answer(_("Shorten"), do), Answer(_("Cancel"))]
    ask(session, window, _("Shorten the history?"), told, answers_given)


def size_words(size: int) -> str:
    """'840 KB', '1.4 MB'."""
    if size >= 1_000_000:
        return isolate(f"{size / 1_000_000:.1f} MB")
    return isolate(f"{max(1, round(size / 1000))} KB")


def _had_map(window: Window, live: Document, moment: int) -> bool:
    then = live.as_of(moment)
    try:
        if then.all("map"):
            return True
    finally:
        then.close()
    _no_map(window)
    return False


def _no_map(window: Window) -> None:
    from app.questions import Answer, ask

    _ = window.session.words
    words = _("The project had no map yet at this moment. Choose a later one.")
    ask(window.session, window, _("There is nothing to show"), words, [Answer(_("Close"))])
