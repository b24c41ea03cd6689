"""The command line with spreadsheets and exports: import, export, demo."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from model.document import Document
from model.verbs import add_stage
from tests.commandline import Program, refused


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


def test_an_import_says_which_name_became_which_stage(masa, shop):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    rows = "".join(f"{name},9,fine\n" for name in ("Buying", "Awareness", "Elsewhere"))
    (shop.parent / "staged.csv").write_text("stage,nps,comment\n" + rows, "utf-8")
    told = json.loads(masa("import", "shop.masa", "staged.csv", "--dry-run", "--json").stdout)
    assert told["stages"] == [
        {"name": "Buying", "stage": "Purchase", "how": "synonym", "rows": 1},
        {"name": "Awareness", "stage": "Awareness", "how": "exact", "rows": 1},
        {"name": "Elsewhere", "stage": None, "how": None, "rows": 1},
    ]
    said = masa("import", "shop.masa", "staged.csv").stdout
    assert "names of the file = stages of the map: Buying = Purchase\n" in said


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(masa, shop):
    book = Workbook()
    book.worksheets[0].title = "Spring"
    book.create_sheet("Autumn").append(["nothing", "known"])
    for sheet in book.worksheets:
        sheet.append(["some", "words"])
        sheet.append(["a", "b"])
    book.save(shop.parent / "two.xlsx")
    gone = masa("import", "shop.masa", "two.xlsx", "--sheet", "Winter")
    assert gone.returncode == 1
    assert "Its tables: Spring, Autumn" in gone.stderr
    refused = masa("import", "shop.masa", "two.xlsx", "--sheet", "Autumn")
    assert refused.stderr.startswith("masa: two.xlsx, Autumn: ")


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


# ---- what is told ----


def test_it_says_how_the_table_was_read(masa, shop, tmp_path):
    (tmp_path / "r.csv").write_text(
        "Rating,Review,Date\n5,fine,2026-01-01\n4,well,2026-01-02\n,,\n,,2026-01-03\n", encoding="utf-8"
    )
    result = masa("import", "shop.masa", "r.csv", "--dry-run")
    assert "read as: Score = Rating (Stars, 1 to 5), " in result.stdout
    assert "Comment = Review" in result.stdout
    told = json.loads(masa("import", "shop.masa", "r.csv", "--dry-run", "--json").stdout)
    assert told["columns"] == {"score": "Rating", "comment": "Review", "date": "Date"}
    assert (told["scale"], told["error"]) == ("stars5", None)
    assert told["skipped"]["empty_answer"] >= 1


def test_columns_order_of_dates_and_encoding_can_be_said(masa, shop, tmp_path):
    text = "Q1;Q2;Q3\n9;טוב מאוד;03/04/2026\n3;לא טוב;05/04/2026\n"
    (tmp_path / "q.csv").write_bytes(text.encode("cp1255"))
    options = ["--as", "feedback", "--scale", "nps", "--column", "score=q1", "--column", "comment=Q2",
               "--column", "date=Q3", "--dates", "dmy", "--encoding", "cp1255",
               "--separator", "semicolon"]  # fmt: skip
    told = json.loads(masa("import", "shop.masa", "q.csv", *options, "--json").stdout)
    assert (told["imported"], told["date_order"], told["scale"]) == (2, "dmy", "nps")
    assert told["columns"] == {"score": "Q1", "comment": "Q2", "date": "Q3"}


@pytest.mark.parametrize(
    "options",
    [["--column", "score"], ["--column", "shoe=x"], ["--dates", "dym"], ["--encoding", "klingon"],
     ["--separator", "dash"]],
)  # fmt: skip
def test_options_that_mean_nothing_are_wrong_usage(masa, shop, options):
    assert masa("import", "shop.masa", "answers.csv", *options).returncode == 2


def test_a_column_that_is_not_there_is_told_with_those_there_are(masa, shop):
    refused(masa("import", "shop.masa", "answers.csv", "--column", "score=Grade"), "Grade", "NPS", "Comment")


def test_a_table_that_is_not_understood_names_the_option_that_helps(masa, shop, tmp_path):
    result = masa("import", "shop.masa", "answers.csv", "--as", "drop-off")
    refused(result, "--column entered=HEADER", "NPS, Comment")
    (tmp_path / "s.csv").write_text("Satisfaction (1-10),why\n" + "5,x\n" * 5, encoding="utf-8")
    refused(masa("import", "shop.masa", "s.csv"), "--scale")


def test_errors_are_told_as_json_beside_the_line(masa, shop, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "s.csv").write_text("Score,Count\n" + "5,13\n4,20\n3,7\n", encoding="utf-8")
    for name, code in (("bad.xlsx", "table_damaged"), ("gone.csv", "table_missing"),
                       ("s.csv", "kind_not_imported")):  # fmt: skip
        result = masa("import", "shop.masa", name, "--json")
        assert result.returncode == 1
        error = json.loads(result.stdout)["error"]
        assert error["code"] == code
        assert name in error["message"]
        assert len(result.stderr.splitlines()) == 1


def test_options_without_use_are_told(masa, shop):
    result = masa("import", "shop.masa", "funnel.csv", "--new-stages", "--scale", "nps", "--dry-run")
    assert "--scale: not used" in result.stdout


def test_sentences_end_and_remedies_help(masa, shop, tmp_path):
    (tmp_path / "s.csv").write_text("score,comment\n" + "5,fine\n4,well\n" * 3, encoding="utf-8")
    assert "Stars, 1 to 5. Say it otherwise with --scale." in masa("import", "shop.masa", "s.csv").stdout
    (tmp_path / "n.csv").write_text("Stage,NPS,n\nAwareness,35,100\nPurchase,-10,80\n", encoding="utf-8")
    refused(masa("import", "shop.masa", "n.csv"), "not answers and not a funnel", "the answers themselves")


def test_stages_and_maps_are_found_in_any_spelling(masa, shop):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    title = masa.show()["maps"][0]["title"]
    options = ["--stage", " purchase ", "--map", title.upper(), "--dry-run"]
    assert masa("import", "shop.masa", "answers.csv", *options).returncode == 0


def test_a_funnel_that_takes_another_s_place_says_so(masa, shop, tmp_path):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    (tmp_path / "later.csv").write_text(FUNNEL.replace("1000", "2000"), encoding="utf-8")
    later = masa("import", "shop.masa", "later.csv")
    assert "those of funnel.csv no longer" in later.stdout
    again = masa("import", "shop.masa", "funnel.csv")
    assert again.stdout.startswith("imported 3,")  # it was not shown any more
    assert figures(masa)["Awareness"] == 1000
    assert masa("import", "shop.masa", "funnel.csv").stdout.startswith(
        "imported 0, refused 0, already there 3"
    )


def test_the_same_numbers_of_other_stages_are_other_figures(masa, shop, tmp_path):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    (tmp_path / "other.csv").write_text(
        "Step,Active users\nLogin,1000\nCart,400\nPayment,100\n", encoding="utf-8"
    )
    assert masa("import", "shop.masa", "other.csv", "--new-stages").stdout.startswith("imported 3,")


def test_a_refused_step_is_not_bridged(masa, shop, tmp_path):
    masa("import", "shop.masa", "funnel.csv", "--new-stages")
    (tmp_path / "gap.csv").write_text(FUNNEL.replace("2. Deliberation", "2. Zebra"), encoding="utf-8")
    masa("import", "shop.masa", "gap.csv")
    found = {stage["title"]: stage["drop_off"] for stage in masa.show()["maps"][0]["stages"]}
    assert (found["Awareness"]["entered"], found["Awareness"]["left"]) == (1000, None)
    assert found["Purchase"]["completed"] == 100
    (tmp_path / "last.csv").write_text(FUNNEL.replace("3. Purchase", "3. Zebra"), encoding="utf-8")
    masa("import", "shop.masa", "last.csv")
    found = {stage["title"]: stage["drop_off"] for stage in masa.show()["maps"][0]["stages"]}
    assert (found["Awareness"]["left"], found["Deliberation"]["completed"]) == (600, None)


def test_all_that_is_not_listed_is_counted(masa, shop, tmp_path):
    rows = "".join(f"Place {n},{n % 11}\n" for n in range(400))
    (tmp_path / "many.csv").write_text("stage,nps\n" + rows, encoding="utf-8")
    assert "and 395 more" in masa("import", "shop.masa", "many.csv", "--dry-run").stdout


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


def test_what_the_demo_makes_is_where_undo_ends(demo):
    for name in ("test-drive", "e-commerce"):
        document = Document.open(demo[0] / f"{name}.masa")
        assert document.undo_step is None
        assert document.redo_step is None
        document.close()


def test_the_demo_overwrites_nothing(masa, demo):
    before = {file: file.read_bytes() for file in demo[0].iterdir()}
    refused(masa("demo", demo[0], "--no-window"), "test-drive", "another folder")
    assert {file: file.read_bytes() for file in demo[0].iterdir()} == before


@pytest.mark.skipif(sys.platform != "linux", reason="/proc makes no folders")
def test_a_demo_where_no_folder_can_be_made_says_so(masa):
    refused(masa("demo", "/proc/demo", "--no-window"), "proc", "Nothing can be written")


def test_a_demo_that_fails_leaves_nothing(masa, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    refused(masa("demo", "file/out", "--no-window"))
