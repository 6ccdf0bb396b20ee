"""The reader of Mayo Clinic monographs as a whole: which pages it takes, and any text at all."""

from __future__ import annotations

import random

import pytest

from anakinra_kg.errors import PageError
from anakinra_kg.facts.records import fields_of
from anakinra_kg.facts.text import PageText
from anakinra_kg.sources import mayoclinic
from tests.support.mayoclinic_page import AT_ONCE, INTRO, NOT_RECOMMENDED, ROUTINE, facts, page, read, statuses


def test_a_monograph_is_recognised_by_its_headings() -> None:
    """Three of the layout's own headings as whole lines make a page a monograph."""
    known = page("Before Using:", "Proper Use:", "Side Effects: none", "Precautions:  ")
    unknown = page("Before Using: a word", "Proper Use:", "Precautions:")

    assert mayoclinic.recognises(known)
    assert not mayoclinic.recognises(unknown)


def test_a_page_cut_inside_a_list_is_refused() -> None:
    """A page whose last line is an item, with no footer, is cut; the message says where."""
    with pytest.raises(PageError, match=r"pages/xanakin\.txt:4: the page ends inside the list of drug interactions"):
        mayoclinic.read(page("Drug Interactions:", NOT_RECOMMENDED, "", "-> Acibal", footer=""))


def test_lines_before_any_heading_are_unread() -> None:
    """Nothing is known of lines that stand before the first heading."""
    assert statuses(read("Some words.", "Side Effects:"), 1, 2) == ["unread", "boilerplate"]


def test_a_second_page_in_the_file_is_unread() -> None:
    """The footer ends a page: what follows is about another drug, and nothing of it is said of the first."""
    one, two = page("Storage:", "Do not freeze."), page("USBrand Name:", "Zub", "Side Effects:", "", "Rare:", "-> Coma")
    reading = mayoclinic.read(PageText.from_bytes("x.txt", (one.text + two.text).encode()))

    assert [fact.kind for fact in reading.facts if fact.span.line > len(one.lines)] == ["rights"]
    assert {reading.lines[len(one.lines) + number].status for number in (0, 1, 2, 4, 5)} == {"unread"}


def test_spans_point_at_what_the_facts_say() -> None:
    """Names are the characters of the page at their span, whatever the line ends and markers."""
    reading = mayoclinic.read(
        page(
            "\ufeffDrug Interactions:\r",
            NOT_RECOMMENDED + "\r",
            "\r",
            " ->  Acibal  \r",
            "Side Effects:",
            AT_ONCE,
            "-> Itch",
        )
    )

    assert facts(reading, "interaction", "drug") == ["Acibal"]
    for fact in reading.facts:
        name = getattr(fact, "drug", None) if fact.kind == "interaction" else getattr(fact, "effect", None)
        assert name in {None, reading.page.quote(fact.span)}


def test_no_text_breaks_the_reader() -> None:
    """Whatever lines come in whatever order, there is a reading with one account a line, or a page error."""
    pieces = [
        *(
            "Brand Name:",
            "USBrand Name:",
            "Description:",
            "Pediatric:",
            "Drug Interactions:",
            "Other Medical Problems:",
        ),
        *("Dosing:", "Storage:", "Side Effects:", "Rare:", "Symptoms of overdose:", AT_ONCE, ROUTINE, NOT_RECOMMENDED),
        *(
            "-> A or",
            "-> —",
            "-> B—Use with caution.",
            "->",
            "-> For a: B—c",
            "-> B—c",
            "",
            "",
            "\t",
            "\u2003",
            "x",
            ":",
        ),
        *(
            "-> , (oral route)",
            "Copyright: © A 1999.",
            "Drug information provided by:",
            "-> Drugs & Supplements",
            INTRO,
        ),
        *(
            "This medicine is available",
            "Safety and efficacy have not been established.",
            "-> For dosage form: B—c B—c",
        ),
    ]
    dice = random.Random(7)
    for _ in range(300):
        text = "\n".join(dice.choice(pieces) for _ in range(dice.randrange(40)))
        damaged = PageText("x", text, "")
        try:
            reading = mayoclinic.read(damaged)
        except PageError:
            continue
        assert len(reading.lines) == len(damaged.lines)
        for fact in reading.facts:
            for field in fields_of(fact.kind):
                value = getattr(fact, field.name)
                assert not field.values or value is None or value in field.values
