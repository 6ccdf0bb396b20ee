"""Reads the head of a DrugBank page: numbers, type, groups, description and synonyms."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Classification,
    Identifier,
    Property,
    Synonym,
)
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.sections.reader import LONGEST_NAME
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Block
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader

_ACCESSION = re.compile(r"(DB\d{5})(?:\s+\(([A-Z0-9]+(?:, [A-Z0-9]+)*)\))?")
_DALTON = re.compile(r"(\d+(?:\.\d+)?) (Da|kDa)")
_CLASS_NAME = re.compile(r"(?!.*[a-z][A-Z])[A-Z][A-Za-z]+(?:[ /-]+\(?[A-Za-z]+\)?)*")
_SEQUENCE = re.compile(r"[A-Z*]{2,}")


def _accession(r: SectionReader, part: Part) -> None:
    head, rest = _lead(r, part)
    for line in head:
        text = r.text(line)
        found = _ACCESSION.fullmatch(text)
        if found and line == head[0]:
            _identifiers(r, line, found)
        elif text in vocabulary.TYPES:
            r.classify(line, "type", text)
        elif _are_groups(text):
            for group, span in r.lines.parts(line, ", "):
                r.lines.ledger.fact(Classification(span=span, scheme="group", name=group))
    _description(r, rest, part.next_key)


def _lead(r: SectionReader, part: Part) -> tuple[list[int], list[int]]:
    """Split lines where the description begins: at a blank line, a gap or a list."""
    for place, line in enumerate(part.lines):
        if not r.text(line) or r.text(line) == NOT_AVAILABLE or r.lines.is_bullet(line):
            return part.lines[:place], part.lines[place:]
    return part.lines, []


def _identifiers(r: SectionReader, line: int, found: re.Match[str]) -> None:
    r.accession = r.accession or found.group(1)
    span = r.lines.span(line, found.start(1), found.end(1))
    r.lines.ledger.fact(Identifier(span=span, scheme="drugbank", value=found.group(1)))
    at = found.start(2)
    for number in (found.group(2) or "").split(", "):
        if number:
            span = r.lines.span(line, at, at + len(number))
            r.lines.ledger.fact(Identifier(span=span, scheme="drugbank secondary", value=number))
        at += len(number) + 2


def _biologic(r: SectionReader, part: Part) -> None:
    head, rest = _lead(r, part)
    for line in head:
        if _is_class_name(r.text(line)):
            r.classify(line, "biologic", r.text(line))
    _description(r, rest, part.next_key)


def _described(r: SectionReader, part: Part) -> None:
    _description(r, part.lines, part.next_key)


def _description(r: SectionReader, lines: Sequence[int], next_key: str) -> None:
    """Read the description, and the synonyms if they directly follow it."""
    slots: tuple[str, ...] = ("description",)
    if not next_key.startswith("protein ") and next_key not in {"description", "structure", "synonyms"}:
        slots = ("description", "structure", "synonyms")
    if any(r.text(line) for line in lines):
        r.values(r.lines.blocks(lines), slots, partial(_take_description, r))


def _take_description(r: SectionReader, slot: str, block: Block) -> None:
    if slot == "synonyms":
        _take_synonyms(r, block)
    else:
        r.take_prose(slot, block)


def _take_synonyms(r: SectionReader, block: Block) -> None:
    for line in block.lines:
        name, span = r.lines.item(line)
        r.names.add(name)
        r.lines.ledger.fact(Synonym(span=span, name=name))


def _synonyms(r: SectionReader, part: Part) -> None:
    r.values(r.lines.blocks(part.lines), ("synonyms",), partial(_take_description, r))


def _protein(r: SectionReader, part: Part) -> None:
    """Read the protein of a biotech drug, its sequences, and the synonyms after them."""
    rest, sequence = [], []
    slots = [part.key, "sequences", "synonyms"]
    for line in part.lines:
        text = r.text(line)
        if found := _DALTON.fullmatch(text):
            value, unit = found.groups()
            r.add_property(line, "average weight", value, unit, basis="stated")
            slots = [slot for slot in slots if slot != part.key]
        elif text.startswith(">") or text == "Download FASTA Format":
            r.lines.boilerplate(line, "the header of a sequence; the sequence is not in the text")
            slots = [slot for slot in slots if slot not in {part.key, "sequences"}]
        elif _SEQUENCE.fullmatch(text):
            sequence.append(line)
        else:
            rest.append(line)
    _sequence(r, sequence)
    if part.next_key.startswith("protein ") or part.next_key in {"sequences", "synonyms"}:
        slots = [slot for slot in slots if slot == part.key]
    if any(r.text(line) for line in rest):
        r.values(r.lines.blocks(rest), slots, partial(_take_description, r))


def _sequence(r: SectionReader, lines: list[int]) -> None:
    if lines:
        value = "".join(r.text(line) for line in lines)
        first, *others = (r.lines.span(line) for line in lines)
        fact = Property(span=first, also=tuple(others), name="sequence", value=value, basis="stated")
        r.lines.ledger.fact(fact)


def _external_ids(r: SectionReader, part: Part) -> None:
    for place, line in enumerate(r.head(part)):
        if r.text(line) == NOT_AVAILABLE:
            r.lines.gap(line, "external ids")
        elif place == 0 and not r.lines.is_bullet(line):
            for value, span in r.lines.parts(line, " / "):
                r.lines.ledger.fact(Identifier(span=span, scheme="external id", value=value))


def _are_groups(text: str) -> bool:
    return all(group in vocabulary.GROUPS for group in text.split(", "))


def _is_class_name(text: str) -> bool:
    """Return whether a line under the heading of the classes can be a class, not a line from above the heading."""
    if (
        text in vocabulary.TYPES
        or text in vocabulary.RANK
        or _are_groups(text)
        or "Therapies " in text
        or NOT_AVAILABLE in text
    ):
        return False
    return len(text) <= LONGEST_NAME and _CLASS_NAME.fullmatch(text) is not None


READERS: dict[str, Rule] = {
    "accession": _accession,
    "type": _accession,
    "groups": _accession,
    "biologic classification": _biologic,
    "description": _described,
    "protein structure": _protein,
    "protein chemical formula": _protein,
    "protein average weight": _protein,
    "sequences": _protein,
    "synonyms": _synonyms,
    "external ids": _external_ids,
}
