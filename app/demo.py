"""`masa demo`: two sample projects from shipped templates and spreadsheets, with PDF, Excel and PNG."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.commands.figures import KINDS, bring_in
from app.commands.outputs import write
from exporters.start import FORMATS
from importers.check import Choices
from model.document import Document
from model.errors import MasaError
from model.templates import apply, template
from resources.formats import count
from resources.words import words

PROJECTS = (("test-drive", "he"), ("e-commerce", "en"))  # template and language; the first is opened
Tell = Callable[[str], object]


def files(folder: Path) -> list[Path]:
    """Everything that `make` leaves there."""
    endings = ("masa", *FORMATS)
    return [folder / f"{name}.{ending}" for name, _ in PROJECTS for ending in endings]


def make(folder: Path, language: str, tell: Tell) -> Path:
    """Make both projects and give the first one's file; an error leaves none of `files` behind.

    Raises MasaError, and OSError when the folder cannot be made.
    """
    _make_folder(folder)
    try:
        for name, map_language in PROJECTS:
            _make(folder / f"{name}.masa", name, map_language, language, tell)
    except BaseException:
        for file in files(folder):
            with suppress(OSError):
                file.unlink(missing_ok=True)
        raise
    return files(folder)[0]


def _make_folder(folder: Path) -> None:
    """MasaError 'folder_read_only' where the system makes no folders, as on a read-only disk and in /proc."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno == errno.EROFS or (error.errno == errno.ENOENT and folder.parent.is_dir()):
            raise MasaError("folder_read_only", file=str(folder.parent)) from error
        raise


def _make(file: Path, template_id: str, map_language: str, language: str, tell: Tell) -> None:
    _ = words(language)
    document = Document.create(None)
    try:
        made = apply(document, template_id, map_language)
        told = []
        for sample in template(template_id).samples(map_language):
            choices = Choices(kind=KINDS[sample.kind], scale=sample.scale)
            _check, outcome = bring_in(document, made, sample.path, choices)
            imported = count(outcome.imported if outcome else 0)
            told.append("  " + _("imported %(n)s from %(file)s") % {"n": imported, "file": sample.path.name})
        document.save_copy(file, replace=False, history=False)
        tell(_("Made %(file)s") % {"file": file})
        for line in told:
            tell(line)
        snapshot = document.snapshot(history=False)
        for ending in FORMATS:
            write(snapshot, made.id, file.with_suffix(f".{ending}"), "fit", file)
    finally:
        document.close()
