"""Reads the sections of a DrugBank page between its head and its proteins, each by a rule of its own.

Takes facts only from lines whose section is certain; where the headings between two values are lost, the order of the
page must leave one choice. Proteins and the page's last line are read elsewhere.
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
    """Read all parts; the interactions first, for they say what the page calls its drug."""
    reader = SectionReader(lines, protein_names)
    for part in parts:
        if part.key == "drug interactions":
            interactions.read_interactions(reader, part)
    for part in parts:
        if part.key in _READERS:  # the lines of the others stay open; the ledger reports them
            _READERS[part.key](reader, part)
        if part.key in BLANK_ENDS:
            read_tail(reader, part)
    products.read_mixtures(reader)
    return reader
