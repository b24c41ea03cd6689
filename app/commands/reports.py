"""What `masa import` tells: how the table was read, what came in, what not and why, what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.commands.common import language, line
from app.import_words import DATE_ORDERS, FIELDS, SCALES, SKIPS, sentence
from importers.check import Check, Choices, Note, Outcome, StageMatch
from model.kinds import SCALES as SCALE_IDS
from resources.formats import count
from resources.words import words

TOLD_APART = ("stages_new", "unplaced", "answers_empty")  # warnings that have a line and a key of their own
SUMMARIES = ("score_summary", "score_counts")
LISTED = 20  # refused cells and warnings printed; --json has all that are kept


def told(
    check: Check,
    outcome: Outcome | None,
    table: Path,
    choices: Choices,
    dry_run: bool,
    titles: Mapping[int, str],
) -> dict[str, Any]:
    """The JSON of an import; counts are rows of the file. titles: of the map's stages."""
    spoken = language()
    made = check.stage_matches if (outcome and outcome.new_stages) or (dry_run and check.importable) else ()
    return {
        "kind": check.kind.replace("_", "-"),
        "file": table.name,
        "dry_run": dry_run,
        "table": check.table,
        "columns": {name: check.column_name(name) for name in check.mapping},
        "scale": check.scale or None,
        "date_order": check.date_order or None,
        "imported": outcome.imported if outcome else check.importable if dry_run else 0,
        "refused": [
            {"cell": each.cell, "value": each.value, "reason": line(sentence(each.code, each.params, spoken))}
            for each in check.refusals
        ],
        "refused_rows": check.refused,  # all of them; `refused` holds the first 1,000
        "skipped": dict(check.skips),
        "already_there": outcome.already if outcome else check.already,
        "unplaced": outcome.unplaced if outcome else check.unplaced,
        "stages": [
            {"name": match.name, "stage": _title(match, titles), "how": match.how or None, "rows": match.rows}
            for match in check.stage_matches
        ],
        "new_stages": [match.name for match in made if match.how == "new"],
        "warnings": [_warning(each) for each in check.warnings if each.code not in TOLD_APART]
        + _unused(check, choices),
        "error": None,
    }


def _title(match: StageMatch, titles: Mapping[int, str]) -> str | None:
    """Of the stage that a name of the file means; None: of none."""
    if match.stage is None:
        return match.name if match.how == "new" else None
    return titles.get(match.stage)


def lines(check: Check, result: dict[str, Any]) -> list[str]:
    """The same for a reader."""
    _ = words(language())
    counts: dict[str, Any] = {
        "imported": count(result["imported"]),
        "refused": count(result["refused_rows"]),
        "already": count(result["already_there"]),
    }
    if result["dry_run"]:
        text = _(
            "would import %(imported)s, refuse %(refused)s, already there %(already)s; nothing was changed"
        )
    else:
        text = _("imported %(imported)s, refused %(refused)s, already there %(already)s")
    found = [text % counts, "  " + _("read as: %(columns)s") % {"columns": _read_as(check)}]
    if len(check.tables) > 1:
        found.append("  " + _("table: %(name)s") % {"name": line(check.table)})
    renamed = [each for each in result["stages"] if each["stage"] not in (None, each["name"])]
    if renamed:
        pairs = ", ".join(f"{each['name']} = {each['stage']}" for each in renamed)
        found.append("  " + _("names of the file = stages of the map: %(pairs)s") % {"pairs": line(pairs)})
    if result["new_stages"]:
        found.append("  " + _("new stages: %(names)s") % {"names": ", ".join(result["new_stages"])})
    if result["unplaced"]:
        found.append("  " + _("without a stage: %(n)s") % {"n": count(result["unplaced"])})
    if check.skips:
        skips = ", ".join(f"{_(SKIPS[code])} {count(n)}" for code, n in check.skips.items())
        found.append("  " + _("rows that are no data: %(skips)s") % {"skips": line(skips)})
    notes = result["warnings"]
    found += ["  " + _("note: %(text)s") % {"text": each} for each in notes[:LISTED]]
    if len(notes) > LISTED:
        found.append("  " + _("and %(n)s more") % {"n": count(len(notes) - LISTED)})
    refused = result["refused"][:LISTED]
    found += [f"  {each['cell']} {line(each['value'])!r}: {each['reason']}" for each in refused]
    if result["refused_rows"] > len(refused):
        found.append("  " + _("and %(n)s more") % {"n": count(result["refused_rows"] - len(refused))})
    return found


def remedy(check: Check, choices: Choices) -> str:
    """Why nothing came in, and what to do about it on the command line."""
    _ = words(language())
    obstacle = check.obstacle
    assert obstacle is not None
    unmatched = any(match.stage is None for match in check.stage_matches)
    if obstacle.code == "all_refused" and check.kind == "drop_off" and unmatched and not choices.new_stages:
        return line(_("No name in the file is a stage of the map. Make them with --new-stages"))
    said = sentence(obstacle.code, obstacle.params, language())
    hint = {
        "scale_unknown": _("Say it with --scale: %(scales)s") % {"scales": ", ".join(SCALE_IDS)},
        "scores_unread": _("Name another column with --column score=HEADER, or none with --column score="),
        "kind_not_imported": _("Import the answers themselves, each in a row.")
        if check.kind in SUMMARIES
        else _("Say what it is with --as"),
        "no_score_or_comment": _column_hint(check, "score"),
        "no_score_column": _column_hint(check, "score"),
        "no_stage_column": _column_hint(check, "stage"),
        "no_count_column": _column_hint(check, "entered"),
    }.get(obstacle.code)
    if obstacle.code == "all_refused" and check.refusals:
        first = check.refusals[0]
        hint = f"{first.cell} {first.value!r}: {sentence(first.code, first.params, language())}"
    return _sentences(said, hint or "")


def _sentences(said: str, hint: str) -> str:
    """Two sentences as one line; a full stop between them where there is none."""
    said = line(said)
    if hint and not said.endswith((".", "?", "!")):
        said += "."
    return line(f"{said} {hint}")


def _column_hint(check: Check, field: str) -> str:
    _ = words(language())
    hint = _("Name it with --column %(field)s=HEADER") % {"field": field}
    names = [name for name in check.columns if name]
    return f"{hint} ({', '.join(names)})" if names else hint


def _read_as(check: Check) -> str:
    """ "score = Rating (Stars, 1 to 5), comment = Review": each field with its column."""
    _ = words(language())
    read_as = {"score": SCALES.get(check.scale), "date": DATE_ORDERS.get(check.date_order)}
    found = []
    for name in check.mapping:
        how = read_as.get(name)
        named = f"{_(FIELDS[name])} = {check.column_name(name)}"
        found.append(f"{named} ({_(how)})" if how else named)
    return line(", ".join(found))


def _warning(note: Note) -> str:
    _ = words(language())
    hint = {
        "scale_unsure": _("Say it otherwise with --scale."),
        "direction_unsure": _("Say it otherwise with --scale."),
        "dates_unsure": _("Say it otherwise with --dates."),
        "dates_mixed": _("Say it otherwise with --dates."),
    }.get(note.code, "")
    return _sentences(sentence(note.code, note.params, language()), hint)


def _unused(check: Check, choices: Choices) -> list[str]:
    """Options that this table has no use for."""
    _ = words(language())
    drop_off, workbook = check.kind == "drop_off", not check.encoding
    unused = [
        name
        for name, given, useless in (
            ("--scale", choices.scale, drop_off),
            ("--stage", choices.all_about_stage, drop_off),
            ("--dates", choices.date_order, drop_off),
            ("--encoding", choices.encoding, workbook),
            ("--separator", choices.separator, workbook),
        )
        if given is not None and useless
    ]
    return [_("%(options)s: not used for such a table") % {"options": ", ".join(unused)}] if unused else []
