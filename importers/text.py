"""Text files to rows: their encoding, their separator, their quotes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from importers.check import Note
from importers.grid import Grid

SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1255", "cp1252")
_SAMPLE = 200_000  # bytes or characters that a guess is made from
_SEPARATOR_LINES = 60
_LINES_IN_A_CELL = 50  # more than this is a quote that nobody closed
# Arabic, which Hebrew is often taken for; UTF-16, ruled out before; DOS and others that write no tables.
_FOREIGN_PAGES = re.compile(
    r"cp1256|iso8859_6|utf_|mac_|cp(037|273|424|437|500|7\d\d|8\d\d|10\d\d|11\d\d)$|hp_|ptcp|kz1048"
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HEBREW_RUN = re.compile(rb"[\xe0-\xfa]{2,}")


@dataclass
class Decoded:
    """A file's text; `bad` characters were not of the encoding, the first of them in line `bad_line`."""

    text: str
    encoding: str
    bad: int = 0
    bad_line: int = 0


def read(path: Path, encoding: str | None = None, separator: str | None = None) -> tuple[Grid, str, str]:
    """The rows of a text file, with the encoding and the separator used ('': one column)."""
    decoded = decode(path.read_bytes(), encoding)
    text = decoded.text
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    warnings = []
    if decoded.bad:
        warnings.append(Note("encoding_mixed", {"n": decoded.bad, "row": decoded.bad_line}))
    if nuls := text.count("\0"):
        warnings.append(Note("nul_bytes", {"n": nuls}))
        text = text.replace("\0", "")
    declared = re.match(r"\ufeff?sep=(.)\n", text, re.IGNORECASE)
    if declared:
        text = text[declared.end() :]
    csv.field_size_limit(max(131_072, len(text) + 1))  # of the whole process, 131,072 by default
    chosen = separator if separator is not None else declared[1] if declared else separator_of(text)
    rows = _rows(text, chosen)
    if (unclosed := _unclosed(rows, text)) is not None:
        warnings.append(Note("quote_unclosed", {"row": unclosed + 1}))
        rows = _rows(text, chosen, quotes=False)
    return Grid("", rows, warnings=warnings), decoded.encoding, chosen


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Bytes to text. Order: a byte order mark, UTF-16 without one, UTF-8, lines of both UTF-8 and Hebrew
    Windows, cp1255 by its share of Hebrew letters, the guess of charset-normalizer, cp1252.
    """
    if encoding is not None:
        return _replaced(data, encoding)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], name)
    if wide := utf16_without_mark(data):
        return _replaced(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if any(byte > 127 for byte in data[: error.start]) or _has_utf8(data):
            return _mixed(data)
    if _is_cp1255(data):
        return _replaced(data, "cp1255")
    return _replaced(data, _guess(data[:_SAMPLE]))


def _guess(sample: bytes) -> str:
    """The best guess of charset-normalizer that writes tables; cp1252 when that fits about as well."""
    from charset_normalizer import from_bytes

    likely = [match for match in from_bytes(sample) if not _FOREIGN_PAGES.match(match.encoding)]
    if not likely:
        return "cp1252"
    best = likely[0]
    western = next((match for match in likely if match.encoding == "cp1252"), None)
    alike = western is not None and western.chaos <= best.chaos and western.coherence >= best.coherence - 0.1
    return "cp1252" if alike else best.encoding


def separator_of(text: str) -> str:
    """The separator of a text: the only one that makes even rows, else PyPI `clevercsv`'s guess.

    The standard library's Sniffer fails on every sixth real file.
    """
    lines = [line for line in text[:_SAMPLE].split("\n") if line.strip() and not line.startswith("# ")]
    sample = "\n".join(line for line in lines[:_SEPARATOR_LINES] if not line.startswith("#-"))
    present = [mark for mark in SEPARATORS if mark in sample]
    if not present:
        return ""
    even = [mark for mark in present if _is_even(sample, mark)]
    if len(even) == 1:
        return even[0]
    import clevercsv

    dialect = clevercsv.Detector().detect(sample, delimiters=present)
    found = dialect.delimiter if dialect is not None else ""
    return found if found in present else ""


def _is_even(sample: str, separator: str) -> bool:
    """Whether this separator alone makes rows of equal length, two cells or more."""
    rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
    lengths = {len(row) for row in rows[: max(2, len(rows) - 1)]}  # the last one may be cut off
    return len(lengths) == 1 and lengths != {1}


def _rows(text: str, separator: str, quotes: bool = True) -> list[list[str]]:
    if not separator:
        return [[line] if line else [] for line in text.removesuffix("\n").split("\n")]
    # without quotation marks no cell holds a line break, and whole lines are read sooner
    lines = io.StringIO(text, newline="") if '"' in text else text.removesuffix("\n").split("\n")
    if not quotes:
        return list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE))
    return list(csv.reader(lines, delimiter=separator, doublequote=True))


def _unclosed(rows: list[list[str]], text: str) -> int | None:
    """The row where a quote was opened and not closed, as far as that shows: many lines in one cell."""
    if text.count("\n") - len(rows) < _LINES_IN_A_CELL:
        return None
    for index, row in enumerate(rows):
        if any(len(cell) > 200 and cell.count("\n") > _LINES_IN_A_CELL for cell in row):
            return index
    return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    bad = text.count("\ufffd")
    return Decoded(text, encoding, bad, text.count("\n", 0, text.index("\ufffd")) + 1 if bad else 0)


def utf16_without_mark(data: bytes) -> str:
    """UTF-16 shows as every second byte being 0 (Latin) or 5 (Hebrew)."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) // 2
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[start::2]
        if high.count(0) + high.count(5) > 0.9 * half and high.count(0) > 0.1 * half:
            return name
    return ""


def _has_utf8(data: bytes) -> bool:
    """Whether some lines are UTF-8 beyond ASCII."""
    for line in data[:_SAMPLE].splitlines():
        try:
            if not line.isascii() and line.decode("utf-8"):
                return True
        except UnicodeDecodeError:
            continue
    return False


def _mixed(data: bytes) -> Decoded:
    """Lines of UTF-8 among lines of an older encoding, each read as what it is."""
    lines, bad, first = [], 0, 0
    old = (
        "cp1255"
        if _is_cp1255(b"".join(line for line in data.splitlines() if not _is_utf8(line)))
        else "cp1252"
    )
    for index, line in enumerate(data.splitlines(keepends=True), start=1):
        if _is_utf8(line):
            lines.append(line.decode("utf-8"))
        else:
            lines.append(line.decode(old, "replace"))
            bad += sum(byte > 127 for byte in line)
            first = first or index
    return Decoded("".join(lines), "utf-8", bad, first)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_cp1255(data: bytes) -> bool:
    """Hebrew of Windows (and ISO 8859-8): nearly all high bytes are letters, most of them in runs."""
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    letters = sum(0xE0 <= byte <= 0xFA for byte in sample)
    in_runs = sum(len(run) for run in _HEBREW_RUN.findall(sample))
    return high > 0 and letters > 0.85 * high and in_runs > 0.7 * high


def lost_hebrew(cells: list[str]) -> int:
    """How many cells are mostly question marks: their letters were lost before the file was made."""
    return sum(cell.count("?") >= 3 and cell.count("?") > 0.6 * len(cell.replace(" ", "")) for cell in cells)
