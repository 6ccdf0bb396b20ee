"""Advice for children and other populations."""

from __future__ import annotations

from tests.support.mayoclinic_page import facts, prose, read, statuses


def test_advice_for_children_needs_the_drug_as_a_whole() -> None:
    """The standard sentence is a fact for the drug, prose for one of its forms."""
    reading = read(
        "Description:",
        "Xanakin drops is used for dry eyes.",
        "Pediatric:",
        "Xanakin drops is not indicated for use in children.",
        "",
        "Xanakin drops forte is not indicated for use in children.",
    )

    assert facts(reading, "population_advice", "population", "finding", "group") == [
        ("children", "not indicated", None)
    ]
    assert statuses(reading, 4, 6) == ["fact", "prose"]


def test_advice_for_some_children_names_them() -> None:
    """An age is kept as the group the finding holds for."""
    reading = read(
        "Pediatric:", "However, safety and efficacy have not been established in children 2 to 5 years of age."
    )

    assert facts(reading, "population_advice", "finding", "group") == [
        ("safety and efficacy not established", "children 2 to 5 years of age")
    ]


def test_a_finding_without_its_subject_is_prose() -> None:
    """`Safety and efficacy …` alone rests on a sentence before it; where that is not understood, it is prose."""
    reading = read("Pediatric:", "Few children with gout took it. Safety and efficacy have not been established.")

    assert facts(reading, "population_advice", "finding") == []
    assert len(prose(reading)) == 2


def test_a_sentence_on_the_elderly_says_nothing_of_children() -> None:
    """Where the heading between is lost, advice for the elderly does not become advice for children."""
    assert facts(read("Pediatric:", "Use of Xanakin is not recommended in the elderly."), "population_advice") == []


def test_conditions_of_children_are_told_apart_by_their_spaces() -> None:
    """Two conditions set off by two spaces are two facts; any other `and` is left to a curator."""
    apart = read("Pediatric:", "Use of Xanakin is not recommended in children with  joint fever  and  FLU-9 .")
    unclear = read("Pediatric:", "Use of Xanakin is not recommended in children with hand and foot fever.")

    assert facts(apart, "population_advice", "finding", "condition") == [
        ("not recommended", "joint fever"),
        ("not recommended", "FLU-9"),
    ]
    assert facts(unclear, "population_advice", "condition") == []
