"""Every error of the document's modules is in the list that the words are made from."""

from __future__ import annotations

import ast
import errno
from pathlib import Path
from typing import Any

import pytest

import model
from model import told
from model.document import Document
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


def test_a_new_file_in_a_read_only_folder_names_the_folder(tmp_path: Path, monkeypatch) -> None:
    """Such a file system refuses to remove also what is not there."""

    def refuse(path: Path, *_how: object, **_more: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    plain = Path.open

    def open_(path: Path, mode: str = "r", **more: Any) -> Any:
        return refuse(path) if path.parent == tmp_path else plain(path, mode, **more)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(MasaError) as error:
        Document.create(tmp_path / "plan.masa")
    assert (error.value.code, error.value.params) == ("folder_read_only", {"file": str(tmp_path)})


def test_an_error_reads_well_in_a_log() -> None:
    assert str(MasaError("disk_full", file="מסע.masa")) == "disk_full file='מסע.masa'"
