"""What a table is and what its columns mean, by the words of its headers and by its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from importers.check import DROP_OFF_FIELDS, FEEDBACK_FIELDS, Choices, Note
from importers.columns import Column, describe, fit
from importers.headers import EXACT, meanings, words_of
from importers.summaries import score_counts, score_summary
from importers.table import Table
from importers.values import shown

SCORES = ("nps", "csat", "ces", "rating")
_WORDS = {   # field of an import → meanings of headers that serve it
    "comment": ("comment", "title"),
    "date": ("date",),
    "stage": ("stage",),
    "source": ("channel",),
    "source_id": ("record_id",),
    "order": ("order", "stage"),
    "entered": ("entered",),
    "completed": ("completed",),
    "left": ("left",),
    "rate_completed": ("rate_completed",),
    "rate_previous": ("rate_previous",),
    "rate_left": ("rate_left",),
    "segment": ("segment", "channel"),
}  # fmt: skip
_MAP_COLUMNS = ("goal", "action_text", "thought", "emotion", "pain", "opportunity", "touchpoint")
_PEOPLE = {words_of(word) for word in (
    "first name", "firstname", "last name", "lastname", "email", "e-mail", "phone", "mobile", "address",
    "address1", "zipcode", "zip", "city", "company", "website", "שם פרטי", "שם משפחה", "טלפון", "נייד",
    "כתובת", "עיר", "חברה", "מייל", "אימייל", 'דוא"ל',
)}  # fmt: skip
_SAY_COMMENT = {
    "comment", "comments", "feedback", "verbatim", "review", "reviews", "suggestion", "suggestions",
    "opinion", "opinions", "remark", "remarks", "better", "improve", "commentaire", "commentaires",
    "comentario", "comentarios", "הערה", "הערות", "משוב", "ביקורת", "ביקורות", "דעת", "דעה", "תגובה", "תגובת",
    "תגובות", "לשפר", "לשיפור", "מלל",
}  # fmt: skip
_SURE = 0.45  # below this a meaning is not worth a column
_SHARES = {"rate", "pct", "%", "percent", "אחוז", "שיעור"}
_FREE_TEXT = 15  # letters: texts of a column without a header are comments from this mean length on


@dataclass
class Reading:
    """What a table is: a kind of `problems.KINDS` and why; field → column, and how sure that is, 0..1.

    `score`: which of `SCORES` the score column is, '' when none. `other_scores`: those that are not taken.
    """

    kind: str
    reason: Note
    columns: list[Column]
    mapping: dict[str, int] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    score: str = ""
    other_scores: list[str] = field(default_factory=list)

    def column(self, name: str) -> Column | None:
        """The column that a field was given."""
        index = self.mapping.get(name)
        return None if index is None else self.columns[index]


class _Guess:
    """How well each column serves each meaning, 0..1."""

    def __init__(self, table: Table) -> None:
        sample = table.sample()
        self.columns = [
            describe(index, name, table.column(index, sample)) for index, name in enumerate(table.columns)
        ]
        self.rows = len(sample)
        self.headless = table.header is None
        self._labels = [
            " ".join(shown(cell) for cell in table.column(index, table.labels[:1]))
            for index in range(len(table.columns))
        ]

    def worth(self, column: Column, meaning: str, field: str = "") -> float:
        """How surely this column has this meaning, by its header (or the label below it) and its values.

        `field`: what it is to serve, when its values must fit that rather than the meaning of the word.
        """
        word = meanings(column.name).get(meaning, 0.0) if column.name else 0.0
        if label := self.label(column):
            word = max(word, 0.9 * meanings(label).get(meaning, 0.0))
        if meaning == "record_id" and meanings(column.name).get("customer_id", 0.0) >= word:
            return 0.0  # who answered, not which answer
        if meaning == "title" and not _SAY_COMMENT & set(words_of(column.name)):
            return 0.0  # of a film or a book as well as of a review
        if meaning in SCORES and word < EXACT and _SHARES & set(words_of(column.name)):
            return 0.0  # "abandon rate" is no rating
        return word * fit(field if field == "order" else meaning, column, self.rows) if word else 0.0

    def label(self, column: Column) -> str:
        """What stands below its header in a second header row."""
        return self._labels[column.index]

    def best(self, meaning: str) -> tuple[float, Column | None]:
        """The column that has this meaning most surely."""
        found = max(
            ((self.worth(c, meaning), c) for c in self.columns), key=lambda pair: pair[0], default=None
        )
        return found if found is not None and found[0] > 0 else (0.0, None)

    def names(self, *wanted: str) -> list[str]:
        """The headers of the columns that have these meanings."""
        best = [self.best(meaning)[1] for meaning in wanted]
        return list(dict.fromkeys(column.name for column in best if column is not None))


def _guess(table: Table) -> _Guess:
    """Made once for a table, however often the user changes a choice, and kept with it."""
    if not isinstance(table.guess, _Guess):
        table.guess = _Guess(table)
    return table.guess


def recognise(table: Table, choices: Choices) -> Reading:
    """What the table is and which column means what; the user's choices come before every guess."""
    guess = _guess(table)
    kind, reason = _kind(guess)
    if choices.kind is not None:
        kind, reason = choices.kind, Note("reason_chosen")
    reading = Reading(kind, reason, guess.columns)
    if kind == "feedback":
        _map_feedback(guess, reading, choices.kind is not None)
    elif kind == "drop_off":
        _map(guess, reading, DROP_OFF_FIELDS)
        if "stage" not in reading.mapping and choices.kind is not None:
            _take_any_stage(guess, reading)
    _apply(reading, choices.mapping or {})
    return reading


def _kind(guess: _Guess) -> tuple[str, Note]:
    surest = {meaning: guess.best(meaning)[0] for meaning in _ALL_MEANINGS}
    score = max(surest["nps"], surest["csat"], surest["ces"], 0.9 * surest["rating"])
    answers = max(score, surest["comment"])
    found = [name for name in _MAP_COLUMNS if surest[name] >= 0.6]
    steps = guess.best("stage")[1]
    counts = surest["entered"]
    if len(found) >= 4 and steps is not None:
        return "journey_map", Note("reason_map_columns", {"names": guess.names(*found)})
    if min(surest["from_stage"], surest["to_stage"]) >= 0.7 and len(guess.columns) <= 6:
        return "transitions", Note("reason_from_to", {"names": guess.names("from_stage", "to_stage")})
    if names := score_summary(guess.columns, guess.rows):
        return "score_summary", Note("reason_score_summary", {"names": names})
    if names := score_counts(guess.columns, guess.rows):
        return "score_counts", Note("reason_score_counts", {"names": names})
    if steps is not None and counts >= _SURE and not _is_log(guess, surest):
        once = (
            steps.distinct >= 0.95 * steps.filled
            and surest["comment"] < 0.7
            and min(score, surest["date"]) < 0.7
        )
        if once or max(score, surest["comment"]) < 0.7:
            return "drop_off", Note("reason_steps_and_counts", {"names": guess.names("stage", "entered")})
    people = [column.name for column in guess.columns if words_of(column.name) in _PEOPLE]
    if len(people) >= 3 and max(surest["nps"], surest["csat"], surest["ces"], surest["comment"]) < 0.7:
        return "contacts", Note("reason_people", {"names": people[:4]})
    if answers < 0.7 and _is_log(guess, surest):
        return "event_log", Note("reason_events", {"names": guess.names("customer_id", "date", "event")})
    if score >= _SURE or (surest["comment"] >= _SURE and _says_comment(guess)):
        return "feedback", Note("reason_answers", {"names": guess.names(*SCORES, "comment")})
    if surest["event"] >= 0.7 and counts >= _SURE:
        return "event_counts", Note("reason_counts_of_events", {"names": guess.names("event", "entered")})
    by_day = [column for column in guess.columns if column.dates > 0.9 or _are_periods(column)]
    figures = [column.name for column in guess.columns if column.wholes > 0.9 and column.high > 1]
    if by_day and len(figures) >= 3 and guess.rows > 1:
        return "stages_as_columns", Note("reason_counts_by_day", {"names": figures[:4]})
    return "unknown", Note("reason_nothing_known")


def _says_comment(guess: _Guess) -> bool:
    """Whether a header says that texts are of customers: "text" and "description" stand over anything."""
    column = guess.best("comment")[1]
    return column is not None and bool(_SAY_COMMENT & set(words_of(f"{column.name} {guess.label(column)}")))


def _is_log(guess: _Guess, surest: Mapping[str, float]) -> bool:
    """Whether rows are events: someone, at some time, did something; the same ones again and again."""
    who = max((guess.best(meaning) for meaning in ("customer_id", "session_id")), key=lambda pair: pair[0])
    what = max(surest["event"], surest["stage"], surest["touchpoint"])
    return who[0] >= _SURE and surest["date"] >= _SURE and what >= _SURE


def _are_periods(column: Column) -> bool:
    return bool(set(words_of(column.name)) & {"month", "week", "day", "חודש", "שבוע", "יום"})


def _map_feedback(guess: _Guess, reading: Reading, chosen: bool) -> None:
    """One score column, the surest of the first measure that the file has, and what goes with it.

    chosen: the user says that these are answers, so texts without a word for it are comments.
    """
    found = (
        (guess.worth(column, score), column.index, score) for column in guess.columns for score in SCORES
    )
    scores = sorted(
        ((-SCORES.index(score), worth, -index, score) for worth, index, score in found if worth > _SURE),
        reverse=True,
    )
    if scores:
        _, sure, index, reading.score = scores[0]
        reading.mapping["score"], reading.sure["score"] = -index, sure
        others = {-index for _, _, index, _ in scores} - {reading.mapping["score"]}
        reading.other_scores = [reading.columns[i].name for i in sorted(others)]
    elif (called := _called_score(guess)) is not None:
        column, reading.score = called
        reading.mapping["score"], reading.sure["score"] = column.index, 0.3
    _map(guess, reading, FEEDBACK_FIELDS)
    if "comment" not in reading.mapping and (guess.headless or (chosen and not reading.score)):
        text = _free_text(guess, reading)
        if text is not None:
            reading.mapping["comment"], reading.sure["comment"] = text.index, 0.6


def _called_score(guess: _Guess) -> tuple[Column, str] | None:
    """A column whose header is a word for a score, whatever stands in it: its answers are not to be lost."""
    return next(
        (
            (column, score)
            for score in SCORES
            for column in guess.columns
            if column.filled and meanings(column.name).get(score) == EXACT
        ),
        None,
    )


def _free_text(guess: _Guess, reading: Reading) -> Column | None:
    """The column with the longest texts that is nothing else, if they are sentences and there are some."""
    if guess.rows < 3:
        return None
    free = [column for column in guess.columns if column.index not in reading.mapping.values()]
    texts = [column for column in free if column.words > 0.8 and column.length >= _FREE_TEXT]
    return max(texts, key=lambda column: column.length, default=None)


def _map(guess: _Guess, reading: Reading, names: Iterable[str]) -> None:
    """Give each field the column that serves it best; a column serves one field."""
    pairs = []
    for name in names:
        for column in guess.columns:
            worth = max((guess.worth(column, meaning, name) for meaning in _WORDS.get(name, ())), default=0.0)
            if worth >= (_SURE if name == "comment" else 0.55):
                pairs.append((worth, column.length if name == "comment" else 0.0, -column.index, name))
    for worth, _, index, name in sorted(pairs, reverse=True):
        if name not in reading.mapping and -index not in reading.mapping.values():
            reading.mapping[name], reading.sure[name] = -index, worth


def _take_any_stage(guess: _Guess, reading: Reading) -> None:
    """The user says that it is a drop-off table: its events, or its first column of words, are the steps."""
    free = [column for column in guess.columns if column.index not in reading.mapping.values()]
    steps = [column for column in free if guess.worth(column, "event")] or [c for c in free if c.words > 0.8]
    if steps:
        reading.mapping["stage"], reading.sure["stage"] = steps[0].index, 0.5


def _apply(reading: Reading, chosen: Mapping[str, int | None]) -> None:
    """Put the user's columns in, and take them away from other fields."""
    guessed = reading.mapping.get("score")
    for name, index in chosen.items():
        reading.mapping.pop(name, None)
        if index is not None and 0 <= index < len(reading.columns):
            reading.mapping = {other: at for other, at in reading.mapping.items() if at != index}
            reading.mapping[name], reading.sure[name] = index, 1.0
            if name == "score":
                reading.score = _measure(reading.columns[index])
    scores = {*reading.other_scores, *([] if guessed is None else [reading.columns[guessed].name])}
    taken = {reading.columns[index].name for index in reading.mapping.values()}
    if "score" in reading.mapping:
        reading.other_scores = [c.name for c in reading.columns if c.name in scores - taken]


def _measure(column: Column) -> str:
    """Which measure a score column is, by its header alone."""
    found: dict[str, Any] = meanings(column.name)
    return max(SCORES, key=lambda score: (found.get(score, 0.0), -SCORES.index(score)))


_ALL_MEANINGS = (
    *SCORES, *_MAP_COLUMNS, "comment", "title", "stage", "entered", "from_stage", "to_stage", "customer_id",
    "session_id", "date", "event",
)  # fmt: skip
