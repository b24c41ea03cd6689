"""What a file is, and files that mean harm: each is refused with a reason, and nothing is read beyond it."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from importers import containers
from importers.job import Import
from model.errors import MasaError
from tests.importers.tables import check, codes, write_book, write_text

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def refusal(path: Path) -> MasaError:
    """The error with which the reader, in its own process, refuses a file."""
    with Import(path, [], "en") as job, pytest.raises(MasaError) as caught:
        job.wait()
    assert job.state == "failed"
    assert caught.value.params.get("file") == str(path)
    return caught.value


def with_sheet(folder: Path, xml: str) -> Path:
    """A workbook whose one sheet is this XML."""
    source = write_book(folder, {"Sheet1": [["x"]]}, "source.xlsx")
    made = folder / "made.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = xml.encode() if part.filename == "xl/worksheets/sheet1.xml" else old.read(part)
            new.writestr(part.filename, data)
    return made


def rows(*cells: tuple[str, str]) -> str:
    """The XML of a sheet with these cells, each in a row of its own."""
    row = '<row r="{}">{}</row>'
    return SHEET.format(
        "".join(
            row.format("".join(filter(str.isdigit, name)), CELL.format(name, text)) for name, text in cells
        )
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"<!DOCTYPE html><html><table><tr><td>nps</td></tr></table></html>", "html"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body></body></html>", "html"),
        (b'{"campaign": [{"id": 1}]}', "json"),
        (b"SQLite format 3\0" + bytes(100), "masa"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"journey\n  title My day\n  section Go\n", "mermaid"),
        (bytes(range(256)) * 20, "binary"),
        (b"Rar!\x1a\x07\x00....", "zip"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(MasaError) as caught:
        containers.look(write_text(tmp_path, data, "table.xlsx"))
    assert (caught.value.code, caught.value.params["what"]) == ("table_not_a_table", what)


@pytest.mark.parametrize("data", [b"", b"\r\n \t\n", b"\0\0\0\0"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    assert refusal(write_text(tmp_path, data)).code == "table_empty"


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.csv").code == "table_missing"
    assert refusal(tmp_path).code == "table_not_a_file"


def test_names_lie_and_first_bytes_do_not(tmp_path: Path) -> None:
    text = write_text(tmp_path, "nps,comment\n9,good\n", "text.xlsx")
    book = write_book(tmp_path, {"a": [["nps", "comment"], [9, "good"]]}).rename(tmp_path / "book.csv")
    for path in (text, book):
        found = check(path)
        assert found.good == 1
        assert codes(found)[0] == "extension_wrong"


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../outside.txt", "x")
    assert refusal(path).params["what"] == "zip"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlsx"]


def test_a_workbook_that_swells_is_refused_unread(tmp_path: Path) -> None:
    path = write_book(tmp_path, {"a": [["nps"], [9]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<t>" + b"x" * (60 << 20))
    assert refusal(path).code == "table_unpacks_too_large"


def test_a_workbook_of_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path, {"a": [["nps"], [9]]})
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(containers.PARTS_LIMIT):
            archive.writestr(f"part{number}", b"")
    assert refusal(path).code == "table_unpacks_too_large"


@pytest.mark.parametrize("value", ['"x"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_of_its_own_are_refused(tmp_path: Path, value: str) -> None:
    xml = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e {value}>]>' + rows(("A1", "nps"), ("A2", "&e;"))
    assert refusal(with_sheet(tmp_path, xml)).code == "table_unsafe"


def test_cells_at_the_far_corners_need_more_memory_than_there_is(tmp_path: Path) -> None:
    path = with_sheet(tmp_path, rows(("A1", "nps"), ("XFD1048576", "9")))
    assert refusal(path).code == "table_cells_apart"


def test_a_cell_outside_every_sheet(tmp_path: Path) -> None:
    assert refusal(with_sheet(tmp_path, rows(("A1", "nps"), ("A4000000", "9")))).code == "table_damaged"


def test_a_sheet_that_lies_about_its_size(tmp_path: Path) -> None:
    xml = rows(("A1", "nps"), ("A2", "9"), ("A3", "8")).replace(
        "<sheetData>", '<dimension ref="A1"/><sheetData>'
    )
    assert check(with_sheet(tmp_path, xml)).good == 2


@pytest.mark.parametrize("keep", [0.5, 0.95])
def test_half_a_workbook(tmp_path: Path, keep: float) -> None:
    data = write_book(tmp_path, {"a": [["nps"], *([[n % 11] for n in range(2000)])]}).read_bytes()
    path = write_text(tmp_path, data[: int(keep * len(data))], "half.xlsx")
    assert refusal(path).code == "table_damaged"


def test_flipped_bytes_never_bring_the_program_down(tmp_path: Path) -> None:
    data = bytearray(
        write_book(tmp_path, {"a": [["nps", "comment"], *([[n % 11, "x"] for n in range(50)])]}).read_bytes()
    )
    for place in range(40, len(data), 1999):
        flipped = bytearray(data)
        flipped[place] ^= 0xFF
        path = write_text(tmp_path, bytes(flipped), "flipped.xlsx")
        with Import(path, [], "en") as job:
            with suppress(MasaError):
                job.wait()
            assert job.state == "checked" or (job.error is not None and job.error.code.startswith("table_"))


def test_more_columns_than_any_table_has(tmp_path: Path) -> None:
    text = ",".join(f"c{n}" for n in range(2001)) + "\n" + ",".join("1" for _ in range(2001)) + "\n"
    error = refusal(write_text(tmp_path, text))
    assert (error.code, error.params["columns"]) == ("table_too_wide", 2001)
