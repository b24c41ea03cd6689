"""A question with a few answers, in the reader's words; nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.labels import sentence

if TYPE_CHECKING:
    from app.session import Session


class Answer(NamedTuple):
    """A button, and what it does; the answer that does nothing is also that of Esc."""

    text: str
    deed: Callable[[], object] | None = None


def ask(session: Session, parent: QWidget | None, title: str, words: str, answers: Sequence[Answer]) -> None:
    """The first answer is the one that Enter gives."""
    from PySide6.QtWidgets import QMessageBox  # here: most starts end without a question

    box = QMessageBox(parent or QApplication.activeWindow())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(session.words("Masa"))
    box.setText(sentence(title))
    box.setInformativeText(sentence(words))
    for text in box.findChildren(QLabel):
        text.setTextFormat(Qt.TextFormat.PlainText)  # the box itself formats its heading only
    deeds: dict[QAbstractButton, Callable[[], object] | None] = {}
    for number, answer in enumerate(answers):
        role = QMessageBox.ButtonRole.ActionRole if answer.deed else QMessageBox.ButtonRole.RejectRole
        button = box.addButton(answer.text, role)
        deeds[button] = answer.deed
        if number == 0:
            box.setDefaultButton(button)
        if answer.deed is None:
            box.setEscapeButton(button)

    # words begin where the other dialogs' do, and the buttons end there
    near, far = (24, 4) if session.rtl else (4, 24)
    if (layout := box.layout()) is not None:
        layout.setContentsMargins(near, 20, far, 16)

    def answered() -> None:
        deed = deeds.get(box.clickedButton())
        if deed is not None:
            deed()

    box.finished.connect(answered)
    box.open()
