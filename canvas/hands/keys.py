"""Which keys mean what on the map: the one table, for the map itself and for the menus that tell them.

Names are portable ones; a menu shows the first of them.
"""

from __future__ import annotations

KEYS: dict[str, tuple[str, ...]] = {
    "edit": ("F2",),
    "write": ("Return", "Enter"),
    "delete": ("Del", "Backspace"),
    "leave": ("Esc",),
    "select_all": ("Ctrl+A",),
    "select_stage": ("Ctrl+Space",),
    "select_lane": ("Shift+Space",),
    "copy": ("Ctrl+C", "Ctrl+Ins"),
    "cut": ("Ctrl+X", "Shift+Del"),
    "paste": ("Ctrl+V", "Shift+Ins"),
    "duplicate": ("Ctrl+D",),
    "lock": ("Ctrl+Shift+L",),
    "connect": ("Ctrl+J",),
    "next_link": ("Ctrl+Shift+J",),
    "zoom_in": ("Ctrl++", "Ctrl+="),
    "zoom_out": ("Ctrl+-",),
    "zoom_100": ("Ctrl+0",),
    "fit": ("Ctrl+1",),
    "fit_selection": ("Ctrl+2",),
    "first_stage": ("Home",),
    "last_stage": ("End",),
    "start": ("Ctrl+Home",),
    "end": ("Ctrl+End",),
}
