"""Damage is repeatable, of every kind, and has a limit."""

from __future__ import annotations

from random import Random

import pytest

from tests.support.fuzz.campaign import TARGETS, target
from tests.support.fuzz.mutators import HOSTILE, MOST_BYTES, damaged

SEEDS = (b"one two\nthree 4\n", b"<a>5</a>\n", b"")


def some(count: int) -> list[bytes]:
    """Return damaged inputs."""
    return [damaged(Random(number), SEEDS[number % len(SEEDS)], SEEDS, (b"word",)) for number in range(count)]


def test_the_same_chance_gives_the_same_damage() -> None:
    """A case can be made again from its number."""
    assert some(300) == some(300)


def test_almost_all_inputs_are_damaged_and_differ() -> None:
    """What is not damaged tests nothing."""
    found = some(3000)

    assert sum(each in SEEDS[:2] for each in found) < 300
    assert len(set(found)) > 1000


def test_every_kind_of_damage_comes_up() -> None:
    """Hostile signs, other encodings, long words, many levels."""
    found = some(6000)
    together = b"\n".join(found)

    assert [sign for sign in HOSTILE if sign not in together] == []
    assert b"word" in together
    assert b"(" * 1000 in together
    assert any(each.startswith(b"\xff\xfeo\x00n\x00") for each in found)
    assert any(each.startswith(b"\xef\xbb\xbfone") for each in found)
    assert max(map(len, found)) <= MOST_BYTES


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "commands"])
def test_a_case_is_made_from_its_number_alone(name: str) -> None:
    """Two targets of the same name give the same cases, and different cases for different numbers."""
    one, other = target(name), target(name)

    assert [one.case(number) for number in range(20)] == [other.case(number) for number in range(20)]
    assert len({one.case(number).content for number in range(20)}) > 10
