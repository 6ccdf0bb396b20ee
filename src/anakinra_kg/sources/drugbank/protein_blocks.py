"""Divides the end of a DrugBank page into blocks, one per protein: the lines under each heading, and the references.

Records headings; reads no values except the name of the protein in a complete block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.target_rows import GLUED_ORGANISM
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.sources.drugbank.lines import Lines
    from anakinra_kg.sources.drugbank.vocabulary import Role

FIRST_FIELD = "Pharmacological action"
LAST_FIELD = "Molecular Weight"
_FIELDS = frozenset(
    (
        "Kind",
        "Organism",
        FIRST_FIELD,
        "Actions",
        "Curator comments",
        "General Function",
        "Specific Function",
        "Gene Name",
        "Uniprot ID",
        "Uniprot Name",
        "Molecular Weight",
        "References",
    )
)
_HEADING_AT_END = re.compile(
    rf"\S\s*(?:{one_of(tuple(heading for heading in _FIELDS if ' ' in heading))})$"
    r"|[a-z0-9)](?:Actions|Kind|Organism|References)$|\S\s+(?:Kind|Organism)$"
)
_INTRODUCTION = frozenset(("Kind", "Organism"))
# The headings of every protein, in this order; a protein known only by number and name has only the first.
_WHOLE = (
    FIRST_FIELD,
    "General Function",
    "Specific Function",
    "Gene Name",
    "Uniprot ID",
    "Uniprot Name",
    LAST_FIELD,
)
_NUMBERED_NAME = re.compile(r"(?:Details)?\d+\. (.*?\S)(?:Details)?")
_REFERENCE = re.compile(r"\d+\. ")


@dataclass(slots=True)
class ProteinBlock:
    """One protein at the end of the page: the lines under each heading, its references, and its group."""

    group: int
    role: Role | None
    lines: dict[str, list[int]] = field(default_factory=dict)
    references: list[int] = field(default_factory=list)
    header: tuple[int, str] | None = None
    headings: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether all headings are present and in order, which means that the lines belong to one protein."""
        printed = tuple(heading for heading in self.headings if heading in _WHOLE)
        return printed == _WHOLE or (self.header is not None and printed == (FIRST_FIELD,))

    def all_lines(self) -> list[int]:
        """Return every line that is not a heading."""
        return [*(line for lines in self.lines.values() for line in lines), *self.references]


def protein_blocks(lines: Lines, begin: int, end: int) -> list[ProteinBlock]:
    """Return the blocks between two lines, and record the headings."""
    reader = _BlockReader(lines)
    for line in range(begin, end):
        reader.take(line)
    return reader.blocks


class _BlockReader:
    """Iterates over the end of a page, line by line."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.blocks: list[ProteinBlock] = []
        self._field: str | None = None
        self._pending: list[int] = []
        self._header: tuple[int, str] | None = None
        self._blanks = 0
        self._group = 0
        self._role: Role | None = None

    def take(self, line: int) -> None:
        text = self.lines.texts[line]
        if not text:
            self._blanks += 1
            self._field = self._role = None
            return
        if not self.lines.is_open(line):
            return
        if self._blanks > 1 and self.blocks:
            self._group += 1
        self._blanks = 0
        if text in vocabulary.ROLES:
            self.lines.heading(line)
            self._role, self._field = vocabulary.ROLES[text], None
            if self.blocks and self.blocks[-1].group == self._group:
                self._group += 1
        elif text in _FIELDS:
            self._open_field(line, text)
        elif _HEADING_AT_END.search(text):
            self.lines.unread(line, "a heading is run together with another line")
            self._begin(None)
        else:
            self._value(line, text)

    def _open_field(self, line: int, text: str) -> None:
        if self._begins_block(text):
            self._begin(self._role)
        self._field, self._pending = text, []
        self.blocks[-1].headings.append(text)
        following = line + 1
        texts = self.lines.texts
        valued = following < len(texts) and bool(texts[following]) and texts[following] not in _FIELDS
        if valued and text in {FIRST_FIELD, "Gene Name", "Uniprot ID"}:
            valued = not _REFERENCE.match(texts[following])
        self.lines.heading(line, valued=valued)

    def _begin(self, role: Role | None) -> None:
        block = ProteinBlock(self._group, role, header=self._header)
        block.lines["before"] = self._pending
        self.blocks.append(block)
        self._field, self._header, self._pending = None, None, []

    def _begins_block(self, heading: str) -> bool:
        if not self.blocks or self._header is not None:
            return True
        block = self.blocks[-1]
        if block.references or block.group != self._group:
            return True
        return heading in {*_INTRODUCTION, FIRST_FIELD} and not _INTRODUCTION.issuperset(block.headings)

    def _value(self, line: int, text: str) -> None:
        indented = self.lines.is_indented(line)
        if _REFERENCE.match(text) and indented and self.blocks:
            if self._pending or self._header is not None:  # the headings of its protein are missing
                self._begin(None)
            self.blocks[-1].references.append(line)
            self._field = None
        elif not indented and (name := _NUMBERED_NAME.fullmatch(text)) and not GLUED_ORGANISM.search(text):
            self._header, self._field, self._pending = (line, name.group(1)), None, []
        elif self._field is None or not self.blocks:
            self._pending.append(line)
        else:
            self.blocks[-1].lines.setdefault(self._field, []).append(line)
            if self._field == LAST_FIELD:
                self._field = None  # what follows belongs to the next protein


def names_of(lines: Lines, blocks: Sequence[ProteinBlock]) -> frozenset[str]:
    """Return the names of the proteins in the blocks."""
    return frozenset(name for block in blocks if (name := name_of(lines, block)[0]))


def name_of(lines: Lines, block: ProteinBlock) -> tuple[str | None, int]:
    """Return the name of the protein in a complete block, and its line; None if there is none."""
    if not block.is_whole:
        return None, -1
    if block.header:
        return (None, -1) if "Uniprot Name" in block.headings else (block.header[1], block.header[0])
    named = block.lines.get("Uniprot Name", [])
    if len(named) == 1 and lines.texts[named[0]] != NOT_AVAILABLE:
        return lines.texts[named[0]], named[0]
    return None, -1
