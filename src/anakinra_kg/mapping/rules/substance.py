"""The rules for facts about the substance itself."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.mapping.rules.shared import unit

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@rule(
    k.Property,
    "akg:PropertyClaim",
    "{name} of {of_drug}: {value}[ {unit}][ ({basis})][, probability {probability}][, {source}]",
    lambda f: (f.name, f.basis if f.basis == "predicted" else None),
)
def _property(c: Claim, f: k.Property) -> None:
    c.name("akg:property", "property", "akg:SubstanceProperty", f.name)
    c.text("akg:valueAsWritten", f.value)
    if _NUMBER.fullmatch(f.value):
        c.decimal("akg:numericValue", Decimal(f.value))
    unit(c, f.unit)
    c.code("akg:basis", "basis", f.basis)
    c.decimal("akg:probability", f.probability)
    c.text("akg:valueSource", f.source)
    c.texts("akg:notAvailable", f.not_available)
    c.texts("akg:notApplicable", f.not_applicable)


@rule(
    k.Spectrum,
    "akg:SpectrumClaim",
    "{name}: spectrum of {of_drug}[, {type}][, {splash_key}]",
    lambda f: (f.name, f.splash_key),
)
def _spectrum(c: Claim, f: k.Spectrum) -> None:
    c.text("akg:name", f.name)
    c.text("akg:spectrumType", f.type)
    c.text("akg:splashKey", f.splash_key)
    c.texts("akg:notAvailable", f.not_available)
    c.texts("akg:notApplicable", f.not_applicable)


@rule(
    k.Characteristic,
    "akg:CharacteristicClaim",
    "{of_drug}, {aspect}: {value}",
    lambda f: (f.aspect, f.value),
)
def _characteristic(c: Claim, f: k.Characteristic) -> None:
    c.text("akg:aspect", f.aspect)
    c.text("akg:characteristic", f.value)


@rule(
    k.Organism,
    "akg:OrganismClaim",
    "{of_drug} in {name}",
    lambda f: (f.name,),
)
def _organism(c: Claim, f: k.Organism) -> None:
    node = c.name("akg:organism", "organism", "akg:Organism", f.name)
    assert node is not None  # noqa: S101 - the field is required
    c.shortcut("akg:affectsOrganism", node)
