"""The command line as its users meet it: the real program in a process of its own, on files made here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import __version__
from model.document import Document
from model.verbs import add_stage

MAIN = Path(__file__).parent.parent / "main.py"
Result = subprocess.CompletedProcess[str]
Masa = Callable[..., Result]


@pytest.fixture
def masa(tmp_path: Path) -> Masa:
    """Runs `masa ARGUMENTS` in the test's folder, in English unless LANG says otherwise."""

    def run(*arguments: object, **environment: str) -> Result:
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES")
        }
        return subprocess.run(
            [sys.executable, str(MAIN), *map(str, arguments)],
            cwd=tmp_path,
            env=inherited | {"MASA_CONFIG": str(tmp_path / "config"), "LANG": "en_GB.UTF-8"} | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return run


def refused(result: Result, *words: str) -> None:
    """Exit code 1, nothing on standard output, one line on standard error with these words."""
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in ("masa: ", *words):
        assert word in result.stderr


def made(masa: Masa, name: str = "shop.masa", template: str = "five-stages", language: str = "en") -> str:
    result = masa("new", name, "--template", template, "--language", language)
    assert result.returncode == 0, result.stderr
    return name


def shown(masa: Masa, name: str = "shop.masa") -> dict:
    result = masa("show", name, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


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
    made(masa)
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

    made(masa)
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
    made(masa)
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
    made(masa, language=language)
    (found,) = shown(masa)["maps"]
    assert found["direction"] == direction
    assert len(found["stages"]) == 5
    assert {"kind", "title", "lane", "hidden"} == set(shown(masa)["maps"][0]["stages"][0]["cards"][0])
    assert found["stages"][0]["drop_off"] is None
    assert found["stages"][0]["feedback"] == {"n": 0, "nps": None, "csat": None, "ces": None, "stars": None}


def test_new_never_overwrites(masa, tmp_path):
    made(masa)
    before = (tmp_path / "shop.masa").read_bytes()
    refused(masa("new", "shop.masa", "--template", "blank", "--language", "he"), "shop.masa", "exists")
    assert (tmp_path / "shop.masa").read_bytes() == before


def test_an_unknown_template_is_told_with_those_there_are(masa, tmp_path):
    refused(masa("new", "x.masa", "--template", "six", "--language", "he"), "six", "three-stages", "blank")
    assert not (tmp_path / "x.masa").exists()


def test_new_in_a_folder_that_is_not_there(masa):
    refused(masa("new", "no/x.masa", "--template", "blank", "--language", "he"), "x.masa")


def test_show_for_people_in_both_languages(masa):
    made(masa, language="he", template="test-drive")
    english = masa("show", "shop.masa").stdout
    hebrew = masa("show", "shop.masa", LANG="he_IL.UTF-8").stdout
    assert "cards" in english
    assert "cards" not in hebrew
    assert "דנה" in english
    assert "דנה" in hebrew


def test_show_reads_a_file_that_another_process_has_open(masa, tmp_path):
    made(masa)
    document = Document.open(tmp_path / "shop.masa")
    try:
        assert len(shown(masa)["maps"][0]["stages"]) == 5
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


def test_the_window_needs_a_screen(masa):
    if sys.platform.startswith("linux"):
        refused(masa("--", **{"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}), "screen")


# ---- import ----

FUNNEL = "Step,Active users\n1. Awareness,1000\n2. Deliberation,400\n3. Purchase,100\n"
ANSWERS = "NPS,Comment\n" + "9,good\n" * 6 + "10,fine\n" + "3,bad\n" * 2 + "11,what\n"


@pytest.fixture
def shop(masa: Masa, tmp_path: Path) -> Path:
    """A blank map with spreadsheets beside it."""
    made(masa, template="blank")
    (tmp_path / "funnel.csv").write_text(FUNNEL, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path / "shop.masa"


def figures(masa: Masa) -> dict[str, int | None]:
    """Stage title → how many entered."""
    stages = shown(masa)["maps"][0]["stages"]
    return {stage["title"]: stage["drop_off"] and stage["drop_off"]["entered"] for stage in stages}


def test_a_funnel_makes_new_stages_only_when_asked(masa, shop):
    before = shop.read_bytes()
    result = masa("import", "shop.masa", "funnel.csv")
    refused(result, "funnel.csv", "--new-stages")
    assert shop.read_bytes() == before

    result = masa("import", "shop.masa", "funnel.csv", "--new-stages")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("imported 3, refused 0, already there 0\n")
    assert [n for n in figures(masa).values() if n] == [1000, 400, 100]


def test_importing_the_same_file_again_adds_nothing(masa, shop):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    first = shown(masa)
    again = masa("import", "shop.masa", "funnel.csv", "--new-stages", "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["imported"] == 0
    assert json.loads(again.stdout)["already_there"] == 3
    assert shown(masa) == first


def test_refused_rows_are_told_with_cell_and_reason(masa, shop):
    result = masa("import", "shop.masa", "answers.csv", "--as", "feedback", "--scale", "nps")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("imported 9, refused 1, already there 0\n")
    assert "A11 '11': the score is not between 0 and 10" in result.stdout
    nps = shown(masa)["maps"][0]["feedback"]["nps"]
    assert (nps["n"], nps["value"]) == (9, 55.5556)


def test_import_as_json(masa, shop):
    result = masa("import", "shop.masa", "answers.csv", "--scale", "nps", "--json")
    told = json.loads(result.stdout)
    assert result.returncode == 0
    assert told["kind"] == "feedback"
    assert (told["imported"], told["already_there"], told["unplaced"]) == (9, 0, 9)
    assert told["refused"] == [
        {"cell": "A11", "value": "11", "reason": "the score is not between 0 and 10"}
    ]  # fmt: skip
    assert set(told) >= {"new_stages", "warnings", "dry_run", "file"}


def test_as_json_a_table_that_cannot_come_in_says_which_cells(masa, shop):
    result = masa("import", "shop.masa", "funnel.csv", "--json")
    assert result.returncode == 1
    told = json.loads(result.stdout)
    assert told["imported"] == 0
    assert [each["cell"] for each in told["refused"]] == ["A2", "A3", "A4"]
    assert "--new-stages" in result.stderr


def test_a_dry_run_changes_nothing_and_says_what_would_come_in(masa, shop):
    before = shop.read_bytes()
    result = masa("import", "shop.masa", "funnel.csv", "--new-stages", "--dry-run")
    assert result.returncode == 0
    assert result.stdout.startswith("would import 3,")
    told = json.loads(masa("import", "shop.masa", "funnel.csv", "--new-stages", "--dry-run", "--json").stdout)
    assert told["dry_run"] is True
    assert told["imported"] == 3
    assert len(told["new_stages"]) == 3
    assert shop.read_bytes() == before


def test_answers_about_one_stage(masa, shop):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    title = shown(masa)["maps"][0]["stages"][-1]["title"]
    result = masa("import", "shop.masa", "answers.csv", "--scale", "nps", "--stage", title)
    assert result.returncode == 0, result.stderr
    assert shown(masa)["maps"][0]["stages"][-1]["feedback"]["nps"]["n"] == 9
    refused(masa("import", "shop.masa", "answers.csv", "--stage", "Nowhere"), "Nowhere", title)


def test_an_unknown_map_is_told_with_those_there_are(masa, shop):
    title = shown(masa)["maps"][0]["title"]
    refused(masa("import", "shop.masa", "funnel.csv", "--map", "Other"), "Other", title)
    refused(masa("export", "shop.masa", "x.pdf", "--map", "Other"), "Other", title)


def test_a_file_open_in_a_window_is_not_written_but_can_be_tried(masa, shop):
    document = Document.open(shop)
    try:
        refused(masa("import", "shop.masa", "funnel.csv", "--new-stages"), "shop.masa", "open")
        assert masa("import", "shop.masa", "funnel.csv", "--new-stages", "--dry-run").returncode == 0
    finally:
        document.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04 no workbook"),
        ("a.csv", b"%PDF-1.7 x"),
        ("a.csv", b"x\n1\n2\n"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_and_changes_nothing(masa, shop, tmp_path, name, content):
    before = shop.read_bytes()
    (tmp_path / name).write_bytes(content)
    refused(masa("import", "shop.masa", name), name)
    assert shop.read_bytes() == before


def test_a_table_that_is_not_there(masa, shop):
    refused(masa("import", "shop.masa", "gone.xlsx"), "gone.xlsx")


# ---- export ----


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("png", b"\x89PNG")])
def test_export_by_the_name_s_ending(masa, shop, tmp_path, ending, start):
    out = tmp_path / f"מפה.{ending}"
    result = masa("export", "shop.masa", out)
    assert result.returncode == 0, result.stderr
    assert out.read_bytes().startswith(start)
    assert out.name in result.stdout


def test_export_tells_the_smallest_text_and_a_larger_paper(masa, tmp_path):
    made(masa, template="e-commerce")
    document = Document.open(tmp_path / "shop.masa")
    (found,) = document.children("map")
    for n in range(12):
        add_stage(document, found.id, title=f"Later {n}")
    document.close()
    assert "too small" in masa("export", "shop.masa", "a.pdf", "--paper", "A4").stdout
    large = masa("export", "shop.masa", "a.pdf", "--paper", "A0").stdout
    assert "pt" in large
    assert "too small" not in large


def test_export_while_another_process_has_the_file_open(masa, shop, tmp_path):
    document = Document.open(shop)
    try:
        assert masa("export", "shop.masa", "a.xlsx").returncode == 0
    finally:
        document.close()


@pytest.mark.parametrize("out", ["a.doc", "a", "no/a.pdf"])
def test_an_export_that_cannot_be_written(masa, shop, tmp_path, out):
    refused(masa("export", "shop.masa", out))
    assert not (tmp_path / out).exists()


# ---- demo ----


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that `masa demo` makes, once for all tests, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    result = subprocess.run(
        [sys.executable, str(MAIN), "demo", str(folder / "out"), "--no-window"],
        env=os.environ | {"MASA_CONFIG": str(folder / "config"), "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=240,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return folder / "out", result.stdout


def test_the_demo_leaves_two_projects_with_all_exports(demo):
    folder, told = demo
    names = {
        f"{name}.{ending}"
        for name in ("test-drive", "e-commerce")
        for ending in ("masa", "pdf", "xlsx", "png")
    }
    assert {file.name for file in folder.iterdir()} == names
    assert all(name in told for name in names)


@pytest.mark.parametrize(
    ("name", "direction", "entered", "nps", "csat", "ces"),
    [
        ("test-drive", "rtl", [1240, 486, 402, 171, 96], (-38.1, 42), (61.9, 118), (2.9, 64)),
        ("e-commerce", "ltr", [18400, 7912, 2136, 1154, 1098], (31.1, 212), (68.4, 547), (3.4, 187)),
    ],
)
def test_the_demo_s_figures_are_those_of_its_spreadsheets(
    masa, demo, name, direction, entered, nps, csat, ces
):
    told = json.loads(masa("show", demo[0] / f"{name}.masa", "--json").stdout)["maps"][0]
    assert told["direction"] == direction
    assert [stage["drop_off"]["entered"] for stage in told["stages"]] == entered
    assert told["stages"][0]["drop_off"]["left"] == entered[0] - entered[1]
    for measure, (value, n) in {"nps": nps, "csat": csat, "ces": ces}.items():
        found = told["feedback"][measure]
        assert found["n"] == n
        assert found["value"] == pytest.approx(value, abs=0.06)


def test_the_demo_overwrites_nothing(masa, demo):
    before = {file: file.read_bytes() for file in demo[0].iterdir()}
    refused(masa("demo", demo[0], "--no-window"), "test-drive", "another folder")
    assert {file: file.read_bytes() for file in demo[0].iterdir()} == before


def test_a_demo_that_fails_leaves_nothing(masa, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    refused(masa("demo", "file/out", "--no-window"))
