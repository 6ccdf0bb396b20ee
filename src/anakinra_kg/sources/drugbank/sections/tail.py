"""Reads the values after the last section of a chapter, where the headings of the next chapter are missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank.sections.classes import read_taxonomy_head
from anakinra_kg.sources.drugbank.sections.pharmacoeconomics import read_suppliers
from anakinra_kg.sources.drugbank.sections.properties import take_code

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank.layout import Part
    from anakinra_kg.sources.drugbank.sections.reader import SectionReader


BLANK_ENDS = frozenset(
    (
        "external ids", "product ingredients", "products", "mixtures", "brands", "categories", "unii", "cas number",
        "weight", "chemical formula", "inchi key", "inchi", "iupac name", "smiles", "state",
        "pharmacogenomic effects", "food interactions", "general references", "external links", "atc codes",
        "ahfs codes", "pdb entries", "fda label", "msds", "clinical trials", "dosage forms", "prices", "patents",
        "experimental properties", "predicted properties", "predicted admet features", "mass spec (nist)", "spectra",
        "kingdom", "class", "sub class", "direct parent", "molecular framework",
    )
)  # fmt: skip
"""Sections whose values contain no blank line: text after a blank line belongs to the next chapter."""


def read_tail(r: SectionReader, part: Part) -> None:
    """Read the values between the missing heading of a chapter and the next heading."""
    begin = r.head_length(part)
    chapter_end, rest = part.lines[begin : begin + 2], part.lines[begin + 2 :]
    if any(r.text(line) for line in chapter_end) or not any(r.text(line) for line in rest):
        return
    following = part.next_key
    if following in {"associated conditions", "associated therapies", "pharmacodynamics"}:
        r.prose_or_gap(rest, ("indication",), headed=False)
    elif following == "mechanism of action":
        r.prose_or_gap(rest, ("indication", "pharmacodynamics"), headed=False)
    elif not all(r.text(line) for line in rest):
        return  # these values are directly above the next heading
    elif following == "dosage forms":
        read_suppliers(r, rest, ("manufacturers", "packagers"))
    elif following == "packagers":
        read_suppliers(r, rest, ("manufacturers",))
    elif following == "experimental properties":
        r.values(r.lines.blocks(rest), ("state",), partial(take_code, r), headed=False)
    elif following in {"super class", "kingdom"}:
        read_taxonomy_head(r, rest, with_kingdom=following == "super class")
