"""Errors suggest what would be right."""

from __future__ import annotations

import pytest

from anakinra_kg.errors import AnakinraKGError, did_you_mean


def test_a_part_of_a_name_is_near() -> None:
    """A word of longer names suggests those names, the shortest first."""
    known = ["Type I Diabetes", "Diabetes Mellitus (DM)", "Dermatomyositis", "Diabetic"]

    assert did_you_mean("diabetes", known) == "did you mean `Type I Diabetes` or `Diabetes Mellitus (DM)`?"


def test_nothing_near_names_what_there_is() -> None:
    """Without a near word, the error lists some of the known words and says how many there are."""
    assert did_you_mean("qqqq", ["Beta", "alpha"]) == "use one of: alpha, Beta"
    assert did_you_mean("qqqq", [f"w{n:02}" for n in range(30)]).endswith("w11 … (30 in all)")


def test_only_suggestions_about_as_near_as_the_best_are_named() -> None:
    """A common prefix makes all terms of a vocabulary alike; only the misspelt one is meant."""
    assert did_you_mean("akg:Gapp", ["akg:aim", "akg:aspect", "akg:Gap"]) == "did you mean `akg:Gap`?"
    assert did_you_mean("qqqq", ["akg:Gap"], "declare it") == "declare it"


@pytest.mark.parametrize("mark", ["\n", "\r", "\t", "\x1b[31m", "\ufeff", "\u2028", "\u202e", "\udcae"])
def test_an_error_is_one_line_that_prints(mark: str) -> None:
    """Whatever a file or an argument holds is written out; the attributes keep it."""
    error = AnakinraKGError(f"a{mark}b", f"wrong{mark}", f"right\xa0{mark}")

    assert not any(sign in str(error) for sign in mark if not sign.isprintable())
    assert str(error).startswith("a\\")
    assert error.place == f"a{mark}b"


def test_an_error_is_not_as_long_as_what_is_wrong() -> None:
    """A word of 100,000 letters is shown by its beginning and its length."""
    error = AnakinraKGError("query:1:1", f"`{'a' * 100_000}` is no keyword", "write SPARQL")

    assert len(str(error)) < 1100
    assert "(100016 characters); write SPARQL" in str(error)
