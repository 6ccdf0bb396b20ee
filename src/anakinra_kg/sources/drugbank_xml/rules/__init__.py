"""The rules for the children of the element of a drug, and the reasons why other texts state nothing about the drug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.sources.drugbank_xml.rules import classes, description, interactions, products, proteins

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_xml.drug import Rule

RULES: dict[str, Rule] = {
    tag: rule for part in (description, classes, products, interactions, proteins) for tag, rule in part.RULES.items()
}

_ABOUT_OTHERS = {
    "polypeptide": "describes the protein, not the drug",
    "sequences": "sequence of the drug's residues or bases",
}
"""Elements whose text, except what a rule reads, states nothing about the drug."""

_LEFT = {
    ("article", "ref-id"): "label of the reference in the prose",
    ("attachment", "ref-id"): "label of the reference in the prose",
    ("link", "ref-id"): "label of the reference in the prose",
    ("textbook", "ref-id"): "label of the reference in the prose",
    ("drug", "drugbank-id"): "identifier of a drug that is named next to it",
    ("packager", "url"): "website of the company",
    ("salt", "average-mass"): "describes a salt of the drug",
    ("salt", "monoisotopic-mass"): "describes a salt of the drug",
    ("enzyme", "drugbank-id"): "identifier of a protein that is named next to it",
    ("enzyme", "uniprot-id"): "identifier of a protein that is named next to it",
}
"""Texts, by parent and name, that state nothing about the drug."""


def aside(parent: str, tag: str) -> str:
    """Return why text without a rule states nothing about the drug; empty if it may."""
    return _ABOUT_OTHERS.get(tag, "") or _LEFT.get((parent, tag), "")
