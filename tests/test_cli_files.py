"""The command line with spreadsheets and exports: import, export, demo."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from model.document import Document
from model.verbs import add_stage
from tests.commandline import MAIN, Program, refused


@pytest.fixture
def masa(tmp_path: Path) -> Program:
    return Program(tmp_path)


# ---- import ----

FUNNEL = "Step,Active users\n1. Awareness,1000\n2. Deliberation,400\n3. Purchase,100\n"
ANSWERS = "NPS,Comment\n" + "9,good\n" * 6 + "10,fine\n" + "3,bad\n" * 2 + "11,what\n"


@pytest.fixture
def shop(masa: Program, tmp_path: Path) -> Path:
    """A blank map with spreadsheets beside it."""
    masa.make(template="blank")
    (tmp_path / "funnel.csv").write_text(FUNNEL, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path / "shop.masa"


def figures(masa: Program) -> dict[str, int | None]:
    """Stage title → how many entered."""
    stages = masa.show()["maps"][0]["stages"]
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
    first = masa.show()
    again = masa("import", "shop.masa", "funnel.csv", "--new-stages", "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["imported"] == 0
    assert json.loads(again.stdout)["already_there"] == 3
    assert masa.show() == first


def test_refused_rows_are_told_with_cell_and_reason(masa, shop):
    result = masa("import", "shop.masa", "answers.csv", "--as", "feedback", "--scale", "nps")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("imported 9, refused 1, already there 0\n")
    assert "A11 '11': the score is not between 0 and 10" in result.stdout
    nps = masa.show()["maps"][0]["feedback"]["nps"]
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
    title = masa.show()["maps"][0]["stages"][-1]["title"]
    result = masa("import", "shop.masa", "answers.csv", "--scale", "nps", "--stage", title)
    assert result.returncode == 0, result.stderr
    assert masa.show()["maps"][0]["stages"][-1]["feedback"]["nps"]["n"] == 9
    refused(masa("import", "shop.masa", "answers.csv", "--stage", "Nowhere"), "Nowhere", title)


def test_an_unknown_map_is_told_with_those_there_are(masa, shop):
    title = masa.show()["maps"][0]["title"]
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
    masa.make(template="e-commerce")
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
    result = Program(folder)("demo", "out", "--no-window")
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
    told = masa.show(demo[0] / f"{name}.masa")["maps"][0]
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


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo terminal tells when it writes")
def test_ctrl_c_while_it_writes_leaves_the_file_as_it_was(masa, shop, tmp_path):
    import pty

    rows = "".join(f"{n % 11},answer {n}\n" for n in range(200_000))
    (tmp_path / "many.csv").write_text("NPS,Comment\n" + rows, encoding="utf-8")
    before = shop.read_bytes()
    reader, writer = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, str(MAIN), "import", "shop.masa", "many.csv"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=writer,
        env=os.environ | {"MASA_CONFIG": str(tmp_path / "config"), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    told = ""
    while "Importing" not in told:
        told += os.read(reader, 1000).decode()
    running.send_signal(signal.SIGINT)
    assert running.wait(60) == 130
    os.close(reader)
    os.close(writer)
    assert shop.read_bytes() == before
    assert not (tmp_path / "shop.masa-journal").exists()
