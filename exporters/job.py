"""The child process "export": writes one file beside its target, then moves it there in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model.document import Document
from model.errors import MasaError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


def run(request: dict[str, Any], send: Callable[[dict[str, Any]], None], receive: object) -> None:
    """Serve a request of `exporters.start`: snapshot, map, format, paper, out, part, scratch.

    Messages: {"progress": share of 1}, at last {"done": facts}. MasaError: see `told`.
    """
    out, part = Path(request["out"]), Path(request["part"])
    tempfile.tempdir = request["scratch"]  # removed by the one who asked, also when this process is killed
    document = Document.from_snapshot(request["snapshot"], request["file"])
    try:
        facts = _write(document, request, part, lambda share: send({"progress": share}))
        facts["bytes"] = part.stat().st_size
        _replace(part, out)
    except OSError as error:
        raise told(error, out) from error
    finally:
        with contextlib.suppress(OSError):  # what went wrong before is told, not this
            part.unlink(missing_ok=True)
        document.close()
    send({"done": facts})


def _write(
    document: Document, request: dict[str, Any], part: Path, progress: Callable[[float], None]
) -> dict[str, object]:
    map_id: int | None = request["map"]
    if request["format"] == "pdf":
        from .pdf import write_pdf

        return write_pdf(document, map_id, part, request["paper"], progress)
    if request["format"] == "png":
        from .image import write_png

        return write_png(document, map_id, part, progress=progress)
    from .excel import write_workbook

    return write_workbook(document, part, map_id, progress)


def _replace(part: Path, out: Path) -> None:
    """MasaError "export_in_use" where another program holds the target."""
    try:
        os.replace(part, out)
    except PermissionError as error:
        if out.is_file():
            raise MasaError("export_in_use", file=str(out)) from error
        raise


def told(error: OSError, out: Path) -> MasaError:
    """What the system said, as an error of the target or its folder: disk_full, folder_read_only, ..."""
    if out.is_dir():
        return MasaError("file_not_regular", file=str(out))
    if error.errno in _FULL:
        return MasaError("disk_full", file=str(out))
    if error.errno == errno.EROFS:
        return MasaError("folder_read_only", file=str(out.parent))
    if error.errno in _FORBIDDEN:
        return MasaError("file_no_access", file=str(out))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        if out.parent.is_dir():  # /proc and the like: the folder is there, but makes no files
            return MasaError("file_no_access", file=str(out))
        return MasaError("export_no_folder", file=str(out.parent))
    return MasaError("disk_error", file=str(out), reason=error.strerror or type(error).__name__)
