"""References, links and files of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.sources.drugbank.references import reference
from tests.support.drugbank_page import records, without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "1. Gryph A, Phoenix BC 3rd: On beaks: a study. Of two. J Myth Biol. 2001 May-Jun;5(3):1-2. [PubMed:7]",
            ("Gryph A, Phoenix BC 3rd", "On beaks: a study. Of two", "J Myth Biol. 2001 May-Jun;5(3):1-2.", "7"),
        ),
        (
            "2. Gryph A: [Beaks]. Myth (Oxford). 2003;1:2. Epub 2002 Jan 1. [PubMed:8]",
            ("Gryph A", "[Beaks]", "Myth (Oxford). 2003;1:2. Epub 2002 Jan 1.", "8"),
        ),
        (
            "3. Gryph A: Do beaks grow? Myth Lett. 2003 Fall;1:2. [PubMed:9]",
            ("Gryph A", "Do beaks grow?", "Myth Lett. 2003 Fall;1:2.", "9"),
        ),
        (
            "4. Gryph A: Beaks of J. Myth. Biol. 2003;1:2. [PubMed:10]",
            ("Gryph A", None, "Beaks of J. Myth. Biol. 2003;1:2.", "10"),
        ),
        (
            "5. The beak group: Beaks. Myth Lett. 2003;1:2. [PubMed:11]",
            (None, None, "The beak group: Beaks. Myth Lett. 2003;1:2.", "11"),
        ),
        ("6. Beak Tables: of all sorts [Link]", (None, "Beak Tables: of all sorts", None, None)),
    ],
)
def test_where_authors_title_and_citation_end(row: str, expected: tuple[str | None, ...]) -> None:
    """If a boundary is uncertain, the rest remains unsplit in the citation."""
    work = reference(row)

    assert work is not None
    assert (work.authors, work.title, work.citation, work.pmid) == expected


def test_references_are_about_the_drug_or_a_protein(reading: Reading) -> None:
    """A reference under a protein is about that protein."""
    about = [(one["about"], one.get("about_name"), one["number"]) for one in records(reading, "reference")]

    assert about == [
        ("drug", None, 1),
        ("drug", None, 2),
        ("target", "Purple receptor type 1", 1),
        ("protein", "Half cutter P1", 1),
    ]
    assert reference("no number") is None


def test_codes_links_and_files(reading: Reading) -> None:
    """Several ATC codes may share a line; a file without a heading is an attachment."""
    codes = [(one["scheme"], one["code"], one["name"]) for one in records(reading, "classification") if "code" in one]

    assert codes[:3] == [
        ("atc", "N01AA01", "Zorblamine"),
        ("atc", "N01AA51", "Zorblamine, combinations"),
        ("ahfs", "28:08.92", "Lemon agents"),
    ]
    assert without_kind(reading, "external_link") == [{"resource": "KEGG Drug"}]
    assert [one["value"] for one in records(reading, "identifier") if one["scheme"] == "pdb"] == ["1abc", "2xyz"]
    assert without_kind(reading, "download") == [
        {"name": "FDA label", "size": "62.3", "unit": "KB"},
        {"name": "attachment", "size": "7", "unit": "KB"},
    ]
    assert without_kind(reading, "record_date") == [
        {"event": "created", "date_time": "2005-06-13T07:24:00"},
        {"event": "updated", "date_time": "2019-07-11T01:01:00"},
    ]


def test_a_number_without_end_is_no_number_of_a_reference() -> None:
    """A damaged line can begin with any number of digits."""
    assert reference(f"{'9' * 9}. Gryph A: Beaks. Myth. 1999;1:2. [PubMed:7]") is not None
    assert reference(f"{'9' * 5000}. Gryph A: Beaks. Myth. 1999;1:2. [PubMed:7]") is None
