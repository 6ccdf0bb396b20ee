"""Iterates over the lines of a section: divides them into values or rows, and records the uncertain lines.

Handles the layout of values; the rules interpret the sections.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Classification,
    Property,
)
from anakinra_kg.sources.drugbank.lines import assigned
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Block, Lines
    from anakinra_kg.sources.drugbank.rows.products import Mixture
    from anakinra_kg.sources.drugbank.target_rows import Badge

    Rule = Callable[["SectionReader", Part], None]

UNSURE_CELLS = "the cells of this row cannot be separated with certainty"
_UNSURE_SECTION = "the headings around it are missing, so its section is not certain"
LONGEST_ROW = 5_000
LONGEST_NAME = 100
WEIGHT = re.compile(r"(Average|Monoisotopic): (\d+(?:\.\d+)?)")
GLUED = re.compile(r"(?<=[a-z)])(?=[A-Z])")
UNKNOWN = "section whose heading is missing"
_FITTING = {
    UNKNOWN: "gap list text ?",
    "associated conditions": "gap list ?",
    "associated therapies": "gap list ?",
    "structure": "gap ?",
    "synonyms": "gap list",
    "description": "gap text",
    "cas number": "gap text ?",
    "chemical formula": "gap text ?",
    "inchi key": "gap text ?",
    "inchi": "gap text ?",
    "iupac name": "gap text ?",
    "smiles": "gap text ?",
    "sequences": "gap ?",
    "affected organisms": "gap list",
    "pathways": "gap text",
    "dosage forms": "gap text",
    "prices": "gap",
    "patents": "gap",
    "mass spec (nist)": "gap text",
    "spectra": "gap",
    "state": "gap text ?",
    "manufacturers": "gap list",
    "packagers": "gap list",
}


class SectionReader:
    """The state that the rules share while they read the sections of one page.

    Attributes:
        lines: The page.
        protein_names: Names of the proteins at the end of the page.
        drug: The name of the drug, None if no row of the interactions gives it.
        accession: The accession number, None if its line is missing.
        names: Names of the drug, its salts and the other ingredients of its mixtures.
        badges: The rows of targets.
        mixtures: Rows of mixtures with their line and the kind of their table, read last, when all names are known.
    """

    def __init__(self, lines: Lines, protein_names: frozenset[str]) -> None:
        self.lines = lines
        self.protein_names = protein_names
        self.drug: str | None = None
        self.accession: str | None = None
        self.names: set[str] = set()
        self.badges: list[Badge] = []
        self.mixtures: list[tuple[int, str | None, Mixture]] = []

    def text(self, line: int) -> str:
        """Return a line without outer white space."""
        return self.lines.texts[line]

    def head(self, part: Part) -> list[int]:
        """Return the lines before the first blank line or advertisement."""
        return part.lines[: self.head_length(part)]

    def head_length(self, part: Part) -> int:
        """Return the number of lines in the head."""
        lines = part.lines[: part.advertised]
        return next((place for place, line in enumerate(lines) if not self.text(line)), len(lines))

    def values(
        self,
        blocks: Sequence[Block],
        slots: Sequence[str],
        take: Callable[[str, Block], None],
        *,
        headed: bool = True,
    ) -> None:
        """Assign each block to its section; record certain gaps, and pass lists and texts to `take`.

        Args:
            blocks: The values.
            slots: The sections they may belong to, in order.
            take: Function that reads a list or a text.
            headed: Whether the heading of the first section is directly above the first block.
        """
        for block, (slot, certain) in zip(blocks, assigned(blocks, slots, _FITTING, headed=headed), strict=True):
            if slot is None or (block.kind == "gap" and (not certain or UNKNOWN in slots)):
                for line in block.lines:
                    self.lines.unread(line, _UNSURE_SECTION)
            elif block.kind == "gap":
                self.lines.gap(block.lines[0], slot)
            else:
                take(slot, block)

    def take_prose(self, slot: str, block: Block) -> None:
        """Leave the lines of a block for curation."""
        for line in block.lines:
            self.lines.prose(line, slot)

    def prose_or_gap(self, lines: Sequence[int], slots: Sequence[str], *, headed: bool = True) -> None:
        """Assign each block to its section, and leave texts for curation."""
        self.values(self.lines.blocks(lines), slots, self.take_prose, headed=headed)

    def rows(self, lines: Iterable[int], section: str, take: Callable[[int, str], bool]) -> None:
        """Read the rows of a table; `Not Available` directly under the heading is a gap."""
        for place, line in enumerate(lines):
            text = self.text(line)
            if text == NOT_AVAILABLE and place == 0:
                self.lines.gap(line, section)
            elif text and (len(text) > LONGEST_ROW or not take(line, text)):
                self.lines.unread(line, UNSURE_CELLS)

    def classify(self, line: int, scheme: str, name: str, level: str | None = None) -> None:
        """Add the class that a line names."""
        self.lines.ledger.fact(Classification(span=self.lines.span(line), scheme=scheme, name=name, level=level))

    def add_property(self, line: int, name: str, value: str, unit: str | None = None, **more: object) -> None:
        """Add the property in a line."""
        fact = Property(span=self.lines.span(line), name=name, value=value, unit=unit, **more)  # type: ignore[arg-type]
        self.lines.ledger.fact(fact)
