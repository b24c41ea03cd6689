"""The list of codes: every code that the importers' source gives is on it, with just those parameters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import importers
from importers import problems

KNOWN = (
    problems.ERRORS
    | problems.REASONS
    | problems.OBSTACLES
    | problems.REFUSALS
    | problems.SKIPS
    | problems.WARNINGS
)
GIVERS = {
    "Note": 0,
    "MasaError": 0,
    "warn": 0,
    "warn_row": 1,
    "skip": 1,
    "refuse": 2,
}  # call → place of its code


def given() -> Iterator[tuple[str, str, set[str] | None]]:
    """Of each call with a literal code: where, the code, its parameters (None: made at run time)."""
    for path in Path(importers.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = (
                getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
            )
            if not isinstance(call, ast.Call) or name not in GIVERS or len(call.args) <= GIVERS[name]:
                continue
            code, rest = call.args[GIVERS[name]], call.args[GIVERS[name] + 1 :]
            if not isinstance(code, ast.Constant) or not isinstance(code.value, str):
                continue
            params: set[str] | None = {each.arg for each in call.keywords if each.arg}
            if any(each.arg is None for each in call.keywords) or (
                rest and not isinstance(rest[0], ast.Dict)
            ):
                params = None
            elif rest and isinstance(rest[0], ast.Dict):
                keys = [key.value if isinstance(key, ast.Constant) else None for key in rest[0].keys]
                params = None if None in keys else {str(key) for key in keys}
            yield f"{path.name}:{call.lineno}", code.value, params


def test_every_code_is_listed_with_its_parameters() -> None:
    found = list(given())
    wrong = [
        (where, code, params)
        for where, code, params in found
        if code != "child_died"  # told as what is wrong with the file
        and (code not in KNOWN or (params is not None and params != set(KNOWN[code])))
    ]
    assert len(found) > 60
    assert wrong == []


def test_every_listed_code_is_given_somewhere() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(importers.__file__).parent.glob("*.py"))
    made = (
        "more_left_than_entered",
        "more_completed_than_entered",
        "blank_row",
        "comment_row",
    )  # put together
    assert [code for code in KNOWN if source.count(f'"{code}"') < 2 and code not in made] == []
