"""What a workbook of a map is for those who sort, filter and read it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from exporters.cells import Sheet, clean, sheet_name
from exporters.excel import write_workbook
from model import verbs
from model.measures import map_figures
from tests.exporters.conftest import COMMENT

HOSTILE = (
    "=1+1",
    '=HYPERLINK("https://example.org","open")',
    "+49 170",
    "-5",
    "@SUM(A1)",
    "\tindented",
    "#N/A",
    "#REF!",
    "1/2",
    "\x07bell\x00",
    "x" * 40_000,
    "=",
)


def written(document, tmp_path: Path, map_id: int | None = None):
    write_workbook(document, tmp_path / "map.xlsx", map_id)
    return load_workbook(tmp_path / "map.xlsx")


def rows(sheet) -> list[dict[str, object]]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize("language", ["he", "en"])
def test_every_sheet_opens_in_the_direction_of_the_map(story, tmp_path, language):
    document, map_ = story(language)
    book = written(document, tmp_path, map_.id)
    assert len(book.worksheets) == 8
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {language == "he"}
    assert book.properties.title == map_.title
    assert book.properties.language == {"he": "he-IL", "en": "en-US"}[language]
    for sheet in book:
        assert sheet.freeze_panes in ("A2", "B4")
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and any("א" <= letter <= "ת" for letter in cell.value[:1]):
                    assert cell.alignment.readingOrder == 2, cell


@pytest.mark.parametrize("language", ["he", "en"])
def test_the_grid_has_a_cell_for_each_stage_and_lane(story, tmp_path, language):
    document, map_ = story(language)
    sheet = written(document, tmp_path, map_.id).worksheets[0]
    stages = document.children("stage", map=map_.id)
    lanes = [lane for lane in document.children("lane", map=map_.id) if not lane.hidden]
    assert sheet.max_column == 1 + len(stages)
    assert sheet["A1"].value == map_.title
    assert [cell.value for cell in sheet[3]][1:] == [
        f"{n}. {stage.title}" for n, stage in enumerate(stages, 1)
    ]
    assert sheet.max_row == 4 + len(lanes)
    assert sheet.merged_cells.ranges == set()
    for column, stage in enumerate(stages, 2):
        for row, lane in enumerate(lanes, 5):
            said = sheet.cell(row, column).value or ""
            for card in document.children("card", stage=stage.id, lane=lane.id):
                assert card.title in said
    fills = {sheet.cell(3, column).fill.fgColor.rgb for column in range(2, 2 + len(stages))}
    assert len(fills) == len(stages)


def test_marks_spans_and_outcomes_have_their_words(document, tmp_path):
    lanes = ["touchpoints", "moments_of_truth"]
    map_ = verbs.new_map(document, "M", language="en", stages=["Discover", "", "Buy"], lanes=lanes)
    stages = [stage.id for stage in document.children("stage", map=map_.id)]
    touchpoints, truths = (lane.id for lane in document.children("lane", map=map_.id))
    mail = verbs.add_card(document, stages[0], touchpoints, "touchpoint", "Mail", owner="Sales")
    verbs.span_card(document, mail.id, stages[0], stages[1])
    verbs.add_card(document, stages[0], touchpoints, "entry", "from a blog")
    verbs.add_card(document, stages[0], touchpoints, "visitor")
    verbs.add_card(
        document, stages[2], truths, "moment_of_truth", "buys", wished="signs", outcome="leaves",
        touchpoint=mail.id,
    )  # fmt: skip
    book = written(document, tmp_path, map_.id)
    grid = book.worksheets[0]
    assert grid["B4"].value == "• Mail (Discover to Stage 2, Sales)\n• Entry: from a blog\n• Only visiting"
    assert grid["C4"].value is None
    (row,) = rows(book["Moments of truth"])
    assert (row["Wished outcome"], row["Actual outcome"], row["Deciding touchpoint"]) == (
        "signs", "leaves", "Mail",
    )  # fmt: skip


def test_hidden_lanes_are_not_handed_out(story, tmp_path):
    document, map_ = story("en")
    lane = next(one for one in document.children("lane", map=map_.id) if one.kind == "touchpoints")
    assert len(rows(written(document, tmp_path, map_.id)["Touchpoints"])) > 5
    verbs.set_lane_hidden(document, lane.id, True)
    titles = {card.title for card in document.children("card", lane=lane.id)}
    for sheet in written(document, tmp_path, map_.id):
        assert not {cell.value for row in sheet.iter_rows() for cell in row} & titles


def test_stages_and_feedback_say_what_the_map_says(story, tmp_path):
    document, map_ = story("en")
    book = written(document, tmp_path, map_.id)
    figures = map_figures(document, map_.id)
    stages = document.children("stage", map=map_.id)
    table = rows(book["Stages"])
    for row, stage in zip(table, stages, strict=True):
        step, feedback = figures.stages[stage.id]
        assert (row["Stage"], row["Entered"], row["Completed"], row["Left"]) == (
            stage.title, step.entered, step.completed, step.left,
        )  # fmt: skip
        assert row["Completion rate"] == pytest.approx(step.completion_rate)
        assert row["Abandonment rate"] == pytest.approx(step.abandonment_rate)
        assert (row["Feedback, n"] or 0) == feedback.n
    assert table[0]["CSAT"] == pytest.approx(figures.stages[stages[0].id].feedback.scores["csat"].value / 100)
    assert book["Stages"].cell(2, 8).number_format == "0.0%"
    summary = [row for row in rows(book["Feedback"]) if row["Stage"] == "Whole map"]
    assert {row["Measure"]: row["n"] for row in summary} == {
        score.measure.upper(): score.n for score in figures.feedback.scores.values()
    }


def test_answers_are_all_there_with_real_dates(story, tmp_path):
    document, map_ = story("he")
    book = written(document, tmp_path, map_.id)
    sheet = book.worksheets[-1]
    assert sheet.max_row == 1 + map_figures(document, map_.id).feedback.n
    assert {cell.value for cell in sheet["D"][1:]} == {COMMENT["he"], "#N/A"}
    assert sheet["E2"].is_date
    assert sheet["E2"].value.isoformat().startswith("2026-08-12")


def test_answers_of_a_reversed_question_and_of_old_times_say_what_they_are(document, tmp_path):
    made = verbs.new_map(document, "Old", stages=["One"])
    bulk = document.begin_bulk("import_feedback", file="old.csv")
    values = {
        "map": made.id,
        "kind": "feedback",
        "file": "old.csv",
        "file_hash": "a",
        "at": 10**15,
        "rows": 1,
    }
    batch = bulk.gesture.add("import_batch", **values)
    bulk.add_answers(batch.id, [(None, "ces7r", 1.0, "", "1850-03-01", "", "", 1)])
    bulk.commit()
    write_workbook(document, tmp_path / "old.xlsx")
    row = list(load_workbook(tmp_path / "old.xlsx")["Answers"].values)[1]
    assert row[1:3] == ("CES 1–7 (1 is easy)", 1)
    assert row[4] == "1850-03-01"


def test_answers_that_one_sheet_cannot_hold_go_on_in_the_next(story, tmp_path, monkeypatch):
    monkeypatch.setattr("exporters.answer_sheets.MAX_ROWS", 8)
    document, map_ = story("en")
    book = written(document, tmp_path, map_.id)
    assert book.sheetnames[-3:] == ["Answers", "Answers 2", "Answers 3"]
    assert [sheet.max_row - 1 for sheet in book.worksheets[-3:]] == [7, 7, 3]


@pytest.mark.parametrize("language", ["he", "en"])
def test_tables_have_filters_and_names_of_their_own(story, tmp_path, language):
    document, map_ = story(language)
    book = written(document, tmp_path, map_.id)
    names = []
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.autoFilter.ref == table.ref == sheet.dimensions
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
        assert len({cell.value.casefold() for cell in sheet[1]}) == sheet.max_column
        names.append(table.displayName)
    assert len(set(names)) == len(names)


def test_nothing_that_a_user_typed_becomes_a_formula(document, tmp_path):
    map_ = verbs.new_map(document, "=cmd", stages=HOSTILE, lanes=["touchpoints", "moments_of_truth"])
    document_lanes = document.children("lane", map=map_.id)
    for stage in document.children("stage", map=map_.id):
        verbs.add_card(document, stage.id, document_lanes[0].id, "touchpoint", stage.title, owner=stage.title)
        verbs.add_card(document, stage.id, document_lanes[1].id, "moment_of_truth", truth_kind=stage.title)
    verbs.add_persona(document, map_.id, "=1+1", about="@now")
    book = written(document, tmp_path, map_.id)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), cell
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t")):
                    assert cell.quotePrefix, cell
    titles = [row["Touchpoint"] for row in rows(book["Touchpoints"])]
    assert titles[:9] == list(HOSTILE[:9])
    assert titles[9] == "bell"
    assert titles[10] == "x" * 32_767


def test_texts_keep_their_own_direction(document, tmp_path):
    map_ = verbs.new_map(document, "מפה", language="he", stages=["שלב", "Checkout"], lanes=["actions"])
    head = written(document, tmp_path, map_.id).worksheets[0][3]
    assert [cell.alignment.readingOrder for cell in head[1:]] == [2, 1]
    verbs.set_fields(document, "map", [map_.id], title="Shop")
    assert written(document, tmp_path, map_.id).worksheets[0]["A1"].alignment.readingOrder == 1


@pytest.mark.parametrize(("language", "side"), [("he", "right"), ("en", "left")])
def test_texts_stand_at_the_side_of_the_sheet_and_headers_over_their_figures(story, tmp_path, language, side):
    document, map_ = story(language)
    book = written(document, tmp_path, map_.id)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            assert {cell.alignment.horizontal for cell in row if isinstance(cell.value, str)} <= {side}
    for sheet in book.worksheets[1:]:
        for column in sheet.iter_cols():
            values = [cell.value for cell in column[1:] if cell.value is not None]
            if values and not any(isinstance(value, str) for value in values):
                assert column[0].alignment.horizontal == "right", column[0].value


def test_headers_are_printed_on_every_page(story, tmp_path):
    document, map_ = story("en")
    first, *tables = written(document, tmp_path, map_.id).worksheets
    assert (first.print_title_rows, first.print_title_cols) == ("$1:$3", "$A:$A")
    assert {(sheet.print_title_rows, sheet.print_title_cols) for sheet in tables} == {("$1:$1", None)}


def test_personas_have_one_order_in_all_stages(document, tmp_path):
    map_ = verbs.new_map(document, "Shop", stages=["One", "Two"], lanes=["emotion"])
    dana, noa = (verbs.add_persona(document, map_.id, name).id for name in ("Dana", "Noa"))
    one, two = document.children("stage", map=map_.id)
    for stage, personas in ((one, (dana, noa)), (two, (noa, dana))):
        for persona in personas:
            verbs.set_emotion(document, stage.id, 1.0, persona=persona)
    row = written(document, tmp_path, map_.id).worksheets[0][4]
    for cell in row[1:]:
        assert cell.value.index("Dana") < cell.value.index("Noa")


def test_several_maps_in_one_workbook(story, tmp_path):
    document, _ = story("en")
    verbs.new_map(document, "Buying a lamp online", stages=["A"], lanes=["actions"])
    verbs.new_map(document, "history", language="he", stages=["ב"], lanes=["actions"])
    book = written(document, tmp_path)
    assert book.sheetnames[:3] == ["Buying a lamp online", "Buying a lamp online 2", "history 1"]
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets[:3]] == [False, False, True]
    assert {row["Map"] for row in rows(book["Stages"])} == {"Buying a lamp online", "history"}


def test_an_empty_map_says_what_is_missing(document, tmp_path):
    map_ = verbs.new_map(document, "Empty", stages=[], lanes=[])
    book = written(document, tmp_path, map_.id)
    assert book["Touchpoints"]["A2"].value == "No touchpoints yet"
    assert book["Answers"]["A2"].value == "No answers yet"


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Q3: [plan] a/b?", "Q3   plan  a b"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("***", "Masa"),
        ("תוכנית", "תוכנית"),
        ("History", "History 1"),
    ],
)
def test_names_of_sheets_are_valid(wanted, name):
    assert sheet_name(wanted, []) == name


def test_texts_are_cut_where_a_cell_ends():
    assert clean("a\r\nb\rc\x00\ud800") == "a\nb\nc"
    assert clean("x" * 40_000) == "x" * 32_767
    assert clean("🚗" * 20_000) == "🚗" * 16_383


def test_names_of_sheets_are_unique_whatever_their_case():
    taken = ["Map", "map 2"]
    assert sheet_name("MAP", taken) == "MAP 3"
    long = "y" * 31
    assert sheet_name(long, [long]) == "y" * 29 + " 2"


def test_a_row_is_as_high_as_its_text(tmp_path):
    book = Workbook(write_only=True)
    sheet = Sheet(book, "Map", False, [10, 40], "A1")
    sheet.append([sheet.cell("word " * 20), sheet.cell("short")])
    sheet.append([sheet.cell("one"), sheet.cell("a\nb\nc")])
    sheet.append([sheet.cell("one"), sheet.cell("two")])
    book.save(tmp_path / "map.xlsx")
    again = load_workbook(tmp_path / "map.xlsx")["Map"]
    heights = [again.row_dimensions[n].height for n in (1, 2, 3)]
    assert heights[0] > heights[1] > 40
    assert heights[2] is None


@pytest.mark.tools
@pytest.mark.parametrize("language", ["he", "en"])
def test_libreoffice_reads_the_same(story, tmp_path, language):
    document, map_ = story(language)
    write_workbook(document, tmp_path / "map.xlsx", map_.id)
    program = shutil.which("soffice")
    assert program, "install libreoffice-calc"
    command = [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    (tmp_path / "again").mkdir()
    target = ["--outdir", str(tmp_path / "again"), str(tmp_path / "map.xlsx")]
    subprocess.run([*command, "xlsx", *target], check=True, capture_output=True, timeout=180)
    ours, theirs = load_workbook(tmp_path / "map.xlsx"), load_workbook(tmp_path / "again" / "map.xlsx")
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ours:
        other = theirs[sheet.title]
        assert bool(other.sheet_view.rightToLeft) == (language == "he")
        assert [t.ref for t in other.tables.values()] == [t.ref for t in sheet.tables.values()]
        for row in sheet.iter_rows():
            for cell in row:
                value = other[cell.coordinate].value
                if isinstance(cell.value, float):
                    assert value == pytest.approx(cell.value), cell
                else:
                    assert (value or "") == (cell.value or ""), cell
                assert other[cell.coordinate].data_type not in ("f", "e")
