"""What the menus do to the open map."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window import Window


def can_undo(window: Window) -> bool:
    """Not the gesture that made the only map: without it there would be nothing to show."""
    document = window.session.document
    step = document.undo_step if document else None
    return step is not None and not (step.gesture == "new_map" and len(window.session.maps()) == 1)


def can_redo(window: Window) -> bool:
    document = window.session.document
    return document is not None and document.redo_step is not None


def undo(window: Window) -> None:
    """The first step that takes back what was there when the file was opened is asked about, once."""
    window.finish_typing()
    session = window.session
    if session.document is None:
        return
    if session.document.undo_leaves_session and not session.warned_of_past:
        ask_about_past(window, lambda: undo(window))
    else:
        session.document.undo()


def ask_about_past(window: Window, then: Callable[[], object]) -> None:
    """`then` is done when the user wants it; this is asked once."""
    from app.questions import Answer, ask

    session = window.session
    _ = session.words

    def go_on() -> None:
        session.warned_of_past = True
        window.perform(then)

    words = _(
        "From here on, undo takes back what was done before this file was opened. Redo brings it back, until "
        "something else is changed."
    )
    answers = [Answer(_("Undo it"), go_on), Answer(_("Leave it"))]
    ask(session, window, _("Undo what was done earlier?"), words, answers)


def redo(window: Window) -> None:
    window.finish_typing()
    if window.session.document:
        window.session.document.redo()


def adder(thing: str) -> Callable[[Window], None]:
    """An action that puts a new thing (a kind of card, a stage, a lane, a persona) on the map."""

    def add(window: Window) -> None:
        window.finish_typing()
        view = window.view
        view.setFocus()
        view.add(thing)

    return add


def can_add_emotion(window: Window) -> bool:
    """The lane of the curve is shown."""
    session = window.session
    if session.document is None or session.map is None or not session.writable:
        return False
    lanes = session.document.children("lane", map=session.map.id)
    return any(lane.kind == "emotion" and not lane.hidden for lane in lanes)


def one_lane(window: Window) -> bool:
    selection = window.session.selection
    return len(selection) == 1 and selection[0][0] == "lane" and window.session.writable


def hide_lane(window: Window) -> None:
    from model import verbs

    document = window.session.document
    if document is not None:
        verbs.set_lane_hidden(document, window.session.selection[0][1], hidden=True)


def edit(window: Window) -> None:
    window.view.edit(window.session.selection[0])


def delete(window: Window) -> None:
    window.view.delete_selection()


def select_all(window: Window) -> None:
    window.view.select_all()


def select_stage(window: Window) -> None:
    from canvas.hands import choosing

    choosing.whole_stage(window.view)


def select_lane(window: Window) -> None:
    from canvas.hands import choosing

    choosing.whole_lane(window.view)


def copy(window: Window) -> None:
    from canvas.hands import clipboard

    clipboard.copy(window.view)


def cut(window: Window) -> None:
    from canvas.hands import clipboard

    clipboard.cut(window.view)


def paste(window: Window) -> None:
    from canvas.hands import clipboard

    clipboard.paste(window.view)


def duplicate(window: Window) -> None:
    from canvas.hands import clipboard

    clipboard.duplicate(window.view)


def lock(window: Window) -> None:
    from canvas.hands import locks

    locks.toggle(window.view)


def connect(window: Window) -> None:
    """By keys: the map has to have the keyboard then."""
    window.finish_typing()
    window.view.setFocus()
    window.view.connecting.begin()


def next_link(window: Window) -> None:
    window.view.connecting.next_link()


def turn_link(window: Window) -> None:
    from model import verbs

    window.view.act(verbs.turn_link, window.session.selection[0][1])


def all_locked(window: Window) -> bool:
    """All selected cards are."""
    document = window.session.document
    refs = [ref for ref in window.session.selection if ref[0] == "card"]
    cards = [card for ref in refs if document and (card := document.get(*ref))]  # some may just have gone
    return bool(cards) and all(card.locked for card in cards)
