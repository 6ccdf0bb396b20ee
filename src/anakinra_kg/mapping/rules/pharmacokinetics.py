"""The rules for facts about pharmacokinetics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.mapping.rules.registry import rule
from anakinra_kg.mapping.rules.shared import population, route, unit

if TYPE_CHECKING:
    from anakinra_kg.mapping.claims import Claim


@rule(
    k.Pharmacokinetic,
    "akg:PharmacokineticClaim",
    (
        "{of_drug}, {parameter}[, {population}][: {low-high}][ (mean {mean})][ (between {value})][ {unit}]"
        "[: {finding}][, at {dose_low-dose_high}][ {dose_unit}][, {dose_frequency}][, {administration}]"
        "[, {route}]"
    ),
    lambda f: (f.parameter, f.population),
)
def _pharmacokinetic(c: Claim, f: k.Pharmacokinetic) -> None:
    c.code("akg:parameter", "parameter", f.parameter)
    c.decimal("akg:lowValue", f.low)
    c.decimal("akg:highValue", f.high)
    c.decimal("akg:meanValue", f.mean)
    c.decimal("akg:centralValue", f.value)
    unit(c, f.unit)
    c.text("akg:finding", f.finding)
    population(c, f.population)
    c.decimal("akg:lowDose", f.dose_low)
    c.decimal("akg:highDose", f.dose_high)
    unit(c, f.dose_unit, "akg:doseUnit")
    c.text("akg:doseFrequency", f.dose_frequency)
    c.text("akg:administration", f.administration)
    route(c, f.route)


@rule(
    k.PharmacokineticInfluence,
    "akg:PharmacokineticInfluence",
    "{of_drug}, {parameter} and {factor}: {influence}",
    lambda f: (f.parameter, f.factor),
)
def _pharmacokinetic_influence(c: Claim, f: k.PharmacokineticInfluence) -> None:
    c.code("akg:parameter", "parameter", f.parameter)
    c.text("akg:factor", f.factor)
    c.code("akg:influence", "influence", f.influence)
