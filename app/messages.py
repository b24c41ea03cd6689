"""Errors in the reader's words. `model/` and `importers/` know only their codes.

`say` is one sentence or two: what happened, to which file, and what to do now.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import import_words
from model.errors import MasaError
from resources.formats import count, isolate
from resources.words import N_, words

ERRORS: dict[str, str] = {
    "file_missing": N_("%(file)s is not there. It may have been moved, renamed or deleted."),
    "file_exists": N_("%(file)s exists already. Choose another name."),
    "file_no_access": N_("The system forbids access to %(file)s. Choose another folder."),
    "file_read_only": N_("%(file)s cannot be written. Copy it to another folder and open the copy."),
    "folder_read_only": N_("Nothing can be written in the folder %(file)s. Choose another folder."),
    "file_not_regular": N_("%(file)s is not a file. Choose a file."),
    "file_too_large": N_("%(file)s is larger than %(limit_mb)s MB, so it was not opened."),
    "not_a_masa_file": N_("%(file)s is not a Masa file. Tables are imported into an open map."),
    "newer_version": N_("%(file)s was made by a newer version of Masa. Update Masa to open it."),
    "file_damaged": N_("%(file)s is damaged and was left as it is. Open a backup of it."),
    "file_too_slow": N_("Checking %(file)s took too long, so it was not opened. Open a backup of it."),
    "file_foreign_journal": N_("%(journal)s beside %(file)s is not safe. Move it to another folder."),
    "file_is_open": N_("%(file)s is already open in another window. Go on there, or close it first."),
    "file_busy": N_("%(file)s is being written at this moment. Try again."),
    "file_moved": N_("%(file)s was moved or deleted while open. Save a copy to keep your work."),
    "disk_full": N_("The disk is full, so %(file)s was not written. Free some space, then repeat."),
    "disk_error": N_("The disk failed at %(file)s. Nothing was changed. Save a copy on another disk."),
    "gesture_too_large": N_("This changes more than %(limit_mb)s MB at once, so nothing was changed."),
    "history_damaged": N_("This step is damaged in the history. The map is as it was."),
    "history_too_long": N_(
        "The history is too long: given up after %(steps)s steps, %(mb)s MB of changes. Nothing was changed."
    ),
    "moment_read_only": N_("This is an earlier moment, only to look at. Restore it to go on from there."),
    "import_running": N_("An import is still running. Wait until it ends, or cancel it."),
    "export_format": N_("%(file)s: choose a name that ends in .pdf, .xlsx or .png."),
    "export_no_folder": N_("The folder %(file)s does not exist. Choose another folder."),
    "export_in_use": N_("%(file)s is open in another program. Close it there, then export again."),
    "export_over_project": N_("%(file)s is a project. Choose another name for the export."),
    "copy_over_itself": N_("%(file)s is the open file itself. Choose another name for the copy."),
    "export_no_map": N_("This project has no map. Make one first."),
    "child_too_slow": N_("This took too long and was ended. Nothing was changed."),
    "child_out_of_memory": N_("This needed more memory than there is and was ended. Nothing was changed."),
    "child_died": N_("This ended unexpectedly. Nothing was changed. Try again."),
}  # fmt: skip

TITLES: dict[str, str] = {
    "file_is_open": N_("The file is already open"),
    "file_exists": N_("The file exists already"),
    "disk_full": N_("The disk is full"),
}
_FILE_TITLE = N_("The file cannot be used")
_OTHER_TITLE = N_("This could not be done")

SYSTEM_ERRORS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "file_missing"),
    (FileExistsError, "file_exists"),
    (PermissionError, "file_no_access"),
    (IsADirectoryError, "file_not_regular"),
)


def say(error: BaseException, language: str) -> str:
    """What happened and what to do, in the reader's language; never a traceback."""
    _ = words(language)
    code, params = _known(error)
    text = ERRORS.get(code)
    if code in import_words.ERRORS:
        return import_words.sentence(code, params, language)
    if text is None:
        return _("Something unexpected happened (%(name)s). Nothing was changed.") % {"name": isolate(code)}
    return _(text) % {name: _shown(name, value) for name, value in params.items()}


def title(error: BaseException, language: str) -> str:
    """A few words over `say`, for a dialog."""
    code, params = _known(error)
    return words(language)(TITLES.get(code, _FILE_TITLE if "file" in params else _OTHER_TITLE))


def _known(error: BaseException) -> tuple[str, Mapping[str, Any]]:
    """The code and parameters of an error; the system's own errors about a file are told like ours."""
    if isinstance(error, MasaError):
        return error.code, error.params
    if isinstance(error, OSError) and error.filename:
        for kind, code in SYSTEM_ERRORS:
            if isinstance(error, kind):
                return code, {"file": error.filename}
        return "disk_error", {"file": error.filename}
    return type(error).__name__, {}


def _shown(name: str, value: object) -> str:
    """Names of files and numbers stand as runs of their own in a Hebrew sentence."""
    if name in ("file", "journal"):
        return isolate(Path(str(value)).name or str(value))
    if isinstance(value, int | float):
        return isolate(count(value))
    return isolate(str(value))
