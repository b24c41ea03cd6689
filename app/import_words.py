"""The codes of an import (`importers.problems`) in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resources.formats import count, decimal, isolate, own_direction
from resources.words import N_, words

KINDS = {
    "feedback": N_("Feedback"),
    "drop_off": N_("Drop-off"),
    "event_log": N_("Event log"),
    "transitions": N_("List of transitions"),
    "journey_map": N_("Journey map"),
    "contacts": N_("List of people"),
    "event_counts": N_("Counts of events"),
    "stages_as_columns": N_("Stages as columns"),
    "score_summary": N_("Summary of scores, not answers and not a funnel"),
    "score_counts": N_("How often every score was given"),
    "unknown": N_("Unknown"),
}

FIELDS = {
    "score": N_("Score"),
    "comment": N_("Comment"),
    "date": N_("Date"),
    "stage": N_("Stage"),
    "source": N_("Source"),
    "source_id": N_("Number of the answer"),
    "order": N_("Order"),
    "entered": N_("Entered"),
    "completed": N_("Completed"),
    "left": N_("Left"),
    "rate_completed": N_("Completion rate"),
    "rate_previous": N_("Completion rate of the stage before"),
    "rate_left": N_("Abandonment rate"),
    "segment": N_("Segment"),
}

SCALES = {
    "nps": N_("NPS, 0 to 10"),
    "csat5": N_("Satisfaction, 1 to 5"),
    "csat7": N_("Satisfaction, 1 to 7"),
    "ces7": N_("Effort, 1 to 7, 7 is easy"),
    "ces7r": N_("Effort, 1 to 7, 1 is easy"),
    "ces5": N_("Effort, 1 to 5, 5 is easy"),
    "ces5r": N_("Effort, 1 to 5, 1 is easy"),
    "stars5": N_("Stars, 1 to 5"),
}

DATE_ORDERS = {"dmy": N_("Day first"), "mdy": N_("Month first"), "ymd": N_("Year first")}
SEPARATORS = {",": N_("Comma"), ";": N_("Semicolon"), "\t": N_("Tab"), "|": N_("Vertical bar")}
STAGE_HOW = {
    "exact": N_("same name"),
    "synonym": N_("synonym"),
    "chosen": N_("chosen"),
    "new": N_("new stage"),
}

CONTAINERS = {
    "pdf": N_("a PDF"),
    "html": N_("a web page"),
    "json": N_("a JSON file"),
    "masa": N_("a Masa project"),
    "zip": N_("a zip archive"),
    "ole": N_("an old Office file that is no workbook"),
    "image": N_("a picture"),
    "mermaid": N_("a diagram in text"),
    "lock_file": N_("the lock file of an open workbook"),
    "binary": N_("not text"),
    "text": N_("text"),
}

ERRORS = {
    "table_missing": N_("%(file)s is not there. Check its name and folder."),
    "table_no_access": N_("The system forbids reading %(file)s. Copy it to your own folder."),
    "table_not_a_file": N_("%(file)s is not a file. Choose a csv or Excel file."),
    "table_empty": N_("%(file)s is empty. Choose another file."),
    "table_too_large": N_("%(file)s is larger than %(limit_mb)s MB. Split it and import the parts."),
    "table_unpacks_too_large": N_("%(file)s swells to an unsafe size when unpacked. Save the sheet as csv."),
    "table_too_many_cells": N_("%(file)s has more than %(limit)s cells. Split it and import the parts."),
    "table_too_wide": N_("%(file)s has %(columns)s columns, more than %(limit)s. Delete those not needed."),
    "table_cells_apart": N_("%(file)s has cells too far apart. Copy the table to a new workbook."),
    "table_damaged": N_("%(file)s is damaged. Open it in a spreadsheet program and save it anew."),
    "table_too_slow": N_("Reading %(file)s took longer than %(seconds)s seconds. Save the sheet as csv."),
    "table_password": N_("%(file)s has a password. Save it without one and import it again."),
    "table_not_a_table": N_("%(file)s holds no table: it is %(what)s. Choose a csv or Excel file."),
    "table_only_errors": N_("%(file)s holds only cells of errors. Mend its formulas and save it anew."),
    "column_unknown": N_("%(file)s has no column %(column)s. Its columns: %(columns)s"),
    "table_gone": N_("%(file)s has no table called %(table)s. Its tables: %(tables)s"),
    "table_unsafe": N_("%(file)s holds unsafe definitions. Save it anew in a spreadsheet program."),
    "table_too_much": N_("%(file)s needs too much memory. Split it and import the parts."),
    "cancelled": N_("Cancelled; nothing was changed."),
    "nothing_to_import": N_("Nothing in %(file)s can be imported as it is read now."),
}

REASONS = {
    "reason_chosen": N_("chosen by you"),
    "reason_steps_and_counts": N_("columns of stages and of counts: %(names)s"),
    "reason_answers": N_("columns of scores or comments: %(names)s"),
    "reason_events": N_("columns of who, when and what: %(names)s"),
    "reason_from_to": N_("columns of from and to: %(names)s"),
    "reason_map_columns": N_("columns of a journey map: %(names)s"),
    "reason_people": N_("columns of names and addresses: %(names)s"),
    "reason_counts_of_events": N_("counts without an order of steps: %(names)s"),
    "reason_counts_by_day": N_("a column for every stage: %(names)s"),
    "reason_score_summary": N_("columns of mean scores and of numbers of answers: %(names)s"),
    "reason_score_counts": N_("columns of scores and of how often they were given: %(names)s"),
    "reason_nothing_known": N_("no column was recognised"),
}

OBSTACLES = {
    "kind_not_imported": N_("This looks like: %(kind)s. Only feedback and drop-off tables are imported."),
    "no_rows": N_("There are no rows under the header."),
    "no_score_or_comment": N_("No column holds a score or a comment. Choose one."),
    "no_score_column": N_("No column holds a score. Choose one."),
    "scores_unread": N_("The scores of %(column)s cannot be read, for example: %(value)s"),
    "no_stage_column": N_("No column holds the stages. Choose one."),
    "no_count_column": N_("No column holds how many entered. Choose one."),
    "scale_unknown": N_("What scale are the scores of %(column)s, from %(low)s to %(high)s? Choose one."),
    "steps_repeat": N_("%(name)s stands in %(n)s rows. Keep one row for every stage, then import again."),
    "formulas_not_calculated": N_(
        "The formulas of %(column)s have no results. Save the file in a spreadsheet."
    ),
    "all_refused": N_("No row can be imported; refused: %(n)s."),
}

REFUSALS = {
    "score_not_a_number": N_("the score is not a number"),
    "score_outside_scale": N_("the score is not between %(low)s and %(high)s"),
    "score_of_other_scale": N_("the score is of another scale, not up to %(high)s"),
    "score_not_whole": N_("the score is not a whole number"),
    "count_not_a_number": N_("the count is not a number"),
    "count_missing": N_("the count is missing"),
    "count_negative": N_("the count is below zero"),
    "count_not_whole": N_("the count is not a whole number"),
    "count_too_large": N_("the count has too many digits"),
    "stage_missing": N_("the stage is missing"),
    "stage_unknown": N_("the map has no such stage"),
    "stage_twice": N_("row %(row)s is already this stage"),
    "more_left_than_entered": N_("more left than entered (%(entered)s)"),
    "more_completed_than_entered": N_("more completed than entered (%(entered)s)"),
}

SKIPS = {
    "above_table": N_("above the table"),
    "comment_row": N_("comment"),
    "blank_row": N_("blank"),
    "header_row": N_("header row"),
    "labels_row": N_("labels"),
    "total_row": N_("total"),
    "other_table": N_("another table"),
    "empty_answer": N_("no score and no comment"),
    "other_segment": N_("another segment: %(value)s"),
}

WARNINGS = {
    "same_file_already": N_("This file was already imported into this map."),
    "figures_replaced": N_("The map shows these figures from now on, and those of %(file)s no longer."),
    "same_figures_already": N_("These figures are already on this map."),
    "ids_reused": N_("Answers with a known number but other content, taken as new: %(n)s"),
    "changed_since": N_("Answers that are here and differ now, left as they were: %(n)s"),
    "stages_kept": N_(
        "Answers already here, which keep their stage: %(n)s. To place them anew, remove their import first."
    ),
    "hidden_sheets": N_("Hidden sheets: %(names)s"),
    "other_tables": N_("Other tables, not read: %(names)s"),
    "extension_wrong": N_("The name of the file is misleading: it is %(what)s."),
    "encoding_mixed": N_("Unreadable characters: %(n)s, the first in row %(row)s"),
    "hebrew_lost": N_("Cells of question marks, whose letters were lost before: %(n)s"),
    "nul_bytes": N_("Zero bytes, left out: %(n)s"),
    "quote_unclosed": N_("A quotation mark in row %(row)s is never closed; read without it."),
    "cells_cut": N_("Cells cut after %(limit)s characters: %(n)s"),
    "rows_ragged": N_("Rows with more cells than the header: %(n)s"),
    "error_cells": N_("Error cells, read as empty: %(n)s"),
    "formulas_empty": N_("Formulas without a result in %(column)s, read as empty: %(n)s"),
    "digits_lost": N_("Long numbers in %(column)s were rounded by a spreadsheet program."),
    "totals_left_out": N_("Rows left out as totals: %(n)s (row %(rows)s)"),
    "headers_repeated": N_("Several columns are called alike: %(names)s"),
    "no_header": N_("There is no header row."),
    "columns_not_read": N_("Columns not read: %(columns)s"),
    "other_scores": N_("Further columns of scores, not read: %(columns)s"),
    "scale_unsure": N_("The scores of %(column)s go from %(low)s to %(high)s, read as: %(scale)s"),
    "scale_misfit": N_(
        "Many scores of %(column)s are outside the chosen scale, %(n)s of %(of)s: is it the right one?"
    ),
    "direction_unsure": N_("Does a high score in %(column)s mean easy or hard? Choose the scale."),
    "dates_unsure": N_("The dates of %(column)s can be read in two ways; read as: %(order)s"),
    "dates_mixed": N_("The dates of %(column)s are day first in some rows, month first in others."),
    "answers_empty": N_("Rows with neither a score nor a comment, left out: %(n)s"),
    "dates_unread": N_("Rows whose date cannot be read, imported without one: %(n)s"),
    "thousands_unsure": N_("%(value)s in %(column)s is read as %(number)s."),
    "stages_unknown": N_("Names that are no stage of the map: %(names)s"),
    "stages_new": N_("New stages: %(names)s"),
    "steps_joined": N_("Several names that are one stage of the map, joined: %(names)s"),
    "unplaced": N_("Answers without a stage: %(n)s"),
    "open_funnel": N_("More entered %(name)s than the stage before: an open funnel, who left is unknown."),
    "rates_disagree": N_("%(name)s: the file says %(rate)s percent, its counts say %(counted)s percent."),
    "counts_disagree": N_("%(name)s: %(left)s left by the file, %(counted)s by its counts."),
    "completed_disagrees": N_(
        "%(name)s: %(completed)s completed by the file, %(counted)s entered the next stage."
    ),
    "parts_disagree": N_(
        "%(name)s: %(completed)s completed and %(left)s left, of %(entered)s entered; who left is believed."
    ),
    "next_step_missing": N_("The stage after these does not come in, so who left is unknown: %(names)s"),
    "against_the_map": N_("The stages of the file run against the order of the map, at: %(names)s"),
    "segment_taken": N_("Only the rows of the segment %(value)s are read."),
    "date_unread": N_("the date cannot be read: %(value)s"),
    "stage_unplaced": N_("without a stage: %(value)s"),
}

_TEXTS: dict[str, str] = {**ERRORS, **REASONS, **OBSTACLES, **REFUSALS, **SKIPS, **WARNINGS}
_CHOICES: dict[str, Mapping[str, str]] = {
    "kind": KINDS,
    "what": CONTAINERS,
    "scale": SCALES,
    "order": DATE_ORDERS,
}
_SHOWN_NAMES = 5


def text(code: str) -> str:
    """The English text of a code with its parameters still open. KeyError for one that is not there."""
    return _TEXTS[code]


def sentence(code: str, params: Mapping[str, Any], language: str) -> str:
    """A code of `importers.problems` in words. KeyError for one that is not there."""
    _ = words(language)
    if code == "kind_not_imported" and params.get("kind") == "unknown":
        return _("This looks neither like feedback nor like a drop-off table.")
    return _(text(code)) % {name: _shown(name, value, language) for name, value in params.items()}


def _shown(name: str, value: Any, language: str) -> str:
    """A parameter as a run of its own: texts of a file keep their own direction within the sentence."""
    _ = words(language)
    if name == "file":
        return isolate(Path(str(value)).name)
    if name in _CHOICES:
        return _(_CHOICES[name].get(value, str(value)))
    if isinstance(value, list | tuple):
        names = ", ".join(own_direction(each) for each in value[:_SHOWN_NAMES])
        more = len(value) - _SHOWN_NAMES
        return _("%(names)s and %(n)s more") % {"names": names, "n": more} if more > 0 else names
    if isinstance(value, bool) or not isinstance(value, int | float):
        return own_direction(str(value))
    return isolate(count(value) if value == int(value) else decimal(value, 1))
