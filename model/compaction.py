"""A shorter history, when the user asks for it: old steps without a name become one, ways that were left go.

What versions, the last steps and redo need stays as it is; so does the project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from model.changes import pack
from model.document import Document
from model.errors import MasaError
from model.file import File, Moment
from model.history import Walk, ahead, lost_imports, past, reachable, remove_answers

KEEP = 500  # last steps that can still be undone one by one


class Freed(NamedTuple):
    """What goes: steps of the history, answers that no step leads to any more; about how many bytes."""

    steps: int
    answers: int
    bytes: int


class _Merged(NamedTuple):
    """A moment whose step takes in those before it, down to `parent`."""

    id: int
    parent: int
    steps: int
    diff: bytes


class _Plan(NamedTuple):
    gone: set[int]
    merged: list[_Merged]


def what_compaction_frees(document: Document, keep: int = KEEP) -> Freed:
    """What `compact` would do now. Raises MasaError("history_damaged") when an old step cannot be read."""
    return _freed(document.file, _plan(document, keep))


def compact(document: Document, keep: int = KEEP) -> Freed:
    """Do it; the file is smaller at once. Undo still reaches the root, by fewer and larger steps."""
    plan = _plan(document, keep)
    freed = _freed(document.file, plan)
    with document.rewriting_history() as file:
        file.query("PRAGMA defer_foreign_keys=ON")
        file.execute_many(
            "UPDATE history SET parent=?, gesture='older_steps', params=?, diff=? WHERE id=?",
            [(each.parent, json.dumps({"n": each.steps}), each.diff, each.id) for each in plan.merged],
        )
        file.execute_many("DELETE FROM history WHERE id=?", [(moment,) for moment in plan.gone])
        remove_answers(file, lost_imports(file, map(file.difference, reachable(file))))
    if freed.bytes:
        document.file.shrink()
    return freed


def _plan(document: Document, keep: int) -> _Plan:
    file, all_moments = document.file, {moment.id: moment for moment in document.file.moments()}
    needed = reachable(file)
    children: dict[int, list[int]] = {id: [] for id in needed}
    for id in sorted(needed):
        parent = all_moments[id].parent
        if parent is not None:
            children[parent].append(id)
    line = past(file, file.head)
    stay = {line[-1], *line[: keep + 1], *ahead(file, file.head)}
    stay |= {id for id in needed if all_moments[id].version or len(children[id]) > 1}

    back = Walk(file, document.memory)
    for moment in line[:-1]:
        back.step(moment, backwards=True)
    merged = list(_merge(line[-1], back.fork(), children, stay, all_moments))
    return _Plan(all_moments.keys() - stay, merged)


def _merge(
    root: int, walk: Walk, children: dict[int, list[int]], stay: set[int], moments: dict[int, Moment]
) -> Iterator[_Merged]:
    """Every stretch between two moments that stay, as one step. One that is too large as a whole stays."""
    todo = [(root, walk)]
    while todo:
        start, walk = todo.pop()
        for first in children[start]:
            way = walk.fork() if first != children[start][-1] else walk
            stretch = [first]
            way.step(first, backwards=False)
            while stretch[-1] not in stay:
                stretch += children[stretch[-1]]
                way.step(stretch[-1], backwards=False)
            todo.append((stretch[-1], way))
            changes = way.changes()
            if len(stretch) == 1:
                continue
            try:
                yield _Merged(stretch[-1], start, sum(_steps(moments[id]) for id in stretch), pack(changes))
            except MasaError:
                stay.update(stretch)


def _steps(moment: Moment) -> int:
    n = moment.params.get("n")
    return n if moment.gesture == "older_steps" and isinstance(n, int) else 1


def _freed(file: File, plan: _Plan) -> Freed:
    diffs = {each.id: each.diff for each in plan.merged}
    stay = reachable(file) - plan.gone
    lost = lost_imports(file, (diffs.get(id) or file.difference(id) for id in stay))
    size = "SELECT 40 + length(gesture) + length(CAST(params AS BLOB)) + length(diff) FROM history WHERE id=?"
    old = sum(file.query(size, (id,))[0][0] for id in plan.gone)
    grown = sum(len(diff) - len(file.difference(id)) for id, diff in diffs.items())
    texts = "+".join(f"length(CAST({text} AS BLOB))" for text in ("comment", "source", "source_id", "date"))
    answers = [
        file.query(f"SELECT count(*), coalesce(sum(50 + {texts}), 0) FROM answer WHERE batch=?", (batch,))[0]
        for batch in lost
    ]
    rows, texts_size = (sum(column) for column in zip((0, 0), *answers, strict=True))
    return Freed(len(plan.gone), rows, max(0, old - grown + texts_size))
