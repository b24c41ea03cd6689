"""Order keys: texts that sort, with room between any two of them (PyPI `fractional-indexing`).

Records of one parent sort by (pos, id). Two copies of a project may give equal keys;
then siblings are re-keyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

LONGEST = 200  # digits; longer keys are re-keyed, so that keys stay short however often one place is used


class Place(NamedTuple):
    """`keys` for what is put there; `rekeyed`: new keys of siblings that had to make room, by id."""

    keys: list[str]
    rekeyed: dict[int, str]


def keys_between(before: str | None, after: str | None, n: int) -> list[str]:
    """n rising keys after the key `before` and before the key `after` (None: no neighbour).

    Raises ValueError when there is no room: the keys are equal, out of order, or not order keys.
    """
    if max(len(before or ""), len(after or "")) > LONGEST:
        raise ValueError("order key too long")
    from fractional_indexing import FIError, generate_n_keys_between  # here: no start needs it

    try:
        return generate_n_keys_between(before, after, n)
    except (FIError, IndexError, ValueError) as error:
        raise ValueError(f"no order key between {before!r} and {after!r}") from error


def place(siblings: Sequence[Any], before: int | None, n: int = 1) -> Place:
    """Keys for n records put in front of the sibling with id `before` (None: at the end).

    `siblings`: records with `id` and `pos`, in order, without those that are being placed.
    Raises ValueError when `before` is not one of them.
    """
    ids = [sibling.id for sibling in siblings]
    index = len(ids) if before is None else ids.index(before)
    left = siblings[index - 1].pos if index > 0 else None
    right = siblings[index].pos if index < len(ids) else None
    try:
        return Place(keys_between(left, right, n), {})
    except ValueError:
        fresh = keys_between(None, None, len(ids) + n)
        others = fresh[:index] + fresh[index + n :]
        rekeyed = {s.id: key for s, key in zip(siblings, others, strict=True) if s.pos != key}
        return Place(fresh[index : index + n], rekeyed)
