"""`masa import`: a spreadsheet's answers or drop-off figures into a map, as one gesture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from app import stopping
from app.commands.common import (
    FilePath,
    Progress,
    errors_as_json,
    fail,
    language,
    line,
    note_done,
    tell,
    titled,
)
from app.commands.outputs import map_called
from app.commands.reports import lines, remedy, told
from importers.check import DROP_OFF_FIELDS, FEEDBACK_FIELDS, Check, Choices, Outcome
from importers.job import Import
from importers.text import SEPARATORS
from model.document import Document
from model.kinds import SCALES
from model.records import Map, Stage
from model.snapshot import read_snapshot
from resources.formats import percent
from resources.words import words

KINDS = {"feedback": "feedback", "drop-off": "drop_off"}
FIELDS = {name.replace("_", "-"): name for name in (*FEEDBACK_FIELDS, *DROP_OFF_FIELDS)}
SEPARATOR_NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"} | {s: s for s in SEPARATORS}


def _columns(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """FIELD=HEADER, any number of times; nothing behind the sign: no column holds it."""
    found = {}
    for each in given:
        field, sign, header = each.partition("=")
        if not sign or field.strip() not in FIELDS:
            raise click.BadParameter(f"{each!r} is not FIELD=HEADER; fields: {', '.join(FIELDS)}")
        found[FIELDS[field.strip()]] = header.strip()
    return found


def _encoding(_ctx: click.Context, _param: click.Parameter, given: str | None) -> str | None:
    try:
        if given is not None:
            b"x".decode(given, "replace")
    except LookupError:
        raise click.BadParameter(f"{given!r} is none; for example: utf-8, cp1255, cp1252, utf-16") from None
    return given


def _separator(_ctx: click.Context, _param: click.Parameter, given: str | None) -> str | None:
    if given is not None and given not in SEPARATOR_NAMES:
        raise click.BadParameter(f"{given!r} is none of: comma, semicolon, tab, bar")
    return None if given is None else SEPARATOR_NAMES[given]


@click.command(
    "import",
    short_help="Bring a spreadsheet's figures into a map.",
    epilog="Example: masa import shop.masa funnel.csv --new-stages",
)
@click.argument("file", type=FilePath())
@click.argument("table", type=FilePath())
@click.option(
    "--as", "kind", type=click.Choice(list(KINDS)), help="What the table is; without it Masa finds out."
)
@click.option("--map", "map_title", metavar="TITLE", help="Which map; without it the first.")
@click.option("--stage", "stage_title", metavar="TITLE", help="All answers are about this stage.")
@click.option(
    "--scale", type=click.Choice(list(SCALES)), help="Of the scores; 'r': the lowest score means easy."
)
@click.option(
    "--column", "headers", metavar="FIELD=HEADER", multiple=True, callback=_columns,
    help="Which column holds a field, as score=Rating; score= says that none does. Repeatable.",
)  # fmt: skip
@click.option(
    "--dates", "date_order", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of day, month, year."
)
@click.option("--encoding", metavar="NAME", callback=_encoding, help="Of a text file, as utf-8 or cp1255.")
@click.option(
    "--separator", metavar="SIGN", callback=_separator, help="Of a text file: comma, semicolon, tab or bar."
)
@click.option("--sheet", metavar="NAME", help="Which sheet or table of the file; without it the first.")
@click.option("--new-stages", is_flag=True, help="Make a stage of every name that is none of the map's.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would come in.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def import_(
    file: Path, table: Path, kind: str | None, map_title: str | None, stage_title: str | None,
    sheet: str | None, dry_run: bool, as_json: bool, **choices: Any,
) -> None:  # fmt: skip
    """Import TABLE (csv, xlsx, xls, ods) into a map of the project FILE.

    Feedback tables hold an answer a row: a score, and if there are any a comment, date, stage and source.
    Drop-off tables hold a stage a row: how many entered, completed, left. Rows that cannot be read are
    refused, each with its cell and the reason. The same table again adds nothing.

    Exit code 0: something was imported, or all of it was there already. 1: nothing could be imported.
    """
    with errors_as_json(as_json):
        with stopping.unwinding(), _opened(file, table, dry_run) as document:
            found = map_called(document, file, map_title)
            chosen = Choices(
                kind=KINDS.get(kind or ""),
                table=sheet,
                all_about_stage=_stage(document, found, stage_title),
                **choices,
            )
            titles = {stage.id: stage.title for stage in document.children("stage", map=found.id)}
            check, outcome = bring_in(document, found, table, chosen, dry_run)
        result = told(check, outcome, table, chosen, dry_run, titles)
        if check.obstacle:
            named = f"{table.name}, {line(check.table)}" if len(check.tables) > 1 else table.name
            fail(f"{named}: {remedy(check, chosen)}", check.obstacle.code, result)
        tell(json.dumps(result, ensure_ascii=False, indent=2) if as_json else "\n".join(lines(check, result)))


@contextmanager
def _opened(file: Path, table: Path, dry_run: bool) -> Iterator[Document]:
    """The project, closed in the end; if it was changed, whatever goes wrong from then on tells so."""
    document = Document.from_snapshot(read_snapshot(file), str(file)) if dry_run else Document.open(file)
    head = document.head
    try:
        yield document
    finally:
        if document.head != head:
            named = {"table": table.name, "file": file.name}
            note_done(words(language())("The rows of %(table)s are now in %(file)s.") % named)
        document.close()


def bring_in(
    document: Document, found: Map, table: Path, choices: Choices, dry_run: bool = False
) -> tuple[Check, Outcome | None]:
    """What was checked and what was done, with progress on a terminal; no outcome where nothing was written.

    Raises MasaError when the table cannot be read; the document is then as it was.
    """
    _ = words(language())
    named = {"file": table.name}
    with (
        Import.into(document, found.id, table, found.language, choices) as job,
        Progress(_("Reading %(file)s") % named) as progress,
    ):
        check = job.wait()
        if not dry_run and not check.obstacle:
            for share in job.write(document, found.id):
                progress(_("Importing %(file)s: %(share)s") % {**named, "share": percent(share, 0)})
        return check, job.outcome


def _stage(document: Document, found: Map, title: str | None) -> int | None:
    """The id of the stage of this title; the command ends with the titles there are when it is none."""
    if title is None:
        return None
    stages: list[Stage] = document.children("stage", map=found.id)
    stage = titled(stages, title)
    if stage is not None:
        return stage.id
    _ = words(language())
    titles = ", ".join(stage.title for stage in stages)
    fail(_("The map has no stage %(title)s; its stages: %(titles)s") % {"title": title, "titles": titles})
