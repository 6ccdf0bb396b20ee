"""Errors suggest what would be right."""

from __future__ import annotations

from anakinra_kg.errors import did_you_mean


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
