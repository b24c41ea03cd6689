"""Steps of undo and redo in the reader's words, as in "Undo: change owner of “Web form”"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from resources.formats import isolate, own_direction, short, signed
from resources.terms import LANES
from resources.words import N_, Words, words

GESTURES: dict[str, str] = {  # of model.verbs.GESTURES
    "new_map": N_("new map"),
    "set_language": N_("language of the map"),
    "set_direction": N_("direction of the map"),
    "add_stage": N_("add stage"),
    "move_stage": N_("move stage"),
    "add_lane": N_("add lane"),
    "move_lane": N_("move lane"),
    "hide_lane": N_("hide lane"),
    "show_lane": N_("show lane"),
    "add_card": N_("add card"),
    "move_card": N_("move card"),
    "span_card": N_("span of card"),
    "resize_stage": N_("width of stage"),
    "resize_lane": N_("height of lane"),
    "add_link": N_("connect"),
    "turn_link": N_("turn connector"),
    "move_link": N_("move connector"),
    "edit_link": N_("edit connector"),
    "remove_link": N_("delete connector"),
    "save_view": N_("save view"),
    "apply_view": N_("show view"),
    "edit_view": N_("edit view"),
    "remove_view": N_("delete view"),
    "choose_lanes": N_("choose lanes"),
    "add_persona": N_("add persona"),
    "show_persona": N_("show persona"),
    "hide_persona": N_("take persona off the map"),
    "set_emotion": N_("set emotion"),
    "move_emotion": N_("move emotion"),
    "edit_project": N_("edit project"),
    "edit_map": N_("edit map"),
    "edit_stage": N_("edit stage"),
    "edit_lane": N_("edit lane"),
    "edit_card": N_("edit card"),
    "edit_persona": N_("edit persona"),
    "edit_channel": N_("edit channel"),
    "edit_emotion": N_("edit emotion"),
    "remove_map": N_("delete map"),
    "remove_stage": N_("delete stage"),
    "remove_lane": N_("delete lane"),
    "remove_card": N_("delete card"),
    "remove_persona": N_("delete persona"),
    "remove_channel": N_("delete channel"),
    "remove_emotion": N_("delete emotion point"),
    "remove_import": N_("remove imported data"),
    "import_feedback": N_("import feedback"),
    "import_drop_off": N_("import drop-off figures"),
    "restore_version": N_("restore version"),
}
CARDS: dict[str, Callable[[Words, int], str]] = {  # gestures on so many cards
    "move_cards": lambda _, n: _.plural("move %(n)s card", "move %(n)s cards", n) % {"n": n},
    "add_cards": lambda _, n: _.plural("add %(n)s card", "add %(n)s cards", n) % {"n": n},
    "copy_cards": lambda _, n: _.plural("copy %(n)s card", "copy %(n)s cards", n) % {"n": n},
    "paste": lambda _, n: _.plural("paste %(n)s card", "paste %(n)s cards", n) % {"n": n},
    "lock_cards": lambda _, n: _.plural("lock %(n)s card", "lock %(n)s cards", n) % {"n": n},
    "unlock_cards": lambda _, n: _.plural("unlock %(n)s card", "unlock %(n)s cards", n) % {"n": n},
}

FIELDS: dict[str, str] = {  # what changing one field is called
    "title": N_("rename %(what)s"),
    "name": N_("rename %(what)s"),
    "details": N_("change details of %(what)s"),
    "duration": N_("change duration of %(what)s"),
    "about": N_("change description of %(what)s"),
    "summary": N_("change description of %(what)s"),
    "kind": N_("change kind of %(what)s"),
    "hidden": N_("hide or show %(what)s"),
    "channel": N_("change channel of %(what)s"),
    "owner": N_("change owner of %(what)s"),
    "persona": N_("change persona of %(what)s"),
    "evidence": N_("change evidence of %(what)s"),
    "experience": N_("change experience of %(what)s"),
    "severity": N_("change severity of %(what)s"),
    "truth_kind": N_("change kind of moment of %(what)s"),
    "wished": N_("change wished outcome of %(what)s"),
    "outcome": N_("change actual outcome of %(what)s"),
    "touchpoint": N_("change deciding touchpoint of %(what)s"),
    "outside": N_("change whether the brand reaches %(what)s"),
    "value": N_("change value of %(what)s"),
    "at": N_("change place of %(what)s"),
    "label": N_("change label of %(what)s"),
    "width": N_("change width of %(what)s"),
    "height": N_("change height of %(what)s"),
}
_CARD_TEXT = N_("change text of %(what)s")

_ONE: dict[str, str] = {  # a record by its title
    "project": N_("project “%(title)s”"),
    "map": N_("map “%(title)s”"),
    "stage": N_("stage “%(title)s”"),
    "lane": N_("lane “%(title)s”"),
    "card": N_("“%(title)s”"),
    "persona": N_("persona “%(title)s”"),
    "channel": N_("channel “%(title)s”"),
    "view": N_("view “%(title)s”"),
}
_UNTITLED: dict[str, str] = {
    "project": N_("the project"),
    "map": N_("untitled map"),
    "stage": N_("untitled stage"),
    "lane": N_("untitled lane"),
    "card": N_("empty card"),
    "persona": N_("unnamed persona"),
    "channel": N_("unnamed channel"),
    "view": N_("unnamed view"),
    "emotion": N_("emotion point"),
    "link": N_("connector"),
}


def gesture_name(gesture: str, params: Mapping[str, Any], language: str) -> str:
    """What a step did, to what: 'move card “Basket”'. A step of an older file may lack some parameters."""
    _ = words(language)
    n = _number(params)
    if gesture in CARDS:
        return CARDS[gesture](_, n)
    if gesture == "remove_many":
        return _.plural("delete %(n)s thing", "delete %(n)s things", n) % {"n": n}
    if gesture == "older_steps":
        return _.plural("%(n)s older step", "%(n)s older steps", n) % {"n": n}
    if changed := _changed_field(gesture, params, _):
        return changed
    if gesture == "edit_many":
        return _.plural("edit %(n)s thing", "edit %(n)s things", n) % {"n": n}
    name = _(GESTURES.get(gesture, N_("change")))
    if "source" in params:
        return _("%(what)s “%(source)s” and “%(target)s”") % {"what": name, **_ends(params)}
    title = _title(params, _)
    if felt := _felt(params):
        stage = _one("stage", title, _)
        return _("%(what)s of %(stage)s: %(value)s") % {"what": name, "stage": stage, "value": felt}
    return _("%(what)s “%(title)s”") % {"what": name, "title": title} if title else name


def _felt(params: Mapping[str, Any]) -> str:
    """'+1.5'; empty when the step says no value of an emotion point."""
    try:
        return isolate(signed(float(params.get("value", "")), 1))
    except (TypeError, ValueError):
        return ""


def _changed_field(gesture: str, params: Mapping[str, Any], _: Words) -> str:
    """'change owner of “Web form”'; empty when the step does not say which one field it changed."""
    field = str(params.get("field", ""))
    many = gesture == "edit_many"
    table = str(params.get("table", "")) if many else gesture.removeprefix("edit_")
    if field not in FIELDS or not gesture.startswith("edit_"):
        return ""
    if many:
        what = how_many(table, _number(params), _)
    elif table == "link" and "source" in params:
        what = _("connector from “%(source)s” to “%(target)s”") % _ends(params)
    else:
        what = _one(table, _title(params, _), _)
    sentence = _CARD_TEXT if (table, field) == ("card", "title") else FIELDS[field]
    return _(sentence) % {"what": what} if what else ""


def how_many(table: str, n: int, _: Words) -> str:
    """'3 cards'."""
    forms = {
        "card": _.plural("%(n)s card", "%(n)s cards", n),
        "stage": _.plural("%(n)s stage", "%(n)s stages", n),
        "lane": _.plural("%(n)s lane", "%(n)s lanes", n),
        "persona": _.plural("%(n)s persona", "%(n)s personas", n),
        "emotion": _.plural("%(n)s emotion point", "%(n)s emotion points", n),
        "link": _.plural("%(n)s connector", "%(n)s connectors", n),
    }
    return forms.get(table, _.plural("%(n)s thing", "%(n)s things", n)) % {"n": n}


def _one(table: str, title: str, _: Words) -> str:
    if title and table in _ONE:
        return _(_ONE[table]) % {"title": title}
    return _(_UNTITLED.get(table, ""))


def _title(params: Mapping[str, Any], _: Words) -> str:
    """A lane without one goes by the name of its kind, unless it is a lane of the user's own."""
    title = params.get("title") or params.get("file")
    kind = str(params.get("kind", ""))
    if not title and kind in LANES and kind != "custom":
        title = _(LANES[kind])
    return _shown(title) if title else ""


def _ends(params: Mapping[str, Any]) -> dict[str, str]:
    return {end: _shown(params.get(end, "")) for end in ("source", "target")}


def _shown(title: object) -> str:
    return own_direction(short(" ".join(str(title).split())))


def _number(params: Mapping[str, Any]) -> int:
    n = params.get("n")
    return n if isinstance(n, int) else 0
