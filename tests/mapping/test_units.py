"""Units and strengths."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from anakinra_kg.mapping.units import Strength, strength_of
from anakinra_kg.query.graph import load
from anakinra_kg.resources import resource

if TYPE_CHECKING:
    from anakinra_kg.dataset.build import Build


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 mg/0.67mL", Strength(Decimal(100), "mg", Decimal("0.67"), "mL")),
        ("150 mg", Strength(Decimal(150), "mg", None, "")),
        ("5 mg/mL", Strength(Decimal(5), "mg", Decimal(1), "mL")),
        ("2.5mcg / 3 mL", Strength(Decimal("2.5"), "mcg", Decimal(3), "mL")),
    ],
)
def test_a_strength_is_an_amount_and_a_volume(text: str, expected: Strength) -> None:
    """The whole text is read, or nothing."""
    assert strength_of(text) == expected


@pytest.mark.parametrize("text", ["", "5 mg + 10 mg", "1,000 mg", "5 %", "10 units", "100 mg/0.67", "5 mg/h"])
def test_what_is_not_one_amount_of_a_known_mass_is_not_read(text: str) -> None:
    """Two amounts, other units and other denominators stay as printed."""
    assert strength_of(text) is None


def test_a_concentration_can_be_asked(built: Build) -> None:
    """The products of 100 mg in 0.67 mL have 149 mg in a millilitre; the printed strength stays."""
    assert built.triples
    answer = load(resource("data", "anakinra.ttl")).sparql(
        "SELECT DISTINCT ?strength (ROUND(?amount / ?volume) AS ?concentration) { ?product a akg:Product ;"
        " akg:strength ?strength ; akg:strengthAmount ?amount ; akg:strengthVolume ?volume ;"
        " akg:strengthUnit unit:MilliGM ; akg:strengthVolumeUnit unit:MilliL } ORDER BY ?strength"
    )

    assert [(row["strength"].value, row["concentration"].value) for row in answer] == [  # type: ignore[union-attr]
        ("100 mg/0.67mL", "149"),
    ]
