"""After an import: the map shows what is new, a notice over it says what came in and what did not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from importers.check import Check, Outcome
from resources.formats import count, isolate
from resources.words import Words

if TYPE_CHECKING:
    from app.window import Window


class Done(NamedTuple):
    """What the dialog hands on when it closes. stage: the first of the new ones."""

    outcome: Outcome
    check: Check
    table: Path
    stage: int | None


def told(outcome: Outcome, _: Words) -> str:
    """'Imported 3, refused 0, already here 0. One undo takes it back.'"""
    text = _("Imported %(n)s, refused %(refused)s, already here %(already)s.") % {
        "n": isolate(count(outcome.imported)),
        "refused": isolate(count(outcome.refused)),
        "already": isolate(count(outcome.already)),
    }
    return f"{text} {_('One undo takes it back.')}" if outcome.imported else text


def tell(window: Window, done: Done) -> None:
    """Bring the first new stage into sight, and say what came in; refused rows can still be saved."""
    from app.import_refused import ask_where
    from app.questions import Answer

    if window.workspace is None:
        return
    _, notice = window.session.words, window.workspace.notice
    if done.stage is not None:
        window.view.select([("stage", done.stage)])
        window.view.reveal(("stage", done.stage))

    def save() -> None:
        ask_where(window, done.table, done.check, _.language, notice.tell)

    answers = [Answer(_("Save the refused rows…"), save)] if done.outcome.refused else []
    notice.tell(told(done.outcome, _), answers)
