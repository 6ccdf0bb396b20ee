"""Reads tables of `data/mappings` that give the meaning of strings on the pages; infers nothing from the strings."""

from __future__ import annotations

import csv

from anakinra_kg import resources


def _table(name: str) -> dict[str, str]:
    """Return a table of two columns: the string on the page, and its meaning."""
    with resources.resource("data", "mappings", name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        next(rows)
        return dict(row for row in rows if len(row) == 2)  # noqa: PLR2004 - the two columns


STUDY_TOPICS = _table("study_topics.tsv")
"""Strings in the conditions column of the trials that are not conditions: `drug`, `population` or `treatment`."""


def _populations(relation: str) -> dict[str, str]:
    with resources.resource("data", "mappings", "populations.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["name"]: row["entity"] for row in rows if row["property"] == relation}


POPULATION_CONDITIONS = _populations("akg:populationCondition")
"""Groups of patients, and the condition that they have."""

TOPIC_POPULATIONS = _populations("akg:samePopulation")
"""Strings of `STUDY_TOPICS` that are groups of people, and the population that each is."""
