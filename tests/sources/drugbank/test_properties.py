"""Properties and spectra of a DrugBank page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anakinra_kg.sources.drugbank.rows import properties as rows
from tests.support.drugbank_page import without_kind

if TYPE_CHECKING:
    from anakinra_kg.facts.ledger import Reading


def test_properties(reading: Reading) -> None:
    """A property has a value, a separate unit, a basis, and a source or probability if printed."""
    assert without_kind(reading, "property") == [
        {"name": "average weight", "value": "151.1626", "basis": "stated"},
        {"name": "monoisotopic weight", "value": "151.0633", "basis": "stated"},
        {"name": "iupac name", "value": "2-(zorbyl)propanoic acid", "basis": "stated"},
        {"name": "melting point (°C)", "value": "170", "unit": "°C", "basis": "experimental", "source": "MSDS"},
        {"name": "logP", "value": "3.5", "basis": "experimental", "not_available": ["source"]},
        {"name": "Water Solubility", "value": "0.5", "unit": "mg/mL", "basis": "predicted", "source": "ALOGPS"},
        {"name": "Rule of Five", "value": "Yes", "basis": "predicted", "source": "ChemAxon"},
        {"name": "Human Intestinal Absorption", "value": "+", "basis": "predicted", "probability": "0.9966"},
        {"name": "P-glycoprotein inhibitor I", "value": "Non-inhibitor", "basis": "predicted", "probability": "0.6"},
        {
            "name": "Rat acute toxicity",
            "value": "2.9",
            "unit": "LD50, mol/kg",
            "basis": "predicted",
            "not_applicable": ["probability"],
        },
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "water solubilityturns to mudhttp://example.org/mud",
            ("water solubility", "turns to mud", "http://example.org/mud"),
        ),
        ("logP0.46GRYPH (1994)", ("logP", "0.46", "GRYPH (1994)")),
        (
            "water solubility21 mg/LGRYPH,A & BEAK,BC (1992)",
            ("water solubility", "21 mg/L", "GRYPH,A & BEAK,BC (1992)"),
        ),
        ("logP0.46Some Book", None),
        ("beauty3Not Available", None),
    ],
)
def test_where_a_value_ends_and_its_source_begins(row: str, expected: tuple[str, str, str] | None) -> None:
    """A source is split off if its form is known."""
    assert rows.experimental(row) == expected


def test_spectra(reading: Reading) -> None:
    """The type of a spectrum leaves a complete name before it."""
    assert without_kind(reading, "spectrum") == [
        {
            "name": "Predicted GC-MS Spectrum - GC-MS",
            "type": "Predicted GC-MS",
            "not_available": ["splash_key"],
        },
        {
            "name": "MS/MS Spectrum - , positive",
            "type": "LC-MS/MS",
            "splash_key": "splash10-004i-1497000000-a840cd3176ff240d74f6",
        },
    ]
