"""The dosage forms, and how the drug can be had."""

from __future__ import annotations

import pytest

from tests.support.mayoclinic_page import facts, prose, read, statuses


def test_dosage_forms_stand_under_their_heading() -> None:
    """Items under the heading of the forms are forms; other items of the description are prose."""
    reading = read(
        "Description:", "-> stray", "It comes in the following dosage forms:", "", "-> Gel/Jelly", "-> Tablet, Coated"
    )

    assert facts(reading, "dosage_form", "form") == ["Gel/Jelly", "Tablet, Coated"]
    assert prose(reading) == ["stray"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This medicine is available without a prescription.", ("without prescription", ())),
        ("This product is available only with your doctor's prescription.", ("prescription only", ())),
        (
            "This medicine is to be given only by or under the direct supervision of a doctor.",
            ("given under direct supervision of a doctor", ()),
        ),
        (
            "This medicine is given only by or under the immediate supervision of your doctor.",
            ("given under immediate supervision of a doctor", ()),
        ),
    ],
)
def test_availability_comes_from_whole_sentences(sentence: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """A sentence that says how the drug can be had is a fact that covers it."""
    reading = read("Description:", sentence)

    assert facts(reading, "availability", "status", "conditions") == [expected]
    assert reading.page.quote(reading.facts[0].span) == sentence


def test_availability_may_differ_by_condition() -> None:
    """Each clause with its own conditions is a fact of its own."""
    reading = read(
        "Description:",
        "This medicine is available only with your doctor's prescription (for gout, FMF, and CAPS) "
        "or given only by or under the supervision of your doctor (for flu).",
    )

    assert facts(reading, "availability", "status", "conditions") == [
        ("prescription only", ("gout", "FMF", "CAPS")),
        ("given under supervision of a doctor", ("flu",)),
    ]
    assert statuses(reading, 2) == ["fact"]


def test_availability_with_an_unknown_word_is_prose() -> None:
    """A sentence that says one thing more is left to a curator."""
    assert facts(read("Description:", "This medicine is available without prescription in Ohio."), "availability") == []
