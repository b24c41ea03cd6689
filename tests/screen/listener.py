"""What a screen reader sees: the map in the AT-SPI tree, a JSON line [depth, role, name] for each part.

For the system's own Python, which has its libraries.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 20.0  # seconds
DEEPEST = 40


def walk(node, depth=0):
    if node is not None and depth < DEEPEST:
        yield depth, node.get_role_name(), node.get_name()
        for index in range(node.get_child_count()):
            yield from walk(node.get_child_at_index(index), depth + 1)


def map_tree():
    """The tree of the map, as soon as the program has said that it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = list(walk(Atspi.get_desktop(0)))
        at = next((k for k, (_, role, _) in enumerate(found) if role == "tree"), None)
        if at is not None:
            depth = found[at][0]
            rest = (k for k in range(at + 1, len(found)) if found[k][0] <= depth)
            return found[at : next(rest, len(found))]
        time.sleep(0.2)
    sys.exit("no map in sight")


if __name__ == "__main__":
    for line in map_tree():
        print(json.dumps(line))
