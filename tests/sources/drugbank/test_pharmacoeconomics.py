"""Suppliers, dosage forms, prices and patents of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.sources.drugbank.rows import products as rows
from tests.support.drugbank_page import PAGE, gaps, read, records, replaced, without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_suppliers_are_told_apart_only_by_a_gap_or_a_heading(reading: Reading) -> None:
    """Two joined lists are suppliers; a list after a gap is packagers, and one before a gap is manufacturers."""
    both = read(replaced("\n\nNot Available\n  • Gryphon Works\n", "\n\n  • Beak Ltd\n  • Gryphon Works\n"))
    made = read(replaced("\n\nNot Available\n  • Gryphon Works\n", "\n\n  • Gryphon Works\nNot Available\n"))
    headed = read(
        replaced(
            "\n\nNot Available\n  • Gryphon Works\n",
            "\n\nManufacturers\n  • Beak Ltd\nPackagers\n  • Gryphon Works\n",
        )
    )

    assert without_kind(reading, "packager") == [{"name": "Gryphon Works"}]
    assert [record["name"] for record in records(both, "supplier")] == ["Beak Ltd", "Gryphon Works"]
    assert without_kind(made, "manufacturer") == [{"name": "Gryphon Works"}]
    assert "packagers" in gaps(made)
    assert without_kind(headed, "manufacturer") == [{"name": "Beak Ltd"}]
    assert without_kind(headed, "packager") == [{"name": "Gryphon Works"}]


def test_dosage_forms(reading: Reading) -> None:
    """Form, route and strength; the strength may be missing, the route may not apply."""
    assert without_kind(reading, "dosage_form") == [
        {"form": "Tablet, film coated", "route": "Oral", "strength": "10 mg"},
        {"form": "Kit", "route": "Oral; Topical"},
        {"form": "Tablet", "strength": "5 mg/1", "not_applicable": ["route"]},
    ]
    assert rows.dosage_form("FlaskOral10 mg") is None
    assert rows.dosage_form("TabletOralwrong") is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Zorbla 10 mg tablet2.75USD tablet", ("Zorbla 10 mg tablet", "2.75")),
        ("Zorbla 1 Box = 7 Pens, 4ml Box449.9USD box", ("Zorbla 1 Box = 7 Pens, 4ml Box", "449.9")),
        ("Zorbla 29.9USD box", ("Zorbla 2", "9.9")),  # a description does not end in a space
        ("Zorbla 2049.9USD box", None),
        ("Vitamin B1249.9USD box", None),
        ("Zorbla tablet2.75 a piece", None),
    ],
)
def test_where_a_description_ends_and_its_cost_begins(row: str, expected: tuple[str, str] | None) -> None:
    """A cost is split off if only one split is possible."""
    found = rows.price(row)

    assert ((found["description"], found["cost"]) if found else None) == expected


def test_lacking_prices_and_patents_are_gaps() -> None:
    """Gaps under the dosage forms are, in order, those of prices and patents."""
    begin, end = PAGE.index("Unit descriptionCostUnit"), PAGE.index("\n\nExperimental Properties")
    page = read(PAGE[:begin] + "Not Available\nNot Available\n" + PAGE[end:])
    lone = read(PAGE[:begin] + "Not Available\n" + PAGE[end:])

    assert {"prices", "patents"} <= set(gaps(page))
    assert not {"prices", "patents"} & set(gaps(lone))
