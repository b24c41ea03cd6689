"""Named views of a map: which of its lanes are shown, and which cards stand out."""

from __future__ import annotations

from collections.abc import Collection

from model.document import Document
from model.records import MapView
from model.verbs.common import places
from model.views import Shows, read, written


def save_view(document: Document, map_id: int, name: str, shows: Shows) -> MapView:
    """A view of this name; one that has it already is replaced."""
    siblings = document.children("map_view", map=map_id)
    with document.gesture("save_view", title=name) as g:
        for there in siblings:
            if there.name == name:
                changed: MapView = g.change("map_view", there.id, shows=written(shows))
                return changed
        pos = places(g, "map_view", siblings)[0]
        made: MapView = g.add("map_view", map=map_id, pos=pos, name=name, shows=written(shows))
    return made


def apply_view(document: Document, view_id: int) -> Shows:
    """Show and hide the map's lanes as the view says; what else it says is for whoever looks at the map."""
    view = document["map_view", view_id]
    shows = read(document, view)
    with document.gesture("apply_view", title=view.name) as g:
        for lane in document.children("lane", map=view.map):
            g.change("lane", lane.id, hidden=int(lane.id in shows.hidden))
    return shows


def set_lanes_hidden(document: Document, map_id: int, hidden: Collection[int]) -> None:
    """Exactly these lanes of a map are hidden."""
    with document.gesture("choose_lanes", title=document["map", map_id].title) as g:
        for lane in document.children("lane", map=map_id):
            g.change("lane", lane.id, hidden=int(lane.id in hidden))
