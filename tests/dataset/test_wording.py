"""Which words of two texts differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anakinra_kg.dataset.wording import differing, excerpts

TEXTS = st.text(alphabet="ab 1.,(", max_size=12)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_what_differs_is_in_the_words_that_are_told(start: str, first: str, second: str, end: str) -> None:
    """Put in place of each other, the differing words turn one text into the other."""
    one, other = start + first + end, start + second + end
    in_one, in_other = differing(one, other)

    assert in_one in one
    assert in_other in other
    assert len(one) - len(in_one) == len(other) - len(in_other)
    assert (in_one == in_other == "") == (one == other)


def test_a_number_is_told_whole() -> None:
    """Half a number would be another one."""
    assert differing("from 1.5 to 18 mg", "from 1.25 to 18 mg") == ("1.5", "1.25")
    assert differing("8", "80") == ("8", "80")


@given(TEXTS, TEXTS)
def test_long_texts_are_cut_around_what_differs(first: str, second: str) -> None:
    """Both where they differ, and short ones not at all."""
    long = "word " * 30
    cut = excerpts(f"{long}{first} {long}", f"{long}{second} {long}")

    assert excerpts(first, second) == (first, second)
    assert all(len(text) < len(long) for text in cut)
    assert (cut[0] == cut[1]) == (first == second)
