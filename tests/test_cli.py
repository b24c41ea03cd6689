"""The command line: help, usage, templates, new, show, and what is told when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from app import __version__
from app.cli import masa as masa_group
from model.document import Document
from tests.commandline import MAIN, Program, refused


@pytest.fixture
def masa(tmp_path: Path) -> Program:
    return Program(tmp_path)


# ---- help and usage ----


def test_help_reads_like_a_manual(masa):
    result = masa("--help")
    assert result.returncode == 0
    for word in ("masa demo out", "masa export shop.masa shop.pdf", "Exit codes", "templates", "import"):
        assert word in result.stdout


@pytest.mark.parametrize("command", ["demo", "templates", "new", "import", "export", "show"])
def test_every_command_has_help(masa, command):
    result = masa(command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"Usage: masa {command}")


def test_version(masa):
    assert masa("--version").stdout == f"masa {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["shwo"], ["show"], ["--what"], ["new", "x.masa"], ["export", "x.masa"], ["show", "a", "b", "c"],
     ["new", "x.masa", "--template", "blank", "--language", "fr"],
     ["export", "x.masa", "x.pdf", "--paper", "A9"],
     ["import", "x.masa", "x.csv", "--as", "poem"]],
)  # fmt: skip
def test_wrong_usage_is_exit_2_and_no_traceback(masa, arguments):
    result = masa(*arguments)
    assert result.returncode == 2
    assert "Usage:" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_the_libraries_of_qt_one_line_installs_them(masa, tmp_path):
    masa.make()
    library = tmp_path / "lacking" / "PySide6" / "__init__.py"
    library.parent.mkdir(parents=True)
    library.write_text('raise ImportError("libEGL.so.1: cannot open shared object file")', encoding="utf-8")
    path = {"PYTHONPATH": str(tmp_path / "lacking"), "DISPLAY": ":1"}
    for arguments in (["export", "shop.masa", "a.pdf"], ["demo", "out"], ["shop.masa"], []):
        refused(masa(*arguments, **path), "libEGL.so.1", "apt-get install")
    assert masa("show", "shop.masa", **path).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo terminal is made")
def test_progress_is_for_terminals_only(masa, tmp_path):
    import pty

    masa.make()
    assert masa("export", "shop.masa", "a.png").stderr == ""
    reader, writer = pty.openpty()
    with open(writer, "wb") as terminal:
        subprocess.run(
            [sys.executable, str(MAIN), "export", "shop.masa", "b.png"], cwd=tmp_path, stderr=terminal,
            stdout=subprocess.DEVNULL, timeout=60, check=True,
        )  # fmt: skip
        shown_there = os.read(reader, 10_000).decode()
    os.close(reader)
    assert "b.png" in shown_there
    assert "100" in shown_there


def test_the_unexpected_is_one_line_and_the_rest_is_in_the_log(masa, tmp_path):
    masa.make()
    broken = tmp_path / "broken" / "PySide6" / "__init__.py"
    broken.parent.mkdir(parents=True)
    broken.write_text('raise RuntimeError("boom")', encoding="utf-8")
    refused(
        masa("export", "shop.masa", "a.pdf", PYTHONPATH=str(tmp_path / "broken")), "RuntimeError", "masa.log"
    )
    assert "boom" in (tmp_path / "config" / "masa.log").read_text(encoding="utf-8")


def test_a_file_named_like_a_command_is_opened_with_its_folder(masa):
    refused(masa("./show"), "show is not there")


# ---- templates, new, show ----


def test_templates_are_one_line_each_with_fixed_ids(masa):
    lines = masa("templates").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [
        "three-stages", "five-stages", "e-commerce", "test-drive", "blank",
    ]  # fmt: skip
    assert all(len(line.split("\t")) == 2 for line in lines)
    hebrew = masa("templates", LANG="he_IL.UTF-8").stdout.splitlines()
    assert [line.split("\t")[0] for line in hebrew] == [line.split("\t")[0] for line in lines]
    assert hebrew != lines


@pytest.mark.parametrize(("language", "direction"), [("he", "rtl"), ("en", "ltr")])
def test_a_new_map_has_its_language_and_direction(masa, language, direction):
    masa.make(language=language)
    (found,) = masa.show()["maps"]
    assert found["direction"] == direction
    assert len(found["stages"]) == 5
    assert {"kind", "title", "lane", "hidden"} == set(masa.show()["maps"][0]["stages"][0]["cards"][0])
    assert found["stages"][0]["drop_off"] is None
    assert found["stages"][0]["feedback"] == {"n": 0, "nps": None, "csat": None, "ces": None, "stars": None}


def test_new_never_overwrites(masa, tmp_path):
    masa.make()
    before = (tmp_path / "shop.masa").read_bytes()
    refused(masa("new", "shop.masa", "--template", "blank", "--language", "he"), "shop.masa", "exists")
    assert (tmp_path / "shop.masa").read_bytes() == before


def test_an_unknown_template_is_wrong_usage_and_told_with_those_there_are(masa, tmp_path):
    result = masa("new", "x.masa", "--template", "six", "--language", "he")
    assert result.returncode == 2
    for word in ("six", "three-stages", "blank"):
        assert word in result.stderr
    assert not (tmp_path / "x.masa").exists()


@pytest.mark.parametrize("name", ["plan.txt", "plan"])
def test_a_new_project_is_called_masa(masa, tmp_path, name):
    refused(masa("new", name, "--template", "blank", "--language", "he"), name, ".masa")
    assert list(tmp_path.glob("plan*")) == []


def test_new_in_a_folder_that_is_not_there(masa):
    refused(masa("new", "no/x.masa", "--template", "blank", "--language", "he"), "no folder no;")


@pytest.mark.parametrize("length", [245, 300])
def test_a_name_that_is_too_long_leaves_nothing_behind(masa, tmp_path, length):
    name = "a" * length + ".masa"
    refused(masa("new", name, "--template", "blank", "--language", "he"), "too long")
    assert not [path for path in tmp_path.iterdir() if path.name != "config"]


def test_another_program_s_database_is_no_project(masa, tmp_path):
    import sqlite3

    connection = sqlite3.connect(tmp_path / "other.masa")
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    result = masa("show", "other.masa")
    refused(result, "other.masa is not a Masa project")
    assert "open map" not in result.stderr


@pytest.mark.parametrize("arguments", [["show", ""], ["import", "", "x.csv"], ["nothing.masa", "--x"]])
def test_usage_speaks_of_what_was_typed(masa, arguments):
    result = masa(*arguments)
    assert result.returncode == 2
    assert "masa open" not in result.stderr


def test_a_file_that_may_not_be_read_is_no_wrong_usage():
    arguments = [each for command in masa_group.commands.values() for each in command.params]
    files = [each.type for each in arguments if isinstance(each.type, click.Path)]
    assert len(files) >= 7
    assert not any(each.readable for each in files)


def test_show_tells_errors_as_json_too(masa):
    result = masa("show", "gone.masa", "--json")
    assert result.returncode == 1
    told = json.loads(result.stdout)["error"]
    assert told["code"] == "file_missing"
    assert "gone.masa" in told["message"]
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_what_was_done_is_told_when_the_output_cannot_be_written(masa, tmp_path):
    (tmp_path / "answers.csv").write_text("NPS,Comment\n9,good\n3,bad\n", encoding="utf-8")
    masa.make()
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, str(MAIN), "import", "shop.masa", "answers.csv"], cwd=tmp_path, stdout=full,
            stderr=subprocess.PIPE, text=True, encoding="utf-8", timeout=60,
            env=os.environ | {"MASA_CONFIG": str(tmp_path / "config"), "LANG": "en_GB.UTF-8"},
        )  # fmt: skip
    assert result.returncode == 1
    assert "The rows of answers.csv are now in shop.masa." in result.stderr
    assert "othing was changed" not in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert masa.show()["maps"][0]["feedback"]["n"] == 2


def test_show_for_people_in_both_languages(masa):
    masa.make(language="he", template="test-drive")
    english = masa("show", "shop.masa").stdout
    hebrew = masa("show", "shop.masa", LANG="he_IL.UTF-8").stdout
    assert "cards" in english
    assert "cards" not in hebrew
    assert "דנה" in english
    assert "דנה" in hebrew


def test_show_reads_a_file_that_another_process_has_open(masa, tmp_path):
    masa.make()
    document = Document.open(tmp_path / "shop.masa")
    try:
        assert len(masa.show()["maps"][0]["stages"]) == 5
    finally:
        document.close()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_project(masa, tmp_path, content):
    (tmp_path / "bad.masa").write_bytes(content)
    refused(masa("show", "bad.masa"), "bad.masa")
    assert (tmp_path / "bad.masa").read_bytes() == content


@pytest.mark.parametrize("arguments", [["show", "gone.masa"], ["gone.masa"]])
def test_a_file_that_is_not_there(masa, arguments):
    refused(masa(*arguments), "gone.masa")


def test_an_error_is_told_in_hebrew_on_a_hebrew_system(masa):
    result = masa("show", "gone.masa", LANG="he_IL.UTF-8")
    refused(result, "gone.masa")
    assert any("א" <= letter <= "ת" for letter in result.stderr)


def test_a_closed_pipe_is_no_error(tmp_path):
    command = f'"{sys.executable}" "{MAIN}" templates | head -1'
    result = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert result.stdout.startswith("three-stages")
    assert result.stderr == ""


@pytest.mark.parametrize("arguments", [["templates"], ["--help"], ["new", "--help"]])
def test_a_reader_that_is_gone_before_we_say_anything_is_no_error(arguments):
    running = subprocess.Popen(
        [sys.executable, str(MAIN), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    running.stdout.close()
    with running.stderr:
        assert running.stderr.read() == b""
    assert running.wait(60) == 0


def test_the_window_needs_a_screen(masa):
    if sys.platform.startswith("linux"):
        refused(masa("--", **{"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}), "screen")


def test_a_new_project_is_where_undo_ends(masa, tmp_path):
    masa.make(template="blank")
    document = Document.open(tmp_path / "shop.masa")
    assert document.undo_step is None
    document.close()
