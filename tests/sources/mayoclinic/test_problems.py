"""Other medical problems of the patient, and the advice on them."""

from __future__ import annotations

import pytest

from tests.support.mayoclinic_page import INTRO, facts, prose, read, statuses


def test_advice_belongs_to_the_whole_chain() -> None:
    """Problems joined by `or` share the advice behind the last of them; `or` inside a problem joins nothing."""
    reading = read(
        "Other Medical Problems:",
        INTRO,
        "",
        "-> Asthma, or history of or",
        "-> Gout or flu—Use with caution. May make these conditions worse.",
        "-> Fits—It is not known if this medicine will worsen this condition.",
    )

    assert facts(reading, "medical_problem", "problem", "advice", "consequence") == [
        ("Asthma, or history of", "use with caution", "may make the problem worse"),
        ("Gout or flu", "use with caution", "may make the problem worse"),
        ("Fits", "not known whether made worse", None),
    ]
    assert reading.page.quote(reading.facts[0].also[0]) == "Use with caution. May make these conditions worse."


@pytest.mark.parametrize(
    ("advice", "expected"),
    [
        ("Should not be used in patients with this condition.", ("should not be used", None)),
        ("May cause side effects to become worse.", ("may increase side effects", "side effects may become worse")),
        ("May make this condition worse.", ("may make worse", "may make the problem worse")),
        ("Use with caution. May tint the hair.", ("use with caution", None)),
        ("Xanakin tablets should not be used in patients with this condition.", (None, None)),
        ("Should not be used in patients with this condition who smoke.", (None, None)),
    ],
)
def test_only_plain_advice_is_classed(advice: str, expected: tuple[str | None, str | None]) -> None:
    """A class is given for a sentence known as a whole; what is qualified or unknown is prose."""
    reading = read("Other Medical Problems:", INTRO, f"-> Gout—{advice}")

    assert facts(reading, "medical_problem", "advice", "consequence") == [expected]


def test_problems_joined_by_and_share_no_advice() -> None:
    """Advice for patients who have both problems is no advice on either alone."""
    reading = read("Other Medical Problems:", INTRO, "-> Gout and", "-> Flu—Use with caution.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Gout", None), ("Flu", None)]
    assert prose(reading)[-1] == "Use with caution."


def test_a_chain_without_its_end_has_no_advice() -> None:
    """Problems whose chain is broken off stand without advice."""
    reading = read("Other Medical Problems:", INTRO, "-> Gout or", "-> Flu or", "Then.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Gout", None), ("Flu", None)]


def test_problems_behind_an_introduction_run_together_with_one_are_unread() -> None:
    """The first problem, run together with the line before it, may have been joined by `and` to the next."""
    reading = read("Other Medical Problems:", f"{INTRO}-> Gout and", "-> Fits—Use with caution.")

    assert facts(reading, "medical_problem", "problem") == []
    assert statuses(reading, 2, 3) == ["prose", "unread"]


@pytest.mark.parametrize("between", ["", "-> For gout: Adults—Use is not recommended."])
def test_problems_end_where_another_list_begins(between: str) -> None:
    """A gap in the list, or a line with the labels of a dose, shows a lost heading: what follows is no problem."""
    reading = read("Other Medical Problems:", INTRO, "-> Gout or", between, "-> Adults—Use with caution.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Gout", None)]
    assert reading.lines[4].status == "unread"


@pytest.mark.parametrize("broken", ["-> Gout and-> Flu and", "-> Gout an", "-> Gout:", "-> Go—ut and"])
def test_a_problem_behind_an_unread_one_has_no_advice(broken: str) -> None:
    """What cannot be read may have been joined by `and` to the next problem, whose advice is then not for it alone."""
    reading = read("Other Medical Problems:", INTRO, broken, "-> Fits—Use with caution.", "-> Pox—Use with caution.")

    assert facts(reading, "medical_problem", "problem", "advice") == [("Fits", None), ("Pox", "use with caution")]
    assert statuses(reading, 3, 4) == ["unread", "prose"]


def test_items_of_another_list_are_no_problems() -> None:
    """An item that is neither linked nor advised on, or stands under another line, is unread."""
    reading = read("Other Medical Problems:", INTRO, "-> Acibal", "To use the drops:", "-> Blink or")

    assert facts(reading, "medical_problem", "problem") == []
    assert statuses(reading, 3, 5) == ["unread", "unread"]
