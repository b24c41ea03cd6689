"""PySide6 6.12.0 loses a reference to None at every void call; Python 3.11 dies after some thousands."""

import sys

from PySide6.QtCore import QObject


def test_void_calls_keep_the_references_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < 100
