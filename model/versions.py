"""Moments of a project's history: listed, named as versions, restored.

To look at a moment is `Document.as_of`, to jump along the line of undo and redo `Document.go_to`.
"""

from __future__ import annotations

from model.document import Document
from model.errors import MasaError
from model.file import Moment
from model.history import Tree, Way
from model.tables import storable

__all__ = ["Moment", "moment", "moments", "name_moment", "remove_name", "restore", "versions"]


def moment(document: Document, id: int) -> Moment:
    """KeyError when the history has none of this id."""
    return document.file.moment(id)


def moments(document: Document) -> list[Moment]:
    """The line of undo and redo, newest first: what redo would do again, `document.head`, the past."""
    line = set(Tree(document.file).line())
    return [moment for moment in reversed(document.file.moments()) if moment.id in line]


def versions(document: Document) -> list[Moment]:
    """The moments that have a name, newest first; also those that undo and redo no longer lead to."""
    return [moment for moment in reversed(document.file.moments()) if moment.version]


def name_moment(document: Document, name: str, moment: int | None = None) -> None:
    """Name this moment, None: as the project is now. KeyError for an unknown moment, ValueError for no name.

    A name is no gesture: undo does not take it back.
    """
    name = " ".join(name.split())
    if not name:
        raise ValueError("a version needs a name")
    _write_name(document, document.head if moment is None else moment, storable(name))


def remove_name(document: Document, moment: int) -> None:
    """It is a moment like others again. KeyError for an unknown one."""
    _write_name(document, moment, None)


def restore(document: Document, moment: int, way: Way | None = None) -> None:
    """Make the project what it was then, as one new gesture. KeyError for an unknown moment.

    `way`: see `Document.go_to`.
    """
    version = document.file.moment(moment).version
    changes = document.way_to(moment, way).changes
    try:
        with document.gesture("restore_version", title=version or "") as g:
            g.apply(changes)
    except ValueError as error:
        raise MasaError("history_damaged", gesture="restore_version") from error


def _write_name(document: Document, moment: int, name: str | None) -> None:
    document.file.moment(moment)
    with document.rewriting_history() as file:
        file.execute_many("UPDATE history SET version=? WHERE id=?", [(name, moment)])
