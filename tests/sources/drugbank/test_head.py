"""The head of a DrugBank page: numbers, groups, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.drugbank_page import read, records, replaced, unread, without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_numbers_types_and_groups(reading: Reading) -> None:
    """The accession line gives one number and the secondary ones; type and groups are closed lists."""
    identifiers = [(record["scheme"], record["value"]) for record in records(reading, "identifier")]
    classes = [(record["scheme"], record["name"]) for record in records(reading, "classification")][:3]

    assert identifiers[:5] == [
        ("drugbank", "DB99001"),
        ("drugbank secondary", "APRD99001"),
        ("drugbank secondary", "QQQ1"),
        ("external id", "ZB-17"),
        ("external id", "NSC-990"),
    ]
    assert classes == [("type", "Small Molecule"), ("group", "Approved"), ("group", "Vet Approved")]


def test_names_brands_and_organisms(reading: Reading) -> None:
    """List items are names; a bracket at the end of a brand contains the company."""
    assert [record["name"] for record in records(reading, "synonym")] == ["Zorblamine", "zorblaminum novum"]
    assert without_kind(reading, "brand_name") == [
        {"name": "Zorbex", "labeller": "Gryphon"},
        {"name": "Zorba Tabs"},
    ]
    assert without_kind(reading, "organism") == [{"name": "Gryphons and other beasts"}]
    assert without_kind(reading, "pathway") == [{"name": "Zorblamine Action Pathway", "category": "Drug action"}]


def test_a_biotech_page() -> None:
    """A protein drug has a class, a weight with its unit, and a sequence with only its header."""
    head = replaced("Small Molecule\nApproved, Vet Approved\n", "Biologic Classification\nLemon Based Therapies\n")
    text = replaced(
        "It tastes of lemon.\n\n",
        "It tastes of lemon.\n\nProtein structure\nProtein chemical formula\nProtein average weight\n17.6 Da\n"
        ">DB99001 sequence\nDownload FASTA Format\n",
        head,
    )
    page = read(text)

    assert unread(page) == []
    assert {"scheme": "biologic", "name": "Lemon Based Therapies"} in without_kind(page, "classification")
    assert {"name": "average weight", "value": "17.6", "unit": "Da", "basis": "stated"} in without_kind(
        page, "property"
    )
