"""Reads tables of `data/mappings` that give the meaning of strings on the pages; infers nothing from the strings."""

from __future__ import annotations

from anakinra_kg import resources
from anakinra_kg.mapping.identifiers import table_rows


def _topics() -> dict[str, str]:
    path = resources.resource("data", "mappings", "study_topics.tsv")
    return {row["string"]: row["kind"] for _, row in table_rows(path, ("string", "kind"))}


def _populations(relation: str) -> dict[str, str]:
    path = resources.resource("data", "mappings", "populations.tsv")
    rows = table_rows(path, ("property", "name", "entity"))
    return {row["name"]: row["entity"] for _, row in rows if row["property"] == relation}


STUDY_TOPICS = _topics()
"""Strings in the conditions column of the trials that are not conditions: `drug`, `population` or `treatment`."""

POPULATION_CONDITIONS = _populations("akg:populationCondition")
"""Groups of patients, and the condition that they have."""

TOPIC_POPULATIONS = _populations("akg:samePopulation")
"""Strings of `STUDY_TOPICS` that are groups of people, and the population that each is."""
