"""`masa import`: a spreadsheet's answers or drop-off figures into a map, as one gesture."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from app.commands.common import Progress, fail, language, line
from app.commands.outputs import map_called
from app.import_words import sentence
from importers.check import Check, Choices, Outcome
from importers.job import Import
from model.document import Document
from model.kinds import SCALES
from model.records import Map, Stage
from model.snapshot import read_snapshot
from resources.formats import count, percent
from resources.words import words

KINDS = {"feedback": "feedback", "drop-off": "drop_off"}
TOLD_APART = ("stages_new", "unplaced")  # warnings that have a line and a key of their own
LISTED = 20  # refused cells and warnings printed; --json has all that are kept


@dataclass(frozen=True)
class Told:
    """The JSON of an import; counts are rows of the file."""

    kind: str
    file: str
    dry_run: bool
    imported: int
    refused: list[dict[str, str]]
    already_there: int
    unplaced: int
    new_stages: list[str]
    warnings: list[str]
    refused_rows: int  # all of them; `refused` holds the first 1,000


@click.command(
    "import",
    short_help="Bring a spreadsheet's figures into a map.",
    epilog="Example: masa import shop.masa funnel.csv --new-stages",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice(list(KINDS)), help="What the table is; without it Masa finds out."
)
@click.option("--map", "map_title", metavar="TITLE", help="Which map; without it the first.")
@click.option("--stage", "stage_title", metavar="TITLE", help="All answers are about this stage.")
@click.option(
    "--scale", type=click.Choice(list(SCALES)), help="Of the scores; 'r': the lowest score means easy."
)
@click.option("--sheet", metavar="NAME", help="Which sheet or table of the file; without it the first.")
@click.option("--new-stages", is_flag=True, help="Make a stage of every name that is none of the map's.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would come in.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def import_(
    file: Path, table: Path, kind: str | None, map_title: str | None, stage_title: str | None,
    scale: str | None, sheet: str | None, new_stages: bool, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Import TABLE (csv, xlsx, xls, ods) into a map of the project FILE.

    Feedback tables hold an answer a row: a score, and if there are any a comment, date, stage and source.
    Drop-off tables hold a stage a row: how many entered, completed, left. Rows that cannot be read are
    refused, each with its cell and the reason. The same table again adds nothing.

    Exit code 0: something was imported, or all of it was there already. 1: nothing could be imported.
    """
    document = Document.from_snapshot(read_snapshot(file), str(file)) if dry_run else Document.open(file)
    try:
        found = map_called(document, file, map_title)
        choices = Choices(
            kind=KINDS.get(kind or ""),
            table=sheet,
            scale=scale,
            new_stages=new_stages,
            all_about_stage=_stage(document, found, stage_title),
        )
        check, outcome = bring_in(document, found, table, choices, dry_run)
    finally:
        document.close()
    told = _told(check, outcome, table, dry_run)
    if as_json:
        click.echo(json.dumps(asdict(told), ensure_ascii=False, indent=2))
    elif not check.obstacle:
        click.echo("\n".join(_lines(told)))
    if check.obstacle:
        fail(f"{table.name}: {_remedy(check, new_stages)}")


def bring_in(
    document: Document, found: Map, table: Path, choices: Choices, dry_run: bool = False
) -> tuple[Check, Outcome | None]:
    """What was checked and what was done, with progress on a terminal; no outcome where nothing was written.

    Raises MasaError when the table cannot be read; the document is then as it was.
    """
    _ = words(language())
    progress = Progress()
    with Import.into(document, found.id, table, found.language, choices) as job:
        progress(_("Reading %(file)s") % {"file": table.name})
        check = job.wait()
        if not dry_run and not check.obstacle:
            for share in job.write(document, found.id):
                progress(
                    _("Importing %(file)s: %(share)s") % {"file": table.name, "share": percent(share, 0)}
                )
        progress.end()
        return check, job.outcome


def _stage(document: Document, found: Map, title: str | None) -> int | None:
    """The id of the stage of this title; the command ends with the titles there are when it is none."""
    if title is None:
        return None
    stages: list[Stage] = document.children("stage", map=found.id)
    for stage in stages:
        if stage.title == title:
            return stage.id
    titles = ", ".join(stage.title for stage in stages)
    _ = words(language())
    fail(_("The map has no stage %(title)s; its stages: %(titles)s") % {"title": title, "titles": titles})


def _told(check: Check, outcome: Outcome | None, table: Path, dry_run: bool) -> Told:
    spoken = language()
    made = check.stage_matches if outcome or dry_run else ()
    return Told(
        kind=check.kind.replace("_", "-"),
        file=table.name,
        dry_run=dry_run,
        imported=outcome.imported if outcome else check.importable if dry_run else 0,
        refused=[
            {"cell": each.cell, "value": each.value, "reason": line(sentence(each.code, each.params, spoken))}
            for each in check.refusals
        ],
        already_there=outcome.already if outcome else check.already,
        unplaced=outcome.unplaced if outcome else check.unplaced,
        new_stages=[match.name for match in made if match.how == "new"],
        warnings=[
            line(sentence(each.code, each.params, spoken))
            for each in check.warnings
            if each.code not in TOLD_APART
        ],
        refused_rows=check.refused,
    )


def _lines(told: Told) -> list[str]:
    _ = words(language())
    counts: dict[str, Any] = {
        "imported": count(told.imported),
        "refused": count(told.refused_rows),
        "already": count(told.already_there),
    }
    if told.dry_run:
        text = _(
            "would import %(imported)s, refuse %(refused)s, already there %(already)s; nothing was changed"
        )
    else:
        text = _("imported %(imported)s, refused %(refused)s, already there %(already)s")
    lines = [text % counts]
    if told.new_stages:
        lines.append("  " + _("new stages: %(names)s") % {"names": ", ".join(told.new_stages)})
    if told.unplaced:
        lines.append("  " + _("without a stage: %(n)s") % {"n": count(told.unplaced)})
    refused = [
        f"  {each['cell']} {line(each['value'])!r}: {each['reason']}" for each in told.refused[:LISTED]
    ]
    lines += refused
    if told.refused_rows > len(refused):
        lines.append("  " + _("and %(n)s more") % {"n": count(told.refused_rows - len(refused))})
    lines += ["  " + _("note: %(text)s") % {"text": each} for each in told.warnings[:LISTED]]
    return lines


def _remedy(check: Check, new_stages: bool) -> str:
    """Why nothing can be imported, and the option that helps."""
    _ = words(language())
    obstacle = check.obstacle
    assert obstacle is not None
    unknown = [match.name for match in check.stage_matches if match.stage is None and match.how != "new"]
    if obstacle.code == "all_refused" and unknown and not new_stages:
        names = ", ".join(unknown[:5])
        return _("no name in it is a stage of the map (%(names)s); --new-stages makes them") % {
            "names": names
        }
    told = sentence(obstacle.code, obstacle.params, language())
    hint = {
        "scale_unknown": _("Say it with --scale"),
        "kind_not_imported": _("Say what it is with --as"),
        "no_score_or_comment": _("Choose it in the window, or say what it is with --as"),
        "no_stage_column": _("Choose it in the window, or say what it is with --as"),
        "no_count_column": _("Choose it in the window, or say what it is with --as"),
    }.get(obstacle.code)
    if obstacle.code == "all_refused" and check.refusals:
        first = check.refusals[0]
        hint = f"{first.cell} {first.value!r}: {sentence(first.code, first.params, language())}"
    return f"{told} {hint}" if hint else told
