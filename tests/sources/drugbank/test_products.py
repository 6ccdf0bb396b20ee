"""The tables of products, mixtures and ingredients of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.sources.drugbank.rows import products as rows
from tests.support.drugbank_page import read, replaced, unread, without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_products(reading: Reading) -> None:
    """A row is split by its form, strength, route, dates and region; fields that do not apply are listed."""
    assert without_kind(reading, "product") == [
        {
            "name": "Zorbla -10mg",
            "dosage_form": "Tablet, film coated",
            "strength": "10 mg",
            "route": "Oral",
            "labeller": "Gryphon Works Inc.",
            "marketing_start": "2011-02-03",
            "region": "Us",
            "category": "prescription",
            "not_applicable": ["marketing_end"],
        },
        {
            "name": "Zorbla One",
            "dosage_form": "Injection, solution",
            "strength": "2.5 mg/0.5mL",
            "route": "Intravenous; Subcutaneous",
            "labeller": "Gryphon Works",
            "region": "Canada",
            "category": "prescription",
            "not_applicable": ["marketing_start", "marketing_end"],
        },
        {
            "name": "Zorbla Plus",
            "dosage_form": "Syrup",
            "route": "Oral",
            "labeller": "Gryphon Works",
            "marketing_start": "2012-01-02",
            "marketing_end": "2013-01-02",
            "region": "Eu",
            "category": "mixture",
            "ingredients": "Zorblamine (10 mg) + Quaffeine citrate (5 mg/1mL)",
        },
        {
            "name": "Aid Kit",
            "dosage_form": "Kit",
            "labeller": "Gryphon Works",
            "marketing_start": "2012-01-02",
            "marketing_end": "2013-01-02",
            "region": "Us",
            "category": "mixture",
            "ingredients": "Quaffeine citrate (5 mg/1mL) + Zorblamine (1 mg)",
        },
    ]


DATES = "2011-02-03Not applicableUs"


@pytest.mark.parametrize(
    "row",
    [
        f"ZorblaFlask10 mgOralGryphon{DATES}",  # no such form
        f"ZorblaTablet10 mgSidewaysGryphon{DATES}",  # no such route
        f"ZorblaTablet10 mgOral{DATES}",  # no labeller
        f"ZorblaTabletNot applicableGryphon{DATES}",  # strength or route
        f"ZorblaKitKitCheck Inc{DATES}",  # two kits
        "ZorblaTablet10 mgOralGryphon2011-02-03Us",  # one date
        "ZorblaTablet10 mgOralGryphon2011-13-03Not applicableUs",  # no such month
        f"Lexa 00456 2005 01 nlmimage10 ZorblaTablet10 mgOralGryphon{DATES}",  # text of a picture
    ],
)
def test_a_product_row_that_splits_in_no_or_two_ways_is_not_split(row: str) -> None:
    """Columns are read only if one split is possible."""
    assert rows.product(row) is None


def test_text_after_a_row_is_reported() -> None:
    """Text joined to the end of a row does not affect its cells, and the line is unread."""
    page = read(replaced("2011-02-03Not applicableUs\n", "2011-02-03Not applicableUsPicture of it 4711\n"))

    assert without_kind(page, "product")[0]["region"] == "Us"
    assert len(unread(page)) == 1


def test_a_mixture_is_named_only_where_its_first_ingredient_is_known() -> None:
    """A row with two possible ends of the name is unread."""
    row = "Zorbla DEFoofeine (1 mg)TabletOralGryphon2011-02-03Not applicableUs"
    mixture = rows.mixture(row)

    assert mixture is not None
    assert mixture.named(set()) is None
    assert (mixture.named({"Foofeine"}) or {})["name"] == "Zorbla DE"


def test_ingredients_are_split_by_their_check_characters(reading: Reading) -> None:
    """The check characters determine the split of UNII and CAS number."""
    assert without_kind(reading, "ingredient") == [
        {
            "name": "Zorblamine oxalate",
            "unii": "5U85DBW7LO",
            "cas": "219861-08-2",
            "inchi_key": "KTGRHKOEFSJQNS-BDQAORGHSA-N",
        }
    ]
    assert rows.ingredient("Zorblamine oxalate5U85DBW7LO219861-08-3KTGRHKOEFSJQNS-BDQAORGHSA-N") is None
