"""The records of a document: immutable rows, one class a table, fields in the order of `schema.sql`.

References to other records are their ids. `pos` is an order key: one parent's records sort by (pos, id).
"""

from __future__ import annotations

from typing import NamedTuple


class Project(NamedTuple):
    id: int
    title: str = ""
    summary: str = ""


class Channel(NamedTuple):
    """A way by which customers and brand meet; `kind` is one of `kinds.CHANNELS` and gives the icon."""

    id: int
    pos: str
    name: str = ""
    kind: str = "unknown"


class Persona(NamedTuple):
    """Whose journey it is. `kind`: 'actual' (a segment's researched average) or 'ideal' (served best)."""

    id: int
    pos: str
    name: str = ""
    kind: str = "actual"
    about: str = ""


class Map(NamedTuple):
    """A customer journey map; `language` and `direction` ('rtl', 'ltr') are its own, not the interface's."""

    id: int
    pos: str
    title: str = ""
    kind: str = "current"
    language: str = "en"
    direction: str = "ltr"


class MapPersona(NamedTuple):
    """This persona's journey is drawn on this map."""

    id: int
    map: int
    persona: int
    pos: str


class Stage(NamedTuple):
    """A column of a map; `duration` is the user's own words ("day 1", "4 weeks").

    `width`: px at 100 % zoom, 140 to 480; None: as wide as others.
    """

    id: int
    map: int
    pos: str
    title: str = ""
    duration: str = ""
    details: str = ""
    width: int | None = None


class Lane(NamedTuple):
    """A row of a map; `kind` is one of `kinds.LANES`.

    `height`: px at 100 % zoom that it has at least; None: what its contents need.
    """

    id: int
    map: int
    pos: str
    title: str = ""
    kind: str = "custom"
    hidden: int = 0
    height: int | None = None


class Card(NamedTuple):
    """Whatever lies in a stage × lane cell; `kind` is one of `kinds.CARDS`.

    evidence: 'assumed', 'told' or 'measured'. experience: '', 'negative', 'positive' or 'extraordinary'.
    severity of a pain: 1 trivial, 2 workaround, 3 leaves. outside: 1 = beyond the brand's reach.
    truth_kind, wished, outcome, touchpoint: of a moment of truth, whose title is the decision: its kind in
    the user's words, the wished and the actual outcome, the card that decides.
    until: the last stage that it spans, None: only its own. locked: 1 = not to be moved or changed by hand.
    """

    id: int
    stage: int
    lane: int
    pos: str
    kind: str
    title: str = ""
    details: str = ""
    channel: int | None = None
    persona: int | None = None
    owner: str = ""
    evidence: str = "assumed"
    experience: str = ""
    severity: int | None = None
    outside: int = 0
    truth_kind: str = ""
    wished: str = ""
    outcome: str = ""
    touchpoint: int | None = None
    until: int | None = None
    locked: int = 0


class Link(NamedTuple):
    """A connector from one card to another, one in each direction; `kind` is one of `kinds.LINKS`."""

    id: int
    source: int
    target: int
    kind: str = "flow"
    label: str = ""


class MapView(NamedTuple):
    """A named way to look at a map; `shows` is JSON that `model.views` reads."""

    id: int
    map: int
    pos: str
    name: str = ""
    shows: str = "{}"


class Emotion(NamedTuple):
    """One point of a persona's emotion curve. `at`: 0 = the stage's start, 1 = its end. `value`: -2..+2.

    A stage without points of a persona is a gap in its curve. `persona` None: a map without personas.
    """

    id: int
    stage: int
    persona: int | None = None
    at: float = 0.5
    value: float = 0.0


class ImportBatch(NamedTuple):
    """One import. `kind`: 'feedback' or 'drop_off'. `at`: seconds since 1970. `open`: 1 = an open funnel.

    `unit`: 'persons', 'sessions' or ''. `period`: the file's own, 'YYYY-MM-DD/YYYY-MM-DD' or ''.
    `mapping`: JSON, which column was read as what.
    """

    id: int
    map: int
    kind: str
    file: str
    file_hash: str
    at: int
    rows: int
    refused: int = 0
    unit: str = ""
    period: str = ""
    open: int = 0
    mapping: str = "{}"


class DropOff(NamedTuple):
    """What a file says of one step: raw counts, None where it says nothing; `position`: its order there."""

    id: int
    batch: int
    stage: int
    position: int
    entered: int
    completed: int | None = None
    left: int | None = None


Record = (
    Project
    | Channel
    | Persona
    | Map
    | MapPersona
    | Stage
    | Lane
    | Card
    | Link
    | MapView
    | Emotion
    | ImportBatch
    | DropOff
)

RECORDS: dict[str, type[Record]] = {   # parents before children
    "project": Project, "channel": Channel, "persona": Persona, "map": Map,
    "map_persona": MapPersona, "stage": Stage, "lane": Lane, "card": Card,
    "link": Link, "map_view": MapView, "emotion": Emotion, "import_batch": ImportBatch, "drop_off": DropOff,
}  # fmt: skip
