"""Reads the sections of a DrugBank page before its proteins, each with its own rule.

Takes facts only from lines whose section is certain: if headings between two values are missing, the page order must
allow only one section. Does not read the proteins and the last line of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank.sections import (
    classes,
    head,
    interactions,
    links,
    pharmacoeconomics,
    pharmacology,
    products,
    properties,
    trials,
)
from anakinra_kg.sources.drugbank.sections.reader import SectionReader
from anakinra_kg.sources.drugbank.sections.tail import BLANK_ENDS, read_tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Lines

_CHAPTERS = (
    head,
    products,
    properties,
    pharmacology,
    interactions,
    links,
    trials,
    pharmacoeconomics,
    classes,
)
_READERS = {key: rule for chapter in _CHAPTERS for key, rule in chapter.READERS.items()}


def read_sections(lines: Lines, protein_names: frozenset[str], parts: Sequence[Part]) -> SectionReader:
    """Read all parts, the interactions first because they give the name of the drug."""
    reader = SectionReader(lines, protein_names)
    for part in parts:
        if part.key == "drug interactions":
            interactions.read_interactions(reader, part)
    for part in parts:
        if part.key in _READERS:  # the ledger reports the lines of other parts
            _READERS[part.key](reader, part)
        if part.key in BLANK_ENDS:
            read_tail(reader, part)
    products.read_mixtures(reader)
    return reader
