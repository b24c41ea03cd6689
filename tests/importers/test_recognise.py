"""What a table is, where it begins and ends, what its columns mean."""

from __future__ import annotations

import re
import weakref
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from importers.check import Choices, Note
from importers.reader import Session
from tests.importers.tables import GA4, HEBREW, check, codes, mapping, write_book, write_text

FEEDBACK = "Response ID,Submitted at,Likelihood to recommend,What could we do better?,Channel\n" + "".join(
    f"r{n},2025-03-{n % 28 + 1:02d} 10:00,{n % 11},Please answer the phone sooner {n},web\n"
    for n in range(40)
)
EVENTS = "user_id,session_id,timestamp,page,action\n" + "".join(
    f"u{n % 5},s{n % 7},2025-03-0{n % 9 + 1}T10:00:00,/home,click\n" for n in range(40)
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FEEDBACK, "feedback"),
        (HEBREW, "feedback"),
        (GA4, "drop_off"),
        ("מספר,תאריך,שלב,ציון\n1,25/06/2024,הרשמה,9\n2,26/06/2024,תשלום,2\n", "feedback"),
        ("number,stage,comment\n1,Signup,It was easy to join\n2,Pay,My card was refused\n", "feedback"),
        ("שלב,נכנסו,נטשו\nמודעות,1000,600\nהחלטה,400,100\n", "drop_off"),
        (EVENTS, "event_log"),
        ("Source,Target,Value\nHome,Basket,12\nBasket,Payment,7\n", "transitions"),
        ("Stage,Goal,Actions,Thoughts,Emotion,Pains\nAwareness,Learn,Reads,Hm,Glad,Noise\n", "journey_map"),
        ("firstname,lastname,email,phone,city\nDana,Levi,d@example.org,03-5551234,Haifa\n", "contacts"),
        ("event_type,total_events,unique_users\ncart,7763,4501\npurchase,9595,7389\nview,482642,92743\n",
         "event_counts"),
        ("date,visits,baskets,payments\n2025-03-01,90,40,10\n2025-03-02,80,30,9\n", "stages_as_columns"),
        ("ProductID,ProductName,Price\n1,Shirt,20\n2,Trousers,40\n", "unknown"),
    ],
)  # fmt: skip
def test_kinds_of_tables(tmp_path: Path, text: str, kind: str) -> None:
    found = check(write_text(tmp_path, text))
    assert found.kind == kind
    if kind not in ("feedback", "drop_off"):
        assert found.obstacle is not None
        assert (found.obstacle.code, dict(found.obstacle.params)) == ("kind_not_imported", {"kind": kind})
        assert found.importable == 0


def test_the_columns_of_a_survey(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, FEEDBACK))
    assert mapping(found) == {
        "score": "Likelihood to recommend", "comment": "What could we do better?", "date": "Submitted at",
        "source": "Channel", "source_id": "Response ID",
    }  # fmt: skip
    assert found.scale == "nps"


def test_the_columns_of_a_funnel(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, GA4))
    assert mapping(found) == {
        "stage": "Step", "entered": "Active users", "left": "Abandonments",
        "rate_completed": "Completion rate", "rate_left": "Abandonment rate",
    }  # fmt: skip
    assert (found.header_row, found.unit, found.period) == (7, "persons", "2025-03-01/2025-03-31")


def test_names_of_stages_are_no_comments_of_customers(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, GA4), kind="feedback")
    assert "comment" not in found.mapping
    assert found.obstacle is not None
    assert found.obstacle.code == "no_score_or_comment"


def test_values_vote_too(tmp_path: Path) -> None:
    text = "step,stage,score,rating\n" + "".join(
        f"{n},Stage {n},text only here,{n % 5 + 1}\n" for n in range(1, 30)
    )
    found = check(write_text(tmp_path, text))
    assert mapping(found)["stage"] == "stage"
    assert mapping(found)["score"] == "rating"


def test_one_score_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 5 + 1},{n % 11}\n" for n in range(60))
    found = check(write_text(tmp_path, f"id,overall satisfaction,survey_q6_nps\n{rows}"))
    assert mapping(found)["score"] == "survey_q6_nps"
    assert [note.params["columns"] for note in found.warnings if note.code == "other_scores"] == [
        ("overall satisfaction",)
    ]


def test_the_user_may_choose_another_score(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 5 + 1},{n % 11}\n" for n in range(60))
    path = write_text(tmp_path, f"id,overall satisfaction,survey_q6_nps\n{rows}")
    found = check(path, mapping={"score": 1})
    assert (mapping(found)["score"], found.scale, found.refused) == ("overall satisfaction", "csat5", 0)
    assert "source_id" not in check(path, mapping={"source_id": None}).mapping


@pytest.mark.parametrize(
    ("header", "values", "scale", "sure"),
    [
        ("NPS", range(11), "nps", True),
        ("would you recommend us", range(11), "nps", True),
        ("would you recommend us", range(1, 6), "", False),
        ("nps", range(1, 6), "nps", False),
        ("score", range(1, 6), "stars5", False),
        ("score", range(6), "", False),
        ("ציון", range(6, 11), "nps", False),
        ("satisfaction", range(1, 7), "csat7", False),
        ("satisfaction", range(1, 6), "csat5", True),
        ("satisfaction", range(1, 8), "csat7", True),
        ("שביעות רצון", range(1, 6), "csat5", True),
        ("satisfaction", range(1, 5), "csat5", False),
        ("stars", range(1, 6), "stars5", True),
        ("דירוג", range(1, 6), "stars5", True),
        ("ease of use", range(1, 8), "ces7", True),
        ("customer effort", range(1, 8), "ces7r", False),
        ("ces score", range(1, 6), "ces5", False),
        ("ציון", range(11), "nps", False),
        ("star rating", range(1, 11), "", False),
        ("satisfaction", range(0, 101, 10), "", False),
    ],
)
def test_scales(tmp_path: Path, header: str, values: range, scale: str, sure: bool) -> None:
    cells = [value for value in values for _ in range(3)]
    text = f"{header},comment\n" + "".join(f"{value},some words of the customer\n" for value in cells)
    found = check(write_text(tmp_path, text))
    assert found.scale == scale
    assert (found.sure["scale"] >= 0.7) == sure
    if not scale:
        assert found.obstacle is not None
        assert found.obstacle.code == "scale_unknown"
    elif not sure:
        assert {"scale_unsure", "direction_unsure"} & set(codes(found))


def test_a_table_anywhere_in_a_sheet(tmp_path: Path) -> None:
    rows = [
        ["דוח שביעות רצון – רבעון 2"], ["הופק: 05/06/2024"], [], ["לקוח", None, "מדדים"],
        [None, "מזהה", "NPS", "הערות"], [None, "001", 9, "מצוין"], [None, "002", 3, "איטי"], [],
        [None, "003", 11, "טעות"], ['סה"כ', None, 23, None],
    ]  # fmt: skip
    found = check(write_book(tmp_path, {"סקר": rows}), language="he")
    assert found.header_row == 5
    assert mapping(found) == {"source_id": "מזהה", "score": "NPS", "comment": "הערות"}
    assert (found.good, found.refused) == (2, 1)
    assert (found.refusals[0].cell, found.refusals[0].code) == ("C9", "score_outside_scale")
    reasons = {row.number: row.reason.code for row in found.preview if row.reason is not None}
    assert reasons == {1: "above_table", 2: "above_table", 3: "blank_row", 4: "above_table", 5: "header_row",
                       8: "blank_row", 9: "score_outside_scale", 10: "total_row"}  # fmt: skip


def test_another_header_row_can_be_chosen(tmp_path: Path) -> None:
    path = write_text(tmp_path, "nps,comment\nNPS,Remarks\n9,good\n")
    assert check(path, header_row=2).columns == ("NPS", "Remarks")
    assert check(path, header_row=0).columns == ("", "")


def test_visible_sheets_come_first_and_hidden_ones_are_told(tmp_path: Path) -> None:
    survey = [["nps", "comment"], [9, "good"], [3, "bad"]]
    path = write_book(
        tmp_path, {"secret": survey, "notes": [["a"], ["b"]], "answers": survey}, hidden=["secret"]
    )
    found = check(path)
    assert (found.table, found.tables[-1]) == ("answers", "secret")
    assert {"hidden_sheets", "other_tables"} <= set(codes(found))
    assert check(path, table="secret").table == "secret"


def test_the_second_table_of_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = write_book(
        tmp_path,
        {"Map": [["Stage", "Users"], ["A", 10], ["B", 5], [], [], ["Stage", "Score"], ["A", 4], ["B", 5]]},
    )
    assert check(path).tables == ("Map", "Map (2)")
    found = check(path, table="Map (2)")
    assert (found.header_row, mapping(found)["score"]) == (6, "Score")


def test_second_and_third_header_rows_of_a_survey_tool(tmp_path: Path) -> None:
    text = (
        "ResponseId,Q1,Q2\nAnswer,How likely are you to recommend us?,Any other comments?\n"
        '"{""ImportId"":""_id""}","{""ImportId"":""Q1""}","{""ImportId"":""Q2""}"\n'
        + "".join(f"R_{n},{n % 11},It was fine on the whole {n}\n" for n in range(20))
    )
    found = check(write_text(tmp_path, text))
    assert mapping(found) == {"source_id": "ResponseId", "score": "Q1", "comment": "Q2"}
    assert found.good == 20


def test_lines_without_a_header_are_comments_when_the_user_says_so(tmp_path: Path) -> None:
    text = "".join(f"הצוות היה אדיב אבל החדר היה קטן מאוד {n}\n" for n in range(20))
    path = write_text(tmp_path, text, "reviews.txt")
    assert check(path).kind == "unknown"  # any lines could be that
    found = check(path, kind="feedback")
    assert (found.kind, found.good, found.header_row) == ("feedback", 20, 0)
    assert "no_header" in codes(found)


@pytest.mark.parametrize("header", ["Title", "Description", "Text", "תוכן"])
def test_texts_are_no_answers_unless_a_header_says_so(tmp_path: Path, header: str) -> None:
    rows = "".join(f"{n},The story of a long journey through the hills {n}\n" for n in range(20))
    path = write_text(tmp_path, f"year,{header}\n{rows}")
    assert check(path).kind == "unknown"
    assert check(path, kind="feedback").good == 20
    assert check(write_text(tmp_path, f"year,Feedback\n{rows}")).kind == "feedback"


def test_equal_headers_are_numbered(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, "score,comment,score\n5,fine,2\n4,well,1\n"))
    assert found.columns == ("score", "comment", "score (2)")
    assert "headers_repeated" in codes(found)


def test_rows_longer_than_the_header_are_told(tmp_path: Path) -> None:
    found = check(write_text(tmp_path, "nps,comment\n9,good,extra\n8\n7,fine\n"))
    assert found.good == 3
    assert [dict(note.params) for note in found.warnings if note.code == "rows_ragged"] == [{"n": 1}]


def test_bidi_marks_in_cells_and_headers(tmp_path: Path) -> None:
    found = check(
        write_text(tmp_path, "\u200fתאריך\u200f,\u202bציון\u202c,הערות\n25/6/2024,\u200e9,\u202aabc\u202c\n")
    )
    assert mapping(found) == {"date": "תאריך", "score": "ציון", "comment": "הערות"}
    assert found.good == 1


def test_old_and_open_workbooks_are_read_too(tmp_path: Path) -> None:
    ods = tmp_path / "table.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [("nps", "comment"), ("9", "good")]
    xml = "".join(
        "<table:table-row>" + "".join(cell.format(text) for text in row) + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
            f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="a">{xml}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    assert check(ods).good == 1


SUMMARIES = [
    "Stage,NPS,n\nAwareness,35,100\nPurchase,-10,80\nLoyalty,60,70\n",
    "שלב,שביעות רצון ממוצעת,מספר משיבים\nמודעות,4.2,100\nקנייה,3.9,80\n",
    "Stage,Average score,n\nAwareness,4.2,100\nPurchase,3.9,80\n",
    "Stage,Responses\nAwareness,100\nPurchase,80\n",
    "Month,NPS\n2026-01,3\n2026-02,7\n",
    "date,nps,responses\n2026-01-01,2,101\n2026-01-08,3,102\n",
]


def test_a_lone_mean_is_no_answer(tmp_path: Path) -> None:
    for header, kind in (
        ("Average of Rating (Stars)", "score_summary"),
        ("ציון ממוצע", "score_summary"),
        ("Rating (Stars)", "feedback"),
    ):
        assert check(write_text(tmp_path, f"{header},Month\n4.19,May\n")).kind == kind
        found = check(write_book(tmp_path, {"Average": [[header], [4.19]]}))
        assert (found.kind, found.importable) == (kind, int(kind == "feedback"))


@pytest.mark.parametrize("text", SUMMARIES)
def test_a_summary_of_scores_is_neither_answers_nor_a_funnel(tmp_path: Path, text: str) -> None:
    found = check(write_text(tmp_path, text), ["Awareness", "Purchase", "Loyalty"], new_stages=True)
    assert found.obstacle == Note("kind_not_imported", {"kind": "score_summary"})


@pytest.mark.parametrize(
    "text",
    [
        "Score,Count\n" + "".join(f"{n},{10 * n + 3}\n" for n in range(11)),
        "rating,count,comment\n" + "".join(f"{n},{100 * n},x\n" for n in range(1, 6)),
        "דירוג,כמות\n5,120\n4,80\n3,7\n",
    ],
)
def test_how_often_a_score_was_given_is_not_one_answer(tmp_path: Path, text: str) -> None:
    found = check(write_text(tmp_path, text))
    assert found.obstacle == Note("kind_not_imported", {"kind": "score_counts"})


def test_answers_with_a_count_beside_them_are_answers(tmp_path: Path) -> None:
    assert check(write_text(tmp_path, "n,nps,comment\n1,9,well\n2,3,bad\n3,8,so\n")).kind == "feedback"
    assert check(write_text(tmp_path, "id,stars,count\nr1,5,7\nr2,4,1\n")).kind == "feedback"


def test_a_table_that_is_no_longer_needed_is_let_go(tmp_path: Path) -> None:
    session = Session(write_text(tmp_path, HEBREW, encoding="utf-8"), [], "he", lambda message: None)
    session.check(Choices(encoding="utf-8"))
    grid = weakref.ref(session.read(Choices(encoding="utf-8")).grids[0])
    session.check(Choices(encoding="cp1252"))
    assert grid() is None  # at once: the reader looks for no cycles


def test_a_workbook_that_only_the_second_look_cannot_read_is_read(tmp_path: Path) -> None:
    rows = [["nps", "comment"], *([n % 11, f"Words about it {n}"] for n in range(10)), [None, "Words alone"]]
    whole = write_book(tmp_path, {"a": rows})
    odd = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/styles.xml":
                data, n = re.subn(rb"<fill>.*?</fill>", b"<fill/>", data, count=1, flags=re.DOTALL)
                assert n == 1
            target.writestr(name, data)
    with pytest.raises(TypeError):
        load_workbook(odd, read_only=True)
    assert replace(check(odd), file_hash="") == replace(check(whole), file_hash="")
    assert check(odd).good == 11
