"""Start an export in a child process; the window polls it, the command line waits for it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.child import Child
from model.errors import MasaError

if TYPE_CHECKING:
    from model.document import Document

FORMATS = ("pdf", "xlsx", "png")
PAPERS = ("A0", "A1", "A2", "A3", "A4", "fit")


def format_of(out: Path) -> str:
    """The format that a file's name asks for. MasaError 'export_format' when there is none."""
    ending = out.suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise MasaError("export_format", file=str(out))
    return ending


class Export:
    """A running export. `progress`: share of 1. `facts`: what there is to tell, None until it is done."""

    def __init__(
        self, child: Child, out: Path, part: Path, scratch: tempfile.TemporaryDirectory[str]
    ) -> None:
        self.out = out
        self.progress = 0.0
        self.facts: dict[str, Any] | None = None
        self._child = child
        self._part = part
        self._scratch = scratch

    @property
    def done(self) -> bool:
        return self.facts is not None

    def poll(self) -> bool:
        """Take what the child said; true when the file is there. Never blocks. Raises MasaError."""
        self._take(self._child.poll)
        return self.done

    def wait(self, tell: Callable[[float], None] | None = None) -> dict[str, Any]:
        """Wait for the end; `tell` gets each progress. Gives the facts. Raises MasaError."""

        def all_messages() -> Iterable[dict[str, Any]]:
            for message in self._child.messages():
                if tell and "progress" in message:
                    tell(message["progress"])
                yield message

        try:
            self._take(all_messages)
        except BaseException:  # Ctrl+C too leaves nothing behind
            self.cancel()
            raise
        assert self.facts is not None
        return self.facts

    def cancel(self) -> None:
        """Stop it and leave nothing behind; the target is as it was. Harmless when it is done."""
        self._child.cancel()
        with contextlib.suppress(OSError):  # a read-only folder holds nothing of it
            self._part.unlink(missing_ok=True)
        self._scratch.cleanup()

    def _take(self, messages: Callable[[], Iterable[dict[str, Any]]]) -> None:
        try:
            for message in messages():
                self.progress = message.get("progress", self.progress)
                self.facts = message.get("done", self.facts)
        except MasaError:
            self.cancel()
            raise
        if self._child.ended and not self.done:
            self.cancel()
            raise MasaError("child_died")
        if self.done:  # the child has nothing more to say
            self.cancel()


def start_export(
    document: Document, map_id: int | None, out: Path, format: str | None = None, paper: str = "fit"
) -> Export:
    """Start writing `out`; format None: by its name. map_id None: the first map, in a workbook all maps.

    MasaError 'export_format', 'export_no_folder', 'export_over_project'; from the Export what `exporters.job`
    tells.
    """
    return start_export_of(document.snapshot(), map_id, out, format, paper, document.path)


def start_export_of(
    snapshot: bytes, map_id: int | None, out: Path, format: str | None = None, paper: str = "fit",
    file: Path | None = None,
) -> Export:  # fmt: skip
    """`start_export` of the bytes of a snapshot, as a reader has them; `file`: where they are from."""
    out = Path(os.path.abspath(out))
    format = format or format_of(out)
    if paper not in PAPERS or format not in FORMATS:
        raise ValueError(f"{format} on {paper}")
    if not out.parent.is_dir():
        raise MasaError("export_no_folder", file=str(out.parent))
    if _is_project(out):
        raise MasaError("export_over_project", file=str(out))
    scratch = tempfile.TemporaryDirectory(prefix="masa-export-")
    part = out.parent / f".{out.stem[:40]}.{os.getpid()}-{Path(scratch.name).name}.part"
    request = {
        "snapshot": snapshot,
        "map": map_id,
        "format": format,
        "paper": paper,
        "out": str(out),
        "part": str(part),
        "scratch": scratch.name,
        "file": str(file or ""),
    }
    return Export(Child.start("export", request), out, part, scratch)


def _is_project(path: Path) -> bool:
    """Whatever its name: a project is never replaced by its own picture."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
