"""Every code that an import gives, with its parameters. Words for them are made where they are shown.

Parameters: `file` a full path; `column`, `name` texts of the file, `columns`, `names` lists; `value` what
stands in the cell; `row` a row's number as a spreadsheet counts; `n` a count.
"""

from __future__ import annotations

# MasaError: the table cannot be read at all.
ERRORS: dict[str, tuple[str, ...]] = {
    "table_missing": ("file",),
    "table_no_access": ("file",),
    "table_not_a_file": ("file",),            # a folder, a device
    "table_empty": ("file",),                 # no bytes, or no cell with anything in it
    "table_too_large": ("file", "limit_mb"),
    "table_unpacks_too_large": ("file",),     # a workbook that swells when unpacked
    "table_too_many_cells": ("file", "limit"),
    "table_too_wide": ("file", "columns", "limit"),
    "table_cells_apart": ("file",),           # cells so far apart that the sheet does not fit into memory
    "table_too_much": ("file",),              # it needs more memory than the reader may take
    "table_damaged": ("file",),
    "table_too_slow": ("file", "seconds"),
    "table_password": ("file",),
    "table_not_a_table": ("file", "what"),    # what: one of `CONTAINERS`
    "table_only_errors": ("file",),           # its only cells are errors: #DIV/0! and the like
    "column_unknown": ("file", "column", "columns"),   # a column was asked for that the table does not have
    "table_gone": ("file", "table", "tables"),   # a sheet was asked for that the file does not have
    "table_unsafe": ("file",),                # a workbook that declares entities of its own
    "cancelled": (),
    "nothing_to_import": ("file",),           # `write` was asked although `check.obstacle` says why not
}  # fmt: skip

# What a file can be that holds no table, as far as its first bytes tell.
CONTAINERS = ("pdf", "html", "json", "masa", "zip", "ole", "image", "mermaid", "lock_file", "binary")

# What a table can be. Only the first two are imported.
KINDS = ("feedback", "drop_off", "event_log", "transitions", "journey_map", "contacts", "event_counts",
         "stages_as_columns", "score_summary", "score_counts", "unknown")  # fmt: skip

# `check.kind_reason`: why the table counts as what it counts as.
REASONS: dict[str, tuple[str, ...]] = {
    "reason_chosen": (),                       # the user said so
    "reason_steps_and_counts": ("names",),     # columns of steps and of counts
    "reason_answers": ("names",),              # columns of scores and comments
    "reason_events": ("names",),               # columns of who, when and what
    "reason_from_to": ("names",),
    "reason_map_columns": ("names",),          # columns of goals, thoughts, pains ...
    "reason_people": ("names",),               # columns of names, addresses, phones
    "reason_counts_of_events": ("names",),     # one row an event: no order of steps
    "reason_counts_by_day": ("names",),        # one column a step, one row a day or month
    "reason_score_summary": ("names",),        # mean scores, each with the number of answers
    "reason_score_counts": ("names",),         # every score once, and how often it was given
    "reason_nothing_known": (),
}  # fmt: skip

# `check.obstacle`: why nothing can be imported from the table as it is read now.
OBSTACLES: dict[str, tuple[str, ...]] = {
    "kind_not_imported": ("kind",),            # recognised as one of KINDS that is not read yet
    "no_rows": (),
    "no_score_or_comment": (),
    "no_score_column": (),                     # a scale was chosen, and no column holds scores
    "scores_unread": ("column", "value"),      # the column is called a score and holds hardly any
    "no_stage_column": (),
    "no_count_column": (),
    "scale_unknown": ("column", "low", "high"),   # choose a scale, or leave the column out
    "steps_repeat": ("name", "n"),             # one row a step and segment: not read yet
    "formulas_not_calculated": ("column", "n"),   # open in a spreadsheet program, save, import again
    "all_refused": ("n",),
}  # fmt: skip

# `check.refusals`: a row that is not imported, for the sake of one cell.
REFUSALS: dict[str, tuple[str, ...]] = {
    "score_not_a_number": ("value",),
    "score_outside_scale": ("value", "low", "high"),
    "score_of_other_scale": ("value", "high"),   # "4/5" where the scale ends at another number
    "score_not_whole": ("value",),             # NPS is 0, 1, ... 10
    "count_not_a_number": ("value",),
    "count_missing": (),
    "count_negative": ("value",),
    "count_not_whole": ("value",),
    "count_too_large": ("value",),             # more digits than can be kept
    "stage_missing": (),
    "stage_unknown": ("value",),               # not a stage of the map; new stages were not asked for
    "stage_twice": ("value", "row"),           # the step of an earlier row matched the same stage
    "more_left_than_entered": ("value", "entered"),
    "more_completed_than_entered": ("value", "entered"),
}  # fmt: skip

# Preview rows that are no data: status 'skipped', with one of these.
SKIPS: dict[str, tuple[str, ...]] = {
    "above_table": (),                         # titles and notes over the header
    "comment_row": (),                         # starts with '#'
    "blank_row": (),
    "header_row": (),
    "labels_row": (),                          # a second or third row of headers
    "total_row": (),
    "other_table": (),                         # below the first table
    "empty_answer": (),                        # neither a score nor a comment
    "other_segment": ("value",),               # the row of all customers was taken
}  # fmt: skip

# `check.warnings`, and the reason of a row with status 'warned' (those with the mark `row`).
WARNINGS: dict[str, tuple[str, ...]] = {
    "same_file_already": ("file",),            # this very file was imported into this map
    "figures_replaced": ("file",),             # a file's drop-off figures, which are shown until now
    "same_figures_already": (),                # a drop-off table with these figures is already here
    "ids_reused": ("n",),                      # ids known from elsewhere with other content: counted as new
    "changed_since": ("n",),                   # ids already here whose content differs now: left as they were
    "stages_kept": ("n",),                     # answers already here: the stage chosen for all is not theirs
    "hidden_sheets": ("names",),
    "other_tables": ("names",),
    "extension_wrong": ("what",),              # named otherwise than it is: 'xlsx', 'text', ...
    "encoding_mixed": ("n", "row"),            # n characters were not of the encoding; the first in this row
    "hebrew_lost": ("n",),                     # cells of question marks: lost before the file was made
    "nul_bytes": ("n",),
    "quote_unclosed": ("row",),                # read without quotes from there: all rows kept
    "cells_cut": ("n", "limit"),
    "rows_ragged": ("n",),                     # rows with more cells than the header has
    "error_cells": ("n",),                     # #DIV/0! and the like: read as empty
    "formulas_empty": ("column", "n"),         # formulas that were never calculated: read as empty
    "digits_lost": ("column",),                # long numbers already rounded by a spreadsheet program
    "totals_left_out": ("n", "rows"),          # rows that sum up the others; `rows`: their numbers
    "headers_repeated": ("names",),            # the later ones are now called "name (2)"
    "no_header": (),
    "columns_not_read": ("columns",),
    "other_scores": ("columns",),              # further score columns; one is imported
    "scale_unsure": ("column", "scale", "low", "high"),
    "scale_misfit": ("column", "n", "of"),     # scores outside the scale that the user chose: over a third
    "direction_unsure": ("column",),           # is a high effort score easy or hard?
    "dates_unsure": ("column", "order"),       # order: 'dmy' or 'mdy', both possible
    "dates_mixed": ("column",),                # some rows are day first, some month first
    "answers_empty": ("n",),                   # rows with neither a score nor a comment: left out
    "dates_unread": ("n",),                    # imported without a date
    "thousands_unsure": ("column", "value", "number"),
    "stages_unknown": ("names",),
    "stages_new": ("names",),
    "unplaced": ("n",),                        # answers imported without a stage
    "steps_joined": ("names",),                # steps beside each other that are one stage of the map
    "open_funnel": ("name",),                  # more entered this step than the step before
    "rates_disagree": ("name", "rate", "counted"),   # percent in the file against percent by its counts
    "counts_disagree": ("name", "left", "counted"),  # people who left by the file, by its steps
    "completed_disagrees": ("name", "completed", "counted"),   # who completed by the file, by its steps
    "parts_disagree": ("name", "entered", "completed", "left"),   # more completed or left than entered
    "next_step_missing": ("names",),           # the step after these is not imported: who left is unknown
    "against_the_map": ("names",),             # steps in another order than the stages of the map
    "segment_taken": ("value",),
    "date_unread": ("value",),                 # row
    "stage_unplaced": ("value",),              # row
}  # fmt: skip
