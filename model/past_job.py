"""The child process "past": walks along a history, or shortens it, on a copy. See `model.past_work`."""

from __future__ import annotations

from typing import Any

from model.budget import Budget
from model.child import Message, Receive, Send
from model.compaction import compact
from model.document import Document
from model.history import Walk
from model.memory import Memory
from model.records import RECORDS


class _Sent:
    """Gestures by their moment, as the request brings them."""

    def __init__(self, steps: list[tuple[int, str, bytes]]) -> None:
        self._steps = {id: (gesture, diff) for id, gesture, diff in steps}

    def difference(self, id: int) -> bytes:
        return self._steps[id][1]

    def gesture_of(self, id: int) -> str:
        return self._steps[id][0]


def run(request: Message, send: Send, receive: Receive) -> None:
    """Messages: {"progress": share of 1}, at last {"done": what was asked for}. Raises MasaError."""
    total: int = max(1, request["total"])
    budget = Budget(tell=lambda steps: send({"progress": min(1.0, steps / total)}))
    send({"done": _way(request, budget) if request["do"] == "way" else _shorter(request, budget)})


def _way(request: Message, budget: Budget) -> list[tuple[Any, ...]]:
    """Each record that differs: its table, its id, its fields as they were."""
    records = {
        table: {row[0]: RECORDS[table](*row) for row in rows} for table, rows in request["records"].items()
    }
    walk = Walk(_Sent(request["steps"]), Memory(records), budget)
    changes = walk.go(request["back"], request["forward"])
    return [(table, id, after and tuple(after)) for table, id, _, after in changes]


def _shorter(request: Message, budget: Budget) -> tuple[tuple[int, ...], bytes]:
    document = Document.from_snapshot(request["snapshot"], request["file"])
    freed = compact(document, request["keep"], budget)
    return tuple(freed), document.snapshot()
