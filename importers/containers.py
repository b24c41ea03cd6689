"""What a file is, by its first bytes and never by its name, and the limits it must keep before it is read."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from importers.text import utf16_without_mark
from model.errors import MasaError

if TYPE_CHECKING:
    import zipfile

FILE_LIMIT_MB = 200
UNPACKED_LIMIT = 1 << 30  # bytes of all parts of a workbook together
PART_LIMIT = 600 << 20  # bytes of one part
RATIO_LIMIT, RATIO_FROM = 200, 50 << 20  # unpacked : packed, looked at above this size
PARTS_LIMIT = 5_000

_SPREADSHEETS = ("xlsx", "xlsb", "ods", "xls")
_STARTS = (
    (b"%PDF-", "pdf"),
    (b"SQLite format 3\0", "masa"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_STRAY_CONTROLS = 8  # a text may hold a few


def look(path: Path) -> str:
    """'text' or one of 'xlsx', 'xlsb', 'ods', 'xls': how the file is to be read.

    Raises MasaError: it is not there, not a file, empty, too large, unsafe, or holds no table.
    """
    file = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise MasaError("table_not_a_file", file=file)
        if status.st_size > FILE_LIMIT_MB << 20:
            raise MasaError("table_too_large", file=file, limit_mb=FILE_LIMIT_MB)
        with path.open("rb") as opened:
            head = opened.read(65_536)
    except FileNotFoundError:
        raise MasaError("table_missing", file=file) from None
    except OSError:
        raise MasaError("table_no_access", file=file) from None
    if not head.strip(b"\0 \t\r\n"):
        raise MasaError("table_empty", file=file)
    kind = _kind(head, path)
    if kind not in (*_SPREADSHEETS, "text"):
        raise MasaError("table_not_a_table", file=file, what=kind)
    return kind


def wrong_extension(path: Path, kind: str) -> bool:
    """Whether the name promises something else than the bytes are."""
    extension = path.suffix.lower().lstrip(".").replace("xlsm", "xlsx")
    return (
        extension in _SPREADSHEETS
        if kind == "text"
        else extension in {"csv", "tsv", "txt", *_SPREADSHEETS} - {kind}
    )


def _kind(head: bytes, path: Path) -> str:
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return "xls"
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if path.name.startswith("~$"):
        return "lock_file"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = text[:2000].lower()
    if lower.startswith((b"<!doctype html", b"<html")) or b"<table" in lower:
        return "html"
    if text[:1] in (b"{", b"[") and text.rstrip()[-1:] in (b"}", b"]") and b'"' in text:
        return "json"
    if lower.startswith(b"journey\n") or b"\njourney\n" in lower.replace(b"\r", b"").replace(b" ", b""):
        return "mermaid"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(head):
        return "text"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary" if controls > max(_STRAY_CONTROLS, len(head) // 50) else "text"


def _zip_kind(path: Path) -> str:
    """The kind of a zip, after its directory was found to keep the limits (nothing is unpacked)."""
    import zipfile
    import zlib

    file = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts, file)
            names = {part.filename for part in parts}
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
                _check_declarations(archive, parts, file)
                return "xlsx"
            if "content.xml" in names:
                _check_declarations(archive, parts, file)
                return "ods"
            return "zip"
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise MasaError("table_damaged", file=file) from error


def _check_sizes(parts: list[zipfile.ZipInfo], file: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if (
        len(parts) > PARTS_LIMIT
        or unpacked > UNPACKED_LIMIT
        or any(part.file_size > PART_LIMIT for part in parts)
        or (unpacked > RATIO_FROM and unpacked / packed > RATIO_LIMIT)
    ):
        raise MasaError("table_unpacks_too_large", file=file)


def _check_declarations(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], file: str) -> None:
    """No part may declare a document type: honest workbooks do not, bombs of entities and peeping ones do."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(2048):
                    raise MasaError("table_unsafe", file=file)
