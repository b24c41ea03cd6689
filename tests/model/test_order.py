"""Order keys: room between any two, and siblings re-keyed where there is none."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.order import LONGEST, keys_between, place


class Sibling(NamedTuple):
    id: int
    pos: str


def siblings(*keys: str) -> list[Sibling]:
    return [Sibling(id, pos) for id, pos in enumerate(keys, 1)]


def order_after(before: int | None, n: int, *keys: str) -> list[int]:
    """Ids as they sort once n records with ids from 100 are placed."""
    placed = place(siblings(*keys), before, n)
    old = [Sibling(s.id, placed.rekeyed.get(s.id, s.pos)) for s in siblings(*keys)]
    new = [Sibling(100 + i, pos) for i, pos in enumerate(placed.keys)]
    return [s.id for s in sorted(old + new, key=lambda s: (s.pos, s.id))]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60))
def test_any_number_of_insertions_anywhere_keeps_the_order(places: list[int]) -> None:
    keys: list[str] = []
    for wanted in places:
        index = wanted % (len(keys) + 1)
        left = keys[index - 1] if index else None
        right = keys[index] if index < len(keys) else None
        keys[index:index] = keys_between(left, right, 1)
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_many_keys_at_once_rise() -> None:
    keys = keys_between("a0", "a1", 500)
    assert ["a0", *keys, "a1"] == sorted({"a0", *keys, "a1"})


def test_nothing_else_moves_where_there_is_room() -> None:
    assert place(siblings("a0", "a1"), 2, 3).rekeyed == {}
    assert order_after(2, 3, "a0", "a1") == [1, 100, 101, 102, 2]


def test_without_a_neighbour_it_goes_to_the_end() -> None:
    assert order_after(None, 1, "a0", "a1") == [1, 2, 100]
    assert order_after(None, 1) == [100]


@pytest.mark.parametrize(
    "keys",
    [("a0", "a0", "a0"), ("a1", "a0", "a2"), ("", "", ""), ("!", "שלב", "~"), ("a0", "a0V" * LONGEST, "a1")],
    ids=["equal", "out of order", "empty", "no keys", "too long"],
)
def test_siblings_are_rekeyed_where_there_is_no_room(keys: tuple[str, ...]) -> None:
    assert order_after(2, 2, *keys) == [1, 100, 101, 2, 3]


def test_a_neighbour_that_is_none_of_them_is_an_error() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - list.index says it
        place(siblings("a0"), 7)
