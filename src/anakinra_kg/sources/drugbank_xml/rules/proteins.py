"""The rules for targets, enzymes, carriers, transporters and references."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from anakinra_kg.facts import records as k
from anakinra_kg.sources.drugbank.references import reference
from anakinra_kg.sources.drugbank_xml.rules.registry import DECIMAL, DIGITS, registering

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_xml.drug import DrugReader, Rule
    from anakinra_kg.sources.drugbank_xml.elements import Element

RULES: dict[str, Rule] = {}
_rule = registering(RULES)

_ROLES = {"targets": "target", "enzymes": "enzyme", "carriers": "carrier", "transporters": "transporter"}
_UNIPROT = ("swiss-prot", "trembl", "uniprot")


@_rule(*_ROLES)
def _proteins(r: DrugReader, element: Element) -> None:
    role = _ROLES[element.tag]
    for child in element.children:
        if child.tag == role:
            _protein(r, child, role)


def _protein(r: DrugReader, element: Element, role: str) -> None:
    """Read a target, enzyme, carrier or transporter; read data of the protein only if it is a single protein."""
    record: type[k.Fact] = k.Target if role == "target" else k.InteractingProtein
    strengths = ("inhibition-strength", "induction-strength") if role == "enzyme" else ()
    row = r.row(element, record.kind, "id", "name", "organism", "known-action", *strengths)
    if not r.complete(row, "name"):
        return
    r.drop_unless(_KNOWN_ACTION, row, "known-action")
    name = row.cells["name"]
    fields: dict[str, Any] = {
        "name": name,
        "pharmacological_action": row.cells.get("known-action"),
        "organism": row.cells.get("organism"),
        "identifier": row.cells.get("id"),
        **{tag.replace("-", "_"): row.cells.get(tag) for tag in strengths},
    }
    polypeptides = []
    for child in element.children:
        if child.tag == "actions":
            fields["actions"] = r.texts(child, "action", record.kind)
        elif child.tag == "references":
            _reference_lists(r, child, role, name)
        elif child.tag == "polypeptide":
            polypeptides.append(child)
            _function_sentences(r, child)
    fields |= _polypeptide(r, polypeptides[0], record.kind) if len(polypeptides) == 1 else {}
    fields |= {"components": tuple(filter(None, map(_accession, polypeptides)))} if len(polypeptides) > 1 else {}
    r.add(record, row.at["name"], **fields, **({} if role == "target" else {"role": role}))


_KNOWN_ACTION = re.compile("yes|no|unknown")


def _accession(polypeptide: Element) -> str | None:
    known = polypeptide.attributes.get("source", "").strip().lower().startswith(_UNIPROT)
    return polypeptide.attributes.get("id", "").strip() or None if known else None


def _function_sentences(r: DrugReader, polypeptide: Element) -> None:
    for child in polypeptide.children:
        sentences = child.tag == "general-function" and child.normalized_text().endswith(".")
        if child.tag == "specific-function" or sentences:
            r.prose(child, child.tag.replace("-", " "))


def _polypeptide(r: DrugReader, polypeptide: Element, kind: str) -> dict[str, Any]:
    row = r.row(polypeptide, kind, "general-function", "gene-name", "molecular-weight")
    r.drop_unless(DECIMAL, row, "molecular-weight")
    weight = row.cells.get("molecular-weight")
    return {
        "general_function": row.cells.get("general-function"),
        "gene": row.cells.get("gene-name"),
        "molecular_weight_da": None if weight is None else Decimal(weight),
        "uniprot": _accession(polypeptide),
    }


@_rule("general-references")
def _general_references(r: DrugReader, element: Element) -> None:
    _reference_lists(r, element, "drug", None)


def _reference_lists(r: DrugReader, element: Element, about: str, name: str | None) -> None:
    for works in element.children:
        for work in works.children:
            if works.tag == "articles":
                _article(r, work, about, name)
            elif works.tag in {"textbooks", "links", "attachments"}:
                _other_work(r, work, about, name)


def _article(r: DrugReader, element: Element, about: str, name: str | None) -> None:
    row = r.row(element, k.Reference.kind, "pubmed-id", "citation")
    r.drop_unless(DIGITS, row, "pubmed-id")
    pmid, citation = row.cells.get("pubmed-id"), row.cells.get("citation")
    if not r.complete(row):
        return
    if citation is not None:
        work = reference(f"1. {citation} [PubMed:{pmid or 0}]")
        fields = {"authors": work.authors, "title": work.title} if work is not None else {}
        r.add(k.Reference, row.at["citation"], about=about, about_name=name, citation=citation, pmid=pmid, **fields)
    elif pmid is not None:
        r.add(k.Reference, row.at["pubmed-id"], about=about, about_name=name, pmid=pmid)


def _other_work(r: DrugReader, element: Element, about: str, name: str | None) -> None:
    """Read a textbook, a link or an attachment; one without a title is cited by its address."""
    row = r.row(element, k.Reference.kind, "isbn", "citation", "title", "url")
    cells = row.cells
    principal = next((tag for tag in ("citation", "title", "url") if tag in cells), "citation")
    if r.complete(row, principal):
        citation = cells[principal] if principal == "url" else cells.get("citation")
        fields = {"title": cells.get("title"), "isbn": cells.get("isbn"), "address": cells.get("url")}
        r.add(k.Reference, row.at[principal], about=about, about_name=name, citation=citation, **fields)
