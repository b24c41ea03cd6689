"""`masa export`: a map as PDF, Excel or picture, from a snapshot, in a child process."""

from __future__ import annotations

from pathlib import Path

import click

from app import export_words
from app.commands.common import Progress, fail, language, line
from app.qt_missing import drawing_missing
from exporters.start import PAPERS, format_of, start_export_of
from model.document import Document
from model.records import Map
from model.snapshot import read_snapshot
from resources.formats import percent
from resources.words import words


@click.command(
    short_help="Write a map as PDF, Excel or PNG.",
    epilog="Example: masa export shop.masa shop.pdf --paper A3",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--map", "map_title", metavar="TITLE", help="Which map; without it the first, in Excel all.")
@click.option(
    "--paper", type=click.Choice(sorted(PAPERS)), default="fit", show_default=True,
    help="Of a PDF: one page of this paper, or a page as large as the map.",
)  # fmt: skip
def export(file: Path, out: Path, map_title: str | None, paper: str) -> None:
    """Write a map of FILE to OUT, whose name ends in .pdf, .xlsx or .png; an older OUT is replaced."""
    _ = words(language())
    kind = format_of(out)
    snapshot = read_snapshot(file)
    map_id = None
    if map_title is not None:
        map_id = map_called(Document.from_snapshot(snapshot, str(file)), file, map_title).id
    write(snapshot, map_id, out, paper, file)
    if kind != "pdf" and paper != "fit":
        click.echo("masa: " + _("The paper is for a PDF only"), err=True)


def write(snapshot: bytes, map_id: int | None, out: Path, paper: str, file: Path) -> None:
    """One export from start to end, with progress on a terminal; prints what was made."""
    _ = words(language())
    lacking = drawing_missing(language())
    if lacking:
        fail(lacking)
    progress = Progress()
    running = start_export_of(snapshot, map_id, out, paper=paper, file=file)
    facts = running.wait(
        lambda share: progress(
            _("Writing %(file)s: %(share)s") % {"file": out.name, "share": percent(share, 0)}
        )
    )
    progress.end()
    click.echo(_("Made %(file)s") % {"file": out})
    for sentence in export_words.facts(facts, paper, language()):
        click.echo("  " + line(sentence))


def map_called(document: Document, file: Path, title: str | None) -> Map:
    """The map of this title, None: the first; the command ends with the titles there are when it is none."""
    _ = words(language())
    maps: list[Map] = document.children("map")
    found = next((each for each in maps if title is None or each.title == title), None)
    if found is None and not maps:
        fail(_("%(file)s has no map; masa new makes one") % {"file": file})
    if found is None:
        titles = ", ".join(each.title for each in maps)
        fail(
            _("%(file)s has no map %(title)s; its maps: %(titles)s")
            % {"file": file, "title": title, "titles": titles}
        )
    return found
