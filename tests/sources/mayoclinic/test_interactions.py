"""Interactions with drugs, vaccines, tests, food, alcohol and tobacco, by the advice of their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.mayoclinic_page import NOT_RECOMMENDED, RISK, USUALLY_NOT, facts, read, statuses

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_an_interaction_takes_the_advice_of_its_heading() -> None:
    """Each list stands under its heading, whose sentence is the evidence."""
    reading = read(
        "Drug Interactions:",
        NOT_RECOMMENDED,
        "",
        "-> Acibal",
        "-> Zetol",
        USUALLY_NOT,
        "",
        "-> Befol",
        RISK,
        "",
        "-> Ceron",
    )

    assert facts(reading, "interaction", "drug", "advice", "category") == [
        ("Acibal", "not recommended", None),
        ("Zetol", "not recommended", None),
        ("Befol", "usually not recommended", None),
        ("Ceron", "increased risk", None),
    ]
    assert reading.page.quote(reading.facts[0].also[0]) == NOT_RECOMMENDED


@pytest.mark.parametrize(
    "heading",
    [
        "This medicine should never be used together with any of the following medicines:",
        "Taking this medicine with any of the following medicines should not be used.",
    ],
)
def test_never_together_is_its_own_advice(heading: str) -> None:
    """What must not be used together is told from what is only not recommended."""
    assert facts(read("Drug Interactions:", heading, "-> Acibal"), "interaction", "advice") == ["do not combine"]


def test_food_alcohol_and_tobacco_are_a_category() -> None:
    """The other interactions have the same classes, and their category."""
    heading = "Using this remedy with any of the following is usually not recommended, but may happen."
    reading = read("Other Interactions:", heading, "", "-> Grapefruit Juice")

    assert facts(reading, "interaction", "drug", "advice", "category") == [
        ("Grapefruit Juice", "usually not recommended", "food, alcohol or tobacco")
    ]


@pytest.mark.parametrize("section", ["Drug Interactions:", "Other Interactions:"])
@pytest.mark.parametrize(
    ("listed", "category"),
    [("vaccines", "vaccine"), ("diagnostic tests", "diagnostic test"), ("other tests", "diagnostic test")],
)
def test_vaccines_and_tests_are_a_category_where_the_heading_names_them(
    section: str, listed: str, category: str
) -> None:
    """What a heading says that it lists is no drug, wherever it stands; what it does not say is not guessed."""
    heading = f"Using this remedy with any of the following {listed} is not recommended."
    reading = read(section, heading, "", "-> Zoster Zub, Live")

    assert facts(reading, "interaction", "drug", "advice", "category") == [
        ("Zoster Zub, Live", "not recommended", category)
    ]


@pytest.mark.parametrize(
    ("section", "listed"),
    [("Drug Interactions:", ""), ("Drug Interactions:", " wild herbs"), ("Other Interactions:", " medicines")],
)
def test_a_heading_that_lists_what_its_section_does_not_gives_no_advice(section: str, listed: str) -> None:
    """Medicines stand under their name in one section, food without a name in the other; the rest is not known."""
    reading = read(section, f"Using this remedy with any of the following{listed} is not recommended.", "", "-> Zub")

    assert facts(reading, "interaction", "drug") == []
    assert statuses(reading, 2, 4) == ["prose", "unread"]


@pytest.mark.parametrize(
    "heading",
    [
        "Using this remedy with any of the following drugs is not recommended for smokers.",
        "Using this remedy with any of the following is not recommended.",
        "Some doctors dislike these:",
    ],
)
def test_an_unknown_heading_gives_no_advice(heading: str) -> None:
    """Items under a heading that is qualified, of another section or unknown are unread."""
    reading = read("Drug Interactions:", heading, "", "-> Acibal")

    assert facts(reading, "interaction", "drug") == []
    assert statuses(reading, 2, 4) == ["prose", "unread"]


@pytest.mark.parametrize("between", [("",), ()], ids=["blank line", "alphabet begins anew"])
def test_a_lost_interaction_heading_is_noticed(between: Iterable[str]) -> None:
    """A list that is parted or begins anew has lost a heading, and what follows is unread."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", "-> Acibal", "-> Zetol", *between, "-> Befol")

    assert facts(reading, "interaction", "drug") == ["Acibal", "Zetol"]


@pytest.mark.parametrize("item", ["-> Acibal -> Befol", "->", "-> Zetol:", "-> Cancer or", "-> sore throat"])
def test_what_is_no_name_is_no_drug(item: str) -> None:
    """Lines run together, empty, or of another list are unread."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", item)

    assert facts(reading, "interaction", "drug") == []
    assert statuses(reading, 4) == ["unread"]


@pytest.mark.parametrize("broken", ["-> Fenolan-> Gadix", "-> Fenolan:", f"-> Fenolan{RISK}", "-> Fenolan or"])
def test_what_stands_behind_a_broken_name_is_unread(broken: str) -> None:
    """A name run together with another line may have swallowed a heading of other advice."""
    reading = read("Drug Interactions:", NOT_RECOMMENDED, "", "-> Alopan", broken, "-> Zubrin")

    assert facts(reading, "interaction", "drug") == ["Alopan"]
    assert statuses(reading, 5, 6) == ["unread", "unread"]
