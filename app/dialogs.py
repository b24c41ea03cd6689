"""Errors told in a dialog, in the reader's words; nothing waits for it to be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.session import Session

# Errors of the open file after which a copy saves the work; True: the work then goes on in the copy.
RESCUES = {"file_moved": True, "disk_full": False, "disk_error": False, "file_read_only": False}


def tell_error(session: Session, error: BaseException, parent: QWidget | None = None) -> None:
    """Show what `messages.say` says of an error, and offer what helps."""
    from app.messages import say, title  # here: most starts end without an error
    from app.questions import Answer, ask

    _ = session.words
    answers = [Answer(_("Close"))]
    code, file = getattr(error, "code", ""), getattr(error, "params", {}).get("file")
    if code in RESCUES and session.live and str(session.live.path) == file:
        copy = Answer(_("Save a copy…"), lambda: session.copy_wanted.emit(RESCUES[code]))
        answers.insert(0, copy)
    ask(session, parent, title(error, session.language), say(error, session.language), answers)
