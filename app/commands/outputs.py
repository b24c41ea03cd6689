"""`masa export`: a map as PDF, Excel or picture, in a child process; or the project as a copy."""

from __future__ import annotations

from pathlib import Path

import click

from app import export_words, stopping
from app.commands.common import FilePath, Progress, fail, language, line, note_done, tell, titled
from app.qt_missing import drawing_missing
from exporters.start import PAPERS, format_of, start_export_of
from model.document import Document
from model.records import Map
from model.snapshot import read_snapshot
from resources.formats import percent
from resources.words import words


@click.command(
    short_help="Write a map as PDF, Excel or PNG, or copy the project.",
    epilog="Example: masa export shop.masa shop.pdf --paper A3",
)
@click.argument("file", type=FilePath())
@click.argument("out", type=FilePath())
@click.option("--map", "map_title", metavar="TITLE", help="Which map; without it the first, in Excel all.")
@click.option(
    "--paper", type=click.Choice(sorted(PAPERS)), default="fit", show_default=True,
    help="Of a PDF: one page of this paper, or a page as large as the map.",
)  # fmt: skip
@click.option("--without-history", is_flag=True, help="A copy without what was deleted, undone or removed.")
def export(file: Path, out: Path, map_title: str | None, paper: str, without_history: bool) -> None:
    """Write a map of FILE to OUT, whose name ends in .pdf, .xlsx or .png; an older OUT is replaced.

    An OUT that ends in .masa is a copy of the whole project, with its history or, to be shared, without; an
    existing project is never overwritten.
    """
    _ = words(language())
    if out.suffix.lower() == ".masa":
        if map_title is not None or paper != "fit":
            raise click.UsageError("--map and --paper are not for a copy of the project")
        copy(file, out, history=not without_history)
        return
    if without_history:
        raise click.UsageError("--without-history is for a copy of the project: an OUT that ends in .masa")
    kind = format_of(out)
    snapshot = read_snapshot(file)
    map_id = None
    if map_title is not None:
        map_id = map_called(Document.from_snapshot(snapshot, str(file)), file, map_title).id
    write(snapshot, map_id, out, paper, file)
    if kind != "pdf" and paper != "fit":
        click.echo("masa: " + _("The paper is for a PDF only"), err=True)


def copy(file: Path, out: Path, *, history: bool) -> None:
    """The whole project as another file; prints whether its past is in it."""
    _ = words(language())
    document = Document.from_snapshot(read_snapshot(file), str(file))
    try:
        document.save_copy(out, replace=False, history=history)
    finally:
        document.close()
    note_done(_("Made %(file)s") % {"file": out})
    tell(_("Made %(file)s") % {"file": out})
    if history:
        tell("  " + _("With its whole history: also what was deleted or undone can be found in it."))
    else:
        tell("  " + _("Without its history: nothing that was deleted, undone or removed is in it."))


def write(snapshot: bytes, map_id: int | None, out: Path, paper: str, file: Path) -> None:
    """One export from start to end, with progress on a terminal; prints what was made."""
    _ = words(language())
    lacking = drawing_missing(language())
    if lacking:
        fail(lacking)
    named = {"file": out.name}
    with stopping.unwinding(), Progress(_("Writing %(file)s") % named) as progress:
        running = start_export_of(snapshot, map_id, out, paper=paper, file=file)
        facts = running.wait(
            lambda share: progress(_("Writing %(file)s: %(share)s") % {**named, "share": percent(share, 0)})
        )
    note_done(_("Made %(file)s") % {"file": out})
    tell(_("Made %(file)s") % {"file": out})
    for sentence in export_words.facts(facts, paper, language()):
        tell("  " + line(sentence))


def map_called(document: Document, file: Path, title: str | None) -> Map:
    """The map of this title, None: the first; the command ends with the titles there are when it is none."""
    _ = words(language())
    maps: list[Map] = document.children("map")
    found = next(iter(maps), None) if title is None else titled(maps, title)
    if found is None and not maps:
        fail(_("%(file)s has no map; masa new makes one") % {"file": file})
    if found is None:
        titles = ", ".join(each.title for each in maps)
        fail(
            _("%(file)s has no map %(title)s; its maps: %(titles)s")
            % {"file": file, "title": title, "titles": titles}
        )
    return found
