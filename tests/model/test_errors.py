"""Every error of the document's modules is in the list that the words are made from."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import model
from model import told
from model.errors import DOCUMENT_CODES, MasaError

(ROOM,) = map(Path, model.__path__)
MODULES = sorted(path.stem for path in ROOM.glob("*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_every_code_is_listed_with_its_parameters(module: str) -> None:
    tree = ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "MasaError":
            continue
        if isinstance(call.args[0], ast.Constant):
            assert {keyword.arg for keyword in call.keywords} == set(DOCUMENT_CODES[call.args[0].value])


def test_errors_of_the_system_are_listed_too() -> None:
    for code in {*told._BY_ERRNO.values(), *told._BY_SQLITE.values()}:
        assert DOCUMENT_CODES[code] == ("file",)


def test_an_error_reads_well_in_a_log() -> None:
    assert str(MasaError("disk_full", file="מסע.masa")) == "disk_full file='מסע.masa'"
