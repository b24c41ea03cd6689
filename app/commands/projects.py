"""`masa templates`, `masa new`, `masa show`: from a template to a file; a file in words or as JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from app import stopping
from app.commands.common import FilePath, errors_as_json, fail, language, line, note_done, tell
from model.document import Document
from model.kinds import SCALES
from model.snapshot import read_snapshot
from resources.formats import count, interval, percent, sample_size, score
from resources.terms import MEASURES, PERSONAS
from resources.words import words

LONGEST_NAME = 255 - len("-journal")  # bytes that systems allow, and what SQLite puts behind a name


@click.command()
def templates() -> None:
    """List the templates: id, tab, title."""
    from model.templates import templates as all_templates

    for template in all_templates():
        tell(f"{template.id}\t{template.title(language())}")


@click.command(
    short_help="Make a project from a template.",
    epilog="Example: masa new shop.masa --template five-stages --language he",
)
@click.argument("file", type=FilePath())
@click.option("--template", "template_id", metavar="ID", required=True, help="One of masa templates.")
@click.option(
    "--language", "map_language", type=click.Choice(["he", "en"]), required=True,
    help="The map's language; a Hebrew map runs right to left.",
)  # fmt: skip
def new(file: Path, template_id: str, map_language: str) -> None:
    """Make the project FILE (*.masa) from a template. An existing file is never overwritten."""
    from model.templates import templates as all_templates

    _ = words(language())
    if template_id not in [template.id for template in all_templates()]:
        known = ", ".join(template.id for template in all_templates())
        sentence = _("There is no template %(id)s; choose one of %(known)s")
        raise click.UsageError(sentence % {"id": template_id, "known": known})
    if file.suffix.lower() != ".masa":
        fail(_("%(file)s: choose a name that ends in .masa") % {"file": file.name})
    if len(os.fsencode(file.name)) > LONGEST_NAME:
        fail(_("The name of the file is too long; choose a shorter one: %(file)s") % {"file": file.name})
    if not file.parent.is_dir():
        fail(_("There is no folder %(file)s; make it first, or choose another") % {"file": file.parent})
    if file.exists():
        fail(_("%(file)s exists already; choose another name") % {"file": file})
    with stopping.unwinding():
        _make(file, template_id, map_language)
    note_done(_("Made %(file)s") % {"file": file})
    tell(_("Made %(file)s") % {"file": file})


def _make(file: Path, template_id: str, map_language: str) -> None:
    """The new project, whose history begins here; an error leaves no part of it behind."""
    from model.templates import apply

    document = Document.create(None)
    try:
        apply(document, template_id, map_language)
        document.save_copy(file, replace=False, history=False)
    finally:
        document.close()


@click.command(short_help="Tell what a project holds.", epilog="Example: masa show shop.masa --json")
@click.argument("file", type=FilePath())
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
def show(file: Path, as_json: bool) -> None:
    """Tell what FILE holds: personas, maps, stages, cards, drop-off and feedback."""
    from model.summary import summary

    with errors_as_json(as_json):
        told = summary(Document.from_snapshot(read_snapshot(file), str(file)))
        if as_json:
            tell(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
        else:
            tell("\n".join(_lines(told)))


def _lines(told: dict[str, Any]) -> list[str]:
    """The summary for a reader: a line a map, a stage, a figure."""
    _ = words(language())
    lines = [told["title"] or _("Untitled project")]
    if told["personas"]:
        names = [f"{each['name']} ({_(PERSONAS[each['kind']])})" for each in told["personas"]]
        lines.append(_("Personas: %(names)s") % {"names": ", ".join(names)})
    for found in told["maps"]:
        lines += ["", _("Map: %(title)s") % {"title": found["title"]}]
        lines += [f"  {each}" for each in _feedback(found["feedback"])]
        if found["unplaced"]:
            lines.append("  " + _("Answers without a stage: %(n)s") % {"n": count(found["unplaced"])})
        for number, stage in enumerate(found["stages"], 1):
            n = len(stage["cards"])
            lines.append(
                f"  {number}. {stage['title']}: " + _.plural("%(n)s card", "%(n)s cards", n) % {"n": n}
            )
            lines += [f"     {each}" for each in _drop_off(stage["drop_off"]) + _feedback(stage["feedback"])]
    return lines


def _drop_off(figures: dict[str, Any] | None) -> list[str]:
    _ = words(language())
    if figures is None:
        return []
    named = (
        (_("entered %(n)s"), figures["entered"], count),
        (_("completed %(n)s"), figures["completed"], count),
        (_("left %(n)s"), figures["left"], count),
        (_("abandonment rate %(n)s"), figures["abandonment_rate"], percent),
    )
    return [", ".join(text % {"n": shown(value)} for text, value, shown in named if value is not None)]


def _feedback(figures: dict[str, Any]) -> list[str]:
    """Each score beside its own n and interval, as everywhere."""
    _ = words(language())
    lines = []
    for measure, name in MEASURES.items():
        found = figures[measure]
        if found:
            value = score(measure, found["value"], SCALES[found["scale"]][1])
            told = f"{_(name)} {value}, {sample_size(found['n'])}"
            if found["low"] is not None:
                between = interval(measure, found["low"], found["high"], _)
                told += ", " + _("95%% interval %(between)s") % {"between": between}
            lines.append(line(told))
    return lines
