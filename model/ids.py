"""Ids of records and of the history: 63 bits, never the next after the largest.

Seconds since 2023-11 above 31 random bits, then one after another: two copies of a file, changed apart from
each other, never give the same id.
"""

from __future__ import annotations

import os
import time

_EPOCH = 1_700_000_000
_RANDOM_BITS = 31
LARGEST = (1 << 63) - (1 << 40)  # in a file from elsewhere; leaves room for the ids given here


def first_id(newest: int = 0) -> int:
    """Where a program that opens a file begins; above `newest`, the last id of its history."""
    chance = int.from_bytes(os.urandom(4)) >> (32 - _RANDOM_BITS)
    return max(newest, (int(time.time()) - _EPOCH) << _RANDOM_BITS) + chance
