"""Which name in the file is which stage of the map; beside it the warnings that go with the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.import_parts import Choice
from app.import_words import STAGE_HOW, sentence
from app.labels import label, line
from importers.check import LEFT_OUT, Check, Choices, StageMatch
from model.records import Stage
from resources.formats import own_direction
from resources.words import Words

MOST = 60  # names shown; a file with more of them has no stages in that column
WARNINGS_MOST = 12


@dataclass(frozen=True)
class Meaning:
    """What a name in the file stands for: a stage of the map, a new one, or (stage None) none."""

    stage: int | None = None
    new: bool = False


NEW, NONE = Meaning(new=True), Meaning()


def with_meaning(choices: Choices, matches: tuple[StageMatch, ...], name: str, meaning: Meaning) -> Choices:
    """The choices after the user said what one name means; a new stage for it makes none for the others."""
    stage_of: dict[str, int | None] = dict(choices.stage_of or {})
    if meaning.new:
        if not choices.new_stages:
            stage_of |= {each.name: LEFT_OUT for each in matches if each.stage is None}
        stage_of[name] = None
    else:
        stage_of[name] = LEFT_OUT if meaning.stage is None else meaning.stage
    return replace(choices, stage_of=stage_of, new_stages=choices.new_stages or meaning.new)


def with_new_stages(choices: Choices) -> Choices:
    """The choices that make a stage of every name which is none of the map's."""
    stage_of = {name: stage for name, stage in (choices.stage_of or {}).items() if stage != LEFT_OUT}
    return replace(choices, stage_of=stage_of, new_stages=True)


class Stages(QWidget):
    """Tells `meant(name, Meaning)`, `all_new()` and `all_about(stage id or None)`."""

    meant = Signal(str, object)
    all_new = Signal()
    all_about = Signal(object)

    def __init__(self, words: Words, stages: list[Stage]) -> None:
        super().__init__()
        self._words = _ = words
        self._stages = [
            (each.title or _("Stage %(n)s") % {"n": n}, each.id) for n, each in enumerate(stages, 1)
        ]
        self._shown: tuple[str, ...] = ()
        self._choices: dict[str, Choice] = {}
        self._hows: dict[str, QLabel] = {}
        self._heading = label(_("Stages of the map"), "heading")
        self._about_label = label(_("All of it is about"))
        self.about = Choice(_("All of it is about"))
        self.about.activated.connect(lambda: self.all_about.emit(self.about.currentData()))
        self._more = label("", "quiet", wrap=True)
        self.make_all = QPushButton(_("Make new stages of the others"))
        self.make_all.clicked.connect(self.all_new)
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        self._notes_heading = label(_("Good to know"), "heading")
        self._notes = label("", "quiet", wrap=True)
        self._line = line()
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        for widget in (
            self._heading, self._about_label, self.about, self._list, self._more, self.make_all,
            self._line, self._notes_heading, self._notes,
        ):  # fmt: skip
            box.addWidget(widget)
        box.addStretch(1)

    def choice(self, name: str) -> Choice:
        """The combo of a name in the file."""
        return self._choices[name]

    def show_check(self, check: Check, choices: Choices) -> None:
        _ = self._words
        matches = check.stage_matches[:MOST]
        if tuple(each.name for each in matches) != self._shown:
            self._build(matches)
        entries: list[tuple[str, Any]] = [(title, Meaning(id)) for title, id in self._stages]
        entries += [(_("New stage"), NEW), (_("No stage"), NONE)]
        for match in matches:
            now = NEW if match.how == "new" else Meaning(match.stage)
            self._choices[match.name].offer(entries, now)
            self._hows[match.name].setText(_(STAGE_HOW.get(match.how, "")))
            self._hows[match.name].setVisible(bool(match.how))
        more = len(check.stage_matches) - len(matches)
        self._more.setText(_.plural("%(n)s more name", "%(n)s more names", more) % {"n": more})
        self._more.setVisible(more > 0)
        self.make_all.setVisible(any(each.stage is None and each.how != "new" for each in matches))
        asks = check.kind == "feedback" and not matches
        self._about_label.setVisible(asks)
        self.about.setVisible(asks)
        self.about.offer([(_("The whole map"), None), *self._stages], choices.all_about_stage)
        self._heading.setVisible(asks or bool(matches))
        notes = [sentence(each.code, each.params, _.language) for each in check.warnings[:WARNINGS_MOST]]
        self._notes.setText("\n\n".join(notes))
        self._notes_heading.setVisible(bool(notes))
        self._line.setVisible(bool(notes) and not self._heading.isHidden())

    def _build(self, matches: tuple[StageMatch, ...]) -> None:
        _ = self._words
        self._shown = tuple(each.name for each in matches)
        self._choices, self._hows = {}, {}
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for row, match in enumerate(matches):
            name = match.name
            choice = Choice(_("Stage for %(name)s") % {"name": name}, least=6)
            choice.activated.connect(
                lambda _index, name=name, choice=choice: self.meant.emit(name, choice.currentData())
            )
            self._choices[name] = choice
            self._hows[name] = label("", "caption", fills=True)
            self._grid.addWidget(label(own_direction(name), fills=True), 2 * row, 0)
            self._grid.addWidget(choice, 2 * row, 1)
            self._grid.addWidget(self._hows[name], 2 * row + 1, 1)
