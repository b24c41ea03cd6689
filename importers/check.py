"""What the reader found in a file and what the user chose: plain values that pass through the pipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

FEEDBACK_FIELDS = ("score", "comment", "date", "stage", "source", "source_id")
DROP_OFF_FIELDS = (
    "stage", "order", "entered", "completed", "left",
    "rate_completed", "rate_previous", "rate_left", "segment",
)  # fmt: skip

Params = Mapping[str, Any]

LEFT_OUT = 0  # in `Choices.stage_of`: no stage has this id


@dataclass(frozen=True)
class Choices:
    """What the user decides; None leaves it to the reader.

    header_row: as `Check.header_row`. mapping: field → index of its column (None: no column).
    stage_of: name in the file → id of a stage (None: none of them; LEFT_OUT: nor a new one).
    date_order: 'dmy', 'mdy' or 'ymd'.
    new_stages: make a stage for every name that matches none. all_about_stage: all answers are about it.
    """

    kind: str | None = None
    table: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    separator: str | None = None
    mapping: Mapping[str, int | None] | None = None
    headers: Mapping[str, str] | None = None
    scale: str | None = None
    stage_of: Mapping[str, int | None] | None = None
    new_stages: bool = False
    date_order: str | None = None
    all_about_stage: int | None = None

    def plain(self) -> dict[str, Any]:
        """As plain data for the pipe."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: dict(v) if isinstance(v, Mapping) else v for name, v in values.items()}


@dataclass(frozen=True)
class Note:
    """A code of `problems` with its parameters."""

    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why a row does not come in: the cell as a spreadsheet names it ("F17") and what stands there."""

    cell: str
    row: int
    value: str
    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True)
class StageMatch:
    """A stage's name in the file, the stage of the map that it means (None: none), in how many rows.

    how: 'exact', 'synonym', 'chosen', 'new' (will be made) or '' (no stage).
    """

    name: str
    stage: int | None
    how: str
    rows: int


@dataclass(frozen=True)
class PreviewRow:
    """A row as the file has it; status 'good', 'warned', 'refused' or 'skipped', and why."""

    number: int
    cells: tuple[str, ...]
    status: str
    reason: Note | None = None


@dataclass(frozen=True)
class Check:
    """A file as it is read now, and what an import would do with it.

    kind: one of `problems.KINDS`. obstacle: why nothing can be imported now (None: it can).
    tables: names, visible sheets first. header_row: its number in the file, 0: none. columns: their names.
    mapping: field → column index. sure: field (and "scale", "date_order") → 0..1, below 0.7: a guess to show.
    refusals: the first 1,000; `refused` counts all. already: rows that are here from earlier imports.
    skips: code of `problems.SKIPS` → number of rows. first_column: the number of the table's first column.
    """

    kind: str
    kind_reason: Note
    obstacle: Note | None = None
    file_hash: str = ""
    tables: tuple[str, ...] = ()
    table: str = ""
    encoding: str = ""
    separator: str = ""
    header_row: int = 0
    columns: tuple[str, ...] = ()
    first_column: int = 1
    preview: tuple[PreviewRow, ...] = ()
    mapping: Mapping[str, int] = field(default_factory=dict)
    sure: Mapping[str, float] = field(default_factory=dict)
    scale: str = ""
    date_order: str = ""
    stage_matches: tuple[StageMatch, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Note, ...] = ()
    good: int = 0
    warned: int = 0
    refused: int = 0
    skipped: int = 0
    skips: Mapping[str, int] = field(default_factory=dict)
    already: int = 0
    unplaced: int = 0
    open_funnel: bool = False
    unit: str = ""
    period: str = ""

    @property
    def importable(self) -> int:
        """How many rows would come in."""
        return 0 if self.obstacle else self.good + self.warned - self.already

    def column_name(self, name: str) -> str:
        """The header of the column that a field was given; its letter when it has none."""
        index = self.mapping[name]
        return self.columns[index] or letters(self.first_column + index)

    def plain(self) -> dict[str, Any]:
        """As plain data for the pipe."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Check:
        """The check that `plain` made data of."""
        values = dict(data)
        values["kind_reason"] = Note(*values["kind_reason"])
        values["obstacle"] = values["obstacle"] and Note(*values["obstacle"])
        values["warnings"] = tuple(Note(*note) for note in values["warnings"])
        values["refusals"] = tuple(Refusal(*refusal) for refusal in values["refusals"])
        values["stage_matches"] = tuple(StageMatch(*match) for match in values["stage_matches"])
        values["preview"] = tuple(
            PreviewRow(number, cells, status, reason and Note(*reason))
            for number, cells, status, reason in values["preview"]
        )
        return cls(**values)


@dataclass(frozen=True)
class Outcome:
    """What an import did. imported: answers, or steps of a drop-off table."""

    kind: str
    imported: int
    refused: int
    already: int
    unplaced: int
    new_stages: int


def letters(number: int) -> str:
    """The name of a column as a spreadsheet gives it: 1 → A, 27 → AA."""
    found = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


def _plain(value: Any) -> Any:
    """Dataclasses become tuples of their fields, mappings dicts; marshal knows the rest."""
    if isinstance(value, Note | Refusal | StageMatch | PreviewRow):
        return tuple(_plain(getattr(value, each.name)) for each in fields(value))
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_plain(each) for each in value)
    return value
