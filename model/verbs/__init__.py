"""What a user can do to a project: plain functions over a document, each one gesture, one step of undo.

`before` and `after` are ids of siblings that the thing is put next to; None: at the end. Titles may be empty.
Unknown ids raise KeyError, unknown kinds and impossible values ValueError.
"""

from model.verbs.anything import remove, set_fields
from model.verbs.cards import add_card, lock_cards, move_cards, set_channel, spread_cards
from model.verbs.common import Ref
from model.verbs.copies import (
    Block,
    add_block,
    add_cards,
    copy_cards,
    duplicate_cards,
    lanes_for_cards,
    paste,
)
from model.verbs.gestures import GESTURES
from model.verbs.links import add_link, move_link, turn_link
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
from model.verbs.sizes import TALLEST, WIDTHS, resize_lane, resize_stage, span_card, spanned
from model.verbs.views import apply_view, save_view, set_lanes_hidden

__all__ = [
    "DIRECTIONS",
    "GESTURES",
    "STANDARD_LANES",
    "TALLEST",
    "WIDTHS",
    "Block",
    "Ref",
    "add_block",
    "add_card",
    "add_cards",
    "add_lane",
    "add_link",
    "add_persona",
    "add_stage",
    "apply_view",
    "copy_cards",
    "duplicate_cards",
    "hide_persona",
    "lanes_for_cards",
    "lock_cards",
    "move_cards",
    "move_emotion",
    "move_lane",
    "move_link",
    "move_stage",
    "new_map",
    "paste",
    "remove",
    "resize_lane",
    "resize_stage",
    "save_view",
    "set_channel",
    "set_emotion",
    "set_fields",
    "set_lane_hidden",
    "set_lanes_hidden",
    "set_map_direction",
    "set_map_language",
    "show_persona",
    "span_card",
    "spanned",
    "spread_cards",
    "turn_link",
]
