"""Whole imports: a child reads, the document takes one gesture, and undo and redo move all of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from importers.check import Choices, Outcome
from importers.job import READERS_OWN, Import
from model import child, verbs
from model.answers import all_answers
from model.document import Document
from model.errors import MasaError
from model.measures import map_figures
from model.records import Map
from tests.importers.tables import GA4, HEBREW, write_book, write_text

SURVEY = "id,nps,comment,date,stage\n" + "".join(
    f"r{n},{n % 11},comment {n},2025-03-{n % 28 + 1:02d},{'Awareness' if n % 2 else 'Bliss'}\n"
    for n in range(1200)
)


@pytest.fixture
def journey(document: Document) -> Map:
    made: Map = verbs.new_map(document, "Map", language="en", stages=["Awareness", "Decision", "Purchase"])
    return made


def bring_in(document: Document, journey: Map, path: Path, choices: Choices = READERS_OWN) -> Outcome:
    with Import.into(document, journey.id, path, "en", choices) as job:
        job.wait()
        shares = list(job.write(document, journey.id))
        assert shares == sorted(shares)
        assert job.state == "done"
        assert job.outcome is not None
        return job.outcome


def titles(document: Document, journey: Map) -> list[str]:
    return [stage.title for stage in document.children("stage", map=journey.id)]


def state(document: Document, journey: Map) -> object:
    """What can be seen of a map: its stages and its figures."""
    return (
        titles(document, journey),
        map_figures(document, journey.id),
        list(all_answers(document, journey.id)),
    )


def test_answers_come_in_as_one_gesture(document: Document, journey: Map, tmp_path: Path) -> None:
    before = state(document, journey)
    heard: list[int] = []
    document.subscribe(lambda changes: heard.append(len(changes)))
    outcome = bring_in(document, journey, write_text(tmp_path, SURVEY))
    assert outcome == Outcome("feedback", 1200, 0, 0, 600, 0)
    assert heard == [1]
    after = state(document, journey)
    figures = map_figures(document, journey.id)
    awareness = document.children("stage", map=journey.id)[0]
    assert (figures.feedback.n, figures.stages[awareness.id].feedback.n, figures.unplaced) == (1200, 600, 600)
    step = document.undo_step
    assert step is not None
    assert (step.gesture, step.params) == ("import_feedback", {"file": "table.csv"})
    document.undo()
    assert state(document, journey) == before
    document.redo()
    assert state(document, journey) == after


def test_an_answer_is_kept_as_it_was_given(document: Document, journey: Map, tmp_path: Path) -> None:
    bring_in(document, journey, write_text(tmp_path, HEBREW), Choices(scale="nps"))
    first, second = list(all_answers(document, journey.id))
    assert (first.score, first.scale, first.comment, first.date, first.stage) == (
        9.0, "nps", 'שירות "מצוין", תודה', "2024-06-25", None,
    )  # fmt: skip
    assert second.comment == "לא עבד\nשוב"
    batch = document.children("import_batch", map=journey.id)[0]
    assert (batch.kind, batch.file, batch.rows, batch.refused) == ("feedback", "table.csv", 2, 0)


def test_the_same_file_again_adds_nothing(document: Document, journey: Map, tmp_path: Path) -> None:
    path = write_text(tmp_path, SURVEY)
    bring_in(document, journey, path)
    before, head = state(document, journey), document.head
    with Import.into(document, journey.id, path, "en") as job:
        check = job.wait()
        assert (check.already, check.importable) == (1200, 0)
        assert check.warnings[0].code == "same_file_already"
        list(job.write(document, journey.id))
        assert job.outcome == Outcome("feedback", 0, 0, 1200, 0, 0)
    assert (state(document, journey), document.head) == (before, head)


@pytest.mark.parametrize(
    "text",
    [
        SURVEY,
        "nps,comment,date\n" + "".join(f"{n % 11},words {n},2025-03-01\n" for n in range(40)),
        "nps\n" + "9\n10\n9\n3\n" * 5,
    ],
    ids=["ids and stages", "comments", "scores alone"],
)
def test_the_same_answers_stay_the_same_whatever_stage_they_are_given(
    document: Document, journey: Map, tmp_path: Path, text: str
) -> None:
    path = write_text(tmp_path, text)
    first, second, _ = (stage.id for stage in document.children("stage", map=journey.id))
    n = bring_in(document, journey, path).imported
    before, head = state(document, journey), document.head
    for stage in (first, second):
        with Import.into(document, journey.id, path, "en", Choices(all_about_stage=stage)) as job:
            check = job.wait()
            told = {note.code: dict(note.params) for note in check.warnings}
            assert (check.already, check.importable, told["stages_kept"]) == (n, 0, {"n": n})
            list(job.write(document, journey.id))
    assert (state(document, journey), document.head) == (before, head)
    document.undo()
    assert bring_in(document, journey, path, Choices(all_about_stage=first)).imported == n
    assert bring_in(document, journey, path, Choices(all_about_stage=second)).already == n
    assert bring_in(document, journey, path).already == n
    assert {answer.stage for answer in all_answers(document, journey.id)} == {first}


def test_scores_alone_of_two_files_about_two_stages_are_separate_answers(
    document: Document, journey: Map, tmp_path: Path
) -> None:
    first, second, _ = (stage.id for stage in document.children("stage", map=journey.id))
    one = write_text(tmp_path, "nps\n9\n10\n9\n")
    assert bring_in(document, journey, one, Choices(all_about_stage=first)).imported == 3
    other = write_text(tmp_path, "nps\n9\n9\n9\n")
    outcome = bring_in(document, journey, other, Choices(all_about_stage=second))
    assert (outcome.imported, outcome.already) == (3, 0)
    longer = write_text(tmp_path, "nps\n9\n9\n9\n8\n")
    outcome = bring_in(document, journey, longer, Choices(all_about_stage=second))
    assert (outcome.imported, outcome.already) == (1, 3)


def test_of_a_longer_file_only_the_new_answers_come_in(
    document: Document, journey: Map, tmp_path: Path
) -> None:
    bring_in(document, journey, write_text(tmp_path, SURVEY))
    longer = SURVEY + "r2000,9,a new one,2025-04-01,Awareness\n"
    assert bring_in(document, journey, write_text(tmp_path, longer)) == Outcome("feedback", 1, 0, 1200, 0, 0)


def test_an_import_that_was_undone_can_come_again(document: Document, journey: Map, tmp_path: Path) -> None:
    path = write_text(tmp_path, SURVEY)
    bring_in(document, journey, path)
    document.undo()
    assert bring_in(document, journey, path).imported == 1200


def test_equal_rows_are_separate_answers_and_are_counted(
    document: Document, journey: Map, tmp_path: Path
) -> None:
    rows = "9,good service\n" * 3
    assert bring_in(document, journey, write_text(tmp_path, f"nps,comment\n{rows}")).imported == 3
    outcome = bring_in(document, journey, write_text(tmp_path, f"nps,comment\n{rows}9,good service\n"))
    assert (outcome.imported, outcome.already) == (1, 3)


def test_an_answer_that_was_changed_stays_as_it_is(document: Document, journey: Map, tmp_path: Path) -> None:
    bring_in(document, journey, write_text(tmp_path, SURVEY))
    changed = SURVEY.replace("comment 7,", "comment 7 edited,")
    with Import.into(document, journey.id, write_text(tmp_path, changed), "en") as job:
        check = job.wait()
        assert ("changed_since", {"n": 1}) in [(note.code, dict(note.params)) for note in check.warnings]
        assert check.importable == 0


def test_the_numbers_of_another_survey_are_no_ids(document: Document, journey: Map, tmp_path: Path) -> None:
    bring_in(document, journey, write_text(tmp_path, SURVEY))
    other = SURVEY.replace("comment", "remark of the other survey").replace(
        "id,nps,remark of the other survey", "id,nps,comment"
    )
    with Import.into(document, journey.id, write_text(tmp_path, other), "en") as job:
        check = job.wait()
        assert "ids_reused" in [note.code for note in check.warnings]
        assert check.importable == 1200


def test_a_funnel_with_new_stages(document: Document, journey: Map, tmp_path: Path) -> None:
    before = state(document, journey)
    text = "Stage,Users\nVisit,2000\nAwareness,1000\nTrial,700\nPurchase,100\nDelivery,90\n"
    path = write_text(tmp_path, text)
    assert bring_in(document, journey, path, Choices(new_stages=True)) == Outcome("drop_off", 5, 0, 0, 0, 3)
    assert titles(document, journey) == ["Visit", "Awareness", "Trial", "Decision", "Purchase", "Delivery"]
    figures = map_figures(document, journey.id)
    found = [figures.stages[stage.id].drop_off for stage in document.children("stage", map=journey.id)]
    assert [(step.entered, step.left) if step else None for step in found] == [
        (2000, 1000), (1000, 300), (700, 600), None, (100, 10), (90, 0),
    ]  # fmt: skip
    after = state(document, journey)
    document.undo()
    assert state(document, journey) == before
    document.redo()
    assert state(document, journey) == after
    again = bring_in(document, journey, path, Choices(new_stages=True))
    assert (again.imported, again.already, again.new_stages) == (0, 5, 0)


def test_the_newest_figures_are_shown(document: Document, journey: Map, tmp_path: Path) -> None:
    for users in (1000, 500):
        bring_in(document, journey, write_text(tmp_path, f"Stage,Users\nAwareness,{users}\nPurchase,9\n"))
    figures = map_figures(document, journey.id)
    shown = figures.stages[document.children("stage", map=journey.id)[0].id].drop_off
    assert shown is not None
    assert shown.entered == 500


def test_ga4_from_file_to_figures(document: Document, journey: Map, tmp_path: Path) -> None:
    bring_in(document, journey, write_text(tmp_path, GA4), Choices(new_stages=True))
    batch = document.children("import_batch", map=journey.id)[0]
    assert (batch.unit, batch.period, batch.open) == ("persons", "2025-03-01/2025-03-31", 0)
    last = (
        map_figures(document, journey.id).stages[document.children("stage", map=journey.id)[-1].id].drop_off
    )
    assert last is not None
    assert (last.entered, last.completed, last.left, last.completion_rate) == (100, 100, 0, 1.0)


def test_a_workbook(document: Document, journey: Map, tmp_path: Path) -> None:
    rows = [["שלב", "נכנסו"], ["Awareness", 10], ["Purchase", 4]]
    assert bring_in(document, journey, write_book(tmp_path, {"נתונים": rows})).imported == 2


def test_choices_are_checked_again_in_the_same_child(
    document: Document, journey: Map, tmp_path: Path
) -> None:
    with Import.into(document, journey.id, write_text(tmp_path, SURVEY), "en") as job:
        assert job.wait().unplaced == 600
        job.choose(new_stages=True)
        assert job.state == "reading"
        while not (job.poll() and job.state == "checked"):
            pass
        assert job.check is not None
        assert job.check.unplaced == 0
        job.choose(all_about_stage=document.children("stage", map=journey.id)[1].id, new_stages=False)
        job.wait()
        list(job.write(document, journey.id))
    decision = document.children("stage", map=journey.id)[1]
    assert map_figures(document, journey.id).stages[decision.id].feedback.n == 1200


def test_of_many_quick_choices_the_last_one_counts(document: Document, journey: Map, tmp_path: Path) -> None:
    with Import.into(document, journey.id, write_text(tmp_path, SURVEY), "en") as job:
        for scale in ("csat5", "stars5", "nps"):
            job.choose(scale=scale)
        found = job.wait()
        assert (job.state, found.scale, found.refused) == ("checked", "nps", 0)


@pytest.mark.parametrize("end", ["cancel", "close", "leave"])
def test_an_import_that_is_stopped_has_not_happened(
    document: Document, journey: Map, tmp_path: Path, end: str
) -> None:
    before, head = state(document, journey), document.head
    with Import.into(
        document, journey.id, write_text(tmp_path, SURVEY), "en", Choices(new_stages=True)
    ) as job:
        job.wait()
        writing = job.write(document, journey.id)
        while next(writing) == 0.0:
            pass
        with pytest.raises(MasaError, match="import_running"):
            document.undo()
        if end == "cancel":
            job.cancel()
        elif end == "close":
            writing.close()
    assert (state(document, journey), document.head) == (before, head)
    with document.gesture("rename") as gesture:  # the document works on
        gesture.change("map", journey.id, title="Other")


def test_a_reader_that_dies_while_writing_takes_everything_back(
    document: Document, journey: Map, tmp_path: Path
) -> None:
    before = state(document, journey)
    with Import.into(document, journey.id, write_text(tmp_path, SURVEY * 20), "en") as job:
        job.wait()
        writing = job.write(document, journey.id)
        while next(writing) == 0.0:
            pass
        os.kill(job._child._process.pid, 9)
        with pytest.raises(MasaError, match="table_damaged"):
            list(writing)
        assert job.state == "failed"
    assert state(document, journey) == before


def test_a_reader_that_ends_without_a_word_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda name: [sys.executable, "-c", ""])
    path = write_text(tmp_path, SURVEY)
    with Import(path, [], "en") as job, pytest.raises(MasaError, match="table_damaged"):
        job.wait()
    with Import(path, [], "en") as job:
        while not job.poll():
            pass
        assert job.error is not None
        assert (job.state, job.error.code) == ("failed", "table_damaged")


def test_a_reader_that_ends_without_a_word_while_writing_takes_everything_back(
    document: Document, journey: Map, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = (
        f"import os, sys; sys.path.insert(0, {str(Path(child.__file__).parents[1])!r})\n"
        "from importers import reader; from model import child\n"
        "reader.Session.slice = lambda *_: os._exit(0)\n"
        "child.serve('read_table')"
    )
    monkeypatch.setattr(child, "command", lambda name: [sys.executable, "-c", ends])
    before = state(document, journey)
    with Import.into(document, journey.id, write_text(tmp_path, SURVEY), "en") as job:
        job.wait()
        with pytest.raises(MasaError, match="table_damaged"):
            list(job.write(document, journey.id))
    assert state(document, journey) == before


def test_nothing_is_written_against_an_obstacle(document: Document, journey: Map, tmp_path: Path) -> None:
    path = write_text(tmp_path, "Source,Target,Value\nHome,Basket,12\n")
    with Import.into(document, journey.id, path, "en") as job:
        job.wait()
        with pytest.raises(MasaError, match="nothing_to_import"):
            list(job.write(document, journey.id))


def test_a_stage_that_went_away_meanwhile(document: Document, journey: Map, tmp_path: Path) -> None:
    path = write_text(tmp_path, "Stage,Users\nAwareness,100\nPurchase,9\n")
    with Import.into(document, journey.id, path, "en") as job:
        job.wait()
        with document.gesture("remove") as gesture:
            gesture.remove("stage", document.children("stage", map=journey.id)[0].id)
        list(job.write(document, journey.id))
    assert titles(document, journey) == ["Decision", "Purchase"]
    assert [row.entered for row in document.all("drop_off").values()] == [9]


def test_it_survives_reopening(masa: Path, tmp_path: Path) -> None:
    document = Document.create(masa)
    journey = verbs.new_map(document, "Map", language="en", stages=["Awareness"])
    bring_in(document, journey, write_text(tmp_path, SURVEY))
    before = state(document, journey)
    document.close()
    document = Document.open(masa)
    assert state(document, journey) == before
    document.undo()
    assert map_figures(document, journey.id).feedback.n == 0
    document.close()
