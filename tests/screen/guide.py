"""The program on a real screen, with a guide beside it who answers where things are.

`python -m tests.screen.guide [FILE]`. A journey acts with a real mouse and keyboard and needs to know where
to point. A line of JSON on standard input asks, a line on standard output answers with the middle of the
thing in screen px, or null: {"cell": ["stage title", "lane kind"]}, {"card": "title"}, {"stage": "title"},
{"face": 0}, {"control": "text"}, {"palette": "kind"}, {"item": "text"} of an open menu, {"field": "label"}.
{"title": true}: the active window's title. {"says": "text"}: whether a label or button in view holds it.
{"writing": true}: the text being written in place. {"edge": "card title"}: the middle of the side of a card
that faces the next stage, where its handle is. {"chosen": true}: what is selected, ["card", "title"],
["cell", "stage title", "lane kind"] or null. {"focus": true}: the text or name of what has the keyboard.
{"wall": true}: x, y, width, height of a presentation and the number of its stage, or null. {"screen": true}:
width and height of the window's screen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QSocketNotifier
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QMenuBar, QWidget

from app import file_actions
from app.gui import Program
from app.presenting import deeds
from tests.driver import Hand


class Guide:
    def __init__(self, program: Program) -> None:
        self._program = program

    def answer(self, question: dict) -> object:
        ((what, which),) = question.items()
        return getattr(self, f"_{what}")(which)

    def _title(self, _which: object) -> str:
        active = QApplication.activeModalWidget() or QApplication.activeWindow()
        return active.windowTitle() if active else ""

    def _cell(self, which: list[str]) -> list[int]:
        title, kind = which
        document, map_ = self._open()
        stage = next(s for s in document.children("stage", map=map_) if s.title == title)
        lane = next(lane for lane in document.children("lane", map=map_) if lane.kind == kind)
        return self._on_view(self._hand().cell(stage.id, lane.id))

    def _card(self, title: str) -> list[int] | None:
        document, _ = self._open()
        found = [card.id for card in document.all("card").values() if card.title == title]
        return self._on_view(self._hand().at(("card", found[0]))) if found else None

    def _stage(self, title: str) -> list[int] | None:
        document, map_ = self._open()
        found = [stage.id for stage in document.children("stage", map=map_) if stage.title == title]
        return self._on_view(self._hand().at(("stage", found[0]))) if found else None

    def _face(self, index: int) -> list[int]:
        document, _ = self._open()
        return self._on_view(self._hand().at(("emotion", sorted(document.all("emotion"))[index])))

    def _writing(self, _which: object) -> str | None:
        """What is being written in place."""
        editor = self._program.window.view.writing.editor
        return editor.text if editor else None

    def _edge(self, title: str) -> list[int] | None:
        document, _ = self._open()
        view = self._program.window.view
        found = [card.id for card in document.all("card").values() if card.title == title]
        group = view.picture.cards.get(found[0]) if found else None
        if group is None:
            return None
        towards = -group.w / 2 if view.picture.rtl else group.w / 2
        return self._on_view(self._hand().at(("card", found[0]), dx=towards))

    def _chosen(self, _which: object) -> list[str] | None:
        view, (document, _) = self._program.window.view, self._open()
        current, cell = view.selected.current, view.selected.cell
        if current:
            return [current[0], getattr(document[current], "title", "")]
        if cell:
            return ["cell", document["stage", cell.stage].title, document["lane", cell.lane].kind]
        return None

    def _focus(self, _which: object) -> str | None:
        widget = QApplication.focusWidget()
        if widget is None:
            return None
        return (widget.text() if isinstance(widget, QAbstractButton) else "") or widget.accessibleName()

    def _wall(self, _which: object) -> list[int] | None:
        """Of a presentation: where its window is, and the number of the stage spoken of."""
        shown = deeds.running(self._program.window)
        if shown is None:
            return None
        return [*shown.wall.geometry().getRect(), shown.wall.camera.index + 1]

    def _screen(self, _which: object) -> list[int]:
        size = self._program.window.screen().size()
        return [size.width(), size.height()]

    def _palette(self, kind: str) -> list[int]:
        return _middle(self._program.window.workspace.palette_.buttons[kind])

    def _control(self, text: str) -> list[int] | None:
        """A button that can be pressed, or a menu of the menu bar."""
        for button in _visible(QAbstractButton):
            if button.isEnabled() and text in (button.text().replace("&", ""), button.accessibleName()):
                return _middle(button)
        for bar in _visible(QMenuBar):
            for action in bar.actions():
                if action.text().replace("&", "") == text:
                    return _point(bar.mapToGlobal(bar.actionGeometry(action).center()))
        return None

    def _item(self, text: str) -> list[int] | None:
        """An entry of an open menu whose text begins so."""
        for menu in _visible(QMenu):
            for action in menu.actions():
                if action.text().startswith(text):
                    return _point(menu.mapToGlobal(menu.actionGeometry(action).center()))
        return None

    def _field(self, label: str) -> list[int] | None:
        """The control that a label names, to the eye or to a screen reader."""
        for edit in _visible(QLineEdit):
            if edit.accessibleName() == label:
                return _middle(edit)
        for found in _visible(QLabel):
            if found.text() == label and found.buddy() is not None:
                return _middle(found.buddy())
        return None

    def _says(self, text: str) -> bool:
        """Whether a visible label or button holds this text."""
        return any(text in widget.text() for cls in (QLabel, QAbstractButton) for widget in _visible(cls))

    def _open(self) -> tuple:
        return self._program.session.document, self._program.session.map_id

    def _hand(self) -> Hand:
        return Hand(self._program.window.view)

    def _on_view(self, point: QPoint) -> list[int]:
        return _point(self._program.window.view.viewport().mapToGlobal(point))


def _visible(cls: type) -> Iterator:
    return (w for w in QApplication.allWidgets() if isinstance(w, cls) and w.isVisible())


def _middle(widget: QWidget) -> list[int]:
    return _point(widget.mapToGlobal(widget.rect().center()))


def _point(point: QPoint) -> list[int]:
    return [point.x(), point.y()]


def main() -> None:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("masa")
    program = Program(app)
    if len(sys.argv) > 1:
        file_actions.open_path(program.window, Path(sys.argv[1]))
    program.window.showMaximized()
    guide = Guide(program)

    def ask() -> None:
        line = sys.stdin.readline()
        if not line:
            program.window.close()
            return
        try:
            answer = guide.answer(json.loads(line))
        except (LookupError, AttributeError, StopIteration, AssertionError) as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)

    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    listening.activated.connect(ask)
    app.exec()
    program.session.close()


if __name__ == "__main__":
    main()
