"""What a user can do to a project: plain functions over a document, each one gesture, one step of undo.

`before` and `after` are ids of siblings that the thing is put next to; None: at the end. Titles may be empty.
Unknown ids raise KeyError, unknown kinds and impossible values ValueError.
"""

from model.verbs.anything import remove, set_fields
from model.verbs.cards import add_card, move_cards, set_channel
from model.verbs.common import Ref
from model.verbs.gestures import GESTURES
from model.verbs.maps import (
    DIRECTIONS,
    STANDARD_LANES,
    add_lane,
    add_stage,
    move_lane,
    move_stage,
    new_map,
    set_lane_hidden,
    set_map_direction,
    set_map_language,
)
from model.verbs.people import add_persona, hide_persona, move_emotion, set_emotion, show_persona

__all__ = [
    "DIRECTIONS",
    "GESTURES",
    "STANDARD_LANES",
    "Ref",
    "add_card",
    "add_lane",
    "add_persona",
    "add_stage",
    "hide_persona",
    "move_cards",
    "move_emotion",
    "move_lane",
    "move_stage",
    "new_map",
    "remove",
    "set_channel",
    "set_emotion",
    "set_fields",
    "set_lane_hidden",
    "set_map_direction",
    "set_map_language",
    "show_persona",
]
