"""Reads codes, structure, measured and predicted properties, and spectra."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.facts.records import (
    Identifier,
    Spectrum,
)
from anakinra_kg.sources.drugbank import vocabulary
from anakinra_kg.sources.drugbank.rows import properties as rows
from anakinra_kg.sources.drugbank.rows.cells import decimal, is_not_applicable
from anakinra_kg.sources.drugbank.sections.links import take_download
from anakinra_kg.sources.drugbank.sections.reader import WEIGHT
from anakinra_kg.sources.drugbank.vocabulary import NOT_AVAILABLE, one_of

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.lines import Block
    from anakinra_kg.sources.drugbank.sections.reader import Rule, SectionReader

_STRUCTURE = {
    "chemical formula": re.compile(r"(?:[A-Z][a-z]?\d*[.·]?)+"),
    "iupac name": re.compile(r".*[a-z]{3}.*[^.]"),
    "state": re.compile(one_of(vocabulary.STATES)),
}
_CODES = {
    "unii": re.compile(r"[A-Z0-9]{10}"),
    "cas number": re.compile(r"\d{2,7}-\d\d-\d"),
    "inchi key": re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]"),
    "inchi": re.compile(r"InChI=\S+"),
    "smiles": re.compile(r"[A-Za-z0-9@+\-\[\]()=#$/\\%.:*]+"),
}


def _codes(r: SectionReader, part: Part) -> None:
    """Read a code, weight or chemical name; most are single words, so only the next value makes a gap certain."""
    slots = {
        ("cas number", "chemical formula"): ("cas number", "weight"),
        ("inchi key", "iupac name"): ("inchi key", "inchi"),
    }.get((part.key, part.next_key), (part.key,))
    if part.key == "iupac name" and part.next_key != "smiles":
        slots = ("iupac name", "smiles")
    if "smiles" in (*slots, part.key) and r.head_length(part) == len(part.lines):
        return  # without the blank lines at the end of the chapter, a value may belong to the next one
    r.values(r.lines.blocks(r.head(part)), slots, partial(take_code, r))


def take_code(r: SectionReader, slot: str, block: Block) -> None:
    """Add a code, a weight or another value if it has the form that its section requires."""
    for line in block.lines:
        text = r.text(line)
        if found := WEIGHT.fullmatch(text):
            r.add_property(line, f"{found.group(1).lower()} weight", found.group(2), basis="stated")
        elif len(block.lines) > 1:
            continue
        elif slot in _STRUCTURE and _STRUCTURE[slot].fullmatch(text):
            r.add_property(line, slot, text, basis="stated")
        elif slot in _CODES and _CODES[slot].fullmatch(text):
            scheme = "cas" if slot == "cas number" else slot
            r.lines.ledger.fact(Identifier(span=r.lines.span(line), scheme=scheme, value=text))


def _measured(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        found = rows.experimental(text)
        if found is None:
            return False
        name, printed, source = found
        value, unit = (printed, "°C") if name.endswith("(°C)") else rows.amount(printed)
        missing = ("source",) if source == NOT_AVAILABLE else ()
        r.add_property(
            line, name, value, unit, basis="experimental", source=None if missing else source, not_available=missing
        )
        return True

    r.rows(r.head(part), "experimental properties", take)


def _predicted(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        found = rows.predicted(text)
        if found:
            value, unit = rows.amount(found[1])
            r.add_property(line, found[0], value, unit, basis="predicted", source=found[2])
        return found is not None

    r.rows(r.head(part), "predicted properties", take)


def _admet(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        if vocabulary.ADMET_NOTE.fullmatch(text):
            r.lines.boilerplate(line, "note on how the table was made")
            return True
        found = rows.admet(text)
        if found is None:
            return False
        name, value, unit, probability = found
        r.add_property(line, name, value, unit, basis="predicted", **_probability(probability))
        return True

    r.rows(r.head(part), "predicted admet features", take)


def _probability(printed: str) -> dict[str, object]:
    if is_not_applicable(printed):
        return {"not_applicable": ("probability",)}
    if printed == NOT_AVAILABLE:
        return {"not_available": ("probability",)}
    return {"probability": decimal(printed)}


def _mass_spectrum(r: SectionReader, part: Part) -> None:
    slots = (part.key,) if part.next_key == "spectra" else (part.key, "spectra")
    r.values(r.lines.blocks(r.head(part)), slots, partial(_take_download, r))


def _take_download(r: SectionReader, _slot: str, block: Block) -> None:
    if len(block.lines) == 1:
        take_download(r, block.lines[0], "Mass Spec (NIST)")


def _spectra(r: SectionReader, part: Part) -> None:
    def take(line: int, text: str) -> bool:
        found = rows.spectrum(text)
        if found is None:
            return False
        name, kind, key = found
        missing = ("splash_key",) if key == NOT_AVAILABLE else ()
        inapplicable = ("splash_key",) if is_not_applicable(key) else ()
        fact = Spectrum(
            span=r.lines.span(line),
            name=name,
            type=kind,
            splash_key=None if missing or inapplicable else key,
            not_available=missing,
            not_applicable=inapplicable,
        )
        r.lines.ledger.fact(fact)
        return True

    r.rows(r.head(part), "spectra", take)


READERS: dict[str, Rule] = {
    **dict.fromkeys(
        ("unii", "cas number", "weight", "chemical formula", "inchi key", "inchi", "iupac name", "smiles", "state"),
        _codes,
    ),
    "experimental properties": _measured,
    "predicted properties": _predicted,
    "predicted admet features": _admet,
    "mass spec (nist)": _mass_spectrum,
    "spectra": _spectra,
}
