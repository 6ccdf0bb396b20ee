"""Tables from the pages' words to what they stand for: `data/mappings/*.tsv`. Nothing is inferred from a word."""

from __future__ import annotations

import csv

from anakinra_kg import resources


def _table(name: str) -> dict[str, str]:
    """Return a table of two columns: the words of the pages, and what they mean."""
    with resources.resource("data", "mappings", name).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        next(rows)
        return dict(row for row in rows if len(row) == 2)  # noqa: PLR2004 - the two columns


STUDY_TOPICS = _table("study_topics.tsv")
"""Strings of a trials table that are no conditions: `drug`, `population`, `treatment`."""
