"""Side effects by attention and frequency, and symptoms of overdose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.mayoclinic_page import AT_ONCE, OVERDOSE, ROUTINE, facts, read, statuses

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_effects_have_attention_and_frequency() -> None:
    """An effect stands under two headings; a new attention heading ends the frequency before it."""
    reading = read(
        "Side Effects:",
        AT_ONCE,
        "",
        "",
        "More common:",
        "-> Chills",
        "-> rash",
        "",
        "Rare:",
        "-> Fits",
        ROUTINE,
        "",
        "-> Thirst",
    )

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Chills", "more common", "immediate"),
        ("rash", "more common", "immediate"),
        ("Fits", "rare", "immediate"),
        ("Thirst", None, "routine"),
    ]
    assert [reading.page.quote(span) for span in reading.facts[0].also] == [AT_ONCE, "More common:"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Check with your doctor or nurse as soon as possible if any of the following effects occur:", "soon"),
        ("Stop using this medicine and get emergency help immediately if any of the following occur:", None),
        ("Get emergency help immediately if any of the following effects occur:", "emergency"),
        (ROUTINE, "routine"),
    ],
)
def test_headings_say_how_urgent(heading: str, expected: str | None) -> None:
    """The wordings of attention are told apart; what is not known as a whole gives none."""
    assert facts(read("Side Effects:", heading, "", "Rare:", "-> Chills"), "adverse_effect", "attention") == [expected]


def test_symptoms_of_overdose_are_their_own_kind() -> None:
    """What stands under the heading of overdose is no side effect, and what follows it is none of overdose."""
    reading = read(
        "Side Effects:", OVERDOSE, "", "", "Symptoms of overdose:", "-> Coma", ROUTINE, "", "Rare:", "-> Itch"
    )

    assert facts(reading, "overdose_symptom", "effect", "attention") == [("Coma", "emergency")]
    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [("Itch", "rare", "routine")]


def test_a_capital_inside_a_list_ends_its_frequency() -> None:
    """Lists begin with a capital letter: another one shows that the heading of a list is lost."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Less common:", "-> Chills", "-> rash", "-> Back pain", "-> cough")

    assert facts(reading, "adverse_effect", "effect", "frequency") == [
        ("Chills", "less common"),
        ("rash", "less common"),
        ("Back pain", None),
        ("cough", None),
    ]
    assert set(facts(reading, "adverse_effect", "attention")) == {"immediate"}


def test_a_gap_inside_a_list_ends_both_headings() -> None:
    """A blank line between two items shows that lines are lost, whichever they were."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Rare:", "-> Chills", "", "-> rash")

    assert facts(reading, "adverse_effect", "frequency", "attention") == [("rare", "immediate"), (None, None)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Rare:", "-> Chills", "", "More common:", "-> Itch"),
        ("Rare:", "-> Chills", "", "", "Incidence not known:", "-> Itch"),
    ],
    ids=["frequencies begin anew", "two blank lines"],
)
def test_a_lost_attention_heading_is_noticed(lines: Iterable[str]) -> None:
    """A frequency that cannot belong to the block before it leaves the attention unknown."""
    reading = read("Side Effects:", AT_ONCE, "", "", *lines)

    assert facts(reading, "adverse_effect", "attention") == ["immediate", None]


def test_items_after_a_lost_heading_of_overdose_are_unread() -> None:
    """A new list under the heading of overdose may be one of side effects."""
    reading = read("Side Effects:", OVERDOSE, "", "-> Coma", "-> fits", "-> Itch")

    assert facts(reading, "overdose_symptom", "effect") == ["Coma", "fits"]
    assert statuses(reading, 6) == ["unread"]


def test_a_frequency_right_under_the_heading_of_overdose_heads_nothing_for_certain() -> None:
    """Symptoms of overdose have no frequencies: a heading is lost, and what follows may be either."""
    reading = read("Side Effects:", OVERDOSE, "", "", "Rare:", "-> Coma")

    assert facts(reading, "adverse_effect", "effect") + facts(reading, "overdose_symptom", "effect") == []
    assert statuses(reading, 6) == ["unread"]


def test_a_gap_below_a_frequency_shows_that_another_list_has_lost_its_heading() -> None:
    """Items follow their frequency at once; those behind a blank line are of another list."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Rare:", "", "-> Coma", "-> itch")

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Coma", None, None),
        ("itch", None, None),
    ]


def test_a_gap_as_wide_as_that_below_an_attention_heading_leaves_the_kind_open() -> None:
    """Behind one blank line a frequency is lost; behind two, perhaps the heading of the symptoms of overdose."""
    reading = read("Side Effects:", AT_ONCE, "", "", "Rare:", "-> Coma", "", "-> Itch", "", "", "-> Fits", "", "-> Pox")

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Coma", "rare", "immediate"),
        ("Itch", None, None),
    ]
    assert statuses(reading, 11, 13) == ["unread", "unread"]


@pytest.mark.parametrize("blanks", [0, 2])
def test_attention_ends_where_not_one_blank_line_precedes_a_frequency(blanks: int) -> None:
    """Lists under one attention heading stand one blank line apart; otherwise that of the next block is lost."""
    reading = read(
        "Side Effects:", AT_ONCE, "", "", "Rare:", "-> Coma", *[""] * blanks, "Incidence not known:", "-> Itch"
    )

    assert facts(reading, "adverse_effect", "frequency", "attention") == [
        ("rare", "immediate"),
        ("incidence not known", None),
    ]


@pytest.mark.parametrize("broken", [f"-> fits{AT_ONCE}", "-> fits-> Flu", "-> fits.", "-> Gout or"])
def test_what_stands_behind_a_broken_item_of_side_effects_is_unread(broken: str) -> None:
    """An item run together with another line may have swallowed a heading."""
    reading = read(
        "Side Effects:", ROUTINE, "", "", "Rare:", "-> Coma", broken, "-> itch", "", "Incidence not known:", "-> Pox"
    )

    assert facts(reading, "adverse_effect", "effect", "frequency", "attention") == [
        ("Coma", "rare", "routine"),
        ("Pox", "incidence not known", None),
    ]
