"""Which strings of a trials table are no conditions, and what they are: `data/mappings/study_topics.tsv`."""

from __future__ import annotations

import csv
from functools import cache

from anakinra_kg import resources


@cache
def _topics() -> dict[str, str]:
    with resources.resource("data", "mappings", "study_topics.tsv").open(encoding="utf-8", newline="") as rows:
        lines = (line for line in rows if not line.startswith("#"))
        return {row["string"]: row["kind"] for row in csv.DictReader(lines, delimiter="\t")}


def topic_kind(name: str) -> str | None:
    """Return what a string stands for (`drug`, `population`, `treatment` …), or None for a condition."""
    return _topics().get(name)
