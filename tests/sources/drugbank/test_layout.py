"""Where the sections, tables and advertisements of a DrugBank page begin and end."""

from __future__ import annotations

import pytest

from tests.support.drugbank_page import PAGE, prose, read, records, replaced, unread, without_kind


def test_headings_that_were_not_lost() -> None:
    """A page with its single words is read by its headings."""
    text = PAGE
    for old, new in (
        ("Small Molecule\nApproved, Vet Approved\n\n", "Type\nSmall Molecule\nGroups\nApproved\nDescription\n\n"),
        ("lemon.\n\n", "lemon.\n\nStructure\nSynonyms\n"),
        ("CAS number\nAverage", "Categories\n  • Lemons\nUNII\n362O9ITL9D\nCAS number\n103-90-2\nWeight\nAverage"),
        ("InChI Key\nIUPAC Name\n", "InChI Key\nAAAABBBBCCCCDD-AAAABBBBCC-N\nInChI\nInChI=1S/C8\nIUPAC Name\n"),
        ("acid\n\n\nFor", "acid\nSMILES\nCC(=O)\n\n\nPharmacology\nIndication\n\nFor"),
        ("Associated Conditions\n\n", "Associated Conditions\nPharmacodynamics\n\n"),
        ("Learn more\n\nQuickly", "Learn more\nAbsorption\n\nQuickly"),
        ("binding\n\n\n\nCut", "binding\n\n99%\n\nMetabolism\n\nCut"),
        (
            "Half life\nNot Available\nNot Available\n\n",
            "Half life\nNot Available\nClearance\nNot Available\nToxicity\n\n",
        ),
        ("beasts\nZorb", "beasts\nPathways\nZorb"),
        ("KEGG Drug\n", "KEGG Drug\nD99001\n"),
        ("62.3 KB)\nDown", "62.3 KB)\nMSDS\nDown"),
        ("class.\nOrganic compounds\n", "class.\nKingdom\nOrganic compounds\n"),
        ("derivatives\nGryphonic", "derivatives\nClass\nGryphonic"),
        ("more\nSour", "more\nSubstituents\nSour"),
        (
            "\n\n\nPharmacological action\nGeneral Function\nPurple",
            (
                "\n\n\nTargets\nKind\nProtein\nOrganism\nHumans\nPharmacological action\nYes\nActions\nAgonist\n"
                "General Function\nPurple"
            ),
        ),
    ):
        text = replaced(old, new, text)
    page = read(text)

    assert unread(page) == []
    identifiers = {record["scheme"]: record["value"] for record in records(page, "identifier")}
    assert identifiers["unii"] == "362O9ITL9D"
    assert identifiers["cas"] == "103-90-2"
    assert identifiers["smiles"] == "CC(=O)"
    assert identifiers["kegg drug"] == "D99001"
    assert prose(page)["protein binding"] == ["99%"]
    assert [one["name"] for one in records(page, "download")] == ["FDA label", "MSDS"]
    assert without_kind(page, "target")[0]["organism"] == "Humans"
    assert without_kind(page, "target")[0]["actions"] == ["Agonist"]
    assert {"scheme": "category", "name": "Lemons"} in without_kind(page, "classification")


def test_an_advertisement_of_unknown_form_is_unread() -> None:
    """An advertisement is recognised by its form, not by its wording."""
    page = read(replaced("    How bad it is.\n\n", "    How bad it is.\n    And more.\n\n"))

    assert "How bad it is." in unread(page)


def test_rows_below_a_broken_heading_are_not_of_the_table_above() -> None:
    """A line that is not a row ends a table; the lines after it belong to no table."""
    page = read(replaced("Mixture Products\nName", "Mixture Products Name"))

    assert [one["category"] for one in records(page, "product")] == ["prescription", "prescription"]
    assert len(unread(page)) == 3


def test_a_heading_of_products_over_a_table_of_another_kind_is_unread() -> None:
    """Mixtures have different columns: the kind of a table is unknown if heading and columns disagree."""
    swapped = PAGE.replace("Prescription Products", "X").replace("Mixture Products", "Prescription Products")
    page = read(swapped.replace("\nX\n", "\nMixture Products\n"))

    assert unread(page) == ["Mixture Products", "Prescription Products"]
    assert {record.get("category") for record in records(page, "product")} == {None}
    assert len(records(page, "product")) == 4


@pytest.mark.parametrize("heading", [" Prescription Products", "Generic\nPrescription Products"])
def test_a_heading_of_products_without_its_beginning_is_unread(heading: str) -> None:
    """The remainder of a heading of products may be the heading of another kind."""
    page = read(replaced("\nPrescription Products", f"\n{heading}"))

    assert heading.rsplit("\n", maxsplit=1)[-1].strip() in unread(page)
    assert [record.get("category") for record in records(page, "product")] == [None, None, "mixture", "mixture"]
