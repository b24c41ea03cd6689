"""What the menus and the start page do with files: make, open, copy, import, export."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from model.errors import MasaError
from resources.formats import isolate

if TYPE_CHECKING:
    from app.window import Window
    from canvas.hands.writing import Writing
    from model.document import Document

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsm")


def new(window: Window) -> None:
    """Choose a template, then where to save."""
    from app.new_dialog import NewDialog

    dialog = NewDialog(window.session, window)
    dialog.chosen.connect(lambda id, language: new_from(window, id, language))
    dialog.open()


def new_from(
    window: Window,
    template_id: str,
    language: str,
    then: Callable[[], object] | None = None,
    *,
    name: str = "",
    stages: bool = True,
) -> None:
    """Ask where to save a new map from this template, and open it; `then` runs when it is open.

    `name`: proposed for the file, else the template's title. `stages`: whether it gets the template's.
    """
    from model.templates import template

    def make(path: Path) -> None:
        if window.perform(lambda: _create(window, path, template_id, language, stages)) and then:
            then()

    heading = window.session.words("Where to save the new map")
    ask_where(window, heading, name or template(template_id).title(language), make)


def _create(window: Window, path: Path, template_id: str, language: str, stages: bool) -> None:
    from model.document import Document
    from model.templates import apply

    made = Document.create(None)
    try:
        apply(made, template_id, language, stages=stages)
        made.save_copy(path, history=False)  # also over an older file: the dialog has asked
    finally:
        made.close()
    window.session.show(Document.open(path))


def open_sample(window: Window, template_id: str, language: str) -> None:
    """A copy of the sample map with its figures, as a file of the user's own; its history begins there."""
    from model.templates import template

    heading = window.session.words("Where to save the new map")
    ask_where(
        window,
        heading,
        template(template_id).title(language),
        lambda path: _fill_sample(window, path, template_id, language),
    )


def _fill_sample(window: Window, path: Path, template_id: str, language: str) -> None:
    """Make it in memory, while the window stays free, and open it once its figures are in."""
    from app.sample_import import SampleImport
    from model.document import Document
    from model.templates import apply, template

    made = Document.create(None)
    map_id = apply(made, template_id, language).id
    window.setCursor(Qt.CursorShape.BusyCursor)

    def save_and_open() -> None:
        made.save_copy(path, history=False)
        window.session.show(Document.open(path))

    def finish(whole: bool) -> None:
        window.unsetCursor()
        if whole:
            window.perform(save_and_open)
        made.close()

    running = SampleImport(window.session, made, map_id, template(template_id).samples(language))
    running.finished.connect(finish)


def from_table(window: Window) -> None:
    """A new map whose stages are those of a spreadsheet: first which, then where to save."""
    ask_table(window, lambda table: new_with_table(window, table))


def new_with_table(window: Window, table: Path) -> None:
    language = window.session.settings.template_language or window.session.language
    new_from(window, "blank", language, lambda: import_table(window, table), name=table.stem, stages=False)


def open_file(window: Window) -> None:
    _ = window.session.words
    _ask_open(window, _("Open a map"), _("Masa maps (*.masa)"), lambda path: open_path(window, path))


def open_path(window: Window, path: Path) -> None:
    """Open a file in this window; the one before stays open if this fails."""
    try:
        open_now(window, path)
    except (MasaError, OSError) as error:
        from app import handover, reading

        told = error
        if getattr(error, "code", "") != "file_is_open" or handover.open_here(path):
            reading.instead_of(window, path, error)
        else:
            words = window.session.words
            handover.look_for(
                path, words, window, lambda: None, lambda: reading.instead_of(window, path, told)
            )


def open_now(window: Window, path: Path) -> None:
    """Raises MasaError, OSError."""
    session = window.session
    window.finish_typing()
    if session.live and session.live.path and os.path.realpath(path) == os.path.realpath(session.live.path):
        session.back()
        return
    session.show(opened(path, session.language))


def opened(path: Path, language: str) -> Document:
    """The project of a file. One without a map, as another program may leave it, gets an empty one."""
    from model.document import Document

    document = Document.open(path)
    try:
        if not document.all("map"):
            from model.templates import apply

            apply(document, "blank", language)
    except BaseException:
        document.close()
        raise
    return document


def save_copy(window: Window) -> None:
    """Ask what the copy shall hold and where to; one of a file that cannot be written is then opened."""
    from app.versions_copy import CopyDialog

    session = window.session
    if session.file is None:
        return
    locked = session.reading is not None and session.reading.why == "locked"
    dialog = CopyDialog(session, window)
    dialog.chosen.connect(lambda history: copy_to(window, history=history, go_on=locked))
    dialog.open()


def copy_home(window: Window) -> None:
    """A copy on this computer's own disk, in which the work goes on."""
    from app.file_dialogs import documents

    copy_to(window, go_on=True, folder=documents())


def copy_to(window: Window, *, history: bool = True, go_on: bool = False, folder: Path | None = None) -> None:
    """Ask where, and save a copy there, with what the file did not take; `go_on`: the work goes on in it."""
    document, file = window.session.live, window.session.file
    if document is None or file is None:
        return
    _ = window.session.words
    if not _unwritten(window):
        window.finish_typing()
        if _unwritten(window):  # just told, and a copy offered
            return

    def save(path: Path) -> None:
        if window.perform(lambda: _copy(document, file, path, history)) and window.perform(
            lambda: _copy_unwritten(window, path)
        ):
            if go_on:
                window.perform(lambda: _go_on_in(window, path))
            else:
                _tell_copy(window, path)

    name = file.stem if folder else _("%(name)s (copy)") % {"name": file.stem}
    ask_where(window, _("Save a copy"), name, save, folder)


def _unwritten(window: Window) -> Writing | None:
    """The writing of a text on the map that the file did not take."""
    writing = window.workspace.view.writing if window.workspace else None
    return writing if writing and writing.unwritten else None


def _copy(document: Document, file: Path, path: Path, history: bool) -> None:
    if os.path.realpath(path) == os.path.realpath(file):
        raise MasaError("copy_over_itself", file=str(path))
    document.save_copy(path, history=history)


def _copy_unwritten(window: Window, path: Path) -> None:
    from model.document import Document

    if writing := _unwritten(window):
        copy = Document.open(path)
        try:
            writing.write_into(copy)
        finally:
            copy.close()


def _go_on_in(window: Window, path: Path) -> None:
    """Turn to a copy, which has all that was being written."""
    from canvas.hands.editor import Ending

    copy = opened(path, window.session.language)
    if writing := _unwritten(window):
        writing.end(Ending.DROPPED)
    window.session.show(copy)
    if window.workspace is not None:
        told = window.session.words("The copy is saved, and the work goes on in it: %(file)s")
        window.workspace.notice.tell(told % {"file": isolate(path.name)})


def _tell_copy(window: Window, path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    from app.questions import Answer

    if window.workspace is None:
        return
    _ = window.session.words
    folder = QUrl.fromLocalFile(str(path.parent))
    told = _("Copy saved: %(file)s") % {"file": isolate(path.name)}
    if _unwritten(window):
        told += "\n" + _("The text that is being written is in it.")
    window.workspace.notice.tell(told, [Answer(_("Open folder"), lambda: QDesktopServices.openUrl(folder))])


def import_data(window: Window) -> None:
    ask_table(window, lambda table: import_table(window, table))


def import_table(window: Window, path: Path) -> None:
    """Open the import dialog on a table, for the map in view."""
    from app.import_dialog import ImportDialog
    from app.import_done import tell

    session = window.session
    if session.document and session.map_id is not None:
        window.finish_typing()
        document, map_id = session.document, session.map_id

        def show() -> None:
            dialog = ImportDialog(document, map_id, path, session.language, window)
            dialog.imported.connect(lambda done: tell(window, done))
            dialog.open()

        window.perform(show)


def export_pdf(window: Window) -> None:
    _export(window, "pdf")


def export_xlsx(window: Window) -> None:
    _export(window, "xlsx")


def export_png(window: Window) -> None:
    _export(window, "png")


def _export(window: Window, kind: str) -> None:
    from app.export_dialog import ExportDialog

    session = window.session
    if session.document and session.map_id is not None:
        window.finish_typing()
        document, map_id, file = session.document, session.map_id, session.file
        moment = _moment(window)
        window.perform(
            lambda: ExportDialog(
                document, map_id, kind, session.language, window, file=file, moment=moment
            ).open()
        )


def _moment(window: Window) -> str:
    """The name, else the day, of the earlier moment that is looked at; "" while it is now."""
    live, id = window.session.live, window.session.moment
    if live is None or id is None:
        return ""
    from model.versions import moment
    from resources.formats import local

    found = moment(live, id)
    return found.version or f"{local(found.at):%Y-%m-%d}"


def close(window: Window) -> None:
    """Back to the start page."""
    window.finish_typing()
    window.perform(window.session.close)


def quit_program(window: Window) -> None:
    window.close()


def dropped(window: Window, paths: list[Path]) -> None:
    """Files dropped on the window: a map is opened, a table goes to the import; others are not even read."""
    for path in paths:
        if path.suffix.lower() == ".masa":
            open_path(window, path)
            return
    _ = window.session.words
    tables = [path for path in paths if path.suffix.lower() in TABLES]
    if not tables:
        words = _("%(file)s was not opened. Drop a Masa map (%(map)s) or a table (%(tables)s) here.") % {
            "file": isolate(paths[0].name),
            "map": isolate("*.masa"),
            "tables": isolate(" ".join(f"*{kind}" for kind in TABLES)),
        }
        _refuse_drop(window, words)
    elif window.session.document is not None:
        if window.session.writable:
            import_table(window, tables[0])
        else:
            words = _("The map is only shown here. Nothing can be imported into it.")
            _refuse_drop(window, words)
    else:
        new_with_table(window, tables[0])


def _refuse_drop(window: Window, words: str) -> None:
    from app.questions import Answer, ask

    _ = window.session.words
    ask(window.session, window, _("This cannot be dropped here"), words, [Answer(_("Close"))])


def ask_where(
    window: Window, heading: str, name: str, then: Callable[[Path], None], folder: Path | None = None
) -> None:
    """A place for a new *.masa file, given to `then`; the dialog asks before one is written over."""
    from app.file_dialogs import for_a_file, to_save

    _, folder = window.session.words, folder or Path(_folder(window))
    dialog = to_save(window, _, heading, str(folder), _("Masa maps (*.masa)"), suffix="masa")
    dialog.selectFile(free_name(folder, for_a_file(name) or "masa").name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def free_name(folder: Path, stem: str) -> Path:
    """stem.masa, or 'stem 2.masa' and so on where that exists."""
    path, number = folder / f"{stem}.masa", 1
    while os.path.exists(path):
        number += 1
        path = folder / f"{stem} {number}.masa"
    return path


def ask_table(window: Window, then: Callable[[Path], None]) -> None:
    _ = window.session.words
    kinds = _("Tables (%(kinds)s)") % {"kinds": " ".join(f"*{kind}" for kind in TABLES)}
    _ask_open(window, _("Import data"), kinds, then)


def _ask_open(window: Window, heading: str, kinds: str, then: Callable[[Path], None]) -> None:
    from app.file_dialogs import to_open

    dialog = to_open(window, window.session.words, heading, _folder(window), kinds)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def _folder(window: Window) -> str:
    """Where files were last; at first the user's documents."""
    known = window.session.settings.folder
    if known and os.path.isdir(known):
        return known
    from app.file_dialogs import documents

    return str(documents())
