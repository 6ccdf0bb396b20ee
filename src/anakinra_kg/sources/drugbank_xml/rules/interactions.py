"""The rules for interactions, pathways, reactions and effects of gene variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.sources.drugbank.rows.interactions import interaction_readings
from anakinra_kg.sources.drugbank_xml.elements import Element
from anakinra_kg.sources.drugbank_xml.rules.registry import DIGITS, registering

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_xml.drug import DrugReader, Rule

RULES: dict[str, Rule] = {}
_rule = registering(RULES)


@_rule("drug-interactions")
def _interactions(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Interaction.kind, "drugbank-id", "name", "description")
        if not r.complete(row, "name"):
            continue
        drug, sentence = row.cells["name"], row.cells.get("description", "")
        fitting = [e for e in interaction_readings(drug + sentence) if e.drug == drug and e.other == r.name]
        fields: dict[str, str | None] = {"drug": drug, "drug_id": row.cells.get("drugbank-id")}
        if len(fitting) == 1:
            says = fitting[0]
            fields |= {"effect": says.effect, "activity": says.activity, "direction": says.direction}
            r.add(k.Interaction, row.at["description"], affected=says.affected, **fields)
        else:
            r.add(k.Interaction, row.at["name"], **fields)
            if sentence:
                r.refuse(row.at["description"], "a sentence of no known form about this drug and the other")


@_rule("pathways")
def _pathways(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Pathway.kind, "smpdb-id", "name", "category")
        if r.complete(row, "name"):
            parts = {part.tag: part for part in child.children}
            drugs_in = (
                name for drug in _items(parts, "drugs", "drug") for name in r.texts(drug, "name", k.Pathway.kind)
            )
            enzymes = r.texts(parts["enzymes"], "uniprot-id", k.Pathway.kind) if "enzymes" in parts else ()
            r.add(
                k.Pathway,
                row.at["name"],
                name=row.cells["name"],
                category=row.cells.get("category"),
                identifier=row.cells.get("smpdb-id"),
                drugs=tuple(drugs_in),
                enzymes=enzymes,
            )


def _items(parts: dict[str, Element], tag: str, item: str) -> list[Element]:
    return [child for child in parts[tag].children if child.tag == item] if tag in parts else []


_SIDES = ("left-element", "right-element")
_NOTHING = Element("", {}, 0)


@_rule("reactions")
def _reactions(r: DrugReader, element: Element) -> None:
    for child in element.children:
        kind = k.Reaction.kind
        step = r.row(child, kind, "sequence")
        parts = {part.tag: part for part in child.children}
        left, right = (r.row(parts.get(side, _NOTHING), kind, "drugbank-id", "name") for side in _SIDES)
        if r.complete(step) and r.complete(left, "name") and r.complete(right, "name"):
            enzymes = (name for enzyme in _items(parts, "enzymes", "enzyme") for name in r.texts(enzyme, "name", kind))
            r.add(
                k.Reaction,
                right.at["name"],
                step=step.cells.get("sequence"),
                substrate=left.cells["name"],
                substrate_id=left.cells.get("drugbank-id"),
                metabolite=right.cells["name"],
                metabolite_id=right.cells.get("drugbank-id"),
                enzymes=tuple(enzymes),
            )
        else:
            r.refuse(child, "reaction without both its sides")


_VARIANT_FIELDS = {
    "protein-name": "protein",
    "gene-symbol": "gene",
    "uniprot-id": "uniprot",
    "rs-id": "rs_id",
    "allele": "allele",
    "defining-change": "defining_change",
    "adverse-reaction": "adverse_reaction",
    "pubmed-id": "pmid",
}


@_rule("snp-effects", "snp-adverse-drug-reactions")
def _variants(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.PharmacogenomicEffect.kind, *_VARIANT_FIELDS)
        if r.complete(row, "protein-name"):
            r.drop_unless(DIGITS, row, "pubmed-id")
            fields = {name: row.cells[tag] for tag, name in _VARIANT_FIELDS.items() if tag in row.cells}
            r.add(k.PharmacogenomicEffect, row.at["protein-name"], **fields)
            for part in child.children:
                if part.tag == "description":
                    r.prose(part, "pharmacogenomic effects")
