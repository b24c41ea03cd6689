"""The one error of the product: what went wrong, by code, with what is needed to say a remedy."""

from __future__ import annotations

from typing import Any

# Codes that the modules beside this one raise, each with its parameters. `file` is a full path.
DOCUMENT_CODES: dict[str, tuple[str, ...]] = {
    "file_missing": ("file",),
    "file_exists": ("file",),
    "file_no_access": ("file",),             # the system forbids reading or writing it
    "file_read_only": ("file",),
    "folder_read_only": ("file",),           # the folder of a new file
    "file_not_regular": ("file",),           # a folder, a device, a pipe
    "file_too_large": ("file", "limit_mb"),
    "not_a_masa_file": ("file",),
    "newer_version": ("file", "version", "known"),
    "file_damaged": ("file", "reason"),
    "file_too_slow": ("file", "seconds"),    # checking it took longer than any honest file does
    "file_foreign_journal": ("file", "journal"),     # a file beside it would be obeyed by SQLite
    "file_is_open": ("file",),               # in another window or program
    "file_busy": ("file",),                  # a snapshot found no quiet moment
    "file_moved": ("file",),                 # renamed or deleted while open
    "disk_full": ("file",),
    "disk_error": ("file", "reason"),
    "gesture_too_large": ("limit_mb",),
    "history_damaged": ("gesture",),
    "history_too_long": ("steps", "mb"),     # what was read of it, when it was given up
    "moment_read_only": (),
    "import_running": (),
    "child_died": (),
    "child_out_of_memory": (),
    "child_too_slow": (),
}  # fmt: skip


class MasaError(Exception):
    """`code` says what happened, `params` with what; words are made where they are shown."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value!r}" for name, value in self.params.items())])
