"""Writes what several rules share: conditions, findings, populations, routes and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.mapping.study_topics import POPULATION_CONDITIONS
from anakinra_kg.mapping.units import UNITS, strength_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from anakinra_kg.mapping.claims import Claim

_AS_WRITTEN = {
    "akg:adverseEffect": "akg:effectAsWritten",
    "akg:includesReaction": "akg:reactionAsWritten",
    "akg:reaction": "akg:reactionAsWritten",
    "akg:symptom": "akg:symptomAsWritten",
}


def condition(c: Claim, name: str, predicate: str) -> NamedNode:
    """Add the condition of a name and the name as written; return the condition."""
    node = c.writer.named("condition", "akg:Condition", name)
    c.add(predicate, node)
    c.text("akg:conditionAsWritten", name)
    return node


def finding(c: Claim, predicate: str, name: str, context: str | None = None) -> NamedNode:
    """Add the finding of a name and the name as written; return the finding."""
    node = c.writer.named("finding", "akg:ClinicalFinding", name, context)
    c.add(predicate, node)
    c.text(_AS_WRITTEN[predicate], name)
    return node


def population(c: Claim, name: str | None) -> None:
    """Add the group of people, if the page names one."""
    node = c.name("akg:population", "population", "akg:Population", name)
    if node is not None and name in POPULATION_CONDITIONS:
        affected = c.writer.named("condition", "akg:Condition", POPULATION_CONDITIONS[name])
        c.writer.add(node, "akg:populationCondition", affected)


def route(c: Claim, name: str | None) -> None:
    """Add the route of a name and the name as written, if the page names one."""
    if name is not None:
        c.text("akg:routeAsWritten", name)
        c.name("akg:route", "route", "akg:Route", name)


def unit(c: Claim, unit: str | None, predicate: str = "akg:unit") -> None:
    """Add the unit as printed, and its QUDT unit if `UNITS` lists it."""
    if unit is None:
        return
    c.text(f"{predicate}AsWritten", unit)
    if unit in UNITS:
        c.add(predicate, c.writer.unit(*UNITS[unit]))


def strength(c: Claim, text: str | None) -> None:
    """Add a strength as printed and, if the whole text is one, its amount and the volume that it is in."""
    c.text("akg:strength", text)
    read = strength_of(text or "")
    if read is None:
        return
    c.decimal("akg:strengthAmount", read.amount)
    c.add("akg:strengthUnit", c.writer.unit(*UNITS[read.unit]))
    if read.volume is not None:
        c.decimal("akg:strengthVolume", read.volume)
        c.add("akg:strengthVolumeUnit", c.writer.unit(*UNITS[read.volume_unit]))
