"""The interactions of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.sources.drugbank.rows import interactions as rows
from tests.support.drugbank_page import PAGE, gaps, read, records, replaced, unread, without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "FooThe metabolism of Foo can be decreased when combined with Bar.",
            ("Foo", "Bar", "metabolism", "decreased", "Foo", None),
        ),
        (
            "FooThe serum concentration of Bar can be increased when it is combined with Foo.",
            ("Foo", "Bar", "serum concentration", "increased", "Bar", None),
        ),
        (
            "FooThe risk or severity of QTc prolongation can be increased when Bar is combined with Foo.",
            ("Foo", "Bar", "QTc prolongation", "increased", None, None),
        ),
        (
            "FooThe therapeutic efficacy of Bar can be decreased when used in combination with Foo.",
            ("Foo", "Bar", "therapeutic efficacy", "decreased", "Bar", None),
        ),
        (
            (
                "FooThe serum concentration of the active metabolites of Foo can be reduced when Foo is used in"
                " combination with Bar resulting in a loss in efficacy."
            ),
            ("Foo", "Bar", "serum concentration of the active metabolites", "decreased", "Foo", None),
        ),
        (
            (
                "FooThe serum concentration of Fooate, an active metabolite of Foo, can be increased when used in"
                " combination with Bar."
            ),
            ("Foo", "Bar", "serum concentration", "increased", "Fooate", None),
        ),
        (
            "FooThe risk of a hypersensitivity reaction to Bar is increased when it is combined with Foo.",
            ("Foo", "Bar", "hypersensitivity reaction", "increased", "Bar", None),
        ),
        (
            "FooFoo may increase the central nervous system depressant activities of Bar.",
            ("Foo", "Bar", "activities", "increased", "Bar", "central nervous system depressant"),
        ),
        (
            "FooBar may decrease the antihypertensive activities of Foo.",
            ("Foo", "Bar", "activities", "decreased", "Foo", "antihypertensive"),
        ),
        (
            "FooBar may decrease the excretion rate of Foo which could result in a higher serum level.",
            ("Foo", "Bar", "excretion rate", "decreased", "Foo", None),
        ),
        (
            "FooFoo can cause a decrease in the absorption of Bar resulting in less of it.",
            ("Foo", "Bar", "absorption", "decreased", "Bar", None),
        ),
        (
            "FooFoo may decrease effectiveness of Bar as a diagnostic agent.",
            ("Foo", "Bar", "effectiveness as a diagnostic agent", "decreased", "Bar", None),
        ),
    ],
)
def test_every_kind_of_interaction_sentence(sentence: str, expected: tuple[str | None, ...]) -> None:
    """A sentence gives the effect, its direction, the drug affected, and which drug is that of the page."""
    found = rows.interaction_readings(sentence)
    read_as = [(one.drug, one.other, one.effect, one.direction, one.affected, one.activity) for one in found]

    assert read_as == [expected]


def test_interactions_name_the_other_drug(reading: Reading) -> None:
    """The drug of the page is the one that all sentences share; the fact names the other one."""
    assert without_kind(reading, "interaction") == [
        {"drug": "(R)-quaffeine", "effect": "metabolism", "direction": "increased", "affected": "(R)-quaffeine"},
        {"drug": "Moonstone", "effect": "serum concentration", "direction": "decreased", "affected": "Zorblamine"},
        {"drug": "Stardust B", "effect": "hiccups", "direction": "increased"},
    ]


@pytest.mark.parametrize(
    "row",
    [
        "MoonstoneThe metabolism of Mudstone can be increased when combined with Zorblamine.",
        "MoonstoneThe metabolism of Moonstone can be increased when combined with Quaffeine.",
        "MoonstoneThe metabolism of Moonstone can be increased when",
        "MoonstoneIt is a bad idea.",
    ],
)
def test_a_sentence_about_other_drugs_is_unread(row: str) -> None:
    """The sentence must contain both the first cell and the drug of the page."""
    page = read(replaced("Food Interactions\n", f"Food Interactions\n\n\nDrug Interactions\n{row}\n"))
    first = PAGE.index("MoonstoneThe")
    page = read(PAGE[:first] + row + PAGE[PAGE.index("\n", first) :])

    assert unread(page) == [row]
    assert len(records(page, "interaction")) == 2


def test_the_drug_is_unknown_where_no_row_names_it() -> None:
    """Without interactions, the accession number serves as the name of the page."""
    begin, end = PAGE.index("(R)-quaffeineThe"), PAGE.index("Additional Data Available\n  • Evidence")
    page = read(PAGE[:begin] + "Not Available\n" + PAGE[end:])

    assert (page.drug, page.title) == (None, "DB99001")
    assert "drug interactions" in gaps(page)
