"""The doses of a monograph: a tree of forms, conditions and populations, printed flat."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from anakinra_kg.sources.mayoclinic.dosing import dose_tree
from tests.support.mayoclinic_page import facts, prose, read, statuses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anakinra_kg.facts.ledger import Reading

Line = tuple[str, list[Any]]


def nested(label: str, *lists: list[Line]) -> Line:
    """Return a line of doses as the page prints it, its own words and all below it, and the lists below it."""
    return " ".join([label, *(text for below in lists for text, _ in below)]), list(lists)


def printed(group: list[Line]) -> list[str]:
    """Return the lines of a list in the order in which the page prints them."""
    lines = [text for text, _ in group]
    for _, lists in group:
        for below in lists:
            lines += printed(below)
    return lines


ADULTS = nested(
    "Adults—At first, 1,500 milligrams (mg) once a day. However, the dose is usually not more than 3000 mg per day."
)

CHILDREN = nested("Children—Use is not recommended.")
HEAVY = nested("Weighing 40 kilograms (kg) or more—2 mL every 8 hours.")
LIGHT = nested("Weighing less than 40 kg—0.5 to 1 mg per kg of body weight 2 times a day.")
BY_WEIGHT = nested("Children—Dose is based on body weight and must be determined by your doctor.", [HEAVY, LIGHT])
GOUT = nested("For gout:", [ADULTS, CHILDREN])
FLU = nested("For flu:", [BY_WEIGHT, ADULTS])
TREE = [nested("For oral dosage form (tablets):", [GOUT, FLU]), nested("For oral dosage form (syrup):", [GOUT])]


def doses(lines: Iterable[str]) -> Reading:
    """Return the reading of a page with these lines of doses."""
    return read("Dosing:", *(f"-> {line}" for line in lines))


def test_doses_are_read_from_the_flattened_tree() -> None:
    """There is one regimen a branch, with the labels above it, and none for the lines between."""
    reading = doses(printed(TREE))

    assert facts(reading, "dosing_regimen", "form", "condition", "population", "low", "high", "unit", "per") == [
        ("oral dosage form (tablets)", "gout", "Adults", 1500, 1500, "mg", "day"),
        ("oral dosage form (tablets)", "gout", "Children", None, None, None, None),
        ("oral dosage form (tablets)", "flu", "Adults", 1500, 1500, "mg", "day"),
        (
            "oral dosage form (tablets)",
            "flu",
            "Children; Weighing 40 kilograms (kg) or more",
            2,
            2,
            "mL",
            "8 hours",
        ),
        (
            "oral dosage form (tablets)",
            "flu",
            "Children; Weighing less than 40 kg",
            Decimal("0.5"),
            1,
            "mg/kg",
            "dose",
        ),
        ("oral dosage form (syrup)", "gout", "Adults", 1500, 1500, "mg", "day"),
        ("oral dosage form (syrup)", "gout", "Children", None, None, None, None),
    ]
    assert set(statuses(reading, *range(2, len(printed(TREE)) + 2))) == {"fact"}


def test_a_regimen_rests_on_the_labels_above_it() -> None:
    """The labels of form and condition are evidence beside the line of the dose."""
    reading = doses(printed(TREE))

    assert [reading.page.quote(span) for span in reading.facts[0].also] == [
        "For oral dosage form (tablets):",
        "For gout:",
    ]


def test_what_is_said_above_a_dose_holds_for_it() -> None:
    """Basis and advice of the line above go with each dose below it."""
    found = facts(doses(printed(TREE)), "dosing_regimen", "advice", "basis", "frequency", "stage", "maximum")

    assert ("determined by doctor", "body weight", "2 times a day", None, None) in found
    assert (None, None, "once a day", "starting", 3000) in found


def test_a_line_may_have_several_lists_below_it() -> None:
    """Each list below a line is printed with all below it before the next one."""
    tree = [
        nested(
            "For gout:",
            [nested("For skin dosage form (gel):", [ADULTS])],
            [nested("For bath dosage form:", [CHILDREN])],
        )
    ]

    assert facts(doses(printed(tree)), "dosing_regimen", "form", "population") == [
        ("skin dosage form (gel)", "Adults"),
        ("bath dosage form", "Children"),
    ]


@pytest.mark.parametrize("lost", range(len(printed(TREE))))
def test_a_tree_with_a_line_lost_gives_no_other_dose(lost: int) -> None:
    """Where lines are lost, no dose is put under labels that are not its own."""
    lines = printed(TREE)
    whole = Counter(facts(doses(lines), "dosing_regimen", "form", "condition", "population", "low"))
    damaged = Counter(
        facts(doses(lines[:lost] + lines[lost + 1 :]), "dosing_regimen", "form", "condition", "population", "low")
    )

    assert damaged <= whole


def test_a_line_that_has_lost_its_end_makes_no_tree() -> None:
    """What it said below itself is still said by the line above it, but may not be put right below that one."""
    whole = "For oral dosage form (gel): Boys— Used alone: 5 mg per day. Used with other medicines: 3 mg per day."
    below = ["Boys— Used alone: 5 mg per day.", "Used alone: 5 mg per day.", "Used with other medicines: 3 mg per day."]
    reading = doses([whole, *below])

    assert facts(reading, "dosing_regimen", "low") == []
    assert statuses(reading, 2, 3, 4, 5) == ["prose"] * 4


def test_a_line_that_has_lost_its_beginning_makes_no_tree() -> None:
    """The rest of a label is no label, though the line above repeats it to the letter."""
    whole = "For oral dosage form (gel): Boys— Weighing more than 9 kg—5 mg per day."
    reading = doses([whole, "Boys— Weighing more than 9 kg—5 mg per day.", "than 9 kg—5 mg per day."])

    assert facts(reading, "dosing_regimen", "low") == []
    assert statuses(reading, 2, 3, 4) == ["prose", "prose", "prose"]


def test_lines_that_make_no_tree_are_prose() -> None:
    """Doses without the lines above them belong to no form, and are left to a curator."""
    reading = doses(["Adults—5 mg per day.", "Children—Use is not recommended."])

    assert facts(reading, "dosing_regimen", "low") == []
    assert statuses(reading, 2, 3) == ["prose", "prose"]


def test_a_long_list_is_not_searched() -> None:
    """A list of absurd length is left alone rather than searched without end."""
    assert dose_tree(["For a: b—c"] * 501) is None


def test_a_dose_not_understood_is_a_fact_and_prose() -> None:
    """The regimen stands without numbers, and its sentences are left to a curator."""
    reading = doses(printed([nested("For oral dosage form (drops):", [nested("Adults—One drop per eye.")])]))

    assert facts(reading, "dosing_regimen", "population", "low") == [("Adults", None)]
    assert prose(reading) == ["One drop per eye."]
