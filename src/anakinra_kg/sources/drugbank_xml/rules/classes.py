"""The rules for codes, classes, identifiers and properties of a drug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anakinra_kg.facts import records as k
from anakinra_kg.sources.drugbank.rows.properties import amount
from anakinra_kg.sources.drugbank_xml.rules.registry import registering

if TYPE_CHECKING:
    from anakinra_kg.sources.drugbank_xml.drug import DrugReader, Rule
    from anakinra_kg.sources.drugbank_xml.elements import Element

RULES: dict[str, Rule] = {}
_rule = registering(RULES)

_TAXONOMY = {
    "kingdom": "kingdom",
    "superclass": "super class",
    "class": "class",
    "subclass": "sub class",
    "direct-parent": "direct parent",
    "alternative-parent": "alternative parent",
    "substituent": "substituent",
}
_ATC_LEVELS = {1: "1", 3: "2", 4: "3", 5: "4", 7: "5"}


@_rule("classification")
def _taxonomy(r: DrugReader, element: Element) -> None:
    for child in element.children:
        if child.tag == "description":
            r.prose(child, "classification")
        elif child.tag in _TAXONOMY:
            name = r.take(child, k.Classification.kind)
            if name is not None:
                r.add(k.Classification, child, scheme="chemical", name=name, level=_TAXONOMY[child.tag])


@_rule("atc-codes")
def _atc_codes(r: DrugReader, element: Element) -> None:
    for child in element.children:
        if child.tag == "atc-code":
            # The XML does not contain the name of the code, which may differ from that of the drug.
            code = child.attributes.get("code", "").strip()
            if code:
                level = _ATC_LEVELS.get(len(code))
                r.add_attribute(k.Classification, child, "code", scheme="atc", code=code, name=code, level=level)
            for above in child.children:
                if above.tag == "level":
                    _atc_level(r, above)


def _atc_level(r: DrugReader, element: Element) -> None:
    name = r.take(element, k.Classification.kind)
    if name is not None:
        code = element.attributes.get("code", "").strip() or None
        level = _ATC_LEVELS.get(len(code)) if code else None
        r.add(k.Classification, element, scheme="atc", code=code, name=name, level=level)


@_rule("categories")
def _categories(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Classification.kind, "category", "mesh-id")
        if r.complete(row, "category"):
            name, code = row.cells["category"], row.cells.get("mesh-id")
            r.add(k.Classification, row.at["category"], scheme="category", code=code, name=name)


@_rule("external-identifiers")
def _external_identifiers(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.Identifier.kind, "resource", "identifier")
        if r.complete(row, "resource", "identifier"):
            scheme, value = row.cells["resource"].lower(), row.cells["identifier"]
            r.add(k.Identifier, row.at["identifier"], scheme=scheme, value=value)


@_rule("external-links")
def _external_links(r: DrugReader, element: Element) -> None:
    for child in element.children:
        row = r.row(child, k.ExternalLink.kind, "resource", "url")
        if r.complete(row, "resource"):
            resource, address = row.cells["resource"], row.cells.get("url")
            r.add(k.ExternalLink, row.at["resource"], resource=resource, address=address)


@_rule("experimental-properties", "calculated-properties")
def _properties(r: DrugReader, element: Element) -> None:
    basis = "experimental" if element.tag == "experimental-properties" else "predicted"
    for child in element.children:
        row = r.row(child, k.Property.kind, "kind", "value", "source")
        if r.complete(row, "kind", "value"):
            value, unit = amount(row.cells["value"])
            fields = {"name": row.cells["kind"], "value": value, "unit": unit, "source": row.cells.get("source")}
            r.add(k.Property, row.at["value"], basis=basis, **fields)
