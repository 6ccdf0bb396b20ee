"""Reads the interactions with drugs, which give the name of the drug of the page, and with food."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Interaction,
)
from anakinra_kg.sources.drugbank.rows import interactions as sentences
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader


def read_interactions(r: SectionReader, part: Part) -> None:
    """Read the interactions and the name of the drug in them."""
    rows = [line for line in r.head(part) if r.text(line) != NOT_AVAILABLE]
    drug, readings = sentences.settled([sentences.interaction_readings(r.text(line)) for line in rows])
    r.drug = r.drug or drug
    for line, found in zip(rows, readings, strict=True):
        if found is None:
            r.lines.unread(line, "not a sentence of a known form about this drug and the one the row names")
            continue
        fact = Interaction(
            span=r.lines.span(line),
            drug=found.drug,
            effect=found.effect,
            activity=found.activity,
            direction=found.direction,
            affected=found.affected,
        )
        r.lines.ledger.fact(fact)
    head = r.head(part)
    if head and r.text(head[0]) == NOT_AVAILABLE:
        r.lines.gap(head[0], "drug interactions")


def _food(r: SectionReader, part: Part) -> None:
    r.prose_or_gap(r.head(part), (part.key,))


READERS: dict[str, Rule] = {
    "food interactions": _food,
}
