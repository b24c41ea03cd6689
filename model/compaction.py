"""A shorter history, when the user asks for it: old steps without a name become one, ways that were left go.

What versions, the last steps and redo need stays as it is; so does the project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from model.budget import Budget
from model.changes import pack
from model.document import Document
from model.errors import MasaError
from model.file import File, Moment
from model.history import Tree, Walk, forget, forgotten, lost_imports, reachable, sweep

KEEP = 500  # last steps that can still be undone one by one
_ALL = 1 << 62


class Freed(NamedTuple):
    """What went: steps of the history, answers that no step leads to any more; bytes of the file."""

    steps: int
    answers: int
    bytes: int


class _Merged(NamedTuple):
    """A moment whose step takes in those before it, down to `parent`."""

    id: int
    parent: int
    steps: int
    diff: bytes


def compact(document: Document, keep: int = KEEP, budget: Budget | None = None) -> Freed:
    """Do it here and now: long for a long history, so that a window has `past_work.shorten` do it.

    Undo still reaches the root, by fewer and larger steps. Raises MasaError("history_damaged"),
    MasaError("history_too_long"): then everything is as it was.
    """
    budget = budget or Budget()
    before = _measured(document.file)
    gone, merged = _plan(document, keep, budget)
    with document.rewriting_history() as file:
        file.query("PRAGMA defer_foreign_keys=ON")
        file.execute_many(
            "UPDATE history SET parent=?, gesture='older_steps', params=?, diff=? WHERE id=?",
            [(each.parent, json.dumps({"n": each.steps}), each.diff, each.id) for each in merged],
        )
        file.execute_many("DELETE FROM history WHERE id=?", [(moment,) for moment in gone])
        forget(file, lost_imports(file, budget))
        swept = bool(forgotten(file))
        sweep(file, _ALL)
    if not gone and not swept:
        return Freed(0, 0, 0)
    document.file.shrink()
    steps, answers, size = (then - now for then, now in zip(before, _measured(document.file), strict=True))
    return Freed(steps, answers, max(0, size))


def _measured(file: File) -> Freed:
    ((size,),) = file.query("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    steps, answers = (file.query(f"SELECT count(*) FROM {table}")[0][0] for table in ("history", "answer"))
    return Freed(steps, answers, size)


def _plan(document: Document, keep: int, budget: Budget) -> tuple[set[int], list[_Merged]]:
    """The moments that go, and those that take them in."""
    file, all_moments = document.file, {moment.id: moment for moment in document.file.moments()}
    tree = Tree(file)
    needed = reachable(file, tree)
    children: dict[int, list[int]] = {id: [] for id in needed}
    for id in sorted(needed):
        parent = tree.parents[id]
        if parent is not None:
            children[parent].append(id)
    line = tree.past(file.head)
    stay = {line[-1], *line[: keep + 1], *tree.ahead(file.head)}
    stay |= {id for id in needed if all_moments[id].version or len(children[id]) > 1}

    back = Walk(file, document.memory, budget)
    back.go(line[:-1], ())
    merged = list(_merge(line[-1], back.fork(), children, stay, all_moments))
    return all_moments.keys() - stay, merged


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
